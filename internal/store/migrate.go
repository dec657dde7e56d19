package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

//go:embed sql
var sqlFiles embed.FS

// schemaFiles is a schema: the files of a fresh database and the steps that
// bring an older one up to it.
type schemaFiles struct {
	fresh []string
	steps map[int]string // by the version that they lead to
	top   int
}

// shippedSchema reads the embedded files, which the build guarantees.
func shippedSchema() schemaFiles {
	s, err := readSchema(sqlFiles)
	if err != nil {
		panic("store: embedded schema: " + err.Error()) // a fault of the build, found by the first test
	}
	return s
}

// SchemaVersion is the version of the schema that this program writes.
func SchemaVersion() int { return shippedSchema().top }

func readSchema(files fs.FS) (schemaFiles, error) {
	s := schemaFiles{steps: map[int]string{}, top: 1}
	fresh, err := fs.Glob(files, "sql/schema/*.sql")
	if err != nil {
		return s, err
	}
	sort.Strings(fresh)
	for _, name := range fresh {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return s, err
		}
		s.fresh = append(s.fresh, string(text))
	}
	steps, err := fs.Glob(files, "sql/migrations/*.sql")
	if err != nil {
		return s, err
	}
	for _, name := range steps {
		number, _, _ := strings.Cut(path.Base(name), "_")
		to, err := strconv.Atoi(number)
		if err != nil || to < 2 {
			return s, fmt.Errorf("migration %s: its name has no number from 0002", name)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return s, err
		}
		s.steps[to] = string(text)
		s.top = max(s.top, to)
	}
	if len(s.steps) != s.top-1 {
		return s, fmt.Errorf("migrations: %d files for version %d", len(s.steps), s.top)
	}
	return s, nil
}

// migrate makes a fresh database or brings an older one up to date, one
// transaction for each step, after a snapshot.
func (db *DB) migrate(ctx context.Context, s schemaFiles, before func(context.Context, int, int, func(string) error) error) error {
	switch {
	case db.schema == s.top:
		return nil
	case db.schema > s.top:
		return news.Errorf(news.CodeNewer, "library", "This library was written by a newer Broadsheet.")
	case db.schema == 0:
		if err := db.script(ctx, strings.Join(s.fresh, "\n"), s.top); err != nil {
			return fmt.Errorf("make schema: %w", err)
		}
		db.schema = s.top
		return nil
	}
	if before != nil {
		if err := before(ctx, db.schema, s.top, func(to string) error { return db.vacuumInto(ctx, to) }); err != nil {
			return fmt.Errorf("snapshot before migration: %w", err)
		}
	}
	for to := db.schema + 1; to <= s.top; to++ {
		if err := db.script(ctx, s.steps[to], to); err != nil {
			return fmt.Errorf("migrate to version %d: %w", to, err)
		}
		db.schema = to
		db.log.Info("migrated library", "version", to)
	}
	return nil
}

// script runs statements in one transaction that also sets the version.
func (db *DB) script(ctx context.Context, text string, version int) error {
	inner := context.WithoutCancel(ctx)
	if _, err := db.conn.ExecContext(inner, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	script := fmt.Sprintf("%s;\nPRAGMA application_id = %d; PRAGMA user_version = %d;", text, applicationID, version)
	_, err := db.conn.ExecContext(inner, script)
	if err == nil {
		_, err = db.conn.ExecContext(inner, `COMMIT`)
	}
	if err != nil {
		db.conn.ExecContext(inner, `ROLLBACK`) // best effort: the first error counts
	}
	return err
}

// vacuumInto writes a complete copy, compacted, to a path that does not exist.
func (db *DB) vacuumInto(ctx context.Context, to string) error {
	_, err := db.conn.ExecContext(ctx, `VACUUM INTO ?`, to)
	return err
}
