package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
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
	Limit int    // lines, 1 to MaxLines; 0: 1,000
}

// ErrNoWords is that a query names no word of which there could be lines.
var ErrNoWords = news.Errorf(news.CodeInvalid, "query", "Lines are of words; name one at least.")

// MaxLines is how many lines one answer holds at most.
const MaxLines = 100_000

const (
	usualWidth  = 60
	maxWidth    = 500
	usualLines  = 1_000
	passageStep = 100 // articles read at a time
)

// Line is an occurrence in its context.
type Line struct {
	Article          string // public id
	Block            string
	Start            int // Unicode letters of the block before the hit
	Left, Hit, Right string
}

// Concordance gives every occurrence of the words of a query in the headlines
// and bodies of the articles that it finds: by article as they came and place in
// the text (position), by the words before (left) or after (right), or the newest
// article first (date). To sort by what stands beside the hits it reads all of
// them, at most MaxLines.
func (s *Service) Concordance(ctx context.Context, r ConcordanceRequest) ([]Line, error) {
	r, err := r.settled()
	if err != nil {
		return nil, err
	}
	q, err := query.Parse(r.Text, s.options(false))
	if err != nil {
		return nil, err
	}
	if !hasWords(q.Tree) {
		return nil, ErrNoWords
	}
	run := &run{Service: s, ctx: ctx, query: q}
	want, err := run.want()
	if err != nil {
		return nil, err
	}
	if r.Sort == "date" {
		want.Sort = query.SortNewest
	}
	rows, words, err := s.Beside.Matches(ctx, want)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	c := &concordance{
		width: r.Width, most: r.Limit,
		title: newMarker(inField(q.Tree, query.FieldTitle), words), body: newMarker(inField(q.Tree, query.FieldBody), words),
	}
	if r.Sort == "left" || r.Sort == "right" {
		c.most = MaxLines
	}
	for part := range slices.Chunk(rows, passageStep) {
		texts, err := s.Passages.Passages(ctx, part)
		if err != nil {
			return nil, fmt.Errorf("read texts: %w", err)
		}
		for i := range texts {
			if c.add(&texts[i]); len(c.lines) >= c.most {
				return c.sorted(r), nil
			}
		}
	}
	return c.sorted(r), nil
}

func (r ConcordanceRequest) settled() (ConcordanceRequest, error) {
	if r.Width == 0 {
		r.Width = usualWidth
	}
	if r.Limit == 0 {
		r.Limit = usualLines
	}
	switch {
	case r.Width < 1 || r.Width > maxWidth:
		return r, news.Errorf(news.CodeLimit, "width", "A line shows 1 to %d letters on either side.", maxWidth)
	case r.Limit < 1 || r.Limit > MaxLines:
		return r, news.Errorf(news.CodeLimit, "limit", "An answer holds 1 to %d lines.", MaxLines)
	}
	switch r.Sort {
	case "", "position", "left", "right", "date":
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

// concordance gathers lines.
type concordance struct {
	width, most int
	title, body *marker
	lines       []Line
}

func (c *concordance) add(p *Passage) {
	c.block(c.title, p, TitleBlock, p.Title, p.Language)
	for _, b := range p.Text.Blocks {
		language := b.Lang
		if language == "" {
			language = p.Language
		}
		c.block(c.body, p, b.ID, p.Text.Plain[b.Start:b.End], language)
	}
}

func (c *concordance) block(m *marker, p *Passage, id, text, language string) {
	marks := m.marks(text, language)
	if len(marks) == 0 {
		return
	}
	edges := clusters(text)
	letters, counted := 0, 0
	for _, k := range marks {
		if len(c.lines) >= c.most {
			return
		}
		// A hit is shown with the marks that its last letter bears.
		first, exact := slices.BinarySearch(edges, k.start)
		if !exact {
			first--
		}
		last, _ := slices.BinarySearch(edges, k.end)
		start := edges[first]
		letters += utf8.RuneCountInString(text[counted:start])
		counted = start
		c.lines = append(c.lines, Line{
			Article: p.ID, Block: id, Start: letters,
			Left:  oneLined(text[edges[max(0, first-c.width)]:start]),
			Hit:   oneLined(text[start:edges[last]]),
			Right: oneLined(text[edges[last]:edges[min(len(edges)-1, last+c.width)]]),
		})
	}
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

// sorted gives the lines in the order that was asked for.
func (c *concordance) sorted(r ConcordanceRequest) []Line {
	var key func(Line) string
	switch r.Sort {
	case "left":
		key = func(l Line) string {
			words := strings.Fields(lang.Fold(l.Left))
			slices.Reverse(words)
			return strings.Join(words, " ")
		}
	case "right":
		key = func(l Line) string { return strings.Join(strings.Fields(lang.Fold(l.Right)), " ") }
	default:
		return c.lines
	}
	type keyed struct {
		key  string
		line Line
	}
	list := make([]keyed, len(c.lines))
	for i, l := range c.lines {
		list[i] = keyed{key(l), l}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	out := make([]Line, min(len(list), r.Limit))
	for i := range out {
		out[i] = list[i].line
	}
	return out
}
