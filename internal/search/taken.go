package search

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Taken is everything that a query finds, the oldest rows first.
type Taken struct {
	// Pieces: captions, comments or notes were asked for, and are among the hits.
	Pieces bool
	Hits   []query.Hit // articles, then captions, then comments and notes; neither scores nor dates
}

// Articles gives the rows of the articles, never nil.
func (t Taken) Articles() []news.Row { return t.of(news.ThingArticle) }

func (t Taken) of(thing news.Thing) []news.Row {
	rows := []news.Row{}
	for _, h := range t.Hits {
		if h.Thing == thing {
			rows = append(rows, h.Row)
		}
	}
	return rows
}

// Take gives all that a query finds, for exports and for marking many. Text,
// Strict, Typed, Filters and Within of the request count.
func (s *Service) Take(ctx context.Context, r Request) (Taken, error) {
	q, err := query.Parse(r.Text, s.options(r.Strict))
	if err != nil {
		return Taken{}, err
	}
	run := &run{Service: s, ctx: ctx, request: r, query: q}
	want, err := run.want()
	if err != nil {
		return Taken{}, err
	}
	out := Taken{Pieces: len(want.Things) > 0}
	things := want.Things
	if !out.Pieces {
		things = []news.Thing{news.ThingArticle}
	}
	for _, thing := range append([]news.Thing{news.ThingArticle}, news.Pieces...) {
		if !slices.Contains(things, thing) {
			continue
		}
		want.Things = []news.Thing{thing}
		rows, err := s.Index.Rows(ctx, want)
		if err != nil {
			return Taken{}, fmt.Errorf("search: %w", err)
		}
		for _, row := range rows {
			out.Hits = append(out.Hits, query.Hit{Thing: thing, Row: row})
		}
	}
	return out, nil
}

// takenStep is how many things are read at a time.
const takenStep = 100

// Records gives what was taken as pieces, in its order, each with its article;
// what is gone meanwhile is left out. An article's text is what stands above it
// in a list. An error ends them.
func (s *Service) Records(ctx context.Context, taken Taken) iter.Seq2[news.Record, error] {
	return func(yield func(news.Record, error) bool) {
		for hits := range slices.Chunk(taken.Hits, takenStep) {
			pieces, err := s.taken(ctx, hits)
			if err != nil {
				yield(news.Record{}, err)
				return
			}
			for i := range pieces {
				if !yield(news.Record{Piece: &pieces[i]}, nil) {
					return
				}
			}
		}
	}
}

func (s *Service) taken(ctx context.Context, hits []query.Hit) ([]news.Piece, error) {
	run := &run{Service: s, ctx: ctx}
	found, err := run.pieces(hits)
	if err != nil {
		return nil, err
	}
	owner := func(h query.Hit) news.Row {
		if h.Thing == news.ThingArticle {
			return h.Row
		}
		return found[h].Article
	}
	var rows []news.Row
	for _, h := range hits {
		rows = append(rows, owner(h))
	}
	summaries, err := s.Articles.Summaries(ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("read articles of what was found: %w", err)
	}
	articles := map[news.Row]news.Summary{}
	for _, a := range summaries {
		articles[a.Row] = a
	}
	var out []news.Piece
	for _, h := range hits {
		a, ok := articles[owner(h)]
		if !ok {
			continue
		}
		piece := news.Piece{Thing: h.Thing, Article: a.ID, Title: a.Title, Text: a.Standfirst, Language: a.Language, Published: a.Published, URL: a.URL}
		if p := found[h]; h.Thing != news.ThingArticle {
			piece.ID, piece.Place, piece.By, piece.Language, piece.Text, piece.Beside = p.ID, p.Place, p.By, p.Language, p.Text, p.Beside
		}
		out = append(out, piece)
	}
	return out, nil
}
