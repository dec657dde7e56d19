package lang

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxSlug is the longest slug, in runes.
const MaxSlug = 80

// Slug makes the readable part of an address from a name: NFC, lower case,
// letters, marks and digits of any script kept, apostrophes dropped, everything
// else one hyphen. It has at most MaxSlug runes, cut at a hyphen where one is
// near, and is empty only for the empty string: a name without a letter gives
// eight letters of its hash. Slug(Slug(s)) == Slug(s).
func Slug(s string) string {
	if s == "" {
		return ""
	}
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(norm.NFC.String(s))) {
		switch {
		case r == utf8.RuneError:
			gap = true
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r) && b.Len() > 0 && !gap:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '\u00AD' || r == 'ـ':
		default:
			gap = true
		}
	}
	if b.Len() == 0 {
		sum := sha256.Sum256([]byte(s))
		return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:5]))
	}
	return cutSlug(b.String())
}

// cutSlug keeps MaxSlug runes, and whole words where the last is not long.
func cutSlug(s string) string {
	n, end := 0, 0
	for i := range s {
		if n == MaxSlug {
			end = i
			break
		}
		n++
	}
	if end == 0 {
		return s
	}
	if s[end] == '-' {
		return s[:end]
	}
	s = s[:end]
	if i := strings.LastIndexByte(s, '-'); i > len(s)*2/3 {
		s = s[:i]
	}
	return strings.TrimRight(s, "-")
}
