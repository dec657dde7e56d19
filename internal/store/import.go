package store

import (
	"context"
	"database/sql"
	"errors"

	"broadsheet/internal/news"
)

// importRecord is an import as the writer works with it.
type importRecord struct {
	number int64
	label  string
	entry  *int64 // of the journal; nil: it changed nothing yet
	items  int64  // number of its last item
}

func (t *tx) importByID(ctx context.Context, id string) (importRecord, error) {
	var r importRecord
	err := t.row(ctx, `SELECT import, label, entry FROM imports WHERE id = ?`, id).Scan(&r.number, &r.label, &r.entry)
	if err != nil {
		return r, orNotFound(err, "import", id)
	}
	err = t.row(ctx, `SELECT coalesce((SELECT item FROM import_items WHERE import = ? ORDER BY item DESC LIMIT 1), 0)`, r.number).Scan(&r.items)
	return r, err
}

// journalImport writes the import's journal row when it first changes something.
func (t *tx) journalImport(ctx context.Context, r *importRecord) error {
	if r.entry != nil {
		return nil
	}
	number, err := t.journal(ctx, entry{verb: "articles.imported", subject: r.label, imports: &r.number,
		inverse: &inverse{Import: &importUndo{Number: r.number}}})
	if err != nil {
		return err
	}
	r.entry = &number
	t.changed.Imports = true
	_, err = t.exec(ctx, `UPDATE imports SET entry = ? WHERE import = ?`, number, r.number)
	return err
}

// BeginImport makes the record of an import; its ID must be new, Started and
// State are filled in where they are empty.
func (db *DB) BeginImport(ctx context.Context, i news.Import) error {
	if i.ID == "" {
		return news.Errorf(news.CodeInvalid, "import", "An import needs an id.")
	}
	if i.Started.IsZero() {
		i.Started = db.clock()
	}
	if i.State == "" {
		i.State = "running"
	}
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		return t.insertImport(ctx, i)
	})
	return db.translate("begin import", err)
}

func (t *tx) insertImport(ctx context.Context, i news.Import) error {
	t.changed.Imports = true
	_, err := t.exec(ctx, `INSERT INTO imports (id, label, format, started, ended, state) VALUES (?, ?, ?, ?, '', ?)`,
		i.ID, i.Label, i.Format, stampOf(i.Started), i.State)
	return err
}

// maxProblems is how many problems of an import are kept.
const maxProblems = 1000

// problemJSON is a problem as it is stored.
type problemJSON struct {
	Where   string `json:"where,omitempty"`
	Message string `json:"message"`
}

// FinishImport writes how an import ended: its state, counts, problems (the
// first 1,000) and, where it is empty, the time. It may be called more than
// once, also for an import that goes on.
func (db *DB) FinishImport(ctx context.Context, i news.Import) error {
	if i.Ended.IsZero() && i.State != "running" {
		i.Ended = db.clock()
	}
	problems := []problemJSON{}
	for n, p := range i.Problems {
		if n == maxProblems {
			break
		}
		problems = append(problems, problemJSON(p))
	}
	text, err := encodeText(problems)
	if err != nil {
		return err
	}
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		t.changed.Imports = true
		res, err := t.exec(ctx, `UPDATE imports SET ended = ?, state = ?, added = ?, updated = ?, unchanged = ?, duplicates = ?,
			skipped = ?, left_out = ?, problems = ? WHERE id = ?`,
			stampOf(i.Ended), i.State, i.Added, i.Updated, i.Unchanged, i.Duplicates, i.Skipped, i.LeftOut, text, i.ID)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return orNotFound(sql.ErrNoRows, "import", i.ID)
		}
		return nil
	})
	return db.translate("finish import", err)
}

const importColumns = `id, label, format, started, ended, state, added, updated, unchanged, duplicates, skipped, left_out, problems`

func scanImport(rows *sql.Rows) (i news.Import, err error) {
	var started, ended, problems string
	if err = rows.Scan(&i.ID, &i.Label, &i.Format, &started, &ended, &i.State, &i.Added, &i.Updated, &i.Unchanged,
		&i.Duplicates, &i.Skipped, &i.LeftOut, &problems); err != nil {
		return i, err
	}
	i.Started, i.Ended = momentOf(started), momentOf(ended)
	var list []problemJSON
	if err := decode(problems, &list); err != nil {
		return i, err
	}
	for _, p := range list {
		i.Problems = append(i.Problems, news.Problem(p))
	}
	return i, nil
}

// Imports lists the newest 200 imports, newest first.
func (db *DB) Imports(ctx context.Context) ([]news.Import, error) {
	rows, err := db.query(ctx, `SELECT `+importColumns+` FROM imports ORDER BY import DESC LIMIT 200`)
	list, err := collect(rows, err, scanImport)
	return list, db.translate("read imports", err)
}

// Import gives an import.
func (db *DB) Import(ctx context.Context, id string) (news.Import, error) {
	rows, err := db.query(ctx, `SELECT `+importColumns+` FROM imports WHERE id = ?`, id)
	list, err := collect(rows, err, scanImport)
	if err == nil && len(list) == 0 {
		err = news.NotFound("import", id)
	}
	if err != nil {
		return news.Import{}, db.translate("read import", err)
	}
	return list[0], nil
}

// UndoImport takes back what an import did and nobody touched since: articles
// it added go, those it updated return to the version before, and so do the
// publication's record, topics, tags and slots. The rest stays and is listed.
// It is an entry of the history and can be taken back.
func (db *DB) UndoImport(ctx context.Context, id string) (news.Undone, error) {
	return db.undoImport(ctx, id, false)
}

// LeaveImport is UndoImport that also takes what was touched since, such as
// starred articles: for leaving the sample publication behind.
func (db *DB) LeaveImport(ctx context.Context, id string) (news.Undone, error) {
	return db.undoImport(ctx, id, true)
}

func (db *DB) undoImport(ctx context.Context, id string, all bool) (news.Undone, error) {
	var undone news.Undone
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.importByID(ctx, id)
		if err != nil {
			return err
		}
		if r.entry == nil {
			return nil // it changed nothing
		}
		undone, err = t.undo(ctx, *r.entry, all)
		return err
	})
	return undone, db.translate("undo import", err)
}

// takeImport takes an import back or brings again what was taken back.
func (t *tx) takeImport(ctx context.Context, u importUndo) (taken, error) {
	var o taken
	order := `SELECT item, step FROM import_items WHERE import = ? AND undone = ? ORDER BY item DESC`
	if u.Again {
		order = `SELECT item, step FROM import_items WHERE import = ? AND undone = ? ORDER BY item`
	}
	type item struct {
		number int64
		step   step
	}
	rows, err := t.query(ctx, order, u.Number, u.Again)
	items, err := collect(rows, err, func(rows *sql.Rows) (i item, err error) {
		var text string
		if err = rows.Scan(&i.number, &text); err != nil {
			return i, err
		}
		return i, decode(text, &i.step)
	})
	if err != nil {
		return o, err
	}
	// The front page goes back first, so that what the import itself put there
	// does not count as put there by somebody.
	for _, front := range []bool{!u.Again, u.Again} {
		for _, i := range items {
			if (i.step.Thing == thingFront) != front {
				continue
			}
			one, err := t.take(ctx, i.step, direction{back: !u.Again, force: u.All})
			if err != nil {
				return o, err
			}
			o.add(one)
			if one.done == 0 {
				continue
			}
			if _, err := t.exec(ctx, `UPDATE import_items SET undone = ? WHERE import = ? AND item = ?`, !u.Again, u.Number, i.number); err != nil {
				return o, err
			}
		}
	}
	state := "undone"
	if u.Again {
		state = "done"
	}
	t.changed.Imports = true
	if o.done == 0 && len(o.kept) > 0 {
		return o, nil
	}
	_, err = t.exec(ctx, `UPDATE imports SET state = ? WHERE import = ?`, state, u.Number)
	return o, err
}

// Provenance says where an article came from.
func (db *DB) Provenance(ctx context.Context, id string) (news.Provenance, error) {
	var p news.Provenance
	var stored string
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return p, err
	}
	err = db.row(ctx, `SELECT s.name, a.url, coalesce(i.id, ''), coalesce(i.label, ''), v.stored
		FROM articles a JOIN sources s ON s.source = a.source JOIN versions v ON v.version = a.version
		LEFT JOIN imports i ON i.import = v.import WHERE a.row = ?`, row).
		Scan(&p.Source, &p.Address, &p.Import, &p.Label, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		err = news.NotFound("article", id)
	}
	p.Own, p.Imported = p.Source == news.SourceOwn, momentOf(stored)
	return p, db.translate("read provenance", err)
}

// DropImport forgets an import that changed nothing.
func (db *DB) DropImport(ctx context.Context, id string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `DELETE FROM imports WHERE id = ? AND entry IS NULL AND NOT EXISTS (SELECT 1 FROM import_items i WHERE i.import = imports.import)`, id)
		return err
	})
	return db.translate("forget an import", err)
}
