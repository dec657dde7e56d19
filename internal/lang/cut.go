package lang

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

const zwj = '\u200D'

// Cut cuts a text into pieces for comparing it with another one. Joined they are
// the text again. A piece is a word as Words counts them (don't, 3.5, می‌خواهد);
// one character of a script without spaces, with its marks; white space, where a
// line end and a tab each stand alone; or one other sign. No piece begins with a
// mark that belongs to the character before, and joined pictures stay whole.
func Cut(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		t := tokeniser{s: s, class: classes()}
		for i := 0; i < len(s); {
			end := t.pastPiece(i)
			if !yield(s[i:end]) {
				return
			}
			i = end
		}
	}
}

func (t *tokeniser) pastPiece(i int) int {
	r, size, c := t.at(i)
	switch {
	case c == classLetter, c == classDigit:
		return t.pastWord(i)
	case r == '\n', r == '\t':
		return i + size
	case unicode.IsSpace(r):
		for end := i + size; ; end += size {
			r, size, _ = t.at(end)
			if end >= len(t.s) || r == '\n' || r == '\t' || !unicode.IsSpace(r) {
				return end
			}
		}
	case regional(r):
		if second, n, _ := t.at(i + size); regional(second) {
			size += n
		}
	case c == classIdeograph:
		size += t.voicing(i + size)
	}
	return t.clinging(i + size)
}

// clinging finds the end of what belongs to the character that ends at i: marks,
// what is invisible, shades of skin, and pictures that a joiner binds to it.
func (t *tokeniser) clinging(i int) int {
	joined := false
	for i < len(t.s) {
		r, size := utf8.DecodeRuneInString(t.s[i:])
		switch {
		case r == zwj:
			joined = true
		case unicode.IsMark(r), unicode.Is(unicode.Cf, r), 0x1F3FB <= r && r <= 0x1F3FF:
			joined = false
		case joined && unicode.IsSymbol(r):
			joined = false
		default:
			return i
		}
		i += size
	}
	return i
}

// regional reports whether r is one of the letters of which two are a flag.
func regional(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }
