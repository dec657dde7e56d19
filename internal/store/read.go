package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"broadsheet/internal/news"
)

// reader is what reads can run on: the pool, or one snapshot of it.
type reader interface {
	query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	row(ctx context.Context, query string, args ...any) *sql.Row
}

// query runs a read on the pool; each text is prepared once a connection.
func (db *DB) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := db.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func (db *DB) row(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := db.prepare(ctx, query)
	if err != nil {
		return db.readers.QueryRowContext(ctx, query, args...) // gives the same error through Scan
	}
	return stmt.QueryRowContext(ctx, args...)
}

func (db *DB) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := db.prepared.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := db.readers.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if other, loaded := db.prepared.LoadOrStore(query, stmt); loaded {
		stmt.Close()
		return other.(*sql.Stmt), nil
	}
	return stmt, nil
}

// snapshot is one read transaction: all of its reads see the same state.
type snapshot struct {
	db *DB
	tx *sql.Tx
}

func (s snapshot) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.db.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.tx.StmtContext(ctx, stmt).QueryContext(ctx, args...)
}

func (s snapshot) row(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := s.db.prepare(ctx, query)
	if err != nil {
		return s.tx.QueryRowContext(ctx, query, args...)
	}
	return s.tx.StmtContext(ctx, stmt).QueryRowContext(ctx, args...)
}

// read runs fn in one read transaction.
func (db *DB) read(ctx context.Context, fn func(reader) error) error {
	tx, err := db.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(snapshot{db, tx})
}

// collect reads all rows with one function and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, rows.Err()
}

// scanOne is a scan for collect of rows with one column.
func scanOne[T any](rows *sql.Rows) (T, error) {
	var v T
	err := rows.Scan(&v)
	return v, err
}

// rowList gives row numbers as a JSON array for json_each.
func rowList(rows []news.Row) string {
	if len(rows) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(rows) // a list of integers
	return string(b)
}

// stampOf writes a moment of this machine, to the millisecond, in UTC.
func stampOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

// momentOf reads what stampOf or givenTime wrote.
func momentOf(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset)) // never this machine's own zone
	}
	return t.UTC()
}

// givenTime writes a time with the offset and the fraction it came with.
func givenTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}
