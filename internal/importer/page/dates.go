package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// layouts are the ways in which machines write dates; those without an offset
// are local to the publication.
var layouts = []string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999Z0700",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04Z0700",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"2006-01-02",
	"20060102T150405Z0700",
	"20060102150405",
	"20060102",
	time.RFC1123Z,
	time.RFC1123,
	"Mon, 2 Jan 2006 15:04:05 -0700",
	"Mon, 2 Jan 2006 15:04:05 MST",
	"2 Jan 2006 15:04:05 -0700",
	"Mon Jan 2 15:04:05 2006",
	"Mon Jan 02 15:04:05 -0700 2006",
	"2006/01/02 15:04:05",
	"2006/01/02 15:04",
	"2006/01/02",
}

// parseDate reads a date that stands where machines look for it. The zero time
// is given for what is none, and for years that no page is from.
func parseDate(s string, zone *time.Location) time.Time {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 100 {
		return time.Time{}
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return sound(t)
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch {
		case n > 1e11 && n < 1e13: // milliseconds
			return sound(time.UnixMilli(n).UTC())
		case n > 1e8 && n < 1e11:
			return sound(time.Unix(n, 0).UTC())
		}
		return time.Time{}
	}
	return findDate(s, "", zone)
}

// sound gives a time with its offset in place of a named zone, and none for
// years before the first newspapers or far ahead.
func sound(t time.Time) time.Time {
	if t.Year() < 1600 || t.Year() > 2100 {
		return time.Time{}
	}
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// months are the names of months by their beginning, in the languages that such
// pages are written in most.
var months = map[string]time.Month{
	"jan": 1, "jän": 1, "ene": 1, "gen": 1, "янв": 1, "sty": 1, "oca": 1,
	"feb": 2, "fév": 2, "fev": 2, "фев": 2, "lut": 2, "şub": 2,
	"mar": 3, "mär": 3, "mrz": 3, "maa": 3, "мар": 3,
	"apr": 4, "abr": 4, "avr": 4, "апр": 4, "kwi": 4, "nis": 4,
	"may": 5, "mai": 5, "mei": 5, "mag": 5, "мая": 5, "май": 5, "maj": 5,
	"jun": 6, "juin": 6, "giu": 6, "июн": 6, "cze": 6, "haz": 6,
	"jul": 7, "juil": 7, "lug": 7, "июл": 7, "lip": 7, "tem": 7,
	"aug": 8, "ago": 8, "aoû": 8, "aou": 8, "авг": 8, "sie": 8, "ağu": 8,
	"sep": 9, "set": 9, "сен": 9, "wrz": 9, "eyl": 9,
	"oct": 10, "okt": 10, "ott": 10, "out": 10, "окт": 10, "paź": 10, "eki": 10,
	"nov": 11, "ноя": 11, "lis": 11, "kas": 11,
	"dec": 12, "dez": 12, "déc": 12, "dic": 12, "дек": 12, "gru": 12, "ara": 12,
	"يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7,
	"أغسطس": 8, "اغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
}

func monthOf(word string) time.Month {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	if m, ok := months[word]; ok {
		return m
	}
	runes := []rune(word)
	for n := min(4, len(runes)); n >= 3; n-- {
		if m, ok := months[string(runes[:n])]; ok && runes[0] < 0x600 && len(runes) <= 12 {
			return m
		}
	}
	return 0
}

var (
	dayMonthYear = regexp.MustCompile(`(?:^|[^\p{L}\d])(\d{1,2})(?:\.|st|nd|rd|th|º|er)?[\s,]+(?:de |of )?(\p{L}{3,12})\.?,?[\s]+(?:de |del )?(\d{4})(?:$|\D)`)
	monthDayYear = regexp.MustCompile(`(?:^|\PL)(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|\D)`)
	dotted       = regexp.MustCompile(`(?:^|[^\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:$|[^\d.]|\.(?:$|\D))`)
	slashed      = regexp.MustCompile(`(?:^|[^\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?:$|[^\d/])`)
	yearFirst    = regexp.MustCompile(`(?:^|\D)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|\D)`)
	eastern      = regexp.MustCompile(`(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`)
	clock        = regexp.MustCompile(`(?:^|\D)(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\.?)?\s*(?:Uhr|h|$|[^\d.])`)
)

// findDate reads the first date of a text that people read, with the time of day
// that follows it. The language tells whether 3/4 is of April.
func findDate(s, language string, zone *time.Location) time.Time {
	s = westernDigits(s)
	best, end := time.Time{}, len(s)+1
	consider := func(found []int, year, month, day int) {
		if found == nil || found[0] >= end {
			return
		}
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone)
		if month < 1 || month > 12 || t.Day() != day || sound(t).IsZero() {
			return
		}
		best, end = t, found[0]
		rest := s[found[len(found)-1]:]
		if c := clock.FindStringSubmatch(rest[:min(len(rest), 24)]); c != nil {
			best = atClock(best, c)
		}
	}
	for _, m := range []struct {
		of               *regexp.Regexp
		year, month, day int
	}{{yearFirst, 1, 2, 3}, {eastern, 1, 2, 3}, {dayMonthYear, 3, 2, 1}, {monthDayYear, 3, 1, 2}, {dotted, 3, 2, 1}, {slashed, 3, 2, 1}} {
		found := m.of.FindStringSubmatchIndex(s)
		if found == nil {
			continue
		}
		part := func(i int) string { return s[found[2*i]:found[2*i+1]] }
		year, month, day := number(part(m.year)), number(part(m.month)), number(part(m.day))
		if month < 0 {
			month = int(monthOf(part(m.month)))
		}
		if year < 100 {
			year += 2000
		}
		if m.of == slashed && (month > 12 || language == "en-US" || language == "en") && day <= 12 {
			month, day = day, month
		}
		// The clock is looked for behind the date itself.
		last := max(found[2*m.year+1], max(found[2*m.month+1], found[2*m.day+1]))
		consider([]int{found[0], last}, year, month, day)
	}
	if best.IsZero() {
		return best
	}
	return sound(best)
}

func atClock(day time.Time, found []string) time.Time {
	hour, minute, second := number(found[1]), number(found[2]), max(0, number(found[3]))
	if found[4] != "" {
		hour %= 12
		if strings.EqualFold(found[4], "p") {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 || second > 59 {
		return day
	}
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second, 0, day.Location())
}

// number gives −1 for what is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// westernDigits writes the digits of other scripts as 0 to 9.
func westernDigits(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > 127 && unicode.IsDigit(r) }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '०', '০', '０'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}

var inAddress = regexp.MustCompile(`/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?:[/_-]|$|\D)`)

// dateOfAddress reads a day out of an address such as /2024/05/31/title.
func dateOfAddress(address string, zone *time.Location) time.Time {
	found := inAddress.FindStringSubmatch(address)
	if found == nil {
		return time.Time{}
	}
	year, month, day := number(found[1]), number(found[2]), number(found[3])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, zone)
	if month < 1 || month > 12 || t.Day() != day {
		return time.Time{}
	}
	return sound(t)
}
