// Package mhtml reads web archives of a single page (MHTML, RFC 2557), as
// browsers save them: a page with its pictures in one MIME message.
//
// It unpacks the message and hands the page to package page; the pictures go on
// under the addresses by which the page names them. It fetches nothing: a style
// sheet or a frame that is named is not looked at. A message that is cut off
// gives what was there before the cut.
package mhtml

import "broadsheet/internal/importer"

// Format is a web archive of a single page.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "mhtml",
		Single:     true,
		Title:      "Web page with its pictures (MHTML)",
		Extensions: []string{".mhtml", ".mht"},
		Carries:    importer.Carries{Media: true},
	}
}

// Limits of an archive.
const (
	maxBytes  = 256 << 20
	maxHeader = 64 << 10
	maxParts  = 5_000
	maxFile   = 20 << 20 // a picture, film or sound
	maxFiles  = 200 << 20
)

// archive is a message as it was unpacked.
type archive struct {
	subject  string
	address  string // that the message states
	page     []byte
	pageType string
	pageAt   string // Content-Location of the page
	files    map[string][]byte
	held     int // bytes of the files
	problems []string
}
