package store

import (
	"context"
	"database/sql"
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Completion is a name that begins as something typed does.
type Completion struct {
	Field    Field
	Slug     string
	Name     string
	Language string // of a topic; may be empty
	Count    int64  // articles
}

// Complete gives topics, tags and authors with published articles whose names
// begin so in any spelling, at most limit of each, the most used first.
func (db *DB) Complete(ctx context.Context, beginning string, limit int) ([]Completion, error) {
	if strings.TrimSpace(beginning) == "" {
		return nil, nil
	}
	low, high := prefixRange(foldOf(beginning))
	tables := []struct {
		field Field
		query string
	}{
		{FieldTopic, `SELECT slug, name, language, count FROM topics WHERE fold >= ? AND fold < ? AND visible = 1 AND (count > 0 OR bare = 0) ORDER BY count DESC, fold LIMIT ?`},
		{FieldTag, `SELECT slug, name, '', count FROM tags WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`},
		{FieldAuthor, `SELECT slug, name, '', count FROM authors WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`},
	}
	var all []Completion
	for _, table := range tables {
		rows, err := db.query(ctx, table.query, low, high, limit)
		list, err := collect(rows, err, func(rows *sql.Rows) (c Completion, err error) {
			c.Field = table.field
			return c, rows.Scan(&c.Slug, &c.Name, &c.Language, &c.Count)
		})
		if err != nil {
			return nil, db.translate("complete name", err)
		}
		all = append(all, list...)
	}
	return all, nil
}

// Counted is a name with how many published articles bear it.
type Counted struct {
	Name  string
	Count int64
}

// CompleteIn gives names of one field, also kind and lang, that begin so in any
// spelling, the most used first, at most limit; an empty beginning fits all.
func (db *DB) CompleteIn(ctx context.Context, field Field, beginning string, limit int) ([]Counted, error) {
	query, ok := map[Field]string{
		FieldTopic:   `SELECT name, count FROM topics WHERE fold >= ? AND fold < ? AND visible = 1 AND (count > 0 OR bare = 0) ORDER BY count DESC, fold LIMIT ?`,
		FieldTag:     `SELECT name, count FROM tags WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`,
		FieldAuthor:  `SELECT name, count FROM authors WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`,
		FieldSection: `SELECT name, count FROM sections WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`,
		FieldSource:  `SELECT name, count FROM sources WHERE name >= ? AND name < ? AND count > 0 ORDER BY count DESC, name LIMIT ?`,
		FieldKind:    `SELECT name, count FROM kinds WHERE name >= ? AND name < ? AND count > 0 ORDER BY count DESC, name LIMIT ?`,
		FieldLang:    `SELECT name, count FROM languages WHERE name >= ? AND name < ? AND count > 0 ORDER BY count DESC, name LIMIT ?`,
	}[field]
	if !ok {
		return nil, news.Errorf(news.CodeInvalid, "field", "%q is not a field with names.", field)
	}
	begin := strings.TrimSpace(beginning)
	if field != FieldSource {
		begin = strings.Join(strings.Fields(lang.Fold(beginning)), " ")
	}
	low, high := prefixRange(begin)
	rows, err := db.query(ctx, query, low, high, limit)
	list, err := collect(rows, err, func(rows *sql.Rows) (c Counted, err error) {
		return c, rows.Scan(&c.Name, &c.Count)
	})
	return list, db.translate("complete name", err)
}
