package body

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean takes out of a text what the profile does not keep (see the package
// comment) and turns every kind of line end into \n. Bytes that are not UTF-8
// become U+FFFD.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\v', r == '\f':
			b.WriteByte(' ')
		case r == 0x85, r == 0x2028, r == 0x2029:
			b.WriteByte('\n')
		case removed(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain reports whether clean has nothing to do, for the usual text.
func isPlain(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7F {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == 0x2028 || r == 0x2029 || removed(r) {
			return false
		}
		i += size
	}
	return true
}

// kept reports whether clean and NFC leave a text as it is.
func kept(s string) bool {
	table := settled()
	last := 0 // where the character before begins
	for i := 0; i < len(s); {
		r, size := decode(s[i:])
		if settles(table, r) {
			last = i
			i += size
			continue
		}
		end := i + size
		for end < len(s) {
			r, size := decode(s[end:])
			if settles(table, r) {
				break
			}
			end += size
		}
		if part := s[last:end]; !isPlain(part) || !norm.NFC.IsNormalString(part) {
			return false
		}
		i, last = end, end
	}
	return true
}

func decode(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s)
}

func settles(table *[1 << 16 / 64]uint64, r rune) bool {
	return r <= 0xFFFF && r != utf8.RuneError && table[r>>6]&(1<<(r&63)) != 0
}

// settled has a bit for each character that is kept and its own NFC and begins
// something new: it combines with nothing before it. Texts can be normalised apart
// before each of them (UAX 15, section 9), and nearly all of a text is made of them.
var settled = sync.OnceValue(func() *[1 << 16 / 64]uint64 {
	var table [1 << 16 / 64]uint64
	for r := rune(' '); r <= 0xFFFF; r++ {
		s := string(r)
		if isPlain(s) && norm.NFC.IsNormalString(s) && norm.NFC.PropertiesString(s).BoundaryBefore() {
			table[r>>6] |= 1 << (r & 63)
		}
	}
	return &table
})

// removed reports whether a character has no place in a body.
func removed(r rune) bool {
	switch {
	case r < ' ' || 0x7F <= r && r <= 0x9F: // controls; line ends are dealt with before
		return true
	case r < 0x2028:
		return false
	case 0x202A <= r && r <= 0x202E: // embeddings and overrides
		return true
	case r == 0xFEFF, 0xFFF9 <= r && r <= 0xFFFB:
		return true
	case r >= 0xFDD0 && (r <= 0xFDEF || r&0xFFFE == 0xFFFE): // no characters
		return true
	}
	return false
}

// line is clean text on one line in NFC, without white space at the edges, of at
// most n runes: what attributes hold.
func line(s string, n int) string {
	s = strings.Join(strings.FieldsFunc(clean(s), isSpace), " ")
	s = norm.NFC.String(s)
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return strings.TrimRight(s[:i], " ")
		}
		n--
	}
	return s
}

// isSpace reports whether a character is white space that collapses.
func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\f' || r == '\r' || r == '\v'
}

// blank reports whether nothing of s can be seen.
func blank(s string) bool {
	for _, r := range s {
		if !isSpace(r) && r != 0xA0 && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Zs, r) {
			return false
		}
	}
	return true
}

// fitting cuts s to n bytes at a character.
func fitting(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
