package search

import (
	"strings"

	"broadsheet/internal/query"
)

// How many words may name a tag together, and for how many words of a query
// tags are looked up.
const (
	tagWords    = 3
	taggedWords = 6
)

// tagNames finds the tags that plain words of the query name, one by one or
// several in a row. Each of the words then counts for the tag.
func (r *run) tagNames() (map[string][]string, error) {
	words := plainWords(r.query.Tree)
	if len(words) > taggedWords {
		return nil, nil
	}
	out := map[string][]string{}
	for from := range words {
		for to := from + 1; to <= min(len(words), from+tagWords); to++ {
			ids, err := r.lookup(query.FieldTag, strings.Join(words[from:to], " "))
			if err != nil {
				return nil, err
			}
			for _, word := range words[from:to] {
				out[word] = append(out[word], ids...)
			}
		}
	}
	return out, nil
}

// plainWords gives the words that stand beside each other at the top of a query.
func plainWords(tree query.Node) []string {
	nodes := []query.Node{tree}
	if and, ok := tree.(query.And); ok {
		nodes = and.Nodes
	}
	var out []string
	for _, n := range nodes {
		w, ok := n.(query.Word)
		if ok && w.Field == query.FieldAny && !w.Prefix && !w.Wild && w.Fuzzy == 0 {
			out = append(out, w.Text)
		}
	}
	return out
}
