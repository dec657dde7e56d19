package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	blevemapping "github.com/blevesearch/bleve/v2/mapping"
	blevesearch "github.com/blevesearch/bleve/v2/search"
	blevequery "github.com/blevesearch/bleve/v2/search/query"
)

// TestTotalsAreThoseOfBlevesOwnSearchers asks the same files both ways.
func TestTotalsAreThoseOfBlevesOwnSearchers(t *testing.T) {
	x, err := Open(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	words := strings.Fields("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu")
	chance := rand.New(rand.NewPCG(3, 3))
	pick := func() string { return words[chance.IntN(len(words))] }
	for round := range 6 {
		var b Batch
		b.Watermark.Seq = int64(round + 1)
		for i := range 60 {
			var text []string
			for range 1 + chance.IntN(12) {
				text = append(text, pick())
			}
			b.Documents = append(b.Documents, Document{Thing: news.ThingArticle, Row: news.Row(1 + i + round*30),
				Language: "xx", Body: strings.Join(text, " "), Kind: pick()})
		}
		if err := x.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	for range 300 {
		a, b, c := pick(), pick(), pick()
		for _, ask := range []struct {
			ours   query.Node
			theirs blevequery.Query
		}{
			{query.Word{Field: "body", Text: a}, bleveTerm("body", a)},
			{query.And{Nodes: []query.Node{query.Word{Field: "body", Text: a}, query.Word{Field: "body", Text: b}}},
				blevequery.NewConjunctionQuery([]blevequery.Query{bleveTerm("body", a), bleveTerm("body", b)})},
			{query.Or{Nodes: []query.Node{query.Word{Field: "body", Text: a}, query.Word{Field: "body", Text: b}}},
				blevequery.NewDisjunctionQuery([]blevequery.Query{bleveTerm("body", a), bleveTerm("body", b)})},
			{query.And{Nodes: []query.Node{query.Word{Field: "body", Text: a}, query.Not{Node: query.Word{Field: "body", Text: b}}}},
				blevequery.NewBooleanQuery([]blevequery.Query{bleveTerm("body", a)}, nil, []blevequery.Query{bleveTerm("body", b)})},
			{query.Phrase{Field: "body", Text: a + " " + b}, blevequery.NewPhraseQuery([]string{a, b}, "body")},
			{query.Phrase{Field: "body", Text: a + " " + b + " " + c}, blevequery.NewPhraseQuery([]string{a, b, c}, "body")},
			{query.Word{Field: "body", Text: a[:2], Prefix: true}, blevePrefix("body", a[:2])},
			{query.Values{Field: "kind", Values: []string{a}}, bleveTerm("kind", a)},
		} {
			found, err := x.Search(t.Context(), query.Request{Tree: ask.ours, Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			if found.Partial {
				continue // cut short on a busy machine
			}
			if want := bleveTotal(t, x, ask.theirs); found.Total != want {
				t.Fatalf("%s: ours %d, Bleve %d", query.Print(ask.ours), found.Total, want)
			}
		}
	}
}

func bleveTerm(field, text string) blevequery.Query {
	q := blevequery.NewTermQuery(text)
	q.SetField(field)
	return q
}

func blevePrefix(field, text string) blevequery.Query {
	q := blevequery.NewPrefixQuery(text)
	q.SetField(field)
	return q
}

func bleveTotal(t *testing.T, x *Index, q blevequery.Query) int64 {
	t.Helper()
	v, err := x.snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = v.Close() }()
	s, err := q.Searcher(context.Background(), v, blevemapping.NewIndexMapping(), blevesearch.SearcherOptions{})
	if err != nil {
		t.Fatal(fmt.Errorf("make searcher: %w", err))
	}
	defer func() { _ = s.Close() }()
	pool := &blevesearch.SearchContext{DocumentMatchPool: blevesearch.NewDocumentMatchPool(10, 0)}
	n := int64(0)
	for {
		m, err := s.Next(pool)
		if err != nil {
			t.Fatal(err)
		}
		if m == nil {
			return n
		}
		n++
		pool.DocumentMatchPool.Put(m)
	}
}
