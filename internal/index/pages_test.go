package index_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

// many makes an index of several segments, with so many articles that ranking
// drops most of them early, and some gone again.
func many(t *testing.T, c chance) (*index.Index, []index.Document) {
	t.Helper()
	x := open(t, filepath.Join(t.TempDir(), "index"))
	docs := map[int]index.Document{}
	for batch := range 4 {
		b := index.Batch{Watermark: index.Watermark{Seq: int64(batch + 1)}}
		for row := 1 + batch*500; row <= (batch+1)*500; row++ {
			docs[row] = c.document(row)
			b.Documents = append(b.Documents, docs[row])
		}
		for gone := 3 + batch; batch > 0 && gone <= batch*500; gone += 17 {
			delete(docs, gone)
			b.Deletes = append(b.Deletes, index.ID{Thing: news.ThingArticle, Row: news.Row(gone)})
		}
		if err := x.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	var list []index.Document
	for _, d := range docs {
		list = append(list, d)
	}
	return x, list
}

// TestAPageIsAPieceOfTheWholeList holds the early ends of ranking, by date and
// by score, and both ways of paging, against all hits in one answer.
func TestAPageIsAPieceOfTheWholeList(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(11, 7))}
	x, _ := many(t, c)
	for range 150 {
		r := query.Request{Tree: c.node(2), Sort: query.Sort(c.pick([]string{"newest", "oldest", "relevance"})), Limit: 2000}
		name := fmt.Sprintf("%s by %s", query.Print(r.Tree), r.Sort)
		whole, err := x.Search(t.Context(), r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if int64(len(whole.Hits)) != whole.Total {
			t.Fatalf("%s: %d hits of %d", name, len(whole.Hits), whole.Total)
		}
		r.Limit = 1 + c.IntN(9)
		r.Offset = c.IntN(1 + len(whole.Hits))
		page, err := x.Search(t.Context(), r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := whole.Hits[r.Offset:min(r.Offset+r.Limit, len(whole.Hits))]
		if diff := cmp.Diff(rowsOfHits(want), rowsOfHits(page.Hits)); diff != "" {
			t.Fatalf("%s from %d: %s", name, r.Offset, diff)
		}
		if r.Offset == 0 {
			continue
		}
		r.After, r.Offset = whole.Hits[r.Offset-1], 0
		page, err = x.Search(t.Context(), r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(rowsOfHits(want), rowsOfHits(page.Hits)); diff != "" {
			t.Fatalf("%s behind row %d: %s", name, r.After.Row, diff)
		}
	}
}

func rowsOfHits(hits []query.Hit) []news.Row {
	out := []news.Row{}
	for _, h := range hits {
		out = append(out, h.Row)
	}
	return out
}

// TestScoresAreThoseOfTheFormula reckons BM25F with stems, surface forms, stop
// words, nearness and age from the texts themselves.
func TestScoresAreThoseOfTheFormula(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(5, 5))}
	x := open(t, filepath.Join(t.TempDir(), "index"))
	b := index.Batch{Watermark: index.Watermark{Seq: 1}}
	for row := 1; row <= 300; row++ {
		b.Documents = append(b.Documents, c.document(row))
	}
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	f := newFormula(b.Documents)
	for range 60 {
		words := []string{c.pick(vocabulary), c.pick(vocabulary), c.pick(vocabulary)}[:1+c.IntN(3)]
		if slices.ContainsFunc(words, func(w string) bool { return strings.Count(strings.Join(words, " ")+" ", w+" ") > 1 }) {
			continue
		}
		q, err := query.Parse(strings.Join(words, " "), query.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := x.Search(t.Context(), query.Request{Tree: q.Tree, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 {
			continue
		}
		want := f.scores(words)
		for i, h := range found.Hits {
			if math.Abs(h.Score-want[h.Row]) > 1e-4*want[h.Row] {
				t.Errorf("%v: row %d has %v, by the formula %v", words, h.Row, h.Score, want[h.Row])
			}
			delete(want, h.Row)
			for row, better := range want {
				if i == len(found.Hits)-1 && better > h.Score*1.0001 && int64(len(found.Hits)) < found.Total && f.matches(row, words) {
					t.Errorf("%v: row %d (%v) is missing before row %d (%v)", words, row, better, h.Row, h.Score)
				}
			}
		}
	}
}

// formula is section e of the search design over texts held in memory.
type formula struct {
	docs    []index.Document
	tokens  map[news.Row][3][]token
	average [3]float64
	newest  int64
}

func newFormula(docs []index.Document) *formula {
	f := &formula{docs: docs, tokens: map[news.Row][3][]token{}}
	var words, things [3]float64
	for _, d := range docs {
		fields := [3][]token{tokensOf(d.Title, "en"), tokensOf(d.Lead, "en"), tokensOf(d.Body, "en")}
		f.tokens[d.Row] = fields
		for i, text := range []string{d.Title, d.Lead, d.Body} {
			if text != "" {
				words[i] += float64(len(fields[i]))
				things[i]++
			}
		}
		if !d.Published.IsZero() {
			f.newest = max(f.newest, d.Published.Unix())
		}
	}
	for i := range f.average {
		f.average[i] = math.Exp2(math.Round(64*math.Log2(max(1, words[i]/things[i]))) / 64) // to one in a hundred
	}
	return f
}

// weighted is the weighted frequency of a word in an article, and that of all
// words with its stem.
func (f *formula) weighted(row news.Row, word string) (exact, stem float64) {
	for i, tokens := range f.tokens[row] {
		weight, b := []float64{3, 1.5, 1}[i], []float64{0.5, 0.5, 0.65}[i]
		norm := weight / (1 - b + b*float64(len(tokens))/f.average[i])
		for _, t := range tokens {
			if t.term == word {
				exact += norm
			}
			if t.stem == lang.Stem(word, "en") {
				stem += norm
			}
		}
	}
	return exact, stem
}

func (f *formula) idf(word string) float64 {
	n := 0.0
	for _, d := range f.docs {
		if _, stem := f.weighted(d.Row, word); stem > 0 {
			n++
		}
	}
	return math.Log(1 + (float64(len(f.docs))-n+0.5)/(n+0.5))
}

func (f *formula) matches(row news.Row, words []string) bool {
	all, any := true, false
	for _, w := range words {
		_, stem := f.weighted(row, w)
		if lang.StopWord(w, "en") {
			continue
		}
		all, any = all && stem > 0, any || stem > 0
	}
	return all && any
}

func (f *formula) scores(words []string) map[news.Row]float64 {
	const k1 = 0.8
	var plain []string
	for _, w := range words {
		if !lang.StopWord(w, "en") {
			plain = append(plain, w)
		}
	}
	stops := len(plain) > 0 // they count less beside others
	if !stops {
		plain = nil
	}
	saturated := func(w float64) float64 { return w * (k1 + 1) / (k1 + w) }
	idf := map[string]float64{}
	for _, w := range words {
		idf[w] = f.idf(w)
	}
	out := map[news.Row]float64{}
	for _, d := range f.docs {
		sum := 0.0
		for _, w := range words {
			weight := 1.0
			if lang.StopWord(w, "en") {
				weight = 0.2
			}
			exact, stem := f.weighted(d.Row, w)
			sum += weight * idf[w] * (saturated(stem) + 0.15*saturated(exact))
		}
		for i := 1; i < len(plain); i++ {
			p := f.near(d.Row, plain[i-1], plain[i])
			sum += 0.3 * min(idf[plain[i-1]], idf[plain[i]]) * saturated(p)
		}
		if !d.Published.IsZero() {
			sum *= 1 + 0.15*math.Exp2(-float64(f.newest-d.Published.Unix())/(180*24*3600))
		}
		out[d.Row] = sum
	}
	return out
}

func (f *formula) near(row news.Row, first, second string) (sum float64) {
	for _, tokens := range f.tokens[row] {
		for _, a := range tokens {
			for _, b := range tokens {
				distance := b.at - a.at
				switch {
				case a.term != first || b.term != second || distance == 0 || distance > 4 || distance < -4:
				case distance > 0:
					sum += 1 / float64(distance)
				default:
					sum -= 0.5 / float64(distance)
				}
			}
		}
	}
	return sum
}

func TestATagOfThatNameLiftsAnArticle(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	b := index.Batch{Watermark: index.Watermark{Seq: 1}}
	for row := 1; row <= 3; row++ {
		b.Documents = append(b.Documents, index.Document{Thing: news.ThingArticle, Row: news.Row(row), Language: "en", Body: "Water under the bridge."})
	}
	b.Documents[0].Tags = []string{"7"}
	b.Documents = append(b.Documents, index.Document{Thing: news.ThingArticle, Row: 4, Language: "en", Body: "A bridge.", Tags: []string{"7"}})
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	found, err := x.Search(t.Context(), query.Request{Tree: query.Word{Text: "water"}, Tags: map[string][]string{"water": {"7"}}, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]news.Row{1, 3, 2}, rowsOfHits(found.Hits)); diff != "" {
		t.Error(diff)
	}
}
