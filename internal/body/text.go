package body

import (
	"html"
	"strings"
	"sync"

	"broadsheet/internal/lang"
)

// Text is what a body says, without markup: for the index, for counting and for
// quotations. Captions stand behind all other text and endnotes behind those;
// numbers that refer to notes and alternative texts are not part of it.
type Text struct {
	Plain  string
	Blocks []BlockText // in order of Start; blocks without text are not in it
}

// BlockText is where a top-level block's text stands in Text.Plain.
type BlockText struct {
	ID, Tag    string
	Start, End int    // bytes in Plain
	Lang       string // where it differs from the article's
}

// Text gives the plain text. Blocks are parted by an empty line, items, rows and
// the blocks in a block by a line end, cells by a tab.
func (d *Document) Text() Text {
	var w textWriter
	for pass := range 3 {
		for _, n := range d.Blocks {
			if order(n.Tag, n.Attrs["data-type"], n.Attrs["role"]) == pass {
				w.block(n.Tag, n.Attrs["id"], n.Attrs["lang"], func() { w.node(n) })
			}
		}
	}
	return w.text()
}

// ReadText gives what the document's Text gives of a canonical body, without
// making the document: nearly all that is asked of a stored body is its text. It
// is for what Canonical made or Parse took, and checks nothing; of any other string
// it gives some text.
func ReadText(canonical string) Text {
	w := writers.Get().(*textWriter)
	defer writers.Put(w)
	w.b, w.blocks = w.b[:0], w.blocks[:0]
	for pass, more := 0, true; more; pass++ {
		more = false
		for block := range strings.SplitSeq(canonical, "\n") {
			tag, rest := readTag(block)
			begin := block[:len(block)-len(rest)]
			switch later := order(tag, attrIn(begin, "data-type"), attrIn(begin, "role")) - pass; {
			case tag == "":
			case later == 0:
				w.block(tag, attrIn(begin, "id"), attrIn(begin, "lang"), func() { w.markup(block) })
			case later > 0:
				more = true
			}
		}
	}
	return w.text()
}

// readTag reads the name of the tag that s begins with, "" where it begins with
// none, and gives what stands behind the tag. No value has a bracket in it.
func readTag(s string) (name, rest string) {
	end := strings.IndexByte(s, '>')
	if end < 0 || s[0] != '<' {
		return "", s
	}
	name, _, _ = strings.Cut(s[1:end], " ")
	return name, s[end+1:]
}

// attrIn gives an attribute's value in a tag, of those without entities. No value
// has a quotation mark in it.
func attrIn(tag, name string) string {
	_, rest, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// order says in which pass the text of a block is written.
func order(tag, kind, role string) int {
	switch {
	case tag == "figure" && kind != "pullquote":
		return 1
	case role == "doc-endnotes":
		return 2
	}
	return 0
}

type textWriter struct {
	b      []byte
	start  int // where the top-level block begins
	blocks []BlockText
}

// writers lend ReadText their room, for it is called for many texts one after another.
var writers = sync.Pool{New: func() any { return new(textWriter) }}

func (w *textWriter) text() Text {
	return Text{Plain: string(w.b), Blocks: append([]BlockText(nil), w.blocks...)}
}

// block writes a top-level block; one without text leaves nothing.
func (w *textWriter) block(tag, id, lang string, write func()) {
	before := len(w.b)
	if before > 0 {
		w.b = append(w.b, "\n\n"...)
	}
	w.start = len(w.b)
	if write(); len(w.b) == w.start {
		w.b = w.b[:before]
		return
	}
	w.blocks = append(w.blocks, BlockText{ID: id, Tag: tag, Start: w.start, End: len(w.b), Lang: lang})
}

func (w *textWriter) node(n Node) {
	if n.Tag == "" {
		w.b = append(w.b, n.Text...)
		return
	}
	if !w.begin(n.Tag, n.Attrs["role"]) {
		return
	}
	for _, c := range n.Children {
		w.node(c)
	}
}

// markup writes what a block of a canonical body says.
func (w *textWriter) markup(s string) {
	for s != "" {
		text, _, _ := strings.Cut(s, "<")
		if strings.IndexByte(text, '&') < 0 {
			w.b = append(w.b, text...)
		} else {
			w.b = append(w.b, html.UnescapeString(text)...)
		}
		at := s[len(text):]
		tag, rest := "", ""
		if at != "" {
			tag, rest = readTag(at)
		}
		if tag == "" {
			return
		}
		if tag[0] != '/' && !w.begin(tag, attrIn(at[:len(at)-len(rest)], "role")) {
			_, rest, _ = strings.Cut(rest, "</"+tag+">")
		}
		s = rest
	}
}

// begin writes what parts an element from what stands before it in its block. It
// reports whether what is in the element is text.
func (w *textWriter) begin(tag, role string) bool {
	switch tag {
	case "br":
		w.b = append(w.b, '\n')
	case "a":
		return role != "doc-noteref"
	case "p", "h2", "h3", "h4", "pre", "li", "tr", "ul", "ol", "blockquote", "caption", "figcaption", "table":
		w.part('\n')
	case "td", "th":
		w.part('\t')
	}
	return true
}

// part writes a separator unless the block begins here or one stands already.
func (w *textWriter) part(sign byte) {
	if n := len(w.b); n > w.start && w.b[n-1] != '\n' {
		w.b = append(w.b, sign)
	}
}

// nodeText is the text of a node without references.
func nodeText(n Node) string {
	var w textWriter
	w.node(n)
	return string(w.b)
}

// nodeContent is all text of a node, references too.
func nodeContent(n Node) string {
	if n.Tag == "" {
		return n.Text
	}
	if len(n.Children) == 1 {
		return nodeContent(n.Children[0])
	}
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(nodeContent(c))
	}
	return b.String()
}

// Words counts the words of a body in its language.
func (t Text) Words(language string) int {
	total := 0
	for _, b := range t.Blocks {
		tag := b.Lang
		if tag == "" {
			tag = language
		}
		total += lang.Words(t.Plain[b.Start:b.End], tag)
	}
	return total
}

// Heading is a heading of a body.
type Heading struct {
	ID    string
	Level int // 2 to 4
	Text  string
}

// Headings lists the headings at the top of a body, in order.
func Headings(d *Document) []Heading {
	var out []Heading
	for _, n := range d.Blocks {
		switch n.Tag {
		case "h2", "h3", "h4":
			out = append(out, Heading{ID: n.Attrs["id"], Level: int(n.Tag[1] - '0'), Text: nodeText(n)})
		}
	}
	return out
}
