package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// cleanName is a collection's name as it is kept.
func cleanName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return "", news.Errorf(news.CodeInvalid, "name", "A collection needs a name.")
	case strings.ContainsAny(name, "/\"") || strings.HasSuffix(name, "*"):
		return "", news.Errorf(news.CodeInvalid, "name", "A collection's name holds no slash and no quotation mark, and does not end with a star.")
	case utf8.RuneCountInString(name) > news.MaxCollectionName:
		return "", news.Errorf(news.CodeLimit, "name", "A collection's name has at most %d letters.", news.MaxCollectionName)
	}
	return name, nil
}

func cleanNote(text string) (string, error) {
	text = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "�"))
	if utf8.RuneCountInString(text) > news.MaxCollectionNote {
		return "", news.Errorf(news.CodeLimit, "note", "A note has at most %d letters.", news.MaxCollectionNote)
	}
	return text, nil
}

// CreateCollection makes an empty collection at the end of another one, or of the top
// where parent is empty. CodeExists: one of that name stands there. Can be undone by
// the entry, as long as it is empty.
func (db *DB) CreateCollection(ctx context.Context, name, parent string) (made news.Collection, number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		all, err := readShelves(ctx, t)
		if err != nil {
			return err
		}
		place := int64(0)
		if parent != "" {
			under, err := all.find(parent)
			if err != nil {
				return err
			}
			place = under.row
		}
		item, err := t.createCollection(ctx, all, name, place)
		if err != nil {
			return err
		}
		if number, err = t.journalCollected(ctx, "collection.created", name, []int64{item}, true); err != nil {
			return err
		}
		if all, err = readShelves(ctx, t); err == nil {
			for _, s := range all.all {
				if s.item == item {
					made = s.Collection
				}
			}
		}
		return err
	})
	return made, number, db.translate("make collection", err)
}

// createCollection makes a collection at the end of another (0: of the top).
func (t *tx) createCollection(ctx context.Context, all *shelves, name string, parent int64) (item int64, err error) {
	if name, err = cleanName(name); err != nil {
		return 0, err
	}
	depth, beside := 1, all.top
	if s := all.rows[parent]; s != nil {
		depth, beside = s.Depth+1, s.inside
	}
	switch {
	case named(beside, name) != nil:
		return 0, news.Errorf(news.CodeExists, "name", "There is a collection %q here already.", name)
	case depth > news.MaxCollectionDepth:
		return 0, tooDeep()
	case len(all.all) >= news.MaxCollections:
		return 0, tooMany()
	}
	_, item, err = t.putCollection(ctx, name, parent, "")
	return item, err
}

// putCollection writes a collection whose name and place were checked.
func (t *tx) putCollection(ctx context.Context, name string, parent int64, rank string) (row, item int64, err error) {
	res, err := t.exec(ctx, `INSERT INTO collections (id, name, used) VALUES (?, ?, ?)`, newDraftID("c-"), name, stampOf(t.now))
	if err != nil {
		return 0, 0, err
	}
	if row, err = res.LastInsertId(); err != nil {
		return 0, 0, err
	}
	if rank == "" {
		if rank, err = t.lastRank(ctx, parent); err != nil {
			return 0, 0, err
		}
		rank = ranksBetween(rank, "", 1)[0]
	}
	item, err = t.insertItem(ctx, parent, rank, nil, &row, "")
	return row, item, err
}

func tooMany() error {
	return news.Errorf(news.CodeLimit, "collection", "There are at most %d collections.", news.MaxCollections)
}

func tooDeep() error {
	return news.Errorf(news.CodeLimit, "collection", "Collections lie at most %d deep one inside another.", news.MaxCollectionDepth)
}

func (t *tx) insertItem(ctx context.Context, collection int64, rank string, article, child *int64, note string) (int64, error) {
	t.changed.Collections = true
	res, err := t.exec(ctx, `INSERT INTO collection_items (collection, rank, article, child, note, kept) VALUES (?, ?, ?, ?, ?, 1)`,
		collection, rank, article, child, note)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// lastRank is the highest of a collection, of what was taken away too; empty: none.
func (t *tx) lastRank(ctx context.Context, collection int64) (rank string, err error) {
	err = t.row(ctx, `SELECT rank FROM collection_items INDEXED BY collection_items_rank WHERE collection = ? ORDER BY rank DESC LIMIT 1`, collection).Scan(&rank)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return rank, err
}

// ranksBefore gives n free ranks before one; empty: at the end.
func (t *tx) ranksBefore(ctx context.Context, collection int64, rank string, n int) ([]string, error) {
	if rank == "" {
		last, err := t.lastRank(ctx, collection)
		return ranksBetween(last, "", n), err
	}
	var low string
	err := t.row(ctx, `SELECT rank FROM collection_items INDEXED BY collection_items_rank WHERE collection = ? AND rank < ? ORDER BY rank DESC LIMIT 1`,
		collection, rank).Scan(&low)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return ranksBetween(low, rank, n), err
}

// freeRank gives a rank, or the nearest free one behind it.
func (t *tx) freeRank(ctx context.Context, collection int64, rank string, item int64) (string, error) {
	var holder int64
	err := t.row(ctx, `SELECT item FROM collection_items INDEXED BY collection_items_rank WHERE collection = ? AND rank = ?`, collection, rank).Scan(&holder)
	if errors.Is(err, sql.ErrNoRows) || err == nil && holder == item {
		return rank, nil
	}
	if err != nil {
		return "", err
	}
	var next string
	err = t.row(ctx, `SELECT rank FROM collection_items INDEXED BY collection_items_rank WHERE collection = ? AND rank > ? ORDER BY rank LIMIT 1`, collection, rank).Scan(&next)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	return ranksBetween(rank, next, 1)[0], nil
}

// RenameCollection gives a collection another name. Can be undone by the entry, 0
// where nothing changed.
func (db *DB) RenameCollection(ctx context.Context, collection, name string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		s, all, err := t.shelf(ctx, collection)
		if err != nil {
			return err
		}
		if name, err = cleanName(name); err != nil {
			return err
		}
		if other := named(all.beside(s.parent), name); other != nil && other != s {
			return news.Errorf(news.CodeExists, "name", "There is a collection %q here already.", name)
		}
		raw, err := encode(collectionJSON{name})
		if err != nil {
			return err
		}
		done, err := t.change(ctx, thingCollection, s.row, collectionState{}, func() error { return collectionState{}.write(ctx, t, s.row, raw) })
		if err != nil || done == nil {
			return err
		}
		number, err = t.journal(ctx, entry{verb: "collection.renamed", subject: name, inverse: &inverse{Steps: []step{*done}}})
		return err
	})
	return number, db.translate("rename collection", err)
}

func (t *tx) shelf(ctx context.Context, name string) (*shelf, *shelves, error) {
	all, err := readShelves(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	s, err := all.find(name)
	return s, all, err
}

// beside gives the collections in one, or at the top.
func (all *shelves) beside(parent int64) []*shelf {
	if s := all.rows[parent]; s != nil {
		return s.inside
	}
	return all.top
}

// DeleteCollection takes a collection away with all that is in it. Can be undone by
// the entry.
func (db *DB) DeleteCollection(ctx context.Context, collection string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		s, _, err := t.shelf(ctx, collection)
		if err != nil {
			return err
		}
		if _, err := t.keepItems(ctx, []int64{s.item}, false); err != nil {
			return err
		}
		number, err = t.journalCollected(ctx, "collection.deleted", s.Name, []int64{s.item}, false)
		return err
	})
	return number, db.translate("delete collection", err)
}

// Collect adds articles by their rows to a collection, in the order given: before an
// item, or at the end where before is empty. Those that are in it already, or gone,
// are passed over. Can be undone by the entry.
func (db *DB) Collect(ctx context.Context, collection string, articles []news.Row, note, before string) (added news.CollectionAdded, err error) {
	if note, err = cleanNote(note); err != nil {
		return added, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		s, all, err := t.shelf(ctx, collection)
		if err != nil {
			return err
		}
		fresh, err := t.notHeld(ctx, s.row, articles)
		if err != nil {
			return err
		}
		added.Collection, added.Added, added.There = s.Collection, len(fresh), len(articles)-len(fresh)
		if len(fresh) == 0 {
			return nil
		}
		high, err := t.rankOf(ctx, all, s.row, before)
		if err != nil {
			return err
		}
		items, err := t.collect(ctx, s.row, fresh, high, note)
		if err != nil {
			return err
		}
		added.Entry, err = t.journalCollected(ctx, "collection.added", fmt.Sprintf("%s → %s", articlesOf(len(fresh)), s.Name), items, true)
		return err
	})
	return added, db.translate("add to collection", err)
}

// notHeld gives those articles that are here and not in a collection, each once.
func (t *tx) notHeld(ctx context.Context, collection int64, articles []news.Row) ([]int64, error) {
	rows, err := t.query(ctx, `SELECT a.row FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value WHERE a.deleted = 0
		AND NOT EXISTS (SELECT 1 FROM collection_items i INDEXED BY collection_items_article
			WHERE i.article = a.row AND i.collection = ? AND i.kept = 1 AND i.article IS NOT NULL) ORDER BY e.key`, rowList(articles), collection)
	list, err := collect(rows, err, scanOne[int64])
	seen := make(map[int64]bool, len(list))
	fresh := list[:0]
	for _, row := range list {
		if !seen[row] {
			seen[row] = true
			fresh = append(fresh, row)
		}
	}
	return fresh, err
}

// room refuses more items than a collection holds.
func (t *tx) room(ctx context.Context, collection int64, more int) error {
	var there int
	if err := t.row(ctx, `SELECT count(*) FROM collection_items INDEXED BY collection_items_page WHERE collection = ? AND kept = 1`, collection).Scan(&there); err != nil {
		return err
	}
	if there+more > news.MaxCollectionItems {
		return news.Errorf(news.CodeLimit, "collection", "A collection holds at most %d items; nothing was changed.", news.MaxCollectionItems)
	}
	return nil
}

// collect writes items of articles that are not in a collection yet, and gives them.
func (t *tx) collect(ctx context.Context, collection int64, articles []int64, before, note string) ([]int64, error) {
	if err := t.room(ctx, collection, len(articles)); err != nil {
		return nil, err
	}
	ranks, err := t.ranksBefore(ctx, collection, before, len(articles))
	if err != nil {
		return nil, err
	}
	items := make([]int64, len(articles))
	for i := range articles {
		if err := t.canceled(); err != nil {
			return nil, err
		}
		if items[i], err = t.insertItem(ctx, collection, ranks[i], &articles[i], nil, note); err != nil {
			return nil, err
		}
	}
	if _, err := t.exec(ctx, `UPDATE collections SET used = ? WHERE collection = ?`, stampOf(t.now), collection); err != nil {
		return nil, err
	}
	return items, t.listItems(ctx, items, 1)
}

// listItems puts the listed articles of items into the lists of their collections, or
// takes them out.
func (t *tx) listItems(ctx context.Context, items []int64, by int64) error {
	rows, err := t.query(ctx, `SELECT i.collection, a.published, a.row FROM json_each(?) e CROSS JOIN collection_items i ON i.item = e.value
		CROSS JOIN articles a ON a.row = i.article WHERE a.listed = 1`, intList(items))
	type listed struct{ collection, published, article int64 }
	list, err := collect(rows, err, func(rows *sql.Rows) (l listed, err error) {
		return l, rows.Scan(&l.collection, &l.published, &l.article)
	})
	if err != nil {
		return err
	}
	for _, l := range list {
		if err := t.listCollected(ctx, l.collection, l.published, l.article, by); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) listCollected(ctx context.Context, collection, published, article, by int64) error {
	query := `INSERT OR IGNORE INTO collection_articles (collection, published, article) VALUES (?, ?, ?)`
	if by < 0 {
		query = `DELETE FROM collection_articles WHERE collection = ? AND published = ? AND article = ?`
	}
	t.count(tallyCollection, collection, "", by)
	_, err := t.exec(ctx, query, collection, published, article)
	return err
}

// tellCollections tells the lists of collections that an article in them came to be
// listed, ceases to, or stands at another date.
func (t *tx) tellCollections(ctx context.Context, was, now *articleRow) error {
	rows, err := t.query(ctx, heldQuery, now.row)
	in, err := collect(rows, err, scanOne[int64])
	if err != nil {
		return err
	}
	for _, collection := range in {
		t.changed.Collections = true
		if was.listed {
			if err := t.listCollected(ctx, collection, was.published, was.row, -1); err != nil {
				return err
			}
		}
		if now.listed {
			if err := t.listCollected(ctx, collection, now.published, now.row, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddCollectionNote puts a note between: before an item, or at the end. Can be undone
// by the entry.
func (db *DB) AddCollectionNote(ctx context.Context, collection, text, before string) (id string, number int64, err error) {
	if text, err = cleanNote(text); err == nil && text == "" {
		err = news.Errorf(news.CodeInvalid, "note", "A note needs words.")
	}
	if err != nil {
		return "", 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		s, all, err := t.shelf(ctx, collection)
		if err != nil {
			return err
		}
		high, err := t.rankOf(ctx, all, s.row, before)
		if err != nil {
			return err
		}
		if err := t.room(ctx, s.row, 1); err != nil {
			return err
		}
		ranks, err := t.ranksBefore(ctx, s.row, high, 1)
		if err != nil {
			return err
		}
		item, err := t.insertItem(ctx, s.row, ranks[0], nil, nil, text)
		if err != nil {
			return err
		}
		id = itemID(item)
		number, err = t.journalCollected(ctx, "collection.noted", s.Name, []int64{item}, true)
		return err
	})
	return id, number, db.translate("write note", err)
}
