package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"broadsheet/internal/news"
)

// rowOf finds a live article by public id or by an id that leads to it.
func (db *DB) rowOf(ctx context.Context, r reader, id string) (int64, error) {
	var row int64
	err := r.row(ctx, `SELECT row FROM articles INDEXED BY articles_public WHERE deleted = 0 AND public = ?`, id).Scan(&row)
	if !errors.Is(err, sql.ErrNoRows) {
		return row, err
	}
	err = r.row(ctx, `SELECT a.row FROM article_aliases l CROSS JOIN articles a ON a.row = l.article
		WHERE l.id = ? AND a.deleted = 0 ORDER BY a.row LIMIT 1`, id).Scan(&row)
	return row, orNotFound(err, "article", id)
}

// Resolve gives the public id that an id leads to: itself, or that of the
// article it was merged into.
func (db *DB) Resolve(ctx context.Context, id string) (string, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return "", db.translate("resolve id", err)
	}
	var public string
	err = db.row(ctx, `SELECT public FROM articles WHERE row = ?`, row).Scan(&public)
	return public, db.translate("resolve id", err)
}

// PublicIDs gives the public ids of rows; those that are gone are left out.
func (db *DB) PublicIDs(ctx context.Context, rows []news.Row) (map[news.Row]string, error) {
	type pair struct {
		row    news.Row
		public string
	}
	found, err := db.query(ctx, `SELECT a.row, a.public FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value WHERE a.deleted = 0`, rowList(rows))
	list, err := collect(found, err, func(rows *sql.Rows) (p pair, err error) { return p, rows.Scan(&p.row, &p.public) })
	out := make(map[news.Row]string, len(list))
	for _, p := range list {
		out[p.row] = p.public
	}
	return out, db.translate("read ids", err)
}

// RowsOf gives the rows of public ids, in their order. CodeNotFound names the
// first that is not here.
func (db *DB) RowsOf(ctx context.Context, ids []string) ([]news.Row, error) {
	out := make([]news.Row, len(ids))
	for i, id := range ids {
		row, err := db.rowOf(ctx, db, id)
		if err != nil {
			return nil, db.translate("read rows", err)
		}
		out[i] = news.Row(row)
	}
	return out, nil
}

// Article gives an article in its current version, by public id or an id that
// leads to it. Kind and state are filled in, topics are slugs, links between
// ids are as given. Its comments, reads and earlier versions are left out:
// Comments, Versions and Record have them.
func (db *DB) Article(ctx context.Context, id string) (news.Article, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return news.Article{}, db.translate("read article", err)
	}
	a, err := db.current(ctx, db, row)
	if err != nil {
		return a, db.translate("read article", err)
	}
	slugs, err := db.query(ctx, `SELECT t.slug FROM articles a CROSS JOIN json_each(a.topics) e CROSS JOIN topics t ON t.topic = e.value
		WHERE a.row = ? ORDER BY e.key`, row)
	if a.Topics, err = collect(slugs, err, scanOne[string]); err != nil {
		return a, db.translate("read topics of article", err)
	}
	return a, nil
}

// current reads an article's row and current version, as given but for kind
// and state, which are never empty.
func (db *DB) current(ctx context.Context, r reader, row int64) (news.Article, error) {
	var s stored
	var id, public, source, kind, state string
	err := r.row(ctx, `SELECT a.id, a.public, s.name, a.kind, a.state, `+storedColumns+`
		FROM articles a CROSS JOIN sources s ON s.source = a.source CROSS JOIN versions v ON v.version = a.version
		WHERE a.row = ?`, row).Scan(append([]any{&id, &public, &source, &kind, &state}, s.targets()...)...)
	if err != nil {
		return news.Article{}, orNotFound(err, "article", id)
	}
	f, text, err := s.content(db.packer)
	if err != nil {
		return news.Article{}, err
	}
	a := f.article()
	a.Row, a.ID, a.Source, a.Public = news.Row(row), id, source, public
	a.Kind, a.State, a.Body = news.Kind(kind), news.State(state), text
	return a, nil
}

// Labels gives the names that an article bears, in the order given, with their
// slugs and counts; topics are as Topics gives them.
func (db *DB) Labels(ctx context.Context, id string) (news.Labels, error) {
	var l news.Labels
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return l, db.translate("read article", err)
	}
	err = db.row(ctx, `SELECT s.slug, s.name, s.count FROM articles a JOIN sections s ON s.section = a.section WHERE a.row = ?`, row).
		Scan(&l.Section.Slug, &l.Section.Name, &l.Section.Count)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return l, db.translate("read section of article", err)
	}
	rows, err := db.query(ctx, `SELECT t.topic, t.slug, t.name, t.description, '', t.picture, t.position, t.visible,
			t.neighbours, t.language, t.bare, t.count FROM articles a CROSS JOIN json_each(a.topics) e
		CROSS JOIN topics t ON t.topic = e.value WHERE a.row = ? ORDER BY e.key`, row)
	topics, err := collect(rows, err, scanTopic)
	if err != nil {
		return l, db.translate("read topics of article", err)
	}
	for _, t := range topics {
		l.Topics = append(l.Topics, t.Topic)
	}
	rows, err = db.query(ctx, `SELECT t.slug, t.name, t.count FROM articles a CROSS JOIN json_each(a.tags) e
		CROSS JOIN tags t ON t.tag = e.value WHERE a.row = ? ORDER BY e.key`, row)
	l.Tags, err = collect(rows, err, func(rows *sql.Rows) (t news.Tag, err error) { return t, rows.Scan(&t.Slug, &t.Name, &t.Count) })
	if err != nil {
		return l, db.translate("read tags of article", err)
	}
	rows, err = db.query(ctx, `SELECT t.slug, t.name, t.count FROM articles a CROSS JOIN json_each(a.authors) e
		CROSS JOIN authors t ON t.author = e.value WHERE a.row = ? ORDER BY e.key`, row)
	l.Bylines, err = collect(rows, err, func(rows *sql.Rows) (b news.Byline, err error) { return b, rows.Scan(&b.Slug, &b.Name, &b.Count) })
	return l, db.translate("read authors of article", err)
}

// Body gives the canonical body that an article of a source has now, empty
// where there is none: an importer carries its block ids over.
func (db *DB) Body(ctx context.Context, source, id string) (string, error) {
	var s stored
	err := db.row(ctx, `SELECT `+storedColumns+` FROM sources o CROSS JOIN articles a INDEXED BY articles_own
		CROSS JOIN versions v ON v.version = a.version
		WHERE o.name = ? AND a.deleted = 0 AND a.source = o.source AND a.id = ?`, source, id).Scan(s.targets()...)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", db.translate("read body", err)
	}
	_, text, err := s.content(db.packer)
	return text, err
}

// Translations lists the published articles that are the same text in another
// language, newest first.
func (db *DB) Translations(ctx context.Context, id string) ([]news.Summary, error) {
	row, err := db.rowOf(ctx, db, id)
	if err != nil {
		return nil, db.translate("read translations", err)
	}
	list, err := db.summaries(ctx, db, `SELECT `+summaryColumns+` FROM articles o
		CROSS JOIN articles a INDEXED BY articles_group ON a.translation_group IS NOT NULL AND a.translation_group = o.translation_group
		`+summaryJoins+` WHERE o.row = ? AND a.row <> o.row AND a.listed = 1 ORDER BY a.language, a.row`, row)
	return list, db.translate("read translations", err)
}

// Text is what search shows snippets from.
type Text struct {
	Row      news.Row
	Title    string
	Lead     string // kicker, front headline and standfirst
	Body     string // plain text
	Language string
}

// Texts gives the texts of published articles in the order of rows; those that
// are gone are left out. Plain text is worked out from the canonical body: it
// takes about as long as reading it, and storing it would double the store.
func (db *DB) Texts(ctx context.Context, rows []news.Row) ([]Text, error) {
	found, err := db.query(ctx, `SELECT a.kicker, a.title, a.front_title, a.standfirst, a.language, `+storedColumns+`
		FROM json_each(?) e CROSS JOIN articles a ON a.row = e.value CROSS JOIN versions v ON v.version = a.version
		WHERE a.listed = 1 ORDER BY e.key`, rowList(rows))
	var space []byte
	list, err := collect(found, err, func(rows *sql.Rows) (Text, error) {
		var kicker, frontTitle, standfirst string
		var t Text
		var s stored
		if err := rows.Scan(append([]any{&kicker, &t.Title, &frontTitle, &standfirst, &t.Language}, s.targets()...)...); err != nil {
			return t, err
		}
		text, err := s.text(db.packer, &space)
		t.Row, t.Lead, t.Body = news.Row(s.article), leadOf(kicker, frontTitle, standfirst), text.Plain
		return t, err
	})
	return list, db.translate("read texts", err)
}

// leadOf joins the lines around a headline that search finds an article by.
func leadOf(lines ...string) string {
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}
