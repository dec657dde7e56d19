// Package wxr reads the export file of WordPress (WXR, RSS 2.0 with the
// namespaces of wordpress.org/export): posts and pages with their authors,
// sections, tags, pictures and comments.
//
// It reads the file as a stream and holds no more than a window of it, so that
// the length of an export does not matter; what an item may take is MaxItem. It
// mends what exporters are known to break (control characters, bytes that are no
// UTF-8, a bare & or <, a CDATA section that was not divided), and where an item
// is past mending it says so and goes on with the next one. Bodies come out as
// HTML, the way WordPress would have shown them: line breaks made paragraphs,
// the marks of blocks taken out, short codes replaced by what they stand for.
//
// It fetches nothing: pictures keep their address. It does not read menus,
// styles, revisions and the items of plug-ins; those are counted and left out,
// and so is what lies in the trash. It brings no record of the publication: a
// blog that comes in does not rename the library.
package wxr

import (
	"bytes"

	"broadsheet/internal/importer"
)

// MaxItem is how many bytes of the file an item may take; a longer one is
// reported and passed over.
const MaxItem = 32 << 20

// Format is the export format of WordPress.
type Format struct{}

// About describes the format.
func (Format) About() importer.About {
	return importer.About{
		Name:       "wxr",
		Title:      "WordPress export (WXR)",
		Extensions: []string{".wxr", ".xml"},
		Carries:    importer.Carries{IDs: true, Comments: true, Media: true},
	}
}

// Sniff knows the format by its namespace or by its version's element.
func (Format) Sniff(head []byte) importer.Likelihood {
	switch {
	case !bytes.Contains(head, []byte("<rss")) && !bytes.Contains(head, []byte("<channel")):
		return importer.Unlikely
	case bytes.Contains(head, []byte("wordpress.org/export/")), bytes.Contains(head, []byte("<wp:wxr_version")):
		return importer.Certain
	}
	return importer.Unlikely
}

// The types of items that are read, and the states that they may be in.
const (
	typePost       = "post"
	typePage       = "page"
	typeAttachment = "attachment"

	statusPublish   = "publish"
	statusTrash     = "trash"
	statusAutoDraft = "auto-draft"
)

// post is an item as it stands in the file.
type post struct {
	number                     int // of the item in the file, from 1
	id, title, link, guid      string
	creator, content, excerpt  string
	date, dateGMT, modifiedGMT string
	published                  string // pubDate
	slug, status, kind, parent string
	password                   string
	attachmentURL              string
	thumbnail, alternative     string // of the postmeta
	terms                      []term
	comments                   []comment
	size                       int // bytes of its texts
	wants                      []string
	wantsChildren              bool
}

// term is a category, a tag or a word of another taxonomy.
type term struct{ domain, nicename, name string }

type comment struct {
	id, parent, author, email, content, date, dateGMT, approved, kind string
}

// attachment is a file of the media library that items point to by its number.
type attachment struct{ url, caption, alternative, title string }

// internalTypes are items that WordPress keeps for itself; nobody misses them.
var internalTypes = map[string]bool{
	"nav_menu_item": true, "revision": true, "custom_css": true, "customize_changeset": true,
	"oembed_cache": true, "user_request": true,
}
