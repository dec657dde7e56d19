package store

import (
	"context"
	"strconv"
)

// backfill writes down of articles what came before anybody wrote it down: a setting
// holds the newest article that was not looked through since.
type backfill[T any] struct {
	setting string // its name
	what    string // for errors
	known   string // a query that tells whether an article (column row) was written down
	find    func(*fields, string) []T
	write   func(t *tx, ctx context.Context, row int64, found []T) error
	count   func(t *tx, ctx context.Context, row, by int64) error // a listed article into the totals
}

// run looks articles through, newest first, and gives how many. It is for the
// background, may be called at any time and stopped at any time.
func (b backfill[T]) run(ctx context.Context, db *DB) (int, error) {
	total := 0
	for db.refusal == nil {
		text, err := db.Setting(ctx, b.setting)
		if err != nil || text == "" {
			return total, err
		}
		last, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return total, db.SetSetting(ctx, b.setting, "")
		}
		n, err := b.step(ctx, db, last)
		if err != nil {
			return total, db.translate(b.what, err)
		}
		total += n
	}
	return total, nil
}

func (b backfill[T]) step(ctx context.Context, db *DB, last int64) (int, error) {
	rows, err := db.query(ctx, `SELECT `+storedColumns+` FROM articles a CROSS JOIN versions v ON v.version = a.version
		WHERE a.row <= ? ORDER BY a.row DESC LIMIT ?`, last, readChunk)
	list, err := collect(rows, err, scanStored)
	if err != nil {
		return 0, err
	}
	found := make([][]T, len(list))
	for i := range list {
		if f, text, err := list[i].content(db.packer); err == nil { // Verify tells of damage
			found[i] = b.find(&f, text)
		}
	}
	left := ""
	if len(list) == readChunk {
		left = strconv.FormatInt(list[len(list)-1].article-1, 10)
	}
	return len(list), db.write(ctx, func(ctx context.Context, t *tx) error {
		for i := range list {
			if len(found[i]) == 0 {
				continue
			}
			if err := b.keep(ctx, t, &list[i], found[i]); err != nil {
				return err
			}
		}
		_, err := t.exec(ctx, `UPDATE settings SET value = ? WHERE key = ?`, left, b.setting)
		return err
	})
}

func (b backfill[T]) keep(ctx context.Context, t *tx, s *stored, found []T) error {
	var listed, known bool
	var version int64
	if err := t.row(ctx, `SELECT listed, version, EXISTS (`+b.known+`) FROM articles WHERE row = ?`, s.article).Scan(&listed, &version, &known); err != nil {
		return err
	}
	if version != s.version || known {
		return nil // it changed since, and was written down by that
	}
	if err := b.write(t, ctx, s.article, found); err != nil || !listed {
		return err
	}
	return b.count(t, ctx, s.article, 1)
}
