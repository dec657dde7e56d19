package store

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
)

func TestHighlightsAreListedInOrderOfAnIndex(t *testing.T) {
	db := openForPlans(t)
	for _, f := range []news.HighlightFilter{
		{}, {Colour: 1}, {Tag: "x"}, {State: news.MarkMoved}, {Article: "a"}, {ByArticle: true}, {Query: "x"}, {From: time.Unix(1, 0), To: time.Unix(2, 0)},
		{Colour: 1, State: news.MarkMoved}, {Tag: "x", Colour: 2}, {Article: "a", Tag: "x"}, {Article: "a", Colour: 1}, {ByArticle: true, Tag: "x", Query: "y"},
	} {
		for _, after := range []string{"", "2026-01-01T00:00:00.000Z|1", "1|2|3"} {
			q, err := db.highlightQuery(f, 1)
			if err != nil {
				t.Fatal(err)
			}
			if after != "" && q.after(after) != nil {
				continue // of a list in the other order
			}
			steps := plan(t, db, q.page())
			all := strings.Join(steps, "\n")
			first := regexp.MustCompile(`^(SEARCH |SCAN h USING (COVERING )?INDEX highlights_)`)
			if !first.MatchString(steps[0]) || sorts.MatchString(all) || strings.Contains(all, "SCAN t") {
				t.Errorf("%+v after %q:\n%s\n%s", f, after, q.page(), all)
			}
		}
	}
}

func TestDetachedHighlightsAreFoundByIndexes(t *testing.T) {
	db := openForPlans(t)
	for query, want := range map[string][]string{
		lostQuery:         {"SEARCH h USING INDEX highlights_article (article=?)"},
		lostVersionsQuery: {"SEARCH a USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH v USING INDEX versions_article (article=? AND n<?)"},
		leftQuery:         {"SEARCH h USING INDEX highlights_state (state=?)", "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"},
	} {
		steps := strings.Join(plan(t, db, query), "\n")
		for _, step := range want {
			if !strings.Contains(steps, step) {
				t.Errorf("no %q in the plan of\n%s\n%s", step, query, steps)
			}
		}
		if query != leftQuery && sorts.MatchString(steps) {
			t.Errorf("sorted:\n%s\n%s", query, steps)
		}
	}
}
