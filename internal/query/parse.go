package query

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/calendar"
	"broadsheet/internal/news"
)

// The limits of a query. Past MaxRunes or MaxLeaves the box keeps the words
// and the index takes the rarest of them; strictly it is an error.
const (
	MaxRunes  = 512
	MaxLeaves = 32
	MaxDepth  = 8
	MinPrefix = 2 // letters before '*'

	maxInput        = 8192 // runes; what stands behind is not read
	operatorWords   = 8    // of a text in which translated operators work
	maxWords        = 1000 // of a pasted text
	maxDistance     = 50
	defaultDistance = 10
)

// Options say how a query is read.
type Options struct {
	// Strict makes the first thing that would be mended an error.
	Strict bool
	// Zone is the publication's, in which days begin and end; nil: UTC.
	Zone *time.Location
	// Today is the instant from which relative dates count.
	Today time.Time
	// Calendars are those of the publication, its own first. They tell in which
	// one a year from 1300 to 1500 is meant: the first that is not Gregorian.
	// None: dates are Gregorian.
	Calendars []calendar.Calendar
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

func (o Options) today() time.Time {
	t := o.Today.In(o.zone())
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, o.zone())
}

// Note is something about a query that the person may want to know: what was
// mended, or which limit was met. Start and End count runes of the text as
// given, from 0; End is behind the last one.
type Note struct {
	Code    string
	Message string // one sentence
	Start   int
	End     int
}

// Error is the first Note of a query that was to be read strictly.
type Error struct{ Note }

// Error gives the sentence.
func (e *Error) Error() string { return e.Message }

// Place gives the note's code and where it stands in the text, in runes.
func (e *Error) Place() (code string, start, end int) { return e.Code, e.Start, e.End }

// Unwrap makes the error one of code invalid about the query.
func (e *Error) Unwrap() error {
	return news.Errorf(news.CodeInvalid, "query", "%s", e.Message)
}

// Query is a query as understood.
type Query struct {
	Tree  Node
	Notes []Note
	// Parts are what the tree asks for together, as they stand in the text;
	// none for the empty query and for a pasted text.
	Parts   []Part
	text    []rune // as given
	options Options
}

// String gives the canonical text.
func (q Query) String() string { return Print(q.Tree) }

// Parse reads a query. Unless Options.Strict is set, the error is nil.
func Parse(text string, o Options) (Query, error) {
	given := []rune(text)
	runes := slices.Clone(given)
	found := &notes{limit: len(runes)}
	if len(runes) > MaxRunes {
		found.add("limit_length", MaxRunes, len(runes), fmt.Sprintf("the query has more than %d letters", MaxRunes))
	}
	runes = runes[:min(len(runes), maxInput)]
	for i, r := range runes {
		runes[i] = foldRune(r)
	}
	p := &parser{Options: o, notes: found, told: &notes{limit: len(given)}}
	p.tokens = settle((&lexer{runes: runes, operators: fewWords(runes), notes: found}).all(), found)
	tree := p.parseAll()
	q := Query{Tree: tree, Notes: found.sorted(), Parts: p.settleParts(tree), text: given, options: o}
	if o.Strict && len(q.Notes) > 0 {
		return Query{}, &Error{q.Notes[0]}
	}
	found.list = append(found.list, p.told.list...)
	q.Notes, q.options.Strict = found.sorted(), false
	return q, nil
}

// fewWords says whether a text is so short that the translated operators, which
// have no capitals to tell them from words, are meant as such: a pasted
// sentence with an "or" in it is a sentence.
func fewWords(runes []rune) bool { return len(strings.Fields(string(runes))) <= operatorWords }

type parser struct {
	Options
	tokens []token
	at     int
	depth  int // parentheses around
	notes  *notes
	told   *notes // what is said and nothing was mended
	parts  []Part
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != tokEnd {
		p.at++
	}
	return t
}

func (p *parser) parseAll() Node {
	tree := p.parseOr(FieldAny)
	if tree == nil {
		return All{}
	}
	leaves := Leaves(tree)
	if leaves <= MaxLeaves {
		return tree
	}
	p.notes.add("limit_leaves", 0, p.notes.limit, fmt.Sprintf("the query has more than %d words, so the %d rarest of them are searched", MaxLeaves, MaxLeaves))
	keep := MaxLeaves
	if isPlain(tree) {
		keep = maxWords
	}
	count := 0
	return Rewrite(tree, func(n Node) Node {
		if count++; count > keep {
			return nil
		}
		return n
	})
}

// isPlain says that a tree is a row of words and phrases, such as a pasted text.
func isPlain(n Node) bool {
	and, ok := n.(And)
	if !ok {
		return false
	}
	for _, part := range and.Nodes {
		if len(parts(part)) > 0 {
			return false
		}
	}
	return true
}

func (p *parser) parseOr(field Field) Node {
	var nodes []Node
	for {
		nodes = appendNode(nodes, p.parseAnd(field))
		if p.peek().kind != tokOr {
			return joinOr(nodes)
		}
		p.take()
	}
}

func (p *parser) parseAnd(field Field) Node {
	var nodes []Node
	for {
		switch p.peek().kind {
		case tokEnd, tokOr, tokClose:
			return joinAnd(nodes)
		case tokComma, tokAnd:
			p.take()
		default:
			start := p.peek().start
			n := p.parseNot(field)
			p.addPart(n, start)
			nodes = appendNode(nodes, n)
		}
	}
}

func appendNode(nodes []Node, n Node) []Node {
	if n == nil {
		return nodes
	}
	return append(nodes, n)
}

func (p *parser) parseNot(field Field) Node {
	negative := false
	for p.peek().kind == tokNot {
		p.take()
		negative = !negative
	}
	n := p.parseNear(field)
	if negative {
		return negate(n)
	}
	return n
}

// parseNear reads a NEAR/5 b. What is not a word or a phrase of one field
// cannot be near anything; there NEAR is read as AND.
func (p *parser) parseNear(field Field) Node {
	first := p.parseAtom(field)
	nodes, distance := []Node{first}, 0
	for p.peek().kind == tokNear {
		t := p.take()
		next := p.parseAtom(field)
		if !nearable(first) || !nearable(next) || fieldOf(next) != fieldOf(first) {
			p.notes.add("stray_operator", t.start, t.end, "NEAR stands between words or phrases of one field; here it is read as AND")
			return joinAnd(appendNode(appendNode(nil, near(nodes, distance)), next))
		}
		nodes, distance = append(nodes, next), max(distance, t.number)
	}
	return near(nodes, distance)
}

func near(nodes []Node, distance int) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return Near{nodes, distance}
}

func nearable(n Node) bool {
	switch n := n.(type) {
	case Word:
		return !n.Prefix && !n.Wild && n.Fuzzy == 0 && n.AtLeast == 0
	case Phrase:
		return n.Slop == 0
	}
	return false
}

func fieldOf(n Node) Field {
	switch n := n.(type) {
	case Word:
		return n.Field
	case Phrase:
		return n.Field
	}
	return ""
}

func (p *parser) parseAtom(field Field) Node {
	switch t := p.take(); t.kind {
	case tokOpen:
		return p.group(field)
	case tokField:
		return p.parseField(t, field)
	case tokAtLeast:
		return p.atLeast(t)
	case tokCount:
		if c, ok := readCount(t.text); ok {
			return c
		}
	case tokWord, tokPhrase:
		return p.leaf(field, t)
	}
	return nil
}

// group reads up to the closing parenthesis, which settle made sure is there.
// Its depth was bounded there as well.
func (p *parser) group(field Field) Node {
	p.depth++
	n := p.parseOr(field)
	p.depth--
	p.take()
	return n
}
