package store_test

import (
	"testing"

	"broadsheet/internal/news"
)

func TestModerationCountsAndIsTakenBack(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	add := func(article string, status news.CommentStatus) string {
		t.Helper()
		c, err := db.AddComment(t.Context(), article, news.Comment{Name: "R", Email: "own@example.org", Text: "x", Status: status})
		if err != nil {
			t.Fatal(err)
		}
		return c.ID
	}
	count := func() int {
		t.Helper()
		list, err := db.Find(t.Context(), []string{"a"})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0].Comments
	}
	first, second, waits := add("a", news.CommentPending), add("a", news.CommentPending), add("a", news.CommentOutbox)
	refs := []news.CommentRef{{ID: first}, {Article: "a", ID: second}}
	list, entry, err := db.Moderate(t.Context(), refs, news.CommentApproved)
	if err != nil || entry == 0 || len(list) != 2 || list[1].ID != second || list[1].Status != news.CommentApproved || list[1].Email != "" {
		t.Fatal(list, entry, err)
	}
	if count() != 2 {
		t.Errorf("%d comments are counted, want 2", count())
	}
	if _, again, err := db.Moderate(t.Context(), refs, news.CommentApproved); err != nil || again != 0 {
		t.Errorf("an entry for nothing: %d, %v", again, err)
	}
	if undone, err := db.Undo(t.Context(), entry); err != nil || undone.Undone != 2 || count() != 0 {
		t.Errorf("%+v, %d are counted, %v", undone, count(), err)
	}
	if _, err := db.Undo(t.Context(), entry+1); err != nil || count() != 2 {
		t.Errorf("taken back again, %d are counted, %v", count(), err)
	}
	// One that cannot be moderated keeps all as they are.
	_, _, err = db.Moderate(t.Context(), []news.CommentRef{{ID: first}, {ID: waits}}, news.CommentRejected)
	wantCode(t, err, news.CodeInvalid)
	if count() != 2 {
		t.Errorf("%d are counted after a refusal, want 2", count())
	}
	_, _, err = db.Moderate(t.Context(), []news.CommentRef{{Article: "b", ID: first}}, news.CommentRejected)
	wantCode(t, err, news.CodeNotFound)
}
