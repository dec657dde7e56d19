package store_test

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// watchedLine writes what is watched, an article each: "a 1→2 1 correction: note".
func watchedLine(t *testing.T, db *store.DB) string {
	t.Helper()
	list, err := db.Watching(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	changed := 0
	for _, w := range list {
		if w.Changes > 0 {
			changed++
		}
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%s %d→%d %d %s %s", w.Summary.ID, w.Seen, w.Newest, w.Changes, w.Change, w.Note), " "))
	}
	if count, err := db.WatchingChanged(t.Context()); err != nil || count != changed {
		t.Errorf("%d changed, %d are counted: %v", changed, count, err)
	}
	return strings.Join(lines, "; ")
}

func TestAWatchedArticleTellsWhatCameSinceItWasSeen(t *testing.T) {
	db := openTicking(t)
	is := func(want string) {
		t.Helper()
		if got := watchedLine(t, db); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	changed := func(id, title string, n int, change, note string) news.Record {
		r := article(id)
		r.Article.Title = title
		r.Article.Versions = []news.Version{{N: n, Change: change, Note: note, Article: *r.Article}}
		return r
	}
	ingest(t, db, "one", article("a"), article("b"), article("c"))
	is("")
	entry, n, err := db.Mark(t.Context(), []string{"a", "b"}, news.MarkWatch, true)
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	is("b 1→1 0; a 1→1 0")
	if watched, err := db.IsWatched(t.Context(), "a"); err != nil || !watched {
		t.Fatal(watched, err)
	}
	if again, n, err := db.Mark(t.Context(), []string{"a"}, news.MarkWatch, true); err != nil || n != 0 || again != 0 {
		t.Errorf("watched twice: entry %d, %d, %v", again, n, err)
	}

	ingest(t, db, "two", changed("a", "Mended", 2, news.ChangeCorrection, "It was Tuesday."), changed("c", "Unwatched", 2, news.ChangeUpdate, ""))
	is("a 1→2 1 correction It was Tuesday.; b 1→1 0")
	ingest(t, db, "three", changed("a", "Mended more", 3, news.ChangeMinor, ""))
	is("a 1→3 2 minor; b 1→1 0")
	// What is taken back has not come.
	if _, err := db.UndoImport(t.Context(), "three"); err != nil {
		t.Fatal(err)
	}
	is("a 1→2 1 correction It was Tuesday.; b 1→1 0")

	// Reading it is seeing it; so is saying so. What was withdrawn is told too.
	if err := db.CountRead(t.Context(), "a", "2026-06-02"); err != nil {
		t.Fatal(err)
	}
	is("a 2→2 0 correction It was Tuesday.; b 1→1 0")
	b, err := db.Article(t.Context(), "b")
	if err != nil {
		t.Fatal(err)
	}
	b.State = news.StateWithdrawn
	if _, _, err := db.Restate(t.Context(), 1, news.Version{Change: news.ChangeWithdrawal, Note: "For now.", Article: b}); err != nil {
		t.Fatal(err)
	}
	is("b 1→2 1 withdrawal For now.; a 2→2 0 correction It was Tuesday.")
	if s, err := db.Summary(t.Context(), "b"); err != nil || s.ID != "b" {
		t.Errorf("the summary of a withdrawn article: %+v, %v", s, err)
	}
	if err := db.SawWatching(t.Context(), []string{"a", "b", "c"}); err != nil {
		t.Fatal(err)
	}
	is("b 2→2 0 withdrawal For now.; a 2→2 0 correction It was Tuesday.")

	if _, err := db.Undo(t.Context(), entry); err != nil {
		t.Fatal(err)
	}
	is("")
	wantCode(t, db.SawWatching(t.Context(), []string{"nobody"}), news.CodeNotFound)
	_, err = db.Summary(t.Context(), "nobody")
	wantCode(t, err, news.CodeNotFound)
}

func TestNoMoreIsWatchedThanCanBeListed(t *testing.T) {
	db := openTicking(t)
	var ids []string
	var records []news.Record
	for i := range news.MaxWatching + 1 {
		ids = append(ids, fmt.Sprintf("a%d", i))
		records = append(records, article(ids[i]))
	}
	ingest(t, db, "one", records...)
	_, _, err := db.Mark(t.Context(), ids, news.MarkWatch, true)
	wantCode(t, err, news.CodeLimit)
	if got := watchedLine(t, db); got != "" {
		t.Errorf("after a refusal %d characters are listed", len(got))
	}
	if _, n, err := db.Mark(t.Context(), ids[1:], news.MarkWatch, true); err != nil || n != news.MaxWatching {
		t.Fatal(n, err)
	}
}
