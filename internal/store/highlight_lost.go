package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/anchor"
	"broadsheet/internal/news"
)

// How far is looked back for words that went: it is asked for whenever a tray of
// detached highlights is shown.
const (
	lostMarks    = 200
	lostVersions = 20
)

// LostWords tells of an article's detached highlights with which version their words
// went: the one behind the newest that has them. It follows from the versions that are
// here. Left out are those of which none has the words, and what lies further back.
func (db *DB) LostWords(ctx context.Context, id string) ([]news.LostWords, error) {
	article, err := db.markedRow(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, lostQuery, article, markNumber(news.MarkDetached), lostMarks)
	type mark struct {
		id string
		s  news.Selector
	}
	left, err := collect(rows, err, func(rows *sql.Rows) (m mark, err error) {
		var made, again string
		if err := rows.Scan(&m.id, &made, &again); err != nil {
			return m, err
		}
		m.s, err = selectorOf(made, again)
		return m, err
	})
	if err != nil || len(left) == 0 {
		return nil, db.translate("read highlights", err)
	}
	// The present version has none of them. Where the article was removed they went with
	// that, and not with a version.
	rows, err = db.query(ctx, lostVersionsQuery, article, lostVersions+1)
	versions, err := collect(rows, err, scanStored)
	if err != nil {
		return nil, db.translate("read versions", err)
	}
	var out []news.LostWords
	for i := 1; i < len(versions) && len(left) > 0; i++ {
		text, err := versions[i].text(db.packer, new([]byte))
		if err != nil {
			return nil, db.translate("read text", err)
		}
		finder := anchor.NewFinder(text)
		var still []mark
		for _, m := range left {
			if err := ctx.Err(); err != nil {
				return nil, err // words that are not exact take their time
			}
			if _, state := finder.Place(m.s); state == anchor.Detached {
				still = append(still, m)
				continue
			}
			gone := versions[i-1]
			out = append(out, news.LostWords{Highlight: m.id, Version: gone.n, Published: momentOf(gone.published)})
		}
		left = still
	}
	return out, nil
}

const lostQuery = `SELECT h.id, h.made, h.again FROM highlights h INDEXED BY highlights_article
	WHERE h.kept = 1 AND h.article = ? AND h.state = ? ORDER BY h.position, h.highlight LIMIT ?`

const lostVersionsQuery = `SELECT ` + storedColumns + ` FROM articles a CROSS JOIN versions v INDEXED BY versions_article ON v.article = a.row AND v.trashed = 0
	AND v.n <= (SELECT n FROM versions p WHERE p.version = a.version)
	WHERE a.row = ? AND a.deleted = 0 ORDER BY v.n DESC LIMIT ?`
