package store_test

import (
	"fmt"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/storetest"

	"github.com/google/go-cmp/cmp"
)

// story is an article of the story with a number, hours after the test's time.
func story(id string, number, hours int) news.Article {
	return news.Article{ID: id, Title: "Title of " + id, Language: "en", Published: storetest.Now.Add(time.Duration(hours) * time.Hour),
		Body: prose(number*1000, 40) + fmt.Sprintf("<p id=\"pzzzzzzz\">As told by %s.</p>\n", id)}
}

// take brings articles in from a source and has them compared.
func take(t testing.TB, db *store.DB, source string, articles ...news.Article) {
	t.Helper()
	id := fmt.Sprint(source, " ", articles[0].ID, " ", len(articles[0].Body))
	if err := db.BeginImport(t.Context(), news.Import{ID: id}); err != nil {
		t.Fatal(err)
	}
	batch := news.Batch{Import: id, Source: source}
	for i := range articles {
		batch.Records = append(batch.Records, news.Record{Article: &articles[i]})
	}
	if _, problems, err := db.Ingest(t.Context(), batch); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if _, err := db.KeySketches(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// folds gives what a folded list says of its articles: how many tell the story
// where one stands for them, 0 for one alone and −1 for one that is folded.
func folds(t testing.TB, db *store.DB, f news.Filter) map[string]int {
	t.Helper()
	f.Fold = true
	page, err := db.List(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, a := range page.Articles {
		out[a.ID] = a.Tellings
		if a.Folded {
			out[a.ID] = -1
		}
	}
	return out
}

func TestTellingsOfAStoryAreFolded(t *testing.T) {
	db := open(t)
	take(t, db, "wire", story("flood", 1, 0), story("budget", 2, 1), story("flood later", 1, 18), story("match", 3, 2))
	take(t, db, "paper", story("flood in the paper", 1, 5), story("budget in the paper", 2, 24*30))
	read := story("flood read", 1, 40)
	take(t, db, "third", read)
	if _, _, err := db.Mark(t.Context(), []string{read.ID}, news.MarkRead, true); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		filter news.Filter
		want   map[string]int
	}{
		"the newest stands for all": {news.Filter{}, map[string]int{"flood read": 4, "flood later": -1, "flood in the paper": -1, "flood": -1,
			"budget": 0, "budget in the paper": 0, "match": 0}},
		"the oldest, in a list that begins with it": {news.Filter{Oldest: true}, map[string]int{"flood": 4, "flood in the paper": -1, "flood later": -1, "flood read": -1,
			"budget": 0, "budget in the paper": 0, "match": 0}},
		"what is not in the list counts for nothing": {news.Filter{Is: "unread"}, map[string]int{"flood later": 3, "flood in the paper": -1, "flood": -1,
			"budget": 0, "budget in the paper": 0, "match": 0}},
		"one in its source":    {news.Filter{Source: "paper"}, map[string]int{"flood in the paper": 0, "budget in the paper": 0}},
		"on a page of its own": {news.Filter{Skip: 4, Limit: 1}, map[string]int{"match": 0}},
		"between dates":        {news.Filter{From: storetest.Now, To: storetest.Now.Add(10 * time.Hour)}, map[string]int{"flood in the paper": 2, "flood": -1, "budget": 0, "match": 0}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, folds(t, db, test.filter)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAStorysTellingsAreAList(t *testing.T) {
	db := open(t)
	take(t, db, "wire", story("flood", 1, 0), story("flood later", 1, 18), story("match", 3, 2))
	take(t, db, "paper", story("flood in the paper", 1, 5))
	for name, test := range map[string]struct {
		filter news.Filter
		want   []string
		count  int64
	}{
		"newest first": {news.Filter{Story: "flood"}, []string{"flood later", "flood in the paper", "flood"}, 3},
		"oldest first": {news.Filter{Story: "flood later", Oldest: true}, []string{"flood", "flood in the paper", "flood later"}, 3},
		"of a source":  {news.Filter{Story: "flood", Source: "paper"}, []string{"flood in the paper"}, -1},
		"further on":   {news.Filter{Story: "flood", Skip: 1, Limit: 1}, []string{"flood in the paper"}, 3},
		"told once":    {news.Filter{Story: "match"}, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := db.List(t.Context(), test.filter)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, a := range page.Articles {
				ids = append(ids, a.ID)
			}
			if diff := cmp.Diff(test.want, ids); diff != "" {
				t.Error(diff)
			}
			if n, err := db.Count(t.Context(), test.filter); err != nil || n != test.count {
				t.Errorf("%d counted, want %d: %v", n, test.count, err)
			}
		})
	}
	_, err := db.List(t.Context(), news.Filter{Story: "none"})
	wantCode(t, err, news.CodeNotFound)
}

func TestAStoryThatIsToldOtherwiseIsAlone(t *testing.T) {
	db := open(t)
	take(t, db, "wire", story("a", 1, 0), story("b", 1, 1))
	if got := folds(t, db, news.Filter{}); got["b"] != 2 {
		t.Fatalf("before: %v", got)
	}
	b := story("b", 1, 1)
	b.Body = prose(9000, 50)
	take(t, db, "wire", b)
	if diff := cmp.Diff(map[string]int{"a": 0, "b": 0}, folds(t, db, news.Filter{})); diff != "" {
		t.Error(diff)
	}
	b.Body = "<p id=\"paaaaaaa\">Too short.</p>\n"
	take(t, db, "wire", story("b", 1, 1))
	take(t, db, "wire", b)
	if diff := cmp.Diff(map[string]int{"a": 0, "b": 0}, folds(t, db, news.Filter{})); diff != "" {
		t.Errorf("short: %s", diff)
	}
	if _, err := db.Remove(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"b": 0}, folds(t, db, news.Filter{})); diff != "" {
		t.Errorf("removed: %s", diff)
	}
}

// TestTemplatesAreNoStories: what a template makes every day is not one story, though
// each day's is like that before.
func TestTemplatesAreNoStories(t *testing.T) {
	db := open(t)
	var days []news.Article
	for day := range 10 {
		days = append(days, story(fmt.Sprint("prayer times ", day), 1, day*24))
	}
	take(t, db, "mosque", days...)
	for copy := range 30 {
		take(t, db, fmt.Sprint("station ", copy), story(fmt.Sprint("weather ", copy), 2, copy))
	}
	for id, n := range folds(t, db, news.Filter{}) {
		if n != 0 {
			t.Fatalf("%s: %d", id, n)
		}
	}
}

// TestManyAtOnceAreJoinedAsFew holds that the way over all keys finds what the
// way one by one finds.
func TestManyAtOnceAreJoinedAsFew(t *testing.T) {
	few, many := open(t), open(t)
	var all []news.Article
	for n := range 1100 {
		all = append(all, news.Article{ID: fmt.Sprint(n), Title: "T", Language: "en", Published: storetest.Now.Add(time.Duration(n) * time.Minute),
			Body: prose(n/2*100, 12) + fmt.Sprintf("<p id=\"pzzzzzzz\">As told by %d.</p>\n", n)})
	}
	take(t, many, "wire", all...)
	for from := 0; from < len(all); from += 100 {
		take(t, few, "wire", all[from:from+100]...)
	}
	first, second := folds(t, few, news.Filter{Limit: 500}), folds(t, many, news.Filter{Limit: 500})
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	if first["1099"] != 2 || first["1098"] != -1 {
		t.Errorf("%d, %d", first["1099"], first["1098"])
	}
}

// BenchmarkFoldedList reads a page of 100 articles of 20,000, of which every fifth tells a
// story that another one tells: as it is, and folded.
func BenchmarkFoldedList(b *testing.B) {
	db := open(b)
	var all []news.Article
	for n := range 20_000 {
		number := n
		if n%5 == 0 {
			number = n + 7
		}
		all = append(all, news.Article{ID: fmt.Sprint(n), Title: "T", Language: "en", Published: storetest.Now.Add(time.Duration(n) * time.Minute), Body: prose(number*100, 12)})
	}
	take(b, db, "wire", all...)
	for name, f := range map[string]news.Filter{"plain": {Limit: 100}, "folded": {Limit: 100, Fold: true}, "unread folded": {Limit: 100, Fold: true, Is: "unread"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.List(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
