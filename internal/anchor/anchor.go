package anchor

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Around is how much of a text stands in Prefix and in Suffix, in code points.
const Around = 64

// MaxQuote bounds a quotation, in code points.
const MaxQuote = 20_000

// What is spoken of, by the names that it has here.
type (
	// Selector says which words of a text are meant.
	Selector = news.Selector
	// Place is a stretch of a text.
	Place = news.Stretch
	// State says how words were found.
	State = news.MarkState
)

// How words were found.
const (
	Anchored = news.MarkAnchored
	Moved    = news.MarkMoved
	Detached = news.MarkDetached
)

// ErrAbsent: the text does not hold the words.
var ErrAbsent = errors.New("the words are not in the text")

// Describe makes the selector of a stretch of a text, in bytes of its Plain. White
// space at its ends is left out. ErrAbsent: there are no words in it.
func Describe(t body.Text, from, to int) (Selector, error) {
	from, to = trimmed(t.Plain, from, to)
	b := blockAt(t, from)
	if from >= to || b < 0 || utf8.RuneCountInString(t.Plain[from:to]) > MaxQuote {
		return Selector{}, ErrAbsent
	}
	return Selector{
		Block: t.Blocks[b].ID, Start: utf8.RuneCountInString(t.Plain[t.Blocks[b].Start:from]), Quote: t.Plain[from:to],
		Prefix: last(t.Plain[:from], Around), Suffix: first(t.Plain[to:], Around),
	}, nil
}

// Stretch gives the bytes of a text between two places, each in code points of its
// block. ErrAbsent: there is no such block or no such place in it.
func Stretch(t body.Text, block string, start int, endBlock string, end int) (from, to int, err error) {
	if from, err = offset(t, block, start); err == nil {
		to, err = offset(t, endBlock, end)
	}
	if err == nil && from >= to {
		err = ErrAbsent
	}
	return from, to, err
}

func offset(t body.Text, block string, at int) (int, error) {
	for _, b := range t.Blocks {
		if b.ID != block {
			continue
		}
		for i := range t.Plain[b.Start:b.End] {
			if at == 0 {
				return b.Start + i, nil
			}
			at--
		}
		if at == 0 {
			return b.End, nil
		}
		break
	}
	return 0, ErrAbsent
}

// Find looks for exact words, between others where these are given; the first
// where there are several. White space counts as one space everywhere. ErrAbsent:
// they are not in the text.
func Find(t body.Text, quote, prefix, suffix string) (Selector, error) {
	quote, prefix, suffix = spaced(quote), spaced(prefix), spaced(suffix)
	if quote == "" || !utf8.ValidString(quote) { // bytes could be found inside of characters
		return Selector{}, ErrAbsent
	}
	plain, at := collapsed(t.Plain)
	for i := 0; ; {
		n := strings.Index(plain[i:], quote)
		if n < 0 {
			return Selector{}, ErrAbsent
		}
		from, to := i+n, i+n+len(quote)
		if whole(plain, from, to) && strings.HasSuffix(strings.TrimRight(plain[:from], " "), prefix) && strings.HasPrefix(strings.TrimLeft(plain[to:], " "), suffix) {
			return Describe(t, at[from], at[to-1]+1)
		}
		_, size := utf8.DecodeRuneInString(plain[from:])
		i = from + size
	}
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// collapsed gives a text with single spaces, and where each of its bytes stood.
func collapsed(s string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	space := false
	for i, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
			at = append(at, i-1)
		}
		space = false
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			size = 1
		}
		b.WriteString(s[i : i+size])
		for k := range size {
			at = append(at, i+k)
		}
	}
	return b.String(), append(at, len(s))
}

// place makes the place of a stretch.
func place(t body.Text, from, to int) (Place, bool) {
	from, to = trimmed(t.Plain, from, to)
	if from >= to {
		return Place{}, false
	}
	a, b := blockAt(t, from), blockAt(t, to-1)
	if a < 0 || b < 0 {
		return Place{}, false
	}
	return Place{
		Block: t.Blocks[a].ID, Start: utf8.RuneCountInString(t.Plain[t.Blocks[a].Start:from]),
		EndBlock: t.Blocks[b].ID, End: utf8.RuneCountInString(t.Plain[t.Blocks[b].Start:to]),
		From: from, To: to,
	}, true
}

// blockAt gives the number of the block that holds a byte; −1: none does.
func blockAt(t body.Text, at int) int {
	lo, hi := 0, len(t.Blocks)
	for lo < hi {
		mid := (lo + hi) / 2
		if t.Blocks[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(t.Blocks) || at < t.Blocks[lo].Start {
		return -1
	}
	return lo
}

func trimmed(s string, from, to int) (int, int) {
	from, to = max(from, 0), min(to, len(s))
	if from >= to {
		return from, from
	}
	to -= len(s[from:to]) - len(strings.TrimRightFunc(s[from:to], unicode.IsSpace))
	from += len(s[from:to]) - len(strings.TrimLeftFunc(s[from:to], unicode.IsSpace))
	return from, to
}

// first gives the first n code points of a text.
func first(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// last gives the last n code points of a text.
func last(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// whole reports whether a stretch cuts no character from its marks and no word
// that it holds an end of.
func whole(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	behind, _ := utf8.DecodeRuneInString(s[to:])
	head, _ := utf8.DecodeRuneInString(s[from:to])
	tail, _ := utf8.DecodeLastRuneInString(s[from:to])
	if from > 0 && unicode.IsMark(head) || to < len(s) && unicode.IsMark(behind) {
		return false
	}
	return !(from > 0 && joins(before, head)) && !(to < len(s) && joins(tail, behind))
}

// joins reports whether two characters are of one word.
func joins(a, b rune) bool { return inWord(a) && inWord(b) && !alone(a) && !alone(b) }

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\u200c' || r == '\u200d'
}

// alone reports whether a script has no spaces between words.
func alone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
