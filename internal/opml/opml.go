// Package opml reads and writes OPML, the lists in which readers of feeds hand
// their subscriptions on: folders, titles and addresses.
//
// It fetches nothing, judges no address and drops no double entry: that is for
// whoever subscribes. About half of the lists that are found are not
// well-formed XML; they are read all the same. It guarantees that a list is
// refused past its limits (bytes, outlines, depth), that reading never panics
// and is linear in the length, and that what Write gave Read gives again.
package opml

import (
	"errors"
	"time"
)

// Limits of a list.
const (
	MaxBytes    = 4 << 20
	MaxOutlines = 10_000
	MaxDepth    = 32
)

// What Read refuses. The sentences are for people.
var (
	ErrNoList      = errors.New("this is not a list of feeds in OPML")
	ErrTooLong     = errors.New("the list has more than 4 MB")
	ErrTooMany     = errors.New("the list has more than 10,000 entries")
	ErrTooDeep     = errors.New("the list has folders more than 32 deep")
	ErrUnreadChars = errors.New("the list's characters cannot be read")
)

// List is a list of subscriptions.
type List struct {
	Title   string
	Owner   string
	Created time.Time // zero: not stated
	Feeds   []Feed    // in the order of the file
}

// Feed is one subscription.
type Feed struct {
	Title       string   // empty where the list states none
	Address     string   // of the feed, as given
	Site        string   // of the page that it belongs to; may be empty
	Description string   // may be empty
	Language    string   // may be empty
	Folders     []string // names of the folders that it lies in, outermost first
	Tags        []string // its categories
}
