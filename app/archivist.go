package app

import (
	"context"
	"maps"
	"slices"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/index"
	"broadsheet/internal/neardup"
	"broadsheet/internal/news"
	"broadsheet/internal/preflight"
	"broadsheet/internal/store"
)

// archivist finds in the archive what is asked for a text that is being written.
type archivist struct {
	db    *store.DB
	index *index.Index
}

// Like gives the articles whose whole text is nearly that of a sketch, most first.
func (a archivist) Like(ctx context.Context, s neardup.Sketch) ([]news.Row, error) {
	shares, err := a.db.LikeSketch(ctx, s)
	return slices.SortedFunc(maps.Keys(shares), func(x, y news.Row) int {
		if shares[x] != shares[y] {
			if shares[x] > shares[y] {
				return -1
			}
			return 1
		}
		return int(x - y)
	}), err
}

// About gives the articles that the words of a text lead to.
func (a archivist) About(ctx context.Context, w alike.Words, limit int) ([]news.Row, error) {
	kin, err := a.index.Related(ctx, index.Document{Thing: news.ThingArticle, Language: w.Language, Title: w.Title, Lead: w.Lead, Body: w.Body}, limit)
	rows := make([]news.Row, len(kin.Hits))
	for i, h := range kin.Hits {
		rows[i] = h.Row
	}
	return rows, err
}

// Texts gives the texts of articles by blocks.
func (a archivist) Texts(ctx context.Context, rows []news.Row) ([]alike.Text, error) {
	list, err := a.db.BlockTexts(ctx, rows)
	out := make([]alike.Text, len(list))
	for i, t := range list {
		out[i] = alike.Text{Row: t.Row, ID: t.ID, Language: t.Language, Text: t.Text}
	}
	return out, err
}

// Summaries gives what lists show of articles.
func (a archivist) Summaries(ctx context.Context, rows []news.Row) ([]news.Summary, error) {
	return a.db.Summaries(ctx, rows)
}

// checked is the archive as the preflight asks it.
type checked struct {
	db    *store.DB
	alike *alike.Service
	quick bool
}

// Linked tells how the articles that a piece links to stand.
func (c checked) Linked(ctx context.Context, ids []string) (map[string]preflight.Linked, error) {
	out := make(map[string]preflight.Linked, len(ids))
	for _, id := range ids {
		a, err := c.db.Article(ctx, id)
		if news.CodeOf(err) == news.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		l := preflight.Linked{State: a.State}
		if doc, err := body.Parse(a.Body); err == nil {
			l.Blocks = make(map[string]bool, len(doc.Blocks))
			for _, b := range doc.Blocks {
				l.Blocks[b.Attr("id")] = true
			}
		}
		out[id] = l
	}
	return out, nil
}

// Overlaps tells which articles have the same words as a piece.
func (c checked) Overlaps(ctx context.Context, p preflight.Piece) ([]news.Overlap, error) {
	if c.quick {
		return nil, nil
	}
	a := p.Article
	found, err := c.alike.Find(ctx, alike.Draft{Own: a.Public, Language: a.Language, Title: a.Title, Kicker: a.Kicker, Standfirst: a.Standfirst, Document: p.Document}, 1)
	return found.Overlaps, err
}
