package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
)

// Completion is a name that begins as something typed does.
type Completion struct {
	Field    Field
	Slug     string
	Name     string
	Language string // of a topic; may be empty
	Count    int64  // articles
}

// NamedPlace is a place as articles name it.
type NamedPlace struct {
	Name    string
	Count   int64  // articles that name it; a place of very many is counted in part
	Article string // public id of one of them
}

// placesSeen bounds how many mentions are looked at for one beginning.
const placesSeen = 5000

// PlacesNamed gives places of published articles whose names begin so, at most
// limit, those of the most articles first.
func (db *DB) PlacesNamed(ctx context.Context, beginning string, limit int) ([]NamedPlace, error) {
	beginning = strings.TrimSpace(beginning)
	if beginning == "" {
		return nil, nil
	}
	type mention struct{ name, article string }
	rows, err := db.query(ctx, `SELECT p.name, a.public FROM places p INDEXED BY places_name CROSS JOIN articles a ON a.row = p.article
		WHERE p.name >= ?1 COLLATE NOCASE AND p.name < ?2 COLLATE NOCASE AND a.listed = 1 ORDER BY p.name COLLATE NOCASE LIMIT ?3`,
		beginning, beginning+"\U0010FFFF", placesSeen)
	list, err := collect(rows, err, func(rows *sql.Rows) (m mention, err error) { return m, rows.Scan(&m.name, &m.article) })
	if err != nil {
		return nil, db.translate("complete place", err)
	}
	var out []NamedPlace
	of := map[string]int{} // folded name → its place in out
	seen := map[mention]bool{}
	for _, m := range list {
		fold := foldOf(m.name)
		once := mention{fold, m.article}
		if seen[once] {
			continue
		}
		seen[once] = true
		i, known := of[fold]
		if !known {
			i = len(out)
			of[fold] = i
			out = append(out, NamedPlace{Name: m.name})
		}
		out[i].Count++
		out[i].Article = m.article
	}
	slices.SortStableFunc(out, func(a, b NamedPlace) int { return cmp.Compare(b.Count, a.Count) })
	return out[:min(limit, len(out))], nil
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
		{FieldTopic, `SELECT slug, name, language, count FROM topics WHERE fold >= ? AND fold < ? AND visible = 1 ORDER BY count DESC, fold LIMIT ?`},
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
