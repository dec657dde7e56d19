package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"broadsheet/internal/news"
)

// FetchedOf gives the files that were fetched for remote addresses; those for
// which there is none are left out.
func (db *DB) FetchedOf(ctx context.Context, addresses []string) (map[string]news.Media, error) {
	list, err := json.Marshal(addresses)
	if err != nil {
		return nil, err
	}
	type fetched struct {
		address string
		media   news.Media
	}
	rows, err := db.query(ctx, `SELECT `+mediaColumns+`, p.address FROM json_each(?) e CROSS JOIN pictures p ON p.address = e.value
		CROSS JOIN media m ON m.sha256 = p.sha256 WHERE p.kept = 1`, string(list))
	found, err := collect(rows, err, func(rows *sql.Rows) (f fetched, err error) {
		f.media, err = scanMedia(rows, &f.address)
		return f, err
	})
	out := make(map[string]news.Media, len(found))
	for _, f := range found {
		out[f.address] = f.media
	}
	return out, db.translate("read fetched pictures", err)
}

// missingStep is how many missing pictures, or articles that may name some, are
// looked at in one query.
const missingStep = 200

// onlyAsked stands in pictures.next where nothing but a person's word asks again.
const onlyAsked = 1<<63 - 1

// missingDue says which missing pictures p are asked for: those whose time has
// come, or with ?2 all that were not asked since ?1.
const missingDue = `p.kept = 0 AND p.uses > 0 AND iif(?2, p.asked < ?1, p.next <= ?1)`

// MissingPictures gives the remote pictures that published articles name and
// that are not here, some at a time, without holding a transaction: those of all
// articles newest first. The moment is the beginning of the round: what was asked
// since then, or waits for a later time, is left out; with again also what waits
// is given, once in a round.
func (db *DB) MissingPictures(ctx context.Context, s news.PictureScope, since time.Time, again bool) iter.Seq2[[]news.RemotePicture, error] {
	return func(yield func([]news.RemotePicture, error) bool) {
		next, err := db.missing(ctx, s, since.UnixMilli(), again)
		if err != nil {
			yield(nil, db.translate("find missing pictures", err))
			return
		}
		for {
			list, more, err := next(ctx)
			if err != nil {
				yield(nil, db.translate("find missing pictures", err))
				return
			}
			if len(list) > 0 && !yield(list, nil) || !more {
				return
			}
		}
	}
}

// missing gives a function that gives the next pictures, and whether there may
// be more.
func (db *DB) missing(ctx context.Context, s news.PictureScope, since int64, again bool) (func(context.Context) ([]news.RemotePicture, bool, error), error) {
	if s.Import == "" && s.Source == "" && len(s.IDs) == 0 {
		last := int64(onlyAsked)
		return func(ctx context.Context) ([]news.RemotePicture, bool, error) {
			rows, err := db.query(ctx, missingAll, since, again, last, missingStep)
			list, err := collect(rows, err, scanRemote)
			if len(list) > 0 {
				last = list[len(list)-1].Picture
			}
			return list, len(list) == missingStep, err
		}, nil
	}
	articles, err := db.scopeRows(ctx, s)
	return func(ctx context.Context) ([]news.RemotePicture, bool, error) {
		n := min(missingStep, len(articles))
		rows, err := db.query(ctx, missingOf, since, again, rowList(articles[:n]))
		list, err := collect(rows, err, scanRemote)
		articles = articles[n:]
		return list, len(articles) > 0, err
	}, err
}

const (
	missingAll = `SELECT p.picture, p.address, p.failures FROM pictures p INDEXED BY pictures_missing
		WHERE ` + missingDue + ` AND p.picture < ?3 ORDER BY p.picture DESC LIMIT ?4`
	missingOf = `SELECT DISTINCT p.picture, p.address, p.failures FROM json_each(?3) e CROSS JOIN articles a ON a.row = e.value
		CROSS JOIN picture_use u ON u.article = a.row CROSS JOIN pictures p ON p.picture = u.picture
		WHERE a.listed = 1 AND ` + missingDue
)

func scanRemote(rows *sql.Rows) (p news.RemotePicture, err error) {
	return p, rows.Scan(&p.Picture, &p.Address, &p.Failures)
}

// scopeRows gives the articles of a scope that names some, newest first.
func (db *DB) scopeRows(ctx context.Context, s news.PictureScope) ([]news.Row, error) {
	switch {
	case s.Import != "":
		return db.importRows(ctx, s.Import)
	case s.Source != "":
		rows, err := db.query(ctx, `SELECT a.row FROM sources s CROSS JOIN articles a INDEXED BY articles_source
			WHERE s.name = ? AND a.source = s.source AND a.listed = 1 ORDER BY a.published DESC`, s.Source)
		return collect(rows, err, scanOne[news.Row])
	}
	var list []news.Row
	for _, id := range s.IDs {
		row, err := db.rowOf(ctx, db, id)
		if err != nil {
			return nil, err
		}
		list = append(list, news.Row(row))
	}
	return list, nil
}

// importRows gives the articles that an import added or changed.
func (db *DB) importRows(ctx context.Context, id string) ([]news.Row, error) {
	if _, err := db.Import(ctx, id); err != nil {
		return nil, err
	}
	rows, err := db.query(ctx, `SELECT n.step FROM imports i CROSS JOIN import_items n ON n.import = i.import WHERE i.id = ? AND n.undone = 0 ORDER BY n.item`, id)
	steps, err := collect(rows, err, func(rows *sql.Rows) (s step, err error) {
		text, err := scanOne[string](rows)
		if err != nil {
			return s, err
		}
		return s, decode(text, &s)
	})
	var list []news.Row
	for _, s := range steps {
		for _, run := range s.Runs {
			for n := range run.Count {
				list = append(list, news.Row(run.Row+n))
			}
		}
		if s.Article != nil {
			list = append(list, news.Row(s.Article.Row))
		}
	}
	slices.Reverse(list)
	return list, err
}

const countMissing = `SELECT count(*), coalesce(sum(p.next > ?), 0) FROM pictures p INDEXED BY pictures_missing WHERE p.kept = 0 AND p.uses > 0`

// CountMissing counts the remote pictures of published articles that are not
// here. It reads one index: some 10 ms for each 100,000 of them.
func (db *DB) CountMissing(ctx context.Context) (m news.MissingPictures, err error) {
	err = db.row(ctx, countMissing, db.clock().UnixMilli()).Scan(&m.Missing, &m.Failed)
	return m, db.translate("count missing pictures", err)
}

// KeepPictures stores what came of asking for remote pictures, in one
// transaction, and gives the round with its number and its entry in the history,
// which it gets with the first picture that came. Taking the entry back leaves
// the places of all its pictures empty again.
func (db *DB) KeepPictures(ctx context.Context, run news.PictureRun, list []news.PictureAnswer) (news.PictureRun, error) {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		for _, a := range list {
			if a.Media == nil {
				next := int64(onlyAsked)
				if !a.Next.IsZero() {
					next = a.Next.UnixMilli()
				}
				if _, err := t.exec(ctx, `UPDATE pictures SET asked = ?, next = ?, failures = failures + 1, problem = ? WHERE picture = ? AND kept = 0`,
					t.now.UnixMilli(), next, a.Problem, a.Picture); err != nil {
					return err
				}
				continue
			}
			if err := t.keepPicture(ctx, &run, a); err != nil {
				return err
			}
		}
		return nil
	})
	return run, db.translate("keep fetched pictures", err)
}

func (t *tx) keepPicture(ctx context.Context, run *news.PictureRun, a news.PictureAnswer) error {
	if run.Number == 0 {
		if err := t.row(ctx, `SELECT coalesce(max(fetch), 0) + 1 FROM pictures INDEXED BY pictures_fetch WHERE fetch IS NOT NULL`).Scan(&run.Number); err != nil {
			return err
		}
		var err error
		run.Entry, err = t.journal(ctx, entry{verb: "pictures.fetched", subject: run.Label, inverse: &inverse{Pictures: &picturesUndo{Number: run.Number}}})
		if err != nil {
			return err
		}
	}
	sum, err := sumOf(a.Media.SHA256)
	if err != nil {
		return err
	}
	if err := t.putMedia(ctx, *a.Media); err != nil {
		return err
	}
	t.changed.Pictures = true
	_, err = t.exec(ctx, `UPDATE pictures SET sha256 = ?, kept = 1, fetch = ?, asked = ?, next = 0, failures = 0, problem = '' WHERE picture = ? AND kept = 0`,
		sum, run.Number, t.now.UnixMilli(), a.Picture)
	return err
}

// picturesUndo leaves the places of a round's pictures empty, or fills them again.
type picturesUndo struct {
	Number int64 `json:"number"`
	Again  bool  `json:"again,omitempty"`
}

// takePictures goes one way or the other. Pictures that a later round brought
// are that round's.
func (t *tx) takePictures(ctx context.Context, u picturesUndo) (taken, error) {
	res, err := t.exec(ctx, `UPDATE pictures INDEXED BY pictures_fetch SET kept = ?1 WHERE fetch IS NOT NULL AND fetch = ?2 AND kept <> ?1`, u.Again, u.Number)
	if err != nil {
		return taken{}, err
	}
	n, err := res.RowsAffected()
	t.changed.Pictures = t.changed.Pictures || n > 0
	return taken{done: int(n)}, err
}
