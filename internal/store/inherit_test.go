package store_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// comeIn imports one article of the source "desk" under a new import.
func comeIn(t testing.TB, db *store.DB, id, verb string) string {
	t.Helper()
	imported++
	name := fmt.Sprintf("come-%d", imported)
	ingest(t, db, name, news.Record{Article: &news.Article{ID: id, Source: "desk", Title: "Harbour-" + id, Language: "en", State: news.StatePublished,
		Body: "<p id=\"aaaaaaaa\">It is said that the council " + verb + " against the harbour wall in a session until midnight.</p>\n"}})
	return name
}

func TestAnArticleThatComesInAnewHasItsMarksAndPlacesAgain(t *testing.T) {
	s := newShelfTest(t, 0)
	db := s.db
	comeIn(t, db, "a", "voted")
	h := mark(t, db, "a", "voted against the harbour wall")
	s.make("Kept", "")
	s.add("Kept", "a")
	removed, err := db.Remove(t.Context(), []string{"a"})
	s.must(err)
	s.is("Kept", "†Harbour-a")
	if got := one(t, db, h.ID); !got.Gone || got.State != news.MarkDetached {
		t.Errorf("%+v", got)
	}
	again := comeIn(t, db, "a", "decided")
	s.is("Kept", "a")
	if got := one(t, db, h.ID); got.Gone || got.State != news.MarkMoved || got.Words != "against the harbour wall" || got.Made != h.Made {
		t.Errorf("%+v", got)
	}
	if page, err := db.Highlights(t.Context(), news.HighlightFilter{Article: "a"}); err != nil || page.Total != 1 {
		t.Errorf("%+v %v", page, err)
	}
	// What is marked on the new one is of the old one when that is here again.
	other := mark(t, db, "a", "until midnight")
	if undone, err := db.UndoImport(t.Context(), again); err != nil || len(undone.Kept) > 0 {
		t.Errorf("%+v %v", undone, err)
	}
	s.is("Kept", "†Harbour-a")
	_, err = db.Undo(t.Context(), removed)
	s.must(err)
	s.is("Kept", "a")
	for id, want := range map[string]string{h.ID: "", other.ID: ""} {
		if got := one(t, db, id); got.Gone || got.State != news.MarkAnchored || got.Words != want {
			t.Errorf("%+v", got)
		}
	}
	for d := range damages(s) {
		t.Errorf("a check says: %+v", d)
	}
}

// TestMarksAndPlacesAreOfWhatIsHere removes, imports, marks and collects at random and
// takes it all back: after each step whatever is of an article is of the one that is
// here, and taking back gives what was.
func TestMarksAndPlacesAreOfWhatIsHere(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		checks.Value.Set("20") // each is a library of its own; more by the flag
	}
	rapid.Check(t, func(rt *rapid.T) {
		s := newShelfTest(t, 0)
		db := s.db
		defer db.Close()
		s.make("C", "")
		here := map[string]bool{}
		var known []string
		states := []string{inherited(s)}
		act := func() bool {
			id := string(rune('a' + rapid.IntRange(0, 1).Draw(rt, "id")))
			switch rapid.SampledFrom([]string{"import", "import", "remove", "remove", "mark", "collect", "unmark", "uncollect"}).Draw(rt, "act") {
			case "import":
				verb := rapid.SampledFrom([]string{"voted", "decided"}).Draw(rt, "verb")
				before, _ := db.History(t.Context(), 1)
				comeIn(t, db, id, verb)
				here[id] = true
				after, err := db.History(t.Context(), 1)
				s.must(err)
				return len(before) == 0 || before[0].Entry != after[0].Entry
			case "remove":
				if here[id] {
					_, err := db.Remove(t.Context(), []string{id})
					s.must(err)
					here[id] = false
					return true
				}
			case "mark":
				if here[id] {
					known = append(known, mark(t, db, id, "the harbour wall").ID)
					return true
				}
			case "collect":
				if here[id] {
					return s.add("C", id).Added > 0
				}
			case "unmark":
				if len(known) > 0 {
					n := rapid.IntRange(0, len(known)-1).Draw(rt, "mark")
					_, err := db.ChangeHighlights(t.Context(), known[n:n+1], news.HighlightChange{}, true)
					s.must(err)
					known = slices.Delete(known, n, n+1)
					return true
				}
			case "uncollect":
				page, err := db.CollectionPage(t.Context(), "C", "", 0, 0)
				s.must(err)
				if len(page.Items) > 0 {
					_, err := db.RemoveCollected(t.Context(), in("", page.Items[0].ID))
					s.must(err)
					return true
				}
			}
			return false
		}
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			if act() {
				states = append(states, inherited(s))
			}
			inPlace(rt, s, here)
		}
		for i := len(states) - 2; i >= 0; i-- {
			undone, err := db.Undo(t.Context(), 0)
			if err != nil || len(undone.Kept) > 0 {
				rt.Fatal(undone, err)
			}
			if got := inherited(s); got != states[i] {
				rt.Fatalf("state %d is not what it was: %s", i, cmp.Diff(states[i], got))
			}
			inPlace(rt, s, nil)
		}
	})
}

// inherited writes what is marked and collected.
func inherited(s *shelfTest) string {
	s.Helper()
	page, err := s.db.Highlights(s.Context(), news.HighlightFilter{})
	s.must(err)
	var out []string
	for _, h := range page.Highlights {
		out = append(out, fmt.Sprint(h.ID, h.Article, h.State, h.Gone, h.Place.Block, h.Place.Start))
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + "|" + s.shown("C")
}

// inPlace fails where something is of an article that is not here though one of its id is.
func inPlace(rt *rapid.T, s *shelfTest, here map[string]bool) {
	page, err := s.db.Highlights(s.Context(), news.HighlightFilter{})
	s.must(err)
	for _, h := range page.Highlights {
		if here != nil && h.Gone == here[h.Article] {
			rt.Fatalf("%s is gone: %v, and the article is here: %v", h.ID, h.Gone, here[h.Article])
		}
	}
	for id, is := range here {
		if is && strings.Contains(s.shown("C"), "†Harbour-"+id) {
			rt.Fatalf("%s is here, and the collection says %s", id, s.shown("C"))
		}
	}
	for d := range damages(s) {
		rt.Fatalf("a check says: %+v", d)
	}
}
