package csv

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/calendar"
)

// dates reads the dates of a table.
type dates struct {
	zone *time.Location
	// monthFirst: of 03/04/2021 the month is 3, as in the United States.
	monthFirst bool
	// ambiguous is set once a date was read that could be read the other way.
	ambiguous bool
}

// layouts are ways in which dates are unmistakable; those without an offset are
// local to the publication.
var layouts = []string{
	time.RFC3339Nano, time.DateTime, time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05-0700",
	"2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02T15:04Z07:00", "2006-1-2",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/1/2", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon Jan 2 15:04:05 2006", "January 2, 2006", "Jan 2, 2006", "January 2, 2006 15:04", "Jan 2, 2006 15:04", "Jan 2, 2006 3:04 PM",
	"January 2, 2006 3:04 PM", "2 January 2006", "2 Jan 2006", "2 January 2006 15:04", "2 Jan 2006 15:04", "2-Jan-2006", "2-Jan-06", "January 2006",
}

// longestDate is how many bytes a date may have.
const longestDate = 100

// parse reads a date, false where it is none.
func (d *dates) parse(given string) (time.Time, bool) {
	if len(given) > 4*longestDate {
		return time.Time{}, false
	}
	given = strings.TrimSpace(latinDigits(given))
	if given == "" || len(given) > longestDate {
		return time.Time{}, false
	}
	if t, ok := d.numbered(given); ok {
		return t, true
	}
	if t, ok := d.parted(given); ok {
		return t, true
	}
	for _, text := range []string{given, english(given)} {
		for _, layout := range layouts {
			if t, err := time.ParseInLocation(layout, text, d.zone); err == nil {
				return d.settled(t)
			}
		}
	}
	return time.Time{}, false
}

// settled gives the time with its offset in place of a named zone. Years that
// only the Persian calendar has now are taken for its own.
func (d *dates) settled(t time.Time) (time.Time, bool) {
	if y := t.Year(); y >= 1200 && y < 1600 {
		g, ok := calendar.FromPersian(calendar.Date{Year: y, Month: int(t.Month()), Day: t.Day()})
		if !ok {
			return time.Time{}, false
		}
		t = time.Date(g.Year, time.Month(g.Month), g.Day, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	}
	if t.Year() < 1 {
		return time.Time{}, false
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset)), true
	}
	return t.UTC(), true
}

// numbered reads seconds since 1970, thousandths of them, and the days since
// 1900 in which spreadsheets count.
func (d *dates) numbered(given string) (time.Time, bool) {
	n, err := strconv.ParseFloat(given, 64)
	if err != nil || n != n {
		return time.Time{}, false
	}
	const firstSerial, lastSerial = 15_000, 80_000 // 1941 to 2119
	switch whole, _, _ := strings.Cut(given, "."); {
	case n >= firstSerial && n < lastSerial && len(whole) == 5:
		return d.settled(time.Date(1899, 12, 30, 0, 0, int(n*86_400+0.5), 0, d.zone))
	case len(whole) >= 9 && len(whole) <= 10:
		return time.Unix(int64(n), 0).UTC(), true
	case len(whole) >= 12 && len(whole) <= 13:
		return time.UnixMilli(int64(n)).UTC(), true
	}
	return time.Time{}, false
}

var partedDate = regexp.MustCompile(`^(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?(?:[ ,T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp][Mm])?(?:\s*Uhr)?)?$`)

// parted reads a date of three numbers: 2.3.2021, 3/2/21, 1400/12/11.
func (d *dates) parted(given string) (time.Time, bool) {
	found := partedDate.FindStringSubmatch(given)
	if found == nil || found[2] == "-" && len(found[1]) == 4 {
		return time.Time{}, false
	}
	first, middle, last := digits(found[1]), digits(found[3]), digits(found[4])
	year, month, day := last, middle, first
	switch {
	case len(found[1]) == 4:
		year, day = first, last
	case len(found[1]) > 2:
		return time.Time{}, false
	case found[2] == "." || first > 12:
	case middle > 12:
		month, day = first, middle
	default:
		d.ambiguous = d.ambiguous || first != middle
		if d.monthFirst {
			month, day = first, middle
		}
	}
	if year < 100 && len(found[1]) != 4 {
		year += 1900
		if year < 1970 {
			year += 100
		}
	}
	hour := digits(found[5])
	switch half := strings.ToLower(found[8]); {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	t := time.Date(year, time.Month(month), day, hour, digits(found[6]), digits(found[7]), 0, d.zone)
	if persian := year >= 1200 && year < 1600; !persian && (t.Day() != day || int(t.Month()) != month) || hour > 23 || month < 1 || month > 12 || day < 1 {
		return time.Time{}, false
	} else if persian {
		return d.persian(calendar.Date{Year: year, Month: month, Day: day}, t)
	}
	return d.settled(t)
}

// persian reads a day of the Persian calendar at the hour of t.
func (d *dates) persian(day calendar.Date, t time.Time) (time.Time, bool) {
	g, ok := calendar.FromPersian(day)
	if !ok {
		return time.Time{}, false
	}
	return d.settled(time.Date(g.Year, time.Month(g.Month), g.Day, t.Hour(), t.Minute(), t.Second(), 0, d.zone))
}

func digits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// latinDigits writes the digits of Arabic and Persian as those of Latin.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		case r == 0x200E || r == 0x200F:
			return -1
		}
		return r
	}, s)
}

// months are the names of months in other languages, folded, with the words that
// stand around them.
var months = strings.Fields(`
	janvier=January janv=January januar=January janner=January enero=January ene=January jan=January
	fevrier=February fevr=February februar=February febrero=February feb=February
	mars=March marz=March mar=March marzo=March
	avril=April avr=April abril=April abr=April apr=April
	mai=May mayo=May
	juin=June juni=June junio=June jun=June
	juillet=July juil=July juli=July julio=July jul=July
	aout=August agosto=August ago=August aug=August
	septembre=September septiembre=September sept=September sep=September
	octobre=October oktober=October octubre=October oct=October okt=October
	novembre=November noviembre=November nov=November
	decembre=December dezember=December diciembre=December dez=December dic=December dec=December
	de= del= le= el= den= am= um= a= à= er= uhr=`)

// english writes a date in words of other languages in English: 2. März 2021,
// 2 de marzo de 2021, 1er mars 2021.
func english(given string) string {
	names := make(map[string]string, len(months))
	for _, pair := range months {
		name, to, _ := strings.Cut(pair, "=")
		names[name] = to
	}
	var out []string
	for _, word := range strings.Fields(given) {
		word = strings.TrimSuffix(strings.TrimSuffix(word, ","), ".")
		if n := strings.TrimSuffix(word, "er"); n != word && digits(n) > 0 {
			word = n
		}
		if to, known := names[fold(word)]; known {
			word = to
		}
		if word != "" {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}
