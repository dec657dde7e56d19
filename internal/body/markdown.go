package body

import (
	"strconv"
	"strings"
)

// Markdown prints a body as CommonMark with the tables, strike-through and
// footnotes that FromMarkdown reads. What Markdown has no signs for stands as the
// HTML of the profile (sub, sup, u, mark, q, cite, spans with a language, tables
// with spans, figures other than simple pictures), so that nothing is lost but
// ids. Pictures keep their addresses in the library; remote ones become links.
func Markdown(d *Document) (string, error) {
	m := mdWriter{}
	for i, n := range d.Blocks {
		if i > 0 {
			m.b.WriteByte('\n')
		}
		m.block(n, "", "")
	}
	return m.b.String(), nil
}

type mdWriter struct{ b strings.Builder }

// block writes a block: first is put before its first line, rest before the
// others.
func (m *mdWriter) block(n Node, first, rest string) {
	if n.Attrs["lang"]+n.Attrs["dir"] != "" && n.Attrs["role"] == "" {
		m.lines(htmlOf(n), first, rest)
		return
	}
	switch n.Tag {
	case "p":
		m.lines(m.inline(n.Children), first, rest)
	case "h2", "h3", "h4":
		m.lines(strings.Repeat("#", int(n.Tag[1]-'0'))+" "+m.inline(n.Children), first, rest)
	case "hr":
		m.lines("---", first, rest)
	case "pre":
		text := nodeText(n)
		fence := fenceFor(text)
		m.lines(fence+"\n"+text+"\n"+fence, first, rest)
	case "blockquote":
		m.blocks(n.Children, first+"> ", rest+"> ")
	case "ul", "ol":
		if n.Attrs["role"] == "doc-endnotes" {
			m.notes(n, first, rest)
			return
		}
		m.list(n, first, rest)
	case "table":
		m.table(n, first, rest)
	case "figure":
		m.figure(n, first, rest)
	default:
		m.lines(htmlOf(n), first, rest)
	}
}

// blocks writes blocks with an empty line between them.
func (m *mdWriter) blocks(nodes []Node, first, rest string) {
	for i, n := range nodes {
		if i > 0 {
			m.b.WriteString(strings.TrimRight(rest, " ") + "\n")
			first = rest
		}
		m.block(n, first, rest)
	}
}

func (m *mdWriter) lines(text, first, rest string) {
	for i, line := range strings.Split(text, "\n") {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		if line == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		m.b.WriteString(prefix + line + "\n")
	}
}

func (m *mdWriter) list(n Node, first, rest string) {
	number := 1
	if start, err := strconv.Atoi(n.Attrs["start"]); err == nil {
		number = start
	}
	for i, item := range n.Children {
		if i > 0 {
			first = rest
		}
		sign := "- "
		if n.Tag == "ol" {
			sign = strconv.Itoa(number+i) + ". "
		}
		m.flow(item.Children, first+sign, rest+strings.Repeat(" ", len(sign)))
	}
}

// flow writes what an item holds: text with lists behind it, or blocks.
func (m *mdWriter) flow(nodes []Node, first, rest string) {
	end := 0
	for end < len(nodes) && !isItemBlock(nodes[end].Tag) {
		end++
	}
	if end == 0 {
		m.blocks(nodes, first, rest)
		return
	}
	m.lines(m.inline(nodes[:end]), first, rest)
	for _, list := range nodes[end:] {
		if list.Attrs["start"] != "" { // only a list from 1 may follow text at once
			m.b.WriteString(strings.TrimRight(rest, " ") + "\n")
		}
		m.block(list, rest, rest)
	}
}

func (m *mdWriter) notes(n Node, first, rest string) {
	for i, item := range n.Children {
		if i > 0 {
			first = rest
		}
		m.flow(item.Children, first+"[^"+strings.TrimPrefix(item.Attrs["id"], notePrefix)+"]: ", rest+"    ")
	}
}

// table writes the simple form where the table has a head of one row and no
// spans, else HTML.
func (m *mdWriter) table(n Node, first, rest string) {
	if !simpleTable(n) {
		m.lines(htmlOf(n), first, rest)
		return
	}
	var out []string
	for _, section := range n.Children {
		for _, row := range section.Children {
			line := "|"
			for _, c := range row.Children {
				line += " " + strings.ReplaceAll(strings.ReplaceAll(m.inline(c.Children), "\\\n", "<br>"), "|", `\|`) + " |"
			}
			out = append(out, line)
			if len(out) == 1 {
				out = append(out, "|"+strings.Repeat(" --- |", len(row.Children)))
			}
		}
	}
	m.lines(strings.Join(out, "\n"), first, rest)
}

func simpleTable(n Node) bool {
	if len(n.Children) != 2 || n.Children[0].Tag != "thead" || len(n.Children[0].Children) != 1 {
		return false
	}
	width := len(n.Children[0].Children[0].Children)
	for i, section := range n.Children {
		for _, row := range section.Children {
			if len(row.Children) != width {
				return false
			}
			for _, c := range row.Children {
				if len(c.Attrs) > 0 || (c.Tag == "th") != (i == 0) || hasBlocks(c) {
					return false
				}
			}
		}
	}
	return true
}

func hasBlocks(n Node) bool {
	for _, c := range n.Children {
		if isItemBlock(c.Tag) {
			return true
		}
	}
	return false
}

// figure writes a picture with its caption; what is not stored becomes a link;
// what Markdown cannot say stays HTML.
func (m *mdWriter) figure(n Node, first, rest string) {
	kind, caption := n.Attrs["data-type"], ""
	for _, c := range n.Children {
		if c.Tag == "figcaption" {
			caption = m.inline(c.Children)
		}
	}
	switch {
	case kind == "image" && len(n.Children) > 0 && n.Children[0].Tag == "img":
		img := n.Children[0]
		m.lines("!["+escapeMarkdown(img.Attrs["alt"])+"]("+img.Attrs["src"]+")", first, rest)
	case n.Attrs["data-src"] != "" && n.Attrs["data-value"] == "":
		name := n.Attrs["data-alt"] + n.Attrs["data-title"]
		if name == "" {
			name = n.Attrs["data-src"]
		}
		m.lines("["+escapeMarkdown(name)+"]("+n.Attrs["data-src"]+")", first, rest)
	case kind == "pullquote":
		m.block(n.Children[0], first, rest)
	default:
		m.lines(htmlOf(n), first, rest)
		return
	}
	if caption != "" {
		m.b.WriteString(strings.TrimRight(rest, " ") + "\n")
		m.lines("*"+strings.ReplaceAll(caption, "*", "")+"*", rest, rest)
	}
}

// htmlOf prints a node as the HTML of the profile without the block's id.
func htmlOf(n Node) string {
	var p printer
	if n.Attrs["id"] != "" {
		attrs := make(map[string]string, len(n.Attrs))
		for name, v := range n.Attrs {
			if name != "id" {
				attrs[name] = v
			}
		}
		n.Attrs = attrs
	}
	p.node(n)
	return p.b.String()
}

func fenceFor(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence
}
