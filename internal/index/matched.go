package index

import (
	"context"
	"errors"
	"slices"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// asker runs requests for those who want the documents themselves and not a
// page of them. Nothing is relaxed: what does not hold all words is not found.
type asker struct {
	ctx       context.Context
	view      *view
	languages []language
}

func newAsker(ctx context.Context, v *view) (*asker, error) {
	languages, err := v.tongues()
	return &asker{ctx, v, languages}, err
}

// asked is a request made ready: its tree and its filters.
type asked struct {
	query.Request
	plans []plan
	words map[string][]string
}

func (a *asker) prepare(r query.Request) (asked, error) {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	p := &planner{ctx: a.ctx, view: a.view, languages: a.languages, sets: r.Sets, words: map[string][]string{}}
	tree, err := p.plan(r.Tree)
	if err != nil {
		return asked{}, err
	}
	out := asked{Request: r, plans: []plan{tree}, words: p.words}
	for _, f := range r.Filters {
		plan, err := p.values(f)
		if err != nil {
			return asked{}, err
		}
		out.plans = append(out.plans, plan)
	}
	return out, nil
}

// documents gives what a request finds in a segment of a view, which may be
// another than the one that it was prepared on.
func (a *asker) documents(q asked, v *view, at int) (*roaring.Bitmap, error) {
	m := &matcher{ctx: a.ctx, view: v, zone: q.Zone, at: at}
	out, err := m.part().things(q.Things)
	if err != nil {
		return nil, err
	}
	for _, p := range q.plans {
		found, err := m.match(p)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = found
		} else {
			out = roaring.And(out, found)
		}
	}
	return out, nil
}

// Matches gives the rows of all that holds all words of a request and passes its
// filters, however many they are, in the order of its Sort: newest or oldest,
// else by row. Words are those that matched for a beginning, a pattern or a word
// with letters that may differ, as in query.Found. Offset, Limit and Facets do
// not count.
func (x *Index) Matches(ctx context.Context, r query.Request) (rows []news.Row, words map[string][]string, err error) {
	var list []candidate
	err = x.read(ctx, func(ctx context.Context, v *view) error {
		a, err := newAsker(ctx, v)
		if err != nil {
			return err
		}
		q, err := a.prepare(r)
		if err != nil {
			return err
		}
		words = q.words
		for at, p := range v.segments {
			docs, err := a.documents(q, v, at)
			if err != nil {
				return err
			}
			col, err := p.rows()
			if err != nil {
				return err
			}
			dates, err := p.dates()
			if err != nil {
				return err
			}
			each(docs, func(doc uint32) { list = append(list, candidate{id: col.id(doc), at: dates.seconds[doc]}) })
		}
		return nil
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = news.Errorf(news.CodeLimit, "query", "The search takes too long; narrow it.")
	}
	order := comparison(compareIDs)
	if r.Sort == query.SortNewest || r.Sort == query.SortOldest {
		order = byDate(r.Sort == query.SortNewest)
	}
	slices.SortFunc(list, order)
	for _, c := range list {
		rows = append(rows, c.id.Row)
	}
	return rows, words, err
}
