package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"broadsheet/internal/news"
)

// watchingQuery gives the watched articles that are here, with their newest versions
// and what came since they were seen.
const watchingQuery = `SELECT a.row, a.state, v.n, v.change, v.note, v.stored,
		(SELECT count(*) FROM versions c WHERE c.article = a.row AND c.trashed = 0 AND c.stored > m.at),
		(SELECT coalesce(max(c.n), 0) FROM versions c WHERE c.article = a.row AND c.trashed = 0 AND c.stored <= m.at)
	FROM marks m CROSS JOIN articles a ON a.row = m.article CROSS JOIN versions v ON v.version = a.version
	WHERE m.mark = 'watch' AND a.deleted = 0`

const watchingChangedQuery = `SELECT count(*) FROM marks m CROSS JOIN articles a ON a.row = m.article WHERE m.mark = 'watch' AND a.deleted = 0
	AND EXISTS (SELECT 1 FROM versions c WHERE c.article = a.row AND c.trashed = 0 AND c.stored > m.at)`

// watchingRow is a watched article before its summary is read.
type watchingRow struct {
	row int64
	news.Watching
}

func scanWatching(rows *sql.Rows) (w watchingRow, err error) {
	var stored string
	err = rows.Scan(&w.row, &w.State, &w.Newest, &w.Change, &w.Note, &stored, &w.Changes, &w.Seen)
	w.Changed = momentOf(stored)
	return w, err
}

// Watching lists the articles that a reader watches, withdrawn and retracted ones
// too: those that changed since they were seen before the others, and of each part
// the latest change first. They are news.MaxWatching at most.
func (db *DB) Watching(ctx context.Context) ([]news.Watching, error) {
	rows, err := db.query(ctx, watchingQuery)
	all, err := collect(rows, err, scanWatching)
	if err != nil {
		return nil, db.translate("read watched articles", err)
	}
	slices.SortFunc(all, func(a, b watchingRow) int {
		return cmp.Or(cmp.Compare(min(b.Changes, 1), min(a.Changes, 1)), b.Changed.Compare(a.Changed), cmp.Compare(b.row, a.row))
	})
	list := make([]news.Row, len(all))
	for i, w := range all {
		list[i] = news.Row(w.row)
	}
	summaries, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value
		`+summaryJoins+` WHERE a.deleted = 0`, rowList(list))
	if err != nil {
		return nil, db.translate("read watched articles", err)
	}
	byRow := map[news.Row]news.Summary{}
	for _, s := range summaries {
		byRow[s.Row] = s
	}
	out := make([]news.Watching, 0, len(all))
	for _, w := range all {
		summary, here := byRow[news.Row(w.row)]
		if !here { // removed between the two reads
			continue
		}
		w.Summary = summary
		out = append(out, w.Watching)
	}
	return out, nil
}

// WatchingChanged counts the watched articles that changed since they were seen.
func (db *DB) WatchingChanged(ctx context.Context) (count int, err error) {
	err = db.row(ctx, watchingChangedQuery).Scan(&count)
	return count, db.translate("count watched articles", err)
}

// IsWatched tells whether a reader watches an article.
func (db *DB) IsWatched(ctx context.Context, id string) (watched bool, err error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return false, db.translate("read watch", err)
	}
	err = db.row(ctx, `SELECT EXISTS (SELECT 1 FROM marks WHERE mark = 'watch' AND article = ?)`, row).Scan(&watched)
	return watched, db.translate("read watch", err)
}

// SawWatching notes that watched articles were seen as they are now; others are
// passed over. It is no entry of the history, as reading is none.
func (db *DB) SawWatching(ctx context.Context, ids []string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		for _, id := range ids {
			row, err := db.rowOf(ctx, t, id)
			if err != nil {
				return err
			}
			if err := t.sawWatching(ctx, row); err != nil {
				return err
			}
		}
		return nil
	})
	return db.translate("note what was seen", err)
}

// sawWatching notes that a watched article was seen as it is now.
func (t *tx) sawWatching(ctx context.Context, row int64) error {
	result, err := t.exec(ctx, `UPDATE marks SET at = ? WHERE mark = 'watch' AND article = ?`, stampOf(t.now), row)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	t.changed.Watching = t.changed.Watching || n > 0
	return err
}
