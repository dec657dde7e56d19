package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"broadsheet/internal/news"
)

// oneByOne is up to how many new articles each is compared by its own keys; for
// more, reading all keys once is less work.
const oneByOne = 1000

// Retold counts the articles that an import added and whose text is nearly that
// of one that came before them, in the same import too. KeySketches has to have seen them.
func (db *DB) Retold(ctx context.Context, id string) (int, error) {
	count, err := db.retold(ctx, id)
	return count, db.translate("count near-duplicates", err)
}

func (db *DB) retold(ctx context.Context, id string) (int, error) {
	added, err := db.addedBy(ctx, id)
	if err != nil || len(added) == 0 {
		return 0, err
	}
	retold := map[news.Row]bool{}
	if len(added) > oneByOne {
		ties, err := db.ties(ctx)
		for _, tie := range ties {
			if added[tie.b] {
				retold[tie.b] = true
			}
		}
		return len(retold), err
	}
	for row := range added {
		shares, err := db.like(ctx, int64(row))
		if err != nil {
			return 0, err
		}
		for other := range shares {
			if other < row {
				retold[row] = true
			}
		}
	}
	return len(retold), nil
}

// addedBy gives the rows of the articles that an import made.
func (db *DB) addedBy(ctx context.Context, id string) (map[news.Row]bool, error) {
	rows, err := db.query(ctx, `SELECT i.step FROM imports m CROSS JOIN import_items i ON i.import = m.import WHERE m.id = ? AND i.undone = 0`, id)
	steps, err := collect(rows, err, func(rows *sql.Rows) (s step, err error) {
		var text string
		if err := rows.Scan(&text); err != nil {
			return s, err
		}
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			return s, fmt.Errorf("read a step of the import: %w", err)
		}
		return s, nil
	})
	out := map[news.Row]bool{}
	for _, s := range steps {
		for _, r := range s.Runs {
			for row := r.Row; row < r.Row+r.Count; row++ {
				out[news.Row(row)] = true
			}
		}
	}
	return out, err
}
