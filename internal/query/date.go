package query

import (
	"fmt"
	"strings"
	"time"
)

// span is what a written date covers: from its first instant to the first
// instant after it.
type span struct {
	text        string // as written, in ASCII
	from, until time.Time
}

// isRelative holds the units of dates counted back from today.
const relativeUnits = "dwmy"

// readDate reads YYYY, YYYY-MM, YYYY-MM-DD, today, yesterday, or a number of
// days, weeks, months or years ago (7d, 2w, 3m, 1y).
func (o Options) readDate(s string) (span, bool) {
	s = strings.ToLower(asciiDigits(s))
	today := o.today()
	switch s {
	case "today":
		return span{s, today, today.AddDate(0, 0, 1)}, true
	case "yesterday":
		return span{s, today.AddDate(0, 0, -1), today}, true
	}
	if len(s) >= 2 && strings.IndexByte(relativeUnits, s[len(s)-1]) >= 0 {
		if n, ok := number(s[:len(s)-1]); ok && n <= 10_000 {
			from := back(today, n, s[len(s)-1])
			return span{fmt.Sprintf("%d%c", n, s[len(s)-1]), from, from.AddDate(0, 0, 1)}, true
		}
		return span{}, false
	}
	return o.readCalendarDate(s)
}

func (o Options) readCalendarDate(s string) (span, bool) {
	pieces := strings.Split(s, "-")
	if len(pieces) > 3 || len(pieces[0]) != 4 {
		return span{}, false
	}
	numbers := [3]int{0, 1, 1}
	for i, piece := range pieces {
		n, ok := number(piece)
		if !ok || n == 0 || i > 0 && len(piece) > 2 {
			return span{}, false
		}
		numbers[i] = n
	}
	from := time.Date(numbers[0], time.Month(numbers[1]), numbers[2], 0, 0, 0, 0, o.zone())
	if from.Year() != numbers[0] || int(from.Month()) != numbers[1] || from.Day() != numbers[2] {
		return span{}, false
	}
	switch len(pieces) {
	case 1:
		return span{fmt.Sprintf("%04d", numbers[0]), from, from.AddDate(1, 0, 0)}, true
	case 2:
		return span{fmt.Sprintf("%04d-%02d", numbers[0], numbers[1]), from, from.AddDate(0, 1, 0)}, true
	}
	return span{from.Format(time.DateOnly), from, from.AddDate(0, 0, 1)}, true
}

// readRange reads what may stand after a date field.
func (o Options) readRange(field Field, s string) (Range, bool) {
	switch field {
	case FieldFrom:
		d, ok := o.readDate(s)
		return Range{From: d.from, Text: "from:" + d.text}, ok
	case FieldTo:
		d, ok := o.readDate(s)
		return Range{Until: d.until, Text: "to:" + d.text}, ok
	}
	if first, last, ok := splitRange(s); ok {
		return o.readEnds(first, last)
	}
	if first, last, ok := strings.Cut(s, "/"); ok {
		return o.readEnds(first, last)
	}
	if r, ok := o.readPeriod(s); ok {
		return r, true
	}
	d, ok := o.readDate(s)
	return Range{From: d.from, Until: d.until, Text: "date:" + d.text}, ok
}

// readEnds reads the two ends of a range, in whichever order they stand; one
// of them may be empty.
func (o Options) readEnds(first, last string) (Range, bool) {
	var from, until span
	var ok bool
	if first != "" {
		if from, ok = o.readDate(first); !ok {
			return Range{}, false
		}
	}
	if last != "" {
		if until, ok = o.readDate(last); !ok {
			return Range{}, false
		}
	}
	if first == "" && last == "" {
		return Range{}, false
	}
	if first != "" && last != "" && until.from.Before(from.from) {
		from, until = until, from
	}
	return Range{From: from.from, Until: until.until, Text: "date:" + from.text + ".." + until.text}, true
}

// readPeriod reads P30D: the last thirty days, today among them.
func (o Options) readPeriod(s string) (Range, bool) {
	s = strings.ToLower(asciiDigits(s))
	if len(s) < 3 || s[0] != 'p' || strings.IndexByte(relativeUnits, s[len(s)-1]) < 0 {
		return Range{}, false
	}
	n, ok := number(s[1 : len(s)-1])
	if !ok || n == 0 || n > 10_000 {
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
	if s == "today" || s == "yesterday" {
		return true
	}
	o := Options{Today: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC}
	_, ok := o.readDate(s)
	return ok
}

func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d, ok := digit(r); ok {
			return rune('0' + d)
		}
		return r
	}, s)
}
