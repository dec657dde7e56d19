package calendar

import (
	"strconv"
	"strings"
)

// Span gives the first and the last Gregorian day of a year, a month or a day of
// a calendar, written as 1405, 1405-09 or 1405-09-02; false for what is none.
func Span(text string, c Calendar) (first, last Date, ok bool) {
	parts := strings.Split(text, "-")
	if len(parts) > 3 {
		return Date{}, Date{}, false
	}
	given := [3]int{0, 1, 1}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || n == 0 {
			return Date{}, Date{}, false
		}
		given[i] = int(n)
	}
	begin := Date{given[0], given[1], given[2]}
	first, ok = toGregorian(begin, c)
	if !ok || len(parts) == 3 {
		return first, first, ok
	}
	next := Date{begin.Year + 1, 1, 1}
	if len(parts) == 2 && begin.Month < 12 { // each of the calendars has twelve months
		next = Date{begin.Year, begin.Month + 1, 1}
	}
	after, ok := toGregorian(next, c)
	return first, gregorianOf(dayOf(after) - 1), ok
}

// toGregorian gives the Gregorian date of a date of a calendar; false where
// there is no such day.
func toGregorian(d Date, c Calendar) (Date, bool) {
	switch c {
	case Persian:
		return FromPersian(d)
	case Islamic:
		g, _, ok := FromIslamic(d)
		return g, ok
	}
	return d, Valid(d)
}
