package store

import (
	"context"
	"database/sql"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// BlockText is an article's text by blocks.
type BlockText struct {
	Row      news.Row
	ID       string // public
	Title    string
	Language string
	Text     body.Text

	Standfirst string
	Published  time.Time // zero: undated
}

// BlockTexts gives the texts of published articles by blocks, in the order of
// rows; those that are gone are left out.
func (db *DB) BlockTexts(ctx context.Context, rows []news.Row) ([]BlockText, error) {
	found, err := db.query(ctx, `SELECT a.public, a.title, a.language, a.standfirst, a.published, a.zone, v.article, v.version, v.check256, v.codec, v.content
		FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value CROSS JOIN versions v ON v.version = a.version
		WHERE a.listed = 1 ORDER BY e.key`, rowList(rows))
	list, err := collect(found, err, func(rows *sql.Rows) (t BlockText, err error) {
		var s stored
		var published, zone int64
		if err := rows.Scan(&t.ID, &t.Title, &t.Language, &t.Standfirst, &published, &zone, &s.article, &s.version, &s.check, &s.codec, &s.packed); err != nil {
			return t, err
		}
		t.Row, t.Published = news.Row(s.article), publishedTime(published, zone)
		t.Text, err = s.text(db.packer)
		return t, err
	})
	return list, db.translate("read texts", err)
}
