package store_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

// lakes is a library in which more articles bear a tag than one transaction moves.
func lakes(t *testing.T, db *store.DB) {
	t.Helper()
	var list []news.Article
	for n := range 2500 {
		list = append(list, named(n, []string{"Lake", "rain"}, nil))
		if n%3 == 0 {
			list[n].Tags = append(list[n].Tags, "Lakes")
		}
	}
	arrive(t, db, "one", articlesOf(list...)...)
}

// between opens a library in which something happens after so many commits of an act.
func between(t *testing.T, path string, commits int, happens func(db *store.DB), act func(db *store.DB)) {
	t.Helper()
	var db *store.DB
	db, err := store.Open(t.Context(), store.Options{Path: path, Clock: func() time.Time { return storetest.Now }, Actor: news.Actor{Name: "Tester"},
		OnChange: func(store.Changed) {
			if commits--; commits == 0 {
				happens(db)
			}
		}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	act(db)
}

// stopping opens a library that is switched off after so many commits of an act.
func stopping(t *testing.T, path string, commits int, act func(db *store.DB)) {
	t.Helper()
	defer func() {
		if cause := recover(); cause != "switched off" {
			t.Fatal("it was not broken off: ", cause)
		}
	}()
	between(t, path, commits, func(*store.DB) { panic("switched off") }, act)
}

func counted(t *testing.T, db *store.DB, slug string) int64 {
	t.Helper()
	return must[news.Tag](t)(db.Tag(t.Context(), slug)).Count
}

// TestAMergeThatIsBrokenOffGoesOn: what a crash between two transactions leaves is
// sound, and ends as if there had been none; so does the taking back.
func TestAMergeThatIsBrokenOffGoesOn(t *testing.T) {
	whole := func(db *store.DB) string { sound(t, db); return whole(t, db) }
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	lakes(t, db)
	before := whole(db)
	other := open(t)
	lakes(t, other)
	must[int64](t)(other.MergeTags(t.Context(), []string{"lake"}, "lakes"))
	want := whole(other)
	db.Close()

	stopping(t, path, 2, func(db *store.DB) { _, _ = db.MergeTags(t.Context(), []string{"lake"}, "lakes") })
	db = openAt(t, path)
	sound(t, db)
	if lake, lakes := counted(t, db, "lake"), counted(t, db, "lakes"); lake != 500 || lakes < 2000 {
		t.Fatalf("half way: %d and %d", lake, lakes)
	}
	if err := db.SettleMerges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := whole(db); got != want {
		t.Errorf("the merge that was broken off:\n%s", cmp.Diff(want, got))
	}
	db.Close()

	stopping(t, path, 2, func(db *store.DB) { undo(t, db, 0) })
	db = openAt(t, path)
	sound(t, db)
	if lake := counted(t, db, "lake"); lake != 2000 {
		t.Fatalf("half way back: %d", lake)
	}
	if err := db.SettleMerges(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := whole(db); got != before {
		t.Errorf("taken back:\n%s", cmp.Diff(before, got))
	}
}

// TestAMergeUnderWayIsTakenBack: names that were not led on yet stay, and what was
// moved returns.
func TestAMergeUnderWayIsTakenBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	lakes(t, db)
	before := whole(t, db)
	db.Close()
	stopping(t, path, 2, func(db *store.DB) { _, _ = db.MergeTags(t.Context(), []string{"lake"}, "lakes") })
	db = openAt(t, path)
	if err := db.UndoAtOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.SettleMerges(t.Context()); err != nil {
		t.Fatal(err)
	}
	sound(t, db)
	if got := whole(t, db); got != before {
		t.Error(cmp.Diff(before, got))
	}
}

// TestWhatComesInMeanwhileIsMovedToo, also before the place that was reached.
func TestWhatComesInMeanwhileIsMovedToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	lakes(t, db)
	db.Close()
	late := named(1, []string{"LAKE"}, nil)
	late.ID, late.Published = "late", storetest.Now.AddDate(-3, 0, 0)
	between(t, path, 2, func(db *store.DB) { arrive(t, db, "two", articlesOf(late)...) }, func(db *store.DB) {
		must[int64](t)(db.MergeTags(t.Context(), []string{"lake"}, "lakes"))
		sound(t, db)
		if got := counted(t, db, "lake"); got != 2501 || counted(t, db, "lakes") != got {
			t.Errorf("%d articles", got)
		}
	})
}

// waited writes all the time while something is done, and gives the longest time that a
// write took.
func waited(t *testing.T, db *store.DB, act func()) (longest time.Duration) {
	t.Helper()
	done := make(chan struct{})
	often := time.NewTicker(time.Millisecond)
	defer often.Stop()
	var group sync.WaitGroup
	group.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-often.C:
			}
			start := time.Now()
			if err := db.SetSetting(t.Context(), "written", start.String()); err != nil {
				t.Error(err)
				return
			}
			longest = max(longest, time.Since(start))
		}
	})
	act()
	close(done)
	group.Wait()
	return longest
}
