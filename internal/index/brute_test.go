package index_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

// brute answers queries by looking at every document.
type brute struct {
	docs map[news.Row]index.Document
	sets map[string]query.Rows
}

type token struct {
	term, stem string
	at         int
}

func tokensOf(text, language string) []token {
	var out []token
	for t := range lang.Tokens(text, language) {
		term := strings.Clone(t.Term)
		out = append(out, token{term, lang.Stem(term, language), t.Position})
	}
	return out
}

func fieldsOf(d index.Document, f query.Field) [][]token {
	title, lead, body := tokensOf(d.Title, d.Language), tokensOf(d.Lead, d.Language), tokensOf(d.Body, d.Language)
	switch f {
	case query.FieldTitle:
		return [][]token{title}
	case query.FieldLead:
		return [][]token{lead}
	case query.FieldBody:
		return [][]token{body}
	}
	return [][]token{title, lead, body}
}

func (b brute) match(n query.Node, d index.Document) bool {
	switch n := n.(type) {
	case query.All:
		return true
	case query.And:
		return b.and(n.Nodes, d, false)
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(n query.Node) bool { return b.match(n, d) })
	case query.Not:
		return !b.match(n.Node, d)
	case query.Word:
		return slices.ContainsFunc(fieldsOf(d, n.Field), func(tokens []token) bool {
			return slices.ContainsFunc(tokens, func(t token) bool { return isWord(n, t) })
		})
	case query.Phrase:
		return slices.ContainsFunc(fieldsOf(d, n.Field), func(tokens []token) bool {
			return len(rowsOf(tokens, n.Text, n.Slop)) > 0
		})
	case query.Near:
		return slices.ContainsFunc(fieldsOf(d, query.FieldAny), func(tokens []token) bool { return isNear(n, tokens) })
	case query.Values:
		return b.values(n, d)
	case query.Range:
		at := d.Published
		return !at.IsZero() && (n.From.IsZero() || !at.Before(n.From)) && (n.Until.IsZero() || at.Before(n.Until))
	}
	return false
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func isWord(w query.Word, t token) bool {
	switch {
	case w.Prefix:
		return strings.HasPrefix(t.term, w.Text)
	case w.Wild:
		head, tail, _ := strings.Cut(w.Text, "*")
		return len(t.term) >= len(head)+len(tail) && strings.HasPrefix(t.term, head) && strings.HasSuffix(t.term, tail)
	}
	stem := lang.Stem(w.Text, "en")
	if w.Field == query.FieldExact {
		return t.term == w.Text
	}
	return t.term == w.Text || t.term == stem || t.stem == stem && t.stem != t.term
}

// rowsOf gives start and end of each place where the words stand in a row.
func rowsOf(tokens []token, text string, slop int) [][2]int {
	words := strings.Fields(text)
	at := map[int]string{}
	last := 0
	for _, t := range tokens {
		at[t.at] = t.term
		last = max(last, t.at)
	}
	var out [][2]int
	for start := 0; start <= last; start++ {
		if at[start] != words[0] {
			continue
		}
		end := start
		for _, w := range words[1:] {
			next := end + 1
			for next <= last && at[next] != w {
				next++
			}
			end = next
		}
		if at[end] == words[len(words)-1] && end-start <= len(words)-1+slop {
			out = append(out, [2]int{start, end})
		}
	}
	return out
}

func isNear(n query.Near, tokens []token) bool {
	var kinds [][][2]int
	for _, part := range n.Nodes {
		text := ""
		switch part := part.(type) {
		case query.Word:
			text = part.Text
		case query.Phrase:
			text = part.Text
		}
		kinds = append(kinds, rowsOf(tokens, text, 0))
	}
	for _, a := range kinds[0] {
		for _, b := range kinds[1] {
			first, second := a, b
			if b[0] < a[0] {
				first, second = b, a
			}
			if second[0]-first[1] <= n.Distance {
				return true
			}
		}
	}
	return false
}

func (b brute) values(v query.Values, d index.Document) bool {
	have := map[query.Field][]string{
		query.FieldKind: {d.Kind}, query.FieldSection: {d.Section}, query.FieldTag: d.Tags, query.FieldTopic: d.Topics,
		query.FieldLang: {d.Language}, query.FieldYear: {fmt.Sprintf("%04d", d.Published.Year())},
	}[v.Field]
	for _, value := range v.Values {
		if slices.Contains(have, value) && value != "" && (v.Field != query.FieldYear || !d.Published.IsZero()) {
			return true
		}
		if b.sets[string(v.Field)+":"+value].Has(d.Row) {
			return true
		}
	}
	return false
}

// chance makes documents and queries out of few words, so that all sorts of
// things coincide.
type chance struct{ *rand.Rand }

var vocabulary = strings.Fields("the of oil oils gas bank banks rate rates water vote votes colour color collar treaty port ports election")

func (c chance) pick(list []string) string { return list[c.IntN(len(list))] }

func (c chance) text(most int) string {
	var words []string
	for range c.IntN(most + 1) {
		words = append(words, c.pick(vocabulary))
	}
	return strings.Join(words, " ")
}

func (c chance) document(row int) index.Document {
	d := index.Document{
		Thing: news.ThingArticle, Row: news.Row(row), Language: "en",
		Title: c.text(4), Lead: c.text(3), Body: c.text(14),
		Kind: c.pick([]string{"news", "report", "opinion"}), Section: c.pick([]string{"", "1", "2"}),
	}
	for i := range 4 {
		if c.IntN(3) == 0 {
			d.Tags = append(d.Tags, fmt.Sprint(i))
		}
	}
	if c.IntN(8) > 0 {
		d.Published = time.Date(2019+c.IntN(4), time.Month(1+c.IntN(12)), 1+c.IntN(28), c.IntN(24), 0, 0, 0, time.UTC)
	}
	return d
}

func (c chance) node(depth int) query.Node {
	kind := c.IntN(12)
	if depth == 0 {
		kind = c.IntN(8)
	}
	switch kind {
	case 0, 1, 2:
		return query.Word{Text: c.pick(vocabulary)}
	case 3:
		return query.Word{Text: c.pick(vocabulary)[:2], Prefix: true, Field: query.Field(c.pick([]string{"", "title"}))}
	case 4:
		return query.Phrase{Text: c.pick(vocabulary) + " " + c.pick(vocabulary), Slop: c.IntN(3), Field: query.Field(c.pick([]string{"", "body"}))}
	case 5:
		return query.Values{Field: query.FieldTag, Values: []string{fmt.Sprint(c.IntN(4)), fmt.Sprint(c.IntN(5))}}
	case 6:
		from := time.Date(2019+c.IntN(4), time.Month(1+c.IntN(12)), 1, 0, 0, 0, 0, time.UTC)
		return query.Range{From: from, Until: from.AddDate(0, c.IntN(30), 0)}
	case 7:
		return []query.Node{query.Word{Text: "co*r", Wild: true}, query.Values{Field: query.FieldIs, Values: []string{"starred"}},
			query.Near{Nodes: []query.Node{query.Word{Text: c.pick(vocabulary)}, query.Phrase{Text: c.pick(vocabulary)}}, Distance: 1 + c.IntN(3)},
			query.Word{Text: c.pick(vocabulary), Field: query.FieldTitle}, query.Values{Field: query.FieldKind, Values: []string{"news"}}}[c.IntN(5)]
	case 8:
		return query.Not{Node: c.node(depth - 1)}
	case 9:
		return query.Or{Nodes: c.nodes(depth-1, 2+c.IntN(2))}
	}
	return query.And{Nodes: c.nodes(depth-1, 2+c.IntN(6))}
}

func (c chance) nodes(depth, n int) []query.Node {
	out := make([]query.Node, n)
	for i := range out {
		out[i] = c.node(depth)
	}
	return out
}

func TestAnswersAreThoseOfLookingAtEveryArticle(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			c := chance{rand.New(rand.NewPCG(seed, 7))}
			x := open(t, filepath.Join(t.TempDir(), "index"))
			b := brute{docs: map[news.Row]index.Document{}}
			for round := range 12 {
				change := index.Batch{Watermark: index.Watermark{Seq: int64(round)}}
				in := map[news.Row]bool{}
				for range 1 + c.IntN(40) {
					row := news.Row(1 + c.IntN(120))
					if in[row] {
						continue
					}
					in[row] = true
					if c.IntN(5) == 0 {
						delete(b.docs, row)
						change.Deletes = append(change.Deletes, index.ID{Thing: news.ThingArticle, Row: row})
						continue
					}
					d := c.document(int(row))
					b.docs[row] = d
					change.Documents = append(change.Documents, d)
				}
				if err := x.Apply(t.Context(), change); err != nil {
					t.Fatal(err)
				}
				if round == 8 {
					waitPersisted(t, x, 8)
					if err := x.Merge(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
			}
			var starred []news.Row
			for row := range 40 {
				starred = append(starred, news.Row(row*3))
			}
			b.sets = map[string]query.Rows{"is:starred": query.RowsOf(starred)}
			for range 250 {
				compare(t, x, b, c)
			}
		})
	}
}

func compare(t *testing.T, x *index.Index, b brute, c chance) {
	t.Helper()
	r := query.Request{Tree: c.node(3), Typed: c.IntN(2) == 0, Sets: b.sets, Limit: 500, Sort: query.Sort(c.pick([]string{"newest", "oldest", "relevance"})),
		Facets: []query.Field{query.FieldKind, query.FieldTag, query.FieldYear, query.FieldMonth}}
	if c.IntN(2) == 0 {
		r.Filters = append(r.Filters, query.Values{Field: query.FieldKind, Values: []string{"news", "report"}})
	}
	if c.IntN(3) == 0 {
		r.Filters = append(r.Filters, query.Values{Field: query.FieldYear, Values: []string{"2020"}})
	}
	if c.IntN(3) == 0 {
		r.Within = query.Range{From: time.Date(2020, time.Month(1+c.IntN(12)), 1, 0, 0, 0, 0, time.UTC)}
		if c.IntN(2) == 0 {
			r.Within.Until = r.Within.From.AddDate(0, 1+c.IntN(20), 0)
		}
	}
	got, err := x.Search(context.Background(), r)
	if err != nil {
		t.Fatalf("%s: %v", query.Print(r.Tree), err)
	}
	if got.Partial {
		t.Logf("%s: cut short on a busy machine", query.Print(r.Tree))
		return
	}
	if want := b.relaxes(r); got.Relaxed != want {
		t.Fatalf("%s: relaxed %v, want %v", query.Print(r.Tree), got.Relaxed, want)
	}
	match := func(d index.Document) bool { return b.match(r.Tree, d) }
	if got.Relaxed {
		and, _ := r.Tree.(query.And)
		match = func(d index.Document) bool { return b.and(and.Nodes, d, true) }
	}
	var want []index.Document
	facets := map[query.Field]map[string]int64{query.FieldKind: {}, query.FieldTag: {}, query.FieldYear: {}, query.FieldMonth: {}}
	within := r.Within == query.Range{}
	for _, d := range b.docs {
		if !match(d) {
			continue
		}
		chosen := within || b.match(r.Within, d)
		if chosen && !slices.ContainsFunc(r.Filters, func(f query.Values) bool { return !b.values(f, d) }) {
			want = append(want, d)
		}
		for f := range facets {
			others := func(v query.Values) bool { return v.Field != f && !b.values(v, d) }
			if (chosen || f == query.FieldMonth) && !slices.ContainsFunc(r.Filters, others) {
				addTo(facets[f], f, d)
			}
		}
	}
	checkOrder(t, r, got, want)
	for _, f := range got.Facets {
		have := map[string]int64{}
		for _, c := range f.Counts {
			if c.Count > 0 {
				have[c.Value] = c.Count
			}
		}
		if diff := cmp.Diff(facets[f.Field], have); diff != "" {
			t.Fatalf("%s %v: facet %s: %s", query.Print(r.Tree), r.Filters, f.Field, diff)
		}
	}
}

func addTo(counts map[string]int64, f query.Field, d index.Document) {
	switch f {
	case query.FieldKind:
		counts[d.Kind]++
	case query.FieldTag:
		for _, t := range d.Tags {
			counts[t]++
		}
	case query.FieldYear:
		if !d.Published.IsZero() {
			counts[fmt.Sprint(d.Published.Year())]++
		}
	case query.FieldMonth:
		if !d.Published.IsZero() {
			counts[d.Published.Format(query.MonthForm)]++
		}
	}
}

func checkOrder(t *testing.T, r query.Request, got query.Found, want []index.Document) {
	t.Helper()
	sign := 1
	if r.Sort == query.SortOldest {
		sign = -1
	}
	sort.Slice(want, func(i, j int) bool {
		a, b := want[i], want[j]
		if a.Published.IsZero() != b.Published.IsZero() {
			return b.Published.IsZero()
		}
		if c := a.Published.Compare(b.Published); c != 0 {
			return c*sign > 0
		}
		return (int(a.Row)-int(b.Row))*sign > 0
	})
	wanted := make([]int, 0, len(want))
	for _, d := range want {
		wanted = append(wanted, int(d.Row))
	}
	have := append([]int{}, rows(got)...)
	if r.Sort == query.SortRelevance {
		for i := 1; i < len(got.Hits); i++ {
			if got.Hits[i].Score > got.Hits[i-1].Score {
				t.Fatalf("%s: score %v after %v", query.Print(r.Tree), got.Hits[i].Score, got.Hits[i-1].Score)
			}
		}
		sort.Ints(have)
		sort.Ints(wanted)
	}
	if diff := cmp.Diff(wanted, have); diff != "" || got.Total != int64(len(want)) {
		t.Fatalf("%s %v %s (relaxed %v, partial %v): total %d, want %d: %s", query.Print(r.Tree), r.Filters, r.Sort, got.Relaxed, got.Partial, got.Total, len(want), diff)
	}
}
