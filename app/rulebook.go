package app

import (
	"context"
	"iter"
	"strconv"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/rules"
	"broadsheet/internal/search"
	"broadsheet/internal/store"
)

// rulebook applies rules in jobs.
type rulebook struct {
	program *Program
	rules   *rules.Service
}

// ApplyRule begins to let a rule act on what is here.
func (b *rulebook) ApplyRule(id string) (string, error) {
	if err := b.program.writable(); err != nil {
		return "", err
	}
	return b.program.jobs.Start("rule", "", "articles", func(ctx context.Context, p *job.Progress) (any, error) {
		if err := b.program.caughtUp(ctx); err != nil { // it finds by the index what it acts on
			return nil, err
		}
		done, err := b.rules.Apply(ctx, id, func(done, total int) { p.Set(ctx, int64(done), int64(total)) })
		if err == nil {
			err = b.program.caughtUp(ctx)
		}
		out := bridge.RuleApplied{Changed: done.Changed, Removed: done.Removed}
		if done.Entry != 0 {
			out.Entry = strconv.FormatInt(done.Entry, 10)
		}
		return out, err
	})
}

// judge gives the importer what judges arrivals.
func (b *rulebook) judge(ctx context.Context) (importer.Judge, error) {
	judge, err := b.rules.Judge(ctx)
	if judge == nil || err != nil {
		return nil, err // not a nil of a type
	}
	return judge, nil
}

// finder finds for rules what is here.
type finder struct {
	search *search.Service
	store  *store.DB
}

// Count gives how many articles a query finds, and the newest of them.
func (f finder) Count(ctx context.Context, text string, limit int) (int64, []news.Summary, error) {
	found, err := f.search.Query(ctx, search.Request{Text: text, Strict: true, Sort: query.SortNewest, Limit: limit})
	var first []news.Summary
	for _, hit := range found.Hits {
		first = append(first, hit.Article)
	}
	return found.Total, first, err
}

// Take gives all articles that a query finds.
func (f finder) Take(ctx context.Context, text string) (iter.Seq2[news.Article, error], int, error) {
	taken, err := f.search.Take(ctx, search.Request{Text: text, Strict: true})
	if err != nil {
		return nil, 0, err
	}
	rows := taken.Articles()
	return func(yield func(news.Article, error) bool) {
		for record, err := range f.store.ExportRecords(ctx, store.ExportFilter{Rows: rows}) {
			if err != nil {
				yield(news.Article{}, err)
				return
			}
			if record.Article != nil && !yield(*record.Article, nil) {
				return
			}
		}
	}, len(rows), nil
}
