package news

import "time"

// Selector says which words of a text are meant, after the W3C Web Annotation Data
// Model: a TextQuoteSelector and a TextPositionSelector inside a block of the body.
type Selector struct {
	Block  string `json:"block,omitempty"` // the top-level block in which they begin; empty: not known
	Start  int    `json:"start"`           // where, in Unicode code points of the block's text
	Quote  string `json:"quote"`           // the words, across blocks too
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	// Whole: it is of the article as a whole. The words are those that it was on, none
	// where it never was on any; no place is sought for them.
	Whole bool `json:"whole,omitempty"`
}

// Stretch is a stretch of a text.
type Stretch struct {
	Block    string // where it begins
	Start    int    // code points of the block's text
	EndBlock string // where it ends
	End      int    // code points of that block's text, behind the last one
	From, To int    // bytes of the whole text
}

// MarkState says how the words of a highlight were found in the article as it is.
type MarkState string

// How words were found.
const (
	MarkAnchored MarkState = "anchored" // as they were, in the block in which they were
	MarkMoved    MarkState = "moved"    // in another block, or some of them changed
	MarkDetached MarkState = "detached" // not at all
	MarkArticle  MarkState = "article"  // not sought: it is a note of the whole article
)

// MarkStates are all of them.
var MarkStates = []MarkState{MarkAnchored, MarkMoved, MarkDetached, MarkArticle}

// Colours is how many colours highlights have, from 1 on.
const Colours = 8

// Highlight is a mark on words of an article, with what the reader says of them.
type Highlight struct {
	ID      string
	Made    Selector  // as it was made; never changed
	Version int       // number of the version that it was made on; 0: not known
	Again   *Selector // where a reader put it again; nil: nobody did
	Colour  int       // 1 to Colours
	Note    string    // plain text with light Markdown; may be empty
	Tags    []string
	Created time.Time
	Updated time.Time // of colour, note and tags

	// Where it is now; the rest is empty where it is detached or of the whole article.
	State MarkState
	Place Stretch
	Words string // that it covers now, where they are others than those it was put on

	Article  string // public id
	Row      Row    // of the article
	Number   Row    // its own
	Title    string // of the article
	Language string
	URL      string
	Gone     bool // the article was removed
}

// Selector is what it is found by.
func (h *Highlight) Selector() Selector {
	if h.Again != nil {
		return *h.Again
	}
	return h.Made
}

// HighlightFilter chooses highlights. Empty fields choose all.
type HighlightFilter struct {
	Article string // public id
	Colour  int
	Tag     string
	State   MarkState
	Query   string    // words that stand in what was marked, said of it or its tags
	From    time.Time // made then or later
	To      time.Time // made before
	// ByArticle lists them as they stand in their articles, the article that came
	// last first, and not by time, the newest first.
	ByArticle bool
	Limit     int    // 0: 100; at most 10,000
	Skip      int    // that many are passed over
	After     string // Next of the page before
}

// HighlightPage is a part of a list.
type HighlightPage struct {
	Highlights []Highlight
	Total      int64  // of the filter
	Next       string // empty: there are no more
}

// HighlightChange is what is to be different; nil stays.
type HighlightChange struct {
	Colour *int
	Note   *string
	Tags   *[]string
	Add    []string  // tags
	Drop   []string  // tags
	Again  *Selector // words to put it on
	Keep   bool      // as a note of the whole article, where its words are gone
}

// LostWords tells with which version of its article the words of a highlight went.
type LostWords struct {
	Highlight string // its id
	Version   int
	Published time.Time // the version's; zero: undated
}

// HighlightCounts are what a list of highlights may be narrowed by.
type HighlightCounts struct {
	Colours  map[int]int64
	States   map[MarkState]int64
	Tags     []HighlightTag // those on most highlights first, at most 200
	Articles int64
	Total    int64
}

// HighlightTag is a tag with how many highlights bear it.
type HighlightTag struct {
	Tag   string
	Count int64
}
