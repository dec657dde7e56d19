package calendar

import (
	"sort"
	"sync"
)

const (
	// islamicEpoch is the Julian day of 1 Muharram 1 of the civil calendar
	// (16 July 622, Julian).
	islamicEpoch = 1948440
	firstTable   = 1300    // the first year of the Umm al-Qura table
	tableStart   = 2408762 // its first day, 12 November 1882
)

// tableYears are the first days of the years of the table, and of the year
// behind it.
var tableYears = sync.OnceValue(func() []int {
	starts := make([]int, 0, len(umalQuraMonths)+1)
	day := tableStart
	for i := range umalQuraMonths {
		starts = append(starts, day)
		for month := 1; month <= 12; month++ {
			day += islamicDays(firstTable+i, month)
		}
	}
	return append(starts, day)
})

func inTable(year int) bool {
	return year >= firstTable && year < firstTable+len(umalQuraMonths)
}

func islamicDays(year, month int) int {
	if inTable(year) {
		return 29 + int(umalQuraMonths[year-firstTable]>>(month-1)&1)
	}
	if month%2 == 1 || month == 12 && civilLeap(year) {
		return 30
	}
	return 29
}

// civilLeap: eleven leap years in thirty.
func civilLeap(year int) bool {
	return (14+11*year)-30*floor(14+11*year, 30) < 11
}

// civilStart gives the first day of a month of the civil calendar.
func civilStart(year, month int) int {
	return islamicEpoch + 354*(year-1) + floor(3+11*year, 30) + (59*(month-1)+1)/2
}

// islamicDay gives the Julian day of an Islamic date.
func islamicDay(i Date) (int, Reckoning) {
	if !inTable(i.Year) {
		return civilStart(i.Year, i.Month) + i.Day - 1, Civil
	}
	day := tableYears()[i.Year-firstTable] + i.Day - 1
	for month := 1; month < i.Month; month++ {
		day += islamicDays(i.Year, month)
	}
	return day, UmmAlQura
}

func islamicOf(day int) (Date, Reckoning) {
	starts := tableYears()
	if day < starts[0] || day >= starts[len(starts)-1] {
		return civilOf(day), Civil
	}
	i := sort.SearchInts(starts, day+1) - 1
	year, left, month := firstTable+i, day-starts[i], 1
	for left >= islamicDays(year, month) {
		left -= islamicDays(year, month)
		month++
	}
	return Date{year, month, left + 1}, UmmAlQura
}

func civilOf(day int) Date {
	year := floor(30*(day-islamicEpoch)+10646, 10631)
	month := 12
	for month > 1 && civilStart(year, month) > day {
		month--
	}
	return Date{year, month, day - civilStart(year, month) + 1}
}
