package lang

import "unicode"

// Script gives the ISO 15924 code of a letter's script ("Latn", "Arab", "Hans"
// is "Hani"), "Zyyy" for what belongs to no script (digits, signs, marks that
// take the script of their letter) and "Zzzz" for scripts that the program has
// no rules for.
func Script(r rune) string {
	if r < 0x80 {
		if c := r | 0x20; 'a' <= c && c <= 'z' {
			return "Latn"
		}
		return "Zyyy"
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.code
		}
	}
	if unicode.In(r, unicode.Common, unicode.Inherited) {
		return "Zyyy"
	}
	return "Zzzz"
}

// scripts in the order of how often they are met.
var scripts = []struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Latin, "Latn"}, {unicode.Arabic, "Arab"}, {unicode.Cyrillic, "Cyrl"},
	{unicode.Han, "Hani"}, {unicode.Hiragana, "Hira"}, {unicode.Katakana, "Kana"}, {unicode.Hangul, "Hang"},
	{unicode.Greek, "Grek"}, {unicode.Hebrew, "Hebr"}, {unicode.Devanagari, "Deva"}, {unicode.Bengali, "Beng"},
	{unicode.Thai, "Thai"}, {unicode.Georgian, "Geor"}, {unicode.Armenian, "Armn"}, {unicode.Ethiopic, "Ethi"},
	{unicode.Gujarati, "Gujr"}, {unicode.Gurmukhi, "Guru"}, {unicode.Tamil, "Taml"}, {unicode.Telugu, "Telu"},
	{unicode.Kannada, "Knda"}, {unicode.Malayalam, "Mlym"}, {unicode.Sinhala, "Sinh"}, {unicode.Khmer, "Khmr"},
	{unicode.Lao, "Laoo"}, {unicode.Myanmar, "Mymr"}, {unicode.Tibetan, "Tibt"}, {unicode.Mongolian, "Mong"},
	{unicode.Thaana, "Thaa"}, {unicode.Syriac, "Syrc"}, {unicode.Bopomofo, "Bopo"},
}
