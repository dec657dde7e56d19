package bridge

import (
	"context"
	"errors"

	"broadsheet/internal/search"
)

// ConcordanceRequest asks for every occurrence of a query's words.
type ConcordanceRequest struct {
	Call
	Query string `json:"query"`
	Width int    `json:"width,omitempty"` // letters on either side, 1 to 500; 0: 60
	Sort  string `json:"sort,omitempty"`  // position, left, right, date; empty: position
	Limit int    `json:"limit,omitempty"` // lines, 1 to 100,000; 0: 1,000
}

// ConcordanceLine is an occurrence in its context.
type ConcordanceLine struct {
	Article string `json:"article"`
	Block   string `json:"block"` // "title": the headline
	Start   int    `json:"start"` // Unicode letters of the block's text before the hit
	Left    string `json:"left"`
	Hit     string `json:"hit"`
	Right   string `json:"right"`
}

// ConcordanceResult holds the lines in the order that was asked for.
type ConcordanceResult struct {
	Lines []ConcordanceLine `json:"lines"`
}

// Concordance gives every occurrence of the words of a query in its context. One
// that names no word has no lines: what was found by its kind alone has a
// preview too.
func (s *Search) Concordance(req ConcordanceRequest) (ConcordanceResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (ConcordanceResult, error) {
		lines, err := s.search.Concordance(ctx, search.ConcordanceRequest{Text: req.Query, Width: req.Width, Sort: req.Sort, Limit: req.Limit})
		if errors.Is(err, search.ErrNoWords) {
			err = nil
		}
		out := ConcordanceResult{Lines: make([]ConcordanceLine, len(lines))}
		for i, l := range lines {
			out.Lines[i] = ConcordanceLine(l)
		}
		return out, err
	})
}
