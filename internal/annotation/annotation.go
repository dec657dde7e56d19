// Package annotation keeps a researcher's highlights and notes: it marks words of
// articles, changes, lists and removes marks, gives them out as Markdown, HTML, CSV
// and Web Annotations, and reads the last two back. Where the words stand, and where
// they are found after a text has changed, is the matter of anchor; rows are the
// store's. It draws nothing and never changes an article.
//
// What comes in is hostile: sizes are bounded, texts are made plain, and a mark is only
// ever put on words of an article that is here.
package annotation

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Store keeps highlights.
type Store interface {
	// AddHighlights, ChangeHighlights: one entry of the history each, all or none.
	AddHighlights(ctx context.Context, list []news.Highlight) (added []news.Highlight, entry int64, err error)
	ChangeHighlights(ctx context.Context, ids []string, c news.HighlightChange, remove bool) (entry int64, err error)
	Highlight(ctx context.Context, id string) (news.Highlight, error)
	Highlights(ctx context.Context, f news.HighlightFilter) (news.HighlightPage, error)
	HighlightCounts(ctx context.Context, article string) (news.HighlightCounts, error)
	// LostWords tells with which versions the words of an article's highlights went.
	LostWords(ctx context.Context, article string) ([]news.LostWords, error)
	// MarkedText gives the text of a version of an article; n 0: of the present one.
	MarkedText(ctx context.Context, article string, n int) (body.Text, int, error)
	// Publication tells the time zone in which days are told.
	Publication(ctx context.Context) (news.Publication, error)
	// ByAddress gives the article with an address of the web.
	ByAddress(ctx context.Context, address string) (id string, err error)
}

// Limits, in letters.
const (
	MaxNote = 10_000
	maxTag  = 100
	maxTags = 50
	maxIDs  = 10_000
)

// Service keeps highlights.
type Service struct{ store Store }

// New makes the service.
func New(store Store) *Service { return &Service{store} }

// Selection is what somebody chose in a text: a stretch between two places in blocks,
// in code points, or words, between others where these are given.
type Selection struct {
	Version  int // of the article, as it was shown; 0: the present one
	Block    string
	Start    int
	EndBlock string
	End      int

	Quote, Prefix, Suffix string
}

// Mark is a highlight to be made.
type Mark struct {
	Article string
	Selection
	Colour int // 0: 1
	Note   string
	Tags   []string
}

// Add marks words. CodeInvalid with the field quote: they are not in the article.
func (s *Service) Add(ctx context.Context, m Mark) (news.Highlight, int64, error) {
	selector, n, err := s.selector(ctx, m.Article, m.Selection)
	if err != nil {
		return news.Highlight{}, 0, err
	}
	if m.Colour == 0 {
		m.Colour = 1
	}
	h := news.Highlight{Article: m.Article, Made: selector, Version: n, Colour: m.Colour, Note: m.Note, Tags: m.Tags}
	if err := tidy(&h); err != nil {
		return h, 0, err
	}
	list, entry, err := s.store.AddHighlights(ctx, []news.Highlight{h})
	if err != nil {
		return h, 0, err
	}
	return list[0], entry, nil
}

// selector describes what was chosen.
func (s *Service) selector(ctx context.Context, article string, at Selection) (news.Selector, int, error) {
	text, n, err := s.store.MarkedText(ctx, article, at.Version)
	if err != nil {
		return news.Selector{}, 0, err
	}
	var selector news.Selector
	if at.Quote != "" {
		selector, err = anchor.Find(text, norm.NFC.String(at.Quote), norm.NFC.String(at.Prefix), norm.NFC.String(at.Suffix))
	} else {
		var from, to int
		if from, to, err = anchor.Stretch(text, at.Block, at.Start, at.EndBlock, at.End); err == nil {
			selector, err = anchor.Describe(text, from, to)
		}
	}
	if errors.Is(err, anchor.ErrAbsent) {
		return selector, 0, news.Errorf(news.CodeInvalid, "quote", "The article %s does not hold these words; nothing was marked.", article)
	}
	return selector, n, err
}

// Change is what is to be different of highlights; nil stays.
type Change struct {
	Colour    *int
	Note      *string
	Tags      *[]string
	Add, Drop []string   // tags
	Again     *Selection // words to put a single one on
	Keep      bool       // those whose words are gone as notes of the whole article
}

// Change changes highlights, all or none; the entry is 0 where nothing changed.
func (s *Service) Change(ctx context.Context, ids []string, c Change) (int64, error) {
	if err := checkIDs(ids); err != nil {
		return 0, err
	}
	to := news.HighlightChange{Colour: c.Colour, Note: c.Note, Tags: c.Tags, Keep: c.Keep}
	if c.Colour != nil && (*c.Colour < 1 || *c.Colour > news.Colours) {
		return 0, wrongColour()
	}
	if c.Note != nil {
		note, err := cleanNote(*c.Note)
		if err != nil {
			return 0, err
		}
		to.Note = &note
	}
	if c.Tags != nil {
		tags, err := cleanTags(*c.Tags)
		if err != nil {
			return 0, err
		}
		to.Tags = &tags
	}
	var err error
	if to.Add, err = cleanTags(c.Add); err != nil {
		return 0, err
	}
	if to.Drop, err = cleanTags(c.Drop); err != nil {
		return 0, err
	}
	if c.Again != nil {
		if c.Keep {
			return 0, news.Errorf(news.CodeInvalid, "at", "A highlight is put on other words or kept as a note of the article, not both.")
		}
		if len(ids) != 1 {
			return 0, news.Errorf(news.CodeInvalid, "ids", "One highlight at a time is put on other words.")
		}
		h, err := s.store.Highlight(ctx, ids[0])
		if err != nil {
			return 0, err
		}
		selector, _, err := s.selector(ctx, h.Article, *c.Again)
		if err != nil {
			return 0, err
		}
		to.Again = &selector
	}
	return s.store.ChangeHighlights(ctx, ids, to, false)
}

// Remove takes highlights away, all or none.
func (s *Service) Remove(ctx context.Context, ids []string) (int64, error) {
	if err := checkIDs(ids); err != nil {
		return 0, err
	}
	return s.store.ChangeHighlights(ctx, ids, news.HighlightChange{}, true)
}

func checkIDs(ids []string) error {
	switch {
	case len(ids) == 0:
		return news.Errorf(news.CodeInvalid, "ids", "Name at least one highlight.")
	case len(ids) > maxIDs:
		return news.Errorf(news.CodeLimit, "ids", "At most 10,000 highlights are changed at once.")
	}
	return nil
}

// Get gives one by its id.
func (s *Service) Get(ctx context.Context, id string) (news.Highlight, error) {
	return s.store.Highlight(ctx, id)
}

// List lists highlights.
func (s *Service) List(ctx context.Context, f news.HighlightFilter) (news.HighlightPage, error) {
	switch {
	case f.Colour < 0 || f.Colour > news.Colours:
		return news.HighlightPage{}, wrongColour()
	case f.State != "" && !slices.Contains(news.MarkStates, f.State):
		return news.HighlightPage{}, news.Errorf(news.CodeInvalid, "state", "A highlight is anchored, moved, detached or of the whole article (article).")
	}
	return s.store.Highlights(ctx, f)
}

// Counts counts by colour, state and tag; of one article where it is named.
func (s *Service) Counts(ctx context.Context, article string) (news.HighlightCounts, error) {
	return s.store.HighlightCounts(ctx, article)
}

// Lost tells with which version of an article the words of those went that are
// detached; those of which the library does not know are left out.
func (s *Service) Lost(ctx context.Context, article string) ([]news.LostWords, error) {
	return s.store.LostWords(ctx, article)
}

// tidy makes what a person wrote plain and checks it.
func tidy(h *news.Highlight) (err error) {
	if h.Colour < 1 || h.Colour > news.Colours {
		return wrongColour()
	}
	if h.Note, err = cleanNote(h.Note); err != nil {
		return err
	}
	h.Tags, err = cleanTags(h.Tags)
	return err
}

func wrongColour() error {
	return news.Errorf(news.CodeInvalid, "colour", "Highlights have the colours 1 to 8.")
}

func cleanNote(note string) (string, error) {
	note = clean(note)
	if utf8.RuneCountInString(note) > MaxNote {
		return "", news.Errorf(news.CodeLimit, "note", "A note holds at most 10,000 letters.")
	}
	return note, nil
}

func cleanTags(tags []string) ([]string, error) {
	if len(tags) > maxTags {
		return nil, news.Errorf(news.CodeLimit, "tags", "A highlight bears at most 50 tags.")
	}
	var out []string
	for _, tag := range tags {
		tag = strings.Join(strings.Fields(clean(tag)), " ")
		if utf8.RuneCountInString(tag) > maxTag {
			return nil, news.Errorf(news.CodeLimit, "tags", "A tag holds at most 100 letters.")
		}
		if tag != "" && !slices.Contains(out, tag) {
			out = append(out, tag)
		}
	}
	return out, nil
}

// clean gives plain text: NFC, without control characters other than line ends.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, ""))
	text = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || 0x202A <= r && r <= 0x202E || r == 0xFEFF) {
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}
