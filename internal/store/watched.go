package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"broadsheet/internal/news"
)

const watchedColumns = `id, path, format, source, pictures, private, paused, looked, files, came, import, added, updated, refused, problem`

func scanWatched(row interface{ Scan(...any) error }) (w news.Watched, err error) {
	var looked, came string
	l := &w.Look
	err = row.Scan(&w.ID, &w.Path, &w.As, &w.Source, &w.Pictures, &w.Private, &w.Paused,
		&looked, &l.Files, &came, &l.Import, &l.Added, &l.Updated, &l.Refused, &l.Problem)
	l.At, l.Came = momentOf(looked), momentOf(came)
	return w, err
}

// Watched lists the watched folders in the order in which they were added.
func (db *DB) Watched(ctx context.Context) ([]news.Watched, error) {
	rows, err := db.query(ctx, `SELECT `+watchedColumns+` FROM watched WHERE kept = 1 ORDER BY folder`)
	list, err := collect(rows, err, func(rows *sql.Rows) (news.Watched, error) { return scanWatched(rows) })
	return list, db.translate("list watched folders", err)
}

// AddWatched begins to watch a folder, and gives it as it is kept and the journal's
// entry, by which it can be undone. What is seen already does not come in.
func (db *DB) AddWatched(ctx context.Context, w news.Watched, seen news.Seen) (kept news.Watched, number int64, err error) {
	packed, err := db.packSeen(seen)
	if err != nil {
		return kept, 0, err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.exec(ctx, `INSERT INTO watched (id, path, format, source, pictures, private, seen, kept) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
			"w-"+randomID()[:12], w.Path, w.As, w.Source, w.Pictures, w.Private, packed)
		if err != nil {
			return err
		}
		key, err := r.LastInsertId()
		if err != nil {
			return err
		}
		if number, err = t.changeWatched(ctx, "folder.watched", key, watchedJSON{Paused: w.Paused, Kept: true}); err != nil {
			return err
		}
		kept, err = scanWatched(t.row(ctx, `SELECT `+watchedColumns+` FROM watched WHERE folder = ?`, key))
		return err
	})
	return kept, number, db.translate("watch a folder", err)
}

// PauseWatched holds the looking into a folder up, or lets it go on, and gives the
// journal's entry, by which it can be undone; 0: it is so already.
func (db *DB) PauseWatched(ctx context.Context, id string, paused bool) (number int64, err error) {
	verb := "folder.resumed"
	if paused {
		verb = "folder.paused"
	}
	return db.setWatched(ctx, id, verb, watchedJSON{Paused: paused, Kept: true})
}

// RemoveWatched ends the watching of a folder; its articles stay. It gives the
// journal's entry, by which it can be undone.
func (db *DB) RemoveWatched(ctx context.Context, id string) (number int64, err error) {
	return db.setWatched(ctx, id, "folder.unwatched", watchedJSON{})
}

func (db *DB) setWatched(ctx context.Context, id, verb string, to watchedJSON) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		var key int64
		var paused bool
		err := t.row(ctx, `SELECT folder, paused FROM watched WHERE id = ? AND kept = 1`, id).Scan(&key, &paused)
		if err != nil {
			return orNotFound(err, "watched folder", id)
		}
		if !to.Kept {
			to.Paused = paused
		}
		number, err = t.changeWatched(ctx, verb, key, to)
		return err
	})
	return number, db.translate("change a watched folder", err)
}

func (t *tx) changeWatched(ctx context.Context, verb string, key int64, to watchedJSON) (int64, error) {
	var path string
	if err := t.row(ctx, `SELECT path FROM watched WHERE folder = ?`, key).Scan(&path); err != nil {
		return 0, err
	}
	done, err := t.change(ctx, thingWatched, key, watchedState{}, func() error { return t.writeWatched(ctx, key, to) })
	if errors.Is(err, errPlaceTaken) {
		return 0, news.Errorf(news.CodeExists, "folder", "The folder %s is watched already.", path)
	}
	if err != nil || done == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: path, inverse: &inverse{Steps: []step{*done}}})
}

// NoteLook writes down what came of looking into a folder and, unless seen is nil,
// which files of it were taken. It is no change of the person's, so that the journal
// says nothing of it.
func (db *DB) NoteLook(ctx context.Context, id string, l news.Look, seen news.Seen) error {
	packed, err := db.packSeen(seen)
	if err != nil {
		return err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `UPDATE watched SET looked = ?, files = ?, came = ?, import = ?, added = ?, updated = ?, refused = ?, problem = ?, seen = coalesce(?, seen)
			WHERE id = ?`, stampOf(l.At), l.Files, stampOf(l.Came), l.Import, l.Added, l.Updated, l.Refused, l.Problem, packed, id)
		return err
	})
	return db.translate("note what a folder holds", err)
}

// Seen gives the files of a watched folder that were taken.
func (db *DB) Seen(ctx context.Context, id string) (news.Seen, error) {
	var packed []byte
	err := db.row(ctx, `SELECT seen FROM watched WHERE id = ?`, id).Scan(&packed)
	if err != nil || packed == nil {
		return news.Seen{}, db.translate("read what was seen", orNotFound(err, "watched folder", id))
	}
	text, err := db.packer.dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack what was seen: %w", err)
	}
	marks := map[string][2]int64{}
	if err := decode(string(text), &marks); err != nil {
		return nil, err
	}
	seen := make(news.Seen, len(marks))
	for path, mark := range marks {
		seen[path] = news.FileMark{Bytes: mark[0], Time: mark[1]}
	}
	return seen, nil
}

// packSeen makes little of what was seen; nil stays nil.
func (db *DB) packSeen(seen news.Seen) ([]byte, error) {
	if seen == nil {
		return nil, nil
	}
	marks := make(map[string][2]int64, len(seen))
	for path, mark := range seen {
		marks[path] = [2]int64{mark.Bytes, mark.Time}
	}
	text, err := encode(marks)
	if err != nil {
		return nil, err
	}
	return db.packer.enc.EncodeAll(text, nil), nil
}

// watchedJSON is a watched folder as undo keeps it.
type watchedJSON struct {
	Paused bool `json:"paused,omitempty"`
	Kept   bool `json:"kept,omitempty"`
}

type watchedState struct{}

func (watchedState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (watchedState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var w watchedJSON
	var path string
	if err := t.row(ctx, `SELECT path, paused, kept FROM watched WHERE folder = ?`, key).Scan(&path, &w.Paused, &w.Kept); err != nil {
		return nil, "", err
	}
	raw, err := encode(w)
	return raw, path, err
}

func (watchedState) write(ctx context.Context, t *tx, key int64, raw json.RawMessage) error {
	var w watchedJSON
	if err := decode(string(raw), &w); err != nil {
		return err
	}
	return t.writeWatched(ctx, key, w)
}

// writeWatched gives errPlaceTaken where the path is watched by another row.
func (t *tx) writeWatched(ctx context.Context, key int64, w watchedJSON) error {
	var other int
	err := t.row(ctx, `SELECT count(*) FROM watched o JOIN watched w ON w.path = o.path WHERE w.folder = ? AND o.folder <> w.folder AND o.kept = 1`, key).Scan(&other)
	if err != nil {
		return err
	}
	if w.Kept && other > 0 {
		return errPlaceTaken
	}
	_, err = t.exec(ctx, `UPDATE watched SET paused = ?, kept = ? WHERE folder = ?`, w.Paused, w.Kept, key)
	return err
}
