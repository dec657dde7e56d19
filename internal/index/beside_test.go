package index_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// grown makes an index of several segments in which articles were changed and
// deleted, and the same to look through.
func grown(t *testing.T, c chance) (*index.Index, brute) {
	t.Helper()
	x := open(t, filepath.Join(t.TempDir(), "index"))
	b := brute{docs: map[news.Row]index.Document{}, sets: map[string]query.Rows{"is:starred": query.RowsOf([]news.Row{3, 6, 9, 12})}}
	for round := range 8 {
		change := index.Batch{Watermark: index.Watermark{Seq: int64(round + 1)}}
		in := map[news.Row]bool{}
		for range 1 + c.IntN(40) {
			row := news.Row(1 + c.IntN(120))
			switch {
			case in[row]:
			case c.IntN(5) == 0:
				delete(b.docs, row)
				change.Deletes = append(change.Deletes, index.ID{Thing: news.ThingArticle, Row: row})
			default:
				b.docs[row] = c.document(int(row))
				change.Documents = append(change.Documents, b.docs[row])
			}
			in[row] = true
		}
		if err := x.Apply(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
	return x, b
}

// filtered gives a request as the property test of searches does.
func (c chance) request(b brute) query.Request {
	r := query.Request{Tree: c.node(3), Sets: b.sets}
	if c.IntN(2) == 0 {
		r.Filters = append(r.Filters, query.Values{Field: query.FieldKind, Values: []string{"news", "report"}})
	}
	return r
}

func (b brute) passes(r query.Request, d index.Document) bool {
	return b.match(r.Tree, d) && !slices.ContainsFunc(r.Filters, func(f query.Values) bool { return !b.values(f, d) })
}

func TestWhatIsAskedBesideSearchesIsThatOfLookingAtEveryArticle(t *testing.T) {
	tehran, err := time.LoadLocation("Asia/Tehran") // an odd offset, with summer time until 2022
	if err != nil {
		t.Skip("skipped: this system knows no time zones")
	}
	for seed := range uint64(4) {
		c := chance{rand.New(rand.NewPCG(seed, 11))}
		x, b := grown(t, c)
		for range 60 {
			requests := []query.Request{c.request(b), c.request(b), c.request(b)}
			var changed []news.Row
			for range c.IntN(30) {
				changed = append(changed, news.Row(1+c.IntN(130)))
			}
			among, err := x.Among(t.Context(), requests, changed)
			if err != nil {
				t.Fatal(err)
			}
			line, err := x.Timeline(t.Context(), requests, tehran)
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range requests {
				var found, touched []news.Row
				days := map[string]int64{}
				for row, d := range b.docs {
					if !b.passes(r, d) {
						continue
					}
					found = append(found, row)
					if slices.Contains(changed, row) {
						touched = append(touched, row)
					}
					if !d.Published.IsZero() {
						days[d.Published.In(tehran).Format(time.DateOnly)]++
					}
				}
				slices.Sort(found)
				slices.Sort(touched)
				rows, _, err := x.Matches(t.Context(), r)
				if err != nil {
					t.Fatal(err)
				}
				what := fmt.Sprintf("seed %d: %s %v", seed, query.Print(r.Tree), r.Filters)
				if diff := cmp.Diff(found, rows, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s: matches: %s", what, diff)
				}
				if diff := cmp.Diff(touched, among[i], cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s: among %v: %s", what, changed, diff)
				}
				if diff := cmp.Diff(days, datesIn(line, line.Counts[i])); diff != "" {
					t.Fatalf("%s: by day: %s", what, diff)
				}
			}
			all := map[string]int64{}
			for _, d := range b.docs {
				if !d.Published.IsZero() {
					all[d.Published.In(tehran).Format(time.DateOnly)]++
				}
			}
			if diff := cmp.Diff(all, datesIn(line, line.All)); diff != "" {
				t.Fatalf("all by day: %s", diff)
			}
		}
	}
}

func datesIn(line news.Timeline, counts []int64) map[string]int64 {
	out := map[string]int64{}
	for i, n := range counts {
		if n > 0 {
			out[line.Day(i).Format(time.DateOnly)] = n
		}
	}
	return out
}

func TestMatchesComeInOrder(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1, article(1, "Oil", ""), article(3, "Oil", ""), article(2, "Oil", ""),
		index.Document{Thing: news.ThingArticle, Row: 4, Language: "en", Title: "Oil"})
	for sort, want := range map[query.Sort][]news.Row{"": {1, 2, 3, 4}, query.SortNewest: {1, 2, 3, 4}, query.SortOldest: {3, 2, 1, 4}} {
		rows, _, err := x.Matches(t.Context(), query.Request{Tree: query.Word{Text: "oil"}, Sort: sort})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%q: %s", sort, diff)
		}
	}
}

func TestNewestOfSetsIsThatOfLookingAtEveryArticle(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(5, 5))}
	x, b := grown(t, c)
	var sets []query.Rows
	var want [][]news.Row
	for range 20 {
		var rows []news.Row
		for range c.IntN(40) {
			rows = append(rows, news.Row(1+c.IntN(130)))
		}
		set := query.RowsOf(rows)
		sets = append(sets, set)
		found, _, err := x.Matches(t.Context(), query.Request{Tree: query.Values{Field: query.FieldID, Values: []string{"these"}}, Sets: map[string]query.Rows{"id:these": set}, Sort: query.SortNewest})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range found {
			if _, there := b.docs[row]; !there || !set.Has(row) {
				t.Fatalf("%d is not there", row)
			}
		}
		want = append(want, found[:min(3, len(found))])
	}
	got, err := x.Newest(t.Context(), sets, 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestRelated(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var docs []index.Document
	for i := range 8 {
		docs = append(docs, article(i+1, fmt.Sprint("Tide tables ", i), "The harbour printed the tide tables with the wrong datum for years."),
			article(i+21, fmt.Sprint("Wheat harvest ", i), "The harvest of wheat was poor after a dry spring in the valley."),
			article(i+41, fmt.Sprint("Chess ", i), "Eight players met in the library for an evening of quick games."))
	}
	put(t, x, 1, docs...)
	near := article(60, "Tide tables again", "Nobody had looked at the datum of the tide tables in the harbour.")
	kin, err := x.Related(t.Context(), near, 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(kin.Hits) != 5 || kin.Articles != 24 {
		t.Fatalf("%d of %d found", len(kin.Hits), kin.Articles)
	}
	for _, h := range kin.Hits {
		if h.Row > 8 {
			t.Errorf("row %d is like an article on tides", h.Row)
		}
	}
	for _, h := range mustRelate(t, x, docs[0]) {
		if h.Row == docs[0].Row {
			t.Error("an article is related to itself")
		}
	}
	// A topic in common is worth 0.15 of the best score, which decides here.
	bound := article(70, "Tide tables", "The harbour printed the tide tables with the wrong datum for years.")
	bound.Topics = []string{"7"}
	put(t, x, 2, bound)
	near.Topics = []string{"7"}
	if first := mustRelate(t, x, near)[0].Row; first != 70 {
		t.Errorf("row %d stands before the one with the same topic", first)
	}
	if none := mustRelate(t, x, article(80, "", "")); len(none) > 0 {
		t.Errorf("an empty article is like %v", none)
	}
}

func mustRelate(t *testing.T, x *index.Index, d index.Document) []query.Hit {
	t.Helper()
	kin, err := x.Related(t.Context(), d, 30)
	if err != nil {
		t.Fatal(err)
	}
	return kin.Hits
}

// BenchmarkBeside measures, on the articles of BenchmarkSearch: a thousand
// standing searches after ten changes, and a word over time.
func BenchmarkBeside(b *testing.B) {
	x := openBench(b)
	c := newCorpus(1)
	fill(b, x, c, benchDocs())
	if err := x.Merge(b.Context()); err != nil {
		b.Fatal(err)
	}
	word := func(from, to int) query.Node { return query.Word{Text: c.words[from+c.IntN(to-from)]} }
	var standing []query.Request
	for i := range 1000 {
		tree := query.Node(query.And{Nodes: []query.Node{word(10, 300), word(10, 2000)}})
		if i%5 == 0 {
			tree = query.Phrase{Text: c.words[c.IntN(60)] + " " + c.words[c.IntN(60)]}
		}
		standing = append(standing, query.Request{Tree: tree})
	}
	measure := func(name string, work func() error) {
		b.Run(name, func(b *testing.B) {
			cpu := cpuTime()
			for b.Loop() {
				if err := work(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
	measure("1000 standing searches, 10 changes", func() error {
		_, err := x.Among(b.Context(), standing, []news.Row{1, 7, 99, 500, 1200, 2000, 3000, 3500, 4000, 4999})
		return err
	})
	var many []query.Request
	for range 10 {
		many = append(many, standing...)
	}
	var came []news.Row
	for row := range news.Row(1000) {
		came = append(came, 1+row*news.Row(benchDocs())/1000)
	}
	measure("10000 standing searches, 1000 changes", func() error {
		_, err := x.Among(b.Context(), many, came)
		return err
	})
	measure("a word over time", func() error {
		_, err := x.Timeline(b.Context(), []query.Request{{Tree: word(10, 60)}}, time.UTC)
		return err
	})
	measure("related", func() error {
		_, err := x.Related(b.Context(), c.article(1_000_000), 40)
		return err
	})
	for _, sure := range []string{c.words[300], c.words[300][1:], c.words[500][:len(c.words[500])-1] + "x"} {
		measure("spelling of "+sure, func() error {
			_, err := x.Spellings(b.Context(), []string{sure})
			return err
		})
	}
}
