package lang

import (
	"sync"
	"unicode"
)

// class says what a character does to the words around it.
type class uint8

const (
	classGap        class = iota // parts words
	classLetter                  // a letter of a script with spaces, or a mark on one
	classDigit                   // a decimal digit or other number
	classIdeograph               // Han, kana, Hangul: a word each, and pairs
	classRun                     // Thai, Lao, Khmer, Burmese: pairs
	classApostrophe              // inside a word by rule of language and script
	classPoint                   // . , and their Arabic forms, inside numbers and abbreviations
	classQuote                   // " inside Hebrew abbreviations
	classNothing                 // invisible, as though it were not there
)

// classes holds the class of every character of the BMP.
var classes = sync.OnceValue(func() *[1 << 16]class {
	var t [1 << 16]class
	for r := range rune(1 << 16) {
		t[r] = classify(r)
	}
	return &t
})

func classOf(t *[1 << 16]class, r rune) class {
	if r > 0xFFFF {
		return classify(r)
	}
	return t[r]
}

func classify(r rune) class {
	switch r {
	case '\'', '’', '‘', 'ʼ', '＇', '׳':
		return classApostrophe
	case '.', ',', '٫', '٬', '．':
		return classPoint
	case '"', '״':
		return classQuote
	case '\u200C', '\u200B':
		return classGap
	}
	switch {
	case r != 0x3005 && r != 0x3007 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo):
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
			return classIdeograph
		}
		return classGap
	case r == 0x3005, r == 0x3007, r == 0x30FC, r == 0xFF70, voices(r):
		return classIdeograph
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && (unicode.IsLetter(r) || unicode.IsMark(r)):
		return classRun
	case unicode.IsLetter(r), unicode.IsMark(r):
		if dropped(r) {
			return classNothing
		}
		return classLetter
	case unicode.IsNumber(r):
		return classDigit
	case unicode.Is(unicode.Cf, r):
		return classNothing
	}
	return classGap
}

// voices reports whether r is a mark that turns a kana into another one, combining
// or half-width.
func voices(r rune) bool { return r == 0x3099 || r == 0x309A || r == 0xFF9E || r == 0xFF9F }
