package store

import (
	"context"
	"slices"
)

// unsettledMerges is the setting that numbers the merges, in order, whose articles are
// not all moved yet: a JSON array. Those of one that stands wait to bear its target,
// and its name is led on when all do; those of one that was taken back wait to bear
// what they did before.
const unsettledMerges = "merges.unsettled"

// mergeStep is how many articles one transaction moves: others write in between.
const mergeStep = 1000

// SettleMerges moves the articles of merges, and of merges that were taken back, a
// thousand in a transaction. Until then they are listed under one name or the other. It
// may be called at any time and stopped at any time; what a crash left is done by the
// next call.
func (db *DB) SettleMerges(ctx context.Context) error {
	var last mergeRow
	var at reached
	for db.refusal == nil {
		waiting, err := db.Setting(ctx, unsettledMerges)
		if err != nil || waiting == "" {
			return err
		}
		err = db.write(ctx, func(ctx context.Context, t *tx) error {
			waiting, err := t.unsettled(ctx)
			if err != nil || len(waiting) == 0 {
				return err
			}
			m, err := t.readMerge(ctx, waiting[0])
			if err != nil {
				return err
			}
			if m.number != last.number || m.stands != last.stands {
				last, at = m, atStart
			}
			done, err := t.settle(ctx, &m, &at)
			if err != nil || !done {
				return err
			}
			return t.waits(ctx, waiting[1:])
		})
		if err != nil {
			return db.translate("move the articles of a merge", err)
		}
	}
	return nil
}

// writeSettled does what may merge names, or take that back, with the articles of all
// merges moved before and after it. What cannot be moved at once is left to the next call.
func (db *DB) writeSettled(ctx context.Context, fn func(context.Context, *tx) error) error {
	if err := db.SettleMerges(ctx); err != nil {
		return err
	}
	if err := db.write(ctx, fn); err != nil {
		return err
	}
	if err := db.SettleMerges(context.WithoutCancel(ctx)); err != nil {
		db.log.Error("the articles of a merge are moved later", "error", err)
	}
	return nil
}

// reached is how far the articles of a merge were walked.
type reached struct{ published, row int64 }

var atStart = reached{published: int64(undatedBase) * 2}

// beginSettling moves the articles of a merge where they are few, and leaves many to
// SettleMerges.
func (t *tx) beginSettling(ctx context.Context, number int64) error {
	waiting, err := t.unsettled(ctx)
	if err != nil {
		return err
	}
	m, err := t.readMerge(ctx, number)
	if err != nil {
		return err
	}
	at := atStart
	done, err := t.settle(ctx, &m, &at)
	if err != nil {
		return err
	}
	waiting = slices.DeleteFunc(waiting, func(n int64) bool { return n == number })
	if !done {
		waiting = append(waiting, number)
	}
	return t.waits(ctx, waiting)
}

func (t *tx) unsettled(ctx context.Context) ([]int64, error) {
	var text string
	err := t.row(ctx, `SELECT coalesce((SELECT value FROM settings WHERE key = ?), '')`, unsettledMerges).Scan(&text)
	if text == "" {
		return nil, err
	}
	return numbersOf(text), err
}

func (t *tx) waits(ctx context.Context, merges []int64) error {
	if len(merges) == 0 {
		_, err := t.exec(ctx, `DELETE FROM settings WHERE key = ?`, unsettledMerges)
		return err
	}
	text, err := encodeText(merges)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, unsettledMerges, text)
	return err
}

// settle moves the next articles of a merge, and tells whether that was all.
func (t *tx) settle(ctx context.Context, m *mergeRow, at *reached) (done bool, err error) {
	if !m.stands {
		more, err := t.returnSome(ctx, m, at)
		return !more, err
	}
	if more, err := t.moveSome(ctx, m, at); err != nil || more {
		return false, err
	}
	// What came to bear the name meanwhile may stand before the place that was reached.
	for begin, more := atStart, true; more; {
		if more, err = t.moveSome(ctx, m, &begin); err != nil {
			return false, err
		}
	}
	return true, t.finishMerge(ctx, m)
}

// moveSome gives articles of the merged name the other's number, and tells whether
// there may be more.
func (t *tx) moveSome(ctx context.Context, m *mergeRow, at *reached) (more bool, err error) {
	rows, err := t.query(ctx, m.borne.listed, m.gone, at.published, at.row, mergeStep)
	list, err := collect(rows, err, scanBearer)
	if err != nil {
		return false, err
	}
	for i := range list {
		b := &list[i]
		if err := t.noteMerged(ctx, m.borne, b, b.numbers, []int64{m.number}); err != nil {
			return false, err
		}
		*at = reached{b.published, b.row}
		if err := t.bear(ctx, m.borne, b, replaced(b.numbers, m.gone, m.target)); err != nil {
			return false, err
		}
	}
	return len(list) == mergeStep, t.canceled()
}

// returning reads the articles that a merge moved and that are still in the
// version that they were in then, after one.
func (f *borne) returning() string {
	return `SELECT ` + bearerColumns + f.column + ` FROM merged g CROSS JOIN articles a ON a.row = g.article
		WHERE g.merge = ? AND g.article > ? AND a.version = g.version ORDER BY g.article LIMIT ?`
}

// returnSome gives articles of a merge that does not stand any more the numbers that
// they would have without it, and tells whether there may be more. What got another
// version since keeps its own.
func (t *tx) returnSome(ctx context.Context, m *mergeRow, at *reached) (more bool, err error) {
	rows, err := t.query(ctx, m.borne.returning(), m.number, at.row, mergeStep)
	list, err := collect(rows, err, scanBearer)
	if err != nil {
		return false, err
	}
	for i := range list {
		b := &list[i]
		at.row = b.row
		numbers, err := t.ledNumbers(ctx, m.borne, b)
		if err != nil {
			return false, err
		}
		if err := t.bear(ctx, m.borne, b, numbers); err != nil {
			return false, err
		}
	}
	return len(list) == mergeStep, t.canceled()
}
