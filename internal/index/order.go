package index

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"broadsheet/internal/query"
)

// candidate is a document that may come onto the page.
type candidate struct {
	segment int
	doc     uint32
	id      ID
	score   float32
	at      int64
}

// comparison puts the better candidate first. Ties go by id, or pages would
// repeat rows after a merge.
type comparison func(a, b candidate) int

func compareIDs(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.id.Row, b.id.Row), cmp.Compare(a.id.Thing, b.id.Thing))
}

func byScore(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.score, a.score), compareIDs(b, a))
}

// byDate puts undated ones last in either order.
func byDate(newestFirst bool) comparison {
	sign := 1
	if newestFirst {
		sign = -1
	}
	return func(a, b candidate) int {
		if (a.at == undated) != (b.at == undated) {
			if a.at == undated {
				return 1
			}
			return -1
		}
		return sign * cmp.Or(cmp.Compare(a.at, b.at), compareIDs(a, b))
	}
}

// page finds the hits of the page that was asked for. What was collected when
// the time was over is shown.
func (s *search) page() error {
	if s.Limit <= 0 || s.found.Total == 0 {
		return nil
	}
	leaves := leavesOf(s.tree, nil)
	var entries []candidate
	var stopped error
	switch {
	case s.Sort == query.SortOldest:
		entries, stopped = s.dated(false)
	case s.Sort == query.SortNewest, len(leaves) == 0:
		entries, stopped = s.dated(true)
	default:
		entries, stopped = s.ranked(leaves)
	}
	if stopped != nil && !errors.Is(stopped, context.DeadlineExceeded) {
		return stopped
	}
	for _, e := range entries[min(s.Offset, len(entries)):min(s.Offset+s.Limit, len(entries))] {
		s.found.Hits = append(s.found.Hits, query.Hit{Thing: e.id.Thing, Row: e.id.Row, Score: float64(e.score), Date: e.at})
	}
	return stopped
}

// walkSteps is how many matches are collected in the time of a step of the walk
// by date.
const walkSteps = 3

// dated gives the first candidates by date. Where many match, each segment is
// read in the order of dates and left early; few are collected and sorted.
func (s *search) dated(newestFirst bool) ([]candidate, error) {
	order := byDate(newestFirst)
	best := newTop(s.Offset+s.Limit, order)
	best.after = s.after()
	for i, got := range s.matched {
		if err := s.ctx.Err(); err != nil {
			return best.sorted(), err
		}
		p := s.view.segments[i]
		dates, err := p.dates()
		if err != nil {
			return nil, err
		}
		rows, err := p.rows()
		if err != nil {
			return nil, err
		}
		made := func(doc uint32, at int64) candidate {
			return candidate{segment: i, doc: doc, id: rows.id(doc), at: at}
		}
		added, last := 0, int64(undated)
		inOrder := func(doc uint32, at int64) bool {
			if added >= best.want && at != last || best.full && order(candidate{at: at, id: best.worst.id}, best.worst) > 0 {
				return false
			}
			e := made(doc, at)
			if best.after == nil || order(e, *best.after) > 0 {
				added++
			}
			last = at
			best.add(e)
			return true
		}
		switch n := int(got.all.GetCardinality()); {
		// The walk meets one that matches on every size/n steps.
		case n*n < walkSteps*best.want*p.size:
			each(got.all, func(doc uint32) { best.add(made(doc, dates.seconds[doc])) })
		case best.after != nil:
			dates.walk(got.all, newestFirst, best.after.at, inOrder)
		case newestFirst:
			dates.walk(got.all, true, math.MaxInt64, inOrder)
		default:
			dates.walk(got.all, false, undated+1, inOrder)
		}
	}
	return best.sorted(), nil
}

// ranked gives the first candidates by score.
func (s *search) ranked(leaves []leaf) ([]candidate, error) {
	newest, recency, err := s.recency()
	if err != nil {
		return nil, err
	}
	sc := &scorer{
		matcher: matcher{ctx: s.ctx, view: s.view, zone: s.Zone},
		things:  float64(s.among), among: s.things, lengths: s.lengths, boost: 1, sums: &sums{},
	}
	if kept, ok := s.view.cache.sums.Get().(*sums); ok {
		sc.sums = kept
	}
	if recency {
		sc.boost += recentShare
	}
	if err := sc.prepare(leaves); err != nil {
		return nil, err
	}
	best := newTop(s.Offset+s.Limit, byScore)
	wanted := []*top{best}
	pairs := pairsOf(s.tree, nil)
	if len(pairs) > 0 {
		best.want = max(best.want, nearMost)
		if s.After.Row != 0 { // what words near each other lift is known of the first only
			wanted = append(wanted, newTop(s.Limit+nearMost, byScore))
		}
	}
	wanted[len(wanted)-1].after = s.after()
	stopped := s.score(sc, newest, wanted)
	if stopped == nil {
		s.view.cache.sums.Put(sc.sums)
	}
	entries := best.sorted()
	if len(pairs) == 0 || stopped != nil {
		return entries, stopped
	}
	near := entries[:min(len(entries), nearMost)]
	if err := sc.nearness(pairs, near, newest); err != nil {
		return entries, err
	}
	if len(wanted) > 1 {
		entries = behind(near, wanted[1])
	}
	slices.SortFunc(entries, byScore)
	return entries, nil
}

// behind gives what of the best and of the further ones stands behind where
// the further ones begin.
func behind(best []candidate, further *top) []candidate {
	lifted := make(map[ID]bool, len(best))
	var out []candidate
	for _, e := range best {
		lifted[e.id] = true
		if byScore(*further.after, e) < 0 {
			out = append(out, e)
		}
	}
	for _, e := range further.sorted() {
		if !lifted[e.id] {
			out = append(out, e)
		}
	}
	return out
}

// score ranks all that matched and puts it before the wanted. The segment with
// the most matches comes first: it sets the bar for the others.
func (s *search) score(sc *scorer, newest int64, wanted []*top) error {
	order := make([]int, len(s.matched))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(s.matched[b].all.GetCardinality(), s.matched[a].all.GetCardinality())
	})
	for _, i := range order {
		if s.matched[i].all.IsEmpty() {
			break
		}
		sc.at = i
		active, err := sc.segment(s.matched[i].all, wanted)
		if err != nil {
			return err
		}
		rows, err := s.view.segments[i].rows()
		if err != nil {
			return err
		}
		dates, err := s.view.segments[i].dates()
		if err != nil {
			return err
		}
		active, scores := sc.final(active, dates, newest, wanted)
		for _, t := range wanted {
			bar := t.bar(scores)
			for k, doc := range active {
				if scores[k] >= bar {
					t.add(candidate{segment: i, doc: doc, id: rows.id(doc), score: scores[k], at: undated})
				}
			}
		}
		sc.wipe(s.matched[i].all)
	}
	return nil
}

// final leaves of the documents those that may come among the wanted, and gives
// their scores with what their age is worth. It works in place.
func (s *scorer) final(active []uint32, dates *dateColumn, newest int64, wanted []*top) ([]uint32, []float32) {
	scores := s.totals(active)
	bar, kept := lowestBar(wanted, scores), 0
	for i, score := range scores {
		if score*s.boost < bar {
			continue
		}
		if s.boost != 1 {
			score *= recent(dates.seconds[active[i]], newest)
		}
		active[kept], scores[kept] = active[i], score
		kept++
	}
	return active[:kept], scores[:kept]
}

// recent is what the age from the newest article of the library multiplies a
// score by: a prior that decides between near-ties only.
func recent(at, newest int64) float32 {
	if at == undated {
		return 1
	}
	return 1 + recentShare*float32(math.Exp2(-float64(newest-at)/recentHalf))
}

// recency says whether age counts, and from when. A query with dates has its
// own idea of it, and a long phrase looks for one article.
func (s *search) recency() (int64, bool, error) {
	on := s.Within == query.Range{}
	query.Walk(s.Tree, func(n query.Node) bool {
		switch n := n.(type) {
		case query.Range:
			on = false
		case query.Phrase:
			if len(s.planner.steps(n.Text)) > 4 {
				on = false
			}
		}
		return true
	})
	published, err := s.view.published()
	if err != nil {
		return 0, false, err
	}
	return published.newest, on && published.newest != undated, nil
}

// after is the candidate behind which the page begins; nil: at the first.
func (s *search) after() *candidate {
	if s.After.Row == 0 {
		return nil
	}
	return &candidate{id: ID{s.After.Thing, s.After.Row}, score: float32(s.After.Score), at: s.After.Date}
}

// top keeps the best entries: it collects twice as many as wanted, then drops
// the worse half, which is cheaper than a heap.
type top struct {
	want    int
	compare comparison
	after   *candidate // only what comes behind it; nil: anything
	list    []candidate
	full    bool
	worst   candidate // of the best, as far as it is known
	reached float32   // as many as are wanted have at least that
	above   []float32 // room for bar
}

func newTop(want int, compare comparison) *top {
	return &top{want: want, compare: compare}
}

// bar is a score below which nothing of these comes among the best: as many
// have more, of those added before or of these. What documents have only grows,
// so that a bar that was reached once stands.
func (t *top) bar(scores []float32) float32 {
	if t.full {
		t.reached = max(t.reached, t.worst.score)
	}
	if t.after != nil || len(scores) <= t.want {
		return t.reached
	}
	t.above = t.above[:0]
	for _, score := range scores {
		if score > t.reached {
			t.above = append(t.above, score)
		}
	}
	if len(t.above) >= t.want {
		t.reached = largest(t.above, t.want)
	}
	return t.reached
}

// lowestBar is a score below which nothing comes among any of the wanted.
func lowestBar(wanted []*top, scores []float32) float32 {
	bar := float32(math.Inf(1))
	for _, t := range wanted {
		bar = min(bar, t.bar(scores))
	}
	return bar
}

func (t *top) add(e candidate) {
	if t.full && t.compare(e, t.worst) >= 0 || t.after != nil && t.compare(e, *t.after) <= 0 {
		return
	}
	t.list = append(t.list, e)
	if len(t.list) >= 2*t.want+64 {
		t.cut()
	}
}

func (t *top) cut() {
	slices.SortFunc(t.list, t.compare)
	if len(t.list) >= t.want {
		t.list = t.list[:t.want]
		t.full, t.worst = true, t.list[t.want-1]
	}
}

func (t *top) sorted() []candidate {
	t.cut()
	return t.list
}
