package news

import "time"

// Limits of collections.
const (
	// MaxCollections is how many there may be.
	MaxCollections = 5_000
	// MaxCollectionDepth is how deep they may lie one inside another: 1 is the top.
	MaxCollectionDepth = 8
	// MaxCollectionItems is how many items one may hold.
	MaxCollectionItems = 500_000
	// MaxCollectionName is how many letters a name may have.
	MaxCollectionName = 200
	// MaxCollectionNote is how many letters a note may have.
	MaxCollectionNote = 20_000
	// MaxCollectionMove is how many items one act may move.
	MaxCollectionMove = 10_000
)

// Collection is a researcher's own ordered set of articles, with notes between and
// other collections inside.
type Collection struct {
	ID     string // c-…
	Name   string
	Path   string // the names from the top down, with a slash between
	Parent string // id; empty: it stands at the top
	Depth  int    // 1: at the top
	Count  int64  // published articles in it, not in those inside it
	Used   time.Time
}

// CollectionItem is one item of a collection: an article, a collection, or a note
// between, in this order of what is set.
type CollectionItem struct {
	ID         string // i-…
	Article    *Summary
	Gone       *GoneArticle // instead of Article: it is not to be read here any more
	Collection *Collection
	Note       string // what is said of the article; the note between itself
}

// GoneArticle is what is left of an article that was removed or withdrawn.
type GoneArticle struct {
	ID    string // public; another may bear it by now
	Title string
}

// CollectionPage is a page of a collection's items.
type CollectionPage struct {
	Collection Collection
	Items      []CollectionItem
	Total      int64  // items
	Next       string // cursor; empty at the end
}

// CollectionAdded is what came of adding articles.
type CollectionAdded struct {
	Collection Collection
	Added      int
	There      int   // were in it before
	Entry      int64 // of the history; 0: nothing changed
}

// CollectionItems names items of collections: by their ids (i-…), or articles by
// theirs in the collection In.
type CollectionItems struct {
	In  string // id
	IDs []string
}

// CollectionRecord is a whole collection on its way in or out.
type CollectionRecord struct {
	Name  string
	Items []CollectionEntry
}

// CollectionEntry is one item of a CollectionRecord: an article by its source and id
// there, a collection, or else a note between.
type CollectionEntry struct {
	Source, ID string
	Title      string // of the article
	Note       string
	Collection *CollectionRecord
}

// Part stands between the articles of an ordered export: the beginning of a collection
// (Title and Level), a note between (Note), or what is left of an article that is gone
// (Gone).
type Part struct {
	Level int // of a beginning: 0 the whole, 1 a collection in it …
	Title string
	Note  string
	Gone  string // its title
}
