package index_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// corpus generates articles of about 600 words with a Zipfian vocabulary.
type corpus struct {
	words []string
	zipf  *rand.Zipf
	*rand.Rand
	bytes int64
}

func newCorpus(seed uint64) *corpus {
	r := rand.New(rand.NewPCG(seed, 1))
	c := &corpus{Rand: r, zipf: rand.NewZipf(r, 1.07, 8, 120_000)}
	syllables := strings.Fields("ba co di fu ge ha ji ko la mi no pe qua ri so tu ve wo xi ya zen tion ment ing al er in on st tr")
	seen := map[string]bool{}
	for len(c.words) <= 120_000 {
		var w string
		for range 1 + r.IntN(4) + len(c.words)/40_000 {
			w += syllables[r.IntN(len(syllables))]
		}
		if !seen[w] {
			seen[w] = true
			c.words = append(c.words, w)
		}
	}
	return c
}

func (c *corpus) text(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(c.words[c.zipf.Uint64()])
		if c.IntN(14) == 0 {
			b.WriteByte('.')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func (c *corpus) article(row int) index.Document {
	d := index.Document{
		Thing: news.ThingArticle, Row: news.Row(row), Language: "en",
		Title: c.text(9), Lead: c.text(25), Body: c.text(566),
		Kind: []string{"news", "news", "news", "report", "opinion"}[c.IntN(5)], Section: strconv.Itoa(1 + c.IntN(12)),
		Source: "1", Published: time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(c.IntN(14*365*24)) * time.Hour),
	}
	for range 1 + c.IntN(2) {
		d.Topics = append(d.Topics, strconv.Itoa(int(c.zipf.Uint64())%60))
	}
	for range c.IntN(6) {
		d.Tags = append(d.Tags, strconv.Itoa(int(c.zipf.Uint64())%20_000))
	}
	d.Authors = []string{strconv.Itoa(int(c.zipf.Uint64()) % 400)}
	c.bytes += int64(len(d.Title) + len(d.Lead) + len(d.Body))
	return d
}

// benchDocs is how many articles are indexed; BROADSHEET_BENCH_DOCS overrides.
func benchDocs() int {
	if n, err := strconv.Atoi(os.Getenv("BROADSHEET_BENCH_DOCS")); err == nil {
		return n
	}
	return 20_000
}

func fill(b *testing.B, x *index.Index, c *corpus, docs int) {
	b.Helper()
	for row := 1; row <= docs; {
		batch := index.Batch{Watermark: index.Watermark{Seq: int64(row)}}
		for range index.MaxBatch {
			batch.Documents = append(batch.Documents, c.article(row))
			row++
		}
		if err := x.Apply(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func openBench(b *testing.B) *index.Index {
	b.Helper()
	x, err := index.Open(b.Context(), index.Options{Dir: filepath.Join(b.TempDir(), "index"), Library: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = x.Close() })
	return x
}

func BenchmarkIndex(b *testing.B) {
	docs := 5_000
	for b.Loop() {
		b.StopTimer()
		x := openBench(b)
		c := newCorpus(1)
		batches := [][]index.Document{}
		for row := 1; row <= docs; {
			var batch []index.Document
			for range index.MaxBatch {
				batch = append(batch, c.article(row))
				row++
			}
			batches = append(batches, batch)
		}
		cpu := cpuTime()
		b.StartTimer()
		for i, batch := range batches {
			if err := x.Apply(b.Context(), index.Batch{Documents: batch, Watermark: index.Watermark{Seq: int64(i + 1)}}); err != nil {
				b.Fatal(err)
			}
		}
		for x.Persisted().Seq < int64(len(batches)) {
			<-time.After(10 * time.Millisecond) // Bleve writes when it likes
		}
		b.ReportMetric(float64(docs)/(cpuTime()-cpu).Seconds(), "articles/cpu-s")
		info, err := x.Info()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Bytes)/float64(c.bytes), "index/text")
	}
}

func BenchmarkSearch(b *testing.B) {
	x := openBench(b)
	c := newCorpus(1)
	docs := benchDocs()
	cpu := cpuTime()
	fill(b, x, c, docs)
	filled := cpuTime() - cpu
	if err := x.Merge(b.Context()); err != nil {
		b.Fatal(err)
	}
	info, err := x.Info()
	if err != nil {
		b.Fatal(err)
	}
	c.words = c.words[:2000]
	b.Logf("%d articles, %.0f a CPU-second with generating, %d segments, index/text %.2f, merged after %v CPU, peak %d MB",
		docs, float64(docs)/filled.Seconds(), info.Segments, float64(info.Bytes)/float64(c.bytes), (cpuTime() - cpu).Round(time.Second), peakMB())
	runtime.GC()
	all := []query.Field{query.FieldKind, query.FieldSection, query.FieldTopic, query.FieldTag, query.FieldAuthor, query.FieldLang, query.FieldYear}
	r := rand.New(rand.NewPCG(7, 7))
	word := func(from, to int) string { return c.words[from+r.IntN(to-from)] }
	for _, class := range []struct {
		name   string
		text   func() string
		change func(*query.Request)
	}{
		{"one frequent word", func() string { return word(10, 60) }, nil},
		{"two words", func() string { return word(10, 300) + " " + word(10, 300) }, nil},
		{"three words OR", func() string { return word(10, 300) + " OR " + word(10, 300) + " OR " + word(10, 300) }, nil},
		{"five words", func() string {
			return fmt.Sprint(word(10, 300), " ", word(10, 300), " ", word(10, 300), " ", word(10, 300), " ", word(10, 300))
		}, nil},
		{"phrase of two", func() string { return `"` + word(0, 60) + " " + word(0, 60) + `"` }, nil},
		{"prefix", func() string { return word(100, 2000)[:3] + "*" }, nil},
		{"fuzzy", func() string { return word(500, 2000) + "~1" }, nil},
		{"words, not, section, dates", func() string { return word(10, 300) + " -" + word(10, 300) + " section:3 from:2015 to:2018" }, nil},
		{"newest", func() string { return word(10, 60) }, func(r *query.Request) { r.Sort = query.SortNewest }},
		{"word and facets", func() string { return word(10, 60) }, func(r *query.Request) { r.Facets = all }},
		{"browse and facets", func() string { return "" }, func(r *query.Request) { r.Facets = all }},
		{"page 50", func() string { return word(10, 60) }, func(r *query.Request) { r.Offset = 1000 }},
	} {
		b.Run(class.name, func(b *testing.B) {
			cpu := cpuTime()
			defer func() { b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/1000/float64(b.N), "cpu-ms/op") }()
			for b.Loop() {
				q, _ := query.Parse(class.text(), query.Options{})
				request := query.Request{Tree: q.Tree, Limit: 20}
				if class.change != nil {
					class.change(&request)
				}
				if _, err := x.Search(b.Context(), request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	benchmarkReading(b, x, c)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.Logf("heap in use after searches: %d MB", m.HeapInuse>>20)
}
