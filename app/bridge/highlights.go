package bridge

import (
	"context"
	"time"

	"broadsheet/internal/annotation"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Highlights are the calls about marks on words of articles.
type Highlights struct {
	*shared
	marks   *annotation.Service
	desktop Desktop
}

// Highlight is a mark with what the reader says of it, and where it is now.
type Highlight struct {
	ID       string   `json:"id"`
	Article  string   `json:"article"`
	Title    string   `json:"title"` // of the article
	Language string   `json:"language"`
	Dir      string   `json:"dir"`
	Quote    string   `json:"quote"`   // the words that were marked
	Words    string   `json:"words"`   // that it covers now, where they are others
	Version  int      `json:"version"` // that it was made on
	Colour   int      `json:"colour"`  // 1 to 8
	Note     string   `json:"note"`
	Tags     []string `json:"tags"`
	Created  string   `json:"created"`
	Updated  string   `json:"updated"`
	State    string   `json:"state"` // anchored, moved, detached; article: a note of the whole article
	Gone     bool     `json:"gone"`  // the article was removed
	Block    string   `json:"block"` // where it begins, empty where it has no place in the text
	Start    int      `json:"start"` // in Unicode code points of the block's text
	EndBlock string   `json:"endBlock"`
	End      int      `json:"end"`
}

// HighlightsRequest asks for a part of a list. Empty fields choose all.
type HighlightsRequest struct {
	Article   string `json:"article,omitempty"`
	Colour    int    `json:"colour,omitempty"`
	Tag       string `json:"tag,omitempty"`
	State     string `json:"state,omitempty"`
	Query     string `json:"query,omitempty"`
	From      string `json:"from,omitempty"` // RFC 3339 or a day
	To        string `json:"to,omitempty"`   // before
	ByArticle bool   `json:"byArticle,omitempty"`
	Limit     int    `json:"limit,omitempty"` // 0: 100; at most 10,000
	Skip      int    `json:"skip,omitempty"`
	After     string `json:"after,omitempty"`
}

// HighlightsResult is a part of a list.
type HighlightsResult struct {
	Highlights []Highlight `json:"highlights"`
	Total      int64       `json:"total"`
	Next       string      `json:"next"`
}

// HighlightTag is a tag with how many highlights bear it.
type HighlightTag struct {
	Tag   string `json:"tag"`
	Count int64  `json:"count"`
}

// HighlightCounts are what a list of highlights may be narrowed by.
type HighlightCounts struct {
	Colours  []int64        `json:"colours"` // of the colours 1 to 8
	Anchored int64          `json:"anchored"`
	Moved    int64          `json:"moved"`
	Detached int64          `json:"detached"`
	Whole    int64          `json:"whole"` // notes of a whole article
	Tags     []HighlightTag `json:"tags"`
	Articles int64          `json:"articles"`
	Total    int64          `json:"total"`
}

// HighlightArticle names an article, or none for all.
type HighlightArticle struct {
	Article string `json:"article,omitempty"`
}

// HighlightSelection is what was chosen in a text: a stretch between two places in
// blocks, in code points, or words.
type HighlightSelection struct {
	Version  int    `json:"version,omitempty"` // of the article, as it was shown; 0: the present one
	Block    string `json:"block,omitempty"`
	Start    int    `json:"start,omitempty"`
	EndBlock string `json:"endBlock,omitempty"`
	End      int    `json:"end,omitempty"`
	Quote    string `json:"quote,omitempty"`
	Prefix   string `json:"prefix,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
}

// AddHighlight marks words.
type AddHighlight struct {
	Article string             `json:"article"`
	At      HighlightSelection `json:"at"`
	Colour  int                `json:"colour,omitempty"` // 0: 1
	Note    string             `json:"note,omitempty"`
	Tags    []string           `json:"tags,omitempty"`
}

// AddedHighlight is a mark with the history's entry.
type AddedHighlight struct {
	Highlight Highlight `json:"highlight"`
	Entry     string    `json:"entry"`
}

// ChangeHighlights changes marks; what is missing stays.
type ChangeHighlights struct {
	IDs    []string            `json:"ids"`
	Colour *int                `json:"colour,omitempty"`
	Note   *string             `json:"note,omitempty"`
	Tags   *[]string           `json:"tags,omitempty"`
	Add    []string            `json:"add,omitempty"`  // tags
	Drop   []string            `json:"drop,omitempty"` // tags
	At     *HighlightSelection `json:"at,omitempty"`   // words to put a single one on
	Keep   bool                `json:"keep,omitempty"` // those whose words are gone as notes of the whole article
}

// LostWords tells with which version of its article the words of a mark went.
type LostWords struct {
	ID        string `json:"id"`
	Version   int    `json:"version"`
	Published string `json:"published"` // the version's; empty: undated
}

// LostWordsResult has those of which the library knows.
type LostWordsResult struct {
	Lost []LostWords `json:"lost"`
}

// HighlightIDs names marks.
type HighlightIDs struct {
	IDs []string `json:"ids"`
}

// HighlightID names one.
type HighlightID struct {
	ID string `json:"id"`
}

// ExportHighlights gives marks out, as they stand in their articles.
type ExportHighlights struct {
	Format string            `json:"format"` // markdown, html, json, csv
	Only   HighlightsRequest `json:"only"`
}

// HighlightsFile is a file of marks.
type HighlightsFile struct {
	Name       string `json:"name"`
	Type       string `json:"type"`
	Text       string `json:"text"`
	Highlights int    `json:"highlights"`
}

// MaxHighlightFile is how long such a text is at most, in bytes.
const MaxHighlightFile = annotation.MaxFile

// ImportHighlights reads marks from the text of a file.
type ImportHighlights struct {
	Text string `json:"text"`
}

// ImportedHighlights is what came of it.
type ImportedHighlights struct {
	Added     int      `json:"added"`
	Unchanged int      `json:"unchanged"`
	Failed    int      `json:"failed"`
	Problems  []string `json:"problems"`
	Entry     string   `json:"entry"`
}

func highlight(h *news.Highlight) Highlight {
	out := Highlight{
		ID: h.ID, Article: h.Article, Title: h.Title, Language: h.Language, Dir: lang.Direction(h.Language),
		Quote: h.Selector().Quote, Words: h.Words, Version: h.Version, Colour: h.Colour, Note: h.Note, Tags: h.Tags,
		Created: stamp(h.Created), Updated: stamp(h.Updated), State: string(h.State), Gone: h.Gone,
		Block: h.Place.Block, Start: h.Place.Start, EndBlock: h.Place.EndBlock, End: h.Place.End,
	}
	if out.Tags == nil {
		out.Tags = []string{}
	}
	return out
}

func (r HighlightsRequest) filter() (news.HighlightFilter, error) {
	f := news.HighlightFilter{Article: r.Article, Colour: r.Colour, Tag: r.Tag, State: news.MarkState(r.State), Query: r.Query,
		ByArticle: r.ByArticle, Limit: r.Limit, Skip: r.Skip, After: r.After}
	var err error
	if f.From, err = momentIn(r.From, "from"); err == nil {
		f.To, err = momentIn(r.To, "to")
	}
	return f, err
}

func (s HighlightSelection) selection() annotation.Selection { return annotation.Selection(s) }

// List gives a part of a list.
func (h *Highlights) List(req HighlightsRequest) (HighlightsResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (HighlightsResult, error) {
		filter, err := req.filter()
		if err != nil {
			return HighlightsResult{}, err
		}
		page, err := h.marks.List(ctx, filter)
		out := HighlightsResult{Highlights: make([]Highlight, len(page.Highlights)), Total: page.Total, Next: page.Next}
		for i := range page.Highlights {
			out.Highlights[i] = highlight(&page.Highlights[i])
		}
		return out, err
	})
}

// Show gives one.
func (h *Highlights) Show(req HighlightID) (Highlight, error) {
	return call(h.core, Call{}, func(ctx context.Context) (Highlight, error) {
		one, err := h.marks.Get(ctx, req.ID)
		return highlight(&one), err
	})
}

// Counts counts by colour, state and tag, of one article or of all.
func (h *Highlights) Counts(req HighlightArticle) (HighlightCounts, error) {
	return call(h.core, Call{}, func(ctx context.Context) (HighlightCounts, error) {
		c, err := h.marks.Counts(ctx, req.Article)
		out := HighlightCounts{Colours: make([]int64, news.Colours), Tags: []HighlightTag{}, Articles: c.Articles, Total: c.Total,
			Anchored: c.States[news.MarkAnchored], Moved: c.States[news.MarkMoved], Detached: c.States[news.MarkDetached], Whole: c.States[news.MarkArticle]}
		for colour, n := range c.Colours {
			if colour >= 1 && colour <= news.Colours {
				out.Colours[colour-1] = n
			}
		}
		for _, t := range c.Tags {
			out.Tags = append(out.Tags, HighlightTag(t))
		}
		return out, err
	})
}

// Lost tells with which versions the words of an article's detached marks went.
func (h *Highlights) Lost(req HighlightArticle) (LostWordsResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (LostWordsResult, error) {
		list, err := h.marks.Lost(ctx, req.Article)
		out := LostWordsResult{Lost: make([]LostWords, len(list))}
		for i, l := range list {
			out.Lost[i] = LostWords{ID: l.Highlight, Version: l.Version, Published: stamp(l.Published)}
		}
		return out, err
	})
}

// Add marks words of an article. Can be undone.
func (h *Highlights) Add(req AddHighlight) (AddedHighlight, error) {
	return call(h.core, Call{}, func(ctx context.Context) (AddedHighlight, error) {
		one, entry, err := h.marks.Add(ctx, annotation.Mark{Article: req.Article, Selection: req.At.selection(), Colour: req.Colour, Note: req.Note, Tags: req.Tags})
		if err == nil {
			h.recordMark(ctx, news.StepMark, &one)
		}
		return AddedHighlight{Highlight: highlight(&one), Entry: entryID(entry)}, err
	})
}

// Change changes marks, all or none. Can be undone.
func (h *Highlights) Change(req ChangeHighlights) (EntryResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		change := annotation.Change{Colour: req.Colour, Note: req.Note, Tags: req.Tags, Add: req.Add, Drop: req.Drop, Keep: req.Keep}
		if req.At != nil {
			at := req.At.selection()
			change.Again = &at
		}
		entry, err := h.marks.Change(ctx, req.IDs, change)
		if err == nil && entry != 0 {
			h.recordNotes(ctx, req.IDs, change)
		}
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Remove takes marks away, all or none. Can be undone.
func (h *Highlights) Remove(req HighlightIDs) (EntryResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := h.marks.Remove(ctx, req.IDs)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Export gives marks out as a file.
func (h *Highlights) Export(req ExportHighlights) (HighlightsFile, error) {
	return call(h.core, Call{}, func(ctx context.Context) (HighlightsFile, error) {
		filter, err := req.Only.filter()
		if err != nil {
			return HighlightsFile{}, err
		}
		e, err := h.marks.Export(ctx, req.Format, filter)
		return HighlightsFile{Name: e.Name, Type: e.Type, Text: string(e.Text), Highlights: e.Highlights}, err
	})
}

// Save writes marks as a file into the person's folder of downloads, for a window,
// which has no downloads of its own.
func (h *Highlights) Save(req ExportHighlights) (SavedResult, error) {
	return call(h.core, Call{}, func(ctx context.Context) (SavedResult, error) {
		filter, err := req.Only.filter()
		if err != nil {
			return SavedResult{}, err
		}
		e, err := h.marks.Export(ctx, req.Format, filter)
		if err != nil {
			return SavedResult{}, err
		}
		path, err := h.desktop.SaveDownload(e.Name, e.Text)
		return SavedResult{Path: path}, err
	})
}

// Import reads marks that were given out, here or elsewhere. Can be undone.
func (h *Highlights) Import(req ImportHighlights) (ImportedHighlights, error) {
	return call(h.core, Call{}, func(ctx context.Context) (ImportedHighlights, error) {
		done, err := h.marks.Import(ctx, []byte(req.Text))
		out := ImportedHighlights{Added: done.Added, Unchanged: done.Unchanged, Failed: done.Failed, Problems: done.Problems, Entry: entryID(done.Entry)}
		if out.Problems == nil {
			out.Problems = []string{}
		}
		return out, err
	})
}

// momentIn reads a moment or a day, which begins at midnight UTC; empty is none.
func momentIn(text, field string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, news.Errorf(news.CodeInvalid, field, "A date is written 2026-05-04, or as RFC 3339 with a time.")
}
