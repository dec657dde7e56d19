package index_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
)

func BenchmarkFold(b *testing.B) {
	text := newCorpus(1).text(600)
	var out []byte
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		out = lang.FoldTo(out[:0], text)
	}
}

// BenchmarkStem stems as a batch does: most words are not new.
func BenchmarkStem(b *testing.B) {
	c := newCorpus(1)
	words := make([]string, 10_000)
	for i := range words {
		words[i] = c.words[c.zipf.Uint64()]
	}
	b.ReportAllocs()
	cpu := cpuTime()
	for b.Loop() {
		s := lang.NewStemmer("en")
		for _, w := range words {
			s.Stem(w)
		}
	}
	b.ReportMetric(float64((cpuTime()-cpu).Nanoseconds())/float64(b.N*len(words)), "cpu-ns/word")
}

// BenchmarkSegment makes the segment of one batch, in memory.
func BenchmarkSegment(b *testing.B) {
	x := openBench(b)
	c := newCorpus(1)
	batch := index.Batch{}
	for row := range index.MaxBatch {
		batch.Documents = append(batch.Documents, c.article(row+1))
	}
	b.ReportAllocs()
	cpu := cpuTime()
	for b.Loop() {
		batch.Watermark.Seq++
		if err := x.Apply(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*len(batch.Documents))/(cpuTime()-cpu).Seconds(), "articles/cpu-s")
}

// benchmarkReading measures what a query is made of, on a filled index, in CPU
// nanoseconds for each article found.
func benchmarkReading(b *testing.B, x *index.Index, c *corpus) {
	facets := []query.Field{query.FieldKind, query.FieldSection, query.FieldTopic, query.FieldTag}
	for _, part := range []struct {
		name  string
		text  func(r *rand.Rand) string
		limit int // 0: only matched, not scored
		with  []query.Field
	}{
		{"postings matched", func(r *rand.Rand) string { return c.words[10+r.IntN(50)] }, 0, nil},
		{"postings scored", func(r *rand.Rand) string { return c.words[10+r.IntN(50)] }, 20, nil},
		{"positions", func(r *rand.Rand) string { return `"` + c.words[r.IntN(30)] + " " + c.words[r.IntN(30)] + `"` }, 0, nil},
		{"facets", func(r *rand.Rand) string { return c.words[10+r.IntN(50)] }, 0, facets},
	} {
		b.Run(part.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(7, 7))
			found := int64(0)
			b.ReportAllocs()
			cpu := cpuTime()
			for b.Loop() {
				q, _ := query.Parse(part.text(r), query.Options{})
				got, err := x.Search(b.Context(), query.Request{Tree: q.Tree, Limit: part.limit, Facets: part.with})
				if err != nil {
					b.Fatal(err)
				}
				found += got.Total
			}
			b.ReportMetric(float64((cpuTime()-cpu).Nanoseconds())/float64(max(found, 1)), "cpu-ns/found")
		})
	}
}

// page is the part of a store that snippets need: a page of ten articles.
type page struct{ texts []search.Text }

func (p page) Search(context.Context, query.Request) (query.Found, error) {
	found := query.Found{Total: int64(len(p.texts))}
	for _, t := range p.texts {
		found.Hits = append(found.Hits, query.Hit{Thing: news.ThingArticle, Row: t.Row})
	}
	return found, nil
}

func (p page) Summaries(_ context.Context, rows []news.Row) ([]news.Summary, error) {
	list := make([]news.Summary, len(rows))
	for i, row := range rows {
		list[i].Row = row
	}
	return list, nil
}

func (p page) Texts(context.Context, []news.Row) ([]search.Text, error) { return p.texts, nil }
func (p page) Rows(context.Context, query.Request) ([]news.Row, error)  { return nil, errNoPart }
func (p page) Spellings(context.Context, []string) ([]string, error)    { return nil, nil }
func (p page) Places(context.Context, string, int) ([]query.Count, error) {
	return nil, errNoPart
}
func (p page) Collected(context.Context, string) ([]news.Row, error) { return nil, errNoPart }
func (p page) Marked(context.Context, news.Mark) ([]news.Row, error) { return nil, errNoPart }
func (p page) RowOf(context.Context, string) (news.Row, error)       { return 0, errNoPart }

var errNoPart = errors.New("snippets need none of this")

func BenchmarkSnippets(b *testing.B) {
	c := newCorpus(1)
	var p page
	for row := range 10 {
		p.texts = append(p.texts, search.Text{Row: news.Row(row + 1), Language: "en", Title: c.text(9), Body: c.text(600)})
	}
	s := search.New(search.Options{Index: p, Articles: p, Clock: func() time.Time { return time.Time{} }, Zone: func() *time.Location { return time.UTC }})
	text := c.words[40] + " " + c.words[200]
	bytes := 0
	for _, t := range p.texts {
		bytes += len(t.Body)
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	cpu := cpuTime()
	for b.Loop() {
		if _, err := s.Query(b.Context(), search.Request{Text: text, Snippets: true}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/float64(len(p.texts)*b.N), "cpu-µs/article")
}
