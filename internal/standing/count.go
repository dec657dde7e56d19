package standing

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
)

// held is a search with what it finds.
type held struct {
	search.Standing
	query   string
	matches *roaring.Bitmap
	stale   bool // matches are of another reading of the query, or of none
	seen    *roaring.Bitmap
	looked  news.SavedSearch // whose seen is held

	unread error // why the query cannot be asked
	slow   error // why it could not be counted
	lost   error // why nobody knows what was seen
	// A slow search rests for some counts of the others before it is counted again,
	// each time for twice as many.
	rest, rests int
}

// mostRests is for how many counts a slow search rests at most.
const mostRests = 64

// problem is what is wrong with a search; nil: nothing is.
func (h *held) problem() error { return cmp.Or(h.unread, h.slow, h.lost) }

// Renew counts what changed since it was counted last. It tells whether a count is
// another than before, and whether all was counted: the index may lag behind, and then
// there is more to count later.
func (s *Service) Renew(ctx context.Context) (moved, whole bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.sum()
	if _, whole, err = s.renew(ctx); err != nil {
		return false, false, err
	}
	return before != s.sum(), whole, nil
}

// sum tells states of the counts apart, nearly always.
func (s *Service) sum() (sum [2]uint64) {
	for _, h := range s.held {
		sum[0] += h.matches.GetCardinality()
		sum[1] += h.matches.AndCardinality(h.seen)
	}
	return sum
}

// renew brings held up to date and gives the saved searches; whole: the index held all
// that was committed.
func (s *Service) renew(ctx context.Context) (list []news.SavedSearch, whole bool, err error) {
	if list, err = s.Store.SavedSearches(ctx); err != nil {
		return nil, false, err
	}
	if len(list) == 0 {
		clear(s.held)
		return nil, true, nil
	}
	renamed, rezoned := s.renamed.Swap(false), s.rezoned.Swap(false)
	defer func() {
		if err != nil {
			s.renamed.CompareAndSwap(false, renamed)
			s.rezoned.CompareAndSwap(false, rezoned)
		}
	}()
	rows, newest, reaches, err := s.Store.ChangedArticles(ctx, s.counts)
	if err != nil {
		return nil, false, err
	}
	caught, err := s.CatchUp(ctx) // with all that ChangedArticles told of
	if err != nil {
		return nil, false, err
	}
	recount, counted := !reaches || !s.sure, false
	there := make(map[string]bool, len(list))
	var ask []*held // what is looked for among the changed articles
	for _, one := range list {
		there[one.ID] = true
		h := s.held[one.ID]
		if h == nil || h.query != one.Query {
			h = &held{query: one.Query, matches: roaring.New(), stale: true}
			s.held[one.ID] = h
		}
		if err := s.settle(ctx, h, one, rezoned || renamed && h.Named); err != nil {
			return nil, false, err
		}
		switch {
		case h.unread != nil:
			h.matches, h.stale = roaring.New(), true
		case h.rest > 0:
			h.rest--
		case recount || h.stale || h.slow != nil:
			counted = true
			if err := s.count(ctx, h); err != nil {
				return nil, false, err
			}
		default:
			ask = append(ask, h)
		}
	}
	for id := range s.held {
		if !there[id] {
			delete(s.held, id)
		}
	}
	if err := s.among(ctx, ask, rows); err != nil {
		return nil, false, err
	}
	switch {
	case caught:
		s.sure, s.counts = true, newest
	case counted:
		s.sure = false // of an index that may be half built
	}
	return list, caught, nil
}

// settle reads what was seen of a search where that is another than is held, and its
// query where it may mean something else than before. What cannot be read is the
// search's problem, not an error.
func (s *Service) settle(ctx context.Context, h *held, one news.SavedSearch, anew bool) error {
	if h.seen == nil || !h.looked.Looked.Equal(one.Looked) || !h.looked.Before.Equal(one.Before) {
		packed, _, err := s.Store.SavedSeen(ctx, one.ID)
		if err != nil {
			return err
		}
		h.looked = one
		if h.seen, h.lost = unpack(packed); h.lost != nil {
			h.seen = roaring.New()
		}
	}
	if !anew && !h.stale && !h.Changing && h.unread == nil {
		return nil
	}
	was := h.Standing
	read, err := s.Search.Standing(ctx, h.query)
	if err != nil && (ctx.Err() != nil || news.CodeOf(err) == news.CodeInternal) {
		return err
	}
	h.Standing, h.unread = read, err
	h.stale = h.stale || !reflect.DeepEqual(was, read)
	return nil
}

func unpack(seen []byte) (*roaring.Bitmap, error) {
	bits := roaring.New()
	if len(seen) == 0 {
		return bits, nil
	}
	if err := bits.UnmarshalBinary(seen); err != nil {
		return nil, news.Errorf(news.CodeDamaged, "saved search", "What was seen of a saved search cannot be read: %w", err)
	}
	return bits, nil
}

// count asks for all that a search finds. One that takes too long keeps what it found
// before; that is its problem, not an error.
func (s *Service) count(ctx context.Context, h *held) error {
	rows, err := s.Index.Rows(ctx, h.Request)
	switch {
	case news.CodeOf(err) == news.CodeLimit && ctx.Err() == nil:
		h.rests = min(max(1, 2*h.rests), mostRests)
		h.slow, h.rest = err, h.rests
		return nil
	case err != nil:
		return fmt.Errorf("count a saved search: %w", err)
	}
	h.matches, h.stale, h.slow, h.rests = bitmap(rows), false, nil, 0
	return nil
}

func bitmap(rows []news.Row) *roaring.Bitmap {
	bits := roaring.New()
	for _, row := range rows {
		bits.Add(uint32(row))
	}
	return bits
}

// among looks at articles that changed, for many searches at once.
func (s *Service) among(ctx context.Context, ask []*held, rows []news.Row) error {
	if len(ask) == 0 || len(rows) == 0 {
		return nil
	}
	slices.SortFunc(rows, cmp.Compare[news.Row])
	requests := make([]query.Request, len(ask))
	for i, h := range ask {
		requests[i] = h.Request
	}
	found, err := s.Index.Among(ctx, requests, rows)
	if news.CodeOf(err) == news.CodeLimit && ctx.Err() == nil {
		for _, h := range ask { // all at once took too long
			if err := s.count(ctx, h); err != nil {
				return err
			}
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for saved searches in what changed: %w", err)
	}
	changed := bitmap(rows)
	for i, h := range ask {
		h.matches.AndNot(changed)
		for _, row := range found[i] {
			h.matches.Add(uint32(row))
		}
	}
	return nil
}
