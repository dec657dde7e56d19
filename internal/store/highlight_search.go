package store

import (
	"context"
	"database/sql"

	"broadsheet/internal/news"
)

// IndexNote is a highlight on a published article, and the article's keywords.
type IndexNote struct {
	IndexArticle          // Row is that of the highlight; Title and texts are empty
	Article      news.Row // that it is on
	Quote        string
	Note         string
	NoteTags     []string
}

const noteKeywords = `h.highlight, h.article, h.made, h.again, h.note, h.created, a.listed = 1 AND h.kept = 1,
	a.language, a.kind, coalesce(a.section, 0), a.topics, a.tags, a.authors, a.source,
	coalesce((SELECT json_group_array(t.tag) FROM highlight_tags t WHERE t.highlight = h.highlight), '[]')`

type searchedNote struct {
	IndexNote
	there bool
}

func scanSearchedNote(rows *sql.Rows) (n searchedNote, err error) {
	var made, again, created, topics, tags, authors, own string
	if err := rows.Scan(&n.Row, &n.Article, &made, &again, &n.Note, &created, &n.there,
		&n.Language, &n.Kind, &n.Section, &topics, &tags, &authors, &n.Source, &own); err != nil {
		return n, err
	}
	s, err := selectorOf(made, again)
	if err == nil {
		err = decode(own, &n.NoteTags)
	}
	n.Quote, n.Published = s.Quote, momentOf(created)
	n.Topics, n.Tags, n.Authors = numbersOf(topics), numbersOf(tags), numbersOf(authors)
	return n, err
}

// notesToIndex gives the highlights of articles and among those that changed, and
// those that are not to be found any more.
func notesToIndex(ctx context.Context, r reader, articles, notes []news.Row) (found []IndexNote, gone []news.Row, err error) {
	var all []searchedNote
	if len(articles) > 0 {
		rows, err := r.query(ctx, `SELECT `+noteKeywords+` FROM json_each(?) e CROSS JOIN highlights h INDEXED BY highlights_article ON h.article = e.value AND h.kept = 1
			CROSS JOIN articles a ON a.row = h.article`, rowList(articles))
		if all, err = collect(rows, err, scanSearchedNote); err != nil {
			return nil, nil, err
		}
	}
	if len(notes) > 0 {
		rows, err := r.query(ctx, `SELECT `+noteKeywords+` FROM json_each(?) e CROSS JOIN highlights h ON h.highlight = e.value
			CROSS JOIN articles a ON a.row = h.article`, rowList(notes))
		more, err := collect(rows, err, scanSearchedNote)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, more...)
	}
	seen := map[news.Row]bool{}
	for _, n := range all {
		switch {
		case seen[n.Row]:
		case n.there:
			found = append(found, n.IndexNote)
		default:
			gone = append(gone, n.Row)
		}
		seen[n.Row] = true
	}
	return found, gone, nil
}

// NoteRows gives the rows of the highlights on articles, in any order.
func (db *DB) NoteRows(ctx context.Context, articles []news.Row) ([]news.Row, error) {
	rows, err := db.query(ctx, `SELECT h.highlight FROM json_each(?) e CROSS JOIN highlights h INDEXED BY highlights_article ON h.article = e.value AND h.kept = 1`, rowList(articles))
	list, err := collect(rows, err, scanOne[news.Row])
	return list, db.translate("read highlights", err)
}
