// Package importer brings articles in. A Format turns the bytes of one kind of
// file into news records and knows nothing else; the Host finds the right
// format from the content, bounds what is read, writes bodies canonically,
// stores the pictures that the records name, and hands batches to the store.
//
// It makes no network request: remote pictures stay placeholders with their
// address. It guarantees that records reach the store in the order of the file,
// that a cancelled run keeps whole batches and nothing of the rest, and that an
// item which cannot be read is reported with its place and does not stop the
// others.
package importer

import (
	"context"
	"io"
	"time"

	"broadsheet/internal/news"
)

// About is how a format describes itself.
type About struct {
	Name       string   // as on the command line: jsonl
	Title      string   // as people call it
	Extensions []string // lower case, with the dot, the usual one first
	Single     bool     // a file is one article: those of a folder have the folder as their source
	// Beside are the endings of the folder that lies beside a file of this
	// format, by its name without the extension, and holds its parts: "_files".
	// They are not looked through for files of their own.
	Beside  []string
	Carries Carries
}

// Carries says what a format can bring, so that hosts and screens ask for
// abilities and not for names.
type Carries struct {
	IDs         bool // ids of the source's own
	Versions    bool // earlier versions
	Comments    bool
	Media       bool // pictures beside the file or inside it
	Publication bool // the publication's record, topics, tags and slots
}

// Likelihood is how surely content is of a format.
type Likelihood int

// The likelihoods, in rising order.
const (
	Unlikely Likelihood = iota
	Possible            // it can be read as this format; nothing speaks for it
	Likely              // it looks like it
	Certain             // it bears the format's mark
)

// Input is what a format reads.
type Input struct {
	Content io.Reader      // already decompressed and bounded
	Name    string         // the file's name, for messages; may be empty
	Zone    *time.Location // the zone of dates without one; never nil
	// Base is the address that the content came from, and ContentType what its
	// host called it; empty for files.
	Base, ContentType string
	// Mapping names for a column of a table, by its heading, the field that it
	// brings. It is empty where the person left that to the format.
	Mapping map[string]string
}

// Item is one thing that a format found, or one that it could not read.
type Item struct {
	Where string // "line 14": where in the file it stands
	// Record is what was read, in the source's own words: bodies as given,
	// pictures by the source's addresses. It is the zero Record where the item
	// could not be read at all. The last of an article's versions may stand for
	// its present state and bring that version's own words only: its Article is
	// empty then.
	Record news.Record
	// Files are the pictures, films and sounds that lie in the imported file
	// itself, by the address under which the record names them.
	Files map[string][]byte
	// Problems say what was altered or refused, a sentence each; where they are, and
	// of what kind where nothing more is known of that, the host adds.
	Problems []news.Problem
	// Note: there is no record because the source itself had put aside what the
	// problems tell of (its trash, its folders' own pages). It does not count as
	// an item that was refused.
	Note bool
}

// Said makes problems of sentences.
func Said(sentences ...string) []news.Problem {
	var problems []news.Problem
	for _, sentence := range sentences {
		problems = append(problems, news.Problem{Message: sentence})
	}
	return problems
}

// Format reads one kind of file. Implementations are pure: bytes in, values
// out, no store and no network, and safe for use by several goroutines.
type Format interface {
	About() About
	// Sniff judges the first bytes of a file, at most SniffLength of them.
	Sniff(head []byte) Likelihood
	// Read gives the items in the order of the file. It stops at the first
	// error that yield gives, and returns it; its own errors are those that
	// make the rest of the file unreadable.
	Read(ctx context.Context, in Input, yield func(Item) error) error
}

// SniffLength is how many bytes of a file a format is shown to know it by.
const SniffLength = 64 << 10

// Mapped is an optional power of a Format that reads tables: it tells which
// column it takes for what, so that a person can say otherwise (Input.Mapping).
type Mapped interface {
	Format
	// Columns judges the first bytes of a file, at most SniffLength of them; a
	// mapping goes before guesses, as it does in Read. It is empty where they are no
	// table.
	Columns(head []byte, mapping map[string]string) []Column
	// Fields are the names that a mapping may give.
	Fields() []string
}

// Column is a column of a table.
type Column struct {
	Heading string   // what a mapping names it by
	Field   string   // what it is taken to bring; empty: it is kept under extra
	Samples []string // its first values, at most three, shortened
}
