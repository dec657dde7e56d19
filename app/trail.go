package app

import (
	"context"
	"slices"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/calendar"
	"broadsheet/internal/index"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
	"broadsheet/internal/search"
	"broadsheet/internal/standing"
	"broadsheet/internal/store"
	"broadsheet/internal/trail"
)

// newTrail joins the sessions to the store, and to those who can run a step again.
func newTrail(p *Program, version string, read *reading.Service, searcher *search.Service) *trail.Service {
	db := p.library.Store
	return trail.New(trail.Needs{
		Shelf: db, Editor: db, Library: db, Runner: rerun{store: db, reading: read, search: searcher, standing: p.standing},
		CatchUp: p.caughtUp, Reads: index.Mapping(), Version: version, Clock: time.Now, Log: p.log,
	})
}

// appendix gives sessions out, in jobs.
type appendix struct {
	program *Program
	desktop *desktop
}

// Give begins to write an appendix into the folder of downloads. What cannot be done is
// said at once.
func (a appendix) Give(ctx context.Context, w trail.Wish) (string, error) {
	page, err := a.program.trail.Steps(ctx, w.Session, 0, 1)
	if err != nil {
		return "", err
	}
	w.Session = page.Session.ID
	return a.program.jobs.Start("appendix", page.Session.Name, "steps", func(ctx context.Context, p *job.Progress) (any, error) {
		w.Told = func(done, total int64) error { return p.Set(ctx, done, total) }
		file, err := a.program.trail.Export(ctx, w)
		if err != nil {
			return nil, err
		}
		path, err := a.desktop.SaveDownload(file.Name, file.Text)
		return bridge.SavedResult{Path: path}, err
	})
}

// rerun asks once more what a step of a session asked.
type rerun struct {
	store    *store.DB
	reading  *reading.Service
	search   *search.Service
	standing *standing.Service
}

// Run gives how things stand now with what a step was about.
func (r rerun) Run(ctx context.Context, step news.SessionStep) (now trail.Now, err error) {
	asked := step.Asked
	switch step.Kind {
	case news.StepSearch, news.StepTimeline:
		now.Gave, err = r.find(ctx, step)
	case news.StepConcordance:
		now.Gave, err = r.lines(ctx, step)
	case news.StepTrend:
		now.Gave, err = r.trend(ctx, step)
	case news.StepSave:
		if _, err = r.standing.Find(ctx, asked.Thing); err == nil {
			now.Gave, err = r.find(ctx, step)
			now.Gave.IDs = nil
		}
	case news.StepRead:
		var versions []news.Version
		if versions, err = r.store.Versions(ctx, asked.Article); err == nil && len(versions) > 0 {
			now.Version = versions[0].N
		}
	case news.StepMark, news.StepNote:
		var h news.Highlight
		h, err = r.store.Highlight(ctx, asked.Mark)
		now.Gone = h.Gone
		now.Other = h.State == news.MarkDetached || h.State == news.MarkArticle || step.Kind == news.StepNote && h.Note != asked.Note
	case news.StepCollect:
		now.Gave, err = r.collected(ctx, step)
	case news.StepCite:
		var c reading.Cited
		c, err = r.reading.Cite(ctx, reading.CiteAsk{ID: asked.Article, Style: asked.Style, Calendar: calendar.Calendar(asked.Calendar), Block: asked.Block, Quote: asked.Quote})
		now.Gave.Text = c.Text
	default:
		err = news.Errorf(news.CodeUnsupported, "step", "This version of Broadsheet does not know such a step.")
	}
	if news.CodeOf(err) == news.CodeNotFound {
		now.Gone, err = true, nil
	}
	return now, err
}

// find searches as of the day of the step.
func (r rerun) find(ctx context.Context, step news.SessionStep) (news.StepGave, error) {
	a := step.Asked
	found, err := r.search.AsOf(step.At).Query(ctx, search.Request{
		Text: a.Query, Strict: a.Strict, Typed: a.Typed, Filters: a.Filters, Within: a.Within, Sort: search.Sort(a.Sort), Offset: a.Offset, Limit: a.Limit,
	})
	return bridge.FoundGave(found), err
}

func (r rerun) lines(ctx context.Context, step news.SessionStep) (news.StepGave, error) {
	a := step.Asked
	found, err := r.search.AsOf(step.At).Concordance(ctx, search.ConcordanceRequest{Text: a.Query, Width: a.Width, Sort: a.Sort, Limit: a.Limit})
	gave := bridge.LinesGave(found)
	gave.Partial = err == nil && !found.Counted
	return gave, err
}

func (r rerun) trend(ctx context.Context, step news.SessionStep) (news.StepGave, error) {
	series, err := r.search.AsOf(step.At).Trends(ctx, step.Asked.Queries, step.Asked.By)
	return bridge.TrendGave(series), err
}

// collected gives those of a step's articles that are in the collection still.
func (r rerun) collected(ctx context.Context, step news.SessionStep) (news.StepGave, error) {
	to, err := r.store.Collection(ctx, step.Asked.Thing)
	if err != nil {
		return news.StepGave{}, err
	}
	was := step.Gave
	if len(was.IDs) == 0 {
		return news.StepGave{Total: min(was.Total, to.Count)}, nil
	}
	gave := news.StepGave{Total: was.Total}
	for _, id := range was.IDs {
		held, err := r.store.HeldBy(ctx, id)
		if err != nil && news.CodeOf(err) != news.CodeNotFound {
			return gave, err
		}
		if slices.ContainsFunc(held, func(c news.Collection) bool { return c.ID == to.ID }) {
			gave.IDs = append(gave.IDs, id)
		} else {
			gave.Total--
		}
	}
	return gave, nil
}

// Cite gives the citation of an article, in the style that the rest of the program
// begins with.
func (r rerun) Cite(ctx context.Context, article string) (string, error) {
	c, err := r.reading.Cite(ctx, reading.CiteAsk{ID: article})
	return c.Text, err
}
