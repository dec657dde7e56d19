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
	State      string    // running, done, canceled, failed, interrupted, undone
	Added      int
	Updated    int
	Unchanged  int
	Duplicates int
	Skipped    int
	LeftOut    int       // by rules
	Problems   []Problem // at most MaxProblems are kept, of each kind the first ones
	// Kinds count the problems by their kinds, with those that are not kept.
	Kinds []ProblemCount
	// Place is how far it is, and Origin what it reads, so that it can go on when
	// it was broken off; nil: it cannot, since what it read is not kept.
	Place  ImportPlace
	Origin *ImportOrigin
}

// Resumable says whether the import was broken off and can go on.
func (i *Import) Resumable() bool {
	return i.Origin != nil && (i.State == "interrupted" || i.State == "canceled" || i.State == "failed")
}

// Count adds the outcomes of a batch: those of articles and subscriptions, since
// people count these.
func (i *Import) Count(records []Record, outcomes []Outcome) {
	for n, outcome := range outcomes {
		if n < len(records) && records[n].Article == nil && records[n].Subscription == nil && outcome != OutcomeSkipped {
			continue
		}
		switch outcome {
		case OutcomeAdded:
			i.Added++
		case OutcomeUpdated:
			i.Updated++
		case OutcomeUnchanged:
			i.Unchanged++
		case OutcomeDuplicate:
			i.Duplicates++
		case OutcomeSkipped:
			i.Skipped++
		}
	}
}

// ImportPlace is how far an import is: the files that are dealt with whole, in
// their order, and the items of the next.
type ImportPlace struct {
	Files int64
	Items int64
}

// ImportOrigin is what an import reads and how, and what its answers depend on
// besides: an import that goes on gives what it would have given in one go.
type ImportOrigin struct {
	Paths   []string // files and folders of this machine
	As      string   // the format, where it was said
	Source  string   // the source's name, where it was said
	Mapping map[string]string
	Fetch   bool // remote pictures afterwards
	Private bool // these may be on the person's own network
	// Seal is a hash of the files' names, sizes and times.
	Seal string
	// TimeZone and Languages were the publication's.
	TimeZone  string
	Languages []string
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
