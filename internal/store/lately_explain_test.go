package store

import "testing"

// What was read lately walks the keys of the reads, and sorts nothing there.
func TestWhatWasReadLatelyIsReadByItsKeys(t *testing.T) {
	db := openForPlans(t)
	steps := plan(t, db, recentlyReadQuery)
	for _, step := range steps {
		if walks.MatchString(step) && step != "SCAN r" || sorts.MatchString(step) {
			t.Errorf("%s\n%s", step, recentlyReadQuery)
		}
	}
}
