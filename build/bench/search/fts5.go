package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"broadsheet/build/bench/corpus"

	_ "modernc.org/sqlite" // the driver that the program ships, with FTS5 inside
)

// What FTS5 is measured with: no content of its own, two prefix indexes, bm25
// with weights, and what is filtered, sorted and counted in tables beside it.
const ftsSchema = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE text USING fts5(title, lead, body, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO text(text, rank) VALUES ('rank', 'bm25(4, 2, 1)');
CREATE TABLE article (row INTEGER PRIMARY KEY, kind TEXT, section TEXT, date INTEGER);
CREATE TABLE topics (row INTEGER, topic TEXT, PRIMARY KEY (row, topic)) WITHOUT ROWID;
CREATE TABLE tags (row INTEGER, tag TEXT, PRIMARY KEY (row, tag)) WITHOUT ROWID;
`

// ftsFinish merges, as the program does when an import is over.
const ftsFinish = `
INSERT INTO text(text) VALUES ('optimize');
CREATE INDEX by_date ON article (date DESC, row DESC);
CREATE INDEX by_section ON article (section, date);
ANALYZE;
`

func openFTS5(dir string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "fts5.db")+"?_pragma=cache_size(-200000)&_pragma=mmap_size(4000000000)&_pragma=temp_store(2)")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func buildFTS5(ctx context.Context, p plan) (b built, err error) {
	if err := os.MkdirAll(p.dir(), 0o700); err != nil {
		return b, err
	}
	db, err := openFTS5(p.dir())
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, ftsSchema); err != nil {
		return b, fmt.Errorf("make tables: %w", err)
	}
	const batch = 1000
	var tx *sql.Tx
	for a, err := range corpus.Read(p.corpus, p.docs) {
		if err != nil {
			return b, err
		}
		if b.Docs%batch == 0 {
			if tx != nil {
				if err := tx.Commit(); err != nil {
					return b, err
				}
			}
			if tx, err = db.BeginTx(ctx, nil); err != nil {
				return b, err
			}
		}
		if err := insertFTS5(tx, a); err != nil {
			return b, fmt.Errorf("insert article %d: %w", a.Row, err)
		}
		b.add(a)
	}
	if err := tx.Commit(); err != nil {
		return b, err
	}
	_, err = db.ExecContext(ctx, ftsFinish)
	return b, err
}

func insertFTS5(tx *sql.Tx, a corpus.Article) error {
	var all error
	run := func(statement string, args ...any) {
		_, err := tx.Exec(statement, args...)
		all = errors.Join(all, err)
	}
	run(`INSERT INTO text(rowid, title, lead, body) VALUES (?, ?, ?, ?)`, a.Row, a.Title, a.Lead, a.Body)
	run(`INSERT INTO article VALUES (?, ?, ?, ?)`, a.Row, a.Kind, a.Section, a.Published)
	for _, topic := range a.Topics {
		run(`INSERT INTO topics VALUES (?, ?)`, a.Row, topic)
	}
	for _, tag := range a.Tags {
		run(`INSERT INTO tags VALUES (?, ?)`, a.Row, tag)
	}
	return all
}

// fts5 is SQLite's full-text index.
type fts5 struct{ *sql.DB }

func (f fts5) close() error { return f.Close() }

// match writes a question as FTS5 has it.
func match(q question) string {
	quoted := make([]string, len(q.Words))
	for i, w := range q.Words {
		quoted[i] = `"` + w + `"`
	}
	last := len(quoted) - 1
	switch q.Form {
	case formOr:
		return strings.Join(quoted, " OR ")
	case formPhrase:
		return `"` + strings.Join(q.Words, " ") + `"`
	case formPrefix:
		quoted[last] += "*"
	case formAndNot:
		return "(" + strings.Join(quoted[:last], " AND ") + ") NOT " + quoted[last]
	}
	return strings.Join(quoted, " AND ")
}

// found is what matches, by row, as a piece of SQL with its arguments. plain
// says that the text alone decides.
func found(q question) (from string, args []any, plain bool) {
	if q.Form == formAll {
		return "article a", nil, false
	}
	args = []any{match(q)}
	if q.Section == "" && !q.Newest {
		return "text WHERE text MATCH ?", args, true
	}
	from = "text JOIN article a ON a.row = text.rowid WHERE text MATCH ?"
	if q.Section != "" {
		first, after := q.dates()
		from += " AND a.section = ? AND a.date >= ? AND a.date < ?"
		args = append(args, q.Section, first, after)
	}
	return from, args, false
}

func (f fts5) ask(ctx context.Context, q question) (a answer, err error) {
	if q.Form == formFuzzy || q.Snippet {
		return a, errUnable
	}
	from, args, plain := found(q)
	column := "a.row"
	if plain {
		column = "rowid"
	}
	order := "rank"
	if q.Newest {
		order = "a.date DESC, a.row DESC"
	}
	page := append(append([]any(nil), args...), q.limit(), q.Offset)
	if a.rows, err = f.numbers(ctx, "SELECT "+column+" FROM "+from+" ORDER BY "+order+" LIMIT ? OFFSET ?", page); err != nil {
		return a, err
	}
	total, err := f.numbers(ctx, "SELECT count(*) FROM "+from, args)
	if err != nil {
		return a, err
	}
	a.total = total[0]
	if q.Facets {
		a.facets, err = f.facets(ctx, "SELECT "+column+" AS row FROM "+from, args)
	}
	return a, err
}

func (f fts5) askExactly(ctx context.Context, q question) (answer, error) { return f.ask(ctx, q) }

func (f fts5) numbers(ctx context.Context, statement string, args []any) (list []int64, err error) {
	rows, err := f.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", statement, err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, rows.Err()
}

// facets counts all four over what was found once.
func (f fts5) facets(ctx context.Context, found string, args []any) (map[string][]int64, error) {
	one := func(name, column, table string) string {
		return fmt.Sprintf("SELECT * FROM (SELECT '%s', count(*) AS n FROM found JOIN %s USING (row) GROUP BY %s ORDER BY n DESC LIMIT %d)", name, table, column, facetSize)
	}
	statement := "WITH found AS MATERIALIZED (" + found + ") " + strings.Join([]string{
		one("kind", "kind", "article"), one("section", "section", "article"), one("topic", "topic", "topics"), one("tag", "tag", "tags"),
	}, " UNION ALL ")
	rows, err := f.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", statement, err)
	}
	defer rows.Close()
	facets := map[string][]int64{}
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return nil, err
		}
		facets[name] = append(facets[name], n)
	}
	return facets, rows.Err()
}
