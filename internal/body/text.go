package body

import (
	"strings"

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
			if order(n) == pass {
				w.block(n)
			}
		}
	}
	return Text{Plain: w.b.String(), Blocks: w.blocks}
}

// order says in which pass the text of a block is written.
func order(n Node) int {
	switch {
	case n.Tag == "figure" && n.Attrs["data-type"] != "pullquote":
		return 1
	case n.Attrs["role"] == "doc-endnotes":
		return 2
	}
	return 0
}

type textWriter struct {
	b      strings.Builder
	blocks []BlockText
}

func (w *textWriter) block(n Node) {
	before := w.b.Len()
	if before > 0 {
		w.b.WriteString("\n\n")
	}
	start := w.b.Len()
	w.node(n, start)
	if w.b.Len() == start {
		text := w.b.String()[:before]
		w.b.Reset()
		w.b.WriteString(text)
		return
	}
	w.blocks = append(w.blocks, BlockText{ID: n.Attrs["id"], Tag: n.Tag, Start: start, End: w.b.Len(), Lang: n.Attrs["lang"]})
}

// node writes a node; start is where its top-level block begins.
func (w *textWriter) node(n Node, start int) {
	switch n.Tag {
	case "":
		w.b.WriteString(n.Text)
		return
	case "br":
		w.b.WriteByte('\n')
		return
	case "a":
		if n.Attrs["role"] == "doc-noteref" {
			return
		}
	case "p", "h2", "h3", "h4", "pre", "li", "tr", "ul", "ol", "blockquote", "caption", "figcaption", "table":
		w.part(start, '\n')
	case "td", "th":
		w.part(start, '\t')
	}
	for _, c := range n.Children {
		w.node(c, start)
	}
}

// part writes a separator unless the block begins here or one stands already.
func (w *textWriter) part(start int, sign byte) {
	if n := w.b.Len(); n > start {
		if last := w.b.String()[n-1]; last != '\n' {
			w.b.WriteByte(sign)
		}
	}
}

// nodeText is the text of a node without references.
func nodeText(n Node) string {
	var w textWriter
	w.node(n, 0)
	return w.b.String()
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
