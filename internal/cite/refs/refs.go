// Package refs reads and writes files of references: BibTeX (as biblatex has it,
// in UTF-8), RIS and CSL-JSON. What is read is hostile: sizes are limited, nothing
// of it is run, and macros of TeX that are not letters or signs are left out.
//
// Each format carries what it has a field for; refs_test.go holds which ones it
// does not. Equal items give equal bytes.
package refs

import (
	"iter"
	"strconv"
	"strings"

	"broadsheet/internal/calendar"
	"broadsheet/internal/cite"
)

// Items are what is to be written; an error ends them.
type Items = iter.Seq2[cite.Item, error]

// maxFile is the largest file that is read, in bytes.
const maxFile = 256 << 20

// words parts a list of keywords.
func words(list string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || r == '،' }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// parseDate reads a date as these files write them: 2024, 2024-05, 2024-05-06,
// 2024/05/06. What is none is no date.
func parseDate(text string) cite.Date {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "T")
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '/' })
	var n [3]int
	for i, p := range parts {
		if i == 3 {
			break
		}
		var err error
		if n[i], err = strconv.Atoi(strings.TrimSpace(p)); err != nil {
			if i == 0 {
				return cite.Date{}
			}
			n[i] = 0
			break
		}
	}
	return checked(cite.Date{Year: n[0], Month: n[1], Day: n[2]})
}

// checked leaves out of a date what no calendar has.
func checked(d cite.Date) cite.Date {
	switch {
	case d.Year < 0 || d.Year > 9999:
		return cite.Date{}
	case d.Month < 1 || d.Month > 12:
		return cite.Date{Year: d.Year}
	case d.Day < 1 || !calendar.Valid(calendar.Date{Year: d.Year, Month: d.Month, Day: d.Day}):
		return cite.Date{Year: d.Year, Month: d.Month}
	}
	return d
}

// iso writes a date as ISO 8601 does, as far as it is known.
func iso(d cite.Date) string {
	switch {
	case !d.Known():
		return ""
	case d.Month == 0:
		return pad(d.Year, 4)
	case d.Day == 0:
		return pad(d.Year, 4) + "-" + pad(d.Month, 2)
	}
	return pad(d.Year, 4) + "-" + pad(d.Month, 2) + "-" + pad(d.Day, 2)
}

// oneLine makes one line of a text; spaces that hold words together stay.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}
