package news

import "time"

// Publication is who publishes: the library holds exactly one.
type Publication struct {
	Name      string
	Tagline   string
	Languages []string // BCP 47, the first is its own
	TimeZone  string   // IANA name; UTC where empty
	Sections  []Section
	// Origin says where the publication's record came from.
	Origin Origin
}

// Origin is where the publication's record came from.
type Origin string

// The origins.
const (
	OriginSample Origin = "sample" // the built-in sample publication
	OriginEmpty  Origin = "empty"  // made empty, not named by anybody yet
	OriginOwn    Origin = "own"    // named by a person or by an import
)

// Zone gives the publication's time zone, UTC where it names none that exists.
func (p Publication) Zone() *time.Location {
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Section is a desk or department of the publication.
type Section struct {
	Slug  string
	Name  string
	Count int64 // published articles
}

// Topic is an In Focus entry.
type Topic struct {
	Slug        string
	Name        string
	Description string // one paragraph of plain text
	Body        string // canonical long text; may be empty
	BodyFormat  BodyFormat
	Picture     *Picture
	Order       int // smaller first
	Visible     bool
	Aliases     []string
	Neighbours  []string // slugs
	Language    string
	Count       int64 // published articles
	// Bare: it was made because an article named it, not by a record of its own.
	Bare bool
}

// Tag is a free word on articles. Aliases are other spellings that lead to it.
type Tag struct {
	Slug    string
	Name    string
	Aliases []string
	Count   int64 // published articles
}

// Byline is a name that articles are by.
type Byline struct {
	Slug  string
	Name  string
	Count int64
}

// Slot names of the front page.
const (
	SlotLead           = "lead"
	SlotEditorsChoice  = "editors-choice"
	SlotInFocus        = "in-focus"
	SlotGallery        = "gallery"
	SourceOwn          = "own" // the name of the publication's own source
	DefaultLibraryName = "Broadsheet"
)

// Slots names the slots in the order of the page.
func Slots() []string {
	return []string{SlotLead, SlotEditorsChoice, SlotInFocus, SlotGallery}
}

// SlotItem is one curated item of a front-page slot: an article's public id, or
// a topic's slug in the in-focus slot, with words and picture of its own where
// the editor gave them.
type SlotItem struct {
	ID      string
	Title   string
	Kicker  string
	Picture *Picture
}

// Front is the curated state of the front page: its slots in order.
type Front struct {
	Slots map[string][]SlotItem
}

// FrontRevision is a state that the front page was in.
type FrontRevision struct {
	Revision int64 // rising
	At       time.Time
	Actor    string                // who made it so
	Slots    map[string][]SlotItem // as they were written down
}

// FrontCopy is the front page on an editor's desk: what readers see, and the working
// copy of it where there is one.
type FrontCopy struct {
	Live  int64                 // the revision that readers see; 0: nothing was ever chosen
	Seen  map[string][]SlotItem // its slots
	Slots map[string][]SlotItem // of the working copy; those of Live where there is none
	Since time.Time             // when the copy was begun; zero: there is none
	Base  int64                 // the revision that it was begun from
	Mark  string                // of the copy as it stands, changing with all that is done to it; empty: there is none
	// Due is when the copy is to be published; zero: it waits for nobody's clock.
	Due time.Time
	// DueOnto is the revision that readers saw when that was said.
	DueOnto int64
	// Failed is why a copy that was due could not be published; may be empty.
	Failed string
}

// Record is one record of an interchange stream; exactly one field is set, Came
// apart.
type Record struct {
	Publication *Publication
	Topic       *Topic
	Tag         *Tag
	Front       *Front
	Article     *Article
	// Came is what arrived, where a rule made Article of it; else nil.
	Came *Article
	// Subscription is a feed to be asked from now on.
	Subscription *Subscription
	Piece        *Piece // only in exports of what a search found
	// Part stands between articles in exports of a collection, and Note is what the
	// collection says of Article.
	Part       *Part             `json:",omitempty"`
	Note       string            `json:",omitempty"`
	Collection *CollectionRecord `json:",omitempty"`
}

// Piece is a caption or comment that a search found, or an article among them.
type Piece struct {
	Thing     Thing
	ID        string // of the comment, or of the body's block that the caption stands in; else empty
	Place     string // of a caption outside the body: lead, photo-2, film-1
	Article   string // public id
	Title     string // of the article
	By        string // who wrote the comment
	Language  string
	Text      string    // of the caption or comment; of an article its standfirst
	Beside    string    // credit and alternative text of a picture
	Published time.Time // of the article; zero: undated
	URL       string    // of the article
}

// KindCount is a kind and how many published articles are of it.
type KindCount struct {
	Kind  Kind
	Count int64
}
