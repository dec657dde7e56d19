package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// openTicking opens a library whose clock goes on a minute with each look at it.
func openTicking(t *testing.T) *store.DB {
	t.Helper()
	now := time.Date(2026, 5, 6, 8, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time {
		now = now.Add(time.Minute)
		return now
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestWhatChangedSinceItWasRead(t *testing.T) {
	db := openTicking(t)
	told := func(want bool, when string) {
		t.Helper()
		list, err := db.Find(t.Context(), []string{"a"})
		if err != nil || len(list) != 1 || list[0].ChangedSinceRead != want {
			t.Errorf("%s: %+v, %v", when, list, err)
		}
	}
	read := func(want int) {
		t.Helper()
		if n, err := db.ReadVersion(t.Context(), "a"); err != nil || n != want {
			t.Errorf("read in version %d, not %d; %v", n, want, err)
		}
	}
	bring := func(imported, title, change string) {
		t.Helper()
		r := article("a")
		r.Article.Title = title
		if change != "" {
			past := *r.Article
			r.Article.Versions = []news.Version{{N: 9, Change: change, Article: past}}
		}
		ingest(t, db, imported, r)
	}
	bring("one", "First", "")
	bring("two", "Second", "")
	told(false, "nobody has read it")
	read(0)
	if _, _, err := db.Mark(t.Context(), []string{"a"}, news.MarkRead, true); err != nil {
		t.Fatal(err)
	}
	told(false, "it was read in its second version")
	bring("three", "Third", "")
	told(true, "a third came")
	read(2)
	if _, err := db.UndoImport(t.Context(), "three"); err != nil {
		t.Fatal(err)
	}
	told(false, "the third was taken back")
	bring("four", "Fourth", "")
	if err := db.CountRead(t.Context(), "a", "2026-11-20"); err != nil {
		t.Fatal(err)
	}
	told(false, "it was read once more")
	read(3)
	bring("five", "Fifth", news.ChangeMinor)
	told(false, "the change is a minor one")
	if _, _, err := db.Mark(t.Context(), []string{"a"}, news.MarkRead, false); err != nil {
		t.Fatal(err)
	}
	bring("six", "Sixth", "")
	told(false, "it counts as unread")
}

func TestATimeOfUpdateAloneIsNoVersion(t *testing.T) {
	db := open(t)
	a := article("a")
	a.Article.Updated = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	ingest(t, db, "one", a)
	a = article("a")
	a.Article.Updated = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	ingest(t, db, "two", a)
	a.Article.Standfirst = "And more."
	ingest(t, db, "three", a)
	versions, err := db.Versions(t.Context(), "a")
	if err != nil || len(versions) != 2 {
		t.Errorf("%+v, %v", versions, err)
	}
}
