package bridge

import (
	"context"

	"broadsheet/internal/annotation"
	"broadsheet/internal/collection"
	"broadsheet/internal/news"
	"broadsheet/internal/search"
)

// What a person does here is taken down as a step of the session, where one runs. None
// of this changes what the act itself gives, or waits for anything to be written.

// FoundGave, LinesGave and TrendGave say what a step was answered. A step that is run
// again is told by them too, so that both are told alike.
func FoundGave(found search.Answer) news.StepGave {
	gave := news.StepGave{Total: found.Total, Partial: found.Partial}
	for _, h := range found.Hits {
		gave.IDs = append(gave.IDs, h.Article.ID)
	}
	return gave
}

// LinesGave is FoundGave for a concordance.
func LinesGave(found search.Concordance) news.StepGave {
	gave := news.StepGave{Total: int64(found.Total)}
	for _, l := range found.Lines {
		gave.IDs = append(gave.IDs, l.Article)
	}
	return gave
}

// TrendGave is FoundGave for counts over time.
func TrendGave(found []search.Trend) (gave news.StepGave) {
	for _, series := range found {
		var articles int64
		for _, p := range series.Points {
			articles += p.Hits
		}
		gave.Counts, gave.Total = append(gave.Counts, articles), gave.Total+articles
	}
	return gave
}

func (s *Search) recordQuery(ctx context.Context, ask search.Request, kind news.StepKind, found search.Answer) {
	if !s.trail.Records(ctx) {
		return
	}
	step := news.SessionStep{Kind: kind, Asked: news.StepAsked{
		Query: ask.Text, Strict: ask.Strict, Typed: ask.Typed, Filters: ask.Filters, Within: ask.Within, Sort: string(ask.Sort), Offset: ask.Offset, Limit: ask.Limit,
	}, Gave: FoundGave(found)}
	step.Gave.Understood, step.Gave.Plain, step.Gave.Own = found.Understood, found.Plain, s.search.OfReader(ask.Text)
	s.trail.Record(ctx, step, found.Behind > 0)
}

func (s *Search) recordLines(ctx context.Context, ask search.ConcordanceRequest, found search.Concordance) {
	if !s.trail.Records(ctx) {
		return
	}
	step := news.SessionStep{Kind: news.StepConcordance, Asked: news.StepAsked{Query: ask.Text, Width: ask.Width, Sort: ask.Sort, Limit: ask.Limit}, Gave: LinesGave(found)}
	step.Gave.Own = s.search.OfReader(ask.Text)
	s.trail.Record(ctx, step, s.lags(ctx))
}

func (s *Search) recordTrend(ctx context.Context, queries []string, by string, found []search.Trend) {
	if !s.trail.Records(ctx) {
		return
	}
	step := news.SessionStep{Kind: news.StepTrend, Asked: news.StepAsked{Queries: queries, By: by}, Gave: TrendGave(found)}
	for _, text := range queries {
		step.Gave.Own = step.Gave.Own || s.search.OfReader(text)
	}
	s.trail.Record(ctx, step, s.lags(ctx))
}

// lags tells whether the index has not taken in all that is written.
func (s *Search) lags(ctx context.Context) bool {
	n, err := s.search.Lag(ctx)
	return err != nil || n > 0
}

// recordRead takes down that an article was opened, in its newest version.
func (s *shared) recordRead(ctx context.Context, id, title string, versions []news.Version) {
	step := news.SessionStep{Kind: news.StepRead, Asked: news.StepAsked{Article: id, Title: title, Version: 1}}
	if len(versions) > 0 {
		step.Asked.Version = versions[0].N
	}
	s.trail.Record(ctx, step, false)
}

// recordText takes down that an article was read in another form.
func (a *Articles) recordText(ctx context.Context, id string) {
	if !a.trail.Records(ctx) {
		return
	}
	article, err := a.reading.Archive.Article(ctx, id)
	if err != nil {
		return
	}
	versions, err := a.reading.Archive.Versions(ctx, article.Public)
	if err == nil {
		a.recordRead(ctx, article.Public, article.Title, versions)
	}
}

func (h *Highlights) recordMark(ctx context.Context, kind news.StepKind, one *news.Highlight) {
	h.trail.Record(ctx, news.SessionStep{Kind: kind, Asked: news.StepAsked{
		Mark: one.ID, Article: one.Article, Title: one.Title, Quote: one.Selector().Quote, Note: one.Note,
	}}, false)
}

// noted is how many marks one note is taken down of at most: it is of one nearly always.
const noted = 20

func (h *Highlights) recordNotes(ctx context.Context, ids []string, change annotation.Change) {
	if change.Note == nil {
		return
	}
	if !h.trail.Records(ctx) {
		return
	}
	for _, id := range ids[:min(len(ids), noted)] {
		if one, err := h.marks.Get(ctx, id); err == nil {
			h.recordMark(ctx, news.StepNote, &one)
		}
	}
}

func (c *Collections) recordAdded(ctx context.Context, req CollectionAdd, wish collection.Addition, added news.CollectionAdded) {
	step := news.SessionStep{Kind: news.StepCollect, Asked: news.StepAsked{
		Thing: added.Collection.ID, Name: added.Collection.Path, Query: req.Query, Within: req.Within, Note: wish.Note,
	}, Gave: news.StepGave{Total: int64(added.Added + added.There), IDs: wish.IDs}}
	if len(req.Filters) > 0 {
		step.Asked.Filters = FilterMap(req.Filters)
	}
	c.trail.Record(ctx, step, false)
}
