package calendar

// Calendar is a way to count days.
type Calendar string

// The calendars.
const (
	Gregorian Calendar = "gregorian"
	Persian   Calendar = "persian"
	Islamic   Calendar = "islamic"
)

// Reckoning says how an Islamic date was found.
type Reckoning string

// The reckonings.
const (
	UmmAlQura Reckoning = "umalqura"
	Civil     Reckoning = "civil"
)

// Date is a day in a calendar that the context names. Months and days count from
// one. Gregorian years are astronomical: 0 is 1 BC.
type Date struct{ Year, Month, Day int }

// ToPersian gives the Persian date of a Gregorian one.
func ToPersian(g Date) Date { return persianOf(dayOf(g)) }

// FromPersian gives the Gregorian date of a Persian one; false where there is no
// such day.
func FromPersian(p Date) (Date, bool) {
	if p.Month < 1 || p.Month > 12 || p.Day < 1 || p.Day > persianDays(p.Year, p.Month) {
		return Date{}, false
	}
	return gregorianOf(persianDay(p)), true
}

// ToIslamic gives the Islamic date of a Gregorian one and how it was found.
func ToIslamic(g Date) (Date, Reckoning) { return islamicOf(dayOf(g)) }

// FromIslamic gives the Gregorian date of an Islamic one and how it was found;
// false where there is no such day.
func FromIslamic(i Date) (Date, Reckoning, bool) {
	if i.Month < 1 || i.Month > 12 || i.Day < 1 || i.Day > islamicDays(i.Year, i.Month) {
		return Date{}, "", false
	}
	day, how := islamicDay(i)
	return gregorianOf(day), how, true
}

// Valid reports whether g is a day of the Gregorian calendar.
func Valid(g Date) bool {
	return g.Month >= 1 && g.Month <= 12 && g.Day >= 1 && gregorianOf(dayOf(g)) == g
}

// dayOf gives the Julian day number at noon of a Gregorian date, proleptic: days
// of whole years that begin in March, so that the leap day is the last.
func dayOf(g Date) int {
	late := floor(14-g.Month, 12) // 1 in January and February
	y := g.Year + 4800 - late
	m := g.Month + 12*late - 3
	return g.Day + floor(153*m+2, 5) + 365*y + floor(y, 4) - floor(y, 100) + floor(y, 400) - 32045
}

// gregorianOf is the inverse of dayOf.
func gregorianOf(day int) Date {
	a := day + 32044
	b := floor(4*a+3, 146097)
	c := a - floor(146097*b, 4)
	d := floor(4*c+3, 1461)
	e := c - floor(1461*d, 4)
	m := floor(5*e+2, 153)
	return Date{Year: 100*b + d - 4800 + m/10, Month: m + 3 - 12*(m/10), Day: e - floor(153*m+2, 5) + 1}
}

// floor divides towards minus infinity.
func floor(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
