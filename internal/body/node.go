package body

import (
	"slices"
	"strings"
)

// Node is an element or a text of a body. It crosses to the page as JSON, where
// elements are built by name from a fixed table.
type Node struct {
	Tag      string            `json:"t,omitempty"` // empty: a text node
	Attrs    map[string]string `json:"a,omitempty"`
	Text     string            `json:"x,omitempty"` // of a text node
	Children []Node            `json:"c,omitempty"`
}

// Document is a body as a tree. Its blocks are the top-level ones, in order.
type Document struct {
	Blocks []Node
}

// Attr gives an attribute of the node, "" where it has none of that name.
func (n Node) Attr(name string) string { return n.Attrs[name] }

// HTML prints the document in canonical form. For a document from Parse it is
// the string that was parsed.
func (d *Document) HTML() string {
	html, _ := d.print()
	return html
}

// printer writes nodes and counts them.
type printer struct {
	b     strings.Builder
	names []string
	nodes int
}

func (p *printer) node(n Node) {
	p.nodes++
	if n.Tag == "" {
		p.text(n.Text)
		return
	}
	p.b.WriteByte('<')
	p.b.WriteString(n.Tag)
	p.attrs(n.Attrs)
	p.b.WriteByte('>')
	if voids[n.Tag] {
		return
	}
	for _, c := range n.Children {
		p.node(c)
	}
	p.b.WriteString("</")
	p.b.WriteString(n.Tag)
	p.b.WriteByte('>')
}

func (p *printer) attrs(attrs map[string]string) {
	if len(attrs) == 0 {
		return
	}
	p.names = p.names[:0]
	for name := range attrs {
		p.names = append(p.names, name)
	}
	slices.Sort(p.names)
	for _, name := range p.names {
		p.b.WriteByte(' ')
		p.b.WriteString(name)
		p.b.WriteString(`="`)
		p.escape(attrs[name], true)
		p.b.WriteByte('"')
	}
}

// text writes a text node. A stroke (U+0338) at its start would compose with
// the ">" before it when the file is normalised.
func (p *printer) text(s string) {
	if rest, ok := strings.CutPrefix(s, stroke); ok {
		p.b.WriteString("&#824;")
		s = rest
	}
	p.escape(s, false)
}

const stroke = "\u0338"

func (p *printer) escape(s string, quoted bool) {
	last := 0
	for i := 0; i < len(s); i++ {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '\n':
			entity = "&#10;"
		case '"':
			if !quoted {
				continue
			}
			entity = "&quot;"
		default:
			continue
		}
		p.b.WriteString(s[last:i])
		p.b.WriteString(entity)
		last = i + 1
	}
	p.b.WriteString(s[last:])
}
