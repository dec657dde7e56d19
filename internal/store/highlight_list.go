package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

const highlightColumns = `h.highlight, h.id, h.made, h.version, h.again, h.colour, h.note, h.created, h.updated,
	h.state, h.block, h.start, h.end_block, h.end, h.position, h.now, a.row, a.public, a.title, a.language, a.url, a.deleted`

func scanHighlight(rows *sql.Rows) (h news.Highlight, err error) {
	var made, again, created, updated string
	var state int
	if err := rows.Scan(&h.Number, &h.ID, &made, &h.Version, &again, &h.Colour, &h.Note, &created, &updated,
		&state, &h.Place.Block, &h.Place.Start, &h.Place.EndBlock, &h.Place.End, &h.Place.From, &h.Words,
		&h.Row, &h.Article, &h.Title, &h.Language, &h.URL, &h.Gone); err != nil {
		return h, err
	}
	h.State, h.Created, h.Updated = markState(state), momentOf(created), momentOf(updated)
	if err := decode(made, &h.Made); err != nil {
		return h, err
	}
	if again != "" {
		h.Again = &news.Selector{}
		err = decode(again, h.Again)
	}
	return h, err
}

// HighlightsByRow gives highlights by their own rows, in that order; those that are
// gone are left out.
func (db *DB) HighlightsByRow(ctx context.Context, keys []news.Row) ([]news.Highlight, error) {
	rows, err := db.query(ctx, `SELECT `+highlightColumns+` FROM json_each(?) e CROSS JOIN highlights h ON h.highlight = e.value AND h.kept = 1
		CROSS JOIN articles a ON a.row = h.article ORDER BY e.key`, rowList(keys))
	list, err := collect(rows, err, scanHighlight)
	if err != nil || len(list) == 0 {
		return list, db.translate("read highlights", err)
	}
	at := make(map[int64]int, len(list))
	for i := range list {
		at[int64(list[i].Number)] = i
	}
	type tag struct {
		of   int64
		name string
	}
	rows, err = db.query(ctx, `SELECT t.highlight, t.tag FROM json_each(?) e CROSS JOIN highlight_tags t INDEXED BY highlight_tags_highlight ON t.highlight = e.value ORDER BY e.key, t.fold`, rowList(keys))
	tags, err := collect(rows, err, func(rows *sql.Rows) (t tag, err error) { return t, rows.Scan(&t.of, &t.name) })
	for _, t := range tags {
		if i, is := at[t.of]; is {
			list[i].Tags = append(list[i].Tags, t.name)
		}
	}
	return list, db.translate("read highlights", err)
}

// Highlight gives one by its public id.
func (db *DB) Highlight(ctx context.Context, id string) (news.Highlight, error) {
	var key news.Row
	if err := db.row(ctx, `SELECT highlight FROM highlights WHERE id = ? AND kept = 1`, id).Scan(&key); err != nil {
		return news.Highlight{}, db.translate("read highlight", orNotFound(err, "highlight", id))
	}
	list, err := db.HighlightsByRow(ctx, []news.Row{key})
	if err == nil && len(list) == 0 {
		err = news.NotFound("highlight", id)
	}
	if err != nil {
		return news.Highlight{}, err
	}
	return list[0], nil
}

// highlightQuery makes the queries for a page of keys and for the number of all.
type highlightQuery struct {
	from, where string
	order       string
	args        []any
	key         string // columns of the cursor
}

func (db *DB) highlightQuery(f news.HighlightFilter, article int64) (q highlightQuery, err error) {
	q.from, q.order = `highlights h INDEXED BY highlights_created`, `h.created DESC, h.highlight DESC`
	q.key = `h.created || '|' || h.highlight`
	q.where = `h.kept = 1`
	add := func(where string, args ...any) {
		q.where += " AND " + where
		q.args = append(q.args, args...)
	}
	within := f.Article != ""
	switch {
	case within || f.ByArticle:
		q.from, q.order = `highlights h INDEXED BY highlights_article`, `h.article DESC, h.position, h.highlight`
		q.key = `h.article || '|' || h.position || '|' || h.highlight`
	case f.Tag != "":
		q.from, q.order = `highlight_tags t CROSS JOIN highlights h ON h.highlight = t.highlight`, `t.created DESC, t.highlight DESC`
		add(`t.fold = ?`, foldOf(f.Tag))
	case f.State != "":
		q.from = `highlights h INDEXED BY highlights_state`
	case f.Colour != 0:
		q.from = `highlights h INDEXED BY highlights_colour`
	}
	if within {
		add(`h.article = ?`, article)
	}
	if f.Colour != 0 {
		add(`h.colour = ?`, f.Colour)
	}
	if f.State != "" {
		add(`h.state = ?`, markNumber(f.State))
	}
	if f.Tag != "" && (within || f.ByArticle) {
		add(`EXISTS (SELECT 1 FROM highlight_tags t INDEXED BY highlight_tags_highlight WHERE t.highlight = h.highlight AND t.fold = ?)`, foldOf(f.Tag))
	}
	if !f.From.IsZero() {
		add(`h.created >= ?`, stampOf(f.From))
	}
	if !f.To.IsZero() {
		add(`h.created < ?`, stampOf(f.To))
	}
	// One condition, however many words: a long chain of them is refused.
	if words := strings.Fields(foldOf(f.Query)); len(words) > 0 {
		list, err := encodeText(words)
		if err != nil {
			return q, err
		}
		add(`NOT EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(h.words, w.value) = 0)`, list)
	}
	return q, nil
}

// after narrows to what stands behind a cursor.
func (q *highlightQuery) after(cursor string) error {
	parts := strings.Split(cursor, "|")
	numbers := make([]int64, len(parts))
	for i, part := range parts {
		if i == 0 && len(parts) == 2 {
			if momentOf(part).IsZero() {
				return badCursor(cursor)
			}
			continue
		}
		n, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return badCursor(cursor)
		}
		numbers[i] = n
	}
	byArticle := strings.HasPrefix(q.key, "h.article")
	switch {
	case len(parts) == 3 && byArticle:
		q.where += ` AND h.article <= ? AND (h.article < ? OR (h.position, h.highlight) > (?, ?))`
		q.args = append(q.args, numbers[0], numbers[0], numbers[1], numbers[2])
	case len(parts) == 2 && !byArticle:
		columns := `(h.created, h.highlight)`
		if strings.HasPrefix(q.from, "highlight_tags") {
			columns = `(t.created, t.highlight)`
		}
		q.where += ` AND ` + columns + ` < (?, ?)`
		q.args = append(q.args, parts[0], numbers[1])
	default:
		return badCursor(cursor)
	}
	return nil
}

func (q *highlightQuery) page() string {
	return `SELECT h.highlight, ` + q.key + ` FROM ` + q.from + ` WHERE ` + q.where + ` ORDER BY ` + q.order + ` LIMIT ? OFFSET ?`
}

// Highlights lists highlights.
func (db *DB) Highlights(ctx context.Context, f news.HighlightFilter) (page news.HighlightPage, err error) {
	article := int64(0)
	if f.Article != "" {
		if article, err = db.markedRow(ctx, f.Article); err != nil {
			return page, err
		}
	}
	q, err := db.highlightQuery(f, article)
	if err != nil {
		return page, err
	}
	if err := db.row(ctx, `SELECT count(*) FROM `+q.from+` WHERE `+q.where, q.args...).Scan(&page.Total); err != nil {
		return page, db.translate("count highlights", err)
	}
	if f.After != "" {
		if err := q.after(f.After); err != nil {
			return page, err
		}
	}
	limit := clamp(f.Limit, 100, 10_000)
	type key struct {
		row    news.Row
		cursor string
	}
	rows, err := db.query(ctx, q.page(), append(q.args, limit+1, max(0, f.Skip))...)
	keys, err := collect(rows, err, func(rows *sql.Rows) (k key, err error) { return k, rows.Scan(&k.row, &k.cursor) })
	if err != nil {
		return page, db.translate("list highlights", err)
	}
	if len(keys) > limit {
		keys = keys[:limit]
		page.Next = keys[limit-1].cursor
	}
	list := make([]news.Row, len(keys))
	for i, k := range keys {
		list[i] = k.row
	}
	page.Highlights, err = db.HighlightsByRow(ctx, list)
	return page, err
}

// markedRow gives the row of an article, also of one that was removed and has marks.
func (db *DB) markedRow(ctx context.Context, id string) (int64, error) {
	row, err := db.rowOf(ctx, db, id)
	if news.CodeOf(err) != news.CodeNotFound {
		return row, err
	}
	gone := db.row(ctx, `SELECT a.row FROM highlights h INDEXED BY highlights_article CROSS JOIN articles a ON a.row = h.article
		WHERE h.kept = 1 AND a.public = ? LIMIT 1`, id).Scan(&row)
	if gone == nil {
		return row, nil
	}
	return 0, err
}

// HighlightCounts counts by colour, state and tag; of one article where it is named.
func (db *DB) HighlightCounts(ctx context.Context, id string) (c news.HighlightCounts, err error) {
	c = news.HighlightCounts{Colours: map[int]int64{}, States: map[news.MarkState]int64{}}
	where, args := `h.kept = 1`, []any(nil)
	if id != "" {
		article, err := db.markedRow(ctx, id)
		if err != nil {
			return c, err
		}
		where, args = `h.kept = 1 AND h.article = ?`, []any{article}
	}
	type pair struct{ of, count int64 }
	scan := func(rows *sql.Rows) (p pair, err error) { return p, rows.Scan(&p.of, &p.count) }
	rows, err := db.query(ctx, `SELECT h.colour, count(*) FROM highlights h WHERE `+where+` GROUP BY h.colour`, args...)
	list, err := collect(rows, err, scan)
	if err != nil {
		return c, db.translate("count highlights", err)
	}
	for _, p := range list {
		c.Colours[int(p.of)] = p.count
		c.Total += p.count
	}
	rows, err = db.query(ctx, `SELECT h.state, count(*) FROM highlights h WHERE `+where+` GROUP BY h.state`, args...)
	if list, err = collect(rows, err, scan); err != nil {
		return c, db.translate("count highlights", err)
	}
	for _, p := range list {
		c.States[markState(int(p.of))] = p.count
	}
	rows, err = db.query(ctx, `SELECT min(t.tag), count(*) AS n FROM highlight_tags t CROSS JOIN highlights h ON h.highlight = t.highlight
		WHERE `+where+` GROUP BY t.fold ORDER BY n DESC, t.fold LIMIT 200`, args...)
	c.Tags, err = collect(rows, err, func(rows *sql.Rows) (t news.HighlightTag, err error) { return t, rows.Scan(&t.Tag, &t.Count) })
	if err == nil {
		err = db.row(ctx, `SELECT count(DISTINCT h.article) FROM highlights h WHERE `+where, args...).Scan(&c.Articles)
	}
	return c, db.translate("count highlights", err)
}

// MarkedText gives the text of a version of an article, for marks; n 0: of the present
// one, whose number comes back.
func (db *DB) MarkedText(ctx context.Context, id string, n int) (body.Text, int, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return body.Text{}, 0, err
	}
	which, args := `v.version = a.version`, []any{row}
	if n > 0 {
		which, args = `v.article = a.row AND v.n = ? AND v.trashed = 0`, []any{n, row}
	}
	rows, err := db.query(ctx, `SELECT `+storedColumns+` FROM articles a CROSS JOIN versions v ON `+which+` WHERE a.row = ?`, args...)
	list, err := collect(rows, err, scanStored)
	if err == nil && len(list) == 0 {
		err = news.NotFound("version", id)
	}
	if err != nil {
		return body.Text{}, 0, db.translate("read text", err)
	}
	text, err := list[0].text(db.packer, new([]byte))
	return text, list[0].n, db.translate("read text", err)
}

// ByAddress gives the public id of the published article with an address of the web.
func (db *DB) ByAddress(ctx context.Context, address string) (string, error) {
	var id string
	err := db.row(ctx, `SELECT public FROM articles INDEXED BY articles_url WHERE deleted = 0 AND listed = 1 AND url_key = ? AND url = ? LIMIT 1`, keyOf(address), address).Scan(&id)
	return id, db.translate("look up address", orNotFound(err, "article", address))
}
