package news

import (
	"encoding/json"
	"time"
)

// Kind is what sort of item an article is. It is data: any lower-case word may
// be one; those below have names in every language of the interface.
type Kind string

// The kinds that come with the program, in the order in which screens list them.
const (
	KindNews      Kind = "news"
	KindReport    Kind = "report"
	KindAnalysis  Kind = "analysis"
	KindInterview Kind = "interview"
	KindOpinion   Kind = "opinion"
	KindNote      Kind = "note"
	KindFactSheet Kind = "factsheet"
	KindPhoto     Kind = "photo"
	KindFilm      Kind = "film"
	KindMap       Kind = "map"
	// KindPage is what a site says of itself: imprint, contact, about.
	KindPage Kind = "page"
)

// Kinds lists the kinds that come with the program.
func Kinds() []Kind {
	return []Kind{KindNews, KindReport, KindAnalysis, KindInterview, KindOpinion,
		KindNote, KindFactSheet, KindPhoto, KindFilm, KindMap, KindPage}
}

// State is the public state of an article.
type State string

// The public states.
const (
	// StateUnpublished is that of a draft that an import brought: it is kept and
	// is in no list.
	StateUnpublished State = "unpublished"
	StatePublished   State = "published"
	StateWithdrawn   State = "withdrawn"
	StateRetracted   State = "retracted"
)

// BodyFormat says how the text in Article.Body is written.
type BodyFormat string

// The forms in which a body comes in. The zero value is the stored form.
const (
	BodyCanonical BodyFormat = ""
	BodyHTML      BodyFormat = "html"
	BodyMarkdown  BodyFormat = "markdown"
	BodyText      BodyFormat = "text"
)

// Author is one name of a byline.
type Author struct {
	Name  string
	Role  string // as given; may be empty
	Email string // as given; never shown
	// Plain: it came as a bare string and is exported as one.
	Plain bool
}

// Picture is a picture as an article shows it. Src is "/media/SHA256" once
// stored; before that what the source said.
type Picture struct {
	Src     string
	Caption string
	Credit  string
	Alt     string
	Focus   string `json:",omitempty"` // the point that no crop cuts away, as Focus gives it; empty: none was set
}

// MediaItem is one picture, film or sound of an article's gallery.
type MediaItem struct {
	Type    string // photo, film, audio
	Src     string
	Caption string
	Credit  string
	Alt     string
	Poster  string
	Tracks  []Track
	Focus   string `json:",omitempty"` // as in Picture
}

// Track is a text track of a film: captions, subtitles, descriptions.
type Track struct {
	Src      string
	Language string
	Kind     string
}

// Place is where something happened.
type Place struct {
	Name string
	Lat  float64 // degrees, −90 to 90
	Lon  float64 // degrees, −180 to 180
	Date string  // as given: a year, month, day or time; may be empty
}

// Article is a published item with all that belongs to it, in the form in
// which it passes between packages. ID is unique within Source; Public is the
// id that the rest of the world sees: ID, or SOURCE:ID where another source
// had taken ID first.
type Article struct {
	Row    Row
	ID     string
	Source string
	Public string

	URL           string
	Kind          Kind
	Section       string // its name
	Language      string // BCP 47
	Kicker        string
	Title         string
	FrontTitle    string // shorter, for the front page, cards and streams; empty: the title
	Standfirst    string
	Authors       []Author
	Dateline      string
	Slug          string
	TranslationOf string // id of the article that this one translates
	Published     time.Time
	Updated       time.Time
	Body          string
	BodyFormat    BodyFormat

	Tags          []string // names
	Topics        []string // slugs once stored; before that names or slugs
	Places        []Place
	Lead          *Picture
	Media         []MediaItem
	Related       []string // ids or addresses, in the picked order
	Comments      []Comment
	Map           json.RawMessage // GeoJSON FeatureCollection
	State         State
	Versions      []Version // earlier versions, oldest first
	Views         map[Day]int64
	EditorsChoice int // 1 first; 0: not chosen
	Extra         map[string]json.RawMessage
}

// Change kinds of a version.
const (
	ChangeMinor         = "minor"
	ChangeUpdate        = "update"
	ChangeCorrection    = "correction"
	ChangeClarification = "clarification"
)

// Version is an immutable published state of an article. The article inside
// holds the fields as they stood; its comments, reads and versions are empty.
type Version struct {
	N         int // from 1
	Published time.Time
	Change    string // a change kind; empty for the first
	Note      string
	SHA256    string // hex, see Hash
	Previous  string // SHA256 of version N−1; empty for the first
	Article   Article
}
