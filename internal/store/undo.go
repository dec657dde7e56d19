package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"broadsheet/internal/news"
)

// Undo takes back an entry of the history; 0 means the newest that can be
// taken back and is not itself a taking back. Taking back is an entry too, and
// can be taken back. What somebody touched since stays as it is and is listed
// in Kept. CodeNotFound: there is no such entry, or nothing to take back;
// CodeInvalid: it cannot be taken back, or was already.
func (db *DB) Undo(ctx context.Context, number int64) (news.Undone, error) {
	var undone news.Undone
	err := db.writeSettled(ctx, func(ctx context.Context, t *tx) error {
		if number == 0 {
			err := t.row(ctx, `SELECT entry FROM journal j WHERE inverse IS NOT NULL AND undoes IS NULL
				AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.entry = j.entry) ORDER BY entry DESC LIMIT 1`).Scan(&number)
			if errors.Is(err, sql.ErrNoRows) {
				return news.Errorf(news.CodeNotFound, "entry", "There is nothing that could be taken back.")
			}
			if err != nil {
				return err
			}
		}
		var err error
		undone, err = t.undo(ctx, number, false)
		return err
	})
	return undone, db.translate("undo", err)
}

func (t *tx) undo(ctx context.Context, number int64, all bool) (news.Undone, error) {
	var inverseText, subject sql.NullString
	var imports *int64
	var isUndone bool
	err := t.row(ctx, `SELECT inverse, subject, import, EXISTS (SELECT 1 FROM undone u WHERE u.entry = j.entry)
		FROM journal j WHERE entry = ?`, number).Scan(&inverseText, &subject, &imports, &isUndone)
	switch {
	case err != nil:
		return news.Undone{}, orNotFound(err, "entry of the history", fmt.Sprint(number))
	case !inverseText.Valid:
		return news.Undone{}, news.Errorf(news.CodeInvalid, "entry", "Entry %d of the history cannot be taken back.", number)
	case isUndone:
		return news.Undone{}, news.Errorf(news.CodeInvalid, "entry", "Entry %d of the history was taken back already.", number)
	}
	var inv inverse
	if err := decode(inverseText.String, &inv); err != nil {
		return news.Undone{}, err
	}
	o, back, err := t.invert(ctx, inv, all)
	if err != nil {
		return news.Undone{}, err
	}
	if o.done == 0 && len(o.kept) > 0 {
		return news.Undone{Kept: o.kept}, nil
	}
	by, err := t.journal(ctx, entry{verb: "entry.undone", subject: subject.String, imports: imports, undoes: &number, inverse: back})
	if err != nil {
		return news.Undone{}, err
	}
	return news.Undone{Undone: o.done, Kept: o.kept}, t.markUndone(ctx, number, by)
}

// invert does what an inverse says, and gives the inverse of that.
func (t *tx) invert(ctx context.Context, inv inverse, all bool) (taken, *inverse, error) {
	if inv.Import != nil {
		u := *inv.Import
		u.All = u.All || all
		o, err := t.takeImport(ctx, u)
		return o, &inverse{Import: &importUndo{Number: u.Number, Again: !u.Again, All: u.All}}, err
	}
	if u := inv.Pictures; u != nil {
		o, err := t.takePictures(ctx, *u)
		return o, &inverse{Pictures: &picturesUndo{Number: u.Number, Again: !u.Again}}, err
	}
	var o taken
	var back []step
	for i := len(inv.Steps) - 1; i >= 0; i-- {
		one, err := t.take(ctx, inv.Steps[i], direction{back: true, force: all})
		if err != nil {
			return o, nil, err
		}
		o.add(one)
		if one.done > 0 {
			back = append(back, inv.Steps[i].inverted())
		}
	}
	return o, &inverse{Steps: back}, nil
}

// inverted gives the step that undoes the undoing of s.
func (s step) inverted() step {
	s.Before, s.After = s.After, s.Before
	switch {
	case s.Thing == thingBrought:
		s.Thing = thingRemoved
	case s.Thing == thingRemoved:
		s.Thing = thingBrought
	}
	if s.Marks != nil {
		m := *s.Marks
		m.On = !m.On
		s.Marks = &m
	}
	if s.Collected != nil {
		c := *s.Collected
		c.On = !c.On
		s.Collected = &c
	}
	if s.Article != nil {
		a := *s.Article
		a.Undone = !a.Undone
		s.Article = &a
	}
	return s
}

// markUndone keeps which entries stand taken back. Where the entry was itself
// a taking back, what it had taken back stands again.
func (t *tx) markUndone(ctx context.Context, number, by int64) error {
	if _, err := t.exec(ctx, `DELETE FROM undone WHERE by = ?`, number); err != nil {
		return err
	}
	_, err := t.exec(ctx, `INSERT INTO undone (entry, by) VALUES (?, ?)`, number, by)
	return err
}
