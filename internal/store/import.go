package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

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
	origin, err := originText(i.Origin)
	if err != nil {
		return err
	}
	_, err = t.exec(ctx, `INSERT INTO imports (id, label, format, started, ended, state, origin) VALUES (?, ?, ?, ?, '', ?, ?)`,
		i.ID, i.Label, i.Format, stampOf(i.Started), i.State, origin)
	return err
}

// ResumeImport takes an import up again that was broken off; CodeConflict where it
// was not, or somebody else did.
func (db *DB) ResumeImport(ctx context.Context, id string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		t.changed.Imports = true
		res, err := t.exec(ctx, `UPDATE imports SET state = 'running', ended = ''
			WHERE id = ? AND origin <> '' AND state IN ('interrupted', 'canceled', 'failed')`, id)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, error(news.Errorf(news.CodeConflict, "import", "This import is not broken off; nothing was changed.")))
		}
		return nil
	})
	return db.translate("take an import up again", err)
}

// interrupted marks the imports that the program's last end broke off.
func (t *tx) interrupted(ctx context.Context) error {
	_, err := t.exec(ctx, `UPDATE imports SET state = 'interrupted' WHERE state = 'running'`)
	return err
}

// problemJSON is a problem as it is stored.
type problemJSON struct {
	Kind    string `json:"kind,omitempty"`
	Where   string `json:"where,omitempty"`
	Message string `json:"message"`
	// Count is how many of its kind there were; the first of a kind says so.
	Count int `json:"count,omitempty"`
}

// problemsOf writes the problems of an import, with the counts of their kinds.
func problemsOf(i news.Import) (string, error) {
	counts := map[news.ProblemKind]int{}
	for _, kind := range i.Kinds {
		counts[kind.Kind] = kind.Count
	}
	problems := []problemJSON{}
	for _, p := range i.Problems[:min(len(i.Problems), news.MaxProblems)] {
		problems = append(problems, problemJSON{string(p.Kind), p.Where, p.Message, counts[p.Kind]})
		delete(counts, p.Kind)
	}
	return encodeText(problems)
}

// readProblems reads what problemsOf wrote.
func readProblems(text string, i *news.Import) error {
	var list []problemJSON
	if err := decode(text, &list); err != nil {
		return err
	}
	counts := map[string]int{}
	for _, p := range list {
		i.Problem(news.Problem{Kind: news.ProblemKind(p.Kind), Where: p.Where, Message: p.Message})
		counts[p.Kind] = max(counts[p.Kind], p.Count)
	}
	for n := range i.Kinds {
		i.Kinds[n].Count = max(i.Kinds[n].Count, counts[string(i.Kinds[n].Kind)])
	}
	return nil
}

// FinishImport writes how an import ended: its state, counts, place, problems (the
// first 1,000) and, where it is empty, the time. It may be called more than
// once, also for an import that goes on.
func (db *DB) FinishImport(ctx context.Context, i news.Import) error {
	if i.Ended.IsZero() && i.State != "running" {
		i.Ended = db.clock()
	}
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		t.changed.Imports = true
		return t.updateImport(ctx, i)
	})
	return db.translate("finish import", err)
}

// updateImport writes how far an import is. One that is done needs its origin no
// more.
func (t *tx) updateImport(ctx context.Context, i news.Import) error {
	text, err := problemsOf(i)
	if err != nil {
		return err
	}
	res, err := t.exec(ctx, `UPDATE imports SET ended = ?1, state = ?2, added = ?3, updated = ?4, unchanged = ?5, duplicates = ?6,
		skipped = ?7, left_out = ?8, problems = ?9, at_file = ?10, at_item = ?11,
		origin = CASE ?2 WHEN 'done' THEN '' ELSE origin END WHERE id = ?12`,
		stampOf(i.Ended), i.State, i.Added, i.Updated, i.Unchanged, i.Duplicates, i.Skipped, i.LeftOut, text,
		i.Place.Files, i.Place.Items, i.ID)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return orNotFound(cmp.Or(err, sql.ErrNoRows), "import", i.ID)
	}
	return nil
}

// count counts the batch into the record of its import.
func (in *ingest) count(ctx context.Context, outcomes []news.Outcome) error {
	if in.batch.SoFar == nil {
		return nil
	}
	soFar := *in.batch.SoFar
	soFar.Count(in.batch.Records, outcomes)
	soFar.Problems = slices.Clip(soFar.Problems)
	soFar.Kinds = slices.Clone(soFar.Kinds)
	for _, p := range in.problems {
		soFar.Problem(p)
	}
	return in.updateImport(ctx, soFar)
}

// originJSON is an import's origin as it is stored.
type originJSON struct {
	Paths     []string          `json:"paths"`
	As        string            `json:"as,omitempty"`
	Source    string            `json:"source,omitempty"`
	Mapping   map[string]string `json:"mapping,omitempty"`
	Fetch     bool              `json:"fetch,omitempty"`
	Private   bool              `json:"private,omitempty"`
	Seal      string            `json:"seal"`
	TimeZone  string            `json:"time_zone,omitempty"`
	Languages []string          `json:"languages,omitempty"`
}

func originText(o *news.ImportOrigin) (string, error) {
	if o == nil {
		return "", nil
	}
	return encodeText(originJSON(*o))
}

func originOf(text string) (*news.ImportOrigin, error) {
	if text == "" {
		return nil, nil
	}
	var held originJSON
	if err := decode(text, &held); err != nil {
		return nil, err
	}
	origin := news.ImportOrigin(held)
	return &origin, nil
}

const importColumns = `id, label, format, started, ended, state, added, updated, unchanged, duplicates, skipped, left_out, problems,
	at_file, at_item, origin`

func scanImport(rows *sql.Rows) (i news.Import, err error) {
	var started, ended, problems, origin string
	if err = rows.Scan(&i.ID, &i.Label, &i.Format, &started, &ended, &i.State, &i.Added, &i.Updated, &i.Unchanged,
		&i.Duplicates, &i.Skipped, &i.LeftOut, &problems, &i.Place.Files, &i.Place.Items, &origin); err != nil {
		return i, err
	}
	i.Started, i.Ended = momentOf(started), momentOf(ended)
	if err := readProblems(problems, &i); err != nil {
		return i, err
	}
	i.Origin, err = originOf(origin)
	return i, err
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
	state := `'undone'`
	if u.Again {
		state = `CASE origin WHEN '' THEN 'done' ELSE 'interrupted' END`
	}
	t.changed.Imports = true
	if o.done == 0 && len(o.kept) > 0 {
		return o, nil
	}
	_, err = t.exec(ctx, `UPDATE imports SET state = `+state+` WHERE import = ?`, u.Number)
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

// ImportEntry gives the journal's entry of an import, by which it is undone; 0
// where it changed nothing.
func (db *DB) ImportEntry(ctx context.Context, id string) (entry int64, err error) {
	err = db.row(ctx, `SELECT coalesce(entry, 0) FROM imports WHERE id = ?`, id).Scan(&entry)
	return entry, db.translate("read import", orNotFound(err, "import", id))
}

// DropImport forgets an import that changed nothing.
func (db *DB) DropImport(ctx context.Context, id string) error {
	err := db.write(ctx, func(ctx context.Context, t *tx) error {
		_, err := t.exec(ctx, `DELETE FROM imports WHERE id = ? AND entry IS NULL AND NOT EXISTS (SELECT 1 FROM import_items i WHERE i.import = imports.import)`, id)
		return err
	})
	return db.translate("forget an import", err)
}
