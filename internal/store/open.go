package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/internal/news"
)

// Options says which database to open and how.
type Options struct {
	Path     string // the database file; made when missing, unless ReadOnly
	Clock    news.Clock
	Log      *slog.Logger // nil: nothing is logged
	ReadOnly bool
	// Actor is who writes. Where its ID is empty, the library's own actor is
	// used, and made with this Name at the first start.
	Actor news.Actor
	// BeforeMigration is called before an older database is changed. snapshot
	// writes a copy of it to a path that does not exist yet. An error stops
	// the opening. nil: no copy is made.
	BeforeMigration func(ctx context.Context, from, to int, snapshot func(path string) error) error
	// OnChange, when set, is called after each commit that changed something
	// that screens show, from the goroutine that wrote. It must not block.
	OnChange func(Changed)
}

// Changed says what a commit changed, roughly enough to refresh screens by.
type Changed struct {
	Articles    []news.Row // those added, altered, removed or marked; at most 1,000 are named
	More        bool       // there were more
	Publication bool       // the publication's record, sections or time zone
	Names       bool       // topics or tags
	Front       bool
	Comments    bool
	Imports     bool
	Drafts      bool
	Collections bool
	Searches    bool // saved searches
	Highlights  bool
	Sessions    bool
	Pictures    bool // fetched pictures came, or went
	Marks       bool // only reading marks or own reads, when nothing else is set
	Watching    bool // which articles are watched, or what of them was seen
}

// DB is an open database. All methods may be called from any goroutine.
type DB struct {
	path    string
	clock   news.Clock
	log     *slog.Logger
	notify  func(Changed)
	id      string
	schema  int
	refusal *news.Error // why it cannot be written to; nil: it can

	readers  *sql.DB
	prepared sync.Map // query text to *sql.Stmt on readers

	mu     sync.Mutex // one write at a time; guards what follows
	writer *sql.DB
	conn   *sql.Conn
	stmts  map[string]*sql.Stmt
	next   sequences
	names  nameCache
	left   map[ownID][]int64 // removed articles that something is of; nil: not read
	self   int64             // row of the actor who writes

	packer   packer
	zone     atomic.Pointer[time.Location]
	rankings rankingCache
	commits  atomic.Uint64 // that changed what a fingerprint stands for
	print    atomic.Pointer[printed]
}

// Open opens the database, making it where there is none and bringing an older
// one up to date. One that was written by a newer program opens read-only:
// ReadOnly then says so with news.CodeNewer. Other errors: news.CodeForeign
// (not a database of ours), CodeDamaged, CodeReadOnly, CodeFull, CodeBusy.
func Open(ctx context.Context, o Options) (*DB, error) {
	if err := lockByHandle(); err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	db := &DB{path: o.Path, clock: o.Clock, log: o.Log, notify: o.OnChange, stmts: map[string]*sql.Stmt{}}
	db.names.clear()
	db.zone.Store(time.UTC)
	var err error
	if db.packer, err = newPacker(); err != nil {
		return nil, fmt.Errorf("set up packing: %w", err)
	}
	if err := db.open(ctx, o); err != nil {
		db.closeAll()
		return nil, db.translate("open library", err)
	}
	return db, nil
}

func (db *DB) open(ctx context.Context, o Options) error {
	exists, err := fileExists(o.Path)
	if err != nil {
		return err
	}
	if !exists && o.ReadOnly {
		return news.Errorf(news.CodeNotFound, "library", "There is no library database at this place.")
	}
	if exists {
		if err := db.inspect(ctx); err != nil {
			return err
		}
	}
	switch {
	case db.schema > SchemaVersion():
		db.refusal = news.Errorf(news.CodeNewer, "library",
			"This library was written by a newer Broadsheet; it is open for reading only. Install the newer program to change it.")
	case o.ReadOnly:
		db.refusal = news.Errorf(news.CodeReadOnly, "library", "This library is open for reading only.")
	}
	if db.refusal == nil {
		if err := db.openWriter(ctx, o); err != nil {
			return err
		}
	} else if db.schema < SchemaVersion() {
		return news.Errorf(news.CodeReadOnly, "library",
			"This library was written by an older Broadsheet and cannot be brought up to date while it is read-only.")
	}
	if err := db.openReaders(ctx); err != nil {
		return err
	}
	return db.load(ctx)
}

// inspect looks at an existing file before anything is written to it.
func (db *DB) inspect(ctx context.Context) error {
	look, err := sql.Open("sqlite", lookerDSN(db.path))
	if err != nil {
		return err
	}
	defer look.Close()
	var application int64
	var tables int
	err = look.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&application, &db.schema, &tables)
	if err != nil {
		return err
	}
	if application == 0 && db.schema == 0 && tables == 0 {
		return nil // made and never filled: a start that was cut off
	}
	if application != applicationID {
		return news.Errorf(news.CodeForeign, "library", "This file is not a library of Broadsheet.")
	}
	return nil
}

func (db *DB) openWriter(ctx context.Context, o Options) error {
	writer, err := sql.Open("sqlite", writerDSN(db.path))
	if err != nil {
		return err
	}
	db.writer = writer
	writer.SetMaxOpenConns(1)
	if db.conn, err = writer.Conn(ctx); err != nil {
		return err
	}
	if err := db.migrate(ctx, shippedSchema(), o.BeforeMigration); err != nil {
		return err
	}
	if err := db.furnish(ctx, o.Actor); err != nil {
		return err
	}
	return db.next.load(ctx, db.conn)
}

func (db *DB) openReaders(ctx context.Context) error {
	dsn := readerDSN(db.path)
	if db.writer == nil {
		dsn = lookerDSN(db.path)
	}
	for _, candidate := range []string{dsn, dsn + "&immutable=1"} {
		readers, err := sql.Open("sqlite", candidate)
		if err != nil {
			return err
		}
		readers.SetMaxOpenConns(maxReaders)
		readers.SetMaxIdleConns(maxReaders)
		if err = readers.PingContext(ctx); err == nil {
			var n int
			err = readers.QueryRowContext(ctx, `SELECT count(*) FROM library`).Scan(&n)
		}
		if err == nil {
			db.readers = readers
			return nil
		}
		readers.Close()
		// Without a writer and on a disk that takes no writes, WAL's shared
		// memory cannot be made; nobody else can write either, so immutable.
		if db.writer != nil || !isCannotOpen(err) {
			return err
		}
	}
	return news.Errorf(news.CodeReadOnly, "library", "This library cannot be opened on a disk that takes no writes.")
}

// furnish puts in the rows that every library has.
func (db *DB) furnish(ctx context.Context, who news.Actor) error {
	return db.write(ctx, func(ctx context.Context, t *tx) error {
		at := stampOf(t.now)
		if _, err := t.exec(ctx, `INSERT INTO library (one, id, created) VALUES (1, ?, ?) ON CONFLICT DO NOTHING`, randomID(), at); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT INTO publication (one, name, tagline, languages, time_zone, origin)
			VALUES (1, ?, '', '[]', '', ?) ON CONFLICT DO NOTHING`, news.DefaultLibraryName, string(news.OriginEmpty)); err != nil {
			return err
		}
		self, err := t.actor(ctx, who)
		if err != nil {
			return err
		}
		db.self = self
		return t.interrupted(ctx)
	})
}

// actor gives the row of who, or of the library's own actor where who is not named.
func (t *tx) actor(ctx context.Context, who news.Actor) (int64, error) {
	var row int64
	if who.ID == "" {
		err := t.row(ctx, `SELECT actor FROM actors WHERE self = 1`).Scan(&row)
		if !errors.Is(err, sql.ErrNoRows) {
			return row, err
		}
		who.ID = randomID()
	}
	err := t.row(ctx, `INSERT INTO actors (id, name, self) VALUES (?1, ?2, NOT EXISTS (SELECT 1 FROM actors WHERE self = 1))
		ON CONFLICT (id) DO UPDATE SET name = CASE ?2 WHEN '' THEN name ELSE ?2 END RETURNING actor`, who.ID, who.Name).Scan(&row)
	return row, err
}

// load reads what is kept in memory.
func (db *DB) load(ctx context.Context) error {
	if err := db.readers.QueryRowContext(ctx, `SELECT id FROM library WHERE one = 1`).Scan(&db.id); err != nil {
		return fmt.Errorf("read library id: %w", err)
	}
	if db.refusal == nil {
		db.schema = SchemaVersion()
	}
	p, err := db.Publication(ctx)
	if err != nil {
		return err
	}
	db.zone.Store(p.Zone())
	return nil
}

// Close ends all connections and leaves the database file complete in itself.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.translate("close library", db.closeAll())
}

func (db *DB) closeAll() error {
	var errs []error
	db.prepared.Range(func(_, stmt any) bool {
		errs = append(errs, stmt.(*sql.Stmt).Close())
		return true
	})
	db.prepared.Clear()
	if db.readers != nil {
		errs = append(errs, db.readers.Close())
		db.readers = nil
	}
	for _, stmt := range db.stmts {
		errs = append(errs, stmt.Close())
	}
	clear(db.stmts)
	if db.conn != nil {
		errs = append(errs, db.conn.Close())
		db.conn = nil
	}
	if db.writer != nil {
		errs = append(errs, db.writer.Close())
		db.writer = nil
	}
	return errors.Join(errs...)
}

// ID is the library's random id; it never changes.
func (db *DB) ID() string { return db.id }

// Schema is the version of the database's schema.
func (db *DB) Schema() int { return db.schema }

// ReadOnly says why the library cannot be written to: news.CodeNewer or
// CodeReadOnly. nil: it can.
func (db *DB) ReadOnly() error {
	if db.refusal == nil {
		return nil
	}
	return db.refusal
}

// Zone is the publication's time zone.
func (db *DB) Zone() *time.Location { return db.zone.Load() }

func randomID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	return hex.EncodeToString(b[:])
}

func fileExists(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return false, fmt.Errorf("look for folder: %w", err)
		}
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for database: %w", err)
	}
	return info.Size() > 0, nil
}
