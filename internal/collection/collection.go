// Package collection is a researcher's own sets of articles: named, ordered, one inside
// another, with notes to articles and between them.
//
// It says in Shelf what it needs of the library, and joins to it what a search or a
// list finds. Every act is an entry of the history; a name may also be a path (A/B), or
// an id. What stands in a collection is each article once.
package collection

import (
	"context"

	"broadsheet/internal/news"
)

// Shelf is where collections are kept.
type Shelf interface {
	Collections(ctx context.Context) ([]news.Collection, error)
	HeldBy(ctx context.Context, article string) ([]news.Collection, error)
	CollectionPage(ctx context.Context, name, after string, skip int64, limit int) (news.CollectionPage, error)
}

// Editor changes them.
type Editor interface {
	CreateCollection(ctx context.Context, name, parent string) (news.Collection, int64, error)
	RenameCollection(ctx context.Context, collection, name string) (int64, error)
	DeleteCollection(ctx context.Context, collection string) (int64, error)
	Collect(ctx context.Context, collection string, articles []news.Row, note, before string) (news.CollectionAdded, error)
	AddCollectionNote(ctx context.Context, collection, text, before string) (string, int64, error)
	NoteCollected(ctx context.Context, items news.CollectionItems, text string) (int64, error)
	RemoveCollected(ctx context.Context, items news.CollectionItems) (int64, error)
	MoveCollected(ctx context.Context, items news.CollectionItems, to, before string) (int64, error)
}

// Finder gives the rows of articles.
type Finder interface {
	// RowsOf gives those of public ids, in their order. CodeNotFound: one is not here.
	RowsOf(ctx context.Context, ids []string) ([]news.Row, error)
	// RowsIn gives those of a whole list, in its order.
	RowsIn(ctx context.Context, f news.Filter) ([]news.Row, error)
}

// Service keeps collections.
type Service struct {
	Shelf
	Editor
	finder Finder
}

// New makes the service.
func New(shelf Shelf, editor Editor, finder Finder) *Service { return &Service{shelf, editor, finder} }

// Addition is what is to be added to a collection.
type Addition struct {
	Collection string // name, path or id
	New        bool   // it is made first, at the top, where there is none of that name
	IDs        []string
	List       *news.Filter // all that a list holds
	Rows       []news.Row   // what a search found
	Note       string       // to each of them
	Before     string       // item or article; empty: at the end
}

// Add adds articles to a collection. CodeNotFound: an id is not here; then none is.
func (s *Service) Add(ctx context.Context, a Addition) (news.CollectionAdded, error) {
	rows := a.Rows
	if len(a.IDs) > 0 {
		found, err := s.finder.RowsOf(ctx, a.IDs)
		if err != nil {
			return news.CollectionAdded{}, err
		}
		rows = append(rows, found...)
	}
	if a.List != nil {
		found, err := s.finder.RowsIn(ctx, *a.List)
		if err != nil {
			return news.CollectionAdded{}, err
		}
		rows = append(rows, found...)
	}
	if len(rows) == 0 {
		return news.CollectionAdded{}, news.Errorf(news.CodeInvalid, "articles", "There is no article to add.")
	}
	if a.New {
		made, _, err := s.CreateCollection(ctx, a.Collection, "")
		switch news.CodeOf(err) {
		case news.CodeExists:
		default:
			if err != nil {
				return news.CollectionAdded{}, err
			}
			a.Collection = made.ID
		}
	}
	return s.Collect(ctx, a.Collection, rows, a.Note, a.Before)
}
