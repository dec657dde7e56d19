package bridge

import (
	"context"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/desk"
	"broadsheet/internal/paste"
	"broadsheet/internal/preflight"
)

// Copydesk looks drafts over, asks the archive about them and reads what comes from
// other programs.
type Copydesk interface {
	// Check looks a piece over; quick leaves out what is asked of the archive's texts.
	Check(ctx context.Context, p preflight.Piece, quick bool) (preflight.Report, error)
	// Alike tells what the archive has of a draft.
	Alike(ctx context.Context, d alike.Draft, limit int) (alike.Answer, error)
	// Clean makes a body of a clip, with its pictures stored. With a token the clip's
	// HTML is the offered file.
	Clean(ctx context.Context, c paste.Clip, token string) (paste.Result, body.Result, error)
	// Open reads an offered file as an article. Its body is canonical.
	Open(ctx context.Context, token string) (paste.Opened, error)
	// Read reads a clip, or with a token an offered file, and keeps nothing of it.
	Read(ctx context.Context, c paste.Clip, token string) (ReadText, error)
}

// ReadText is a text that was read and not kept.
type ReadText struct {
	Title, Language string // as far as it says
	Text            body.Text
}

// CheckRequest asks for a draft to be looked over as it is saved.
type CheckRequest struct {
	Call
	ID    string `json:"id"`
	Quick bool   `json:"quick,omitempty"` // leave out which articles have the same words: for the list beside the text
}

// CheckFinding is one thing that was seen.
type CheckFinding struct {
	Severity string            `json:"severity"` // error, warning
	Check    string            `json:"check"`
	Message  string            `json:"message"` // key of the sentence in a catalogue: CHECK.REASON
	Args     map[string]string `json:"args"`    // of that sentence
	Sentence string            `json:"sentence"`
	Field    string            `json:"field"` // name in the interchange format; body_html: the text
	Item     int               `json:"item"`  // number of the entry in a list field, from 0; -1: the field as a whole
	Block    string            `json:"block"` // id; empty: none
	Start    int               `json:"start"` // in Unicode letters, in the field or the block's text
	End      int               `json:"end"`
	Quote    string            `json:"quote"`
	More     int               `json:"more"` // how many like it were left out behind this one
}

// CheckResult is what came of looking a draft over, in the order of the piece.
type CheckResult struct {
	Findings []CheckFinding `json:"findings"`
	Fine     []string       `json:"fine"` // checks that found nothing
	Errors   int            `json:"errors"`
	Stamp    int64          `json:"stamp"` // of the state that was looked at
}

// Check looks a draft over.
func (d *Drafts) Check(req CheckRequest) (CheckResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (CheckResult, error) {
		held, err := d.desk.Get(ctx, req.ID)
		if err != nil {
			return CheckResult{}, err
		}
		p := preflight.Piece{Article: held.Article}
		if held.Base > 0 {
			v, err := d.desk.Archive.Version(ctx, held.Article.Public, held.Base)
			if err != nil {
				return CheckResult{}, err
			}
			p.Base = &v.Article
		}
		record, err := d.desk.Archive.Publication(ctx)
		if err != nil {
			return CheckResult{}, err
		}
		for _, section := range record.Sections {
			p.Sections = append(p.Sections, section.Name)
		}
		report, err := d.copydesk.Check(ctx, p, req.Quick)
		if err != nil {
			return CheckResult{}, err
		}
		out := CheckResult{Findings: make([]CheckFinding, len(report.Findings)), Errors: report.Errors(), Stamp: held.Stamp}
		for i, f := range report.Findings {
			out.Findings[i] = CheckFinding{Severity: string(f.Severity), Check: string(f.Check), Message: f.Message, Args: f.Args, Sentence: f.Sentence(), Field: f.Field,
				Item: f.Item, Block: f.Block, Start: f.Start, End: f.End, Quote: f.Quote, More: f.More}
		}
		for _, name := range report.Fine {
			out.Fine = append(out.Fine, string(name))
		}
		return out, nil
	})
}

// AlikeRequest asks what the archive has of a draft.
type AlikeRequest struct {
	Call
	ID    string `json:"id"`
	Limit int    `json:"limit,omitempty"` // of related articles, 1 to 50; 0: 6
}

// Overlap is an article that has words of a draft.
type Overlap struct {
	Article  Row       `json:"article"`
	Share    float64   `json:"share"` // of the draft's words that it has, 0 to 1
	Words    int       `json:"words"`
	Passages []Passage `json:"passages"` // longest first
}

// Passage is a run of words that both have.
type Passage struct {
	Block string `json:"block"` // of the draft
	Start int    `json:"start"` // in Unicode letters, in the block's text
	End   int    `json:"end"`
	Quote string `json:"quote"`
	Words int    `json:"words"`
	Other string `json:"other"` // the block of the article
}

// AlikeResult is what the archive has.
type AlikeResult struct {
	Overlaps []Overlap `json:"overlaps"`
	Related  []Row     `json:"related"`
}

// Alike tells which articles have the same words as a draft, and which are about the
// same.
func (d *Drafts) Alike(req AlikeRequest) (AlikeResult, error) {
	return call(d.core, req.Call, func(ctx context.Context) (AlikeResult, error) {
		held, err := d.desk.Get(ctx, req.ID)
		if err != nil {
			return AlikeResult{}, err
		}
		a := held.Article
		doc, err := body.Parse(a.Body)
		if err != nil {
			return AlikeResult{}, err
		}
		found, err := d.copydesk.Alike(ctx, alike.Draft{Own: a.Public, Language: a.Language, Title: a.Title, Kicker: a.Kicker, Standfirst: a.Standfirst, Document: doc}, req.Limit)
		if err != nil {
			return AlikeResult{}, err
		}
		al, zone := d.album(), d.zone(ctx)
		out := AlikeResult{Overlaps: make([]Overlap, len(found.Overlaps)), Related: al.rows(found.Related, zone)}
		for i, o := range found.Overlaps {
			out.Overlaps[i] = Overlap{Article: al.row(o.Article, zone), Share: o.Share, Words: o.Words}
			for _, p := range o.Passages {
				out.Overlaps[i].Passages = append(out.Overlaps[i].Passages, Passage(p))
			}
		}
		return out, al.fill(ctx)
	})
}

// CleanRequest is what lay on the clipboard.
type CleanRequest struct {
	HTML     string `json:"html,omitempty"`
	Text     string `json:"text,omitempty"`
	Token    string `json:"token,omitempty"` // of an offer with the HTML, where that is too long for a call
	Base     string `json:"base,omitempty"`  // address of the page that it comes from
	Language string `json:"language,omitempty"`
}

// CleanResult is what comes of it: blocks of the profile. Their ids and those of
// endnotes may stand in the draft already.
type CleanResult struct {
	Body    []body.Node `json:"body"`
	Media   []MediaFact `json:"media"`
	Origin  string      `json:"origin"`  // word, google docs, libreoffice, mail, web, markdown, text
	Missing int         `json:"missing"` // pictures that the program did not hand over
}

// Clean makes blocks of what was pasted, and stores the pictures in it.
func (d *Drafts) Clean(req CleanRequest) (CleanResult, error) {
	return call(d.core, Call{}, func(ctx context.Context) (CleanResult, error) {
		clip, text, err := d.copydesk.Clean(ctx, paste.Clip{HTML: req.HTML, Text: req.Text, Base: req.Base, Language: req.Language}, req.Token)
		if err != nil {
			return CleanResult{}, err
		}
		out := CleanResult{Body: text.Document.Blocks, Origin: string(clip.Origin), Missing: clip.Missing}
		al := d.album()
		al.facts(out.Body, &out.Media)
		return out, al.fill(ctx)
	})
}

// OpenDraftRequest names an offered file.
type OpenDraftRequest struct {
	Token string `json:"token"`
	Kind  string `json:"kind,omitempty"`
	Title string `json:"title,omitempty"` // in place of the file's
}

// OpenedDraft is the draft that came of a file.
type OpenedDraft struct {
	DraftRow
	Problems []string `json:"problems"` // sentences
}

// Open makes a draft of a file: Markdown, HTML or text. Can be undone.
func (d *Drafts) Open(req OpenDraftRequest) (OpenedDraft, error) {
	return call(d.core, Call{}, func(ctx context.Context) (OpenedDraft, error) {
		file, err := d.copydesk.Open(ctx, req.Token)
		if err != nil {
			return OpenedDraft{}, err
		}
		made, entry, err := d.desk.New(ctx, desk.Start{Kind: req.Kind, Title: req.Title, Article: file.Article})
		out := OpenedDraft{DraftRow: draftRow(made, entry)}
		for _, p := range file.Problems {
			out.Problems = append(out.Problems, p.Message)
		}
		return out, err
	})
}
