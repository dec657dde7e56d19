package body

import (
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FromText makes HTML of plain text: an empty line parts paragraphs; where there
// is none, every line end does. Lines of a paragraph are joined where they look
// wrapped, else kept apart by br. The result is for Canonical.
func FromText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2029", "\n\n", "\u2028", "\n").Replace(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	if !hasEmptyLine(s) {
		for line := range strings.SplitSeq(s, "\n") {
			writeParagraph(&b, []string{line})
		}
		return b.String()
	}
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
			continue
		}
		writeParagraph(&b, lines)
		lines = lines[:0]
	}
	writeParagraph(&b, lines)
	return b.String()
}

func hasEmptyLine(s string) bool {
	text := false // some text stands before
	empty := false
	for line := range strings.SplitSeq(s, "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			empty = text
		case empty:
			return true
		default:
			text = true
		}
	}
	return false
}

func writeParagraph(b *strings.Builder, lines []string) {
	if len(lines) == 0 || len(lines) == 1 && strings.TrimSpace(lines[0]) == "" {
		return
	}
	sep := "<br>"
	if wrapped(lines) {
		sep = "\n"
	}
	b.WriteString("<p>")
	for i, line := range lines {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(html.EscapeString(line))
	}
	b.WriteString("</p>\n")
}

// wrapped reports whether all lines but the last have the length that programs
// wrap at.
func wrapped(lines []string) bool {
	for _, line := range lines[:len(lines)-1] {
		if n := len(line); n < 45 || n > 100 {
			return false
		}
	}
	return true
}

// readText takes the text of HTML that is beyond the limits, and nothing else:
// paragraphs where blocks begin and end.
func (b *builder) readText(src string) {
	z := nethtml.NewTokenizer(strings.NewReader(src))
	var text strings.Builder
	end := func() {
		if s := clean(text.String()); !blank(s) && len(b.blocks) < maxBlocks {
			b.blocks = append(b.blocks, &block{tag: "p", lang: b.stack[0].lang, dir: b.stack[0].dir, runs: []run{{text: s}}})
		}
		text.Reset()
	}
	skip, depth := atom.Atom(0), 0
	for {
		kind := z.Next()
		switch kind {
		case nethtml.ErrorToken:
			end()
			return
		case nethtml.TextToken:
			if skip == 0 {
				text.Write(z.Text())
			}
			continue
		case nethtml.CommentToken, nethtml.DoctypeToken:
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		switch {
		case skip != 0 && tag == skip && kind == nethtml.StartTagToken:
			depth++
		case skip != 0 && tag == skip && kind == nethtml.EndTagToken:
			if depth--; depth == 0 {
				skip = 0
			}
		case skip != 0:
		case classes[tag] == classDrop && kind == nethtml.StartTagToken && !isVoid(tag):
			skip, depth = tag, 1
		case classes[tag] == classBreak:
			text.WriteByte(' ')
		case classes[tag].block():
			end()
		}
	}
}
