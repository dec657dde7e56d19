package search

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/rivo/uniseg"
)

// Passages gives stored texts by blocks.
type Passages interface {
	// Passages gives them in the order of rows; those gone are left out.
	Passages(ctx context.Context, rows []news.Row) ([]Passage, error)
}

// Passage is an article's text by blocks.
type Passage struct {
	Row      news.Row
	ID       string // public
	Title    string
	Language string
	Text     body.Text
}

// TitleBlock stands for the headline where blocks are named.
const TitleBlock = "title"

// ConcordanceRequest asks for the occurrences of a query's words.
type ConcordanceRequest struct {
	Text  string
	Width int    // letters on either side as a reader counts them, 1 to 500; 0: 60
	Sort  string // position, left, right, date; empty: position
	Skip  int    // lines before the first that is wanted
	Limit int    // lines, 1 to MaxLines; 0: 1,000
	// Known of an earlier answer about the same words in the same order: this one
	// goes on from there. Empty, or no longer there: at the beginning.
	Known string
	// Pace is how long to look for what was not asked for: of an answer that goes
	// on the rest is counted meanwhile, and what stands beside the hits is sorted as
	// far as it was read. 0: until the lines are there, all of them where they are
	// sorted by what stands beside them.
	Pace time.Duration
}

// ErrNoWords is that a query names no word of which there could be lines.
var ErrNoWords = news.Errorf(news.CodeInvalid, "query", "Lines are of words; name one at least.")

// MaxLines is how many lines one answer holds at most, and how many are sorted
// by what stands beside their hits.
const MaxLines = 100_000

const (
	usualWidth = 60
	maxWidth   = 500
	usualLines = 1_000
)

// Line is an occurrence in its context.
type Line struct {
	Article          string // public id
	Block            string
	Start            int // Unicode letters of the block before the hit
	Left, Hit, Right string
	Number           int // of the hit in its article, from 1: the headline's first
	Title, Language  string
	Published        time.Time // zero: undated
}

// Concordance is a part of the occurrences, and what is known of all.
type Concordance struct {
	Lines []Line
	Known string
	Notes []query.Note
	Total int // occurrences in what was read
	In    int // articles that have them
	Read  int // articles looked into, of Found
	Found int // articles that the query finds; some have its words in no line
	// Counted: all are looked into, and Total and In are exact.
	Counted bool
	// Cut: what is sorted are the first MaxLines occurrences.
	Cut bool
}

// Concordance gives the occurrences of the words of a query in the headlines and
// bodies of the articles that it finds: by article as they came and place in the
// text (position), by the words before (left) or after (right), or the newest
// article first (date).
func (s *Service) Concordance(ctx context.Context, r ConcordanceRequest) (Concordance, error) {
	r, err := r.settled()
	if err != nil {
		return Concordance{}, err
	}
	known, again, err := s.tallied(ctx, r)
	if err != nil {
		return Concordance{}, err
	}
	known.mu.Lock()
	defer known.mu.Unlock()
	if err := known.count(ctx, r, again); err != nil {
		return Concordance{}, err
	}
	out := known.told()
	out.Lines, err = known.lines(ctx, r)
	return out, err
}

func (r ConcordanceRequest) settled() (ConcordanceRequest, error) {
	if r.Width == 0 {
		r.Width = usualWidth
	}
	if r.Limit == 0 {
		r.Limit = usualLines
	}
	if r.Sort == "" {
		r.Sort = byPosition
	}
	switch {
	case r.Width < 1 || r.Width > maxWidth:
		return r, news.Errorf(news.CodeLimit, "width", "A line shows 1 to %d letters on either side.", maxWidth)
	case r.Limit < 1 || r.Limit > MaxLines:
		return r, news.Errorf(news.CodeLimit, "limit", "An answer holds 1 to %d lines.", MaxLines)
	case r.Skip < 0:
		return r, news.Errorf(news.CodeInvalid, "skip", "Lines are counted from 0.")
	}
	switch r.Sort {
	case byPosition, byLeft, byRight, byDay:
		return r, nil
	}
	return r, news.Errorf(news.CodeInvalid, "sort", "Lines are sorted by position, left, right or date.")
}

func hasWords(tree query.Node) bool {
	found := false
	query.Walk(tree, func(n query.Node) bool {
		switch n.(type) {
		case query.Word, query.Phrase:
			found = true
		case query.Not:
			return false
		}
		return true
	})
	return found
}

// whole makes one place of what is typed as one word and is several to the index
// (می‌شود, l'eau): a search is the better for each of them, lines of می and شود
// apart are not what was asked for.
func whole(tree query.Node) query.Node {
	return query.Rewrite(tree, func(n query.Node) query.Node {
		if w, ok := n.(query.Word); ok && !w.Prefix && !w.Wild && w.Fuzzy == 0 && len(query.Split(w.Text)) > 1 && len(query.Tokens(w.Text, "")) > 1 {
			return query.Phrase{Field: w.Field, Text: w.Text}
		}
		return n
	})
}

// inField leaves of a query what is looked for in a field.
func inField(tree query.Node, field query.Field) query.Node {
	return query.Rewrite(tree, func(n query.Node) query.Node {
		of := query.FieldAny
		switch n := n.(type) {
		case query.Word:
			of = n.Field
		case query.Phrase:
			of = n.Field
		}
		switch of {
		case query.FieldAny, query.FieldExact, field:
			return n
		}
		return nil
	})
}

// hitReader reads the hits of texts; each is used by one goroutine at a time.
type hitReader struct{ title, body *marker }

// each calls with every block of a text that has hits, in order.
func (h *hitReader) each(p *Passage, yield func(block, text string, marks []mark)) {
	if marks := h.title.every(p.Title, p.Language); len(marks) > 0 {
		yield(TitleBlock, p.Title, marks)
	}
	for _, b := range p.Text.Blocks {
		language := b.Lang
		if language == "" {
			language = p.Language
		}
		text := p.Text.Plain[b.Start:b.End]
		if marks := h.body.every(text, language); len(marks) > 0 {
			yield(b.ID, text, marks)
		}
	}
}

// lines gives those of an article's hits that are wanted, by their numbers in it
// from 0.
func (h *hitReader) lines(p *Passage, width int, wanted func(number int) bool) map[int]Line {
	out := map[int]Line{}
	number := 0
	h.each(p, func(block, text string, marks []mark) {
		var edges []int
		letters, counted := 0, 0
		for _, k := range marks {
			if number++; !wanted(number - 1) {
				continue
			}
			if edges == nil {
				edges = clusters(text)
			}
			// A hit is shown with the marks that its last letter bears.
			first, exact := slices.BinarySearch(edges, k.start)
			if !exact {
				first--
			}
			last, _ := slices.BinarySearch(edges, k.end)
			start, end := edges[first], edges[last]
			end -= len(text[start:end]) - len(strings.TrimRight(text[start:end], "\u200c")) // it joins the next word
			letters += utf8.RuneCountInString(text[counted:start])
			counted = start
			out[number-1] = Line{
				Article: p.ID, Block: block, Start: letters, Number: number, Title: p.Title, Language: p.Language,
				Left:  oneLined(text[edges[max(0, first-width)]:start]),
				Hit:   oneLined(text[start:end]),
				Right: oneLined(text[end:edges[min(len(edges)-1, last+width)]]),
			}
		}
	})
	return out
}

func oneLined(text string) string { return strings.Map(oneLine, text) }

// clusters gives where letters as a reader sees them begin (UAX 29), and the
// end of the text.
func clusters(text string) []int {
	edges := make([]int, 1, len(text)+1)
	state := -1
	for at := 0; at < len(text); {
		var cluster string
		cluster, _, _, state = uniseg.FirstGraphemeClusterInString(text[at:], state)
		at += len(cluster)
		edges = append(edges, at)
	}
	return edges
}
