package lang

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A cell of the table is the folded character, or one of these. Surrogates are
// never characters of a string, so their range carries references.
const (
	foldDrop    = 0
	foldMany    = 0xD800 // foldMany+i: the several characters many[i]
	foldCompose = 0xDFFF
)

// table folds the Basic Multilingual Plane by one look-up a character.
type table struct {
	bmp  [1 << 16]uint16
	many [][]byte
}

// foldTable computes the table from the Unicode data of x/text on first use.
var foldTable = sync.OnceValue(func() *table {
	t := &table{}
	for r := rune(1); r < 1<<16; r++ {
		if utf8.RuneLen(r) < 0 {
			continue
		}
		if composes(r) {
			t.bmp[r] = foldCompose
			continue
		}
		switch out := foldRune(r); {
		case len(out) == 0:
			t.bmp[r] = foldDrop
		case len(out) == 1 && out[0] <= 0xFFFF:
			t.bmp[r] = uint16(out[0])
		default:
			t.bmp[r] = uint16(foldMany + len(t.many))
			t.many = append(t.many, []byte(string(out)))
		}
	}
	return t
})

// appendSupplementary folds a character beyond the table.
func appendSupplementary(dst []byte, r rune) []byte {
	if unicode.Is(unicode.Han, r) {
		return append(dst, norm.NFKC.String(string(r))...)
	}
	return append(dst, string(foldRune(r))...)
}

// composes reports whether r may melt into the character before it and is not
// dropped anyway.
func composes(r rune) bool {
	if r < 0x300 || dropped(r) {
		return false
	}
	if r == 0xFF9E || r == 0xFF9F { // half-width voicing marks turn into combining ones
		return true
	}
	p := norm.NFC.PropertiesString(string(r))
	return !p.BoundaryBefore()
}

// foldRune folds one character by the rules in the comment of Fold.
func foldRune(r rune) []rune {
	if special, ok := foldSpecial(r); ok {
		return special
	}
	var out []rune
	for _, d := range norm.NFKD.String(string(r)) {
		if dropped(d) {
			continue
		}
		for _, l := range lowered(d) {
			if special, ok := foldSpecial(l); ok {
				out = append(out, special...)
				continue
			}
			out = append(out, l)
		}
	}
	return []rune(norm.NFC.String(string(out)))
}

// lowered gives the lower case of r, decomposed again without marks (İ).
func lowered(r rune) []rune {
	var out []rune
	for _, d := range norm.NFKD.String(string(unicode.ToLower(r))) {
		if !dropped(d) {
			out = append(out, d)
		}
	}
	return out
}

// dropped reports whether r carries nothing that tells words apart.
func dropped(r rune) bool {
	switch {
	case r == 0x3099 || r == 0x309A: // kana voicing: か and が are different letters
		return false
	case r == 0x0640, r == 0x05F3, r == 0x05F4, r == 0x00AD: // tatweel, geresh, gershayim, soft hyphen
		return true
	case r == 0x200C || r == 0x200B:
		return false // they part words
	case unicode.Is(unicode.Cf, r):
		return true
	case !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Me, r):
		return false
	}
	return unicode.In(r, unicode.Inherited, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic, unicode.Greek, unicode.Latin)
}

// foldSpecial holds what Unicode does not know but readers do.
func foldSpecial(r rune) ([]rune, bool) {
	if r > unicode.MaxASCII && unicode.Is(unicode.Nd, r) {
		return []rune{'0' + digitValue(r)}, true
	}
	switch r {
	case 'й', 'Й':
		return []rune{'й'}, true
	case 'ß', 'ẞ':
		return []rune("ss"), true
	case 'æ', 'Æ':
		return []rune("ae"), true
	case 'œ', 'Œ':
		return []rune("oe"), true
	case 'þ', 'Þ':
		return []rune("th"), true
	case 'ø', 'Ø':
		return []rune{'o'}, true
	case 'ł', 'Ł':
		return []rune{'l'}, true
	case 'đ', 'Đ', 'ð', 'Ð':
		return []rune{'d'}, true
	case 'ħ', 'Ħ':
		return []rune{'h'}, true
	case 'ı':
		return []rune{'i'}, true
	case 'ς':
		return []rune{'σ'}, true
	case '\u200C', '\u200B', '\u2028', '\u2029':
		return []rune{' '}, true
	case '’', '‘', 'ʼ', 'ʻ', '‛', '＇', '′':
		return []rune{'\''}, true
	case '‐', '‑', '﹣', '－':
		return []rune{'-'}, true
	}
	if plain, ok := arabicForms[r]; ok {
		return []rune{plain}, true
	}
	if plain, ok := hebrewFinals[r]; ok {
		return []rune{plain}, true
	}
	return nil, false
}

// digitValue relies on every range of decimal digits being made of rows of ten
// that start at zero (Unicode, chapter 4.6).
func digitValue(r rune) rune {
	for _, span := range unicode.Nd.R16 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return (r - rune(span.Lo)) % 10
		}
	}
	for _, span := range unicode.Nd.R32 {
		if rune(span.Lo) <= r && r <= rune(span.Hi) {
			return (r - rune(span.Lo)) % 10
		}
	}
	return 0
}

// arabicForms joins the letters that keyboards of Arabic, Persian, Urdu, Pashto
// and Kurdish write differently. Forms with hamza or madda fall together by
// losing their mark.
var arabicForms = map[rune]rune{
	'ٱ': 'ا', 'ٲ': 'ا', 'ٳ': 'ا',
	'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ے': 'ي', 'ۍ': 'ي', 'ێ': 'ي',
	'ک': 'ك', 'ڪ': 'ك',
	'ة': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ە': 'ه', 'ۃ': 'ه',
}

var hebrewFinals = map[rune]rune{'ך': 'כ', 'ם': 'מ', 'ן': 'נ', 'ף': 'פ', 'ץ': 'צ'}
