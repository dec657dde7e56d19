package paste

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walk visits the nodes below root in order; below a node for which visit says
// false it does not go. Visit may change what is below the node, not its place.
func walk(root *html.Node, visit func(*html.Node) bool) {
	for n := root.FirstChild; n != nil; {
		if visit(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
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
		if is(n, kinds...) {
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
		if n.DataAtom == kind {
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

func dropAttr(n *html.Node, names ...string) {
	kept := n.Attr[:0]
next:
	for _, a := range n.Attr {
		for _, name := range names {
			if a.Key == name {
				continue next
			}
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

func hasClass(n *html.Node, words ...string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		for _, w := range words {
			if strings.EqualFold(c, w) {
				return true
			}
		}
	}
	return false
}

func element(kind atom.Atom, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: kind.String(), DataAtom: kind}
	for i := 0; i+1 < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return n
}

func rename(n *html.Node, kind atom.Atom) { n.Data, n.DataAtom = kind.String(), kind }

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// unwrap puts what is in a node into its place.
func unwrap(n *html.Node) {
	if n.Parent == nil {
		return
	}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// moveInto moves what is in one node to the end of another.
func moveInto(to, from *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	walk(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		return true
	})
	return b.String()
}

// isBlank reports whether nothing of a text can be seen.
func isBlank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && r != '\u00a0' && !unicode.Is(unicode.Cf, r) }) < 0
}

// nothing reports whether a node can be passed over between two that belong together.
func nothing(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && isBlank(n.Data)
}

func isBlock(n *html.Node) bool {
	return is(n, atom.P, atom.Div, atom.Li, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote,
		atom.Section, atom.Article, atom.Aside, atom.Ul, atom.Ol, atom.Table, atom.Tr, atom.Tbody, atom.Thead, atom.Body, atom.Pre, atom.Figure, atom.Figcaption, atom.Main)
}

func isHeading(n *html.Node) bool {
	return is(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
}

func bodyOf(doc *html.Node) *html.Node {
	if found := elements(doc, atom.Body); len(found) > 0 {
		return found[0]
	}
	return doc
}
