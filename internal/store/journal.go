package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"

	"broadsheet/internal/news"
)

// entry is a row of the journal to be written.
type entry struct {
	verb    string // subject.past_tense
	subject string
	imports *int64
	undoes  *int64
	inverse *inverse // nil: cannot be taken back
}

// inverse is what takes an entry back; exactly one field is set.
type inverse struct {
	Steps    []step        `json:"steps,omitempty"`
	Import   *importUndo   `json:"import,omitempty"`
	Pictures *picturesUndo `json:"pictures,omitempty"`
	Undo     int64         `json:"undo,omitempty"` // the entry whose taking back this one was
}

// importUndo takes an import back, or brings it again.
type importUndo struct {
	Number int64 `json:"number"`
	Again  bool  `json:"again,omitempty"`
	All    bool  `json:"all,omitempty"` // also what was touched since
}

// journal writes a row and gives its number.
func (t *tx) journal(ctx context.Context, e entry) (int64, error) {
	row := journalRow{at: stampOf(t.now), actor: t.db.self, verb: e.verb, subject: e.subject, imports: e.imports, undoes: e.undoes}
	if e.inverse != nil {
		text, err := encodeText(e.inverse)
		if err != nil {
			return 0, err
		}
		row.inverse = &text
	}
	err := t.row(ctx, `SELECT entry, hash FROM journal ORDER BY entry DESC LIMIT 1`).Scan(&row.entry, &row.previous)
	if err != nil && err != sql.ErrNoRows {
		return 0, err
	}
	row.entry++
	_, err = t.exec(ctx, `INSERT INTO journal (entry, at, actor, verb, subject, import, undoes, inverse, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.entry, row.at, row.actor, row.verb, row.subject, row.imports, row.undoes, row.inverse, row.hash())
	return row.entry, err
}

// journalRow is a row with the hash of the one before.
type journalRow struct {
	entry    int64
	at       string
	actor    int64
	verb     string
	subject  string
	imports  *int64
	undoes   *int64
	inverse  *string
	previous []byte
	stored   []byte
}

// hash chains the row to the one before: nobody can change the past and leave
// no trace.
func (r *journalRow) hash() []byte {
	b, _ := json.Marshal([]any{r.entry, r.at, r.actor, r.verb, r.subject, r.imports, r.undoes, r.inverse, fmt.Sprintf("%x", r.previous)})
	sum := sha256.Sum256(b)
	return sum[:]
}

// History lists what was done, newest first; limit 0 means 50, at most 1,000.
func (db *DB) History(ctx context.Context, limit int) ([]news.Entry, error) {
	rows, err := db.query(ctx, `SELECT h.entry, h.at, a.name, h.verb, h.subject, coalesce(i.id, ''),
			h.inverse IS NOT NULL AND u.entry IS NULL, u.entry IS NOT NULL
		FROM journal h CROSS JOIN actors a ON a.actor = h.actor
		LEFT JOIN imports i ON i.import = h.import
		LEFT JOIN undone u ON u.entry = h.entry
		ORDER BY h.entry DESC LIMIT ?`, clamp(limit, 50, 1000))
	list, err := collect(rows, err, func(rows *sql.Rows) (e news.Entry, err error) {
		var at string
		err = rows.Scan(&e.Entry, &at, &e.Actor, &e.Verb, &e.Subject, &e.Import, &e.Undoable, &e.Undone)
		e.At = momentOf(at)
		return e, err
	})
	return list, db.translate("read history", err)
}

// clamp gives n, the usual number where it is 0 or less, or most where it is above.
func clamp(n, usual, most int) int {
	if n <= 0 {
		return usual
	}
	return min(n, most)
}
