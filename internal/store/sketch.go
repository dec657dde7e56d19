package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"broadsheet/internal/lang"
	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
)

// sketchOf makes the sketch of a text from its folded words.
func sketchOf(plain, language string) neardup.Sketch {
	return neardup.Of(func(yield func(string) bool) {
		for t := range lang.Tokens(plain, language) {
			if !yield(t.Term) {
				return
			}
		}
	})
}

// sketch writes an article's sketch. Its keys follow later (see KeySketches):
// they lie all over a large table, and are cheap to put in only when many go in
// together in their order.
func (t *tx) sketch(ctx context.Context, r *articleRow) error {
	_, err := t.exec(ctx, `INSERT INTO sketches (article, version, sketch, keyed) VALUES (?1, ?2, ?3, ?3 IS NULL)
		ON CONFLICT (article) DO UPDATE SET version = ?2, sketch = ?3, keyed = ?3 IS NULL`, r.row, r.version, r.sketch.Bytes())
	if err == nil && r.sketch.Bytes() == nil { // compared with nothing from now on
		_, err = t.exec(ctx, `DELETE FROM stories WHERE article = ?`, r.row)
	}
	return err
}

// How many sketches are keyed at a time, and how many rows a transaction writes.
const (
	keyRound  = 100_000
	keyChunk  = 20_000
	readChunk = 200
)

// waiting is a sketch whose keys are not stored.
type waiting struct {
	article, version int64
	sketch           neardup.Sketch
}

// KeySketches makes the sketches that are missing and stores the keys of those
// that have none yet, so that near-duplicates are found and stories are joined. It is for the
// background, may be called at any time and stopped at any time; it gives how
// many articles it brought up to date.
func (db *DB) KeySketches(ctx context.Context) (int, error) {
	total := 0
	if db.refusal == nil {
		if err := db.tellUnmade(ctx); err != nil {
			return total, db.translate("join stories", err)
		}
	}
	for db.refusal == nil {
		rows, err := db.query(ctx, `SELECT article, version, sketch FROM sketches INDEXED BY sketches_waiting WHERE keyed = 0 ORDER BY article LIMIT ?`, keyRound)
		list, err := collect(rows, err, func(rows *sql.Rows) (w waiting, err error) {
			var sketch []byte
			err = rows.Scan(&w.article, &w.version, &sketch)
			w.sketch = neardup.Parse(sketch)
			return w, err
		})
		if err != nil {
			return total, db.translate("read sketches", err)
		}
		if len(list) == 0 {
			break
		}
		if err := db.keySketches(ctx, list); err != nil {
			return total, db.translate("store keys of sketches", err)
		}
		total += len(list)
	}
	return total, nil
}

func (db *DB) keySketches(ctx context.Context, list []waiting) error {
	for part := range slices.Chunk(list, readChunk) {
		if err := db.makeSketches(ctx, part); err != nil {
			return err
		}
	}
	type pair struct{ key, article int64 }
	var keys []pair
	for _, w := range list {
		for _, key := range w.sketch.Keys() {
			keys = append(keys, pair{key, w.article})
		}
	}
	slices.SortFunc(keys, func(a, b pair) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.article, b.article)) })
	for part := range slices.Chunk(keys, keyChunk) {
		err := db.write(ctx, func(ctx context.Context, t *tx) error {
			for _, p := range part {
				if _, err := t.exec(ctx, `INSERT OR IGNORE INTO sketch_keys (key, article) VALUES (?, ?)`, p.key, p.article); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := db.tell(ctx, list); err != nil {
		return err
	}
	for part := range slices.Chunk(list, keyChunk) {
		err := db.write(ctx, func(ctx context.Context, t *tx) error {
			for _, w := range part { // one that changed meanwhile waits on
				if _, err := t.exec(ctx, `UPDATE sketches SET keyed = 1 WHERE article = ? AND version = ?`, w.article, w.version); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// makeSketches makes those that are missing: of articles that were here before
// there were sketches. A text that is damaged has none.
func (db *DB) makeSketches(ctx context.Context, list []waiting) error {
	var missing []news.Row
	at := map[int64]int{}
	for i, w := range list {
		if w.version == 0 {
			missing = append(missing, news.Row(w.article))
			at[w.article] = i
		}
	}
	if len(missing) == 0 {
		return nil
	}
	type text struct {
		language string
		stored   stored
	}
	rows, err := db.query(ctx, `SELECT a.language, `+storedColumns+` FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value
		CROSS JOIN versions v ON v.version = a.version`, rowList(missing))
	texts, err := collect(rows, err, func(rows *sql.Rows) (x text, err error) {
		return x, rows.Scan(append([]any{&x.language}, x.stored.targets()...)...)
	})
	if err != nil {
		return err
	}
	for i := range texts {
		w := &list[at[texts[i].stored.article]]
		w.version = texts[i].stored.version
		if text, err := texts[i].stored.text(db.packer, new([]byte)); err == nil { // else Verify tells of it
			w.sketch = sketchOf(text.Plain, texts[i].language)
		}
	}
	return db.write(ctx, func(ctx context.Context, t *tx) error {
		for _, row := range missing {
			w := list[at[int64(row)]]
			if _, err := t.exec(ctx, `UPDATE sketches SET version = ?, sketch = ? WHERE article = ? AND version = 0`,
				w.version, w.sketch.Bytes(), w.article); err != nil {
				return err
			}
		}
		return nil
	})
}

// Sketches gives the sketches of articles; those that have none are left out.
func (db *DB) Sketches(ctx context.Context, rows []news.Row) (map[news.Row]neardup.Sketch, error) {
	found, err := db.query(ctx, `SELECT s.article, s.sketch FROM json_each(?) e CROSS JOIN sketches s ON s.article = e.value
		WHERE s.sketch IS NOT NULL`, rowList(rows))
	list, err := collect(found, err, scanWaiting)
	out := make(map[news.Row]neardup.Sketch, len(list))
	for _, w := range list {
		out[news.Row(w.article)] = w.sketch
	}
	return out, db.translate("read sketches", err)
}

func scanWaiting(rows *sql.Rows) (w waiting, err error) {
	var sketch []byte
	err = rows.Scan(&w.article, &sketch)
	w.sketch = neardup.Parse(sketch)
	return w, err
}
