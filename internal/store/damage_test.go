package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"
)

func TestVerifyFindsDamage(t *testing.T) {
	damages := map[string]struct {
		query      string
		repairable bool
	}{
		"a text":     {`UPDATE versions SET content = zeroblob(length(content)) WHERE article = 1`, false},
		"a hash":     {`UPDATE versions SET note = 'x' WHERE article = 2`, false},
		"a count":    {`UPDATE counts SET value = 7 WHERE name = 'articles'`, true},
		"a list":     {`DELETE FROM article_tags WHERE article = 1`, true},
		"a day":      {`UPDATE days SET count = 9`, true},
		"the past":   {`UPDATE journal SET subject = 'nothing' WHERE entry = 1`, false},
		"a draft":    {`UPDATE drafts SET content = zeroblob(length(content))`, false},
		"a revision": {`UPDATE revisions SET content = zeroblob(length(content)) WHERE revision = 2`, false},
		"a relation": {`PRAGMA foreign_keys = 0; DELETE FROM sources`, false},
	}
	for what, damage := range damages {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			db := openAt(t, path)
			a, b := article("a"), article("b")
			a.Article.Tags, a.Article.Published = []string{"t"}, storetest.Now
			ingest(t, db, "one", a, b)
			d, _, err := db.CreateDraft(t.Context(), news.Article{Title: "A draft"}, news.DraftWriting, "", 0)
			if err == nil {
				_, err = db.SaveDraft(t.Context(), news.DraftSave{ID: d.ID, Article: news.Article{Title: "Another"}, Keep: true})
			}
			if err != nil {
				t.Fatal(err)
			}
			if n := damaged(t, db); n != 0 {
				t.Fatal("damaged before")
			}
			exec1(t, raw(t, path), damage.query)
			if n := damaged(t, db); n == 0 {
				t.Fatal("not found")
			}
			if what == "a text" {
				_, err := db.Article(t.Context(), "a")
				wantCode(t, err, news.CodeDamaged)
				snap, err := db.Changes(t.Context(), 0, 0)
				if err != nil || len(snap.Articles) != 2 {
					t.Error("one damaged text stops the index:", err)
				}
			}
			if err := db.Repair(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := damaged(t, db); (n == 0) != damage.repairable {
				t.Errorf("%d damages after the repair", n)
			}
		})
	}
}

func damaged(t *testing.T, db *store.DB) (n int) {
	t.Helper()
	err := db.Verify(t.Context(), func(d store.Damage) bool {
		n++
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestFlippedBitsAreFound flips bits all over the file: whatever then opens and
// reads must either be whole or say that it is not.
func TestFlippedBitsAreFound(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	db := openAt(t, path)
	var list []news.Record
	for n := range 60 {
		list = append(list, article(string(rune('a'+n%26))+strings.Repeat("x", n)))
	}
	ingest(t, db, "one", list...)
	want := exported(t, db)
	db.Close()
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found, harmless := 0, 0
	for n := range 60 {
		bad := bytes.Clone(sound)
		bad[(n*7919*31+4500)%len(bad)] ^= 1 << (n % 8)
		flipped := filepath.Join(dir, "flipped.db")
		os.Remove(flipped + "-wal")
		os.Remove(flipped + "-shm")
		if err := os.WriteFile(flipped, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if trial(t, flipped, want) {
			found++
		} else {
			harmless++
		}
	}
	t.Logf("%d flips found, %d changed nothing that is read", found, harmless)
}

// trial tells whether damage was found; that everything reads as before and
// nothing was found is all right too, other text without a word is not.
func trial(t *testing.T, path, want string) (found bool) {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Path: path, Clock: func() time.Time { return storetest.Now }, ReadOnly: true})
	if err != nil {
		return true
	}
	defer db.Close()
	if err := db.Verify(t.Context(), func(store.Damage) bool { found = true; return false }); err != nil || found {
		return true
	}
	var got strings.Builder
	for rec, err := range db.ExportRecords(t.Context(), store.ExportFilter{}) {
		if err != nil {
			return true
		}
		if rec.Article != nil {
			got.WriteString(rec.Article.ID + rec.Article.Title + rec.Article.Body)
		}
	}
	if got.String() != want {
		t.Error("other text was given without a word")
	}
	return false
}

func exported(t *testing.T, db *store.DB) string {
	t.Helper()
	var out strings.Builder
	for rec, err := range db.ExportRecords(t.Context(), store.ExportFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if rec.Article != nil {
			out.WriteString(rec.Article.ID + rec.Article.Title + rec.Article.Body)
		}
	}
	return out.String()
}
