package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walk visits the nodes below root in the order of the document; below a node
// for which visit says false it does not go. Visit may change the node's
// attributes and what is below it, not its place.
func walk(root *html.Node, visit func(*html.Node) bool) {
	for n := root.FirstChild; n != nil; {
		if visit(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			if n = n.Parent; n == nil {
				return
			}
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// elements gives all elements of the given kinds below root.
func elements(root *html.Node, kinds ...atom.Atom) []*html.Node {
	var found []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && is(n, kinds...) {
			found = append(found, n)
		}
		return true
	})
	return found
}

func is(n *html.Node, kinds ...atom.Atom) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, kind := range kinds {
		// By name: the search for the text renames elements and leaves the atom.
		if n.Data == kind.String() {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

func setAttr(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func dropAttr(n *html.Node, name string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}

func rename(n *html.Node, to atom.Atom) { n.Data, n.DataAtom = to.String(), to }

func detach(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// within finds the nearest element of a kind around n.
func within(n *html.Node, kinds ...atom.Atom) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if is(p, kinds...) {
			return p
		}
	}
	return nil
}

// textOf gives the words below n, parted by single spaces; scripts and styles
// say nothing.
func textOf(n *html.Node) string {
	var b strings.Builder
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	walk(n, func(n *html.Node) bool {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case is(n, atom.Script, atom.Style, atom.Noscript, atom.Template):
			return false
		case !isInline(n):
			b.WriteByte(' ')
		}
		return true
	})
	return oneLine(b.String())
}

// oneLine collapses white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// isInline reports whether an element stands inside a line of text.
func isInline(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.Data {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
		"ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
		"tt", "u", "var", "wbr":
		return true
	}
	return false
}

// letters counts what can be seen of a text.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
