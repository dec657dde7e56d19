package feed

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Years outside these are no dates of a feed but numbers of another calendar
// or of milliseconds.
const (
	firstYear = 1600
	lastYear  = 2200
)

// moment reads a date as feeds write them: RFC 822, W3CDTF and ISO 8601 with
// their parts left out, and what people wrote instead, in a dozen languages. A
// date without a zone is of the given one, a day is its midnight. It gives
// false where the text is no date.
func moment(text string, zone *time.Location) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 100 {
		return time.Time{}, false
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		return ofNumber(text, seconds, zone)
	}
	d := reading{zone: zone, day: -1, month: -1, year: -1}
	for _, w := range words(text) {
		d.take(w)
	}
	return d.time()
}

// ofNumber reads digits alone: seconds or milliseconds of Unix, or a date
// without its strokes.
func ofNumber(text string, n int64, zone *time.Location) (time.Time, bool) {
	var t time.Time
	switch {
	case len(text) == 4:
		t = time.Date(int(n), 1, 1, 0, 0, 0, 0, zone)
	case len(text) == 6:
		t = time.Date(int(n/100), time.Month(n%100), 1, 0, 0, 0, 0, zone)
	case len(text) == 8:
		t = time.Date(int(n/10000), time.Month(n/100%100), int(n%100), 0, 0, 0, 0, zone)
		if t.Day() != int(n%100) {
			return time.Time{}, false
		}
	case len(text) == 9, len(text) == 10:
		t = time.Unix(n, 0).UTC()
	case len(text) == 12, len(text) == 13:
		t = time.UnixMilli(n).UTC()
	default:
		return time.Time{}, false
	}
	return t, plausible(t)
}

func plausible(t time.Time) bool { return t.Year() >= firstYear && t.Year() <= lastYear }

// word is a run of letters or of digits, with the signs before it.
type word struct {
	sign   string // what stands between it and the word before
	text   string
	number int  // −1 for letters
	colon  bool // a colon and another number follow
}

func words(text string) []word {
	var list []word
	sign, begin := 0, -1
	letters := false
	flush := func(end int) {
		if begin >= 0 {
			list = append(list, oneWord(text[sign:begin], text[begin:end]))
			sign, begin = end, -1
		}
	}
	for i, r := range text {
		digit := r >= '0' && r <= '9'
		letter := unicode.IsLetter(r) || unicode.IsMark(r) || r == '_' && begin >= 0 && letters
		switch {
		case !digit && !letter:
			flush(i)
		case begin >= 0 && letter != letters:
			flush(i)
			fallthrough
		case begin < 0:
			begin, letters = i, letter
		}
	}
	flush(len(text))
	for i := range list {
		list[i].colon = i+1 < len(list) && list[i+1].sign == ":" && list[i+1].number >= 0
	}
	return list
}

func oneWord(sign, text string) word {
	n, err := strconv.Atoi(text)
	if err != nil {
		n = -1
	}
	return word{sign: sign, text: strings.ToLower(text), number: n}
}

// reading collects what the words of a date say.
type reading struct {
	zone             *time.Location
	year, month, day int // −1: not yet
	short            bool
	weekday          time.Weekday
	named            bool  // a weekday was named
	doubtful         bool  // the month may have been a weekday
	numbers          []int // of the date, not yet placed
	dotted           bool  // they were divided by dots
	clock            []int // hour, minute, second
	nanos            int
	fraction         bool
	half             string // am, pm
	offset           int    // seconds east of UTC
	offsets          []string
	zoned            bool
	region           []string // words of Europe/Brussels
	bad              bool
}

func (d *reading) take(w word) {
	switch {
	case w.number < 0:
		d.name(w)
	case len(d.clock) > 0 && d.takesOffset(w):
	case d.takesClock(w):
	default:
		d.number(w)
	}
}

// takesClock takes hours, minutes and seconds: what colons part, and what
// follows a T.
func (d *reading) takesClock(w word) bool {
	switch {
	case len(d.clock) == 0 && w.colon && len(w.text) <= 2:
		d.clock = []int{w.number}
	case len(d.clock) > 0 && len(d.clock) < 3 && w.sign == ":" && !d.zoned:
		d.clock = append(d.clock, w.number)
	case len(d.clock) == 3 && (w.sign == "." || w.sign == ",") && !d.fraction && !d.zoned:
		d.fraction = true
		padded := (w.text + "000000000")[:9]
		d.nanos, _ = strconv.Atoi(padded)
	case len(d.clock) > 0 && w.sign == ":" && d.zoned:
		d.offsets = append(d.offsets, w.text)
	default:
		return false
	}
	return true
}

// takesOffset takes +0100, -07:00 and the like behind a time of day.
func (d *reading) takesOffset(w word) bool {
	sign := strings.TrimSpace(w.sign)
	if sign != "+" && sign != "-" && sign != "--" && sign != "−" || len(w.text) > 4 || len(d.clock) < 2 && !d.zoned {
		return false
	}
	if len(d.numbers)+placed(d.year)+placed(d.month)+placed(d.day) < 3 && sign == "-" {
		return false // the date is still to come
	}
	d.zoned = true
	d.offsets = []string{strings.TrimPrefix(sign, "--"), w.text}
	if sign != "+" {
		d.offsets[0] = "-"
	}
	return true
}

func placed(n int) int {
	if n >= 0 {
		return 1
	}
	return 0
}

func (d *reading) number(w word) {
	if strings.HasSuffix(strings.TrimSpace(w.sign), ".") && len(d.numbers) > 0 {
		d.dotted = true
	}
	switch {
	case len(w.text) == 8 && len(d.numbers) == 0 && d.year < 0: // 20031231T10:14
		d.year, d.month, d.day = w.number/10000, w.number/100%100, w.number%100
	case len(w.text) == 4 && d.year < 0:
		d.year = w.number
		if len(d.numbers) == 0 && d.month < 0 {
			d.short = true // year first
		}
	case len(w.text) == 3 && d.short && len(d.numbers) == 0 && w.sign == "-": // day of the year
		d.month, d.day = 1, w.number
	case len(w.text) <= 2 && (len(d.numbers)+placed(d.year)+placed(d.month)+placed(d.day) < 3):
		d.numbers = append(d.numbers, w.number)
	case len(d.clock) == 0 && (len(w.text) == 4 || len(w.text) == 6) && d.year >= 0:
		d.compact(w.text)
	case len(w.text) <= 2 && len(d.clock) == 0:
		d.clock = []int{w.number}
	}
}

// compact reads a time of day without its colons.
func (d *reading) compact(text string) {
	for i := 0; i+2 <= len(text); i += 2 {
		n, _ := strconv.Atoi(text[i : i+2])
		d.clock = append(d.clock, n)
	}
}

func (d *reading) name(w word) {
	if d.partOfRegion(w) {
		return
	}
	switch {
	case w.text == "t" || w.text == "at":
	case w.text == "z":
		d.zoned = d.zoned || len(d.clock) > 0 || d.day >= 0
	case len(d.clock) > 0 && (w.text == "am" || w.text == "pm" || w.text == "a" || w.text == "p"):
		d.half = w.text[:1]
	default:
		d.namedWord(w)
	}
}

// partOfRegion collects America/Los_Angeles, which comes as words with strokes.
func (d *reading) partOfRegion(w word) bool {
	if len(d.clock) == 0 {
		return false
	}
	if w.sign == "/" && len(d.region) > 0 {
		d.region = append(d.region, w.text)
		return true
	}
	if continents[w.text] {
		d.region = []string{w.text}
		return true
	}
	return false
}

var continents = map[string]bool{
	"africa": true, "america": true, "antarctica": true, "asia": true, "atlantic": true, "australia": true,
	"europe": true, "indian": true, "pacific": true,
}

func (d *reading) namedWord(w word) {
	if offset, found := abbreviations[w.text]; found && (len(d.clock) > 0 || d.year >= 0) && len(w.text) > 1 {
		if !d.zoned {
			d.zoned, d.offset = true, offset
		}
		return
	}
	if month := monthOf(w.text); month > 0 && (d.month < 0 || d.doubtful) {
		d.month, d.doubtful = month, w.text == "mar" // Tuesday in French and Spanish too
		return
	}
	if day, found := weekdayOf(w.text); found {
		d.weekday, d.named = day, true
	}
}

// time puts together what was read.
func (d *reading) time() (time.Time, bool) {
	d.place()
	if d.year < 0 || d.bad {
		return time.Time{}, false
	}
	month, day := max(d.month, 1), max(d.day, 1)
	if month > 12 || d.month == 0 || d.day == 0 || day > 31 && !(d.short && day <= 366) {
		return time.Time{}, false
	}
	hour, minute, second, ok := d.timeOfDay()
	zone := d.location()
	if !ok || zone == nil {
		return time.Time{}, false
	}
	t := time.Date(d.year, time.Month(month), day, hour, minute, second, d.nanos, zone)
	if local := time.Date(d.year, time.Month(month), day, 0, 0, 0, 0, time.UTC); day <= 31 && d.month > 0 && local.Month() != time.Month(month) {
		return time.Time{}, false // 31 June
	}
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC(), plausible(t)
	}
	return t.In(time.FixedZone("", offset)), plausible(t)
}

func (d *reading) timeOfDay() (hour, minute, second int, ok bool) {
	clock := append(d.clock, 0, 0, 0)
	hour, minute, second = clock[0], clock[1], clock[2]
	if hour > 24 || minute > 59 || second > 60 {
		return 0, 0, 0, false
	}
	switch {
	case d.half == "p" && hour < 12:
		hour += 12
	case d.half == "a" && hour == 12:
		hour = 0
	}
	return hour, minute, second, true
}

// place finds out which number is the year, the month and the day.
func (d *reading) place() {
	n := d.numbers
	if d.year < 0 && len(n) > 0 { // two digits
		last := len(n) - 1
		if d.month >= 0 && len(n) >= 2 || len(n) == 3 {
			d.year, n = century(n[last]), n[:last]
		}
	}
	switch {
	case d.month >= 0 && len(n) > 0:
		d.day = n[0]
	case len(n) == 1 && d.day < 0:
		d.month = n[0]
	case len(n) >= 2 && d.day < 0:
		d.month, d.day = n[0], n[1]
		if !d.short && d.dayFirst(n[0], n[1]) {
			d.day, d.month = n[0], n[1]
		}
	}
}

// dayFirst says whether of two numbers the first is the day: where only that
// makes a date, where the weekday or dots speak for it, or where no stroke
// tells of an American date.
func (d *reading) dayFirst(first, second int) bool {
	switch {
	case first > 12:
		return true
	case second > 12:
		return false
	case d.named && d.year > 0:
		at := time.Date(d.year, time.Month(second), first, 0, 0, 0, 0, time.UTC)
		other := time.Date(d.year, time.Month(first), second, 0, 0, 0, 0, time.UTC)
		if (at.Weekday() == d.weekday) != (other.Weekday() == d.weekday) {
			return at.Weekday() == d.weekday
		}
		return true
	}
	return d.dotted
}

func century(year int) int {
	if year < 70 {
		return 2000 + year
	}
	return 1900 + year
}

// location gives the zone; nil for one that no place has.
func (d *reading) location() *time.Location {
	if len(d.region) > 1 {
		if zone := regionOf(d.region); zone != nil {
			return zone
		}
	}
	if !d.zoned {
		return d.zone
	}
	offset := d.offset
	if len(d.offsets) > 1 {
		offset = offsetOf(d.offsets)
	}
	if offset < -15*3600 || offset > 15*3600 {
		return nil
	}
	return time.FixedZone("", offset)
}

// regionOf finds a zone by the lower-case words of its name.
func regionOf(names []string) *time.Location {
	for i, name := range names {
		parts := strings.Split(name, "_")
		for j, part := range parts {
			if part != "" && part != "of" && part != "es" {
				parts[j] = strings.ToUpper(part[:1]) + part[1:]
			}
		}
		names[i] = strings.Join(parts, "_")
	}
	zone, err := time.LoadLocation(strings.Join(names, "/"))
	if err != nil {
		return nil
	}
	return zone
}

// offsetOf reads a sign, and hours with minutes as one number or as two.
func offsetOf(parts []string) int {
	digits := strings.Join(parts[1:min(len(parts), 3)], "")
	if len(digits) == 1 || len(digits) == 3 {
		digits = "0" + digits
	}
	n, _ := strconv.Atoi((digits + "00")[:4])
	seconds := n/100*3600 + n%100*60
	if parts[0] == "-" {
		return -seconds
	}
	return seconds
}
