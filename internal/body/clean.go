package body

import (
	"strings"
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
