package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
)

// A library whose texts were compared before there were stories has them made once.
func TestStoriesOfAnOlderLibraryAreMade(t *testing.T) {
	db := openForPlans(t)
	ctx := t.Context()
	var words strings.Builder
	for i := range 200 {
		fmt.Fprintf(&words, "word%d ", i)
	}
	var records []news.Record
	for _, id := range []string{"one", "two"} {
		records = append(records, news.Record{Article: &news.Article{ID: id, Title: id, Language: "en", Published: time.Unix(1_600_000_000, 0),
			Body: "<p id=\"aaaaaaaa\">" + words.String() + "</p>\n"}})
	}
	if _, _, err := db.Ingest(ctx, news.Batch{Import: "i", Source: "src", Records: records}); err != nil {
		t.Fatal(err)
	}
	folded := func() (n int) {
		t.Helper()
		page, err := db.List(ctx, news.Filter{Fold: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Articles {
			if a.Folded {
				n++
			}
		}
		return n
	}
	if _, err := db.KeySketches(ctx); err != nil || folded() != 1 {
		t.Fatalf("%d folded: %v", folded(), err)
	}
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `DELETE FROM stories`)
		return err
	})
	if err != nil || folded() != 0 {
		t.Fatalf("%d folded without stories: %v", folded(), err)
	}
	if err := db.SetSetting(ctx, storiesUnmade, "yes"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.KeySketches(ctx); err != nil || folded() != 1 {
		t.Errorf("%d folded: %v", folded(), err)
	}
	if unmade, err := db.Setting(ctx, storiesUnmade); err != nil || unmade != "" {
		t.Errorf("they would be made once more: %q, %v", unmade, err)
	}
	for _, query := range []string{`UPDATE stories SET story = ? WHERE story = ?`, `SELECT story FROM stories WHERE article = ?`} {
		for _, step := range plan(t, db, query) {
			if walks.MatchString(step) {
				t.Errorf("%s: %s", query, step)
			}
		}
	}
}
