package news

import "time"

// Timeline counts articles by the day on which they were published, in some
// zone. Undated ones are in none.
type Timeline struct {
	First  int       // the day of the first counts, in days since 1970-01-01
	All    []int64   // articles of each day, to the last day that has any
	Counts [][]int64 // of those days, those that each query finds
}

// Day gives the day of the counts at i, as its midnight in UTC.
func (t Timeline) Day(i int) time.Time {
	return time.Unix(int64(t.First+i)*secondsOfDay, 0).UTC()
}

const secondsOfDay = 24 * 60 * 60
