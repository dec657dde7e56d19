package store

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

// markSQL is what a mark needs. One without a column stands in the table of marks
// alone: lists do not filter by it.
type markSQL struct{ column, total, verb, unverb string }

func markOf(m news.Mark) (markSQL, error) {
	s, ok := map[news.Mark]markSQL{
		news.MarkRead:  {"read", totalRead, "articles.marked_read", "articles.marked_unread"},
		news.MarkStar:  {"starred", totalStarred, "articles.starred", "articles.unstarred"},
		news.MarkLater: {"later", totalLater, "articles.kept_for_later", "articles.taken_from_later"},
		news.MarkWatch: {"", "", "articles.watched", "articles.unwatched"},
	}[m]
	if !ok {
		return s, news.Errorf(news.CodeInvalid, "mark", "%q is not a mark.", m)
	}
	return s, nil
}

// markStep is a mark set (or taken off) on articles.
type markStep struct {
	Mark news.Mark `json:"mark"`
	On   bool      `json:"on"`
	Rows string    `json:"rows"` // "1-500,502"
}

// Mark sets or takes off a reader's mark on articles and gives the history's
// entry and how many changed; where none did, there is no entry. All ids
// together are one entry. CodeNotFound: an id is not here; then none changed.
func (db *DB) Mark(ctx context.Context, ids []string, m news.Mark, on bool) (entryNumber int64, changed int, err error) {
	return db.markAll(ctx, m, on, func(ctx context.Context, t *tx) (rows []int64, err error) {
		for _, id := range ids {
			row, err := db.rowOf(ctx, t, id)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
		return rows, nil
	}, ids...)
}

// MarkList sets or takes off a mark on every article of a list, from Skip and
// After on and whatever its Limit, as Mark does.
func (db *DB) MarkList(ctx context.Context, f news.Filter, m news.Mark, on bool) (entryNumber int64, changed int, err error) {
	return db.markAll(ctx, m, on, func(ctx context.Context, t *tx) ([]int64, error) {
		return db.rowsIn(ctx, t, f, false)
	})
}

// rowsIn gives all rows of a list, whatever its limit.
func (db *DB) rowsIn(ctx context.Context, r reader, f news.Filter, ordered bool) ([]int64, error) {
	tests, err := db.testsOf(ctx, f)
	if err != nil {
		return nil, err
	}
	w, err := walkOf(f, tests)
	if err != nil {
		return nil, err
	}
	if !ordered {
		w.order = ""
	}
	rows, err := r.query(ctx, "SELECT "+w.row+" FROM "+w.from+" WHERE "+strings.Join(w.where, " AND ")+w.order, w.args...)
	return collect(rows, err, scanOne[int64])
}

// RowsIn gives the rows of a whole list in its order, from After on and whatever its
// Limit.
func (db *DB) RowsIn(ctx context.Context, f news.Filter) ([]news.Row, error) {
	list, err := db.rowsIn(ctx, db, f, true)
	out := make([]news.Row, len(list))
	for i, row := range list {
		out[i] = news.Row(row)
	}
	return out, db.translate("read list", err)
}

// markAll marks the rows that find gives; ids, where known, name the entry.
func (db *DB) markAll(ctx context.Context, m news.Mark, on bool, find func(context.Context, *tx) ([]int64, error), ids ...string) (entryNumber int64, changed int, err error) {
	s, err := markOf(m)
	if err != nil {
		return 0, 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		rows, err := find(ctx, t)
		if err != nil {
			return err
		}
		done, err := t.mark(ctx, m, on, rows)
		if err != nil || len(done) == 0 {
			return err
		}
		changed = len(done)
		verb, subject := s.verb, articlesOf(len(done))
		if !on {
			verb = s.unverb
		}
		if len(done) == 1 && len(ids) > 0 {
			subject = ids[0]
		}
		entryNumber, err = t.journal(ctx, entry{verb: verb, subject: subject,
			inverse: &inverse{Steps: []step{{Thing: thingMarks, Marks: &markStep{m, on, writeRows(done)}}}}})
		return err
	})
	return entryNumber, changed, db.translate("mark", err)
}

func articlesOf(n int) string {
	if n == 1 {
		return "1 article"
	}
	return fmt.Sprintf("%d articles", n)
}

// mark sets a mark on rows and gives those that changed.
func (t *tx) mark(ctx context.Context, m news.Mark, on bool, rows []int64) ([]int64, error) {
	s, err := markOf(m)
	if err != nil {
		return nil, err
	}
	if s.column == "" {
		return t.markAlone(ctx, m, on, rows)
	}
	flip := `UPDATE articles SET ` + s.column + ` = ?1 WHERE row = ?2 AND ` + s.column + ` <> ?1 RETURNING listed`
	keep := `DELETE FROM marks WHERE mark = ?1 AND article = ?2 AND ?3 <> ''`
	by := int64(-1)
	if on {
		keep, by = `INSERT OR IGNORE INTO marks (mark, article, at) VALUES (?, ?, ?)`, 1
	}
	var done []int64
	for _, row := range rows {
		if err := t.canceled(); err != nil {
			return nil, err
		}
		var listed bool
		err := t.row(ctx, flip, on, row).Scan(&listed)
		if err == sql.ErrNoRows {
			continue
		}
		if err != nil {
			return nil, err
		}
		if _, err := t.exec(ctx, keep, string(m), row, stampOf(t.now)); err != nil {
			return nil, err
		}
		if listed {
			t.total(s.total, by)
		}
		t.touched(news.Row(row))
		done = append(done, row)
	}
	t.changed.Marks = t.changed.Marks || len(done) > 0
	return done, nil
}

// markAlone is mark for one that stands in the table of marks alone.
func (t *tx) markAlone(ctx context.Context, m news.Mark, on bool, rows []int64) (done []int64, err error) {
	flip := `DELETE FROM marks WHERE mark = ?1 AND article = ?2 AND ?3 <> ''`
	if on {
		flip = `INSERT OR IGNORE INTO marks (mark, article, at) VALUES (?, ?, ?)`
	}
	for _, row := range rows {
		result, err := t.exec(ctx, flip, string(m), row, stampOf(t.now))
		if err != nil {
			return nil, err
		}
		if n, err := result.RowsAffected(); err != nil {
			return nil, err
		} else if n > 0 {
			done = append(done, row)
		}
	}
	t.changed.Watching = t.changed.Watching || len(done) > 0
	if !on || len(done) == 0 {
		return done, nil
	}
	var watched int
	if err := t.row(ctx, `SELECT count(*) FROM marks WHERE mark = ?`, string(m)).Scan(&watched); err != nil {
		return nil, err
	}
	if watched > news.MaxWatching {
		return nil, news.Errorf(news.CodeLimit, "mark", "At most %d articles can be watched. Nothing was changed; stop watching some first, or save a search, which watches any number.", news.MaxWatching)
	}
	return done, nil
}

func (t *tx) takeMarks(ctx context.Context, s *markStep, d direction) (taken, error) {
	rows, err := parseRows(s.Rows)
	if err != nil {
		return taken{}, err
	}
	done, err := t.mark(ctx, s.Mark, s.On != d.back, rows)
	return taken{done: len(done)}, err
}

// Marked gives the rows of the articles that bear a mark, in their order.
func (db *DB) Marked(ctx context.Context, m news.Mark) ([]news.Row, error) {
	if _, err := markOf(m); err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT article FROM marks WHERE mark = ? ORDER BY article`, string(m))
	list, err := collect(rows, err, scanOne[news.Row])
	return list, db.translate("read marks", err)
}

// writeRows writes rows as ranges, so that a mark on everything stays small.
func writeRows(rows []int64) string {
	rows = append([]int64(nil), rows...)
	sort.Slice(rows, func(i, j int) bool { return rows[i] < rows[j] })
	var b strings.Builder
	for i := 0; i < len(rows); {
		end := i
		for end+1 < len(rows) && rows[end+1] == rows[end]+1 {
			end++
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(rows[i], 10))
		if end > i {
			b.WriteString("-" + strconv.FormatInt(rows[end], 10))
		}
		i = end + 1
	}
	return b.String()
}

func parseRows(text string) ([]int64, error) {
	var rows []int64
	for _, part := range strings.Split(text, ",") {
		if part == "" {
			continue
		}
		first, last, ranged := strings.Cut(part, "-")
		if !ranged {
			last = first
		}
		a, err1 := strconv.ParseInt(first, 10, 64)
		b, err2 := strconv.ParseInt(last, 10, 64)
		if err1 != nil || err2 != nil || b < a {
			return nil, fmt.Errorf("journal holds rows %q", part)
		}
		for row := a; row <= b; row++ {
			rows = append(rows, row)
		}
	}
	return rows, nil
}
