package bridge

import (
	"context"

	"broadsheet/internal/news"
	"broadsheet/internal/standing"
)

// SavedSearch is a query that is asked again and again.
type SavedSearch struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Query   string `json:"query"` // canonical text
	Total   int64  `json:"total"`
	New     int64  `json:"new"` // match now and did not at the last look; never looked at: all
	Created string `json:"created"`
	Looked  string `json:"looked"`  // empty: never
	Problem string `json:"problem"` // why it cannot be asked now; empty: it can
	Newest  []Row  `json:"newest"`  // of what is new, in a list that asked for them
}

// SavedList asks for the saved searches.
type SavedList struct {
	Call
	Newest int  `json:"newest,omitempty"` // how many new articles of each come along, at most 5, for the first 50 that have any
	Brief  bool `json:"brief,omitempty"`  // the counts alone
}

// SavedSearches lists saved searches by name.
type SavedSearches struct {
	Saved []SavedSearch `json:"saved"`
	New   int64         `json:"new"` // in all of them together
}

// SavedSave keeps a query under a name.
type SavedSave struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// SavedSaved is what was kept.
type SavedSaved struct {
	Saved SavedSearch `json:"saved"`
	Entry string      `json:"entry"`
}

// SavedShow asks for articles that a saved search finds.
type SavedShow struct {
	Call
	Saved string `json:"saved"`          // id or name
	Part  string `json:"part,omitempty"` // new; recent: new, or seen first at the last look; empty: all
	After string `json:"after,omitempty"`
	Limit int    `json:"limit,omitempty"` // 1 to 500; 0: 10
}

// SavedPage is a page of what a saved search finds, the newest first.
type SavedPage struct {
	Saved SavedSearch `json:"saved"`
	Total int64       `json:"total"` // of the part that was asked for
	Hits  []Hit       `json:"hits"`
	Next  string      `json:"next"` // empty: the end
}

// SavedRename gives a saved search another name.
type SavedRename struct {
	Saved string `json:"saved"`
	Name  string `json:"name"`
}

// SavedName names a saved search by its id or its name.
type SavedName struct {
	Saved string `json:"saved"`
}

// Saved are the calls about saved searches.
type Saved struct {
	*shared
	standing *standing.Service
}

func asSaved(s standing.Search) SavedSearch {
	out := SavedSearch{ID: s.ID, Name: s.Name, Query: s.Query, Total: s.Total, New: s.New, Created: stamp(s.Created), Looked: stamp(s.Looked), Newest: []Row{}}
	if s.Problem != nil {
		out.Problem = AsError(s.Problem).Message
	}
	return out
}

// The newest headlines that come along with a list.
const (
	maxNewest   = 5
	maxNewestOf = 50
)

// List gives the saved searches with what is new in each.
func (s *Saved) List(req SavedList) (SavedSearches, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SavedSearches, error) {
		of := maxNewestOf
		if req.Brief || req.Newest <= 0 {
			of = 0
		}
		list, newest, err := s.standing.Newest(ctx, of, min(req.Newest, maxNewest))
		out := SavedSearches{Saved: []SavedSearch{}}
		zone, al := s.zone(ctx), s.album()
		for _, one := range list {
			out.New += one.New
			if req.Brief {
				continue
			}
			row := asSaved(one)
			for _, a := range newest[one.ID] {
				row.Newest = append(row.Newest, al.row(a, zone))
			}
			out.Saved = append(out.Saved, row)
		}
		if err != nil {
			return out, err
		}
		return out, al.fill(ctx)
	})
}

// Save keeps a query under a name. Can be undone.
func (s *Saved) Save(req SavedSave) (SavedSaved, error) {
	return call(s.core, Call{}, func(ctx context.Context) (SavedSaved, error) {
		kept, entry, err := s.standing.Save(ctx, req.Name, req.Query)
		if err == nil {
			s.trail.Record(ctx, news.SessionStep{Kind: news.StepSave, Asked: news.StepAsked{Query: kept.Query, Strict: true, Limit: 1, Name: kept.Name, Thing: kept.ID}, Gave: news.StepGave{Total: kept.Total}}, false)
		}
		return SavedSaved{Saved: asSaved(kept), Entry: entryID(entry)}, err
	})
}

// Rename gives a saved search another name. Can be undone.
func (s *Saved) Rename(req SavedRename) (EntryResult, error) {
	return call(s.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		one, err := s.standing.Find(ctx, req.Saved)
		if err != nil {
			return EntryResult{}, err
		}
		entry, err := s.standing.Rename(ctx, one.ID, req.Name)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Remove takes a saved search away. Can be undone.
func (s *Saved) Remove(req SavedName) (EntryResult, error) {
	return call(s.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		one, err := s.standing.Find(ctx, req.Saved)
		if err != nil {
			return EntryResult{}, err
		}
		entry, err := s.standing.Remove(ctx, one.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Show gives articles that a saved search finds.
func (s *Saved) Show(req SavedShow) (SavedPage, error) {
	return call(s.core, req.Call, func(ctx context.Context) (SavedPage, error) {
		one, found, err := s.standing.Show(ctx, req.Saved, standing.Part(req.Part), req.After, req.Limit)
		if err != nil {
			return SavedPage{}, err
		}
		out := SavedPage{Saved: asSaved(one), Total: found.Total, Next: found.Next, Hits: []Hit{}}
		zone, al := s.zone(ctx), s.album()
		for _, h := range found.Hits {
			out.Hits = append(out.Hits, Hit{Thing: h.Thing.String(), Article: al.row(h.Article, zone), Title: spans(h.Title), Snippet: spans(h.Snippet)})
		}
		return out, al.fill(ctx)
	})
}

// Seen notes that all that a saved search finds was seen, and gives it as it was before.
func (s *Saved) Seen(req SavedName) (SavedSearch, error) {
	return call(s.core, Call{}, func(ctx context.Context) (SavedSearch, error) {
		one, err := s.standing.Look(ctx, req.Saved)
		return asSaved(one), err
	})
}

// Unseen takes the last look at a saved search back, once.
func (s *Saved) Unseen(req SavedName) (Nothing, error) {
	return call(s.core, Call{}, func(ctx context.Context) (Nothing, error) {
		one, err := s.standing.Find(ctx, req.Saved)
		if err != nil {
			return Nothing{}, err
		}
		return Nothing{}, s.standing.Unlook(ctx, one.ID)
	})
}
