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

// searchLimit is how long a search may take. What it has by then is answered.
const searchLimit = 2 * time.Second

// Search answers a request. Values of the tree and of the filters are what the
// index holds, not names. An answer that ran into the time limit is Partial;
// where ctx ended for another reason, its error is given.
func (x *Index) Search(ctx context.Context, r query.Request) (query.Found, error) {
	if r.Offset < 0 || r.Offset > query.MaxOffset {
		return query.Found{}, news.Errorf(news.CodeLimit, "offset", "Results can be paged through to the %dth; narrow the search instead.", query.MaxOffset)
	}
	var out query.Found
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		s := &search{ctx: ctx, view: v, Request: r, lengths: *x.lengths.Load()}
		err := s.run()
		out = s.found
		return err
	})
	if err != nil {
		return query.Found{}, err
	}
	return out, nil
}

// Rows gives the rows of everything that a request finds, in their order,
// however many they are. Sort, page and facets of the request do not count. An
// answer that would be cut short is an error of code limit.
func (x *Index) Rows(ctx context.Context, r query.Request) ([]news.Row, error) {
	var out []news.Row
	r.Limit, r.Facets = 0, nil
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		s := &search{ctx: ctx, view: v, Request: r, lengths: *x.lengths.Load()}
		if err := s.matchAll(); err != nil {
			return err
		}
		for i, got := range s.matched {
			col, err := v.segments[i].rows()
			if err != nil {
				return err
			}
			each(got.all, func(doc uint32) { out = append(out, col.rows[doc]) })
		}
		return nil
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return nil, news.Errorf(news.CodeLimit, "query", "The search takes too long; narrow it.")
	}
	slices.Sort(out)
	return out, err
}

// read runs something over the index as it is now, within the time limit and
// behind the guard.
func (x *Index) read(ctx context.Context, work func(context.Context, *view) error) error {
	return x.readFor(ctx, searchLimit, work)
}

func (x *Index) readFor(ctx context.Context, limit time.Duration, work func(context.Context, *view) error) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	x.open.RLock()
	defer x.open.RUnlock()
	if x.scorch == nil {
		return errClosed
	}
	if err := x.Damaged(); err != nil {
		return news.Errorf(news.CodeDamaged, "index", "The search index is damaged and is being built anew: %w.", err)
	}
	return x.check(guard("search", func() error {
		v, err := x.view()
		if err != nil {
			return err
		}
		defer v.close()
		return work(ctx, v)
	}))
}

// search is one run of a request.
type search struct {
	query.Request
	ctx     context.Context
	view    *view
	lengths lengths
	found   query.Found

	planner *planner
	tree    plan
	choices []choice
	matched []matched
	among   uint64    // things that may be found: the articles, as a rule
	things  bySegment // which they are; nil: all of the segment
}

// choice is a filter beside the tree.
type choice struct {
	field query.Field
	plan
}

// matched is what was found in a segment: by the tree alone, by each filter
// alone, and by all together.
type matched struct {
	tree    *roaring.Bitmap
	filters []*roaring.Bitmap // as search.choices
	all     *roaring.Bitmap
}

func (s *search) run() error {
	for _, step := range []struct {
		work  func() error
		until time.Duration // of the whole limit, so that what was matched can be shown
	}{
		{s.matchAll, searchLimit * 7 / 10}, {s.page, searchLimit * 9 / 10}, {s.facets, searchLimit},
	} {
		if err := s.within(step.until, step.work); err != nil {
			return err
		}
	}
	return nil
}

// within runs a step until so much time has passed since the search began. A
// step that is stopped by that leaves what it has, and the answer is partial.
func (s *search) within(until time.Duration, step func() error) error {
	whole := s.ctx
	defer func() { s.ctx = whole }()
	deadline, ok := whole.Deadline()
	if ok {
		ctx, cancel := context.WithDeadline(whole, deadline.Add(until-searchLimit))
		defer cancel()
		s.ctx = ctx
	}
	err := step()
	if errors.Is(err, context.DeadlineExceeded) {
		s.found.Partial = true
		return nil
	}
	return err
}

func (s *search) matchAll() error {
	languages, err := s.view.tongues()
	if err != nil {
		return err
	}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	s.planner = &planner{ctx: s.ctx, view: s.view, every: s.Every, languages: languages, sets: s.Sets, comments: s.Comments, marked: s.Notes, tagged: s.Tags, words: map[string][]string{}}
	for _, f := range s.Filters {
		p, err := s.planner.values(f)
		if err != nil {
			return err
		}
		s.choices = append(s.choices, choice{f.Field, p})
	}
	if !s.Within.From.IsZero() || !s.Within.Until.IsZero() {
		s.choices = append(s.choices, choice{query.FieldMonth, rangePlan(s.Within)})
	}
	err = s.match()
	if err == nil && s.canRelax() { // whatever filters say: they are another matter
		s.planner.relaxed = true
		err = s.match()
		s.found.Relaxed = slices.ContainsFunc(s.matched, func(m matched) bool { return !m.tree.IsEmpty() })
	}
	s.found.Words, s.found.Notes = s.planner.words, s.planner.notes
	return err
}

// How few articles a query may find before any of its words will do
// (docs/search.md). Of two words both are meant, unless nothing holds them. Of
// three or four that are typed one may be the searcher's own, and a single hit
// then is by chance. Of a pasted text, a page that is not full says that what was
// meant lacks some.
const (
	fewOfTwo   = 1
	fewOfTyped = 3
	fewOfMany  = 10
)

// canRelax says whether too few hold the words that are wanted, and fewer could
// be asked for.
func (s *search) canRelax() bool {
	and, ok := s.tree.(*planAnd)
	if !ok || s.Whole || s.Every || and.want == wantAny || and.units < 2 {
		return false
	}
	found := uint64(0)
	for _, m := range s.matched {
		found += m.tree.GetCardinality()
	}
	switch {
	case and.want == wantEnough:
		return found < fewOfMany
	case and.units > 2 && s.Typed:
		return found < fewOfTyped
	}
	return found < fewOfTwo
}

func (s *search) match() error {
	var err error
	s.planner.notes = nil
	if s.tree, err = s.planner.plan(s.Tree); err != nil {
		return err
	}
	s.matched, s.among, s.things, s.found.Total = nil, 0, nil, 0
	for i := range s.view.segments {
		m := &matcher{ctx: s.ctx, view: s.view, zone: s.Zone, at: i}
		got, err := s.matchSegment(m)
		if err != nil {
			return err
		}
		s.matched = append(s.matched, got)
		s.found.Total += int64(got.all.GetCardinality())
	}
	return nil
}

func (s *search) matchSegment(m *matcher) (matched, error) {
	tree, err := m.match(s.tree)
	if err != nil {
		return matched{}, err
	}
	things, err := m.part().things(s.Things)
	if err != nil {
		return matched{}, err
	}
	if things == nil {
		things = m.part().all()
	} else {
		tree = roaring.And(tree, things)
		s.things.keep(m.at, things)
	}
	s.among += things.GetCardinality()
	got := matched{tree: tree, all: tree}
	for _, c := range s.choices {
		b, err := m.match(c.plan)
		if err != nil {
			return matched{}, err
		}
		got.filters = append(got.filters, b)
		got.all = roaring.And(got.all, b)
	}
	return got, nil
}
