package query

import "time"

// Field is a part of an article, or a property of it, that a query may name.
type Field string

// The fields. Text fields hold words; value fields hold one or several names;
// date fields limit when an article was published.
const (
	FieldAny   Field = "" // title, lead and body
	FieldTitle Field = "title"
	FieldLead  Field = "lead"
	FieldBody  Field = "body"
	FieldExact Field = "exact" // all text, never by stem

	FieldKind    Field = "kind"
	FieldSection Field = "section"
	FieldTopic   Field = "topic"
	FieldTag     Field = "tag"
	FieldAuthor  Field = "author"
	FieldLang    Field = "lang"
	FieldSource  Field = "source"
	FieldHas     Field = "has"
	FieldIs      Field = "is"
	FieldIn      Field = "in"
	FieldPlace   Field = "place"
	FieldID      Field = "id"

	FieldFrom Field = "from"
	FieldTo   Field = "to"
	FieldDate Field = "date"
)

// Node is a part of a query: All, And, Or, Not, Near, Word, Phrase, Values,
// Range or Length. Trees are values; who changes one makes a new one (see Rewrite).
type Node interface{ node() }

// All matches everything: the empty query.
type All struct{}

// And matches what all of its two or more parts match. Plain words among them
// may be required only in part; that is for the index to decide.
type And struct{ Nodes []Node }

// Or matches what any of its two or more parts matches.
type Or struct{ Nodes []Node }

// Not matches what its part does not match.
type Not struct{ Node Node }

// Near matches where words and phrases of one text stand at most Distance
// words apart, in any order. Its parts are Word or Phrase.
type Near struct {
	Nodes    []Node
	Distance int // 1 to 50
}

// Word matches a word as the index folds and stems it.
type Word struct {
	Field  Field
	Text   string
	Prefix bool // the beginning of a word
	// Wild: Text holds one or more '*', each standing for any letters.
	Wild  bool
	Fuzzy int     // letters that may differ: 0, 1 or 2
	Boost float64 // weight in ranking; 0 stands for 1
	// AtLeast is how often a plain word must stand in an article; 0: once.
	AtLeast int
}

// Phrase matches words that follow each other, with at most Slop other words
// among them.
type Phrase struct {
	Field Field
	Text  string
	Slop  int
}

// Values matches articles for which Field holds any of the values. They are
// names as typed; who runs the query replaces them by what the index holds.
type Values struct {
	Field  Field
	Values []string
}

// Range matches articles published from From (inclusive) to Until (exclusive);
// a zero end is open. Text is how the range is written, field and all:
// relative dates stay relative in it.
type Range struct {
	From, Until time.Time
	Text        string
}

// Length matches texts by their length: over or under so many words.
type Length struct {
	Over  bool
	Words int
}

func (All) node()    {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Near) node()   {}
func (Word) node()   {}
func (Phrase) node() {}
func (Values) node() {}
func (Range) node()  {}
func (Length) node() {}

// Walk calls visit for n and, while visit returns true, for all below it.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	for _, part := range parts(n) {
		Walk(part, visit)
	}
}

// Rewrite gives the tree in which every leaf (a node without parts) was
// replaced by what change gives for it. Where change gives nil the leaf is
// dropped, and so is a node that loses all its parts; what remains of nothing
// is All.
func Rewrite(n Node, change func(Node) Node) Node {
	if out := rewrite(n, change); out != nil {
		return out
	}
	return All{}
}

func rewrite(n Node, change func(Node) Node) Node {
	switch n := n.(type) {
	case And:
		return joinAnd(rewriteAll(n.Nodes, change))
	case Or:
		return joinOr(rewriteAll(n.Nodes, change))
	case Not:
		if part := rewrite(n.Node, change); part != nil {
			return Not{part}
		}
		return nil
	case Near:
		nodes := rewriteAll(n.Nodes, change)
		if len(nodes) < 2 {
			return joinAnd(nodes)
		}
		return Near{nodes, n.Distance}
	}
	return change(n)
}

func rewriteAll(nodes []Node, change func(Node) Node) []Node {
	out := make([]Node, 0, len(nodes))
	for _, n := range nodes {
		if n = rewrite(n, change); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// Leaves counts the words, phrases, values, ranges and lengths of a tree.
func Leaves(n Node) int {
	count := 0
	Walk(n, func(n Node) bool {
		switch n.(type) {
		case Word, Phrase, Values, Range, Length:
			count++
		}
		return true
	})
	return count
}

func parts(n Node) []Node {
	switch n := n.(type) {
	case And:
		return n.Nodes
	case Or:
		return n.Nodes
	case Near:
		return n.Nodes
	case Not:
		return []Node{n.Node}
	}
	return nil
}

// joinAnd gives the And of nodes, with Ands inside it taken apart; nil for none.
func joinAnd(nodes []Node) Node {
	var flat []Node
	for _, n := range nodes {
		if inner, ok := n.(And); ok {
			flat = append(flat, inner.Nodes...)
			continue
		}
		flat = append(flat, n)
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return And{flat}
}

func joinOr(nodes []Node) Node {
	var flat []Node
	for _, n := range nodes {
		if inner, ok := n.(Or); ok {
			flat = append(flat, inner.Nodes...)
			continue
		}
		flat = append(flat, n)
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return Or{flat}
}

func negate(n Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case Not:
		return n.Node
	}
	return Not{n}
}
