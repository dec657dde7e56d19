package news

import "time"

// Subscription is a feed that articles come from.
type Subscription struct {
	ID      string
	Address string // of the feed
	Title   string
	Site    string // address of the page that it belongs to; may be empty
	Folder  string // as the person sorts them; empty: none
	Source  string // of its articles; given by the store, and never changed
	// Complete: articles of which the feed gives a summary are completed from
	// their pages.
	Complete bool
	// Private: its host may be on the person's own machine or network.
	Private bool
	// Pictures: the remote pictures of its articles are fetched with them.
	Pictures bool
	Asked    Asked
}

// Asked is what came of asking for a feed.
type Asked struct {
	ETag, LastModified string    // of the last answer, for the next request
	Sum                string    // SHA-256 of what came last, in hex
	Checked            time.Time // when it was asked for last; zero: never
	Changed            time.Time // when something new came last; zero: never
	Next               time.Time // before which no schedule asks again
	Failures           int       // since it last went well
	Problem            string    // a sentence of what went wrong last; empty: it went well
	Gone               bool      // its host says that it will not come back (410)
}

// Held is what a library has of an item that a feed names.
type Held struct {
	Known   bool
	Removed bool      // it was here, and somebody took it away
	Updated time.Time // as its newest version says; zero: it does not
	// Published is as its newest version says, to the millisecond; zero: undated.
	Published time.Time
}
