package search

import (
	"fmt"

	"broadsheet/internal/query"
)

// suggestion gives the query with words replaced by likelier ones; empty where
// all are right.
func (r *run) suggestion() (string, error) {
	var words []string
	query.Rewrite(r.query.Tree, func(n query.Node) query.Node {
		if w, ok := plainWord(n); ok {
			words = append(words, w.Text)
		}
		return n
	})
	better, err := r.Index.Spellings(r.ctx, words)
	if err != nil {
		return "", fmt.Errorf("look for another spelling: %w", err)
	}
	at, changed := 0, false
	tree := query.Rewrite(r.query.Tree, func(n query.Node) query.Node {
		w, ok := plainWord(n)
		if !ok {
			return n
		}
		if better[at] != "" {
			w.Text, changed = better[at], true
		}
		at++
		return w
	})
	if !changed {
		return "", nil
	}
	return query.Print(tree), nil
}

// plainWord gives a word that was typed as it is meant to be found.
func plainWord(n query.Node) (query.Word, bool) {
	w, ok := n.(query.Word)
	return w, ok && !w.Prefix && !w.Wild && w.Fuzzy == 0
}
