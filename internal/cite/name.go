package cite

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

// Name is the name of a person in its parts, or a name that has none (Literal): an
// organisation, or somebody of one name. The parts are those of CSL.
type Name struct {
	Given    string
	Family   string
	Particle string // stays before the family name: van der
	Dropping string // goes behind the given one when the name is inverted: von, in German
	Suffix   string // Jr., III
	Literal  string
}

// ParseName takes a name of a byline apart, in the custom of the article's
// language:
//
//   - what has a comma is inverted already ("Woolf, Virginia");
//   - one word, an organisation (by the words that it holds) and a name in Chinese
//     or Japanese signs stay whole;
//   - the last word is the family name, with what belongs to it: particles (van
//     der, de la), names of relation (ibn, بن, Abu, آل), both names of a Spanish
//     one, the second half of a Persian one (حسن زاده), Filho and Neto;
//   - Persian and Arabic names have the family name behind the given one, like
//     English ones; Hungarian names have it before.
//
// Titles (Dr, دکتر) are no part of the name. What no rule knows is wrong now and
// then, as in every program that does this; files of references keep the parts.
func ParseName(text, language string) Name {
	text = strings.Join(strings.Fields(strings.Trim(text, " \t\n,;،؛")), " ")
	language = lang.Base(language)
	if text == "" {
		return Name{}
	}
	if n, ok := inverted(text); ok {
		return n
	}
	words := strings.Fields(text)
	for len(words) > 1 && titles[strings.ToLower(strings.TrimSuffix(words[0], "."))] {
		words = words[1:]
	}
	var n Name
	if last := words[len(words)-1]; len(words) > 2 && suffixes[strings.ToLower(strings.TrimSuffix(last, "."))] {
		n.Suffix, words = last, words[:len(words)-1]
		words[len(words)-1] = strings.TrimSuffix(words[len(words)-1], ",")
	}
	if len(words) == 1 || organisation(words) || han(text) {
		return Name{Literal: strings.Join(words, " ")}
	}
	if language == "hu" {
		return Name{Family: words[0], Given: strings.Join(words[1:], " "), Suffix: n.Suffix}
	}
	first := familyAt(words, language)
	n.Family = strings.Join(words[first:], " ")
	begin := first
	for begin > 1 && particles[words[begin-1]] {
		begin--
	}
	n.Given = strings.Join(words[:begin], " ")
	if particle := strings.Join(words[begin:first], " "); dropping(particle, language) {
		n.Dropping = particle
	} else {
		n.Particle = particle
	}
	return n
}

// inverted reads "Family, Given" and "Family, Given, Jr.".
func inverted(text string) (Name, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '،' })
	if len(parts) < 2 || len(parts) > 3 {
		return Name{}, false
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	last := strings.ToLower(strings.TrimSuffix(parts[len(parts)-1], "."))
	if len(parts) == 2 && (suffixes[last] || organisation(strings.Fields(text))) {
		return Name{}, false // "King, Jr." behind a given name, "Smith, Brown & Co"
	}
	n := Name{Family: parts[0], Given: parts[1]}
	if len(parts) == 3 {
		if !suffixes[last] {
			return Name{}, false
		}
		n.Suffix = parts[2]
	}
	words := strings.Fields(n.Family)
	begin := 0
	for begin < len(words)-1 && particles[words[begin]] {
		begin++
	}
	n.Particle, n.Family = strings.Join(words[:begin], " "), strings.Join(words[begin:], " ")
	return n, n.Given != ""
}

// familyAt says at which word the family name begins, particles aside.
func familyAt(words []string, language string) int {
	last := len(words) - 1
	if last < 2 {
		return relation(words, last)
	}
	switch {
	case language == "fa" && slices.Contains(persianEnds, words[last]), (language == "pt" || language == "gl") && slices.Contains(portugueseEnds, words[last]):
		return last - 1
	case (language == "es" || language == "gl" || language == "ca") && !particles[words[last-1]] && !strings.HasSuffix(words[last-1], ".") && !(last == 2 && slices.Contains(spanishGiven, words[1])):
		if language != "es" && last == 2 {
			return last
		}
		if words[last-1] == "y" || words[last-1] == "i" {
			return max(1, last-2)
		}
		return last - 1
	}
	return relation(words, last)
}

// relation takes names of relation before the last word to the family name.
func relation(words []string, last int) int {
	for last > 1 && (slices.Contains(relations, strings.ToLower(words[last-1])) || slices.Contains(articles, words[last-1])) {
		last--
	}
	return last
}

var (
	titles   = set("dr", "prof", "professor", "sir", "dame", "lord", "mr", "mrs", "ms", "rev", "دکتر", "پروفسور", "مهندس", "آقای", "خانم", "الدكتور", "الدكتورة", "د")
	suffixes = set("jr", "sr", "ii", "iii", "iv", "jun", "sen", "jnr", "snr")
	// particles are parts that begin with a small letter, as they are written.
	particles = set("van", "von", "der", "den", "de", "het", "ter", "ten", "te", "op", "in", "'t", "’t", "zu", "zum", "zur", "vom", "und", "la", "las", "los", "le", "du", "des", "di", "da", "del", "della", "dello", "dei", "degli", "do", "dos", "das", "e", "d'", "d’", "af", "av", "ver", "bin", "ibn", "bint", "al", "el")
	// relations belong to the name behind them.
	relations      = []string{"abu", "abd", "abdul", "أبو", "ابو", "عبد", "بن", "ابن", "بنت", "آل", "ال", "ben", "st.", "saint", "san", "santa", "mac"}
	articles       = []string{"La", "Le", "Du", "Des"} // with a capital they are part of a French name: La Fontaine, Jean de
	persianEnds    = []string{"زاده", "پور", "نژاد", "نیا", "فر", "فرد", "راد", "منش", "وند", "خواه", "دوست", "مقدم", "اصل", "تبار"}
	portugueseEnds = []string{"Filho", "Neto", "Júnior", "Junior", "Sobrinho", "Netto"}
	spanishGiven   = []string{"José", "Jose", "María", "Maria", "Luis", "Carlos", "Antonio", "Manuel", "Ángel", "Ángeles", "Pablo", "Miguel", "Javier", "Jesús", "Alberto", "Fernando", "Francisco", "Ignacio", "Enrique", "Eduardo", "Ramón", "Teresa", "Isabel", "Carmen", "Pilar", "Dolores", "Luisa", "Elena", "Andrés", "David", "Juan", "Pedro", "Mario", "Belén", "Cristina", "Daniel"}
	// bodies are words by which an organisation is known.
	bodies = set("agency", "agencies", "press", "news", "newsroom", "desk", "staff", "team", "reporter", "reporters", "correspondent", "correspondents", "editor", "editors", "editorial", "board", "ministry", "institute", "university", "committee", "council", "commission", "association", "society", "foundation", "department", "office", "bureau", "company", "group", "service", "times", "post", "gazette", "magazine", "journal", "network", "union", "library", "museum", "bank", "party", "inc", "ltd", "llc", "gmbh", "ag", "co",
		"redaktion", "agentur", "ministerium", "verlag", "zeitung", "nachrichten", "rédaction", "agence", "ministère", "redacción", "agencia", "ministerio", "redazione", "agenzia", "ministero", "redação", "agência", "ministério", "redactie", "persbureau", "ministerie", "редакция", "агентство", "министерство", "ajansı", "haber", "bakanlığı",
		"خبرگزاری", "روزنامه", "روزنامهٔ", "تحریریه", "گروه", "سرویس", "وزارت", "سازمان", "مؤسسه", "موسسه", "دانشگاه", "انجمن", "شورای", "دفتر", "بانک", "مرکز", "واحد",
		"وكالة", "صحيفة", "جريدة", "وزارة", "منظمة", "مؤسسة", "جامعة", "جمعية", "مجلس", "مركز", "مكتب", "هيئة", "التحرير", "فريق", "لجنة")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// dropping reports whether a particle goes behind the given name where the name is
// inverted: Chicago 16.71 and the custom of the languages.
func dropping(particle, language string) bool {
	switch language {
	case "de":
		return strings.HasPrefix(particle, "von") || strings.HasPrefix(particle, "vom") || strings.HasPrefix(particle, "zu")
	case "fr":
		return particle == "de" || particle == "d'" || particle == "d’"
	}
	return false
}

func organisation(words []string) bool {
	if strings.EqualFold(words[0], "the") {
		return true
	}
	for _, w := range words {
		if w == "&" || w == "/" || strings.ContainsFunc(w, unicode.IsDigit) || bodies[strings.ToLower(strings.Trim(w, ".,"))] {
			return true
		}
	}
	return false
}

// han reports whether a name is written in Chinese or Japanese signs: family name
// and given name stand together, and are not parted.
func han(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// whole reports whether a name has no parts to be inverted.
func (n Name) whole() bool { return n.Literal != "" || n.Family == "" || n.Given == "" }

// inOrder writes a name as it is said: Jan van der Berg Jr.
func (n Name) inOrder(given string) string {
	if n.Literal != "" {
		return n.Literal
	}
	return joined(given, n.Dropping, n.surname(), n.Suffix)
}

// surname is the family name with what stays before it.
func (n Name) surname() string {
	if n.Literal != "" {
		return n.Literal
	}
	if strings.HasSuffix(n.Particle, "'") || strings.HasSuffix(n.Particle, "’") {
		return n.Particle + n.Family
	}
	return joined(n.Particle, n.Family)
}

// initials gives the first letters of the given names: J.-P., J. R. R. Of scripts
// that have no capitals the names stay whole: no manual shortens them.
func (n Name) initials() string {
	if r, _ := utf8.DecodeRuneInString(n.Given); !unicode.IsUpper(r) {
		return n.Given
	}
	var out []string
	for _, word := range strings.Fields(strings.ReplaceAll(n.Given, ".", ". ")) {
		var parts []string
		for _, part := range strings.Split(word, "-") {
			if r, _ := utf8.DecodeRuneInString(part); unicode.IsLetter(r) {
				parts = append(parts, string(r)+".")
			}
		}
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, "-"))
		}
	}
	return strings.Join(out, " ")
}

// curled writes apostrophes as the citation's other signs: O’Neill.
func (n Name) curled() Name {
	for _, part := range []*string{&n.Given, &n.Family, &n.Particle, &n.Dropping, &n.Literal} {
		*part = strings.ReplaceAll(*part, "'", "’")
	}
	return n
}

// spaced writes initials that stand together with spaces: J. R. R.
func spaced(given string) string {
	runes := []rune(given)
	var b strings.Builder
	for i, r := range runes {
		b.WriteRune(r)
		if r == '.' && i+2 < len(runes) && runes[i+2] == '.' && unicode.IsUpper(runes[i+1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func joined(parts ...string) string {
	kept := slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == "" })
	return strings.Join(kept, " ")
}
