package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"broadsheet/internal/news"
)

// intList gives numbers as a JSON array for json_each.
func intList(list []int64) string {
	rows := make([]news.Row, len(list))
	for i, n := range list {
		rows[i] = news.Row(n)
	}
	return rowList(rows)
}

// findItems gives the items that ids mean: items by their own ids, articles in a
// collection by theirs. CodeNotFound: one is not there.
func (t *tx) findItems(ctx context.Context, all *shelves, names news.CollectionItems) ([]int64, error) {
	in := int64(0)
	if names.In != "" {
		s, err := all.find(names.In)
		if err != nil {
			return nil, err
		}
		in = s.row
	}
	var out []int64
	for _, id := range names.IDs {
		item, err := t.findItem(ctx, all, in, id)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

func (t *tx) findItem(ctx context.Context, all *shelves, in int64, id string) (int64, error) {
	if s := all.ids[id]; s != nil {
		return s.item, nil
	}
	if key, ok := itemKey(id); ok {
		var collection int64
		err := t.row(ctx, `SELECT collection FROM collection_items WHERE item = ? AND kept = 1`, key).Scan(&collection)
		if err == nil && (in == 0 || in == collection) && (collection == 0 || all.rows[collection] != nil) {
			return key, nil
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, err
		}
	}
	var item int64
	err := t.row(ctx, `SELECT i.item FROM articles a INDEXED BY articles_public CROSS JOIN collection_items i INDEXED BY collection_items_article
			ON i.article = a.row AND i.collection = ?2 AND i.kept = 1 AND i.article IS NOT NULL WHERE a.deleted = 0 AND a.public = ?1`, id, in).Scan(&item)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.row(ctx, `SELECT i.item FROM article_aliases l CROSS JOIN collection_items i INDEXED BY collection_items_article
			ON i.article = l.article AND i.collection = ?2 AND i.kept = 1 AND i.article IS NOT NULL WHERE l.id = ?1 LIMIT 1`, id, in).Scan(&item)
	}
	return item, orNotFound(err, "item of the collection", id)
}

// rankOf gives the rank of the item that something is put before; empty: at the end.
func (t *tx) rankOf(ctx context.Context, all *shelves, collection int64, before string) (rank string, err error) {
	if before == "" {
		return "", nil
	}
	item, err := t.findItem(ctx, all, collection, before)
	if err != nil {
		return "", err
	}
	var in int64
	err = t.row(ctx, `SELECT collection, rank FROM collection_items WHERE item = ?`, item).Scan(&in, &rank)
	if err == nil && in != collection {
		err = news.NotFound("item of the collection", before)
	}
	return rank, err
}

// RemoveCollected takes items out of their collections. Can be undone by the entry.
// CodeNotFound: one is not there; then none goes.
func (db *DB) RemoveCollected(ctx context.Context, names news.CollectionItems) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		all, err := readShelves(ctx, t)
		if err != nil {
			return err
		}
		items, err := t.findItems(ctx, all, names)
		if err != nil {
			return err
		}
		gone, err := t.keepItems(ctx, items, false)
		if err != nil || len(gone) == 0 {
			return err
		}
		number, err = t.journalCollected(ctx, "collection.removed", itemsOf(len(gone)), gone, false)
		return err
	})
	return number, db.translate("take out of collection", err)
}

func itemsOf(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}

// MoveCollected puts items, in the order given, before an item of a collection (where
// the name is empty: of the top), or at its end where before is empty. Articles that
// are in it already leave where they came from. Can be undone by the entry.
func (db *DB) MoveCollected(ctx context.Context, names news.CollectionItems, to, before string) (number int64, err error) {
	if len(names.IDs) > news.MaxCollectionMove {
		return 0, news.Errorf(news.CodeLimit, "items", "At most %d items are moved at once.", news.MaxCollectionMove)
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		all, err := readShelves(ctx, t)
		if err != nil {
			return err
		}
		items, err := t.findItems(ctx, all, names)
		if err != nil {
			return err
		}
		target := int64(0)
		if to != "" {
			s, err := all.find(to)
			if err != nil {
				return err
			}
			target = s.row
		}
		if err := t.mayMove(ctx, all, items, target); err != nil {
			return err
		}
		high, err := t.rankOf(ctx, all, target, before)
		if err != nil {
			return err
		}
		if high, err = t.notAmong(ctx, target, high, items); err != nil {
			return err
		}
		steps, err := t.moveItems(ctx, items, target, high)
		if err != nil || len(steps) == 0 {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "collection.moved", subject: itemsOf(len(steps)), inverse: &inverse{Steps: steps}})
		return err
	})
	return number, db.translate("move in collections", err)
}

// notAmong gives the first rank from high on of an item that is not moved itself.
func (t *tx) notAmong(ctx context.Context, collection int64, high string, items []int64) (string, error) {
	moved := map[int64]bool{}
	for _, item := range items {
		moved[item] = true
	}
	for high != "" {
		var holder int64
		if err := t.row(ctx, `SELECT item FROM collection_items INDEXED BY collection_items_rank WHERE collection = ? AND rank = ?`, collection, high).Scan(&holder); err != nil {
			return "", err
		}
		if !moved[holder] {
			break
		}
		err := t.row(ctx, `SELECT rank FROM collection_items INDEXED BY collection_items_page WHERE collection = ? AND kept = 1 AND rank > ? ORDER BY rank LIMIT 1`,
			collection, high).Scan(&high)
		if errors.Is(err, sql.ErrNoRows) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
	}
	return high, nil
}

// mayMove refuses what would lie in itself, too deep, or beside another of its name.
func (t *tx) mayMove(ctx context.Context, all *shelves, items []int64, target int64) error {
	byItem := map[int64]*shelf{}
	for _, s := range all.all {
		byItem[s.item] = s
	}
	depth := 0
	if s := all.rows[target]; s != nil {
		depth = s.Depth
	}
	come := map[string]*shelf{}
	for _, item := range items {
		s := byItem[item]
		if s == nil {
			if target == 0 {
				return news.Errorf(news.CodeInvalid, "collection", "At the top stand collections alone.")
			}
			continue
		}
		for up := all.rows[target]; up != nil; up = all.rows[up.parent] {
			if up == s {
				return news.Errorf(news.CodeInvalid, "collection", "A collection cannot lie inside itself.")
			}
		}
		if depth+s.deep() > news.MaxCollectionDepth {
			return tooDeep()
		}
		if other := named(all.beside(target), s.Name); other != nil && other != s {
			return news.Errorf(news.CodeExists, "name", "There is a collection %q there already.", s.Name)
		}
		if other := come[s.fold]; other != nil && other != s {
			return news.Errorf(news.CodeExists, "name", "Two collections %q cannot stand beside each other.", s.Name)
		}
		come[s.fold] = s
	}
	return t.roomFor(ctx, items, target)
}

// roomFor refuses to move more items into a collection than it holds.
func (t *tx) roomFor(ctx context.Context, items []int64, target int64) error {
	var come int
	err := t.row(ctx, `SELECT count(*) FROM json_each(?) e CROSS JOIN collection_items i ON i.item = e.value WHERE i.collection <> ?`, intList(items), target).Scan(&come)
	if err != nil || come == 0 {
		return err
	}
	return t.room(ctx, target, come)
}

func (t *tx) moveItems(ctx context.Context, items []int64, target int64, before string) ([]step, error) {
	ranks, err := t.ranksBefore(ctx, target, before, len(items))
	if err != nil {
		return nil, err
	}
	var steps []step
	for i, item := range items {
		if err := t.canceled(); err != nil {
			return nil, err
		}
		now, err := readItem(ctx, t, item)
		if err != nil {
			return nil, err
		}
		if now.Collection != target && now.article != 0 {
			there, err := t.notHeld(ctx, target, []news.Row{news.Row(now.article)})
			if err != nil {
				return nil, err
			}
			now.Kept = len(there) > 0
		}
		if now.Kept {
			now.Collection, now.Rank = target, ranks[i]
		}
		done, err := t.changeItem(ctx, item, now)
		if err != nil {
			return nil, err
		}
		if done != nil {
			steps = append(steps, *done)
		}
	}
	return steps, nil
}

func (t *tx) changeItem(ctx context.Context, item int64, to itemJSON) (*step, error) {
	raw, err := encode(to)
	if err != nil {
		return nil, err
	}
	return t.change(ctx, thingItem, item, itemState{}, func() error { return itemState{}.write(ctx, t, item, raw) })
}

// NoteCollected writes what is said of an article, or the words of a note between; a
// note between that has none left goes. Can be undone by the entry.
func (db *DB) NoteCollected(ctx context.Context, names news.CollectionItems, text string) (number int64, err error) {
	if text, err = cleanNote(text); err != nil {
		return 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		all, err := readShelves(ctx, t)
		if err != nil {
			return err
		}
		items, err := t.findItems(ctx, all, names)
		if err != nil {
			return err
		}
		var steps []step
		for _, item := range items {
			now, err := readItem(ctx, t, item)
			if err != nil {
				return err
			}
			if now.child != 0 {
				return news.Errorf(news.CodeInvalid, "item", "A note stands with an article, or alone between.")
			}
			if now.Note = text; text == "" && now.article == 0 {
				now.Kept = false
			}
			done, err := t.changeItem(ctx, item, now)
			if err != nil {
				return err
			}
			if done != nil {
				steps = append(steps, *done)
			}
		}
		if len(steps) == 0 {
			return nil
		}
		number, err = t.journal(ctx, entry{verb: "collection.noted", subject: itemsOf(len(steps)), inverse: &inverse{Steps: steps}})
		return err
	})
	return number, db.translate("write note", err)
}

// keepItems keeps items or takes them away, and gives those that changed. What cannot
// come back, since its place is taken, does not.
func (t *tx) keepItems(ctx context.Context, items []int64, kept bool) ([]int64, error) {
	var done []int64
	by := int64(-1)
	if kept {
		by = 1
	}
	for _, item := range items {
		if err := t.canceled(); err != nil {
			return nil, err
		}
		now, err := readItem(ctx, t, item)
		if err != nil {
			return nil, err
		}
		if now.Kept == kept {
			continue
		}
		if kept {
			if err := t.succeed(ctx, item, &now); err != nil {
				return nil, err
			}
			free, err := t.placeFree(ctx, item, now)
			if err != nil {
				return nil, err
			}
			if !free {
				continue
			}
		}
		if _, err := t.exec(ctx, `UPDATE collection_items SET kept = ? WHERE item = ?`, kept, item); err != nil {
			return nil, err
		}
		done = append(done, item)
	}
	t.changed.Collections = t.changed.Collections || len(done) > 0
	return done, t.listItems(ctx, done, by)
}

// placeFree tells whether an item may stand where a state says: no other one of its
// article or its name is there.
func (t *tx) placeFree(ctx context.Context, item int64, to itemJSON) (bool, error) {
	switch {
	case to.article != 0:
		var other int64
		err := t.row(ctx, `SELECT item FROM collection_items INDEXED BY collection_items_article WHERE article = ? AND collection = ? AND kept = 1 AND article IS NOT NULL`,
			to.article, to.Collection).Scan(&other)
		if errors.Is(err, sql.ErrNoRows) {
			return true, nil
		}
		return other == item, err
	case to.child != 0:
		all, err := readShelves(ctx, t)
		if err != nil {
			return false, err
		}
		var name string
		if err := t.row(ctx, `SELECT name FROM collections WHERE collection = ?`, to.child).Scan(&name); err != nil {
			return false, err
		}
		other := named(all.beside(to.Collection), name)
		if other != nil && other.item != item {
			return false, nil
		}
		for up := all.rows[to.Collection]; up != nil; up = all.rows[up.parent] {
			if up.row == to.child {
				return false, nil
			}
		}
	}
	return true, nil
}
