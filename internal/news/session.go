package news

import "time"

// Limits of sessions.
const (
	MaxSessions       = 10_000
	MaxSessionName    = 200    // letters
	MaxSessionSteps   = 20_000 // of one session
	MaxSessionIDs     = 1000   // ids of a step
	MaxSessionWords   = 2000   // letters of a query, a quotation or a note in a step
	MaxSessionQueries = 20     // of one step
)

// Session is a trail: what a researcher searched, opened and marked, in order.
type Session struct {
	ID      string
	Name    string
	Made    time.Time
	Started time.Time // the last time
	Stopped time.Time // the last time; zero: it runs
	Running bool      // at most one of a library does
	Steps   int64
	// Fingerprint is the library's at the newest step whose own is known, or at
	// the start where that came later.
	Fingerprint string
}

// StepKind is what was done in a step of a session.
type StepKind string

// Kinds of steps.
const (
	StepSearch      StepKind = "search"
	StepTimeline    StepKind = "timeline" // a search that was shown along its dates
	StepConcordance StepKind = "concordance"
	StepTrend       StepKind = "trend"
	StepSave        StepKind = "save" // a search was saved
	StepRead        StepKind = "read"
	StepMark        StepKind = "mark" // words were marked
	StepNote        StepKind = "note" // something was said of a mark
	StepCollect     StepKind = "collect"
	StepCite        StepKind = "cite"
)

// SessionStep is a thing that was done in a session.
type SessionStep struct {
	Number int // in its session, from 1; never given again
	At     time.Time
	Kind   StepKind
	Asked  StepAsked
	Gave   StepGave
	// Fingerprint is the library's at that moment; empty: it was changing, so
	// that the answer may be of none of its states.
	Fingerprint string
}

// StepAsked is what a step asked for; each kind uses the fields that are its own.
type StepAsked struct {
	Query   string              `json:"query,omitempty"` // as it was written
	Strict  bool                `json:"strict,omitempty"`
	Typed   bool                `json:"typed,omitempty"` // as in the search field: where hardly anything holds all words, fewer do
	Filters map[string][]string `json:"filters,omitempty"`
	Within  string              `json:"within,omitempty"`
	Sort    string              `json:"sort,omitempty"`
	Offset  int                 `json:"offset,omitempty"`
	Limit   int                 `json:"limit,omitempty"`
	Width   int                 `json:"width,omitempty"`   // of a concordance
	Queries []string            `json:"queries,omitempty"` // of a trend
	By      string              `json:"by,omitempty"`      // its periods

	Article  string `json:"article,omitempty"` // public id
	Title    string `json:"title,omitempty"`   // its headline
	Version  int    `json:"version,omitempty"` // the one that was read
	Mark     string `json:"mark,omitempty"`    // id of a highlight
	Quote    string `json:"quote,omitempty"`   // the marked or cited words
	Note     string `json:"note,omitempty"`
	Block    string `json:"block,omitempty"`    // the cited paragraph
	Style    string `json:"style,omitempty"`    // of a citation
	Calendar string `json:"calendar,omitempty"` // of its dates; empty: by the article's language
	// Name is that of the collection or the saved search; Thing is its id.
	Name  string `json:"name,omitempty"`
	Thing string `json:"thing,omitempty"`
}

// StepGave is what a step was answered.
type StepGave struct {
	Total      int64    `json:"total"`
	IDs        []string `json:"ids,omitempty"`    // of articles, in the order shown, at most MaxSessionIDs
	Counts     []int64  `json:"counts,omitempty"` // of a trend: articles of each query
	Text       string   `json:"text,omitempty"`   // of a citation
	Understood string   `json:"understood,omitempty"`
	Plain      string   `json:"plain,omitempty"` // the query in plain English
	// Own: it depends on the reader's own marks, notes or collections, of which a
	// fingerprint knows nothing.
	Own     bool `json:"own,omitempty"`
	Partial bool `json:"partial,omitempty"` // cut short by its deadline
}

// SessionPage is a part of the sessions, the newest first.
type SessionPage struct {
	Sessions []Session
	Total    int64
	Next     string // for the part behind it; empty: the end
}

// StepPage is a part of the steps of a session, in order.
type StepPage struct {
	Session Session
	Steps   []SessionStep
	Next    int // number of the last step, for the part behind it; 0: the end
}
