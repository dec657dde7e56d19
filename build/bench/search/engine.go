package search

import (
	"context"
	"errors"
)

// The engines by name.
const (
	engineOwn = "own"
	// engineFirst is the program's index when a query is asked for the first time.
	engineFirst  = "own, first time"
	engineBleve  = "bleve"
	engineFTS5   = "fts5"
	engineXapian = "xapian"
)

// facetNames are the four facets of the classes that ask for them.
var facetNames = []string{"kind", "section", "topic", "tag"}

// facetSize is how many values of each are wanted.
const facetSize = 50

// answer is what an engine gives for a question. The first page stands in rows.
type answer struct {
	total  int64
	rows   []int64
	facets map[string][]int64 // the counts of each, largest first
	// bounded says that the engine looked at a part of the words only.
	bounded bool
}

// engine is asked. It is opened warm and used by one goroutine.
type engine interface {
	// ask answers as the engine's users would ask it.
	ask(ctx context.Context, q question) (answer, error)
	close() error
}

// judge is an engine that can also be asked for the words as they are written,
// whatever stems it knows: what totals are compared by.
type judge interface {
	engine
	askExactly(ctx context.Context, q question) (answer, error)
}

// errUnable is given for a question that an engine has no answer to.
var errUnable = errors.New("the engine cannot answer this")
