package index

import (
	"context"
	"time"

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
	out := asked{Request: r, plans: []plan{tree}}
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
