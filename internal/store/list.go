package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"broadsheet/internal/news"
)

// Limits of a page of a list.
const (
	pageUsual = 50
	pageMost  = 500
)

// test is one of a filter's conditions, and how a list can be walked by it.
type test struct {
	index string // of articles, that holds the order behind the condition; or
	table string // a list table, with its column
	col   string
	where string // on a, for walks by another condition; ? is the value
	value any
	count int64 // published articles that pass it
}

// List gives a page of published articles, newest first (undated ones last)
// unless Oldest says otherwise. CodeNotFound: a section, topic, tag or author
// or article that is not here. CodeInvalid: After is no cursor, or Is no mark.
//
// The walk goes over the index of the condition that fewest articles pass; the
// other conditions are tested on the way. It never sorts and never counts.
func (db *DB) List(ctx context.Context, f news.Filter) (news.Page, error) {
	tests, err := db.testsOf(ctx, f)
	if err != nil {
		return news.Page{}, db.translate("read list", err)
	}
	if f.Skip > 0 {
		if f.After, err = db.jump(ctx, f, tests); err != nil || f.After == "" {
			return news.Page{}, db.translate("find place in list", err)
		}
	}
	query, args, err := listQuery(f, tests)
	if err != nil {
		return news.Page{}, err
	}
	rows, err := db.query(ctx, query, args...)
	list, err := collect(rows, err, scanListed)
	if err != nil {
		return news.Page{}, db.translate("read list", err)
	}
	var page news.Page
	limit := clamp(f.Limit, pageUsual, pageMost)
	if len(list) > limit {
		list = list[:limit]
		last := list[limit-1]
		page.Next = listCursor{last.published, int64(last.Row)}.String()
	}
	page.Articles = make([]news.Summary, len(list))
	for i := range list {
		page.Articles[i] = list[i].Summary
	}
	if f.Fold {
		err = db.fold(ctx, f, tests, page.Articles)
	}
	return page, db.translate("fold list", err)
}

// Count counts a whole list where that is known without walking it: of
// filters with at most one condition. Else it is −1.
func (db *DB) Count(ctx context.Context, f news.Filter) (int64, error) {
	if !f.From.IsZero() || !f.To.IsZero() {
		return -1, nil
	}
	tests, err := db.testsOf(ctx, f)
	if err != nil {
		return 0, db.translate("count list", err)
	}
	switch len(tests) {
	case 0:
		var n int64
		err := db.row(ctx, `SELECT coalesce((SELECT value FROM counts WHERE name = ?), 0)`, totalArticles).Scan(&n)
		return n, db.translate("count list", err)
	case 1:
		return tests[0].count, nil
	}
	return -1, nil
}

// testsOf looks up a filter's conditions.
func (db *DB) testsOf(ctx context.Context, f news.Filter) ([]test, error) {
	var tests []test
	add := func(t test, query string, args ...any) error {
		var id int64
		err := db.row(ctx, query, args...).Scan(&id, &t.count)
		if errors.Is(err, sql.ErrNoRows) && t.value != nil {
			err = nil // a kind, language or source that nothing is of: an empty list
		}
		if t.value == nil {
			t.value = id
		}
		tests = append(tests, t)
		return err
	}
	byID := func(what, slug string, t test, query string) error {
		if slug == "" {
			return nil
		}
		return orNotFound(add(t, query, slug, foldOf(slug)), what, slug)
	}
	if f.Kind != "" {
		if err := add(test{index: "articles_kind", where: "a.kind = ?", value: string(f.Kind)}, `SELECT 0, count FROM kinds WHERE name = ?`, string(f.Kind)); err != nil {
			return nil, err
		}
	}
	if f.Language != "" {
		if err := add(test{index: "articles_language", where: "a.language = ?", value: f.Language}, `SELECT 0, count FROM languages WHERE name = ?`, f.Language); err != nil {
			return nil, err
		}
	}
	if err := byID("source", f.Source, test{index: "articles_source", where: "a.source = ?"}, `SELECT source, count FROM sources WHERE name = ?1 AND ?2 IS NOT NULL`); err != nil {
		return nil, err
	}
	if err := byID("section", f.Section, test{index: "articles_section", where: "a.section IS NOT NULL AND a.section = ?"},
		`SELECT section, count FROM sections`+bySlugOrName); err != nil {
		return nil, err
	}
	if err := byID("author", f.Author, junction("article_authors", "author"), `SELECT author, count FROM authors`+bySlugOrName); err != nil {
		return nil, err
	}
	for _, name := range []struct {
		slug  string
		test  test
		at    func(context.Context, reader, string) (int64, error)
		query string
	}{
		{f.Tag, junction("article_tags", "tag"), tagAt, `SELECT tag, count FROM tags WHERE tag = ?`},
		{f.Topic, junction("article_topics", "topic"), topicAt, `SELECT topic, count FROM topics WHERE topic = ?`},
	} {
		if name.slug == "" {
			continue
		}
		id, err := name.at(ctx, db, name.slug)
		if err == nil {
			err = add(name.test, name.query, id)
		}
		if err != nil {
			return nil, err
		}
	}
	tests, err := db.collectionTest(ctx, f.Collection, tests)
	if err != nil {
		return nil, err
	}
	tests, err = db.storyTest(ctx, f.Story, tests)
	if err != nil {
		return nil, err
	}
	return db.markTest(ctx, f.Is, tests)
}

func junction(table, column string) test {
	return test{table: table, col: column,
		where: "EXISTS (SELECT 1 FROM " + table + " x WHERE x." + column + " = ? AND x.published = a.published AND x.article = a.row)"}
}

func (db *DB) markTest(ctx context.Context, is string, tests []test) ([]test, error) {
	if is == "" {
		return tests, nil
	}
	t, ok := map[string]test{
		"starred": {index: "articles_starred", where: "a.starred = ?", value: 1},
		"later":   {index: "articles_later", where: "a.later = ?", value: 1},
		"unread":  {index: "articles_unread", where: "a.read = ?", value: 0},
	}[is]
	if !ok {
		return nil, news.Errorf(news.CodeInvalid, "is", "%q is not starred, later or unread.", is)
	}
	counts, err := db.Counts(ctx)
	t.count = map[string]int64{"starred": counts.Starred, "later": counts.Later, "unread": counts.Unread}[is]
	return append(tests, t), err
}

// listWalk is the way over the articles that pass a filter, in the list's order.
type listWalk struct {
	from     string // the table, or the list table and the articles behind it
	key, row string // the columns of the order
	where    []string
	args     []any
	order    string
}

// walkOf chooses the way: over the index of the condition that fewest articles
// pass, with the others as tests.
func walkOf(f news.Filter, tests []test) (listWalk, error) {
	rarest := test{index: "articles_all", count: 1 << 62}
	at := -1
	for i, t := range tests {
		if t.count < rarest.count {
			rarest, at = t, i
		}
	}
	w := listWalk{from: "articles a INDEXED BY " + rarest.index, key: "a.published", row: "a.row", where: []string{"a.listed = 1"}}
	switch {
	case rarest.table == storyTable: // a handful, which has no order of its own
		w.from = "stories j CROSS JOIN articles a ON a.row = j.article"
		w.where = []string{"j.story = ?", "a.listed = 1"}
		w.args = append(w.args, rarest.value)
	case rarest.table != "":
		w.from = rarest.table + " j CROSS JOIN articles a ON a.row = j.article"
		w.key, w.row = "j.published", "j.article"
		w.where = []string{"j." + rarest.col + " = ?"} // only listed articles are in it
		w.args = append(w.args, rarest.value)
	case at >= 0 && strings.HasPrefix(rarest.where, "a.read"):
		w.where = append(w.where, "a.read = 0") // the partial indexes want the value spelt out
	case at >= 0 && strings.HasPrefix(rarest.where, "a.starred"):
		w.where = append(w.where, "a.starred = 1")
	case at >= 0 && strings.HasPrefix(rarest.where, "a.later"):
		w.where = append(w.where, "a.later = 1")
	case at >= 0:
		w.where = append(w.where, rarest.where)
		w.args = append(w.args, rarest.value)
	}
	for i, t := range tests {
		if i != at {
			w.where = append(w.where, t.where)
			w.args = append(w.args, t.value)
		}
	}
	w.between(f)
	return w, w.after(f)
}

func (w *listWalk) between(f news.Filter) {
	if !f.From.IsZero() {
		w.where = append(w.where, w.key+" >= ?")
		w.args = append(w.args, f.From.UnixMilli())
	} else if !f.To.IsZero() {
		w.where = append(w.where, w.key+" > ?") // undated articles are of no time
		w.args = append(w.args, undatedBelow)
	}
	if !f.To.IsZero() {
		w.where = append(w.where, w.key+" < ?")
		w.args = append(w.args, f.To.UnixMilli())
	}
}

func (w *listWalk) after(f news.Filter) error {
	order, compare := " DESC", "<"
	if f.Oldest {
		order, compare = "", ">"
	}
	w.order = " ORDER BY " + w.key + order + ", " + w.row + order
	if f.After == "" {
		return nil
	}
	c, err := parseListCursor(f.After)
	if err != nil {
		return err
	}
	w.where = append(w.where, "("+w.key+", "+w.row+") "+compare+" (?, ?)")
	w.args = append(w.args, c.published, c.row)
	return nil
}

// listQuery writes the query of a page.
func listQuery(f news.Filter, tests []test) (string, []any, error) {
	w, err := walkOf(f, tests)
	if err != nil {
		return "", nil, err
	}
	args := append(w.args, clamp(f.Limit, pageUsual, pageMost)+1)
	return "SELECT " + summaryColumns + " FROM " + w.from + " " + summaryJoins +
		" WHERE " + strings.Join(w.where, " AND ") + w.order + " LIMIT ?", args, nil
}
