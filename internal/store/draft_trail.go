package store

import (
	"context"

	"broadsheet/internal/news"
)

// maxTrail is how many steps of an editor are kept for its undo.
const maxTrail = 2000

func (t *tx) saveTrail(ctx context.Context, draft int64, s news.DraftSave) error {
	if s.Restart {
		if _, err := t.exec(ctx, `DELETE FROM draft_trails WHERE draft = ?`, draft); err != nil {
			return err
		}
	}
	if len(s.Trail) == 0 {
		return nil
	}
	var last int64
	if err := t.row(ctx, `SELECT coalesce(max(step), 0) FROM draft_trails WHERE draft = ?`, draft).Scan(&last); err != nil {
		return err
	}
	for _, text := range s.Trail {
		last++
		if _, err := t.exec(ctx, `INSERT INTO draft_trails (draft, step, text) VALUES (?, ?, ?)`, draft, last, text); err != nil {
			return err
		}
	}
	_, err := t.exec(ctx, `DELETE FROM draft_trails WHERE draft = ? AND step <= ?`, draft, last-maxTrail)
	return err
}

// DraftTrail gives the editor's last steps in a draft, oldest first.
func (db *DB) DraftTrail(ctx context.Context, id string) ([]string, error) {
	rows, err := db.query(ctx, `SELECT l.text FROM drafts d CROSS JOIN draft_trails l ON l.draft = d.draft WHERE d.id = ? ORDER BY l.step`, id)
	list, err := collect(rows, err, scanOne[string])
	return list, db.translate("read trail of draft", err)
}
