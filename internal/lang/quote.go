package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotation marks are told apart by language: „ is closed by “ in German and by ”
// in Polish, ” opens in Swedish, » opens in Danish. What no rule of the language
// settles is settled by what stands beside a mark (Around).

// quoteEnds are the marks that close an opening one.
var quoteEnds = map[rune]string{
	'“': "”", '„': "“”", '«': "»", '»': "«»", '‹': "›", '›': "‹›", '‘': "’", '‚': "‘’", '”': "”“", '’': "’", '"': "\"", '\'': "'’",
	'「': "」", '『': "』", '《': "》", '〈': "〉", '〝': "〟〞",
}

// Languages with customs of their own.
var (
	opensWithHigh  = []string{"sv", "fi", "ar", "fa", "ur", "he", "ps"}                               // ”…”
	opensWithInner = []string{"da", "de", "sl", "hr", "cs", "sk", "hu", "pl", "sr", "bs", "fi", "sv"} // »…«, »…»
)

// QuoteMark reports whether r is a quotation mark of any language, single ones and
// the typewriter's included.
func QuoteMark(r rune) bool {
	return strings.ContainsRune("“”„«»‹›‘’‚\"'「」『』《》〈〉〝〟〞", r)
}

// QuoteEnds reports whether the mark end closes a quotation that open opened, in
// some language.
func QuoteEnds(open, end rune) bool { return strings.ContainsRune(quoteEnds[open], end) }

// QuoteOnlyOpens reports whether a mark never closes anything.
func QuoteOnlyOpens(r rune) bool { return strings.ContainsRune("„‚「『《〈〝", r) }

// QuoteOpens reports whether a double mark, or one that is no apostrophe, can open
// a quotation in a language.
func QuoteOpens(r rune, language string) bool {
	switch r {
	case '“', '«', '‹':
		return true
	case '”':
		return HighQuoteOpens(language)
	case '»', '›':
		return slices.Contains(opensWithInner, Base(language))
	}
	return QuoteOnlyOpens(r)
}

// HighQuoteOpens reports whether a language opens a quotation with ” and ’.
func HighQuoteOpens(language string) bool { return slices.Contains(opensWithHigh, Base(language)) }

// Clipped reports whether s begins with a word that has lost its beginning: the
// mark before it is an apostrophe (’tis, ’em, ’90s).
func Clipped(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = s[:i]
	}
	if len(word) > 8 { // longer than all below
		return false
	}
	switch strings.ToLower(word) {
	case "tis", "twas", "twere", "twill", "em", "til", "till", "cause", "cos", "coz", "n", "round", "bout", "s", "t", "im", "er", "un", "tude", "night", "nuff", "neath", "way":
		return true
	}
	return false
}

// Beside is the kind of a character that stands beside a mark.
type Beside byte

// What stands beside a mark.
const (
	BesideSpace  Beside = ' ' // white space, and the edge of the text
	BesideLetter Beside = 'a'
	BesideHebrew Beside = 'h'
	BesideDigit  Beside = '0'
	BesideOpener Beside = '(' // what opens: brackets, quotation marks, dashes
	BesideOther  Beside = '.'
)

// Word reports whether it is part of a word or number.
func (b Beside) Word() bool { return b == BesideLetter || b == BesideDigit || b == BesideHebrew }

// Around gives what stands before and behind the size bytes of s at i.
func Around(s string, i, size int) (before, after Beside) {
	b, _ := utf8.DecodeLastRuneInString(s[:i])
	a, _ := utf8.DecodeRuneInString(s[i+size:])
	return besideOf(b, i == 0), besideOf(a, i+size >= len(s))
}

func besideOf(r rune, edge bool) Beside {
	switch {
	case edge || unicode.IsSpace(r) || r == '\u00a0' || r == '\u200b':
		return BesideSpace
	case unicode.Is(unicode.Hebrew, r):
		return BesideHebrew
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return BesideLetter
	case unicode.IsDigit(r):
		return BesideDigit
	case strings.ContainsRune("([{“‘„«‹–—-/¿¡", r):
		return BesideOpener
	}
	return BesideOther
}

// QuoteOpening reports whether a mark stands as one that opens: white space before
// it and none behind it.
func QuoteOpening(before, after Beside) bool {
	return (before == BesideSpace || before == BesideOpener) && after != BesideSpace && after != BesideOther
}

// QuoteClosing reports whether a mark stands as one that closes.
func QuoteClosing(before, after Beside) bool {
	return before != BesideSpace && before != BesideOpener && (after == BesideSpace || after == BesideOther)
}
