package lang

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Sentences cuts a text of the given language into sentences with the white space
// behind them; joined they are the text again. They end where Unicode says (UAX 29),
// and at every line end and tab, but not behind an abbreviation that stands before
// something (Mr., bzw.), an initial (J. Smith) or, where the language writes a point
// for it, an ordinal (3. Mai).
func Sentences(s, language string) iter.Seq[string] {
	return func(yield func(string) bool) {
		base := Base(language)
		from, at, state := 0, 0, -1
		for at < len(s) {
			var piece string
			piece, _, state = uniseg.FirstSentenceInString(s[at:], state)
			for { // a tab ends none for Unicode
				i := strings.IndexAny(piece, "\t\n")
				if i < 0 || i == len(piece)-1 {
					break
				}
				if !yield(s[from : at+i+1]) {
					return
				}
				at += i + 1
				from, piece = at, piece[i+1:]
			}
			at += len(piece)
			if at < len(s) && goesOn(s[from:at], base) {
				continue
			}
			if !yield(s[from:at]) {
				return
			}
			from = at
		}
		if from < at {
			yield(s[from:at])
		}
	}
}

// goesOn reports whether what ends here with a point only seems to be a sentence.
func goesOn(s, base string) bool {
	if strings.ContainsAny(s[max(0, len(s)-2):], "\t\n") {
		return false
	}
	head, ok := strings.CutSuffix(strings.TrimRight(s, " \u00a0"), ".")
	if !ok {
		return false
	}
	from := strings.LastIndexFunc(head, func(r rune) bool {
		return unicode.IsSpace(r) || r == '(' || r == '[' || QuoteMark(r) && r != '’' && r != '\''
	})
	if from >= 0 {
		_, size := utf8.DecodeRuneInString(head[from:])
		head = head[from+size:]
	} else if len(head) > maxTerm {
		return false
	}
	if head == "" {
		return false
	}
	first, size := utf8.DecodeRuneInString(head)
	switch {
	case size == len(head) && unicode.IsUpper(first): // an initial
		return true
	case strings.Trim(head, "0123456789") == "":
		return len(head) <= 2 && slices.Contains(ordinalPoint, base)
	}
	return slices.Contains(abbreviations[base], strings.ToLower(head)) || slices.Contains(abbreviations[""], strings.ToLower(head))
}

// ordinalPoint are languages that write 3. for third.
var ordinalPoint = []string{"de", "da", "no", "nb", "nn", "fi", "is", "fo", "et", "lv", "cs", "sk", "sl", "hr", "sr", "bs", "hu", "tr", "pl", "lb"}

// abbreviations stand before what they belong to, as a rule before a capital letter.
var abbreviations = map[string][]string{
	"": {"dr", "prof", "st", "vs", "cf", "no", "nr", "vol", "fig", "art", "al"},
	"en": {"mr", "mrs", "ms", "messrs", "rev", "hon", "gen", "col", "lt", "capt", "sgt", "maj", "adm", "sen", "rep", "gov", "pres", "jr", "sr", "e.g", "i.e",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "pp", "op", "approx", "dept", "mt", "ft"},
	"de": {"bzw", "z.b", "d.h", "u.a", "v.a", "ca", "hr", "fr", "abs", "bd", "ggf", "sog", "vgl", "jan", "feb", "aug", "sept", "okt", "nov", "dez", "str", "hl"},
	"fr": {"m", "mm", "mme", "mlle", "me", "mgr", "ex", "av", "env", "p.ex"},
	"es": {"sr", "sra", "srta", "d", "dña", "ud", "uds", "gral", "lic", "ing", "ej", "p.ej", "aprox", "núm", "av"},
	"it": {"sig", "sig.ra", "dott", "on", "avv", "ing", "gen", "ecc", "es", "p.es"},
	"pt": {"sr", "sra", "dra", "exmo", "gen", "cel", "av", "ex", "p.ex"},
	"nl": {"dhr", "mevr", "mw", "ir", "drs", "mr", "ing", "bijv", "bv", "o.a", "m.n", "ca"},
	"ru": {"г", "гг", "им", "ул", "тыс", "млн", "млрд", "руб", "т.е", "т.н", "см", "стр", "напр"},
	"uk": {"р", "рр", "ім", "вул", "тис", "млн", "млрд", "грн", "т.зв", "див", "напр"},
	"pl": {"ul", "im", "inż", "mgr", "ks", "gen", "płk", "np", "m.in", "tzw", "tys", "mln", "mld", "godz"},
	"tr": {"sn", "av", "org", "yrd", "doç", "öğr", "vb", "cad", "sok"},
	"sv": {"t.ex", "bl.a", "d.v.s", "ca", "kl", "s.k"},
	"da": {"f.eks", "bl.a", "dvs", "ca", "kl", "hr"},
}
