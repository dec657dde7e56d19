package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNotes bounds how many references are followed.
const maxNotes = 500

// notes brings back endnotes that stand outside what was found: the list that
// the references in the text lead to.
func (e *extraction) notes() {
	here := map[string]bool{}
	var wanted []string
	walk(e.content, func(n *html.Node) bool {
		if id := attr(n, "id"); id != "" {
			here[id] = true
		}
		if href := attr(n, "href"); is(n, atom.A) && len(href) > 1 && href[0] == '#' && len(wanted) < maxNotes && isReference(n) {
			wanted = append(wanted, href[1:])
		}
		return true
	})
	missing := map[string]bool{}
	for _, id := range wanted {
		if !here[id] {
			missing[id] = true
		}
	}
	if len(missing) == 0 {
		return
	}
	lists := map[*html.Node]bool{}
	for _, item := range elements(e.doc, atom.Li) {
		if list := item.Parent; missing[attr(item, "id")] && is(list, atom.Ol, atom.Ul) && !lists[list] {
			lists[list] = true
			section := &html.Node{Type: html.ElementNode, Data: "section", DataAtom: atom.Section,
				Attr: []html.Attribute{{Key: "class", Val: "footnotes"}, {Key: "role", Val: "doc-endnotes"}}}
			section.AppendChild(cloned(list))
			e.content.AppendChild(section)
		}
	}
}

// isReference reports whether a link is a number or a sign that leads to a note.
func isReference(n *html.Node) bool {
	return attr(n, "role") == "doc-noteref" || is(n.Parent, atom.Sup) || is(n.FirstChild, atom.Sup) ||
		strings.Contains(attr(n, "class"), "footnote") || strings.HasPrefix(attr(n, "href"), "#fn")
}

// cloned copies a node with all below it.
func cloned(n *html.Node) *html.Node {
	root := shallow(n)
	copies := map[*html.Node]*html.Node{n: root}
	walk(n, func(at *html.Node) bool {
		c := shallow(at)
		copies[at.Parent].AppendChild(c)
		copies[at] = c
		return true
	})
	return root
}

func shallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
}
