package preflight

import (
	"cmp"
	"context"
	"slices"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// Severity is how bad a finding is.
type Severity string

// The severities.
const (
	// Mend: it has to be mended first; the command line ends with status 1.
	Mend Severity = "error"
	// Look: somebody should look at it.
	Look Severity = "warning"
)

// Name is the name of a check, as scripts know it. Names stay.
type Name string

// The checks, in the order in which a screen lists them.
const (
	Headline       Name = "headline"        // there is one, and it says something of its own
	HeadlineLength Name = "headline-length" // headline, front headline, kicker, standfirst
	BodyText       Name = "body"            // there is one, it is not too large and did not shrink
	AltText        Name = "alt-text"        // pictures have alternative texts, films have text tracks
	Credit         Name = "credit"          // pictures and films say whose they are
	RemotePicture  Name = "remote-picture"  // pictures are stored here
	InsideLink     Name = "inside-link"     // links to articles and blocks lead somewhere
	Quotes         Name = "quotes"          // quotation marks are in pairs
	Brackets       Name = "brackets"        // brackets are in pairs
	DuplicateText  Name = "duplicate-text"  // nothing is said twice, here or in the archive
	DoubledWord    Name = "doubled-word"    // the the
	MixedDirection Name = "mixed-direction" // text of both directions shows as it is meant
	Letters        Name = "letters"         // the letters and digits are those of the language
	Language       Name = "language"        // the language is said, and is the one of the text
	TableHead      Name = "table-head"      // tables have a head
	Headings       Name = "headings"        // headings have words and skip no level
	Notes          Name = "notes"           // endnotes are referred to
	Byline         Name = "byline"
	Section        Name = "section"
	Filing         Name = "filing" // topics and tags
	PlaceNamed     Name = "place"
)

// Checks lists all checks in order.
func Checks() []Name {
	return []Name{Headline, HeadlineLength, BodyText, AltText, Credit, RemotePicture, InsideLink, Quotes, Brackets, DuplicateText,
		DoubledWord, MixedDirection, Letters, Language, TableHead, Headings, Notes, Byline, Section, Filing, PlaceNamed}
}

// Most is how many findings with one message are listed.
const Most = 20

// Piece is what is looked over.
type Piece struct {
	// Article has the fields; its Body is not looked at where Document is given.
	Article news.Article
	// Document is the body; nil: the one that Article.Body holds, which has to be
	// canonical.
	Document *body.Document
	// Base is the published version that the piece was begun from, nil for a new one.
	Base *news.Article
	// Sections are the names of the publication's sections; without any, none is missed.
	Sections []string
	// Limits are those of headlines; the zero value stands for the usual ones.
	Limits Limits
}

// Limits are the lengths in letters from which a line is too long; 0: the usual.
// Ideographs count two.
type Limits struct{ Title, FrontTitle, Kicker, Standfirst int }

func (l Limits) orUsual() Limits {
	return Limits{cmp.Or(l.Title, 110), cmp.Or(l.FrontTitle, 80), cmp.Or(l.Kicker, 40), cmp.Or(l.Standfirst, 400)}
}

// Archive tells of the articles that are here already.
type Archive interface {
	// Linked tells of the articles with these public ids; those that are not here
	// are left out.
	Linked(ctx context.Context, ids []string) (map[string]Linked, error)
	// Overlaps gives the articles that share words with the piece, the most first.
	Overlaps(ctx context.Context, p Piece) ([]news.Overlap, error)
}

// Linked is an article that a link leads to.
type Linked struct {
	State  news.State
	Blocks map[string]bool // the ids of its blocks; nil: not known
}

// Finding is one thing that was seen.
type Finding struct {
	Severity Severity
	Check    Name
	// Message is the name of what is said, "CHECK.REASON"; Args are its arguments.
	Message string
	Args    map[string]string
	// Field is the field of the article (as in the interchange format) that it is
	// about; body_html for the body.
	Field string
	// Item is the number of the entry of a list field, from 0; -1 where it is about the
	// field as a whole.
	Item int
	// Block is the id of the top-level block; "" outside the body and for the body as a whole.
	Block string
	// Start and End are where the words stand, in runes: in the field, or in the text of
	// the block as body.Document.Text gives it. Equal: at that place, or nowhere.
	Start, End int
	// Quote is what stands there, shortened.
	Quote string
	// More is how many further findings with this message were left out behind this one.
	More int
}

// Report is what came of looking a piece over.
type Report struct {
	Findings []Finding // in the order of the piece
	Fine     []Name    // those that found nothing, in order
	Words    int       // of the body
}

// Errors counts what has to be mended.
func (r Report) Errors() int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == Mend {
			n += 1 + f.More
		}
	}
	return n
}

// Findings of fields have this as their Item.
const whole = -1

// looking is the work on one piece.
type looking struct {
	Piece
	archive  Archive
	language string
	text     body.Text
	units    []*unit // leaf texts of the body, in order
	fields   []*unit // title, kicker, …
	found    []Finding
	listed   map[string]int // by message: how many are listed
	last     map[string]int // by message: where the last of them stands
	open     []sign         // quotations that go on
	previous *unit          // the one that was looked at before
}

// Check looks a piece over. archive may be nil: links to articles and overlaps with
// them are not looked at then. Errors are those of ctx and of the archive, and that
// of a body that is not canonical.
func Check(ctx context.Context, p Piece, archive Archive) (Report, error) {
	l := &looking{Piece: p, archive: archive, listed: map[string]int{}, last: map[string]int{}}
	l.Limits = p.Limits.orUsual()
	if l.tooLarge() {
		return l.report(), nil
	}
	if p.Document == nil {
		var err error
		if l.Document, err = body.Parse(p.Article.Body); err != nil {
			return Report{}, news.Errorf(news.CodeInvalid, "body", "The body is not in the form in which bodies are kept: %w", err)
		}
	}
	l.read()
	for _, look := range []func(){l.headlines, l.filing, l.pictures, l.body, l.structure, l.repeats, l.direction} {
		look()
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
	}
	for _, u := range append(l.fields, l.units...) {
		l.pairs(u)
		l.doubled(u)
		l.letters(u)
	}
	l.settle(l.open)
	l.marbuta()
	if err := l.links(ctx); err != nil {
		return Report{}, err
	}
	if err := l.overlaps(ctx); err != nil {
		return Report{}, err
	}
	return l.report(), ctx.Err()
}

// add takes a finding in, unless there are many like it.
func (l *looking) add(f Finding) {
	if l.more(f.Message) {
		return
	}
	l.listed[f.Message]++
	l.last[f.Message] = len(l.found)
	l.found = append(l.found, f)
}

// more counts a finding that is one too many of its message, and says whether it is.
func (l *looking) more(message string) bool {
	if l.listed[message] < Most {
		return false
	}
	l.found[l.last[message]].More++
	return true
}

// report puts the findings in the order of the piece.
func (l *looking) report() Report {
	r := Report{Findings: l.found}
	if l.Document != nil {
		r.Words = l.text.Words(l.language)
	}
	place := map[string]int{"": -1}
	if l.Document != nil {
		for i, b := range l.Document.Blocks {
			place[b.Attr("id")] = i
		}
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Item, b.Item), cmp.Compare(place[a.Block], place[b.Block]), cmp.Compare(a.Start, b.Start))
	})
	seen := map[Name]bool{}
	for _, f := range r.Findings {
		seen[f.Check] = true
	}
	for _, c := range Checks() {
		if !seen[c] {
			r.Fine = append(r.Fine, c)
		}
	}
	return r
}

// fieldOrder is that of the editing screen.
var fieldOrder = []string{fieldKicker, fieldTitle, fieldFront, fieldStandfirst, fieldLead, fieldBody}

func rank(f Finding) int {
	if i := slices.Index(fieldOrder, f.Field); i >= 0 {
		return i
	}
	return len(fieldOrder)
}

// The names of fields, as in the interchange format.
const (
	fieldKicker     = "kicker"
	fieldTitle      = "title"
	fieldFront      = "front_title"
	fieldStandfirst = "standfirst"
	fieldLead       = "lead_image"
	fieldMedia      = "media"
	fieldBody       = "body_html"
)

// field adds a finding about a field.
func (l *looking) field(s Severity, c Name, reason, field string, args ...string) {
	l.add(Finding{Severity: s, Check: c, Message: string(c) + "." + reason, Field: field, Item: whole, Args: pairsOf(args)})
}

// item adds a finding about an entry of a field.
func (l *looking) item(s Severity, c Name, reason, field string, item int, args ...string) {
	l.add(Finding{Severity: s, Check: c, Message: string(c) + "." + reason, Field: field, Item: item, Args: pairsOf(args)})
}

// block adds a finding about a block as a whole.
func (l *looking) block(s Severity, c Name, reason, block string, args ...string) {
	l.add(Finding{Severity: s, Check: c, Message: string(c) + "." + reason, Field: fieldBody, Item: whole, Block: block, Args: pairsOf(args)})
}

func pairsOf(args []string) map[string]string {
	if len(args) == 0 {
		return nil
	}
	out := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		out[args[i]] = args[i+1]
	}
	return out
}
