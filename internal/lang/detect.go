package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// detectRunes is how much of a text Detect reads.
const detectRunes = 2000

// Detect guesses the language of a text from its first 2,000 letters: by script
// where that settles it, else by letter trigrams. Title and body together give
// far better answers than a title alone. Only languages in among are considered
// where one of them is written in the text's script; nil allows all. The answer
// is a BCP 47 tag and how sure it is, 0 to 1; "" and 0 for text without letters.
func Detect(text string, among []string) (tag string, confidence float64) {
	text = firstRunes(text, detectRunes)
	script, share := mainScript(text)
	if script == "" {
		return "", 0
	}
	candidates := written(among, script)
	if len(candidates) == 1 {
		return candidates[0], share
	}
	if tag := settledBy(script); tag != "" {
		return spelledAs(tag, candidates), share
	}
	if len(candidates) == 0 {
		candidates = defaultCandidates[script]
	}
	if tag, share := byStopWords(text, candidates); tag != "" {
		return tag, share
	}
	return byTrigrams(firstRunes(text, trigramRunes), candidates)
}

// trigramRunes is how much of a text the trigrams are taken from: more costs more
// and tells hardly more.
const trigramRunes = 800

// A text whose stop words are this share of its words, and several times as many
// as those of any other language, is in that language. Cyrillic is left to the
// trigrams: its languages share their small words.
const (
	stopShare = 0.2
	stopLead  = 2.5
	stopLeast = 30 // words
)

// byStopWords decides the usual case at a tenth of the cost of trigrams; "" where
// it is not clear.
func byStopWords(text string, candidates []string) (string, float64) {
	hits := make([]int, len(candidates))
	lists := make([]map[string]bool, len(candidates))
	for i, c := range candidates {
		if scriptOf(c) != "Cyrl" {
			lists[i] = stopWords()[Base(c)]
		}
	}
	total := 0
	for t := range Tokens(text, "") {
		total++
		if len(t.Term) < 2 {
			continue
		}
		for i := range lists {
			if lists[i][t.Term] {
				hits[i]++
			}
		}
	}
	best, second := -1, 0
	for i, n := range hits {
		switch {
		case best < 0 || n > hits[best]:
			if best >= 0 {
				second = hits[best]
			}
			best = i
		case n > second:
			second = n
		}
	}
	if best < 0 || total < stopLeast || float64(hits[best]) < stopShare*float64(total) || float64(hits[best]) < stopLead*float64(second) {
		return "", 0
	}
	return candidates[best], 1 - float64(second)/float64(hits[best])
}

func byTrigrams(text string, candidates []string) (string, float64) {
	var options whatlanggo.Options
	for _, c := range candidates {
		if l, ok := toWhatlang[Base(c)]; ok {
			if options.Whitelist == nil {
				options.Whitelist = map[whatlanggo.Lang]bool{}
			}
			options.Whitelist[l] = true
		}
	}
	info := whatlanggo.DetectWithOptions(text, options)
	if info.Lang < 0 {
		return "", 0
	}
	tag := fromWhatlang(info.Lang)
	for _, c := range candidates {
		if Base(c) == tag {
			tag = c
			break
		}
	}
	return tag, min(1, max(0, info.Confidence))
}

// spelledAs gives the tag of candidates whose language is tag's, else tag.
func spelledAs(tag string, candidates []string) string {
	for _, c := range candidates {
		if Base(c) == tag {
			return c
		}
	}
	if len(candidates) > 0 {
		return candidates[0]
	}
	return tag
}

func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// mainScript gives the script of most letters, with its share among them. Han
// among kana counts as Japanese.
func mainScript(text string) (string, float64) {
	counts := map[string]int{}
	total := 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			if c := r | 0x20; 'a' <= c && c <= 'z' {
				counts["Latn"]++
				total++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		if code := Script(r); code != "Zyyy" {
			weight := 1
			if code == "Hani" {
				weight = 2 // a character says as much as several letters
			}
			counts[code] += weight
			total += weight
		}
	}
	if total == 0 {
		return "", 0
	}
	if kana := counts["Hira"] + counts["Kana"]; kana > 0 {
		delete(counts, "Hira")
		delete(counts, "Kana")
		if kana*10 >= counts["Hani"] {
			counts["Jpan"] = kana + counts["Hani"]
			delete(counts, "Hani")
		}
	}
	best := ""
	for code, n := range counts {
		if n > counts[best] || n == counts[best] && code < best {
			best = code
		}
	}
	return best, float64(counts[best]) / float64(total)
}

// settledBy gives the language that a script alone tells, else "".
func settledBy(script string) string {
	switch script {
	case "Hani", "Bopo":
		return "zh"
	case "Jpan":
		return "ja"
	case "Hang":
		return "ko"
	case "Grek":
		return "el"
	case "Thai":
		return "th"
	case "Geor":
		return "ka"
	case "Armn":
		return "hy"
	case "Beng":
		return "bn"
	case "Gujr":
		return "gu"
	case "Guru":
		return "pa"
	case "Taml":
		return "ta"
	case "Telu":
		return "te"
	case "Knda":
		return "kn"
	case "Mlym":
		return "ml"
	case "Sinh":
		return "si"
	case "Khmr":
		return "km"
	case "Laoo":
		return "lo"
	case "Mymr":
		return "my"
	case "Tibt":
		return "bo"
	case "Mong":
		return "mn"
	case "Thaa":
		return "dv"
	case "Ethi":
		return "am"
	case "Hebr":
		return "he"
	}
	return ""
}

// written picks from among the languages that are written in a script.
func written(among []string, script string) []string {
	var out []string
	for _, tag := range among {
		if scriptOf(tag) == script {
			out = append(out, tag)
		}
	}
	return out
}

// scriptOf names the script in which a language is written, as mainScript does.
func scriptOf(tag string) string {
	if i := strings.IndexByte(tag, '-'); i > 0 && len(tag) >= i+5 && (len(tag) == i+5 || tag[i+5] == '-') {
		switch code := tag[i+1 : i+5]; code {
		case "Hans", "Hant":
			return "Hani"
		case "Kore":
			return "Hang"
		default:
			return code
		}
	}
	if script, ok := languageScripts[Base(tag)]; ok {
		return script
	}
	return "Latn"
}

// languageScripts holds the languages that are not written in Latin letters.
var languageScripts = map[string]string{
	"ar": "Arab", "fa": "Arab", "ur": "Arab", "ps": "Arab", "ckb": "Arab", "sd": "Arab", "ug": "Arab",
	"ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "be": "Cyrl", "mk": "Cyrl", "sr": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "tg": "Cyrl",
	"he": "Hebr", "yi": "Hebr", "el": "Grek", "hi": "Deva", "mr": "Deva", "ne": "Deva", "bn": "Beng", "th": "Thai",
	"zh": "Hani", "ja": "Jpan", "ko": "Hang", "ka": "Geor", "hy": "Armn", "am": "Ethi", "gu": "Gujr", "pa": "Guru",
	"ta": "Taml", "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh", "km": "Khmr", "lo": "Laoo", "my": "Mymr",
	"bo": "Tibt", "mn": "Mong", "dv": "Thaa",
}

// defaultCandidates keeps guesses to languages in which news is often printed,
// where nobody said which may occur. Few candidates make fewer mistakes.
var defaultCandidates = map[string][]string{
	"Latn": {"en", "es", "fr", "de", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "id", "vi", "hr"},
	"Arab": {"ar", "fa", "ur"},
	"Cyrl": {"ru", "uk", "bg", "be", "mk", "sr"},
	"Deva": {"hi", "mr", "ne"},
}

// toWhatlang is our own table: the package's two-letter codes lack Persian and
// others, and name languages by ISO 639-3 codes that BCP 47 writes otherwise.
var toWhatlang = map[string]whatlanggo.Lang{
	"af": whatlanggo.Afr, "ar": whatlanggo.Arb, "az": whatlanggo.Azj, "be": whatlanggo.Bel, "bg": whatlanggo.Bul,
	"cs": whatlanggo.Ces, "da": whatlanggo.Dan, "de": whatlanggo.Deu, "en": whatlanggo.Eng, "eo": whatlanggo.Epo,
	"es": whatlanggo.Spa, "et": whatlanggo.Est, "fa": whatlanggo.Pes, "fi": whatlanggo.Fin, "fr": whatlanggo.Fra,
	"hi": whatlanggo.Hin, "hr": whatlanggo.Hrv, "hu": whatlanggo.Hun, "id": whatlanggo.Ind, "it": whatlanggo.Ita,
	"lt": whatlanggo.Lit, "lv": whatlanggo.Lav, "mk": whatlanggo.Mkd, "mr": whatlanggo.Mar, "nb": whatlanggo.Nob, "no": whatlanggo.Nob,
	"ne": whatlanggo.Nep, "nl": whatlanggo.Nld, "nn": whatlanggo.Nno, "pl": whatlanggo.Pol, "pt": whatlanggo.Por,
	"ro": whatlanggo.Ron, "ru": whatlanggo.Rus, "sl": whatlanggo.Slv, "sr": whatlanggo.Srp, "sv": whatlanggo.Swe,
	"tl": whatlanggo.Tgl, "tr": whatlanggo.Tur, "uk": whatlanggo.Ukr, "ur": whatlanggo.Urd,
	"uz": whatlanggo.Uzb, "vi": whatlanggo.Vie, "ha": whatlanggo.Hau, "so": whatlanggo.Som, "yo": whatlanggo.Yor, "zu": whatlanggo.Zul,
}

func fromWhatlang(l whatlanggo.Lang) string {
	best := ""
	for tag, known := range toWhatlang {
		if known == l && (best == "" || tag < best) {
			best = tag
		}
	}
	if best == "" {
		return l.Iso6393()
	}
	return best
}
