package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

// word is a word of a text.
type word struct {
	sum      uint64 // of its folded letters
	from, to int    // bytes of the text
	weight   int    // 2; 1 for a character of a script without spaces
}

// The least that counts as a quotation, in weights: four words, three of them in a row.
const (
	leastWeight = 8
	leastRun    = 6
)

// wordsOf gives the words of a text; at is where it begins in the text that places
// are counted in.
func wordsOf(s string, at int) []word {
	out := make([]word, 0, len(s)/6+1)
	for piece := range lang.Cut(s) {
		if isWord(piece) {
			from := 0
			for i, r := range piece {
				if size := utf8.RuneLen(r); parts(r) || (r == '.' || r == ',') && !digit(piece[i+size:]) {
					out = added(out, piece[from:i], at+from)
					from = i + size
				}
			}
			out = added(out, piece[from:], at+from)
		}
		at += len(piece)
	}
	return out
}

func added(out []word, part string, at int) []word {
	if folded := lang.Fold(part); folded != "" {
		out = append(out, word{sum(folded), at, at + len(part), weight(part)})
	}
	return out
}

func isWord(piece string) bool {
	r, _ := utf8.DecodeRuneInString(piece)
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// parts reports whether a sign in a word parts it in two, where another writes a space:
// a hyphen, a non-joiner. A point does where no number follows: one forgot the space.
func parts(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '\u200c' }

func digit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

func sum(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// weight tells a character of a script without spaces from a word.
func weight(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return 1
	}
	return 2
}

func weigh(words []word) int {
	n := 0
	for _, w := range words {
		n += w.weight
	}
	return n
}

// as is how pieces of a text are compared where they are told apart word by word.
func as(piece string) string {
	r, _ := utf8.DecodeRuneInString(piece)
	switch {
	case isWord(piece):
		return strings.Map(func(r rune) rune {
			if parts(r) {
				return -1
			}
			return r
		}, lang.Fold(strings.ReplaceAll(piece, "\u200c", "")))
	case unicode.IsSpace(r):
		return " "
	case lang.QuoteMark(r):
		return `"`
	case unicode.Is(unicode.Pd, r):
		return "-"
	}
	return piece
}

// fallback is a pattern's table of Knuth, Morris and Pratt: how much of it stands
// still when the next word is another.
func fallback(pattern []word) []int {
	table := make([]int, len(pattern))
	for i, n := 1, 0; i < len(pattern); i++ {
		for n > 0 && pattern[i].sum != pattern[n].sum {
			n = table[n-1]
		}
		if pattern[i].sum == pattern[n].sum {
			n++
		}
		table[i] = n
	}
	return table
}

// stands gives the first place of a pattern in words[from:until]; −1: none.
func stands(words []word, pattern []word, table []int, from, until int) int {
	n := 0
	for i := from; i < until; i++ {
		for n > 0 && words[i].sum != pattern[n].sum {
			n = table[n-1]
		}
		if words[i].sum == pattern[n].sum {
			n++
		}
		if n == len(pattern) {
			return i - n + 1
		}
	}
	return -1
}
