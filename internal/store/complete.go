package store

import (
	"context"
	"database/sql"
	"strings"
)

// Completion is a name that begins as something typed does.
type Completion struct {
	Field    Field
	Slug     string
	Name     string
	Language string // of a topic; may be empty
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
		{FieldTopic, `SELECT slug, name, language FROM topics WHERE fold >= ? AND fold < ? AND visible = 1 ORDER BY count DESC, fold LIMIT ?`},
		{FieldTag, `SELECT slug, name, '' FROM tags WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`},
		{FieldAuthor, `SELECT slug, name, '' FROM authors WHERE fold >= ? AND fold < ? AND count > 0 ORDER BY count DESC, fold LIMIT ?`},
	}
	var all []Completion
	for _, table := range tables {
		rows, err := db.query(ctx, table.query, low, high, limit)
		list, err := collect(rows, err, func(rows *sql.Rows) (c Completion, err error) {
			c.Field = table.field
			return c, rows.Scan(&c.Slug, &c.Name, &c.Language)
		})
		if err != nil {
			return nil, db.translate("complete name", err)
		}
		all = append(all, list...)
	}
	return all, nil
}
