package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"broadsheet/internal/news"
)

// collectedStep is items that were kept or taken away.
type collectedStep struct {
	On    bool   `json:"on"`
	Items string `json:"items"` // "1-500,502"
}

func (t *tx) journalCollected(ctx context.Context, verb, subject string, items []int64, on bool) (int64, error) {
	return t.journal(ctx, entry{verb: verb, subject: subject, inverse: &inverse{Steps: []step{collectedOf(items, on)}}})
}

func collectedOf(items []int64, on bool) step {
	return step{Thing: thingCollected, Collected: &collectedStep{on, writeRows(items)}}
}

func (t *tx) takeCollected(ctx context.Context, s *collectedStep, d direction) (taken, error) {
	var o taken
	items, err := parseRows(s.Items)
	if err != nil {
		return o, err
	}
	on := s.On != d.back
	if s.On && d.back && !d.force {
		name, err := t.addedSince(ctx, items)
		if err != nil || name != "" {
			o.keep(name)
			return o, err
		}
	}
	done, err := t.keepItems(ctx, items, on)
	o.done = len(done)
	return o, err
}

// addedSince names a collection among items that holds something which is not among
// them: it was put there since.
func (t *tx) addedSince(ctx context.Context, items []int64) (string, error) {
	var name string
	err := t.row(ctx, `SELECT c.name FROM json_each(?1) e CROSS JOIN collection_items p ON p.item = e.value CROSS JOIN collections c ON c.collection = p.child
		CROSS JOIN collection_items i INDEXED BY collection_items_page ON i.collection = c.collection AND i.kept = 1
		WHERE i.item NOT IN (SELECT value FROM json_each(?1)) LIMIT 1`, intList(items)).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}

// itemJSON is the state of an item that undo sets.
type itemJSON struct {
	Collection int64  `json:"collection"`
	Rank       string `json:"rank"`
	Note       string `json:"note,omitempty"`
	Kept       bool   `json:"kept"`

	article, child int64 // of no act: the article is what came in the place of one that was removed
}

func readItem(ctx context.Context, r reader, item int64) (i itemJSON, err error) {
	err = r.row(ctx, `SELECT collection, rank, note, kept, coalesce(article, 0), coalesce(child, 0) FROM collection_items WHERE item = ?`, item).
		Scan(&i.Collection, &i.Rank, &i.Note, &i.Kept, &i.article, &i.child)
	return i, err
}

type itemState struct{}

func (itemState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (itemState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	i, err := readItem(ctx, t, key)
	if err != nil {
		return nil, "", err
	}
	raw, err := encode(i)
	return raw, itemID(key), err
}

func (itemState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var to itemJSON
	if err := decode(string(state), &to); err != nil {
		return err
	}
	now, err := readItem(ctx, t, key)
	if err != nil {
		return err
	}
	if to.Kept && !now.Kept {
		if err := t.succeed(ctx, key, &now); err != nil {
			return err
		}
	}
	to.article, to.child = now.article, now.child
	if to.Kept {
		free, err := t.placeFree(ctx, key, to)
		if err == nil && free && to.Collection != now.Collection {
			free, err = t.collectionHere(ctx, to.Collection)
		}
		if err != nil {
			return err
		}
		if !free {
			return errPlaceTaken
		}
	}
	if to.Rank, err = t.freeRank(ctx, to.Collection, to.Rank, key); err != nil {
		return err
	}
	if now.Kept {
		if err := t.listItems(ctx, []int64{key}, -1); err != nil {
			return err
		}
	}
	t.changed.Collections = true
	if _, err := t.exec(ctx, `UPDATE collection_items SET collection = ?, rank = ?, note = ?, kept = ? WHERE item = ?`,
		to.Collection, to.Rank, to.Note, to.Kept, key); err != nil {
		return err
	}
	if to.Kept {
		return t.listItems(ctx, []int64{key}, 1)
	}
	return nil
}

// collectionHere tells whether a collection and all that it lies in are kept: nothing is
// put where nobody sees it.
func (t *tx) collectionHere(ctx context.Context, collection int64) (bool, error) {
	for range news.MaxCollectionDepth {
		if collection == 0 {
			return true, nil
		}
		var kept bool
		err := t.row(ctx, `SELECT collection, kept FROM collection_items INDEXED BY collection_items_child WHERE child = ? AND child IS NOT NULL`, collection).Scan(&collection, &kept)
		if err != nil || !kept {
			return false, err
		}
	}
	return collection == 0, nil
}

// collectionJSON is the state of a collection that undo sets; where it stands is its
// item's.
type collectionJSON struct {
	Name string `json:"name"`
}

type collectionState struct{}

func (collectionState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (collectionState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var c collectionJSON
	if err := t.row(ctx, `SELECT name FROM collections WHERE collection = ?`, key).Scan(&c.Name); err != nil {
		return nil, "", err
	}
	raw, err := encode(c)
	return raw, c.Name, err
}

func (collectionState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var c collectionJSON
	if err := decode(string(state), &c); err != nil {
		return err
	}
	all, err := readShelves(ctx, t)
	if err != nil {
		return err
	}
	if s := all.rows[key]; s != nil {
		if other := named(all.beside(s.parent), c.Name); other != nil && other != s {
			return errPlaceTaken
		}
	}
	t.changed.Collections = true
	_, err = t.exec(ctx, `UPDATE collections SET name = ? WHERE collection = ?`, c.Name, key)
	return err
}
