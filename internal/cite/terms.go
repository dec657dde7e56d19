package cite

import (
	"strconv"
	"strings"
	"unicode"

	"broadsheet/internal/calendar"
	"broadsheet/internal/lang"
)

// terms are the words and signs with which a language writes citations.
type terms struct {
	and, etal string
	undated   string // n.d.
	accessed  string
	available string
	online    string
	para      string
	months    [12]string // as they stand in a date, after the day
	day       string     // a date: D, M and Y stand for its parts
	title     [2]string  // marks around a headline
	quote     [2]string  // around words that are quoted
	inner     [2]string  // around quotations in these
	inside    bool       // full stops and commas stand before a closing mark
	comma     string
}

// termsOf gives the words of a language, of English for one that is not in the
// table.
func termsOf(language string) terms {
	t, known := languages[lang.Base(language)]
	if !known {
		t = languages["en"]
	}
	if strings.EqualFold(language, "en-GB") {
		t.inside = false
	}
	if t.title[0] == "" {
		t.title = t.quote
	}
	if t.comma == "" {
		t.comma = ", "
	}
	if t.day == "" {
		t.day = "D M Y"
	}
	return t
}

var (
	curly      = [2]string{"“", "”"}
	single     = [2]string{"‘", "’"}
	guillemets = [2]string{"«", "»"}
)

// languages: the words are those of the locales of CSL, where they have them; the
// months of languages with cases stand in the genitive (CLDR, format wide).
var languages = map[string]terms{
	"en": {and: "and", etal: "et al.", undated: "n.d.", accessed: "Accessed", available: "Available", online: "Online", para: "para.", quote: curly, inner: single, inside: true, day: "M D, Y",
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
	"fa": {and: "و", etal: "و دیگران", undated: "بی‌تا", accessed: "دسترسی در", available: "قابل دسترس در", online: "آنلاین", para: "بند", quote: guillemets, inner: [2]string{"‹", "›"}, comma: "، ",
		months: [12]string{"ژانویهٔ", "فوریهٔ", "مارس", "آوریل", "مهٔ", "ژوئن", "ژوئیهٔ", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"}},
	"ar": {and: "و", etal: "وآخرون", undated: "د.ت.", accessed: "اطُّلع عليه في", available: "متاح على", online: "على الإنترنت", para: "فقرة", quote: guillemets, inner: curly, comma: "، ",
		months: [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}},
	"ur": {and: "اور", etal: "و دیگر", undated: "ت ن", accessed: "رسائی", available: "دستیاب", online: "آن لائن", para: "پیرا", quote: [2]string{"”", "“"}, inner: [2]string{"’", "‘"}, comma: "، ",
		months: [12]string{"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"}},
	"de": {and: "und", etal: "u. a.", undated: "o. J.", accessed: "Zugegriffen", available: "Verfügbar unter", online: "Online", para: "Abs.", quote: [2]string{"„", "“"}, inner: [2]string{"‚", "‘"}, day: "D. M Y",
		months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}},
	"fr": {and: "et", etal: "et al.", undated: "s. d.", accessed: "Consulté le", available: "Disponible sur", online: "En ligne", para: "paragr.", quote: [2]string{"«\u00A0", "\u00A0»"}, inner: curly,
		months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}},
	"es": {and: "y", etal: "et al.", undated: "s. f.", accessed: "Accedido", available: "Disponible en", online: "En línea", para: "párr.", quote: guillemets, inner: curly, day: "D de M de Y",
		months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}},
	"it": {and: "e", etal: "et al.", undated: "s.d.", accessed: "Consultato", available: "Disponibile su", online: "Online", para: "par.", quote: guillemets, inner: curly,
		months: [12]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}},
	"pt": {and: "e", etal: "et al.", undated: "s.d.", accessed: "Acedido", available: "Disponível em", online: "Em linha", para: "par.", quote: guillemets, inner: curly, day: "D de M de Y",
		months: [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}},
	"nl": {and: "en", etal: "e.a.", undated: "z.d.", accessed: "Geraadpleegd", available: "Beschikbaar op", online: "Online", para: "al.", quote: curly, inner: single,
		months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}},
	"ru": {and: "и", etal: "и др.", undated: "б. д.", accessed: "Дата обращения", available: "Доступно на", online: "Онлайн", para: "абз.", quote: guillemets, inner: [2]string{"„", "“"},
		months: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}},
	"uk": {and: "та", etal: "та ін.", undated: "б. д.", accessed: "Дата звернення", available: "Доступно на", online: "Онлайн", para: "абз.", quote: guillemets, inner: [2]string{"„", "“"},
		months: [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"}},
	"tr": {and: "ve", etal: "vd.", undated: "t.y.", accessed: "Erişim", available: "Erişim adresi", online: "Çevrimiçi", para: "par.", quote: curly, inner: single,
		months: [12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"}},
	"he": {and: "ו", etal: "ואחרים", undated: "ללא תאריך", accessed: "נצפה", available: "זמין ב", online: "מקוון", para: "פסקה", quote: [2]string{"”", "”"}, inner: [2]string{"’", "’"}, day: "D בM Y",
		months: [12]string{"ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"}},
	"zh": {and: "和", etal: "等", undated: "无日期", accessed: "访问于", available: "载于", online: "在线", para: "段", title: [2]string{"《", "》"}, quote: curly, inner: single, day: "Y年M月D日",
		months: [12]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}},
	"ja": {and: "と", etal: "ほか", undated: "日付なし", accessed: "参照", available: "入手先", online: "オンライン", para: "段落", quote: [2]string{"「", "」"}, inner: [2]string{"『", "』"}, day: "Y年M月D日",
		months: [12]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}},
}

// form is how a date's parts are ordered and shortened.
type form int

const (
	formLong  form = iota // by the language's custom: May 6, 2024
	formFirst             // day first: 6 May 2024
	formShort             // day first, months of more than four letters cut: 6 Sept. 2024
	formCut               // by the language's custom, months cut: Sept. 6, 2024
)

// shortMonths as MLA (appendix 1) and IEEE cut them.
var shortMonths = [12]string{"Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."}

// date writes a date in a calendar. A date of another calendar than the Gregorian
// has the Gregorian one behind it, in brackets, if beside is said (ISO 690, 5.4.3).
func (w *writer) date(d Date, how form, beside bool) string {
	if !d.Known() {
		return ""
	}
	if whole, ok := d.whole(); ok && w.calendar != calendar.Gregorian {
		text := calendar.Format(whole, w.calendar, w.language)
		if w.calendar == calendar.Persian && lang.Base(w.language) == "fa" {
			text = strings.TrimSuffix(text, " ه‍.ش.") // a Persian date in Persian needs no era
		}
		if beside {
			text += " [" + w.gregorian(d, how) + "]"
		}
		return text
	}
	return w.gregorian(d, how)
}

func (w *writer) gregorian(d Date, how form) string {
	pattern, months := w.day, w.months
	english := months[0] == "January"
	if english && (how == formShort || how == formCut) {
		months = shortMonths
	}
	if english && (how == formFirst || how == formShort) {
		pattern = "D M Y"
	}
	switch {
	case d.Month == 0:
		return w.number(d.Year)
	case d.Day == 0:
		pattern = strings.NewReplacer("D. ", "", "D de ", "", "D ב", "", "D, ", "", "D日", "", "D ", "").Replace(pattern)
	}
	day := w.number(d.Day)
	if d.Day == 1 && lang.Base(w.language) == "fr" {
		day = "1er"
	}
	var b strings.Builder
	for _, r := range pattern {
		switch r {
		case 'D':
			b.WriteString(day)
		case 'M':
			b.WriteString(months[d.Month-1])
		case 'Y':
			b.WriteString(w.number(d.Year))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// dayOfYear writes a date without its year.
func (w *writer) dayOfYear(d Date) string {
	if whole, ok := d.whole(); ok && w.calendar != calendar.Gregorian {
		c := w.converted(whole)
		return w.number(c.Day) + " " + calendar.MonthName(w.calendar, c.Month, w.language)
	}
	y := w.number(d.Year)
	return strings.NewReplacer(", "+y, "", " de "+y, "", y+"年", "", " "+y, "").Replace(w.gregorian(d, formLong))
}

func (w *writer) converted(whole calendar.Date) calendar.Date {
	if w.calendar == calendar.Persian {
		return calendar.ToPersian(whole)
	}
	islamic, _ := calendar.ToIslamic(whole)
	return islamic
}

// year writes the year by which a list is sorted: of another calendar with the
// Gregorian one behind it.
func (w *writer) year(d Date) string {
	if whole, ok := d.whole(); ok && w.calendar != calendar.Gregorian {
		return w.number(w.converted(whole).Year) + " [" + w.number(d.Year) + "]"
	}
	return w.number(d.Year)
}

// number writes a number in the digits of the language.
func (w *writer) number(n int) string {
	text := strconv.Itoa(n)
	if lang.Base(w.language) != "fa" {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r - '0' + '۰'
		}
		return r
	}, text)
}
