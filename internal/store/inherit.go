package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/news"
)

// What a researcher has of an article, highlights and places in collections, is of
// whatever article of its source and id is here: of the one that was removed, until it
// comes back or comes in anew. That follows from what is here alone, so that undo needs
// no steps for it.

// ownID is what an article is known by.
type ownID struct {
	source int64
	id     string
}

// leftBehind gives the removed articles that something of a researcher's is of, as of
// the last commit. They are read once: few are, and no index leads to a removed article
// by what it is known by.
func (db *DB) leftBehind(ctx context.Context) (map[ownID][]int64, error) {
	if db.left != nil {
		return db.left, nil
	}
	rows, err := db.query(ctx, leftQuery, markNumber(news.MarkDetached), markNumber(news.MarkArticle))
	left := map[ownID][]int64{}
	_, err = collect(rows, err, func(rows *sql.Rows) (row int64, err error) {
		var own ownID
		err = rows.Scan(&row, &own.source, &own.id)
		left[own] = append(left[own], row)
		return row, err
	})
	if err == nil {
		db.left = left
	}
	return left, err
}

const leftQuery = `SELECT a.row, a.source, a.id FROM highlights h INDEXED BY highlights_state CROSS JOIN articles a ON a.row = h.article
		WHERE h.kept = 1 AND h.state IN (?, ?) AND a.deleted = 1
	UNION SELECT a.row, a.source, a.id FROM collection_items i INDEXED BY collection_items_article CROSS JOIN articles a ON a.row = i.article
		WHERE i.kept = 1 AND i.article IS NOT NULL AND a.deleted = 1`

// leave remembers that something of a researcher's is of an article that is removed.
func (t *tx) leave(ctx context.Context, r *articleRow) error {
	var held bool
	err := t.row(ctx, `SELECT EXISTS (SELECT 1 FROM highlights INDEXED BY highlights_article WHERE kept = 1 AND article = ?1)
		OR EXISTS (SELECT 1 FROM collection_items INDEXED BY collection_items_article WHERE kept = 1 AND article = ?1 AND article IS NOT NULL)`, r.row).Scan(&held)
	if err != nil || !held {
		return err
	}
	if t.left == nil {
		t.left = map[ownID][]int64{}
	}
	own := ownID{r.source, r.id}
	t.left[own] = append(t.left[own], r.row)
	t.after = append(t.after, t.db.forgetLeft)
	return nil
}

func (db *DB) forgetLeft() { db.left = nil }

// inherit gives an article that came to be here what is of removed ones of its source
// and id, and tells whether there was something. Its own row has to stand; the lists of
// collections are told of it later.
func (t *tx) inherit(ctx context.Context, r *articleRow) (some bool, err error) {
	left, err := t.db.leftBehind(ctx)
	if err != nil {
		return false, err
	}
	own := ownID{r.source, r.id}
	for _, list := range [][]int64{left[own], t.left[own]} {
		for _, from := range list {
			if from == r.row {
				continue
			}
			if _, err := t.exec(ctx, `UPDATE highlights INDEXED BY highlights_article SET article = ? WHERE kept = 1 AND article = ?`, r.row, from); err != nil {
				return false, err
			}
			// A collection that holds both already keeps the other one.
			if _, err := t.exec(ctx, `UPDATE OR IGNORE collection_items INDEXED BY collection_items_article SET article = ? WHERE kept = 1 AND article = ? AND article IS NOT NULL`, r.row, from); err != nil {
				return false, err
			}
			some = true
			t.changed.Highlights, t.changed.Collections = true, true
			t.placeLater(r.row)
			t.after = append(t.after, t.db.forgetLeft)
		}
	}
	return some, nil
}

// heir gives the article of a removed one's source and id that is here; itself where
// none is.
func (t *tx) heir(ctx context.Context, article int64) (row int64, err error) {
	t.after = append(t.after, t.db.forgetLeft) // what comes back may be of one that is removed
	err = t.row(ctx, `SELECT coalesce((SELECT b.row FROM articles b INDEXED BY articles_own WHERE b.deleted = 0 AND b.source = a.source AND b.id = a.id), a.row)
		FROM articles a WHERE a.row = ?`, article).Scan(&row)
	return row, err
}

// succeed gives an item that comes back the article that is here by now.
func (t *tx) succeed(ctx context.Context, item int64, now *itemJSON) (err error) {
	if now.article == 0 {
		return nil
	}
	if now.article, err = t.heir(ctx, now.article); err != nil {
		return err
	}
	_, err = t.exec(ctx, `UPDATE collection_items SET article = ? WHERE item = ?`, now.article, item)
	return err
}
