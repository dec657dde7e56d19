package news

import "time"

// Limits of saved searches.
const (
	MaxSavedSearches   = 10_000
	MaxSavedSearchName = 200 // letters
)

// SavedSearch is a query that is asked again and again.
type SavedSearch struct {
	ID      string
	Name    string
	Query   string // canonical text
	Created time.Time
	Looked  time.Time // when what it found was seen last; zero: never
	// Before is the look before that; zero: there was none. Undo of a look goes
	// back to it.
	Before time.Time
}
