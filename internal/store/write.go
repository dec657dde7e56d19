package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"time"

	"broadsheet/internal/news"
)

// tx is a write transaction under way. Its methods and everything that takes
// one run on the writer's connection under DB.mu.
type tx struct {
	db       *DB
	now      time.Time
	changes  []change
	deltas   map[tally]int64
	changed  Changed
	zone     *time.Location    // the publication's, as of this transaction
	canceled func() error      // tells whether the caller gave up; long loops ask it
	after    []func()          // run once committed
	left     map[ownID][]int64 // articles that were removed and something is of
	moved    map[int64]bool    // articles whose highlights are placed anew before the commit

	summed summing // of what is published
}

// change is a row of the change log to be written.
type change struct {
	seq   int64
	thing news.Thing
	row   news.Row
}

// write runs fn in one transaction and commits. Statements run without the
// caller's cancellation (a commit is never left half known); fn asks
// t.canceled between items where it works through many.
func (db *DB) write(ctx context.Context, fn func(context.Context, *tx) error) error {
	if db.refusal != nil {
		return db.refusal
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	changed, err := db.transact(ctx, fn)
	if err != nil {
		return err
	}
	if db.notify != nil && changed.any() {
		db.notify(changed)
	}
	return nil
}

func (db *DB) transact(ctx context.Context, fn func(context.Context, *tx) error) (Changed, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.conn == nil {
		return Changed{}, news.Errorf(news.CodeInternal, "library", "The library is closed.")
	}
	inner := context.WithoutCancel(ctx)
	t := &tx{db: db, now: db.clock(), deltas: map[tally]int64{}, zone: db.zone.Load(), canceled: ctx.Err}
	if _, err := db.run(inner, `BEGIN IMMEDIATE`); err != nil {
		return Changed{}, err
	}
	err := fn(inner, t)
	if err == nil {
		err = t.flush(inner)
	}
	if err == nil {
		_, err = db.run(inner, `COMMIT`)
	}
	if err != nil {
		db.rollback(inner)
		return Changed{}, err
	}
	if t.changed.content() {
		db.commits.Add(1)
	}
	for _, f := range t.after {
		f()
	}
	return t.changed, nil
}

// rollback takes the transaction back and forgets what was remembered from it.
func (db *DB) rollback(ctx context.Context) {
	if _, err := db.run(ctx, `ROLLBACK`); err != nil && primary(err) != 1 { // 1: SQLite rolled back by itself
		db.log.Error("roll back", "error", err)
	}
	db.names.clear()
	if err := db.next.load(ctx, db.conn); err != nil {
		db.log.Error("read sequences after a roll back", "error", err)
	}
}

// flush writes what was gathered: places of highlights, change rows and totals.
func (t *tx) flush(ctx context.Context) error {
	if err := t.placeMoved(ctx); err != nil {
		return err
	}
	nonces := make([]byte, 8*len(t.changes))
	rand.Read(nonces) // never fails: see crypto/rand
	for i, c := range t.changes {
		if _, err := t.exec(ctx, `INSERT INTO changes (seq, nonce, thing, row) VALUES (?, ?, ?, ?)`,
			c.seq, nonces[8*i:8*i+8], int64(c.thing), int64(c.row)); err != nil {
			return err
		}
	}
	if err := t.flushSum(ctx); err != nil {
		return err
	}
	return t.flushTallies(ctx)
}

// note puts a thing into the change log and gives the row's seq.
func (t *tx) note(thing news.Thing, row news.Row) int64 {
	seq := t.db.next.seq
	t.db.next.seq++
	t.changes = append(t.changes, change{seq, thing, row})
	if thing == news.ThingArticle {
		t.touched(row)
	}
	return seq
}

// touched remembers an article for Changed.
func (t *tx) touched(row news.Row) {
	const named = 1000
	if len(t.changed.Articles) < named {
		t.changed.Articles = append(t.changed.Articles, row)
	} else {
		t.changed.More = true
	}
}

// content tells whether something changed that a fingerprint stands for.
func (c Changed) content() bool {
	return len(c.Articles) > 0 || c.Publication || c.Names || c.Comments
}

func (c Changed) any() bool {
	return len(c.Articles) > 0 || c.Publication || c.Names || c.Front || c.Comments || c.Imports || c.Pictures || c.Drafts || c.Collections || c.Searches || c.Highlights || c.Sessions || c.Marks
}

func (t *tx) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return t.db.run(ctx, query, args...)
}

func (t *tx) row(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := t.db.statement(ctx, query)
	if err != nil {
		return t.db.conn.QueryRowContext(ctx, query, args...) // gives the same error through Scan
	}
	return stmt.QueryRowContext(ctx, args...)
}

func (t *tx) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := t.db.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func (db *DB) run(ctx context.Context, query string, args ...any) (sql.Result, error) {
	stmt, err := db.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

// statement prepares each text once for the writer's connection.
func (db *DB) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := db.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := db.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	db.stmts[query] = stmt
	return stmt, nil
}

// sequences are the numbers that the next rows get. They are given out here
// and not by SQLite, so that a row can be named before it is written.
type sequences struct {
	row     int64
	version int64
	seq     int64
}

func (s *sequences) load(ctx context.Context, conn *sql.Conn) error {
	for table, next := range map[string]*int64{"articles": &s.row, "versions": &s.version, "changes": &s.seq} {
		var last int64
		err := conn.QueryRowContext(ctx, `SELECT seq FROM sqlite_sequence WHERE name = ?`, table).Scan(&last)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		*next = last + 1
	}
	return nil
}
