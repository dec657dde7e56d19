package query

import (
	"reflect"
	"strings"
)

// Part is a piece of a query that stands for itself: one of the things that are
// asked for together. A query with OR outside all parentheses is one part.
type Part struct {
	Node Node
	// Start and End count runes of the text as given.
	Start, End int
}

// addPart notes a piece that stands outside all parentheses.
func (p *parser) addPart(n Node, start int) {
	if p.depth > 0 || n == nil {
		return
	}
	p.parts = append(p.parts, Part{n, start, p.tokens[max(p.at-1, 0)].end})
}

// settleParts makes one part of alternatives, and none of a pasted text.
func (p *parser) settleParts(tree Node) []Part {
	if _, ok := tree.(Or); ok && len(p.parts) > 0 {
		return []Part{{tree, p.parts[0].Start, p.parts[len(p.parts)-1].End}}
	}
	if len(p.parts) > MaxLeaves {
		return nil
	}
	return p.parts
}

// Rest is the tree without one of the parts.
func (q Query) Rest(part int) Node {
	var nodes []Node
	for i, p := range q.Parts {
		if i != part {
			nodes = append(nodes, p.Node)
		}
	}
	if tree := joinAnd(nodes); tree != nil {
		return tree
	}
	return All{}
}

// Without is the text without one of the parts: what was typed where that means
// the rest, else the rest in canonical form. Parsing it gives Rest.
func (q Query) Without(part int) string {
	p := q.Parts[part]
	head, tail := strings.TrimSpace(string(q.text[:p.Start])), strings.TrimSpace(string(q.text[p.End:]))
	cut := strings.Trim(head+" "+tail, " ,،")
	rest := q.Rest(part)
	if again, err := Parse(cut, q.options); err == nil && reflect.DeepEqual(again.Tree, rest) {
		return cut
	}
	return Print(rest)
}
