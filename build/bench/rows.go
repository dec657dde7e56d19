package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	shelf "broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// How many articles go into the store at a time.
const rowsAtOnce = 5000

// rowsEnd is when the newest row was published; the oldest is 14 years older.
var rowsEnd = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// rows makes a library of very short articles with the store's own writer: of
// an article a list shows its headline alone, and how it came in is measured elsewhere.
// The index and the keys of near-duplicates are brought up to date, so that the
// program has nothing left to do when it is measured.
func rows(ctx context.Context, s settings, folder string) (err error) {
	progress("write %d rows", s.rows)
	l, err := shelf.Open(ctx, shelf.Options{Dir: folder, Clock: time.Now, Actor: "Bench", New: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	began := time.Now()
	if err := l.Store.BeginImport(ctx, news.Import{ID: "rows", Label: "rows"}); err != nil {
		return err
	}
	batch := []news.Record{{Publication: &news.Publication{Name: "The Long List", Languages: []string{"en"}, TimeZone: "UTC"}}}
	for i := range s.rows {
		batch = append(batch, news.Record{Article: rowOf(i, s)})
		if len(batch) < rowsAtOnce && i < s.rows-1 {
			continue
		}
		_, problems, err := l.Store.Ingest(ctx, news.Batch{Import: "rows", Source: "generated", Records: batch})
		if err != nil || len(problems) > 0 {
			return fmt.Errorf("write row %d: %w, %d problems", i, err, len(problems))
		}
		batch = batch[:0]
		if (i+1)%(20*rowsAtOnce) == 0 {
			progress("%d rows after %v", i+1, time.Since(began).Round(time.Second))
		}
		l.Follower.Notify()
	}
	if err := l.Store.FinishImport(ctx, news.Import{ID: "rows", State: "done", Added: s.rows}); err != nil {
		return err
	}
	progress("key what is alike after %v", time.Since(began).Round(time.Second))
	if _, err := l.Store.KeySketches(ctx); err != nil {
		return err
	}
	progress("wait for the index after %v", time.Since(began).Round(time.Second))
	if _, err := l.Follower.WaitAll(ctx); err != nil {
		return err
	}
	progress("rows stand after %v", time.Since(began).Round(time.Second))
	return nil
}

var (
	rowSubjects = strings.Fields("Harbour Council Railway Court Parliament Reservoir Orchard Market Ministry Bridge Academy Hospital Theatre Lighthouse Canal Quarry")
	rowVerbs    = strings.Fields("opens delays reviews expands debates repairs publishes questions restores surveys closes funds")
	rowObjects  = strings.Fields("budget ferry archive tunnel licence harvest timetable inquiry pier survey statute grant museum station embankment pension")
	rowKinds    = []news.Kind{news.KindNews, news.KindNews, news.KindReport, news.KindAnalysis, news.KindOpinion, news.KindNote}
)

// rowOf makes the i-th article, the oldest first.
func rowOf(i int, s settings) *news.Article {
	r := rand.New(rand.NewPCG(s.seed, uint64(i)))
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	whole := 14 * 365 * 24 * time.Hour
	title := fmt.Sprintf("%s %s %s %s %d", pick(rowSubjects), pick(rowVerbs), pick(rowObjects), pick(rowObjects), i+1)
	return &news.Article{
		ID: newstest.GeneratedID(i), Kind: rowKinds[r.IntN(len(rowKinds))], Section: newstest.GeneratedSection(r.IntN(12)),
		Language: "en", Title: title, Standfirst: "What the " + strings.ToLower(pick(rowSubjects)) + " says of it.",
		Published: rowsEnd.Add(-whole + time.Duration(float64(whole)*float64(i)/float64(s.rows))).Truncate(time.Second),
		Topics:    []string{newstest.GeneratedTopic(r.IntN(60))}, Tags: []string{newstest.GeneratedTag(r.IntN(3000))},
		Body: "<p id=\"b0000000\">" + title + ".</p>\n",
	}
}
