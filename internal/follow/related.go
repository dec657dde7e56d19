package follow

import (
	"context"
	"fmt"

	"broadsheet/internal/index"
	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// How many articles like one are kept, and how many are found first, since those
// that are nearly the same are left out.
const (
	relatedKept  = 12
	relatedFound = 40
)

// Relater works out which articles are related to one, from the index, and keeps
// the answer in the store. Both are required.
type Relater struct {
	Store *store.DB
	Index *index.Index
}

// Relate brings what is kept as related to an article up to date; where it is
// fresh, nothing happens, and neither for an article that is not published or in
// a library that cannot be written to.
func (r Relater) Relate(ctx context.Context, id string) error {
	stale, err := r.Store.RelatedStale(ctx, id)
	if err != nil || !stale || r.Store.ReadOnly() != nil {
		return err
	}
	own, err := r.Store.Published(ctx, id)
	if news.CodeOf(err) == news.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	kin, err := r.Index.Related(ctx, article(own), relatedFound)
	if err != nil {
		return fmt.Errorf("find related: %w", err)
	}
	rows := []news.Row{own.Row}
	for _, h := range kin.Hits {
		rows = append(rows, h.Row)
	}
	sketches, err := r.Store.Sketches(ctx, rows)
	if err != nil {
		return err
	}
	return r.Store.KeepRelated(ctx, own.Row, kin.Articles, apart(rows, sketches))
}

// apart leaves out what is nearly the first article or one before it: a reprint
// tells nobody anything new.
func apart(rows []news.Row, sketches map[news.Row]neardup.Sketch) []news.Row {
	kept := rows[:1:1]
next:
	for _, row := range rows[1:] {
		for _, before := range kept {
			if neardup.Similarity(sketches[row], sketches[before]) >= neardup.Similar {
				continue next
			}
		}
		if kept = append(kept, row); len(kept) > relatedKept {
			break
		}
	}
	return kept[1:]
}
