package news

import "time"

// Watched is a folder on this machine whose files come in by themselves.
type Watched struct {
	ID       string
	Path     string // absolute
	As       string // the format of its files; empty: found from the content
	Source   string // the source's name; empty: as an import of the folder has it
	Pictures bool   // remote pictures are fetched too
	Private  bool   // these may be on the person's own network
	Paused   bool
	Look     Look
}

// Look is what came of looking into a watched folder.
type Look struct {
	At      time.Time // zero: never
	Files   int       // that can come in
	Came    time.Time // when something came in last; zero: never
	Import  string    // the id of that import
	Added   int       // its figures
	Updated int
	Refused string // the first of the files that could not be read then, and why
	Problem string // a sentence of what is wrong with the folder; empty: it is there
}

// FileMark is how a file looked when it was taken: by size and time a change is
// known.
type FileMark struct {
	Bytes int64
	Time  int64 // of its last change, nanoseconds since 1970
}

// Seen are files that were taken, by their paths inside the watched folder, divided
// by slashes.
type Seen map[string]FileMark
