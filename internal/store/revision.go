package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strconv"

	"broadsheet/internal/news"
)

// Revisions lists the saved states of a draft, newest first.
func (db *DB) Revisions(ctx context.Context, id string) ([]news.Revision, error) {
	rows, err := db.query(ctx, `SELECT r.revision, r.saved, w.name, r.name, r.words, r.check256 FROM drafts d
		CROSS JOIN revisions r ON r.draft = d.draft CROSS JOIN actors w ON w.actor = r.actor WHERE d.id = ? ORDER BY r.revision DESC`, id)
	list, err := collect(rows, err, func(rows *sql.Rows) (v news.Revision, err error) {
		var saved string
		var check []byte
		err = rows.Scan(&v.N, &saved, &v.Actor, &v.Name, &v.Words, &check)
		v.Saved, v.Hash = momentOf(saved), hex.EncodeToString(check)
		return v, err
	})
	if err == nil && len(list) == 0 {
		err = news.NotFound("draft", id)
	}
	return list, db.translate("read revisions", err)
}

// Revision gives what a draft held at a revision.
func (db *DB) Revision(ctx context.Context, id string, n int) (news.Article, error) {
	var check, packed []byte
	var codec int
	err := db.row(ctx, `SELECT r.check256, r.codec, r.content FROM drafts d CROSS JOIN revisions r ON r.draft = d.draft
		WHERE d.id = ? AND r.revision = ?`, id, n).Scan(&check, &codec, &packed)
	if err != nil {
		return news.Article{}, db.translate("read revision", orNotFound(err, "revision of the draft", strconv.Itoa(n)))
	}
	return db.unhold(codec, packed, check)
}
