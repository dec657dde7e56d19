package news

import "time"

// Filter says which published articles a list holds. Zero fields do not filter.
type Filter struct {
	Kind       Kind
	Section    string // slug or name, as the next three
	Topic      string // slug
	Tag        string // slug
	Author     string // slug
	Language   string
	Source     string    // name
	Collection string    // id, name or path: what stands in it, not in those inside it
	Story      string    // id of an article: those that tell its story in nearly its words
	From       time.Time // first instant
	To         time.Time // first instant after
	Is         string    // starred, later, unread
	Oldest     bool      // oldest first instead of newest
	After      string    // cursor of the page before; empty: from the start
	Skip       int64     // articles left out before the page, to enter a list in its middle
	Limit      int       // 1 to 500; 0: 50
	Fold       bool      // find out which articles tell one story (Summary.Tellings, Folded)
}

// Summary is what a list shows of an article.
type Summary struct {
	Row        Row
	ID         string // public
	Kind       Kind
	Section    Section // Count is not set
	Language   string
	Kicker     string
	Title      string
	FrontTitle string // stands in place of the title on the front page and cards; empty: the title does
	Standfirst string
	Excerpt    string // of the body, at most 300 letters; for articles without standfirst
	Authors    []string
	Published  time.Time // zero: undated
	Updated    time.Time // of the newest version; zero: never
	Words      int
	Minutes    int
	Lead       *Picture
	MediaCount int
	Comments   int    // approved
	Change     string // change kind of the newest version
	Read       bool
	// ChangedSinceRead: a version that is more than a minor change came here after
	// somebody had read it last.
	ChangedSinceRead bool
	Starred          bool
	Later            bool
	URL              string
	Source           string
	Feed             string // title of the subscription that it comes from; empty: none
	// Tellings is how many articles of a folded list tell this one's story in nearly
	// its words; 0: it alone does, or nobody asked. Folded: another one stands for
	// them, the first in the list.
	Tellings int
	Folded   bool
}

// Page is one page of a list and the cursor of the next; Next is empty at the end.
type Page struct {
	Articles []Summary
	Next     string
}

// DayCount is how many published articles a day holds.
type DayCount struct {
	Day   Day
	Count int64
}

// ViewSource says whose reads a ranking counts.
type ViewSource string

// Whose reads: those that came with the articles, or this machine's own.
const (
	ViewsCame ViewSource = "came"
	ViewsOwn  ViewSource = "own"
)

// Ranking is the most viewed articles of a window of days.
type Ranking struct {
	Source ViewSource
	From   Day // first day counted
	To     Day // newest day that has counts; empty: there are none
	Items  []Ranked
}

// Ranked is an article and its reads in a window.
type Ranked struct {
	Article Summary
	Reads   int64
}

// Counts are the library's totals, of published things where that matters.
type Counts struct {
	Articles int64
	Topics   int64
	Tags     int64
	Media    int64
	Comments int64
	Sections int64
	Authors  int64
	Unread   int64
	Starred  int64
	Later    int64
	Oldest   time.Time
	Newest   time.Time
}

// Mark is a reader's mark on an article.
type Mark string

// The marks.
const (
	MarkRead  Mark = "read"
	MarkStar  Mark = "star"
	MarkLater Mark = "later"
	// MarkWatch: the reader is told when the article changes.
	MarkWatch Mark = "watch"
)

// Labels are the named things that an article belongs to, with their addresses.
type Labels struct {
	Section Section // empty slug: none
	Bylines []Byline
	Tags    []Tag
	Topics  []Topic
}
