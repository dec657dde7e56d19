package crash

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"broadsheet/internal/follow"
	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// library is a store, an index and what joins them.
type library struct {
	db       *store.DB
	index    *index.Index
	follower *follow.Follower
}

func open(ctx context.Context, dir string) (*library, error) {
	db, err := store.Open(ctx, store.Options{Path: filepath.Join(dir, "library.db"), Clock: time.Now, Actor: news.Actor{Name: "Crash"}})
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	x, err := index.Open(ctx, index.Options{Dir: filepath.Join(dir, "index"), Library: db.ID(), Clock: time.Now})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open index: %w", err), db.Close())
	}
	return &library{db, x, follow.New(follow.Options{Store: follow.StoreOf(db), Index: x})}, nil
}

func (l *library) close() error { return errors.Join(l.index.Close(), l.db.Close()) }
