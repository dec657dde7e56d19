package body

import (
	"encoding/xml"
	"slices"
	"strings"
)

// Page says how XHTML prints a body for others' readers: as a chapter of a book, or as
// a part of a page.
type Page struct {
	// Prefix goes before every id, so that several bodies stand on one page.
	Prefix string
	// Book: notes bear the EPUB vocabulary (epub:type), and lang stands as xml:lang too.
	Book bool
	// Picture gives the address of a stored picture there; false: it is not there,
	// and its alternative text stands in its place.
	Picture func(src string) (string, bool)
	// Link gives the address that a link to another article ("/article/ID" with a
	// fragment) leads to; false: there is none, and its words stand alone.
	Link func(href string) (string, bool)
}

// XHTML prints a body as XHTML that is HTML too. Nothing of it is loaded from
// elsewhere: a remote picture is its alternative text, films and sounds are their
// poster and caption, what is embedded is a link. Endnotes become notes of the book
// (EPUB Structural Semantics: noteref, footnote).
func (d *Document) XHTML(p Page) string {
	w := xhtmlWriter{page: p}
	for _, n := range d.Blocks {
		w.block(n)
		w.b.WriteByte('\n')
	}
	return w.b.String()
}

type xhtmlWriter struct {
	page Page
	b    strings.Builder
}

func (w *xhtmlWriter) text(s string) {
	// What XML cannot hold becomes U+FFFD.
	_ = xml.EscapeText(&w.b, []byte(s)) // a strings.Builder does not fail
}

func (w *xhtmlWriter) open(tag string, attrs ...string) {
	w.b.WriteString("<" + tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] == "" && attrs[i] != "alt" {
			continue
		}
		w.b.WriteString(" " + attrs[i] + `="`)
		w.text(attrs[i+1])
		w.b.WriteString(`"`)
	}
	if voids[tag] {
		w.b.WriteByte('/')
	}
	w.b.WriteByte('>')
}

func (w *xhtmlWriter) close(tag string) { w.b.WriteString("</" + tag + ">") }

// common are the attributes that any element may have.
func (w *xhtmlWriter) common(n Node) []string {
	id := n.Attrs["id"]
	if id != "" {
		id = w.page.Prefix + id
	}
	attrs := []string{"id", id, "lang", n.Attrs["lang"], "dir", n.Attrs["dir"]}
	if w.page.Book {
		attrs = append(attrs, "xml:lang", n.Attrs["lang"])
	}
	return attrs
}

// carried are the attributes that mean the same there.
var carried = []string{"colspan", "rowspan", "start", "title", "datetime"}

func (w *xhtmlWriter) block(n Node) {
	switch {
	case n.Tag == "":
		w.text(n.Text)
	case n.Tag == "figure":
		w.figure(n)
	case n.Tag == "a":
		w.link(n)
	case n.Attrs["role"] == "doc-endnotes":
		w.notes(n)
	default:
		attrs := w.common(n)
		for _, name := range carried {
			attrs = append(attrs, name, n.Attrs[name])
		}
		w.open(n.Tag, attrs...)
		if !voids[n.Tag] {
			w.blocks(n.Children)
			w.close(n.Tag)
		}
	}
}

func (w *xhtmlWriter) blocks(list []Node) {
	for _, n := range list {
		w.block(n)
	}
}

func (w *xhtmlWriter) link(n Node) {
	href := n.Attrs["href"]
	attrs := w.common(n)
	switch {
	case strings.HasPrefix(href, "#"):
		href = "#" + w.page.Prefix + href[1:]
	case strings.HasPrefix(href, "/"):
		to, ok := "", false
		if w.page.Link != nil {
			to, ok = w.page.Link(href)
		}
		if !ok {
			w.blocks(n.Children)
			return
		}
		href = to
	default:
		href = URI(href)
	}
	attrs = append(attrs, "href", href)
	if n.Attrs["role"] == "doc-noteref" {
		attrs = append(attrs, "role", "doc-noteref")
		if w.page.Book {
			attrs = append(attrs, "epub:type", "noteref")
		}
	}
	w.open("a", attrs...)
	w.blocks(n.Children)
	w.close("a")
}

// notes writes each endnote as one that a reader may show beside the text.
func (w *xhtmlWriter) notes(n Node) {
	section := []string{"class", "notes", "role", "doc-endnotes"}
	if w.page.Book {
		section = append(section, "epub:type", "footnotes")
		section[3] = ""
	}
	w.open("section", append(w.common(n), section...)...)
	w.open("ol")
	for _, note := range n.Children {
		attrs := w.common(note)
		if !w.page.Book {
			w.open("li", attrs...)
			w.blocks(note.Children)
			w.close("li")
			continue
		}
		w.open("li")
		w.open("aside", append(attrs, "epub:type", "footnote", "role", "doc-footnote")...)
		w.blocks(note.Children)
		w.close("aside")
		w.close("li")
	}
	w.close("ol")
	w.close("section")
}

// figure writes what of a figure can be shown without loading anything.
func (w *xhtmlWriter) figure(n Node) {
	w.open("figure", append(w.common(n), "class", n.Attrs["data-type"])...)
	name := n.Attrs["data-alt"]
	if name == "" {
		name = n.Attrs["data-title"]
	}
	shown := false
	for _, c := range n.Children {
		switch c.Tag {
		case "img":
			shown = w.picture(c) || shown
		case "video", "audio":
			if src, ok := w.stored(c.Attrs["poster"]); ok {
				w.open("img", "alt", "", "src", src)
				shown = true
			}
		case "figcaption":
		default:
			w.block(c)
			shown = true
		}
	}
	if src := n.Attrs["data-src"]; src != "" && n.Attrs["data-type"] != "image" {
		w.open("p")
		w.open("a", "href", URI(src))
		if name == "" {
			name = src
		}
		w.text(name)
		w.close("a")
		w.close("p")
	} else if !shown && name != "" {
		w.open("p", "class", "missing")
		w.text("[" + name + "]")
		w.close("p")
	}
	if at := slices.IndexFunc(n.Children, func(c Node) bool { return c.Tag == "figcaption" }); at >= 0 {
		w.block(n.Children[at])
	}
	w.close("figure")
}

func (w *xhtmlWriter) stored(src string) (string, bool) {
	if src == "" || w.page.Picture == nil {
		return "", false
	}
	return w.page.Picture(src)
}

// picture writes a stored picture, or its words.
func (w *xhtmlWriter) picture(n Node) bool {
	src, ok := w.stored(n.Attrs["src"])
	if !ok {
		if n.Attrs["alt"] == "" {
			return false
		}
		w.open("p", "class", "missing")
		w.text("[" + n.Attrs["alt"] + "]")
		w.close("p")
		return true
	}
	w.open("img", "alt", n.Attrs["alt"], "height", n.Attrs["height"], "src", src, "width", n.Attrs["width"])
	return true
}
