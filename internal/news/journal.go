package news

import "time"

// Actor is who did something: a random id and a name, made at first start.
type Actor struct {
	ID   string
	Name string
}

// Entry is a row of the journal as people see it.
type Entry struct {
	Entry    int64 // its number
	At       time.Time
	Actor    string // name
	Verb     string // subject.past_tense
	Subject  string // what it was done to: an id, a name, a count
	Import   string // id of the import it belongs to; may be empty
	Undoable bool
	Undone   bool
}

// Undone is what taking something back did: how many things went back to what
// they were, and what stayed because somebody touched it since.
type Undone struct {
	Undone int
	Kept   []string
}

// Outcome says what storing an incoming article did.
type Outcome string

// The outcomes.
const (
	OutcomeAdded     Outcome = "added"
	OutcomeUpdated   Outcome = "updated"
	OutcomeUnchanged Outcome = "unchanged"
	OutcomeDuplicate Outcome = "duplicate" // without id of its own, and its text or address is here already
	OutcomeSkipped   Outcome = "skipped"
)

// Import is one run of an importer.
type Import struct {
	ID         string
	Label      string // the file's, folder's or address's name as given
	Format     string
	Started    time.Time
	Ended      time.Time // zero: running, or cut off by a crash
	State      string    // running, done, canceled, failed, undone
	Added      int
	Updated    int
	Unchanged  int
	Duplicates int
	Skipped    int
	LeftOut    int       // by rules
	Problems   []Problem // at most 1,000 are kept
}

// Problem is an item that was refused or altered, and why.
type Problem struct {
	Where   string // "line 14", "chapter 3", a file's name
	Message string // one sentence
}

// Provenance says where an article came from.
type Provenance struct {
	Source   string // its source's name
	Own      bool   // the source is the publication's own
	Address  string // canonical address; may be empty
	Import   string // id of the import that brought its newest version; may be empty
	Label    string // that import's label
	Imported time.Time
}

// Revised is what came of changing articles that are here.
type Revised struct {
	Changed  int
	Problems []Problem
}
