// Package exporter gives articles out. A Format writes news records as one kind
// of file and knows nothing else; the Host takes the records from the library
// one after the other, lays the pictures beside the file, and puts the file in
// its place only when it is whole.
//
// The same library gives the same bytes, whatever the file is called: times are
// those of the articles, pictures lie in a folder whose name does not depend on
// the file's, under the hash of their content. Comments' addresses are never
// given out.
package exporter

import (
	"context"
	"io"
	"iter"
	"time"

	"broadsheet/internal/news"
)

// About is how a format describes itself.
type About struct {
	Name       string   // as on the command line: jsonl
	Title      string   // as people call it
	Extensions []string // lower case, with the dot, the usual one first
	Media      bool     // pictures are written beside the file
	Folder     bool     // it writes several files: a folder, or that as a zip where the path ends so
}

// Records are what is to be written, in order: the publication's record,
// topics, tags and slots first. An error ends them. They may be gone through more
// than once, and may then differ in what was written in between.
type Records = iter.Seq2[news.Record, error]

// Output is where a format writes.
type Output struct {
	io.Writer
	// Publication is what the articles are of; a part of it comes without its record.
	Publication news.Publication
	// Zone is the publication's: in it days are told.
	Zone *time.Location
	// Media lays a stored file, named by its address in the library, beside
	// what is written, and gives its relative address there. An address that is
	// not of the library comes back unchanged.
	Media func(ctx context.Context, src string) (string, error)
	// Open opens a stored file by its address in the library and gives the name that
	// it has beside others (its hash, with the ending of its content). An address
	// that is not of the library, and a file that is not there any more, are
	// CodeNotFound.
	Open func(ctx context.Context, src string) (io.ReadCloser, string, error)
	// Create begins the next file of a Folder; the one before is ended.
	Create func(name string) (io.Writer, error)
	// Title is what the whole is called where its records do not say.
	Title string
	// Written is to be called after each record.
	Written func(news.Record)
}

// Format writes one kind of file. Implementations hold no state and are safe
// for use by several goroutines; equal records give equal bytes.
type Format interface {
	About() About
	Write(ctx context.Context, out Output, records Records) error
}
