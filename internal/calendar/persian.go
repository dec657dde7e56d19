package calendar

// persianEpoch is the Julian day of 1 Farvardin 1 (19 March 622, Julian).
const persianEpoch = 1948320

// persianYearStart gives the first day of a year by the 33-year rule: eight leap
// years in thirty-three.
func persianYearStart(year int) int {
	return persianEpoch + 365*(year-1) + floor(8*year+21, 33)
}

func persianLeap(year int) bool {
	return persianYearStart(year+1)-persianYearStart(year) == 366
}

func persianDays(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month <= 11 || persianLeap(year):
		return 30
	}
	return 29
}

// persianDay gives the Julian day of a Persian date.
func persianDay(p Date) int {
	before := 31 * (p.Month - 1)
	if p.Month > 7 {
		before = 186 + 30*(p.Month-7)
	}
	return persianYearStart(p.Year) + before + p.Day - 1
}

func persianOf(day int) Date {
	year := 1 + floor(33*(day-persianEpoch)+3, 12053)
	for persianYearStart(year) > day {
		year--
	}
	for persianYearStart(year+1) <= day {
		year++
	}
	n := day - persianYearStart(year)
	if n < 186 {
		return Date{year, n/31 + 1, n%31 + 1}
	}
	return Date{year, (n-186)/30 + 7, (n-186)%30 + 1}
}
