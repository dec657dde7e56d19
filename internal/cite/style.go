package cite

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/calendar"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Style is a manual's way to cite.
type Style string

// The styles.
const (
	Chicago Style = "chicago" // Chicago Manual of Style, 18th edition: bibliography
	Note    Style = "note"    // the same: full note
	APA     Style = "apa"     // Publication Manual of the APA, 7th edition
	MLA     Style = "mla"     // MLA Handbook, 9th edition
	Harvard Style = "harvard" // ISO 690:2021, name and date
	IEEE    Style = "ieee"    // IEEE Reference Guide, 2023
)

// Styles lists the styles, in the order in which screens show them.
func Styles() []Style { return []Style{Chicago, Note, APA, MLA, Harvard, IEEE} }

// Options say how an item is cited.
type Options struct {
	Style     Style             // empty: Chicago
	Calendar  calendar.Calendar // empty: Persian for an article in Persian, else Gregorian
	Paragraph int               // number of the paragraph that is cited, from 1; 0: the article
	Quote     string            // words that are quoted before it
}

// Citation is what was written.
type Citation struct {
	Runs []Run
	Text string // the runs' texts
}

// Cite writes a citation. A style or calendar that there is not is CodeInvalid.
func Cite(item Item, o Options) (Citation, error) {
	w := &writer{terms: termsOf(item.Language), language: strings.ToLower(item.Language), calendar: o.Calendar}
	switch o.Calendar {
	case "":
		w.calendar = calendar.Gregorian
		if lang.Base(item.Language) == "fa" {
			w.calendar = calendar.Persian
		}
	case calendar.Gregorian, calendar.Persian, calendar.Islamic:
	default:
		return Citation{}, news.Errorf(news.CodeInvalid, "calendar", "The calendars are gregorian, persian and islamic.")
	}
	item.Authors = slices.Clone(item.Authors)
	for n := range item.Authors {
		item.Authors[n] = item.Authors[n].curled()
	}
	if o.Quote != "" {
		w.add(w.quote[0] + requote(strings.TrimSpace(o.Quote), w.inner) + w.quote[1] + " (")
	}
	switch o.Style {
	case Chicago, "":
		w.chicago(item)
	case Note:
		w.note(item, o.Paragraph)
	case APA:
		w.apa(item)
	case MLA:
		w.mla(item)
	case Harvard:
		w.harvard(item)
	case IEEE:
		w.ieee(item)
	default:
		return Citation{}, news.Errorf(news.CodeInvalid, "style", "There is no style %q; there are: chicago, note, apa, mla, harvard, ieee.", o.Style)
	}
	if o.Paragraph > 0 && o.Style != Note {
		w.paragraph(o)
	}
	if o.Quote != "" {
		w.add(")")
	}
	return Citation{Runs: w.runs, Text: text(w.runs)}, nil
}

// paragraph writes which paragraph is meant. The manuals have it in the text or in
// a note (Chicago 14.53, APA 8.13 and 8.28, MLA 6.20, ISO 690 6.4); a whole
// reference is followed by it here, so that one line says all.
func (w *writer) paragraph(o Options) {
	n := w.number(o.Paragraph)
	switch o.Style {
	case MLA:
		if w.para == "para." {
			w.end(".")
			w.add(" Par. " + n + ".")
			return
		}
	case IEEE:
		w.add(strings.TrimRight(w.comma, " ") + " " + w.para + " " + n + ".")
		return
	}
	w.end(".")
	w.add(" " + first(w.para, unicode.ToUpper) + " " + n + ".")
}

// english reports whether titles are written with capitals.
func (w *writer) english() bool { return lang.Base(w.language) == "en" }

// chicago: 18th edition, 14.87 to 14.90 (newspapers, news sites). Six authors at
// most, of more the first three.
func (w *writer) chicago(i Item) {
	list := w.firstTurned(i.Authors, true)
	if len(list) > 6 {
		w.add(strings.Join(list[:3], w.comma) + w.comma + w.etal)
		w.end(".")
		w.add(" ")
	} else if len(list) > 0 {
		before := strings.TrimRight(w.comma, " ") + w.andWord()
		if i.Authors[0].whole() && len(list) == 2 {
			before = w.andWord()
		}
		w.add(names(list, w.comma, before, strings.TrimRight(w.comma, " ")+w.andWord()))
		w.end(".")
		w.add(" ")
	}
	if len(list) == 0 && i.Container != "" {
		w.italic(i.Container) // 14.88: an unsigned article stands under its newspaper
		i.Container = ""
		w.end(".")
		w.add(" ")
		w.headline(w.cased(i.Title, true))
		w.end(".")
	} else if w.headline(w.cased(i.Title, true)); i.Container == "" && i.Issued.Known() {
		w.end(strings.TrimRight(w.comma, " "))
	} else {
		w.end(".")
	}
	w.place(i, w.date(i.Issued, formLong, true), false)
}

// place is where and when, as Chicago writes it after a full stop or, in a note,
// after a comma.
func (w *writer) place(i Item, when string, note bool) {
	comma := strings.TrimRight(w.comma, " ")
	next := func() {
		if note {
			w.end(comma)
		} else {
			w.end(".")
		}
		w.add(" ")
	}
	if when == "" {
		when = w.undated
	}
	w.add(" ")
	if i.Container != "" {
		w.italic(i.Container)
		w.add(w.comma)
	}
	w.add(when)
	if i.URL != "" {
		if !i.Issued.Known() && i.Accessed.Known() {
			next()
			accessed := w.accessed
			if note {
				accessed = first(accessed, unicode.ToLower)
			}
			w.add(accessed + " " + w.date(i.Accessed, formLong, false))
		}
		next()
		w.add(i.URL)
	}
	w.end(".")
}

// note: 18th edition, 13.23 and 14.87: of more than two authors the first.
func (w *writer) note(i Item, paragraph int) {
	comma := strings.TrimRight(w.comma, " ")
	switch n := len(i.Authors); {
	case n > 2:
		w.add(i.Authors[0].inOrder(spaced(i.Authors[0].Given)) + " " + w.etal + w.comma)
	case n > 0:
		var list []string
		for _, name := range i.Authors {
			list = append(list, name.inOrder(spaced(name.Given)))
		}
		w.add(names(list, w.comma, w.andWord(), w.andWord()) + w.comma)
	}
	w.headline(w.cased(i.Title, true))
	w.end(comma)
	if paragraph > 0 {
		w.place(Item{Container: i.Container, Issued: i.Issued, Accessed: i.Accessed, URL: ""}, w.date(i.Issued, formLong, true), true)
		w.trimEnd()
		w.add(w.comma + w.para + " " + w.number(paragraph))
		if i.URL != "" {
			w.add(w.comma + i.URL)
		}
		w.end(".")
		return
	}
	w.place(i, w.date(i.Issued, formLong, true), true)
}

// trimEnd takes away a full stop that was just written.
func (w *writer) trimEnd() {
	run := &w.runs[len(w.runs)-1]
	if run.Text != w.undated {
		run.Text = strings.TrimSuffix(run.Text, ".")
	}
}

// cased is the headline as the style writes it: with capitals in English.
func (w *writer) cased(title string, long bool) string {
	if !w.english() {
		return title
	}
	return titleCase(title, long)
}

// apa: 7th edition, 9.7 to 9.12 (authors), 9.17 (no date), 10.1 (newspaper
// articles). Titles stay as they are printed: sentence case would need to know
// every name in them.
func (w *writer) apa(i Item) {
	var list []string
	for _, name := range i.Authors {
		list = append(list, w.turned(name, name.initials(), false))
	}
	and := strings.TrimRight(w.comma, " ") + " & "
	if !w.english() {
		and = w.andWord()
	}
	switch {
	case len(list) > 20:
		w.add(strings.Join(list[:19], w.comma) + w.comma + "… " + list[len(list)-1])
	default:
		two := and
		if len(i.Authors) == 2 && i.Authors[0].whole() {
			two = strings.Replace(and, ", &", " &", 1)
		}
		w.add(names(list, w.comma, two, and))
	}
	title := w.plainTitle(i.Title)
	if len(list) == 0 {
		w.add(title)
	}
	w.end(".")
	w.add(" (" + w.apaDate(i.Issued) + ").")
	if len(list) > 0 {
		w.add(" " + title)
		w.end(".")
	}
	if i.Container != "" {
		w.add(" ")
		w.italic(i.Container)
		w.end(".")
	}
	switch {
	case i.URL != "" && !i.Issued.Known() && i.Accessed.Known() && w.english():
		w.add(" Retrieved " + w.date(i.Accessed, formLong, false) + ", from " + i.URL)
	case i.URL != "" && !i.Issued.Known() && i.Accessed.Known():
		w.add(" " + w.accessed + " " + w.date(i.Accessed, formLong, false) + w.comma + i.URL)
	case i.URL != "":
		w.add(" " + i.URL)
	}
}

// apaDate is the year, then the day.
func (w *writer) apaDate(d Date) string {
	if !d.Known() {
		return w.undated
	}
	if d.Month == 0 {
		return w.year(d)
	}
	return w.year(d) + w.comma + w.dayOfYear(d)
}

// mla: 9th edition, 5.5 to 5.8 (authors), 5.84 (dates), 5.111 (access).
func (w *writer) mla(i Item) {
	list := w.firstTurned(i.Authors, false)
	switch {
	case len(list) > 2:
		w.add(list[0] + w.comma + w.etal)
	case len(list) == 2 && !i.Authors[0].whole():
		w.add(list[0] + strings.TrimRight(w.comma, " ") + w.andWord() + list[1])
	default:
		w.add(names(list, w.comma, w.andWord(), w.andWord()))
	}
	if len(list) > 0 {
		w.end(".")
		w.add(" ")
	}
	w.headline(w.cased(i.Title, false))
	w.end(".")
	parts := 0
	next := func() {
		if parts++; parts == 1 {
			w.add(" ")
			return
		}
		w.add(w.comma)
	}
	if i.Container != "" {
		next()
		w.italic(i.Container)
	}
	if i.Version != "" {
		next()
		w.add(strings.ToLower(w.version()) + " " + i.Version)
	}
	if when := w.date(i.Issued, formShort, true); when != "" {
		next()
		w.add(when)
	}
	if i.URL != "" {
		next()
		w.add(i.URL)
	}
	w.end(".")
	if !i.Issued.Known() && i.Accessed.Known() && i.URL != "" {
		w.add(" " + w.accessed + " " + w.date(i.Accessed, formShort, false) + ".")
	}
}

// harvard: ISO 690:2021, name and date (annex A), contributions in serials online.
func (w *writer) harvard(i Item) {
	var list []string
	for _, name := range i.Authors {
		if name.whole() {
			list = append(list, w.upper(name.inOrder(name.Given)))
			continue
		}
		name.Family = w.upper(name.Family)
		name.Particle = w.upper(name.Particle)
		list = append(list, w.turned(name, spaced(name.Given), false))
	}
	year := "[" + w.undated + "]"
	if w.english() {
		year = "[no date]"
	}
	if i.Issued.Known() {
		year = w.year(i.Issued)
	}
	title := w.plainTitle(i.Title)
	if len(list) == 0 {
		w.add(title)
	} else {
		w.add(names(list, w.comma, w.andWord(), w.andWord()))
	}
	w.add(w.comma + year)
	w.end(".")
	if len(list) > 0 {
		w.add(" " + title)
		w.end(".")
	}
	if i.Container != "" {
		w.add(" ")
		w.italic(i.Container)
		w.end(".")
	}
	if i.URL != "" {
		w.add(" " + w.online + ".")
	}
	if i.Version != "" {
		w.add(" " + w.version() + " " + i.Version + ".")
	}
	if i.Issued.Month != 0 {
		w.add(" " + w.date(i.Issued, formFirst, true))
		w.end(".")
	}
	if i.URL != "" {
		from := w.available
		if w.english() {
			from = "Available from"
		}
		w.add(" " + from + ": " + i.URL)
		if i.Accessed.Known() {
			w.add(" [" + w.accessed + " " + w.date(i.Accessed, formFirst, false) + "].")
		}
	}
}

func (w *writer) version() string {
	switch lang.Base(w.language) {
	case "fa":
		return "نسخهٔ"
	case "ar":
		return "النسخة"
	}
	return "Version"
}

// ieee: Reference Guide of 2023, newspapers and online. Of more than six authors
// the first.
func (w *writer) ieee(i Item) {
	comma := strings.TrimRight(w.comma, " ")
	var list []string
	for _, name := range i.Authors {
		list = append(list, name.inOrder(name.initials()))
	}
	more := w.andWord()
	if w.english() {
		more = comma + more
	}
	switch {
	case len(list) > 6:
		w.add(list[0] + " ")
		w.italic(w.etal)
	default:
		w.add(names(list, w.comma, w.andWord(), more))
	}
	if len(list) > 0 {
		w.add(w.comma)
	}
	w.headline(i.Title)
	when := w.date(i.Issued, formCut, true)
	if i.Container == "" && when == "" {
		w.end(".")
	} else {
		w.end(comma)
	}
	if i.Container != "" {
		w.add(" ")
		w.italic(i.Container)
		if when != "" {
			w.add(comma)
		}
	}
	if when != "" {
		w.add(" " + when)
	}
	w.end(".")
	if i.URL == "" {
		return
	}
	if i.Accessed.Known() {
		w.add(" " + w.accessed + ": " + w.date(i.Accessed, formCut, false) + ".")
	}
	w.add(" [" + w.online + "]. " + w.available + ": " + i.URL)
}

// first changes the first letter of a text.
func first(text string, change func(rune) rune) string {
	if text == "" {
		return "" // what stands for no letter would come of it
	}
	r, size := utf8.DecodeRuneInString(text)
	return string(change(r)) + text[size:]
}
