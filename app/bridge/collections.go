package bridge

import (
	"context"

	"broadsheet/internal/collection"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
	"broadsheet/internal/search"
)

// Collection is one of a researcher's own sets.
type Collection struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Path   string `json:"path"`   // the names from the top down, with a slash between
	Parent string `json:"parent"` // id; empty: at the top
	Depth  int    `json:"depth"`  // 1: at the top
	Count  int64  `json:"count"`  // published articles in it
	Used   string `json:"used"`   // when something was added last
}

// CollectionsResult lists collections, each before those inside it, in their order.
type CollectionsResult struct {
	Collections []Collection `json:"collections"`
}

// CollectionRequest asks for a page of a collection.
type CollectionRequest struct {
	Call
	Collection string `json:"collection"` // id, path or name, as everywhere here
	After      string `json:"after,omitempty"`
	Skip       int64  `json:"skip,omitempty"`
	Limit      int    `json:"limit,omitempty"` // 1 to 500; 0: 100
}

// CollectionItem is an article, a collection, or a note between.
type CollectionItem struct {
	ID         string      `json:"id"`
	Kind       string      `json:"kind"`       // article, gone, collection, note
	Article    *Row        `json:"article"`    // of kind article
	Title      string      `json:"title"`      // of an article that is gone
	Was        string      `json:"was"`        // its id
	Collection *Collection `json:"collection"` // of kind collection
	Note       string      `json:"note"`       // of the article; or the note itself
}

// CollectionPage is a page of a collection.
type CollectionPage struct {
	Collection Collection       `json:"collection"`
	Items      []CollectionItem `json:"items"`
	Total      int64            `json:"total"`
	Next       string           `json:"next"` // empty: the end
}

// CollectionName makes or renames a collection.
type CollectionName struct {
	Collection string `json:"collection,omitempty"` // that is renamed; or in which one is made, empty: at the top
	Name       string `json:"name"`
}

// CollectionMade is a new collection.
type CollectionMade struct {
	Collection Collection `json:"collection"`
	Entry      string     `json:"entry"`
}

// CollectionAdd adds articles: those named, those of a list, those that a search finds.
type CollectionAdd struct {
	Collection string        `json:"collection"`
	New        bool          `json:"new,omitempty"` // it is made at the top where there is none of that name
	IDs        []string      `json:"ids,omitempty"`
	List       *ListRequest  `json:"list,omitempty"`
	Query      string        `json:"query,omitempty"`
	Filters    []FieldValues `json:"filters,omitempty"`
	Within     string        `json:"within,omitempty"`
	Forgiving  bool          `json:"forgiving,omitempty"` // the query is mended as the search box does
	Note       string        `json:"note,omitempty"`
	Before     string        `json:"before,omitempty"` // item or article; empty: at the end
}

// CollectionAdded is what came of it.
type CollectionAdded struct {
	Collection Collection `json:"collection"`
	Added      int        `json:"added"`
	There      int        `json:"there"` // were in it before
	Entry      string     `json:"entry"` // empty: nothing changed
}

// CollectionItems names items: by their ids, or articles by theirs in a collection.
type CollectionItems struct {
	Collection string   `json:"collection,omitempty"`
	IDs        []string `json:"ids"`
	To         string   `json:"to,omitempty"`     // of Move: the collection; empty: the top
	Before     string   `json:"before,omitempty"` // of Move: item or article; empty: at the end
	Text       string   `json:"text,omitempty"`   // of Note
}

// CollectionNote puts a note between.
type CollectionNote struct {
	Collection string `json:"collection"`
	Text       string `json:"text"`
	Before     string `json:"before,omitempty"`
}

// CollectionNoted is a new note between.
type CollectionNoted struct {
	ID    string `json:"id"`
	Entry string `json:"entry"`
}

// Collections are the calls about a researcher's own sets.
type Collections struct {
	*shared
	collections *collection.Service
	search      *search.Service
	reading     *reading.Service
	indexed     func(context.Context) error
}

func asCollection(c news.Collection) Collection {
	return Collection{ID: c.ID, Name: c.Name, Path: c.Path, Parent: c.Parent, Depth: c.Depth, Count: c.Count, Used: stamp(c.Used)}
}

func asCollections(list []news.Collection) CollectionsResult {
	out := CollectionsResult{Collections: make([]Collection, len(list))}
	for i, c := range list {
		out.Collections[i] = asCollection(c)
	}
	return out
}

// List gives all collections.
func (c *Collections) List(Nothing) (CollectionsResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CollectionsResult, error) {
		list, err := c.collections.Collections(ctx)
		return asCollections(list), err
	})
}

// Of gives the collections that hold an article.
func (c *Collections) Of(req IDRequest) (CollectionsResult, error) {
	return call(c.core, req.Call, func(ctx context.Context) (CollectionsResult, error) {
		list, err := c.collections.HeldBy(ctx, req.ID)
		return asCollections(list), err
	})
}

// Show gives a page of a collection.
func (c *Collections) Show(req CollectionRequest) (CollectionPage, error) {
	return call(c.core, req.Call, func(ctx context.Context) (CollectionPage, error) {
		page, err := c.collections.CollectionPage(ctx, req.Collection, req.After, req.Skip, req.Limit)
		if err != nil {
			return CollectionPage{}, err
		}
		al, zone := c.album(), c.zone(ctx)
		out := CollectionPage{Collection: asCollection(page.Collection), Total: page.Total, Next: page.Next, Items: make([]CollectionItem, len(page.Items))}
		for i, item := range page.Items {
			shown := CollectionItem{ID: item.ID, Kind: "note", Note: item.Note}
			switch {
			case item.Article != nil:
				row := al.row(*item.Article, zone)
				shown.Kind, shown.Article = "article", &row
			case item.Gone != nil:
				shown.Kind, shown.Title, shown.Was = "gone", item.Gone.Title, item.Gone.ID
			case item.Collection != nil:
				inside := asCollection(*item.Collection)
				shown.Kind, shown.Collection = "collection", &inside
			}
			out.Items[i] = shown
		}
		return out, al.fill(ctx)
	})
}

// Create makes a collection. Can be undone, as long as it is empty.
func (c *Collections) Create(req CollectionName) (CollectionMade, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CollectionMade, error) {
		made, entry, err := c.collections.CreateCollection(ctx, req.Name, req.Collection)
		return CollectionMade{Collection: asCollection(made), Entry: entryID(entry)}, err
	})
}

// Rename gives a collection another name. Can be undone.
func (c *Collections) Rename(req CollectionName) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) {
		return c.collections.RenameCollection(ctx, req.Collection, req.Name)
	})
}

// Delete takes a collection away with what is in it; articles stay in the library.
// Can be undone.
func (c *Collections) Delete(req IDRequest) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) { return c.collections.DeleteCollection(ctx, req.ID) })
}

// Add adds articles to a collection, as one entry that can be undone.
func (c *Collections) Add(req CollectionAdd) (CollectionAdded, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CollectionAdded, error) {
		wish := collection.Addition{Collection: req.Collection, New: req.New, IDs: req.IDs, Note: req.Note, Before: req.Before}
		if req.List != nil {
			f, err := filter(*req.List, c.zone(ctx), c.reading.Clock())
			if err != nil {
				return CollectionAdded{}, err
			}
			wish.List = &f
		}
		if req.Query != "" || len(req.Filters) > 0 || req.Within != "" {
			if err := c.indexed(ctx); err != nil {
				return CollectionAdded{}, err
			}
			taken, err := c.search.Take(ctx, search.Request{Text: req.Query, Strict: !req.Forgiving, Typed: req.Forgiving, Filters: FilterMap(req.Filters), Within: req.Within})
			if err != nil {
				return CollectionAdded{}, err
			}
			wish.Rows = taken.Articles()
		}
		added, err := c.collections.Add(ctx, wish)
		if err == nil {
			c.recordAdded(ctx, req, wish, added)
		}
		return CollectionAdded{Collection: asCollection(added.Collection), Added: added.Added, There: added.There, Entry: entryID(added.Entry)}, err
	})
}

// Remove takes items out. Can be undone.
func (c *Collections) Remove(req CollectionItems) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) { return c.collections.RemoveCollected(ctx, items(req)) })
}

// Move puts items, in the order given, before another or at the end of a collection.
// Can be undone.
func (c *Collections) Move(req CollectionItems) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) {
		return c.collections.MoveCollected(ctx, items(req), req.To, req.Before)
	})
}

// Note writes what is said of articles, or other words into a note between, which goes
// where none are left. Can be undone.
func (c *Collections) Note(req CollectionItems) (EntryResult, error) {
	return c.act(func(ctx context.Context) (int64, error) {
		return c.collections.NoteCollected(ctx, items(req), req.Text)
	})
}

// Between puts a note between. Can be undone.
func (c *Collections) Between(req CollectionNote) (CollectionNoted, error) {
	return call(c.core, Call{}, func(ctx context.Context) (CollectionNoted, error) {
		id, entry, err := c.collections.AddCollectionNote(ctx, req.Collection, req.Text, req.Before)
		return CollectionNoted{ID: id, Entry: entryID(entry)}, err
	})
}

func (c *Collections) act(do func(context.Context) (int64, error)) (EntryResult, error) {
	return call(c.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := do(ctx)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

func items(req CollectionItems) news.CollectionItems {
	return news.CollectionItems{In: req.Collection, IDs: req.IDs}
}
