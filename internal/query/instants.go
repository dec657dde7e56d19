package query

import "time"

// Instants gives what a written date (a year, month or day, or one of the
// relative dates of the query language) covers in a zone: its first instant
// and the first instant after it. ok is false where it is no date. today is
// the instant that relative dates count from.
func Instants(text string, zone *time.Location, today time.Time) (first, after time.Time, ok bool) {
	d, ok := Options{Zone: zone, Today: today}.readDate(text)
	return d.from, d.until, ok
}
