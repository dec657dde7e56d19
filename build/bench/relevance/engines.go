package relevance

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	_ "modernc.org/sqlite" // the driver that the program ships, with FTS5 inside
)

// ours ranks as the program does. With optional, every word of a query is optional,
// as it is in what is compared; else the query is read as typed in the box.
func ours(ctx context.Context, s set, optional bool) (rankings [][]string, err error) {
	dir, err := os.MkdirTemp("", "broadsheet-relevance-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	x, err := index.Open(ctx, index.Options{Dir: dir, Library: "relevance"})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	for from := 0; from < len(s.texts); from += index.MaxBatch {
		until := min(len(s.texts), from+index.MaxBatch)
		batch := index.Batch{Watermark: index.Watermark{Seq: int64(until)}}
		for i, t := range s.texts[from:until] {
			batch.Documents = append(batch.Documents, index.Document{
				Thing: news.ThingArticle, Row: news.Row(from + i + 1), Language: s.language, Title: t.Title, Body: t.Body,
			})
		}
		if err := x.Apply(ctx, batch); err != nil {
			return nil, err
		}
	}
	for _, q := range s.queries {
		parsed, err := query.Parse(q.text, query.Options{})
		if err != nil {
			return nil, err
		}
		tree := parsed.Tree
		if and, ok := tree.(query.And); ok && optional {
			tree = query.Or(and)
		}
		found, err := x.Search(ctx, query.Request{Tree: tree, Limit: depth, Typed: true})
		if err != nil {
			return nil, fmt.Errorf("%q: %w", q.text, err)
		}
		var ranking []string
		for _, hit := range found.Hits {
			ranking = append(ranking, s.texts[hit.Row-1].ID)
		}
		rankings = append(rankings, ranking)
	}
	return rankings, nil
}

// titleWeights are tried for FTS5, and the best for a set counts.
var titleWeights = []float64{1, 2, 4}

// fts5 ranks by SQLite's bm25 with a tokeniser; every word is optional.
func fts5(ctx context.Context, s set, tokenizer string, titleWeight float64) (rankings [][]string, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each would have a database of its own
	if _, err := db.ExecContext(ctx, `CREATE VIRTUAL TABLE text USING fts5(title, body, content='', tokenize='`+tokenizer+`')`); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	for i, t := range s.texts {
		if _, err := tx.ExecContext(ctx, `INSERT INTO text(rowid, title, body) VALUES (?, ?, ?)`, i+1, t.Title, t.Body); err != nil {
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	for _, q := range s.queries {
		ranking, err := rankFTS5(ctx, db, s, q.text, titleWeight)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", q.text, err)
		}
		rankings = append(rankings, ranking)
	}
	return rankings, nil
}

func rankFTS5(ctx context.Context, db *sql.DB, s set, text string, titleWeight float64) (ranking []string, err error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) })
	if len(words) == 0 {
		return nil, nil
	}
	match := `"` + strings.Join(words, `" OR "`) + `"`
	rows, err := db.QueryContext(ctx, `SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text, ?, 1.0), rowid LIMIT ?`, match, titleWeight, depth)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var row int
		if err := rows.Scan(&row); err != nil {
			return nil, err
		}
		ranking = append(ranking, s.texts[row-1].ID)
	}
	return ranking, rows.Err()
}
