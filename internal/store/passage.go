package store

import (
	"context"
	"database/sql"
	"slices"
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
	// Put in order here, since SQLite would carry the texts themselves through a sorter.
	found, err := db.query(ctx, `SELECT e.key, a.public, a.title, a.language, a.standfirst, a.published, a.zone, v.article, v.version, v.check256, v.codec, v.content
		FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value CROSS JOIN versions v ON v.version = a.version
		WHERE a.listed = 1`, rowList(rows))
	type placed struct {
		at   int
		text BlockText
	}
	var s stored
	var space []byte
	list, err := collect(found, err, func(rows *sql.Rows) (p placed, err error) {
		var published, zone int64
		t := &p.text
		if err := rows.Scan(&p.at, &t.ID, &t.Title, &t.Language, &t.Standfirst, &published, &zone, &s.article, &s.version,
			(*sql.RawBytes)(&s.check), &s.codec, (*sql.RawBytes)(&s.packed)); err != nil {
			return p, err
		}
		t.Row, t.Published = news.Row(s.article), publishedTime(published, zone)
		t.Text, err = s.text(db.packer, &space)
		return p, err
	})
	slices.SortFunc(list, func(a, b placed) int { return a.at - b.at })
	texts := make([]BlockText, len(list))
	for i, p := range list {
		texts[i] = p.text
	}
	return texts, db.translate("read texts", err)
}
