package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// IndexRun is a piece of a body's text in a language of its own.
type IndexRun struct {
	Start, End int // bytes in Body
	Language   string
}

// Caption is what is said about a picture, film or sound of an article.
type Caption struct {
	Row      news.Row // see news.CaptionRow
	Article  news.Row
	Text     string // of the caption
	Beside   string // credit and alternative text
	Language string
	Block    string // of the body, that it stands in; empty: it is at Place
	// Place is where else on an article's page it stands: lead, or photo-2 and
	// film-1 by their number among the article's own; empty: in the body.
	Place string
	Src   string
}

// IndexComment is an approved comment on a published article, never with an
// address, and the article's keywords.
type IndexComment struct {
	IndexArticle          // Row is that of the comment; Title and texts are empty
	Article      news.Row // that it is on
	Name         string
	Text         string
}

// tell works out of an article's content what else the index holds of it.
func (i *IndexArticle) tell(f *fields, doc *body.Document, text body.Text) {
	i.Body = text.Plain
	for _, b := range text.Blocks {
		if b.Lang != "" && b.Lang != i.Language {
			i.Runs = append(i.Runs, IndexRun{b.Start, b.End, b.Lang})
		}
	}
	for _, p := range f.Places {
		i.Places = append(i.Places, p.Name)
	}
	i.Captions = captionsOf(i.Row, i.Language, f, doc)
	i.Has = append(i.Has, holds(f, doc)...)
}

// holds names what an article holds, as has: does.
func holds(f *fields, doc *body.Document) []string {
	found := map[string]bool{
		"picture": f.Lead != nil && f.Lead.Src != "", "map": f.Map != nil, "place": len(f.Places) > 0,
		"table": doc.Has("table"), "note": doc.HasNotes(),
	}
	photos := 0
	for _, m := range f.Media {
		switch m.Type {
		case "film":
			found["film"] = true
		case "audio":
			found["sound"] = true
		default:
			found["picture"] = true
			photos++
		}
	}
	found["gallery"] = photos > 1
	names := map[string]string{"image": "picture", "gallery": "gallery", "film": "film", "audio": "sound", "map": "map", "chart": "chart", "pullquote": "quote"}
	for _, fig := range doc.Figures() {
		found[names[fig.Type]] = true
	}
	var out []string
	for _, name := range []string{"picture", "gallery", "film", "sound", "map", "table", "chart", "quote", "note", "place"} {
		if found[name] {
			out = append(out, name)
		}
	}
	return out
}

// captionsOf lists the captions of an article, each text once: lead picture,
// gallery, then the figures of the body.
func captionsOf(row news.Row, language string, f *fields, doc *body.Document) []Caption {
	var out []Caption
	seen := map[string]bool{}
	add := func(c Caption, beside ...string) {
		c.Beside = strings.TrimSpace(strings.Join(beside, "\n"))
		key := c.Text + "\x00" + c.Beside
		if c.Text == "" && c.Beside == "" || seen[key] || len(out) >= news.MaxCaptions {
			return
		}
		seen[key] = true
		c.Article, c.Row = row, news.CaptionRow(row, len(out))
		if c.Language == "" {
			c.Language = language
		}
		out = append(out, c)
	}
	if f.Lead != nil {
		add(Caption{Text: f.Lead.Caption, Src: f.Lead.Src, Place: "lead"}, f.Lead.Credit, f.Lead.Alt)
	}
	photos, films := 0, 0
	for _, m := range f.Media {
		c := Caption{Text: m.Caption, Src: m.Src}
		switch m.Type {
		case "film", "audio":
			films++
			c.Place, c.Src = fmt.Sprintf("film-%d", films), m.Poster
		default:
			if m.Src == "" {
				break // an article's page leaves it out
			}
			photos++
			c.Place = fmt.Sprintf("photo-%d", photos)
		}
		add(c, m.Credit, m.Alt)
	}
	for _, fig := range doc.Figures() {
		if fig.Type != "pullquote" {
			add(Caption{Text: fig.Caption, Src: fig.Src, Block: fig.Block, Language: fig.Lang}, fig.Alt)
		}
	}
	return out
}

// commentKeywords are columns of a comment c and its article a.
const commentKeywords = `c.comment, c.article, c.name, c.text, c.posted, a.listed = 1 AND c.status = 'approved',
	a.language, a.kind, coalesce(a.section, 0), a.topics, a.tags, a.authors, a.source`

// searchedComment is a comment as it is to be in the index, or not.
type searchedComment struct {
	IndexComment
	there bool
}

func scanSearchedComment(rows *sql.Rows) (c searchedComment, err error) {
	var posted, topics, tags, authors string
	err = rows.Scan(&c.Row, &c.Article, &c.Name, &c.Text, &posted, &c.there,
		&c.Language, &c.Kind, &c.Section, &topics, &tags, &authors, &c.Source)
	c.Published, c.Words = momentOf(posted), lang.Words(c.Text, c.Language)
	c.Topics, c.Tags, c.Authors = numbersOf(topics), numbersOf(tags), numbersOf(authors)
	return c, err
}

// commentsToIndex gives the approved comments on articles and among comments
// that changed, and those that are not to be found any more.
func commentsToIndex(ctx context.Context, r reader, articles, comments []news.Row) (found []IndexComment, gone []news.Row, err error) {
	var all []searchedComment
	if len(articles) > 0 {
		rows, err := r.query(ctx, `SELECT `+commentKeywords+` FROM json_each(?) e
			CROSS JOIN comments c INDEXED BY comments_article ON c.article = e.value AND c.deleted = 0
			CROSS JOIN articles a ON a.row = c.article`, rowList(articles))
		if all, err = collect(rows, err, scanSearchedComment); err != nil {
			return nil, nil, err
		}
	}
	if len(comments) > 0 {
		rows, err := r.query(ctx, `SELECT `+commentKeywords+` FROM json_each(?) e
			CROSS JOIN comments c ON c.comment = e.value AND c.deleted = 0
			CROSS JOIN articles a ON a.row = c.article`, rowList(comments))
		more, err := collect(rows, err, scanSearchedComment)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, more...)
	}
	seen := map[news.Row]bool{}
	for _, c := range all {
		switch {
		case seen[c.Row]:
		case c.there:
			found = append(found, c.IndexComment)
		default:
			gone = append(gone, c.Row)
		}
		seen[c.Row] = true
	}
	return found, gone, nil
}

// Captions gives captions by their rows, in that order; those that are gone are
// left out.
func (db *DB) Captions(ctx context.Context, rows []news.Row) ([]Caption, error) {
	var articles []news.Row
	for _, row := range rows {
		article, _ := news.CaptionOf(row)
		articles = append(articles, article)
	}
	found, err := db.query(ctx, `SELECT a.language, `+storedColumns+`
		FROM (SELECT DISTINCT value FROM json_each(?)) e CROSS JOIN articles a ON a.row = e.value CROSS JOIN versions v ON v.version = a.version
		WHERE a.listed = 1`, rowList(articles))
	lists, err := collect(found, err, func(rows *sql.Rows) ([]Caption, error) {
		var language string
		var s stored
		if err := rows.Scan(append([]any{&language}, s.targets()...)...); err != nil {
			return nil, err
		}
		f, text, err := s.content(db.packer)
		if err != nil {
			return nil, err
		}
		doc, err := body.Parse(text)
		if err != nil {
			return nil, err
		}
		return captionsOf(news.Row(s.article), language, &f, doc), nil
	})
	byRow := map[news.Row]Caption{}
	for _, list := range lists {
		for _, c := range list {
			byRow[c.Row] = c
		}
	}
	var out []Caption
	for _, row := range rows {
		if c, ok := byRow[row]; ok {
			out = append(out, c)
		}
	}
	return out, db.translate("read captions", err)
}

// FoundComment is an approved comment that a search found.
type FoundComment struct {
	news.Comment          // without address
	Row          news.Row // of the comment
	Article      news.Row
	Language     string // of the article
}

// FoundComments gives approved comments by their rows, in that order; those
// that are gone are left out.
func (db *DB) FoundComments(ctx context.Context, rows []news.Row) ([]FoundComment, error) {
	found, err := db.query(ctx, `SELECT c.comment, c.article, a.language, c.id, c.parent, c.name, c.text, c.posted, c.status
		FROM json_each(?) e CROSS JOIN comments c ON c.comment = e.value AND c.deleted = 0 AND c.status = 'approved'
		CROSS JOIN articles a ON a.row = c.article AND a.listed = 1 ORDER BY e.key`, rowList(rows))
	list, err := collect(found, err, func(rows *sql.Rows) (c FoundComment, err error) {
		var posted string
		err = rows.Scan(&c.Row, &c.Article, &c.Language, &c.ID, &c.Parent, &c.Name, &c.Text, &posted, &c.Status)
		c.Posted = momentOf(posted)
		return c, err
	})
	return list, db.translate("read comments", err)
}

// CommentRows gives the rows of the comments on articles, in any order.
func (db *DB) CommentRows(ctx context.Context, articles []news.Row) ([]news.Row, error) {
	found, err := db.query(ctx, `SELECT c.comment FROM json_each(?) e
		CROSS JOIN comments c INDEXED BY comments_article ON c.article = e.value AND c.deleted = 0`, rowList(articles))
	list, err := collect(found, err, scanOne[news.Row])
	return list, db.translate("read comments", err)
}
