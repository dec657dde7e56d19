package index

import (
	"encoding/binary"
	"time"

	"broadsheet/internal/news"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Document is what the index takes in of a thing that is searched. Section,
// Topics, Tags, Authors and Source are ids that never change ("t17"); Kind is
// itself one.
type Document struct {
	Thing     news.Thing
	Row       news.Row
	Language  string // BCP 47
	Title     string
	Lead      string // kicker, front headline and standfirst
	Body      string // plain text; captions and endnotes last
	Kind      string
	Section   string
	Topics    []string
	Tags      []string
	Authors   []string
	Source    string
	Published time.Time // zero: undated
	Has       []string  // what it holds: picture, film, table …
	Places    []string  // names
	Words     int
	// Runs are pieces of Body in other languages than Language, in order.
	Runs []Run
}

// Run is a piece of a text in a language of its own.
type Run struct {
	Start, End int // bytes
	Language   string
}

// ID names a thing in the index.
type ID struct {
	Thing news.Thing
	Row   news.Row
}

func (id ID) key() string {
	var b [9]byte
	b[0] = byte(id.Thing)
	binary.BigEndian.PutUint64(b[1:], uint64(id.Row))
	return string(b[:])
}

func parseID(b []byte) (ID, bool) {
	if len(b) != 9 {
		return ID{}, false
	}
	return ID{news.Thing(b[0]), news.Row(binary.BigEndian.Uint64(b[1:]))}, true
}

// The fields of the index.
const (
	fieldTitle = iota
	fieldLead
	fieldBody
	textFields
)

var textNames = [textFields]string{"title", "lead", "body"}

const (
	nameDate   = "date"
	nameHas    = "has"
	namePlace  = "place"
	nameWords  = "words"
	nameID     = "_id"
	stemMarker = "\x01"
	fieldGap   = 100 // words between two fields, so that no phrase crosses them
)

// dateDigits are in ascending order, so that dates sort as text.
const dateDigits = "0123456789abcdefghijklmnopqrstuv"

// dateOffset makes seconds positive for 17,000 years either side of 1970.
const dateOffset = 1 << 39

func dateTerm(t time.Time) string {
	n := uint64(t.Unix() + dateOffset)
	var b [8]byte
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = dateDigits[n&31]
		n >>= 5
	}
	return string(b[:])
}

func dateOf(term string) int64 {
	var n uint64
	for i := 0; i < len(term); i++ {
		c := term[i]
		d := uint64(c - '0')
		if c >= 'a' {
			d = uint64(c-'a') + 10
		}
		n = n<<5 | d
	}
	return int64(n) - dateOffset
}

// document is a Document analysed, as Bleve takes it.
type document struct {
	id     string
	fields []field
	size   int
}

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return d.size }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return uint64(d.size) }
func (d *document) AddIDField()                                {} // analyse put it in
func (d *document) StoredFieldsBytes() uint64                  { return uint64(len(d.id)) }
func (d *document) Indexed() bool                              { return true }
func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for i := range d.fields {
		visit(&d.fields[i])
	}
}

// field is a finished field: its terms are counted already.
type field struct {
	name    string
	value   []byte
	length  int
	terms   bleve.TokenFrequencies
	options bleve.FieldIndexingOptions
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }

const (
	textOptions    = bleve.IndexField | bleve.IncludeTermVectors
	keywordOptions = bleve.IndexField | bleve.SkipFreqNorm
	idOptions      = bleve.IndexField | bleve.StoreField
)
