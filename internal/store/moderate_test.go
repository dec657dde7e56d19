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
	list, entry, err := db.Moderate(t.Context(), refs, news.Verdict{Status: news.CommentApproved})
	if err != nil || entry == 0 || len(list) != 2 || list[1].ID != second || list[1].Status != news.CommentApproved || list[1].Email != "" {
		t.Fatal(list, entry, err)
	}
	if count() != 2 {
		t.Errorf("%d comments are counted, want 2", count())
	}
	if _, again, err := db.Moderate(t.Context(), refs, news.Verdict{Status: news.CommentApproved}); err != nil || again != 0 {
		t.Errorf("an entry for nothing: %d, %v", again, err)
	}
	if undone, err := db.Undo(t.Context(), entry); err != nil || undone.Undone != 2 || count() != 0 {
		t.Errorf("%+v, %d are counted, %v", undone, count(), err)
	}
	if _, err := db.Undo(t.Context(), entry+1); err != nil || count() != 2 {
		t.Errorf("taken back again, %d are counted, %v", count(), err)
	}
	// One that cannot be moderated keeps all as they are.
	_, _, err = db.Moderate(t.Context(), []news.CommentRef{{ID: first}, {ID: waits}}, news.Verdict{Status: news.CommentRejected})
	wantCode(t, err, news.CodeInvalid)
	if count() != 2 {
		t.Errorf("%d are counted after a refusal, want 2", count())
	}
	_, _, err = db.Moderate(t.Context(), []news.CommentRef{{Article: "b", ID: first}}, news.Verdict{Status: news.CommentRejected})
	wantCode(t, err, news.CodeNotFound)
}

func TestAReasonStaysWithItsRejection(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"))
	for range 3 {
		if _, err := db.AddComment(t.Context(), "a", news.Comment{Name: "R", Text: "x", Status: news.CommentPending}); err != nil {
			t.Fatal(err)
		}
	}
	page := func(f news.CommentFilter) news.CommentPage {
		t.Helper()
		p, err := db.CommentList(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	var refs []news.CommentRef
	for _, c := range page(news.CommentFilter{Status: news.CommentPending}).Comments {
		refs = append(refs, news.CommentRef{Article: "a", ID: c.ID})
	}
	_, rejected, err := db.Moderate(t.Context(), refs, news.Verdict{Status: news.CommentRejected, Reason: "Off topic."})
	if err != nil {
		t.Fatal(err)
	}
	// Another reason is an act; the same is none.
	_, other, err := db.Moderate(t.Context(), refs[:1], news.Verdict{Status: news.CommentRejected, Reason: "Rude."})
	if err != nil || other == 0 {
		t.Fatal(other, err)
	}
	if _, again, err := db.Moderate(t.Context(), refs[:1], news.Verdict{Status: news.CommentRejected, Reason: "Rude."}); err != nil || again != 0 {
		t.Errorf("an entry for nothing: %d, %v", again, err)
	}
	first := page(news.CommentFilter{Status: news.CommentRejected, Limit: 2})
	second := page(news.CommentFilter{Status: news.CommentRejected, Limit: 2, After: first.Next})
	if len(first.Comments) != 2 || first.Comments[0].Reason != "Rude." || first.Comments[1].Reason != "Off topic." || len(second.Comments) != 1 || second.Next != "" {
		t.Errorf("pages: %+v, %+v", first, second)
	}
	for _, entry := range []int64{other, rejected} {
		if undone, err := db.Undo(t.Context(), entry); err != nil || len(undone.Kept) > 0 {
			t.Fatal(undone, err)
		}
	}
	for _, c := range page(news.CommentFilter{Status: news.CommentPending}).Comments {
		if c.Reason != "" {
			t.Errorf("the reason outlived its rejection: %+v", c)
		}
	}
	if n, err := db.PendingComments(t.Context(), 2); err != nil || n != 2 {
		t.Errorf("%d are pending, counted to 2: %v", n, err)
	}
	_, err = db.CommentList(t.Context(), news.CommentFilter{After: "nowhere"})
	wantCode(t, err, news.CodeInvalid)
}
