package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

func TestAHighlightThatIsNotWhereItsWordsAreIsFoundAndMended(t *testing.T) {
	for _, damage := range []string{`state = 1`, `block = 'bbbbbbbb'`, `start = start + 1`, `end_block = 'bbbbbbbb'`, `end = end + 1`, `position = 0`, `now = 'other words'`} {
		t.Run(damage, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			db := openAt(t, path)
			add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour})
			want := mark(t, db, "a", "the harbour wall")
			exec1(t, raw(t, path), `UPDATE highlights SET `+damage)
			if n := damaged(t, db); n != 1 {
				t.Errorf("%d damages", n)
			}
			if err := db.Repair(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := one(t, db, want.ID); damaged(t, db) != 0 || got.Place != want.Place || got.State != want.State || got.Words != want.Words {
				t.Errorf("%+v, and %+v before", got, want)
			}
		})
	}
}

func TestVerifyIsStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path)
	for n := range 3 {
		id := fmt.Sprintf("a%d", n)
		add(t, db, news.Article{ID: id, Title: "Harbour", Body: harbour})
		mark(t, db, id, "the harbour wall")
	}
	exec1(t, raw(t, path), `UPDATE highlights SET start = 0`)
	exec1(t, raw(t, path), `UPDATE versions SET sha256 = zeroblob(32)`)
	told := 0
	if err := db.Verify(t.Context(), func(store.Damage) bool { told++; return false }); err != nil || told != 1 {
		t.Errorf("%d told: %v", told, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	told = 0
	err := db.Verify(ctx, func(d store.Damage) bool {
		if told++; d.Where != "" && told > 3 { // the versions come first
			cancel()
		}
		return true
	})
	if !errors.Is(err, context.Canceled) || told > 4 {
		t.Errorf("%d told: %v", told, err)
	}
}

func TestManyWordsAreSought(t *testing.T) {
	db := open(t)
	add(t, db, news.Article{ID: "a", Title: "Harbour", Body: harbour})
	mark(t, db, "a", "the harbour wall")
	query := ""
	for range 3000 {
		query += "wall harbour "
	}
	for words, want := range map[string]int64{query: 1, query + "absent": 0, "wall 100%": 0, `"wall`: 0} {
		if page, err := db.Highlights(t.Context(), news.HighlightFilter{Query: words}); err != nil || page.Total != want {
			t.Errorf("%d highlights: %v", page.Total, err)
		}
	}
}

// BenchmarkMarksComeBack takes the removal of all marks of one article back.
func BenchmarkMarksComeBack(b *testing.B) {
	db := open(b)
	body := ""
	for n := range 400 {
		body += fmt.Sprintf("<p id=\"b%07d\">The council voted against wall %d of the harbour in a session until midnight.</p>\n", n, n)
	}
	ingest(b, db, "one", news.Record{Article: &news.Article{ID: "a", Title: "Harbour", Language: "en", Body: body}})
	var list []news.Highlight
	var ids []string
	for n := range 400 {
		list = append(list, news.Highlight{Article: "a", Version: 1, Colour: 1, Made: news.Selector{Block: fmt.Sprintf("b%07d", n), Start: 4, Quote: "council voted"}})
	}
	added, _, err := db.AddHighlights(b.Context(), list)
	if err != nil {
		b.Fatal(err)
	}
	for _, h := range added {
		ids = append(ids, h.ID)
	}
	for b.Loop() {
		if _, err := db.ChangeHighlights(b.Context(), ids, news.HighlightChange{}, true); err != nil {
			b.Fatal(err)
		}
		if _, err := db.Undo(b.Context(), 0); err != nil {
			b.Fatal(err)
		}
	}
}
