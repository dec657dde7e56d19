package store_test

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

var (
	benchArticles = flag.Int("articles", 20_000, "articles of the library that benchmarks read")
	benchWords    = flag.Int("words", 600, "words of each of them")
	benchFolder   = flag.String("library", "", "keep that library here, and use it where it is already")
)

// generated gives a generated publication's records as an importer would hand
// them over: bodies canonical.
func generated(tb testing.TB, o newstest.GeneratorOptions, yield func(news.Record, int)) {
	o.BodyText = true
	r, w := io.Pipe()
	go func() { w.CloseWithError(newstest.Generate(w, o)) }()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			tb.Fatal(err)
		}
		if l.Type == "" || l.Type == "article" {
			a, text := l.article()
			yield(news.Record{Article: a}, text)
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
}

// line is what benchmarks read of an object of the interchange format.
type line struct {
	Type, ID, Kind, Section, Language, Title, Standfirst string
	URL, Published                                       string
	BodyText                                             string `json:"body_text"`
	Authors                                              []json.RawMessage
	Tags, Topics                                         []string
	Views                                                map[news.Day]int64
}

func (l line) article() (*news.Article, int) {
	at, _ := time.Parse(time.RFC3339, l.Published)
	a := &news.Article{ID: l.ID, URL: l.URL, Kind: news.Kind(l.Kind), Section: l.Section, Language: l.Language, Title: l.Title,
		Standfirst: l.Standfirst, Published: at, Tags: l.Tags, Topics: l.Topics, Views: l.Views}
	for _, raw := range l.Authors {
		var name string
		if json.Unmarshal(raw, &name) == nil {
			a.Authors = append(a.Authors, news.Author{Name: name, Plain: true})
		}
	}
	var b strings.Builder
	for i, p := range strings.Split(l.BodyText, "\n\n") {
		fmt.Fprintf(&b, "<p id=\"b%07d\">%s</p>\n", i, html.EscapeString(p))
	}
	a.Body = b.String()
	return a, len(l.BodyText)
}

// benchLibrary opens a generated library, building it where it is not kept.
func benchLibrary(b *testing.B) *store.DB {
	b.Helper()
	folder := *benchFolder
	if folder == "" {
		folder = b.TempDir()
	}
	db := openAt(b, filepath.Join(folder, fmt.Sprintf("bench-%d-%d.db", *benchArticles, *benchWords)))
	counts, err := db.Counts(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if counts.Articles == 0 {
		start := time.Now()
		text := fill(b, db, *benchArticles, *benchWords)
		size, err := db.Bytes(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("built in %v: store %d bytes, text %d, %.2f", time.Since(start).Round(time.Millisecond), size, text, float64(size)/float64(text))
	}
	return db
}

func fill(tb testing.TB, db *store.DB, articles, words int) (text int) {
	ctx := context.Background()
	if err := db.BeginImport(ctx, news.Import{ID: "bench", Label: "bench"}); err != nil {
		tb.Fatal(err)
	}
	var batch []news.Record
	flush := func() {
		if _, problems, err := db.Ingest(ctx, news.Batch{Import: "bench", Source: "generated", Records: batch}); err != nil || len(problems) > 0 {
			tb.Fatal(err, problems)
		}
		batch = batch[:0]
	}
	generated(tb, newstest.GeneratorOptions{Articles: articles, Words: words, Seed: 1}, func(r news.Record, n int) {
		text += n
		if batch = append(batch, r); len(batch) == 500 {
			flush()
		}
	})
	flush()
	if err := db.FinishImport(ctx, news.Import{ID: "bench", State: "done", Added: articles}); err != nil {
		tb.Fatal(err)
	}
	return text
}

// BenchmarkIngest stores articles of 600 words in batches of 500; an operation
// is one article.
func BenchmarkIngest(b *testing.B) {
	const size = 500
	var records []news.Record
	generated(b, newstest.GeneratorOptions{Articles: 4000, Words: 600, Seed: 2}, func(r news.Record, _ int) { records = append(records, r) })
	db := open(b)
	ctx := context.Background()
	if err := db.BeginImport(ctx, news.Import{ID: "bench"}); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for done := 0; done < b.N; done += size {
		batch := news.Batch{Import: "bench", Source: fmt.Sprintf("round %d", done/len(records))}
		for i := range min(size, b.N-done) {
			batch.Records = append(batch.Records, records[(done+i)%len(records)])
		}
		if _, _, err := db.Ingest(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	db := benchLibrary(b)
	ctx := context.Background()
	tag, topic := "tag-0001", newstest.GeneratedTopic(1)
	lists := map[string]news.Filter{
		"all": {}, "oldest": {Oldest: true}, "kind": {Kind: news.KindReport}, "section": {Section: "section-01"}, "language": {Language: "fa"},
		"source": {Source: "generated"}, "tag": {Tag: tag}, "topic": {Topic: topic}, "unread": {Is: "unread"},
		"month":     {From: time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)},
		"topic+tag": {Topic: topic, Tag: tag}, "kind+language": {Kind: news.KindReport, Language: "fa"},
		"section+topic+language": {Section: "section-02", Topic: topic, Language: "ar"},
	}
	for name, f := range lists {
		b.Run("list/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.List(ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for name, f := range map[string]news.Filter{"all": {}, "oldest": {Oldest: true}, "kind": {Kind: news.KindReport}, "topic": {Topic: topic}, "unread": {Is: "unread"}} {
		total, err := db.Count(ctx, f)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("jump/"+name, func(b *testing.B) {
			for n := int64(0); b.Loop(); n++ { // everywhere in the list
				f.Skip = (n * 7919 * 31) % total
				if _, err := db.List(ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	calls := map[string]func() error{
		"counts":     func() error { _, err := db.Counts(ctx); return err },
		"topics":     func() error { _, err := db.Topics(ctx); return err },
		"topic":      func() error { _, err := db.Topic(ctx, topic); return err },
		"timeline":   func() error { _, err := db.TopicTimeline(ctx, topic); return err },
		"places":     func() error { _, err := db.TopicPlaces(ctx, topic, 0); return err },
		"tags":       func() error { _, _, err := db.Tags(ctx, news.TagQuery{}); return err },
		"tags/count": func() error { _, _, err := db.Tags(ctx, news.TagQuery{ByCount: true}); return err },
		"beside":     func() error { _, err := db.TagsBeside(ctx, tag, 0); return err },
		"sections":   func() error { _, err := db.Sections(ctx); return err },
		"authors":    func() error { _, _, err := db.Authors(ctx, "", 0); return err },
		"front":      func() error { _, err := db.Front(ctx, time.Time{}); return err },
		"onthisday":  func() error { _, err := db.OnThisDay(ctx, "2026-10-31", 5); return err },
		"days":       func() error { _, err := db.Days(ctx, "2025-10-01", "2026-10-31"); return err },
		"mostviewed": func() error { _, err := db.MostViewed(ctx, 30, 10, news.ViewsCame, ""); return err },
	}
	for name, call := range calls {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("article", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			id := newstest.GeneratedID((n * 7919) % *benchArticles)
			if _, err := db.Article(ctx, id); err != nil {
				b.Fatal(err)
			}
			if _, err := db.Labels(ctx, id); err != nil {
				b.Fatal(err)
			}
			if _, err := db.Related(ctx, id, 6); err != nil {
				b.Fatal(err)
			}
			if _, err := db.Comments(ctx, id); err != nil {
				b.Fatal(err)
			}
			if _, err := db.Translations(ctx, id); err != nil {
				b.Fatal(err)
			}
		}
	})
}
