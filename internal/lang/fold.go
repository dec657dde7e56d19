package lang

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FoldVersion is the version of Fold, Tokens and Stem together. An index that
// was built with another one does not fit.
const FoldVersion = 2

// Fold brings the spellings of a word that readers take for the same to one
// form, for every script at once:
//
//   - NFKC, lower case, ASCII digits for those of every script;
//   - combining marks dropped from Latin, Greek, Cyrillic, Arabic and Hebrew, so
//     that é = e and ё = е, but й stays apart from и;
//   - ß = ss, æ = ae, œ = oe, ø = o, ł = l, đ = d, ı = i, þ = th, ς = σ;
//   - Arabic script: no tatweel, no vowel signs; the forms of alef, ya (with ئ),
//     kaf and heh (with ta marbuta) are one each; ؤ = و;
//   - Hebrew: no points, geresh or gershayim; final letters as plain ones;
//   - typographic apostrophes and hyphens as ' and -; invisible characters
//     dropped, but the zero-width non-joiner and space, which part words, become
//     a space.
//
// Fold(Fold(s)) == Fold(s). Text that is not UTF-8 has U+FFFD for each bad byte.
func Fold(s string) string {
	if plainLower(s) {
		return s
	}
	return string(FoldTo(make([]byte, 0, len(s)+8), s))
}

// FoldTo appends Fold(s) to dst.
func FoldTo(dst []byte, s string) []byte {
	t := foldTable()
	start := len(dst)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst = append(dst, asciiLower[c])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r > 0xFFFF {
			if composes(r) {
				return foldComposed(dst[:start], s, t)
			}
			dst = appendSupplementary(dst, r)
			continue
		}
		switch v := t.bmp[r]; {
		case v == foldDrop:
			if r == breve {
				dst = joinShortI(dst, start)
			}
		case v == foldCompose:
			// Rare: a character that may melt into the one before it (Hangul
			// letters, kana voicing marks, some Indic vowels). Normalise first.
			return foldComposed(dst[:start], s, t)
		case v >= foldMany && v < foldCompose:
			dst = append(dst, t.many[v-foldMany]...)
		default:
			dst = utf8.AppendRune(dst, rune(v))
		}
	}
	return dst
}

// foldComposed folds s after NFKC; characters that could still compose stand
// for themselves then.
func foldComposed(dst []byte, s string, t *table) []byte {
	start := len(dst)
	for _, r := range norm.NFKC.String(s) {
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, asciiLower[r])
		case r > 0xFFFF:
			dst = appendSupplementary(dst, r)
		default:
			switch v := t.bmp[r]; {
			case v == foldDrop:
				if r == breve {
					dst = joinShortI(dst, start)
				}
			case v == foldCompose:
				dst = utf8.AppendRune(dst, r)
			case v >= foldMany && v < foldCompose:
				dst = append(dst, t.many[v-foldMany]...)
			default:
				dst = utf8.AppendRune(dst, rune(v))
			}
		}
	}
	return dst
}

const breve = '\u0306'

// joinShortI makes й of a decomposed и + breve, the one mark that counts.
func joinShortI(dst []byte, start int) []byte {
	const i, short = "и", "й"
	if n := len(dst); n-start >= len(i) && string(dst[n-len(i):]) == i {
		return append(dst[:n-len(i)], short...)
	}
	return dst
}

// FoldASCII is Fold of one ASCII character, below utf8.RuneSelf. What a word begins
// with folds by itself: the folded word begins with it.
func FoldASCII(c byte) byte { return asciiLower[c] }

// plainLower reports whether s is ASCII without capitals, which folds to itself.
func plainLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || asciiLower[c] != c {
			return false
		}
	}
	return true
}

// asciiLower is the folding of ASCII: lower case, and NUL kept.
var asciiLower = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			t[i] += 'a' - 'A'
		}
	}
	return t
}()
