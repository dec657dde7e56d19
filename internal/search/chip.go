package search

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/query"
)

// Chip is a part of a query as it was understood, for a screen to show and to
// take away.
type Chip struct {
	Text  string // as typed
	Field string // empty: all text
	Label string // in plain words, with the full names of things
	Kind  string // word, phrase, near, any, group, value, date, length
	Not   bool   // what it matches is left out
	// Start and End count runes of the query as given.
	Start, End int
	Without    string // the query without it
	Part       Part
}

// Part says what a part of a query asks for, for a face to put into words of its
// own language.
type Part struct {
	// Kind is word, prefix (words that begin so), like (with a sign for any
	// letters), close (with letters that differ), often (at least Number times),
	// phrase (with at most Number words between), near (Parts within Number words
	// of each other), any or all of Parts, not (the first of Parts), value, date,
	// longer or shorter (than Number words), everything.
	Kind   string
	Field  string // empty: all text
	Text   string
	Number int
	Values []string // with the full names of things
	// From and To are the first and the last day, 2011-03-25; empty: open.
	From, To string
	Parts    []Part
}

func partOf(n query.Node) Part {
	switch n := n.(type) {
	case query.And:
		return Part{Kind: "all", Parts: partsOf(n.Nodes)}
	case query.Or:
		return Part{Kind: "any", Parts: partsOf(n.Nodes)}
	case query.Not:
		return Part{Kind: "not", Parts: partsOf([]query.Node{n.Node})}
	case query.Near:
		return Part{Kind: "near", Number: n.Distance, Parts: partsOf(n.Nodes)}
	case query.Word:
		p := Part{Kind: "word", Field: string(n.Field), Text: n.Text}
		switch {
		case n.Prefix:
			p.Kind = "prefix"
		case n.Wild:
			p.Kind = "like"
		case n.Fuzzy > 0:
			p.Kind = "close"
		case n.AtLeast > 0:
			p.Kind, p.Number = "often", n.AtLeast
		}
		return p
	case query.Phrase:
		return Part{Kind: "phrase", Field: string(n.Field), Text: n.Text, Number: n.Slop}
	case query.Values:
		return Part{Kind: "value", Field: string(n.Field), Values: n.Values}
	case query.Range:
		p := Part{Kind: "date"}
		if !n.From.IsZero() {
			p.From = n.From.Format(time.DateOnly)
		}
		if !n.Until.IsZero() {
			p.To = n.Until.AddDate(0, 0, -1).Format(time.DateOnly)
		}
		return p
	case query.Length:
		if n.Over {
			return Part{Kind: "longer", Number: n.Words}
		}
		return Part{Kind: "shorter", Number: n.Words}
	}
	return Part{Kind: "everything"}
}

func partsOf(nodes []query.Node) []Part {
	out := make([]Part, len(nodes))
	for i, n := range nodes {
		out[i] = partOf(n)
	}
	return out
}

func (r *run) chips() ([]Chip, error) {
	text := []rune(r.request.Text)
	out := make([]Chip, len(r.query.Parts))
	for i, p := range r.query.Parts {
		node := p.Node
		not, negative := node.(query.Not)
		if negative {
			node = not.Node
		}
		named, err := r.named(p.Node)
		if err != nil {
			return nil, err
		}
		out[i] = Chip{
			Text: string(text[p.Start:p.End]), Label: query.Plain(named), Not: negative,
			Start: p.Start, End: p.End, Without: r.query.Without(i), Part: partOf(named),
		}
		out[i].Kind, out[i].Field = kindOf(node)
	}
	return out, nil
}

func kindOf(n query.Node) (kind, field string) {
	switch n := n.(type) {
	case query.Word:
		return "word", string(n.Field)
	case query.Phrase:
		return "phrase", string(n.Field)
	case query.Near:
		return "near", ""
	case query.Or:
		return "any", ""
	case query.Values:
		return "value", string(n.Field)
	case query.Range:
		field, _, _ = strings.Cut(n.Text, ":")
		return "date", field
	case query.Length:
		return "length", "words"
	}
	return "group", ""
}

// named puts the full names of things in the place of slugs and other spellings.
func (r *run) named(tree query.Node) (query.Node, error) {
	var failed error
	out := query.Rewrite(tree, func(n query.Node) query.Node {
		v, ok := n.(query.Values)
		if !ok || !hasIDs(v.Field) || failed != nil {
			return n
		}
		values := make([]string, len(v.Values))
		for i, name := range v.Values {
			if values[i], failed = r.fullName(v.Field, name); failed != nil {
				return n
			}
		}
		return query.Values{Field: v.Field, Values: values}
	})
	return out, failed
}

func (r *run) fullName(field query.Field, name string) (string, error) {
	ids, err := r.lookup(field, name)
	if err != nil || len(ids) != 1 {
		return name, err
	}
	names, err := r.Names.Labels(r.ctx, field, ids)
	if err != nil {
		return name, fmt.Errorf("read name: %w", err)
	}
	if full, ok := names[ids[0]]; ok {
		return full.Name, nil
	}
	return name, nil
}

// lookup gives the ids behind a name, each name once.
func (r *run) lookup(field query.Field, name string) ([]string, error) {
	key := string(field) + ":" + name
	if ids, ok := r.looked[key]; ok {
		return ids, nil
	}
	ids, err := r.Names.Lookup(r.ctx, field, name)
	if err != nil {
		return nil, fmt.Errorf("look up name: %w", err)
	}
	if r.looked == nil {
		r.looked = map[string][]string{}
	}
	r.looked[key] = ids
	return ids, nil
}
