package store

import (
	"context"
	"database/sql"
	"time"

	"broadsheet/internal/news"
)

// Days counts published articles on the days from from to to (both included)
// that hold any, oldest first.
func (db *DB) Days(ctx context.Context, from, to news.Day) ([]news.DayCount, error) {
	rows, err := db.query(ctx, `SELECT day, count FROM days WHERE day >= ? AND day <= ? AND count > 0 ORDER BY day`, string(from), string(to))
	list, err := collect(rows, err, func(rows *sql.Rows) (d news.DayCount, err error) {
		return d, rows.Scan(&d.Day, &d.Count)
	})
	return list, db.translate("read days", err)
}

// moveDays counts days and months anew in another time zone.
func (t *tx) moveDays(ctx context.Context, zone *time.Location) error {
	if err := t.flushTallies(ctx); err != nil {
		return err
	}
	t.zone = zone
	t.after = append(t.after, func() { t.db.zone.Store(zone) })
	return t.recountDays(ctx)
}

func (t *tx) recountDays(ctx context.Context) error {
	for _, clear := range []string{`DELETE FROM days`, `DELETE FROM topic_months`} {
		if _, err := t.exec(ctx, clear); err != nil {
			return err
		}
	}
	days, err := t.tallyDays(ctx, `SELECT published, 0 FROM articles INDEXED BY articles_all WHERE listed = 1 AND published > ?`)
	if err != nil {
		return err
	}
	for key, count := range days {
		if err := t.upsertCount(ctx, `INSERT INTO days (day, count) VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.name, count); err != nil {
			return err
		}
	}
	perDay, err := t.tallyDays(ctx, `SELECT published, topic FROM article_topics WHERE published > ?`)
	if err != nil {
		return err
	}
	for key, count := range perDay {
		if _, err := t.exec(ctx, `INSERT INTO topic_months (topic, month, count) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET count = count + excluded.count`, key.id, key.name[:len("2006-01")], count); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) tallyDays(ctx context.Context, query string) (map[tally]int64, error) {
	rows, err := t.query(ctx, query, undatedBelow)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[tally]int64{}
	for rows.Next() {
		var published, id int64
		if err := rows.Scan(&published, &id); err != nil {
			return nil, err
		}
		out[tally{tallyDay, id, string(news.DayOf(publishedTime(published, 0), t.zone))}]++
	}
	return out, rows.Err()
}
