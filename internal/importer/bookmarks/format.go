// Package bookmarks reads what browsers keep of the addresses that people want
// to find again: the HTML file that all of them write (named after Netscape) and
// the JSON files of Chrome and Firefox.
//
// Each address becomes a note with its title, date, folders and description, and
// a body that is a link to it; nothing is fetched. Addresses that lead into the
// browser itself are counted and left out. The HTML is read as a stream; JSON is
// read whole, up to MaxJSON.
package bookmarks

import (
	"bytes"

	"broadsheet/internal/importer"
)

// Bounds of what is read.
const (
	MaxJSON   = 32 << 20
	maxToken  = 4 << 20 // bytes of a tag with its icon
	maxText   = 64 << 10
	maxFolder = 64 // folders inside each other
)

// Format is the bookmarks of a browser.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:  "bookmarks",
		Title: "Bookmarks of a browser (HTML, JSON)",
		// Not .json, which says nothing: in a folder all such files would be
		// taken for bookmarks. One that is handed over is known by its content.
		Extensions: []string{".html", ".htm"},
	}
}

// Sniff knows both forms by their marks.
func (Format) Sniff(head []byte) importer.Likelihood {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	begin := bytes.ToLower(head[:min(len(head), 1024)])
	switch {
	case bytes.Contains(begin, []byte("<!doctype netscape-bookmark-file-1")):
		return importer.Certain
	case isJSON(head) && (bytes.Contains(head, []byte(`"bookmark_bar"`)) || bytes.Contains(head, []byte(`"text/x-moz-place-container"`))):
		return importer.Certain
	}
	return importer.Unlikely
}

func isJSON(head []byte) bool { return len(head) > 0 && head[0] == '{' }

// bookmark is an address with what a browser keeps of it.
type bookmark struct {
	address, title, description string
	added, modified             int64 // see moment
	tags                        []string
	folders                     []string // outermost first
}

// node is an entry of either browser's JSON.
type node struct {
	// Chrome
	Name      string `json:"name"`
	URL       string `json:"url"`
	DateAdded string `json:"date_added"`
	// Firefox
	Title    string     `json:"title"`
	URI      string     `json:"uri"`
	Added    int64      `json:"dateAdded"`
	Modified int64      `json:"lastModified"`
	Tags     string     `json:"tags"`
	Root     string     `json:"root"`
	Annos    []addition `json:"annos"`

	Children []node `json:"children"`
}

// addition is a further text of an entry of Firefox.
type addition struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}
