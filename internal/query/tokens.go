package query

import (
	"sort"
	"strings"

	"broadsheet/internal/lang"
)

// Tokens gives the tokens of a piece of a query in a language. Where tokens
// overlap (a character and the pair that begins with it, letters and the word
// that they make with their dots) the longer one stands for what it covers.
func Tokens(text, language string) []lang.Token {
	var all []lang.Token
	for t := range lang.Tokens(text, language) {
		t.Term, t.Word = strings.Clone(t.Term), strings.Clone(t.Word)
		all = append(all, t)
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].Start != all[j].Start {
			return all[i].Start < all[j].Start
		}
		return all[i].End > all[j].End
	})
	out := all[:0]
	end := -1
	for _, t := range all {
		if t.End <= end {
			continue
		}
		out, end = append(out, t), t.End
	}
	return out
}

// Split gives the words of what was typed as one but is several words of their
// own to the index: those joined by an apostrophe or a zero-width non-joiner.
// What else the tokeniser cuts must stand in a row, like a phrase.
func Split(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return r == 0x200C || r == '\'' || r == '’' })
}
