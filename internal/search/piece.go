package search

import (
	"context"
	"fmt"

	"broadsheet/internal/news"
	"broadsheet/internal/query"
)

// Pieces is the part of the store that shows captions, comments and notes.
type Pieces interface {
	// Captions gives captions in the order of rows; those gone are left out.
	Captions(ctx context.Context, rows []news.Row) ([]Piece, error)
	// Comments gives approved comments, without addresses, likewise.
	Comments(ctx context.Context, rows []news.Row) ([]Piece, error)
	// CommentsOn gives the rows of the comments on articles, in any order.
	CommentsOn(ctx context.Context, articles []news.Row) ([]news.Row, error)
	// Notes gives highlights with what was said of them, likewise.
	Notes(ctx context.Context, rows []news.Row) ([]Piece, error)
	// NotesOn gives the rows of the highlights on articles, in any order.
	NotesOn(ctx context.Context, articles []news.Row) ([]news.Row, error)
}

// Piece is a caption, a comment or a note that was found.
type Piece struct {
	Row      news.Row
	Article  news.Row
	ID       string // of the comment or highlight, or of the body's block that the caption stands in; may be empty
	Place    string // of a caption outside the body: lead, photo-2, film-1
	By       string // who wrote the comment
	Src      string // of the picture that a caption is on
	Language string
	Text     string
	Beside   string // credit and alternative text of a picture; what was said of a highlight
}

// pieces reads the captions, comments and notes among hits.
func (r *run) pieces(hits []query.Hit) (map[query.Hit]Piece, error) {
	rows := map[news.Thing][]news.Row{}
	for _, h := range hits {
		rows[h.Thing] = append(rows[h.Thing], h.Row)
	}
	out := map[query.Hit]Piece{}
	keep := func(thing news.Thing, list []Piece, err error) error {
		for _, p := range list {
			out[query.Hit{Thing: thing, Row: p.Row}] = p
		}
		return err
	}
	if found := rows[news.ThingCaption]; len(found) > 0 {
		list, err := r.Pieces.Captions(r.ctx, found)
		if err := keep(news.ThingCaption, list, err); err != nil {
			return nil, fmt.Errorf("read captions: %w", err)
		}
	}
	if found := rows[news.ThingComment]; len(found) > 0 {
		list, err := r.Pieces.Comments(r.ctx, found)
		if err := keep(news.ThingComment, list, err); err != nil {
			return nil, fmt.Errorf("read comments: %w", err)
		}
	}
	if found := rows[news.ThingNote]; len(found) > 0 {
		list, err := r.Pieces.Notes(r.ctx, found)
		if err := keep(news.ThingNote, list, err); err != nil {
			return nil, fmt.Errorf("read notes: %w", err)
		}
	}
	return out, nil
}
