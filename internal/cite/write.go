package cite

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/calendar"
)

// Run is a piece of a citation that is set in one face.
type Run struct {
	Text   string
	Italic bool
}

// writer puts a citation together.
type writer struct {
	terms
	language string
	calendar calendar.Calendar
	runs     []Run
}

func (w *writer) add(text string) { w.put(Run{Text: text}) }

func (w *writer) italic(text string) { w.put(Run{Text: text, Italic: true}) }

func (w *writer) put(r Run) {
	if r.Text == "" {
		return
	}
	if n := len(w.runs); n > 0 && w.runs[n-1].Italic == r.Italic {
		w.runs[n-1].Text += r.Text
		return
	}
	w.runs = append(w.runs, r)
}

// closing are marks that a full stop or comma goes before, where the language has
// it so.
const closing = "”’»›“‘\u00A0"

// ending are signs that end a sentence by themselves.
const ending = ".!?…؟。？！۔"

// end writes a full stop or a comma behind what stands there. No full stop goes
// behind a sign that ends a sentence; in American English both go before closing
// quotation marks.
func (w *writer) end(mark string) {
	if len(w.runs) == 0 {
		return
	}
	run := &w.runs[len(w.runs)-1]
	body := strings.TrimRight(run.Text, closing)
	if mark == "." && body != "" {
		last, _ := utf8.DecodeLastRuneInString(body)
		if strings.ContainsRune(ending, last) && (w.inside || body == run.Text || last != '.') {
			return
		}
	}
	if w.inside && body != run.Text && strings.ContainsAny(run.Text[len(body):], "”") {
		run.Text = body + mark + run.Text[len(body):]
		return
	}
	w.put(Run{Text: strings.TrimSpace(mark), Italic: false})
}

// headline writes the title between quotation marks; those in it become inner ones.
func (w *writer) headline(title string) {
	w.add(w.title[0] + requote(title, w.inner) + w.title[1])
}

// requote gives every quotation in a text these marks. Whether a mark opens or
// closes follows from what stands before it: ” opens in Swedish, “ closes in German.
func requote(text string, marks [2]string) string {
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		switch r {
		case '"', '“', '”', '„', '«', '»', '‟', '″':
			opens := i == 0 || unicode.IsSpace(runes[i-1]) || strings.ContainsRune("([{—–-/¿¡", runes[i-1])
			if r == '«' || r == '»' {
				opens = opens && !(r == '»' && i > 0 && unicode.IsSpace(runes[i-1]))
			}
			if opens {
				b.WriteString(marks[0])
			} else {
				b.WriteString(marks[1])
			}
		case '\'':
			if i > 0 && unicode.IsLetter(runes[i-1]) {
				b.WriteRune('’')
			} else {
				b.WriteRune(r)
			}
		case '\u00A0', '\u202F', ' ':
			// French puts a space inside its marks, other marks have none.
			if marks[0] != "«\u00A0" && (i > 0 && runes[i-1] == '«' || i+1 < len(runes) && runes[i+1] == '»') {
				continue
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainTitle writes a title that stands without quotation marks around it.
func (w *writer) plainTitle(title string) string { return requote(title, w.quote) }

// names joins names: with what stands between two, before the last of two, and
// before the last of more.
func names(list []string, between, two, more string) string {
	switch n := len(list); n {
	case 0:
		return ""
	case 1:
		return list[0]
	case 2:
		return list[0] + two + list[1]
	default:
		return strings.Join(list[:n-1], between) + more + list[n-1]
	}
}

// turned writes a name family first, by the rules of the text around it: Berg,
// Jan van der, where late is said, else van der Berg, Jan.
func (w *writer) turned(n Name, given string, late bool) string {
	if n.whole() {
		return n.inOrder(n.Given)
	}
	family, behind := n.surname(), joined(given, n.Dropping)
	if late && n.Particle != "" && !strings.HasSuffix(n.Particle, "’") && !strings.HasSuffix(n.Particle, "'") {
		family, behind = n.Family, joined(behind, n.Particle)
	}
	if late {
		// Chicago 16.75: the article of an Arabic name goes behind the given one.
		for _, article := range []string{"al-", "el-", "Al-", "El-"} {
			if rest, cut := strings.CutPrefix(family, article); cut {
				family, behind = rest, joined(behind, article)
				break
			}
		}
	}
	out := family
	if behind != "" {
		out += w.comma + behind
	}
	if n.Suffix != "" {
		out += w.comma + n.Suffix
	}
	return out
}

// firstTurned writes names of which the first is sorted by, family first; see turned.
func (w *writer) firstTurned(names []Name, late bool) []string {
	var list []string
	for i, name := range names {
		if given := spaced(name.Given); i == 0 {
			list = append(list, w.turned(name, given, late))
		} else {
			list = append(list, name.inOrder(given))
		}
	}
	return list
}

// upper writes capitals; the dotless and dotted i of Turkish keep apart.
func (w *writer) upper(text string) string {
	if w.language == "tr" || w.language == "az" {
		return strings.ToUpperSpecial(unicode.TurkishCase, text)
	}
	return strings.ToUpper(text)
}

// andWord is "and" as it stands between two words: Hebrew and Arabic write theirs
// together with the word behind.
func (w *writer) andWord() string {
	switch w.and {
	case "ו":
		return " " + w.and
	case "و":
		if strings.HasPrefix(w.language, "ar") {
			return " " + w.and
		}
	}
	return " " + w.and + " "
}

// text gives the whole without its faces.
func text(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

var small = strings.Fields("a an and as at but by for from if in into nor of off on onto or over per so than the to up via vs vs. with yet")

// lesser are prepositions that MLA keeps small, and Chicago where they have fewer
// than five letters (18th edition, 8.160).
var lesser = strings.Fields("about above across after against along among around before behind below beneath beside besides between beyond despite down during except inside like near outside past since through throughout toward towards under underneath until upon within without")

// titleCase writes an English headline with capitals. Words that have capitals
// already (NATO, iPhone), digits or points stay as they are.
func titleCase(title string, long bool) string {
	words := strings.Split(title, " ")
	begin := true
	for i, word := range words {
		lead := strings.TrimLeft(word, "“‘\"'([«")
		core := strings.TrimRight(lead, ".,;:!?…”’\"')]»")
		last := i == len(words)-1
		quiet := !begin && !last && (slices.Contains(small, core) || slices.Contains(lesser, core) && (!long || len(core) < 5)) && lead == word
		if !quiet {
			words[i] = word[:len(word)-len(lead)] + capital(lead)
		}
		begin = strings.HasSuffix(word, ":") || strings.HasSuffix(word, "?") || strings.HasSuffix(word, "!") || strings.HasSuffix(word, ".") && len(core) > 3 || word == "—" || word == "–"
	}
	return strings.Join(words, " ")
}

// capital begins a word, and each part of one with hyphens, with a capital. Small
// words inside one stay small: Ship-to-Shore.
func capital(word string) string {
	if strings.ContainsFunc(word, unicode.IsUpper) || strings.ContainsFunc(word, unicode.IsDigit) || strings.ContainsAny(word, "@/") {
		return hyphens(word)
	}
	return hyphens(first(word, unicode.ToUpper))
}

func hyphens(word string) string {
	parts := strings.Split(word, "-")
	for i := 1; i < len(parts); i++ {
		core := strings.TrimRight(parts[i], ".,;:!?”’")
		if core == "" || slices.Contains(small, core) || strings.ContainsFunc(parts[i], unicode.IsUpper) || len(parts[0]) == 1 && parts[0] == "e" {
			continue
		}
		parts[i] = first(parts[i], unicode.ToUpper)
	}
	return strings.Join(parts, "-")
}
