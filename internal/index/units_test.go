package index_test

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

func (b brute) and(nodes []query.Node, d index.Document, relaxed bool) bool {
	many := unitsOf(nodes) > 4
	if relaxed || many { // a phrase is its words, too
		for _, n := range nodes {
			if p, ok := n.(query.Phrase); ok && p.Field == query.FieldAny {
				for _, w := range strings.Fields(p.Text) {
					nodes = append(slices.Clip(nodes), query.Word{Text: w})
				}
			}
		}
	}
	var words, stops []query.Node
	for _, n := range nodes {
		w, word := n.(query.Word)
		p, phrase := n.(query.Phrase)
		switch {
		case word && w.Field == query.FieldAny && isStop(w):
			stops = append(stops, n)
		case word && w.Field == query.FieldAny, phrase && p.Field == query.FieldAny:
			words = append(words, n)
		case !b.match(n, d):
			return false
		}
	}
	if len(stops) == len(nodes) {
		words = stops
	}
	hits := 0
	var need, sum float32
	for _, n := range words {
		weight := b.rarity(n)
		need += 0.4 * weight
		if b.match(n, d) {
			hits++
			sum += weight
		}
	}
	switch {
	case relaxed:
		return hits >= min(1, len(words))
	case many:
		return sum >= need
	}
	return hits == len(words)
}

// relaxes says whether so little matches a query that any of its words will do:
// nothing for up to four, under three for three or four that are typed, under ten
// articles for more.
func (b brute) relaxes(r query.Request) bool {
	n := r.Tree
	and, ok := n.(query.And)
	if !ok || unitsOf(and.Nodes) < 2 {
		return false
	}
	found, looser := 0, 0
	for _, d := range b.docs {
		found += one(b.match(n, d))
		looser += one(b.and(and.Nodes, d, true))
	}
	few := 1
	switch units := unitsOf(and.Nodes); {
	case units > 4:
		few = 10
	case units > 2 && r.Typed:
		few = 3
	}
	return found < few && looser > 0
}

// unitsOf counts words and phrases, but not stop words beside anything else.
func unitsOf(nodes []query.Node) int {
	units, stops := 0, 0
	for _, n := range nodes {
		w, word := n.(query.Word)
		p, phrase := n.(query.Phrase)
		switch {
		case word && w.Field == query.FieldAny && isStop(w):
			stops++
		case word && w.Field == query.FieldAny, phrase && p.Field == query.FieldAny:
			units++
		}
	}
	if stops == len(nodes) {
		return stops
	}
	return units
}

func isStop(w query.Word) bool {
	return !w.Prefix && !w.Wild && w.Fuzzy == 0 && lang.StopWord(w.Text, "en")
}

// rarity is what a word weighs among five or more.
func (b brute) rarity(n query.Node) float32 {
	bodies, word := 0, "" // a phrase weighs as what stands nowhere
	if w, ok := n.(query.Word); ok {
		word = w.Text
	}
	for _, d := range b.docs {
		bodies += one(slices.ContainsFunc(tokensOf(d.Body, "en"), func(t token) bool { return t.term == word }))
	}
	all := float64(len(b.docs))
	return float32(math.Log1p(all / (float64(bodies) + 1 + all/1000)))
}

// found gives what a query of the box finds and whether it was relaxed.
func found(t *testing.T, x *index.Index, text string) (int64, bool) {
	t.Helper()
	f := find(t, x, text, nil)
	return f.Total, f.Relaxed
}

func TestHowFewArticlesRelaxAQuery(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var docs []index.Document
	row := 0
	add := func(n int, body string) {
		for range n {
			row++
			docs = append(docs, article(row, "", body))
		}
	}
	add(1, "harbour ferry")
	add(1, "lemon")
	add(2, "wheat barley rye")
	add(3, "copper nickel zinc")
	add(2, "gold copper zinc silver")
	add(1, "wheat")
	add(1, "nickel")
	put(t, x, 1, docs...)
	for _, test := range []struct {
		text    string
		total   int64
		relaxed bool
	}{
		{"harbour ferry", 1, false}, // two words are meant, once is enough
		{"harbour lemon", 2, true},
		{"wheat barley rye", 2, false},
		{"wheat barley copper", 8, true},
		{"copper nickel zinc", 3, false},
		{"gold silver copper zinc", 2, false},
		{"gold silver copper zinc nickel", 6, true}, // two hold enough of five, and a page could be fuller
		{"the wheat and the barley", 2, false},      // stop words count for nothing
	} {
		if total, relaxed := found(t, x, test.text); total != test.total || relaxed != test.relaxed {
			t.Errorf("%s: %d found, relaxed %v; want %d, %v", test.text, total, relaxed, test.total, test.relaxed)
		}
	}
	for _, test := range []struct {
		text    string
		set     func(*query.Request)
		total   int64
		relaxed bool
	}{
		{"wheat barley rye", func(r *query.Request) { r.Typed = true }, 3, true}, // two hold all three, one a part
		{"copper nickel zinc", func(r *query.Request) { r.Typed = true }, 3, false},
		{"gold silver copper zinc", func(r *query.Request) { r.Typed = true }, 5, true},
		{"harbour ferry", func(r *query.Request) { r.Typed = true }, 1, false}, // two words are meant, once is enough
		{"wheat barley copper", func(r *query.Request) { r.Whole = true }, 0, false},
		{"gold silver copper zinc nickel", func(r *query.Request) { r.Whole = true }, 5, false},
		{"gold silver copper zinc nickel", func(r *query.Request) { r.Every = true }, 0, false},
	} {
		if f := find(t, x, test.text, test.set); f.Relaxed != test.relaxed || f.Total != test.total {
			t.Errorf("%s asked otherwise: %d found, relaxed %v; want %d, %v", test.text, f.Total, f.Relaxed, test.total, test.relaxed)
		}
	}
}

// What is cut into several words weighs as those: a compound that stands nowhere
// as it was typed would else be the rarest word of all and shut out the rest.
func TestCompoundsOfALongQueryAreTheirWords(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	const meant = "The minister said talks over the border of Niger and Mali would open in spring, an adviser added."
	docs := []index.Document{article(1, "", meant)}
	for row := 2; row <= 40; row++ {
		docs = append(docs, article(row, "", fmt.Sprintf("Spring tables %d, read by a minister.", row)))
	}
	put(t, x, 1, docs...)
	for _, text := range []string{
		"Niger-Mali: Adviser’s talks over border open",
		`Minister and adviser: "talks of the border" open by Niger-Mali`,
		"Niger-Mali border/talks",
	} {
		hits := rows(find(t, x, text, nil))
		if len(hits) == 0 || hits[0] != 1 {
			t.Errorf("%s: found %v", text, hits)
		}
	}
	// A short query keeps a compound in its row.
	put(t, x, 2, article(50, "", "A well-known anti-spyware tool."), article(51, "", "Spyware that calls itself anti everything known."))
	if diff := cmp.Diff([]int{50}, rows(find(t, x, "anti-spyware tool", nil))); diff != "" {
		t.Error(diff)
	}
}

// The stop words of a phrase make nothing match once any of its words will do.
func TestStopWordsOfAPhraseFindNothing(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1, article(1, "", "The king of fools."), article(2, "", "The price of oil."), article(3, "", "A harbour."))
	if diff := cmp.Diff([]int{1, 3}, sortedRows(rows(find(t, x, `"the court of fool" harbour`, nil)))); diff != "" {
		t.Error(diff)
	}
}

func sortedRows(list []int) []int {
	slices.Sort(list)
	return list
}
