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
	// Summaries gives articles in the order of rows; those that are gone are left out.
	Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error)
}

// Index is asked what matches.
type Index interface {
	Rows(ctx context.Context, r query.Request) ([]news.Row, error)
	Among(ctx context.Context, requests []query.Request, rows []news.Row) ([][]news.Row, error)
	// Newest gives the newest articles of each set, at most limit.
	Newest(ctx context.Context, sets []query.Rows, limit int) ([][]news.Row, error)
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
	rezoned atomic.Bool // dates may

	mu     sync.Mutex
	held   map[string]*held // by id
	sure   bool             // held is as of counts
	counts int64            // number of the last change that held knows
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

// Rezoned tells that days may begin at another moment: the publication's time zone was
// changed.
func (s *Service) Rezoned() { s.rezoned.Store(true) }

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

// Newest gives what List gives, and of the first searches that have something new, as
// many as of says, the newest articles of that, at most limit each, by the search's id.
func (s *Service) Newest(ctx context.Context, of, limit int) ([]Search, map[string][]news.Summary, error) {
	list, ids, sets, err := s.unseen(ctx, of)
	if err != nil || len(sets) == 0 {
		return list, nil, err
	}
	found, err := s.Index.Newest(ctx, sets, limit)
	if err != nil {
		return list, nil, fmt.Errorf("find the newest of saved searches: %w", err)
	}
	rows := slices.Concat(found...)
	slices.Sort(rows)
	summaries, err := s.Store.Summaries(ctx, slices.Compact(rows))
	if err != nil {
		return list, nil, err
	}
	by := make(map[news.Row]news.Summary, len(summaries))
	for _, a := range summaries {
		by[a.Row] = a
	}
	out := make(map[string][]news.Summary, len(ids))
	for i, id := range ids {
		for _, row := range found[i] {
			if a, ok := by[row]; ok {
				out[id] = append(out[id], a)
			}
		}
	}
	return list, out, nil
}

// unseen gives what is new in the first searches that have anything new.
func (s *Service) unseen(ctx context.Context, of int) (list []Search, ids []string, sets []query.Rows, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if list, err = s.list(ctx); err != nil {
		return nil, nil, nil, err
	}
	for _, one := range list {
		if one.New == 0 || len(ids) == of {
			continue
		}
		h := s.held[one.ID]
		ids, sets = append(ids, one.ID), append(sets, query.RowsOf(rowsOf(roaring.AndNot(h.matches, h.seen))))
	}
	return list, ids, sets, nil
}

func (s *Service) list(ctx context.Context) ([]Search, error) {
	list, _, err := s.renew(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Search, len(list))
	for i, one := range list {
		h := s.held[one.ID]
		total := h.matches.GetCardinality()
		out[i] = Search{SavedSearch: one, Total: int64(total), New: int64(total - h.matches.AndCardinality(h.seen)), Problem: h.problem()}
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
	return one, rowsOf(roaring.AndNot(h.matches, known)), nil
}

func rowsOf(bits *roaring.Bitmap) []news.Row {
	rows := make([]news.Row, 0, bits.GetCardinality())
	for i := bits.Iterator(); i.HasNext(); {
		rows = append(rows, news.Row(i.Next()))
	}
	return rows
}

// Look notes that all that a saved search finds now was seen: nothing of it is new.
// It gives the search as it was before. What the index does not hold yet was not seen;
// what was seen before stays so, though an index that is being built may not find it.
func (s *Service) Look(ctx context.Context, name string) (Search, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, err := s.find(ctx, name)
	if err != nil {
		return one, err
	}
	h := s.held[one.ID]
	if err := cmp.Or(h.unread, h.slow); err != nil {
		return one, err
	}
	seen := h.matches.Clone()
	if !s.sure {
		seen.Or(h.seen)
	}
	seen.RunOptimize()
	bytes, err := seen.ToBytes()
	if err != nil {
		return one, fmt.Errorf("write what was seen: %w", err)
	}
	if err := s.Store.NoteSavedSeen(ctx, one.ID, bytes); err != nil {
		return one, err
	}
	h.seen, h.lost = seen, nil
	return one, nil
}

// Unlook takes the last look back, once: what was new before it is new again.
func (s *Service) Unlook(ctx context.Context, id string) error { return s.Store.TakeSavedSeen(ctx, id) }
