package store

import (
	"strings"
	"testing"

	"broadsheet/internal/news"
)

func TestTagsAreWalkedInTheOrderOfAnIndex(t *testing.T) {
	db := openForPlans(t)
	for _, query := range []string{tagsByName, tagsByCount} {
		steps := strings.Join(plan(t, db, query), "\n")
		if strings.Contains(steps, "SCAN") || sorts.MatchString(steps) {
			t.Errorf("%s\n%s", query, steps)
		}
	}
}

// BenchmarkTagsFarDown reads the last page of 50,000 tags.
func BenchmarkTagsFarDown(b *testing.B) {
	db := openForPlans(b)
	if _, err := db.conn.ExecContext(b.Context(), `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
		INSERT INTO tags (slug, name, fold, bare, count) SELECT 'tag-' || i, 'Tag ' || i, 'tag ' || i, 1, 1 + i % 100 FROM n`); err != nil {
		b.Fatal(err)
	}
	for name, q := range map[string]news.TagQuery{"name": {Skip: 49_900, Limit: 100}, "use": {Skip: 49_900, Limit: 100, ByCount: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if tags, _, err := db.Tags(b.Context(), q); err != nil || len(tags) != 100 {
					b.Fatal(len(tags), err)
				}
			}
		})
	}
}
