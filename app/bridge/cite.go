package bridge

import (
	"context"

	"broadsheet/internal/calendar"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// CiteRequest asks for a citation of an article.
type CiteRequest struct {
	Call
	ID       string `json:"id"`
	Style    string `json:"style,omitempty"`    // chicago, note, apa, mla, harvard, ieee; bibtex, ris, csl-json; empty: chicago
	Block    string `json:"block,omitempty"`    // id of a block of the body; empty: the article
	Calendar string `json:"calendar,omitempty"` // gregorian, persian, islamic; empty: by the article's language
	Quote    string `json:"quote,omitempty"`    // words of it that are quoted
	Record   bool   `json:"record,omitempty"`   // a person takes it: a step of the session that runs
}

// CiteResult is a citation.
type CiteResult struct {
	Text      string    `json:"text"`
	Runs      []CiteRun `json:"runs"` // none for bibtex, ris and csl-json
	Language  string    `json:"language"`
	Dir       string    `json:"dir"`       // ltr or rtl
	Paragraph int       `json:"paragraph"` // number of the cited one; 0: none
	Path      string    `json:"path"`      // of the screen, at the cited words
	Link      string    `json:"link"`      // the same for other programs: broadsheet://…
}

// CiteRun is a piece of a citation that is set in one face.
type CiteRun struct {
	Text   string `json:"text"`
	Italic bool   `json:"italic"`
}

// Cite writes a citation of an article or of a paragraph of it.
func (a *Articles) Cite(req CiteRequest) (CiteResult, error) {
	return call(a.core, req.Call, func(ctx context.Context) (CiteResult, error) {
		c, err := a.reading.Cite(ctx, reading.CiteAsk{ID: req.ID, Style: req.Style, Block: req.Block, Calendar: calendar.Calendar(req.Calendar), Quote: req.Quote})
		if err != nil {
			return CiteResult{}, err
		}
		if req.Record {
			a.trail.Record(ctx, news.SessionStep{Kind: news.StepCite, Asked: news.StepAsked{Article: c.Public, Style: req.Style, Calendar: req.Calendar, Block: req.Block, Quote: req.Quote}, Gave: news.StepGave{Text: c.Text}}, false)
		}
		out := CiteResult{Text: c.Text, Runs: []CiteRun{}, Language: c.Language, Dir: lang.Direction(c.Language), Paragraph: c.Paragraph, Path: c.Path, Link: c.Link}
		for _, r := range c.Runs {
			out.Runs = append(out.Runs, CiteRun(r))
		}
		return out, nil
	})
}
