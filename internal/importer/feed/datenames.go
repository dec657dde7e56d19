package feed

import (
	"strings"
	"time"
)

// abbreviations are zones by their letters, in seconds east of UTC: those of
// RFC 822, and those of Europe and Asia that feeds use. CST is the American one.
var abbreviations = map[string]int{
	"ut": 0, "utc": 0, "gmt": 0, "wet": 0,
	"est": -5 * 3600, "edt": -4 * 3600, "cst": -6 * 3600, "cdt": -5 * 3600,
	"mst": -7 * 3600, "mdt": -6 * 3600, "pst": -8 * 3600, "pdt": -7 * 3600,
	"akst": -9 * 3600, "akdt": -8 * 3600, "hst": -10 * 3600, "ast": -4 * 3600, "adt": -3 * 3600,
	"brt": -3 * 3600, "art": -3 * 3600, "nst": -12600, "ndt": -9000,
	"bst": 3600, "west": 3600, "cet": 3600, "met": 3600, "cest": 2 * 3600, "mest": 2 * 3600, "mez": 3600, "mesz": 2 * 3600,
	"eet": 2 * 3600, "eest": 3 * 3600, "sast": 2 * 3600, "msk": 3 * 3600, "trt": 3 * 3600,
	"irst": 12600, "irdt": 16200, "gst": 4 * 3600, "pkt": 5 * 3600, "ist": 19800, "wib": 7 * 3600,
	"hkt": 8 * 3600, "sgt": 8 * 3600, "awst": 8 * 3600, "jst": 9 * 3600, "kst": 9 * 3600,
	"aest": 10 * 3600, "aedt": 11 * 3600, "acst": 34200, "acdt": 37800, "nzst": 12 * 3600, "nzdt": 13 * 3600,
}

// months are the beginnings of the months' names, longer ones where they would
// be mistaken: English, German, French, Spanish, Italian, Portuguese, Dutch,
// the Scandinavian languages, Polish, Czech, Turkish, Indonesian, Hungarian,
// Russian, Ukrainian, Greek, Persian transcriptions left out.
var months = [12][]string{
	{"jan", "jän", "gen", "ene", "sty", "led", "oca", "янв", "січ", "ιαν", "ιανουαρ"},
	{"feb", "fév", "fev", "febr", "lut", "úno", "şub", "фев", "лют", "φεβ"},
	{"mar", "mär", "mrz", "maa", "břez", "mac", "már", "мар", "бер", "μαρ", "μάρ"},
	{"apr", "avr", "abr", "kwi", "dub", "nis", "ápr", "апр", "кві", "απρ"},
	{"may", "mai", "mag", "maj", "mei", "květ", "máj", "май", "мая", "тра", "μαΐ", "μαϊ", "μάι"},
	{"jun", "juin", "giu", "cze", "červn", "haz", "jún", "июн", "чер", "ιούν", "ιουν"},
	{"jul", "juil", "lug", "lip", "červenec", "července", "tem", "júl", "июл", "лип", "ιούλ", "ιουλ"},
	{"aug", "aoû", "aou", "ago", "sie", "srp", "ağu", "agu", "авг", "сер", "αύγ", "αυγ"},
	{"sep", "set", "wrz", "zář", "eyl", "sze", "сен", "вер", "σεπ"},
	{"oct", "okt", "ott", "out", "paź", "říj", "eki", "окт", "жов", "οκτ"},
	{"nov", "lis", "kas", "ноя", "лис", "νοέ", "νοε"},
	{"dec", "dez", "déc", "dic", "des", "gru", "pros", "ara", "дек", "гру", "δεκ"},
}

// monthOf gives the number of the month that a lower-case word names; 0 for none.
func monthOf(word string) int {
	best, length := 0, 0
	for i, names := range months {
		for _, name := range names {
			if len(name) > length && strings.HasPrefix(word, name) {
				best, length = i+1, len(name)
			}
		}
	}
	return best
}

// weekdays are names and abbreviations of days, Sunday as 7.
var weekdays = map[string]int{
	"mon": 1, "monday": 1, "tue": 2, "tues": 2, "tuesday": 2, "wed": 3, "wednesday": 3, "thu": 4, "thur": 4, "thurs": 4, "thursday": 4,
	"fri": 5, "friday": 5, "sat": 6, "saturday": 6, "sun": 7, "sunday": 7,
	"mo": 1, "montag": 1, "di": 2, "dienstag": 2, "mi": 3, "mittwoch": 3, "do": 4, "donnerstag": 4, "fr": 5, "freitag": 5, "sa": 6, "samstag": 6, "so": 7, "sonntag": 7,
	"lun": 1, "lundi": 1, "mardi": 2, "mer": 3, "mercredi": 3, "jeu": 4, "jeudi": 4, "ven": 5, "vendredi": 5, "sam": 6, "samedi": 6, "dim": 7, "dimanche": 7,
}

func weekdayOf(word string) (time.Weekday, bool) {
	day := weekdays[word]
	return time.Weekday(day % 7), day != 0
}
