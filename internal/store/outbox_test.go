package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func waiting(t *testing.T, db *store.DB, text string) news.Comment {
	t.Helper()
	c, err := db.AddComment(t.Context(), "a", news.Comment{Name: "R", Email: "own@example.org", Text: text, Status: news.CommentOutbox})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACommentOfTheOutboxIsChangedHandedOverRemovedAndTakenBack(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"))
	first, second := waiting(t, db, "first"), waiting(t, db, "second")
	if _, err := db.AddComment(t.Context(), "a", news.Comment{Text: "elsewhere", Status: news.CommentPending}); err != nil {
		t.Fatal(err)
	}
	list := func(status news.CommentStatus) (texts []string) {
		t.Helper()
		comments, err := db.CommentList(t.Context(), news.CommentFilter{Status: status})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range comments.Comments {
			if c.Email != "" || c.Article != "a" || c.Title == "" {
				t.Errorf("listed: %+v", c)
			}
			texts = append(texts, c.Text)
		}
		return texts
	}
	same := func(got []string, want ...string) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("got %q, want %q", got, want)
			}
		}
	}
	same(list(""), "elsewhere", "second", "first")
	same(list(news.CommentOutbox), "second", "first")

	text := "mended"
	entry, err := db.ChangeComment(t.Context(), "a", first.ID, news.CommentChange{Text: &text})
	if err != nil || entry == 0 {
		t.Fatal(entry, err)
	}
	if again, err := db.ChangeComment(t.Context(), "a", first.ID, news.CommentChange{Text: &text}); err != nil || again != 0 {
		t.Errorf("an entry for nothing: %d, %v", again, err)
	}
	same(list(news.CommentOutbox), "second", "mended")
	when := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	if _, err := db.ChangeComment(t.Context(), "a", second.ID, news.CommentChange{Sent: &when, Way: news.WayMail}); err != nil {
		t.Fatal(err)
	}
	sent, err := db.PostedComment(t.Context(), "a", second.ID)
	if err != nil || sent.Status != news.CommentSent || !sent.Sent.Equal(when) || sent.Way != news.WayMail {
		t.Errorf("handed over: %+v, %v", sent, err)
	}
	_, err = db.ChangeComment(t.Context(), "a", second.ID, news.CommentChange{Text: &text})
	wantCode(t, err, news.CodeInvalid)

	removed, err := db.ChangeComment(t.Context(), "a", first.ID, news.CommentChange{Removed: true})
	if err != nil {
		t.Fatal(err)
	}
	same(list(news.CommentOutbox))
	_, err = db.PostedComment(t.Context(), "a", first.ID)
	wantCode(t, err, news.CodeNotFound)
	for _, number := range []int64{removed, entry} {
		if undone, err := db.Undo(t.Context(), number); err != nil || undone.Undone != 1 {
			t.Fatal(undone, err)
		}
	}
	same(list(news.CommentOutbox), "first")
	if _, err := db.Undo(t.Context(), 0); err != nil { // the handing over
		t.Fatal(err)
	}
	same(list(news.CommentOutbox), "second", "first")
}

func TestAnOlderCopyDoesNotCallAHandedOverCommentBack(t *testing.T) {
	db := open(t)
	a := article("a")
	a.Article.Comments = []news.Comment{{ID: "c", Text: "x", Status: news.CommentOutbox}}
	ingest(t, db, "one", a)
	when := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	if _, err := db.ChangeComment(t.Context(), "a", "c", news.CommentChange{Sent: &when, Way: news.WayFile}); err != nil {
		t.Fatal(err)
	}
	ingest(t, db, "two", a)
	c, err := db.PostedComment(t.Context(), "a", "c")
	if err != nil || c.Status != news.CommentSent || !c.Sent.Equal(when) {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestOnlyTheOutboxIsChanged(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"))
	c, err := db.AddComment(t.Context(), "a", news.Comment{Text: "x", Status: news.CommentPending})
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ChangeComment(t.Context(), "a", c.ID, news.CommentChange{Removed: true})
	wantCode(t, err, news.CodeInvalid)
	_, err = db.ChangeComment(t.Context(), "a", "nobody", news.CommentChange{Removed: true})
	wantCode(t, err, news.CodeNotFound)
}

func TestWhatWasTakenAwayStandsAmongTheCorrections(t *testing.T) {
	db := open(t)
	ingest(t, db, "one", article("a"), article("b"))
	taken := article("c") // it came as retracted, and no version says so
	taken.Article.State, taken.Article.Published = news.StateRetracted, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	ingest(t, db, "two", taken)
	restate := func(id string, onto int, state news.State, change, note string) int64 {
		t.Helper()
		a := *article(id).Article
		a.Public, a.State = id, state
		_, entry, err := db.Restate(t.Context(), onto, news.Version{Change: change, Note: note, Article: a})
		if err != nil {
			t.Fatal(err)
		}
		return entry
	}
	list := func(f news.CorrectionFilter) (got []string) {
		t.Helper()
		for {
			page, err := db.Corrections(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range page.Corrections {
				if c.Article.Title == "" || c.Published.IsZero() {
					t.Errorf("%+v", c)
				}
				got = append(got, fmt.Sprintf("%s %s %s %s", c.Article.ID, c.Change, c.State, c.Note))
			}
			if f.After = page.Next; f.After == "" {
				return got
			}
		}
	}
	same := func(f news.CorrectionFilter, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, list(f)); diff != "" {
			t.Error(diff)
		}
	}
	restate("a", 1, news.StateWithdrawn, news.ChangeWithdrawal, "It was asked for.")
	entry := restate("b", 1, news.StateRetracted, news.ChangeRetraction, "It was wrong.")
	same(news.CorrectionFilter{Limit: 1}, "b retraction retracted It was wrong.", "a withdrawal withdrawn It was asked for.", "c retraction retracted ")
	same(news.CorrectionFilter{Kind: news.ChangeWithdrawal}, "a withdrawal withdrawn It was asked for.")
	same(news.CorrectionFilter{Kind: news.ChangeRetraction, Limit: 1}, "b retraction retracted It was wrong.", "c retraction retracted ")
	same(news.CorrectionFilter{Kind: news.ChangeCorrection})

	// What comes back was withdrawn all the same; what was taken back never was.
	restate("a", 2, news.StatePublished, news.ChangeCorrection, "It is right now.")
	if _, err := db.Undo(t.Context(), entry); err != nil {
		t.Fatal(err)
	}
	same(news.CorrectionFilter{}, "a correction published It is right now.", "a withdrawal published It was asked for.", "c retraction retracted ")
	_, err := db.Corrections(t.Context(), news.CorrectionFilter{Kind: "update"})
	wantCode(t, err, news.CodeInvalid)
}

func TestRequestsAreKept(t *testing.T) {
	db := open(t)
	list, total, err := db.Requests(t.Context(), 0)
	if err != nil || len(list) != 0 || total != 0 {
		t.Fatal(list, total, err)
	}
	for _, host := range []string{"one.example", "two.example"} {
		number, err := db.BeginRequest(t.Context(), news.NetworkRequest{At: time.Unix(1_700_000_000, 0), Host: host, Address: "https://" + host + "/", Why: "test"})
		if err != nil {
			t.Fatal(err)
		}
		if host == "two.example" {
			if err := db.EndRequest(t.Context(), number, 17, "200"); err != nil {
				t.Fatal(err)
			}
		}
	}
	list, total, err = db.Requests(t.Context(), 0)
	if err != nil || total != 2 || list[0].Host != "two.example" || list[0].Bytes != 17 || list[0].Result != "200" || list[1].Result != "" {
		t.Error(list, total, err)
	}
}

func TestCorrectionsComeNewestFirst(t *testing.T) {
	db := open(t)
	version := func(n int, at, change, note string) news.Version {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		past := *article("x").Article
		past.Title = "Version " + at
		return news.Version{N: n, Published: moment, Change: change, Note: note, Article: past}
	}
	a, b := article("a"), article("b")
	a.Article.Versions = []news.Version{
		version(1, "2024-01-01T00:00:00Z", "", ""), version(2, "2024-03-01T08:00:00+03:00", "correction", "A was wrong."),
		version(3, "2024-06-01T00:00:00Z", "update", "More of it."), version(4, "2024-06-02T00:00:00Z", "clarification", "A is clear."),
	}
	b.Article.Versions = []news.Version{version(1, "2024-01-01T00:00:00Z", "", ""), version(2, "2024-03-01T06:00:00Z", "correction", "B was wrong.")}
	ingest(t, db, "one", a, b)
	var notes []string
	for after := ""; ; {
		page, err := db.Corrections(t.Context(), news.CorrectionFilter{After: after, Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Corrections {
			if c.Article.Title == "" {
				t.Errorf("%+v", c)
			}
			notes = append(notes, c.Note)
		}
		if after = page.Next; after == "" {
			break
		}
	}
	want := []string{"A is clear.", "B was wrong.", "A was wrong."}
	for i := range want {
		if len(notes) != len(want) || notes[i] != want[i] {
			t.Fatalf("got %q, want %q", notes, want)
		}
	}
	_, err := db.Corrections(t.Context(), news.CorrectionFilter{After: "?"})
	wantCode(t, err, news.CodeInvalid)
}
