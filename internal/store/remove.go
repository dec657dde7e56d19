package store

import (
	"context"
	"fmt"
)

// Remove takes articles out of everything that is shown, as one entry of the
// history that can be undone. CodeNotFound: an id is not here; then none goes.
func (db *DB) Remove(ctx context.Context, ids []string) (entryNumber int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var runs []run
		for _, id := range ids {
			row, err := db.rowOf(ctx, t, id)
			if err != nil {
				return err
			}
			r, err := t.loadRow(ctx, row)
			if err != nil {
				return err
			}
			if err := t.hide(ctx, r, true); err != nil {
				return err
			}
			runs = append(runs, run{row, r.rev, 1})
		}
		if len(runs) == 0 {
			return nil
		}
		subject := ids[0]
		if len(ids) > 1 {
			subject = fmt.Sprintf("%d articles", len(ids))
		}
		var err error
		entryNumber, err = t.journal(ctx, entry{verb: "articles.removed", subject: subject,
			inverse: &inverse{Steps: []step{{Thing: thingRemoved, Runs: runs}}}})
		return err
	})
	return entryNumber, db.translate("remove", err)
}
