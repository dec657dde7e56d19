package store

import (
	"context"
	"database/sql"
	"time"

	"broadsheet/internal/news"
)

// mostRecovered bounds the list of drafts that were brought back.
const mostRecovered = 1000

// markRecovered notes that a draft was brought back, as it was typed at a time.
func (t *tx) markRecovered(ctx context.Context, draft int64, typed time.Time, lost bool) error {
	t.changed.Drafts = true
	_, err := t.exec(ctx, `INSERT OR REPLACE INTO recovered_drafts (draft, saved, lost) VALUES (?, ?, ?)`, draft, stampOf(typed), lost)
	return err
}

// MarkLost notes that a draft was made anew, of words that were typed at a time and
// whose own draft was gone.
func (db *DB) MarkLost(ctx context.Context, id string, typed time.Time) error {
	return db.translate("note that a draft was recovered", db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, id)
		if err != nil {
			return err
		}
		return t.markRecovered(ctx, r.draft, typed, true)
	}))
}

// RecoveredDrafts lists the drafts on the desk that were brought back and that nobody
// has looked at since, at most a thousand, in the order in which they were made.
func (db *DB) RecoveredDrafts(ctx context.Context) ([]news.RecoveredDraft, error) {
	rows, err := db.query(ctx, `SELECT d.id, d.title, v.saved, v.lost FROM recovered_drafts v CROSS JOIN drafts d ON d.draft = v.draft
		WHERE `+onDesk+` ORDER BY v.draft LIMIT ?`, mostRecovered)
	list, err := collect(rows, err, func(rows *sql.Rows) (r news.RecoveredDraft, err error) {
		var saved string
		err = rows.Scan(&r.Draft, &r.Title, &saved, &r.Lost)
		r.Saved = momentOf(saved)
		return r, err
	})
	return list, db.translate("list recovered drafts", err)
}

// DismissRecovered takes a draft off the list of those that were brought back, or all
// where id is empty. One that is not on it is no error.
func (db *DB) DismissRecovered(ctx context.Context, id string) error {
	return db.translate("dismiss recovered drafts", db.write(ctx, func(ctx context.Context, t *tx) error {
		query, args := `DELETE FROM recovered_drafts`, []any(nil)
		if id != "" {
			query, args = query+` WHERE draft = (SELECT draft FROM drafts WHERE id = ?)`, []any{id}
		}
		done, err := t.exec(ctx, query, args...)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		t.changed.Drafts = t.changed.Drafts || n > 0
		return err
	}))
}
