package body

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Lead-ins of agencies, in the forms that are no ordinary sentence: a name with
// the dash right behind it ("Tehran– "), a name in capitals or with the agency in
// brackets and a dash between spaces ("PARIS (AFP) — "), and in scripts without
// capitals one or two words and a dash.
var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^(\p{Lu}[\p{L}\p{M}.'’-]*(?:[ ,/]{1,2}\p{Lu}[\p{L}\p{M}.'’-]*){0,3}(?: \([\p{L} .,/&-]{2,30}\))?)[–—] ?`),
	regexp.MustCompile(`^(\p{Lu}[\p{L}\p{M}.'’-]*(?:[ ,/]{1,2}\p{Lu}[\p{L}\p{M}.'’-]*){0,3} ?\([\p{L} .,/&-]{2,30}\)) ?[–—-]{1,2} `),
	regexp.MustCompile(`^(\p{Lu}[\p{Lu}\p{M}.'’-]+(?:[ ,/]{1,2}\p{Lu}[\p{L}\p{M}.'’-]*){0,3}) [–—-]{1,2} `),
	regexp.MustCompile(`^(\p{Lo}[\p{Lo}\p{M}\x{200C}]+(?: [\p{Lo}\p{M}\x{200C}]+)?(?: ?[(（][\p{L}\p{M}\x{200C} ]{2,30}[)）])?) ?[–—] ?`),
}

// longestDateline bounds what is taken off, in runes.
const longestDateline = 60

// takeDateline takes the lead-in off the first paragraph of a document and gives
// it without its dash.
func takeDateline(d *Document) string {
	if len(d.Blocks) == 0 || d.Blocks[0].Tag != "p" {
		return ""
	}
	first := &d.Blocks[0]
	head := fitting(nodeText(*first), 400)
	for _, form := range datelines {
		m := form.FindStringSubmatchIndex(head)
		if m == nil || utf8.RuneCountInString(head[:m[3]]) > longestDateline || blank(nodeText(*first)[m[1]:]) {
			continue
		}
		left := m[1]
		rest := cutText(first.Children, &left)
		rest = trimFront(rest)
		if len(rest) == 0 {
			return ""
		}
		first.Children = rest
		return strings.TrimRight(head[m[2]:m[3]], " ,")
	}
	return ""
}

// cutText takes n bytes of text off the front of nodes; elements that come to
// nothing go.
func cutText(nodes []Node, n *int) []Node {
	out := make([]Node, 0, len(nodes))
	for _, node := range nodes {
		if *n == 0 {
			out = append(out, node)
			continue
		}
		switch {
		case node.Tag == "":
			k := min(*n, len(node.Text))
			*n -= k
			node.Text = node.Text[k:]
			if node.Text == "" {
				continue
			}
		case node.Tag == "br":
			*n--
			continue
		case node.Attrs["role"] == "doc-noteref":
		default:
			if node.Children = cutText(node.Children, n); len(node.Children) == 0 {
				continue
			}
		}
		out = append(out, node)
	}
	return out
}

// trimFront takes white space and line breaks off the front of nodes.
func trimFront(nodes []Node) []Node {
	for len(nodes) > 0 {
		first := &nodes[0]
		switch first.Tag {
		case "":
			first.Text = strings.TrimLeft(first.Text, " \u00a0")
			if first.Text != "" {
				return nodes
			}
		case "br":
		default:
			if first.Children = trimFront(first.Children); len(first.Children) > 0 {
				return nodes
			}
		}
		nodes = nodes[1:]
	}
	return nodes
}
