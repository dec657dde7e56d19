// Package page takes an article out of a web page: a saved file, a page in a
// folder that a browser saved, or bytes that somebody else fetched.
//
// The text is found by Mozilla's method (go-readability), before it pictures that
// load late are given their address, and behind it what surrounds an article is
// taken off: lists of links, lines for sharing and subscribing, what is related.
// Title, authors, dates, language, tags, section, lead picture and address come
// from JSON-LD, OpenGraph, microdata, meta elements and what can be seen, in one
// order of precedence (see meta.go).
//
// It fetches nothing, stores nothing and does not sanitise: the body is HTML of
// the page's own, for package body to clean. It guarantees that any bytes, however
// hostile, end in an article or in one sentence: what is too large, too deep or
// takes too long gives its text alone, and what is no article says so.
package page

import (
	"time"

	"broadsheet/internal/importer"
)

// Format is a web page.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "html",
		Single:     true,
		Title:      "Web page",
		Extensions: []string{".html", ".htm", ".xhtml"},
		Beside:     []string{"_files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "_pliki", "-filer"},
		Carries:    importer.Carries{Media: true},
	}
}

// Hints is what is known of a page beside its bytes. The zero value knows
// nothing.
type Hints struct {
	// Base is the address that the page came from; empty for a file. Where it
	// is set, all addresses become absolute.
	Base string
	// ContentType is the header of that name, for its charset.
	ContentType string
	// Zone is that of dates without an offset; nil is UTC.
	Zone *time.Location
}

// Limits of a page. What goes beyond them gives its text alone.
const (
	MaxBytes = 8 << 20
	maxNodes = 200_000
	// maxWork bounds the letters that are counted once for each block around
	// them: nested blocks make the search for the text quadratic.
	maxWork = 100 << 20
	allowed = 5 * time.Second
)
