package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline gives inline nodes as Markdown.
func (m *mdWriter) inline(nodes []Node) string {
	var b strings.Builder
	for i, n := range nodes {
		switch n.Tag {
		case "":
			text := escapeMarkdown(n.Text)
			if i == 0 {
				text = escapeLineStart(text)
			}
			b.WriteString(text)
		case "br":
			b.WriteString("\\\n")
		case "strong":
			b.WriteString(m.wrapped(nodes, i, "**"))
		case "em":
			b.WriteString(m.wrapped(nodes, i, "*"))
		case "s":
			b.WriteString(m.wrapped(nodes, i, "~~"))
		case "code":
			b.WriteString(m.code(n))
		case "a":
			b.WriteString(m.link(n))
		default:
			b.WriteString(m.tagged(n))
		}
	}
	return b.String()
}

// tagged writes an element that Markdown has no sign for.
func (m *mdWriter) tagged(n Node) string {
	var p printer
	p.b.WriteString("<" + n.Tag)
	p.attrs(n.Attrs)
	p.b.WriteString(">" + m.inline(n.Children) + "</" + n.Tag + ">")
	return p.b.String()
}

func (m *mdWriter) link(n Node) string {
	href := n.Attrs["href"]
	if n.Attrs["role"] == "doc-noteref" {
		return "[^" + strings.TrimPrefix(href, "#"+notePrefix) + "]"
	}
	if strings.ContainsAny(href, "()<> \\") {
		href = "<" + strings.ReplaceAll(href, ">", "%3E") + ">"
	}
	return "[" + m.inline(n.Children) + "](" + href + ")"
}

// code writes code with a fence longer than any run of back-ticks in it; code
// with other marks inside stays HTML.
func (m *mdWriter) code(n Node) string {
	if len(n.Children) != 1 || n.Children[0].Tag != "" {
		return m.tagged(n)
	}
	text := n.Children[0].Text
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// wrapped writes an element between signs. Where the signs would not be read as
// such (a space or punctuation inside, a letter outside: CommonMark 0.31, 6.2)
// it stays HTML.
func (m *mdWriter) wrapped(nodes []Node, i int, sign string) string {
	inner := m.inline(nodes[i].Children)
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	before, after := ' ', ' '
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(nodeContentOr(nodes[i-1]))
	}
	if i+1 < len(nodes) {
		after, _ = utf8.DecodeRuneInString(nodeContentOr(nodes[i+1]))
	}
	if !flanks(before, first) || !flanks(after, last) || strings.HasPrefix(inner, sign[:1]) || strings.HasSuffix(inner, sign[:1]) {
		return m.tagged(nodes[i])
	}
	return sign + inner + sign
}

func nodeContentOr(n Node) string {
	if s := nodeContent(n); s != "" && (n.Tag == "" || n.Tag == "a") {
		return s
	}
	return "x"
}

// flanks reports whether a sign between an outer and an inner character opens
// or closes.
func flanks(outer, inner rune) bool {
	if unicode.IsSpace(inner) || inner == utf8.RuneError {
		return false
	}
	if unicode.IsPunct(inner) || unicode.IsSymbol(inner) {
		return unicode.IsSpace(outer) || unicode.IsPunct(outer) || unicode.IsSymbol(outer)
	}
	return true
}

// escapeMarkdown escapes what would be read as a sign anywhere in a line.
func escapeMarkdown(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<>&~|") && !strings.Contains(s, "://") && !strings.Contains(s, "www.") && !strings.ContainsRune(s, '@') {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case strings.IndexByte("\\`*_[]<>~", c) >= 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '&':
			b.WriteString("&amp;")
		case c == ':' && strings.HasPrefix(s[i:], "://"), c == '@',
			c == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"):
			b.WriteByte('\\') // else a bare address becomes a link
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escapeLineStart escapes what would begin a heading, list, quotation or rule.
func escapeLineStart(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '#', '+', '-', '=':
		return `\` + s
	}
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') && (digits+1 == len(s) || s[digits+1] == ' ') {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}
