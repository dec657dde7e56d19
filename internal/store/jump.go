package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// jump finds the cursor of the article before the one at f.Skip, so that a list
// can be entered anywhere. It is empty where the list ends before. Only keys
// are read on the way: from a landmark where there is one, else from the nearer
// end.
func (db *DB) jump(ctx context.Context, f news.Filter, tests []test) (string, error) {
	skip := f.Skip - 1
	whole := f.From.IsZero() && f.To.IsZero() && f.After == ""
	if whole && len(tests) == 0 {
		after, passed, err := db.landmark(ctx, skip, f.Oldest)
		if err != nil {
			return "", err
		}
		f.After = after
		skip -= passed
	}
	if whole && len(tests) == 1 {
		if fromEnd := tests[0].count - 1 - skip; fromEnd < 0 {
			return "", nil
		} else if fromEnd < skip {
			f.Oldest, skip = !f.Oldest, fromEnd
		}
	}
	w, err := walkOf(f, tests)
	if err != nil {
		return "", err
	}
	var c listCursor
	err = db.row(ctx, keyQuery(w), append(w.args, skip)...).Scan(&c.published, &c.row)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return c.String(), err
}

// keyQuery writes the query of one key of a walk.
func keyQuery(w listWalk) string {
	from, where := w.from, w.where
	if table, _, joined := strings.Cut(from, " j CROSS JOIN "); joined && len(where) == 1 {
		from = table + " j" // the list table alone tells the order
	}
	return "SELECT " + w.key + ", " + w.row + " FROM " + from + " WHERE " + strings.Join(where, " AND ") + w.order + " LIMIT 1 OFFSET ?"
}

// landmark gives a cursor near the article at skip in the list of everything,
// and how many articles stand before it: months are counted by the writes.
func (db *DB) landmark(ctx context.Context, skip int64, oldest bool) (after string, passed int64, err error) {
	order := " DESC"
	if oldest {
		return db.landmarkOldest(ctx, skip)
	}
	months, err := db.months(ctx, order)
	if err != nil {
		return "", 0, err
	}
	for _, m := range months {
		if passed+m.count > skip {
			// Everything of the month, and what is older, stands before its end.
			return listCursor{published: m.first.AddDate(0, 1, 0).UnixMilli(), row: 0}.String(), passed, nil
		}
		passed += m.count
	}
	return listCursor{published: undatedBelow, row: math.MaxInt64}.String(), passed, nil
}

// landmarkOldest is landmark for the other order, which begins with what has no date.
func (db *DB) landmarkOldest(ctx context.Context, skip int64) (string, int64, error) {
	months, err := db.months(ctx, "")
	if err != nil {
		return "", 0, err
	}
	counts, err := db.Counts(ctx)
	if err != nil {
		return "", 0, err
	}
	passed := counts.Articles
	for _, m := range months {
		passed -= m.count
	}
	if skip < passed {
		return "", 0, nil
	}
	for _, m := range months {
		if passed+m.count > skip {
			return listCursor{published: m.first.UnixMilli() - 1, row: math.MaxInt64}.String(), passed, nil
		}
		passed += m.count
	}
	return "", 0, nil
}

type monthCount struct {
	first time.Time // its first instant, in the publication's time zone
	count int64
}

func (db *DB) months(ctx context.Context, order string) ([]monthCount, error) {
	zone := db.zone.Load()
	rows, err := db.query(ctx, `SELECT substr(day, 1, 7) AS month, sum(count) FROM days GROUP BY month ORDER BY month`+order)
	return collect(rows, err, func(rows *sql.Rows) (m monthCount, err error) {
		var month string
		if err := rows.Scan(&month, &m.count); err != nil {
			return m, err
		}
		m.first, err = time.ParseInLocation("2006-01", month, zone)
		return m, err
	})
}
