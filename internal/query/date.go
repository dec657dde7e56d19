package query

import (
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/calendar"
	"broadsheet/internal/lang"
)

// span is what a written date covers: from its first instant to the first
// instant after it.
type span struct {
	text        string // as written, in ASCII
	from, until time.Time
	calendar    calendar.Calendar // that was chosen; empty: there was no choice
}

const (
	relativeUnits = "dwmy" // of dates counted back from today
	maxBack       = 10_000
)

// readDate reads YYYY, YYYY-MM, YYYY-MM-DD, today, yesterday, or a number of
// days, weeks, months or years ago (7d, 2w, 3m, 1y).
func (o Options) readDate(s string) (span, bool) {
	s = strings.ToLower(asciiDigits(s))
	today := o.today()
	switch fold := lang.Fold(s); {
	case todayTerm.means(fold):
		return span{text: todayTerm.english, from: today, until: today.AddDate(0, 0, 1)}, true
	case yesterdayTerm.means(fold):
		return span{text: yesterdayTerm.english, from: today.AddDate(0, 0, -1), until: today}, true
	}
	if len(s) >= 2 && strings.IndexByte(relativeUnits, s[len(s)-1]) >= 0 {
		if n, ok := number(s[:len(s)-1]); ok && n <= maxBack {
			from := back(today, n, s[len(s)-1])
			return span{text: fmt.Sprintf("%d%c", n, s[len(s)-1]), from: from, until: from.AddDate(0, 0, 1)}, true
		}
		return span{}, false
	}
	return o.readCalendarDate(s)
}

func (o Options) readCalendarDate(s string) (span, bool) {
	numbers, count, ok := dateNumbers(s)
	if !ok {
		return span{}, false
	}
	d := span{text: [...]string{
		fmt.Sprintf("%04d", numbers[0]), fmt.Sprintf("%04d-%02d", numbers[0], numbers[1]),
		fmt.Sprintf("%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]),
	}[count-1]}
	how := o.calendarOf(numbers[0])
	if how != calendar.Gregorian {
		d.calendar = how
	}
	first := calendar.Date{Year: numbers[0], Month: numbers[1], Day: numbers[2]}
	next := first
	switch count {
	case 1:
		next.Year++
	case 2:
		if next.Month++; next.Month > 12 {
			next.Year, next.Month = next.Year+1, 1
		}
	}
	var okFirst, okNext bool
	d.from, okFirst = o.dayIn(how, first)
	d.until, okNext = o.dayIn(how, next)
	if count == 3 {
		d.until = d.from.AddDate(0, 0, 1)
	}
	return d, okFirst && okNext
}

// dateNumbers takes a written date apart by its form alone: a year of four
// digits, and a month and a day where there are any.
func dateNumbers(s string) (numbers [3]int, count int, ok bool) {
	pieces := strings.Split(s, "-")
	if len(pieces) > 3 || len(pieces[0]) != 4 {
		return numbers, 0, false
	}
	numbers = [3]int{0, 1, 1}
	for i, piece := range pieces {
		n, ok := number(piece)
		if !ok || n == 0 || i > 0 && len(piece) > 2 || i == 1 && n > 12 || i == 2 && n > 31 {
			return numbers, 0, false
		}
		numbers[i] = n
	}
	return numbers, len(pieces), true
}

// The years that may be of another calendar: 1300 is 1921 in the Persian and
// 1883 in the Islamic one, 1500 is 2122 and 2077.
const firstOther, lastOther = 1300, 1500

// calendarOf gives the calendar in which a year is meant.
func (o Options) calendarOf(year int) calendar.Calendar {
	if year < firstOther || year > lastOther {
		return calendar.Gregorian
	}
	for _, c := range o.Calendars {
		if c != calendar.Gregorian {
			return c
		}
	}
	return calendar.Gregorian
}

// dayIn gives the first instant of a day; false where there is none.
func (o Options) dayIn(how calendar.Calendar, d calendar.Date) (time.Time, bool) {
	ok := true
	switch how {
	case calendar.Persian:
		d, ok = calendar.FromPersian(d)
	case calendar.Islamic:
		d, _, ok = calendar.FromIslamic(d)
	default:
		ok = calendar.Valid(d)
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, o.zone()), ok
}

// Dates reads what may stand after date:, as 2011-03..2011-06.
func (o Options) Dates(text string) (Range, bool) {
	r, _, ok := o.readRange(FieldDate, text)
	return r, ok
}

// readRange reads what may stand after a date field. It tells the calendar,
// where one was chosen.
func (o Options) readRange(field Field, s string) (Range, calendar.Calendar, bool) {
	switch field {
	case FieldFrom:
		d, ok := o.readDate(s)
		return Range{From: d.from, Text: "from:" + d.text}, d.calendar, ok
	case FieldTo:
		d, ok := o.readDate(s)
		return Range{Until: d.until, Text: "to:" + d.text}, d.calendar, ok
	}
	if first, last, ok := splitRange(s); ok {
		return o.readEnds(first, last)
	}
	if first, last, ok := strings.Cut(s, "/"); ok {
		return o.readEnds(first, last)
	}
	if r, ok := o.readPeriod(s); ok {
		return r, "", true
	}
	d, ok := o.readDate(s)
	return Range{From: d.from, Until: d.until, Text: "date:" + d.text}, d.calendar, ok
}

// readEnds reads the two ends of a range, in whichever order they stand; one
// of them may be empty.
func (o Options) readEnds(first, last string) (Range, calendar.Calendar, bool) {
	var from, until span
	var ok bool
	if first != "" {
		if from, ok = o.readDate(first); !ok {
			return Range{}, "", false
		}
	}
	if last != "" {
		if until, ok = o.readDate(last); !ok {
			return Range{}, "", false
		}
	}
	if first == "" && last == "" {
		return Range{}, "", false
	}
	if first != "" && last != "" && until.from.Before(from.from) {
		from, until = until, from
	}
	how := from.calendar
	if how == "" {
		how = until.calendar
	}
	return Range{From: from.from, Until: until.until, Text: "date:" + from.text + ".." + until.text}, how, true
}

// readPeriod reads P30D: the last thirty days, today among them.
func (o Options) readPeriod(s string) (Range, bool) {
	s = strings.ToLower(asciiDigits(s))
	if len(s) < 3 || s[0] != 'p' || strings.IndexByte(relativeUnits, s[len(s)-1]) < 0 {
		return Range{}, false
	}
	n, ok := number(s[1 : len(s)-1])
	if !ok || n == 0 || n > maxBack {
		return Range{}, false
	}
	end := o.today().AddDate(0, 0, 1)
	return Range{From: back(end, n, s[len(s)-1]), Until: end, Text: fmt.Sprintf("date:P%d%s", n, strings.ToUpper(s[len(s)-1:]))}, true
}

func back(day time.Time, n int, unit byte) time.Time {
	switch unit {
	case 'd':
		return day.AddDate(0, 0, -n)
	case 'w':
		return day.AddDate(0, 0, -7*n)
	case 'm':
		return day.AddDate(0, -n, 0)
	}
	return day.AddDate(-n, 0, 0)
}

// splitRange cuts "A..B" where what stands on both sides could be dates.
func splitRange(s string) (first, last string, ok bool) {
	first, last, ok = strings.Cut(s, "..")
	if !ok || first == "" && last == "" || !maybeDate(first) || !maybeDate(last) {
		return "", "", false
	}
	return first, last, true
}

// maybeDate is a look at the form alone, without a calendar or a clock.
func maybeDate(s string) bool {
	if s == "" {
		return true
	}
	s = strings.ToLower(asciiDigits(s))
	if _, _, ok := dateNumbers(s); ok {
		return true
	}
	if fold := lang.Fold(s); todayTerm.means(fold) || yesterdayTerm.means(fold) {
		return true
	}
	unit := len(s) - 1
	if unit < 1 || strings.IndexByte(relativeUnits, s[unit]) < 0 {
		return false
	}
	n, ok := number(s[:unit])
	return ok && n <= maxBack
}

func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d, ok := digit(r); ok {
			return rune('0' + d)
		}
		return r
	}, s)
}
