package store

import (
	"context"
	"database/sql"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
)

// Migrations, full disks and settings cannot be seen from outside.

var update = flag.Bool("update", false, "write golden files anew")

// Settings gives the pragmas of the writer's and of a reader's connection.
func (db *DB) Settings(ctx context.Context) (map[string]map[string]string, error) {
	names := []string{"journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "cell_size_check", "mmap_size",
		"journal_size_limit", "temp_store", "fullfsync", "checkpoint_fullfsync", "cache_size", "query_only"}
	out := map[string]map[string]string{"writer": {}, "reader": {}}
	for _, name := range names {
		for who, row := range map[string]*sql.Row{
			"writer": db.conn.QueryRowContext(ctx, "PRAGMA "+name), "reader": db.readers.QueryRowContext(ctx, "PRAGMA "+name)} {
			var value string
			if err := row.Scan(&value); err != nil {
				return nil, err
			}
			out[who][name] = value
		}
	}
	return out, nil
}

// UndoAtOnce takes the newest entry back while merges are under way.
func (db *DB) UndoAtOnce(ctx context.Context) error {
	return db.write(ctx, func(ctx context.Context, t *tx) error {
		var entry int64
		err := t.row(ctx, `SELECT max(entry) FROM journal`).Scan(&entry)
		if err == nil {
			_, err = t.undo(ctx, entry, false)
		}
		return err
	})
}

// ForgetPictures leaves a library as the migration to version 6 does.
func (db *DB) ForgetPictures(ctx context.Context) error {
	_, err := db.conn.ExecContext(ctx, `DELETE FROM picture_use; DELETE FROM pictures;
		INSERT OR REPLACE INTO settings (key, value) SELECT 'pictures.unread', max(row) FROM articles`)
	return err
}

// MiscountPictures makes a kept count wrong.
func (db *DB) MiscountPictures(ctx context.Context) error {
	_, err := db.conn.ExecContext(ctx, `UPDATE pictures SET uses = uses + 1 WHERE picture = 1`)
	return err
}

func openPlain(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "library.db"), Clock: func() time.Time { return time.Unix(1_700_000_000, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// dump gives the schema as SQLite keeps it, in the order of names.
func dump(t *testing.T, db *DB) string {
	t.Helper()
	rows, err := db.conn.QueryContext(t.Context(), `SELECT coalesce(sql, name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, name`)
	list, err := collect(rows, err, scanOne[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, ";\n") + ";\n"
}

// TestAMigratedAndAFreshDatabaseAgree starts from the schema of version 1 as it
// was released, which stands in testdata and changes no more after that.
func TestAMigratedAndAFreshDatabaseAgree(t *testing.T) {
	fresh := dump(t, openPlain(t))
	golden := filepath.Join("testdata", "schema-1.sql")
	if *update && SchemaVersion() == 1 {
		if err := os.WriteFile(golden, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	shipped := shippedSchema()
	db := emptyFile(t)
	if err := db.migrate(t.Context(), schemaFiles{fresh: []string{string(first)}, top: 1}, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.migrate(t.Context(), shipped, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fresh, dump(t, db)); diff != "" {
		t.Errorf("migrated from version 1 (-fresh +migrated):\n%s", diff)
	}
}

// emptyFile opens a database without a schema, for writing only.
func emptyFile(t *testing.T) *DB {
	t.Helper()
	if err := lockByHandle(); err != nil {
		t.Fatal(err)
	}
	other := &DB{path: filepath.Join(t.TempDir(), "empty.db"), stmts: map[string]*sql.Stmt{}, log: slog.New(slog.DiscardHandler)}
	writer, err := sql.Open("sqlite", writerDSN(other.path))
	if err != nil {
		t.Fatal(err)
	}
	writer.SetMaxOpenConns(1)
	if other.conn, err = writer.Conn(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.conn.Close(); writer.Close() })
	other.writer = writer
	return other
}

func TestMigrationsGoForwardOneByOneAfterASnapshot(t *testing.T) {
	files := fstest.MapFS{
		"sql/schema/1.sql":              {Data: []byte(`CREATE TABLE a (x INTEGER) STRICT; CREATE TABLE b (y TEXT) STRICT; CREATE TABLE c (z TEXT) STRICT;`)},
		"sql/migrations/0002_add_b.sql": {Data: []byte(`CREATE TABLE b (y TEXT) STRICT;`)},
		"sql/migrations/0003_add_c.sql": {Data: []byte(`CREATE TABLE c (z TEXT) STRICT; INSERT INTO a VALUES (3);`)},
	}
	s, err := readSchema(files)
	if err != nil || s.top != 3 {
		t.Fatal(s.top, err)
	}
	db := emptyFile(t)
	if err := db.migrate(t.Context(), schemaFiles{fresh: []string{`CREATE TABLE a (x INTEGER) STRICT`}, top: 1}, nil); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "before.db")
	err = db.migrate(t.Context(), s, func(_ context.Context, from, to int, snapshot func(string) error) error {
		if from != 1 || to != 3 {
			t.Errorf("from %d to %d", from, to)
		}
		return snapshot(copied)
	})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Size() == 0 {
		t.Error("no snapshot:", err)
	}
	fresh := emptyFile(t)
	if err := fresh.migrate(t.Context(), s, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump(t, fresh), dump(t, db)); diff != "" {
		t.Error(diff)
	}
	bad := schemaFiles{steps: map[int]string{4: `CREATE TABLE d (x) ; CREATE TABLE a (x)`}, top: 4}
	if err := db.migrate(t.Context(), bad, nil); err == nil || db.schema != 3 {
		t.Errorf("a broken step: version %d, %v", db.schema, err)
	}
	if strings.Contains(dump(t, db), "TABLE d") {
		t.Error("half a step stayed")
	}
	for name, text := range map[string]string{"sql/migrations/0005_gap.sql": "", "sql/migrations/name.sql": ""} {
		wrong := fstest.MapFS{name: {Data: []byte(text)}}
		if _, err := readSchema(wrong); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestAFullDiskIsSaidAndNothingIsHalfThere(t *testing.T) {
	db := openPlain(t)
	ctx := t.Context()
	if err := db.BeginImport(ctx, news.Import{ID: "i"}); err != nil {
		t.Fatal(err)
	}
	limit := func(pages string) {
		t.Helper()
		var n int
		if err := db.conn.QueryRowContext(ctx, `PRAGMA max_page_count = `+pages).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	var count string
	if err := db.conn.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&count); err != nil {
		t.Fatal(err)
	}
	limit(count)
	var list []news.Record
	for n := range 200 {
		list = append(list, news.Record{Article: &news.Article{ID: strings.Repeat("i", n+1), Title: "T", Body: "<p id=\"aaaaaaaa\">x</p>\n"}})
	}
	_, _, err := db.Ingest(ctx, news.Batch{Import: "i", Records: list})
	if news.CodeOf(err) != news.CodeFull {
		t.Fatalf("error: %v", err)
	}
	limit("1000000")
	if _, _, err := db.Ingest(ctx, news.Batch{Import: "i", Records: list}); err != nil {
		t.Fatal(err)
	}
	err = db.Verify(ctx, func(d Damage) bool {
		t.Errorf("%s: %s", d.Where, d.What)
		return true
	})
	if counts, err2 := db.Counts(ctx); err != nil || err2 != nil || counts.Articles != 200 {
		t.Error(counts, err, err2)
	}
}

func TestRowsAreWrittenAsRanges(t *testing.T) {
	for text, rows := range map[string][]int64{"": nil, "5": {5}, "1-3,7,9-10": {9, 1, 2, 10, 3, 7}} {
		if got := writeRows(rows); got != text {
			t.Errorf("%v is written %q", rows, got)
		}
		back, err := parseRows(text)
		if err != nil || len(back) != len(rows) {
			t.Errorf("%q is read %v, %v", text, back, err)
		}
	}
	if _, err := parseRows("3-1"); err == nil {
		t.Error("a range that goes down was taken")
	}
}
