package bridge

import (
	"context"
	"errors"
	"strconv"
	"time"

	"broadsheet/internal/lang"
	"broadsheet/internal/search"
)

// ConcordanceRequest asks for every occurrence of a query's words.
type ConcordanceRequest struct {
	Call
	Query string `json:"query"`
	Width int    `json:"width,omitempty"` // letters on either side, 1 to 500; 0: 60
	Sort  string `json:"sort,omitempty"`  // position, left, right, date; empty: position
	Skip  int    `json:"skip,omitempty"`  // lines before the first that is wanted
	Limit int    `json:"limit,omitempty"` // lines, 1 to 100,000; 0: 1,000
	// Paced: the answer comes soon, with what is known by then. Asked again with its
	// Known it goes on, until all is counted.
	Paced bool   `json:"paced,omitempty"`
	Known string `json:"known,omitempty"`
	// Record: a person asked. Once all is counted it is a step of the session that runs.
	Record bool `json:"record,omitempty"`
}

// ConcordanceLine is an occurrence in its context.
type ConcordanceLine struct {
	Article   string `json:"article"`
	Block     string `json:"block"` // "title": the headline
	Start     int    `json:"start"` // Unicode letters of the block's text before the hit
	Left      string `json:"left"`
	Hit       string `json:"hit"`
	Right     string `json:"right"`
	Number    int    `json:"number"` // of the hit in its article, from 1
	Title     string `json:"title"`
	Language  string `json:"language"`
	Dir       string `json:"dir"`       // ltr or rtl
	Published string `json:"published"` // RFC 3339, or empty: undated
	Day       string `json:"day"`       // YYYY-MM-DD in the publication's time zone, or empty
}

// ConcordanceResult holds lines in the order that was asked for, and what is
// known of all.
type ConcordanceResult struct {
	Lines    []ConcordanceLine `json:"lines"`
	Known    string            `json:"known"`
	Notes    []Note            `json:"notes"`
	Total    int               `json:"total"`    // occurrences in what was read
	Articles int               `json:"articles"` // that have them
	Read     int               `json:"read"`     // articles looked into, of found
	Found    int               `json:"found"`
	Counted  bool              `json:"counted"` // all are looked into: total and articles are exact
	Cut      bool              `json:"cut"`     // only the first 100,000 occurrences were sorted
}

// pace is how long an answer of a screen goes on counting.
const pace = 150 * time.Millisecond

// Concordance gives the occurrences of the words of a query in their context.
// One that names no word has no lines: what was found by its kind alone has a
// preview too.
func (s *Search) Concordance(req ConcordanceRequest) (ConcordanceResult, error) {
	return call(s.core, req.Call, func(ctx context.Context) (ConcordanceResult, error) {
		ask := search.ConcordanceRequest{Text: req.Query, Width: req.Width, Sort: req.Sort, Skip: req.Skip, Limit: req.Limit, Known: req.Known}
		if req.Paced {
			ask.Pace = pace
		}
		found, err := s.search.Concordance(ctx, ask)
		if errors.Is(err, search.ErrNoWords) {
			found, err = search.Concordance{Counted: true}, nil
		}
		if err == nil && req.Record && found.Counted && req.Skip == 0 {
			s.recordLines(ctx, ask, found)
		}
		out := ConcordanceResult{
			Lines: make([]ConcordanceLine, len(found.Lines)), Known: found.Known, Total: found.Total, Articles: found.In,
			Read: found.Read, Found: found.Found, Counted: found.Counted, Cut: found.Cut,
		}
		for _, n := range found.Notes {
			out.Notes = append(out.Notes, Note(n))
		}
		zone := s.search.Zone()
		for i, l := range found.Lines {
			out.Lines[i] = ConcordanceLine{
				Article: l.Article, Block: l.Block, Start: l.Start, Left: l.Left, Hit: l.Hit, Right: l.Right, Number: l.Number,
				Title: l.Title, Language: l.Language, Dir: lang.Direction(l.Language), Published: stamp(l.Published), Day: dayOf(l.Published, zone),
			}
		}
		return out, err
	})
}

// ConcordanceFileRequest asks for the lines as a table.
type ConcordanceFileRequest struct {
	ConcordanceRequest
	Name string `json:"name"` // of the file
	Hand bool   `json:"hand"` // handed over, not put among the downloads
}

// ConcordanceFile writes the lines as a table for spreadsheets (CSV).
func (s *Search) ConcordanceFile(req ConcordanceFileRequest) (FileResult, error) {
	found, err := s.Concordance(req.ConcordanceRequest)
	if err != nil {
		return FileResult{}, err
	}
	made, err := s.table(req.Name, req.Hand, []string{"article", "title", "published", "block", "start", "left", "hit", "right"}, func(row func(cells ...string) error) error {
		for _, l := range found.Lines {
			if err := row(l.Article, l.Title, l.Published, l.Block, strconv.Itoa(l.Start), l.Left, l.Hit, l.Right); err != nil {
				return err
			}
		}
		return nil
	})
	if !found.Counted || found.Total > len(found.Lines) {
		made.Rows = len(found.Lines)
	}
	return made, err
}
