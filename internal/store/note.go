package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"broadsheet/internal/news"
)

// DraftNotes lists what was said of a draft, oldest first.
func (db *DB) DraftNotes(ctx context.Context, draft string) ([]news.DraftNote, error) {
	rows, err := db.query(ctx, `SELECT n.id, coalesce(p.id, ''), n.block, n.quote, n.prefix, n.suffix, n.start, n.text, w.name, n.written, n.resolved
		FROM drafts d CROSS JOIN draft_notes n ON n.draft = d.draft AND n.kept = 1 JOIN actors w ON w.actor = n.actor
		LEFT JOIN draft_notes p ON p.note = n.parent WHERE d.id = ? ORDER BY n.note`, draft)
	list, err := collect(rows, err, func(rows *sql.Rows) (n news.DraftNote, err error) {
		var written, resolved string
		err = rows.Scan(&n.ID, &n.Parent, &n.Block, &n.Quote, &n.Prefix, &n.Suffix, &n.Start, &n.Text, &n.Actor, &written, &resolved)
		n.Written, n.Resolved = momentOf(written), momentOf(resolved)
		return n, err
	})
	return list, db.translate("read notes", err)
}

// noteJSON is the state of a note that undo sets.
type noteJSON struct {
	Text     string `json:"text"`
	Resolved string `json:"resolved,omitempty"`
	Kept     bool   `json:"kept,omitempty"`
}

type noteState struct{}

func (noteState) same(a, b json.RawMessage) bool { return sameBytes(a, b) }

func (noteState) read(ctx context.Context, t *tx, key int64) (json.RawMessage, string, error) {
	var n noteJSON
	if err := t.row(ctx, `SELECT text, resolved, kept FROM draft_notes WHERE note = ?`, key).Scan(&n.Text, &n.Resolved, &n.Kept); err != nil {
		return nil, "", err
	}
	raw, err := encode(n)
	return raw, n.Text, err
}

func (noteState) write(ctx context.Context, t *tx, key int64, state json.RawMessage) error {
	var n noteJSON
	if err := decode(string(state), &n); err != nil {
		return err
	}
	t.changed.Drafts = true
	_, err := t.exec(ctx, `UPDATE draft_notes SET text = ?, resolved = ?, kept = ? WHERE note = ?`, n.Text, n.Resolved, n.Kept, key)
	return err
}

// AddNote says something of a draft, or answers a note. Can be undone by the entry.
func (db *DB) AddNote(ctx context.Context, draft string, n news.DraftNote) (kept news.DraftNote, number int64, err error) {
	n.ID = newDraftID("n-")
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		r, err := t.loadDraft(ctx, draft)
		if err != nil {
			return err
		}
		var parent *int64
		if n.Parent != "" {
			key, of, err := t.noteKey(ctx, n.Parent)
			if err != nil {
				return err
			}
			if of != r.draft {
				return news.NotFound("note", n.Parent)
			}
			parent = &key
		}
		res, err := t.exec(ctx, `INSERT INTO draft_notes (id, draft, parent, block, quote, prefix, suffix, start, text, actor, written, resolved, kept)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0)`,
			n.ID, r.draft, parent, n.Block, n.Quote, n.Prefix, n.Suffix, n.Start, n.Text, db.self, stampOf(t.now))
		if err != nil {
			return err
		}
		key, err := res.LastInsertId()
		if err != nil {
			return err
		}
		number, err = t.changeNote(ctx, "note.added", key, r.subject(), noteJSON{Text: n.Text, Kept: true})
		n.Written = t.now
		return err
	})
	return n, number, db.translate("add note", err)
}

// noteKey gives the row of a note and of its draft.
func (t *tx) noteKey(ctx context.Context, id string) (key, draft int64, err error) {
	err = t.row(ctx, `SELECT note, draft FROM draft_notes WHERE id = ? AND kept = 1`, id).Scan(&key, &draft)
	return key, draft, orNotFound(err, "note", id)
}

func (t *tx) changeNote(ctx context.Context, verb string, key int64, subject string, state noteJSON) (int64, error) {
	raw, err := encode(state)
	if err != nil {
		return 0, err
	}
	s, err := t.change(ctx, thingNote, key, noteState{}, func() error { return noteState{}.write(ctx, t, key, raw) })
	if err != nil || s == nil {
		return 0, err
	}
	return t.journal(ctx, entry{verb: verb, subject: subject, inverse: &inverse{Steps: []step{*s}}})
}

// ResolveNote closes a thread, or opens it again. Can be undone by the entry, 0 where
// nothing changed.
func (db *DB) ResolveNote(ctx context.Context, id string, resolved bool) (number int64, err error) {
	return db.alterNote(ctx, id, func(t *tx, n *noteJSON) string {
		if !resolved {
			n.Resolved = ""
			return "note.reopened"
		}
		if n.Resolved == "" {
			n.Resolved = stampOf(t.now)
		}
		return "note.resolved"
	})
}

// RemoveNote takes a note away; what answered it stays. Can be undone by the entry.
func (db *DB) RemoveNote(ctx context.Context, id string) (number int64, err error) {
	return db.alterNote(ctx, id, func(_ *tx, n *noteJSON) string {
		n.Kept = false
		return "note.removed"
	})
}

func (db *DB) alterNote(ctx context.Context, id string, alter func(*tx, *noteJSON) string) (number int64, err error) {
	err = db.write(ctx, func(ctx context.Context, t *tx) error {
		key, draft, err := t.noteKey(ctx, id)
		if err != nil {
			return err
		}
		raw, _, err := noteState{}.read(ctx, t, key)
		if err != nil {
			return err
		}
		var n noteJSON
		if err := decode(string(raw), &n); err != nil {
			return err
		}
		r, err := draftState{}.load(ctx, t, draft)
		if err != nil {
			return err
		}
		verb := alter(t, &n)
		number, err = t.changeNote(ctx, verb, key, r.subject(), n)
		return err
	})
	return number, db.translate("change note", err)
}
