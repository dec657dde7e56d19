package news

import "time"

// MaxWatching is how many articles a reader watches at most.
const MaxWatching = 1000

// Watching is an article that a reader watches, with what came after it was opened
// last (or, never opened, after it was put under watch).
type Watching struct {
	Summary Summary
	State   State
	Seen    int // the newest version that was here then; 0: none
	Newest  int // the newest version
	Changes int // versions that came since, minor ones too; 0: it is as it was

	// Of the newest version: what kind of change it is, the note for readers, and
	// when it came here.
	Change  string
	Note    string
	Changed time.Time
}
