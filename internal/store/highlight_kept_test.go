package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/anchor"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// keep makes a highlight a note of its article.
func keep(t *testing.T, db *store.DB, id string) int64 {
	t.Helper()
	n, err := db.ChangeHighlights(t.Context(), []string{id}, news.HighlightChange{Keep: true}, false)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestADetachedHighlightIsKeptAsANoteOfItsArticle(t *testing.T) {
	db := openAt(t, filepath.Join(t.TempDir(), "library.db"))
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour})
	boats := mark(t, db, "a", "the boats went out", func(h *news.Highlight) {
		h.Colour, h.Note, h.Tags = 3, "Ask.", []string{"quay"}
		h.Created = time.Unix(1_500_000_000, 0).UTC()
	})
	// What stands in the text has its place there.
	if _, err := db.ChangeHighlights(t.Context(), []string{boats.ID}, news.HighlightChange{Keep: true}, false); news.CodeOf(err) != news.CodeConflict {
		t.Fatal(err)
	}
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbourAgain})
	detached := one(t, db, boats.ID)
	if keep(t, db, boats.ID) == 0 {
		t.Fatal("it is no entry of the history")
	}
	kept := one(t, db, boats.ID)
	if kept.State != news.MarkArticle || kept.Place.Block != "" || kept.Made != boats.Made || kept.Selector().Quote != boats.Made.Quote ||
		kept.Colour != 3 || kept.Note != "Ask." || len(kept.Tags) != 1 || !kept.Created.Equal(boats.Created) {
		t.Errorf("%+v", kept)
	}
	if n := keep(t, db, boats.ID); n != 0 {
		t.Errorf("kept once more it is entry %d", n)
	}
	counts, err := db.HighlightCounts(t.Context(), "a")
	if err != nil || counts.States[news.MarkArticle] != 1 || counts.States[news.MarkDetached] != 0 {
		t.Errorf("%+v %v", counts, err)
	}
	page, err := db.Highlights(t.Context(), news.HighlightFilter{State: news.MarkArticle, Query: "boats QUAY"})
	if err != nil || page.Total != 1 {
		t.Errorf("%+v %v", page, err)
	}
	// Its words come back, and are not looked for.
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour})
	if h := one(t, db, boats.ID); h.State != news.MarkArticle || h.Place.Block != "" {
		t.Errorf("%+v", h)
	}
	if n := damaged(t, db); n != 0 {
		t.Errorf("%d damages", n)
	}
	for range 2 { // the update, the keeping
		if _, err := db.Undo(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	back := one(t, db, boats.ID)
	detached.Updated, back.Updated = time.Time{}, time.Time{}
	if diff := cmp.Diff(detached, back); diff != "" {
		t.Errorf("after it was taken back: %s", diff)
	}
	// From a note of the article it goes to words again.
	keep(t, db, boats.ID)
	text, _, err := db.MarkedText(t.Context(), "a", 0)
	if err != nil {
		t.Fatal(err)
	}
	again, err := anchor.Find(text, "Trains were late", "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ChangeHighlights(t.Context(), []string{boats.ID}, news.HighlightChange{Again: &again}, false); err != nil {
		t.Fatal(err)
	}
	if h := one(t, db, boats.ID); h.State != news.MarkAnchored || h.Selector().Quote != "Trains were late" || h.Made != boats.Made {
		t.Errorf("%+v", h)
	}
}

func TestANoteOfAnArticleGoesWithItToWhatComesInAnew(t *testing.T) {
	s := newShelfTest(t, 0)
	db := s.db
	comeIn(t, db, "a", "voted")
	h := mark(t, db, "a", "voted against the harbour wall")
	_, err := db.Remove(t.Context(), []string{"a"})
	s.must(err)
	keep(t, db, h.ID) // also one that is gone with its article
	if got := one(t, db, h.ID); !got.Gone || got.State != news.MarkArticle {
		t.Errorf("%+v", got)
	}
	comeIn(t, db, "a", "voted")
	if got := one(t, db, h.ID); got.Gone || got.State != news.MarkArticle {
		t.Errorf("%+v", got)
	}
	if page, err := db.Highlights(t.Context(), news.HighlightFilter{Article: "a"}); err != nil || page.Total != 1 {
		t.Errorf("%+v %v", page, err)
	}
	for d := range damages(s) {
		t.Errorf("a check says: %+v", d)
	}
}

func TestTheVersionWithWhichWordsWentIsKnown(t *testing.T) {
	db := open(t)
	day := func(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }
	version := func(n int, body string) {
		t.Helper()
		add(t, db, news.Article{ID: "a", Title: "Harbour", Body: body, Published: day(1), Updated: day(n)})
	}
	version(1, harbour)
	boats, wall := mark(t, db, "a", "the boats went out"), mark(t, db, "a", "harbour wall")
	never := news.Highlight{Article: "a", Made: news.Selector{Quote: "zebras of the second kind"}, Colour: 1}
	if _, _, err := db.AddHighlights(t.Context(), []news.Highlight{never}); err != nil {
		t.Fatal(err)
	}
	version(2, harbourAgain)
	version(3, "<p id=\"cccccccc\">Nothing of all that is left.</p>\n")
	version(4, "<p id=\"cccccccc\">Nothing at all of that is left.</p>\n")
	lost, err := db.LostWords(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, l := range lost {
		got[l.Highlight] = l.Version
		if l.Published.IsZero() {
			t.Errorf("undated: %+v", l)
		}
	}
	if diff := cmp.Diff(map[string]int{boats.ID: 2, wall.ID: 3}, got); diff != "" {
		t.Error(diff)
	}
	for range 2 {
		if _, err := db.Undo(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
	}
	if lost, err := db.LostWords(t.Context(), "a"); err != nil || len(lost) != 1 || lost[0].Highlight != boats.ID || lost[0].Version != 2 {
		t.Errorf("%+v %v", lost, err)
	}
	keep(t, db, boats.ID)
	if lost, err := db.LostWords(t.Context(), "a"); err != nil || len(lost) != 0 {
		t.Errorf("%+v %v", lost, err)
	}
	// Of a removed article they went with that.
	if _, err := db.Remove(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	if lost, err := db.LostWords(t.Context(), "a"); err != nil || len(lost) != 0 {
		t.Errorf("%+v %v", lost, err)
	}
}
