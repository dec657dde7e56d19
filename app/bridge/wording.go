package bridge

import (
	"context"

	"broadsheet/internal/body"
	"broadsheet/internal/desk"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/paste"
	"broadsheet/internal/reading"
	"broadsheet/internal/redline"
	"broadsheet/internal/search"
	"broadsheet/internal/wording"
)

// Wording are the calls that tell whether words stand where they are said to stand.
type Wording struct {
	*shared
	wording  *wording.Service
	search   *search.Service
	reading  *reading.Service
	copydesk Copydesk
	desk     *desk.Service
}

// QuotationsRequest is a text that quotes: typed or pasted, an offered file, or a draft.
type QuotationsRequest struct {
	Call
	Text     string `json:"text,omitempty"`
	HTML     string `json:"html,omitempty"`  // of a clip; goes before Text
	Token    string `json:"token,omitempty"` // of an offered file
	Draft    string `json:"draft,omitempty"` // id of a draft, as it is saved
	Language string `json:"language,omitempty"`
}

// Quotation is what a text quotes.
type Quotation struct {
	Quote    string `json:"quote"` // without the marks around it
	Language string `json:"language"`
	Dir      string `json:"dir"`    // ltr or rtl
	Block    string `json:"block"`  // of the text, where it stands
	Start    int    `json:"start"`  // in Unicode letters, in the block's text
	Inside   bool   `json:"inside"` // of one that stands before it
}

// QuotationsResult are the quotations of a text, in their order.
type QuotationsResult struct {
	Title      string      `json:"title"` // of the text, as far as it says
	Quotations []Quotation `json:"quotations"`
	Short      int         `json:"short"` // that were too short to be looked for
	More       bool        `json:"more"`  // there are more than 1,000
	Own        string      `json:"own"`   // public id of the draft's article
}

// Quotations finds the quotations of a text.
func (w *Wording) Quotations(req QuotationsRequest) (QuotationsResult, error) {
	return call(w.core, req.Call, func(ctx context.Context) (QuotationsResult, error) {
		out := QuotationsResult{Quotations: []Quotation{}}
		text, err := w.text(ctx, req, &out)
		if err != nil {
			return out, err
		}
		found := wording.Find(text.Text, text.Language)
		out.Title, out.Short, out.More = text.Title, found.Short, found.More
		for _, q := range found.Quotations {
			out.Quotations = append(out.Quotations, Quotation{Quote: q.Text, Language: q.Language, Dir: lang.Direction(q.Language), Block: q.Block, Start: q.Start, Inside: q.Inside})
		}
		return out, nil
	})
}

func (w *Wording) text(ctx context.Context, req QuotationsRequest, out *QuotationsResult) (ReadText, error) {
	if req.Draft == "" {
		return w.copydesk.Read(ctx, paste.Clip{HTML: req.HTML, Text: req.Text, Language: req.Language}, req.Token)
	}
	held, err := w.desk.Get(ctx, req.Draft)
	if err != nil {
		return ReadText{}, err
	}
	doc, err := body.Parse(held.Article.Body)
	if err != nil {
		return ReadText{}, err
	}
	out.Own = held.Article.Public
	text := ReadText{Title: held.Article.Title, Language: held.Article.Language, Text: doc.Text()}
	if text.Language == "" {
		text.Language, _ = lang.Detect(text.Text.Plain, nil)
	}
	return text, nil
}

// QuotationCheckRequest are quotations to be looked for.
type QuotationCheckRequest struct {
	Call
	Quotes  []string `json:"quotes"`            // at most 100
	Without string   `json:"without,omitempty"` // public id of an article that does not count
}

// QuotationVerdict is what the archive has of a quotation.
type QuotationVerdict struct {
	State string `json:"state"` // exact, altered, absent
	// Article is the public id of the one that was published first of those that have
	// it; empty where it is absent, and so is what follows.
	Article    string        `json:"article"`
	Title      string        `json:"title"`
	Language   string        `json:"language"`
	Dir        string        `json:"dir"`
	Published  string        `json:"published"` // RFC 3339, or empty: undated
	Day        string        `json:"day"`       // YYYY-MM-DD in the publication's time zone, or empty
	Block      string        `json:"block"`     // where it begins; title and standfirst are blocks
	Start      int           `json:"start"`     // in Unicode letters, in the block's text
	Source     string        `json:"source"`    // the words that stand there
	Similarity float64       `json:"similarity"`
	Gaps       int           `json:"gaps"`  // what it leaves out or puts in, and says so
	Words      []ChangedWord `json:"words"` // from the article's (delete) to the quotation's (insert)
}

// QuotationCheckResult are verdicts, in the order of the quotations.
type QuotationCheckResult struct {
	Verdicts []QuotationVerdict `json:"verdicts"`
	Behind   int64              `json:"behind"` // changes that the index had not taken in when they were looked for
}

// Check looks for quotations in the archive.
func (w *Wording) Check(req QuotationCheckRequest) (QuotationCheckResult, error) {
	return call(w.core, req.Call, func(ctx context.Context) (QuotationCheckResult, error) {
		behind, err := w.search.Lag(ctx) // asked before: what comes in meanwhile may be missed
		if err != nil {
			return QuotationCheckResult{}, err
		}
		list, err := w.wording.Check(ctx, req.Quotes, req.Without)
		zone := w.zone(ctx)
		out := QuotationCheckResult{Verdicts: make([]QuotationVerdict, len(list)), Behind: behind}
		for i, v := range list {
			a := v.Article
			out.Verdicts[i] = QuotationVerdict{
				State: string(v.State), Article: a.ID, Title: a.Title, Language: a.Language, Published: stamp(a.Published), Day: dayOf(a.Published, zone),
				Block: v.Block, Start: v.Start, Source: v.Source, Similarity: v.Similarity, Gaps: v.Gaps, Words: changedWords(v.Words),
			}
			if a.ID != "" {
				out.Verdicts[i].Dir = lang.Direction(a.Language)
			}
		}
		return out, err
	})
}

// SentencesRequest names two articles by their ids, or with @N behind it a version of one.
type SentencesRequest struct {
	Call
	A string `json:"a"`
	B string `json:"b"`
}

// ComparedSentence is a sentence of one of them.
type ComparedSentence struct {
	Text     string `json:"text"`
	Block    string `json:"block"`
	Tag      string `json:"tag"`   // of the block
	Start    int    `json:"start"` // in Unicode letters, in the block's text
	End      int    `json:"end"`
	Language string `json:"language,omitempty"` // where it differs from the article's
	Dir      string `json:"dir,omitempty"`      // likewise
	Twin     int    `json:"twin"`               // number of the pair that it belongs to; -1: the other article has none
}

// ComparedArticle is one side.
type ComparedArticle struct {
	ID        string             `json:"id"`
	Title     string             `json:"title"`
	Language  string             `json:"language"`
	Dir       string             `json:"dir"`
	Published string             `json:"published"`
	Day       string             `json:"day"`
	Version   int                `json:"version"`  // whose text it is
	Versions  []VersionRow       `json:"versions"` // all, newest first
	Sentences []ComparedSentence `json:"sentences"`
	Shared    int                `json:"shared"` // sentences that the other has too
}

// SharedSentence is a sentence that both have, by its numbers.
type SharedSentence struct {
	A          int           `json:"a"`
	B          int           `json:"b"`
	Exact      bool          `json:"exact"`
	Similarity float64       `json:"similarity"`
	Moved      bool          `json:"moved"` // it stands at another place among those
	Words      []ChangedWord `json:"words"` // from A's (delete) to B's (insert)
}

// SentencesResult is two articles side by side.
type SentencesResult struct {
	A      ComparedArticle  `json:"a"`
	B      ComparedArticle  `json:"b"`
	Shared []SharedSentence `json:"shared"` // in the order of A
	Cut    bool             `json:"cut"`    // one of them is longer than what is compared: 5,000 sentences
}

// Sentences tells which sentences two articles have in common.
func (w *Wording) Sentences(req SentencesRequest) (SentencesResult, error) {
	return call(w.core, req.Call, func(ctx context.Context) (SentencesResult, error) {
		found, err := w.wording.Compare(ctx, req.A, req.B)
		if err != nil {
			return SentencesResult{}, err
		}
		zone := w.zone(ctx)
		var versions [2][]news.Version
		for i, a := range found.Articles {
			if versions[i], err = w.reading.Archive.Versions(ctx, a.ID); err != nil {
				return SentencesResult{}, err
			}
		}
		side := func(i int, list []wording.Sentence) ComparedArticle {
			a := found.Articles[i]
			out := ComparedArticle{
				ID: a.ID, Title: a.Title, Language: a.Language, Dir: lang.Direction(a.Language), Published: stamp(a.Published), Day: dayOf(a.Published, zone),
				Version: a.Version, Versions: versionRows(versions[i]), Sentences: make([]ComparedSentence, len(list)), Shared: len(found.Pairs),
			}
			if out.Version == 0 && len(versions[i]) > 0 {
				out.Version = versions[i][0].N
			}
			for i, s := range list {
				out.Sentences[i] = ComparedSentence{Text: s.Text, Block: s.Block, Tag: s.Tag, Start: s.Start, End: s.End, Twin: s.Twin}
				if s.Lang != "" {
					out.Sentences[i].Language, out.Sentences[i].Dir = s.Lang, lang.Direction(s.Lang)
				}
			}
			return out
		}
		out := SentencesResult{A: side(0, found.A), B: side(1, found.B), Shared: make([]SharedSentence, len(found.Pairs)), Cut: found.Cut}
		for i, p := range found.Pairs {
			out.Shared[i] = SharedSentence{A: p.A, B: p.B, Exact: p.Exact, Similarity: p.Similarity, Moved: p.Moved, Words: changedWords(p.Words)}
		}
		return out, nil
	})
}

func changedWords(words []redline.Word) []ChangedWord {
	out := make([]ChangedWord, len(words))
	for i, w := range words {
		out[i] = ChangedWord{Op: string(w.Op), Text: w.Text}
	}
	return out
}
