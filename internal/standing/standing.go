// Package standing keeps the saved searches of a researcher, and counts what is new in
// each since it was looked at last.
//
// At a look the articles that match are kept as a bitmap of their rows; new is what
// matches now and is not in it. So an article is new that came in, or that came to
// match through a change; one that matched then and was changed is not.
//
// What matches now is held in memory. It is found once for each search, by asking the
// index, and from then on only the articles that changed are looked at, for all
// searches at once. Searches that change though no article does (with the day, with a
// reader's marks) are asked anew each time.
//
// The package knows neither store nor index; each is an interface below.
package standing

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/query"
	"broadsheet/internal/search"
)

// Store keeps saved searches. Changes by a person can be undone by their entry in the
// journal, 0 where nothing changed.
type Store interface {
	SavedSearches(context.Context) ([]news.SavedSearch, error)
	SaveSearch(ctx context.Context, name, query string) (kept news.SavedSearch, entry int64, err error)
	RenameSavedSearch(ctx context.Context, id, name string) (entry int64, err error)
	RemoveSavedSearch(ctx context.Context, id string) (entry int64, err error)
	// SavedSeen gives what was seen at the last look and at that before.
	SavedSeen(ctx context.Context, id string) (seen, before []byte, err error)
	NoteSavedSeen(ctx context.Context, id string, seen []byte) error
	TakeSavedSeen(ctx context.Context, id string) error
	// ChangedArticles gives those that changed after a number of the change log, and
	// the newest number; not whole: nobody knows any more which.
	ChangedArticles(ctx context.Context, after int64) (rows []news.Row, newest int64, whole bool, err error)
}

// Index is asked what matches.
type Index interface {
	Rows(ctx context.Context, r query.Request) ([]news.Row, error)
	Among(ctx context.Context, requests []query.Request, rows []news.Row) ([][]news.Row, error)
}

// Searcher reads queries, and shows articles.
type Searcher interface {
	Standing(ctx context.Context, text string) (search.Standing, error)
	Among(ctx context.Context, r search.Request, rows []news.Row) (search.Answer, error)
}

// Needs joins the service with what it needs.
type Needs struct {
	Store  Store
	Index  Index
	Search Searcher
	// CatchUp waits until the index holds what is committed, if that is soon, and
	// tells whether it does.
	CatchUp func(context.Context) (bool, error)
}

// Service keeps saved searches. Its methods may be called at the same time.
type Service struct {
	Needs
	renamed atomic.Bool // names may mean other things than they did

	mu     sync.Mutex
	held   map[string]*held // by id
	sure   bool             // held is as of counts
	counts int64            // number of the last change that held knows
}

// held is a search with what it finds.
type held struct {
	search.Standing
	query   string
	matches *roaring.Bitmap
	seen    *roaring.Bitmap
	looked  news.SavedSearch // whose seen is held
	problem error            // why it cannot be asked; nil: it can
}

// Search is a saved search with its counts.
type Search struct {
	news.SavedSearch
	Total   int64
	New     int64
	Problem error // why it cannot be asked now; nil: it can
}

// New makes the service.
func New(n Needs) *Service { return &Service{Needs: n, held: map[string]*held{}} }

// Renamed tells that names of things may have come to mean others.
func (s *Service) Renamed() { s.renamed.Store(true) }

// Save keeps a query under a name. A query that is not right gives a *query.Error.
func (s *Service) Save(ctx context.Context, name, text string) (kept Search, entry int64, err error) {
	read, err := s.Search.Standing(ctx, text)
	if err != nil {
		return kept, 0, err
	}
	one, entry, err := s.Store.SaveSearch(ctx, name, read.Text)
	if err != nil {
		return kept, 0, err
	}
	kept, err = s.Find(ctx, one.ID)
	return kept, entry, err
}

// Rename gives a saved search another name.
func (s *Service) Rename(ctx context.Context, id, name string) (entry int64, err error) {
	return s.Store.RenameSavedSearch(ctx, id, name)
}

// Remove takes a saved search away.
func (s *Service) Remove(ctx context.Context, id string) (entry int64, err error) {
	return s.Store.RemoveSavedSearch(ctx, id)
}

// List gives the saved searches with their counts, by name.
func (s *Service) List(ctx context.Context) ([]Search, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.list(ctx)
}

func (s *Service) list(ctx context.Context) ([]Search, error) {
	list, err := s.renew(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Search, len(list))
	for i, one := range list {
		h := s.held[one.ID]
		total := h.matches.GetCardinality()
		out[i] = Search{SavedSearch: one, Total: int64(total), New: int64(total - h.matches.AndCardinality(h.seen)), Problem: h.problem}
	}
	return out, nil
}

// Find gives a saved search by its id or its name.
func (s *Service) Find(ctx context.Context, name string) (Search, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(ctx, name)
}

func (s *Service) find(ctx context.Context, name string) (Search, error) {
	list, err := s.list(ctx)
	if err != nil {
		return Search{}, err
	}
	for _, one := range list {
		if one.ID == name {
			return one, nil
		}
	}
	fold := strings.Join(strings.Fields(lang.Fold(name)), " ")
	for _, one := range list {
		if one.Name == name || strings.Join(strings.Fields(lang.Fold(one.Name)), " ") == fold {
			return one, nil
		}
	}
	return Search{}, news.NotFound("saved search", name)
}

// Part is a part of what a saved search finds.
type Part string

// The parts.
const (
	Everything Part = ""
	Unseen     Part = "new"    // not seen yet
	Recent     Part = "recent" // not seen yet, or first seen at the last look
)

// Show gives articles that a saved search finds, the newest first.
func (s *Service) Show(ctx context.Context, name string, part Part, after string, limit int) (Search, search.Answer, error) {
	one, rows, err := s.rows(ctx, name, part)
	if err != nil {
		return one, search.Answer{}, err
	}
	answer, err := s.Search.Among(ctx, search.Request{Text: one.Query, After: after, Limit: limit, Snippets: true}, rows)
	return one, answer, err
}

func (s *Service) rows(ctx context.Context, name string, part Part) (one Search, rows []news.Row, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if one, err = s.find(ctx, name); err != nil {
		return one, nil, err
	}
	h := s.held[one.ID]
	known := roaring.New()
	switch part {
	case Everything:
	case Unseen:
		known = h.seen
	case Recent:
		_, before, err := s.Store.SavedSeen(ctx, one.ID)
		if err != nil {
			return one, nil, err
		}
		if known, err = unpack(before); err != nil {
			return one, nil, err
		}
	default:
		return one, nil, news.Errorf(news.CodeInvalid, "part", "A part of a saved search is new or recent.")
	}
	bits := roaring.AndNot(h.matches, known)
	rows = make([]news.Row, 0, bits.GetCardinality())
	for i := bits.Iterator(); i.HasNext(); {
		rows = append(rows, news.Row(i.Next()))
	}
	return one, rows, nil
}

// Look notes that all that a saved search finds now was seen: nothing of it is new.
// It gives the search as it was before.
func (s *Service) Look(ctx context.Context, name string) (Search, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, err := s.find(ctx, name)
	if err != nil {
		return one, err
	}
	h := s.held[one.ID]
	if h.problem != nil {
		return one, h.problem
	}
	seen := h.matches.Clone()
	seen.RunOptimize()
	bytes, err := seen.ToBytes()
	if err != nil {
		return one, fmt.Errorf("write what was seen: %w", err)
	}
	if err := s.Store.NoteSavedSeen(ctx, one.ID, bytes); err != nil {
		return one, err
	}
	h.seen = seen
	return one, nil
}

// Unlook takes the last look back, once: what was new before it is new again.
func (s *Service) Unlook(ctx context.Context, id string) error { return s.Store.TakeSavedSeen(ctx, id) }

// Renew counts what changed since it was counted last, and tells whether a count is
// another than before.
func (s *Service) Renew(ctx context.Context) (moved bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.sum()
	if _, err = s.renew(ctx); err != nil {
		return false, err
	}
	return before != s.sum(), nil
}

// sum tells states of the counts apart, nearly always.
func (s *Service) sum() (sum [2]uint64) {
	for _, h := range s.held {
		sum[0] += h.matches.GetCardinality()
		sum[1] += h.matches.AndCardinality(h.seen)
	}
	return sum
}

// renew brings held up to date and gives the saved searches.
func (s *Service) renew(ctx context.Context) (list []news.SavedSearch, err error) {
	if list, err = s.Store.SavedSearches(ctx); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		clear(s.held)
		return nil, nil
	}
	renamed := s.renamed.Swap(false)
	defer func() {
		if err != nil && renamed {
			s.renamed.Store(true)
		}
	}()
	rows, newest, whole, err := s.Store.ChangedArticles(ctx, s.counts)
	if err != nil {
		return nil, err
	}
	caught, err := s.CatchUp(ctx) // with all that ChangedArticles told of
	if err != nil {
		return nil, err
	}
	recount, counted := !whole || !s.sure, false
	there := make(map[string]bool, len(list))
	var ask []*held // what is looked for among the changed articles
	for _, one := range list {
		there[one.ID] = true
		h := s.held[one.ID]
		fresh := h == nil || h.query != one.Query
		if fresh {
			h = &held{query: one.Query}
		}
		if fresh || !h.looked.Looked.Equal(one.Looked) || !h.looked.Before.Equal(one.Before) {
			if err := s.readSeen(ctx, h, one); err != nil {
				return nil, err
			}
		}
		other := false
		if fresh || h.Changing || h.problem != nil || renamed && h.Named {
			if other, err = s.read(ctx, h); err != nil {
				return nil, err
			}
		}
		switch {
		case h.problem != nil:
			h.matches = roaring.New()
		case fresh || recount || other || h.Changing:
			counted = true
			if err := s.count(ctx, h); err != nil {
				return nil, err
			}
		default:
			ask = append(ask, h)
		}
		s.held[one.ID] = h
	}
	for id := range s.held {
		if !there[id] {
			delete(s.held, id)
		}
	}
	if err := s.among(ctx, ask, rows); err != nil {
		return nil, err
	}
	switch {
	case caught:
		s.sure, s.counts = true, newest
	case counted:
		s.sure = false // of an index that may be half built
	}
	return list, nil
}

// read reads the query of a search, and tells whether it means something else than
// before. What cannot be asked is the search's problem, not an error.
func (s *Service) read(ctx context.Context, h *held) (other bool, err error) {
	was := h.Standing
	h.Standing, h.problem = search.Standing{}, nil
	read, err := s.Search.Standing(ctx, h.query)
	if err != nil && (ctx.Err() != nil || news.CodeOf(err) == news.CodeInternal) {
		return false, err
	}
	h.Standing, h.problem = read, err
	return !reflect.DeepEqual(was, h.Standing), nil
}

func (s *Service) readSeen(ctx context.Context, h *held, one news.SavedSearch) error {
	seen, _, err := s.Store.SavedSeen(ctx, one.ID)
	if err != nil {
		return err
	}
	h.looked = one
	h.seen, err = unpack(seen)
	return err
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

// count asks for all that a search finds.
func (s *Service) count(ctx context.Context, h *held) error {
	rows, err := s.Index.Rows(ctx, h.Request)
	if err != nil {
		return fmt.Errorf("count a saved search: %w", err)
	}
	h.matches = bitmap(rows)
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
