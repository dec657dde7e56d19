package paste

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped takes out what is no text of the piece: the program's own things, what is
// hidden, words that tracked changes deleted, comments, the furniture of pages.
func (p *pasted) dropped() {
	office := p.result.Origin == FromWord || p.result.Origin == FromLibreOffice || p.result.Origin == FromMail
	var gone, loose []*html.Node
	walk(p.root, func(n *html.Node) bool {
		if n.Type == html.CommentNode {
			gone = append(gone, n)
			return false
		}
		if n.Type != html.ElementNode {
			return true
		}
		s := styleOf(n)
		switch {
		case p.unwanted(n, s), office && is(n, atom.Del), office && strings.Contains(attr(n, "class"), "msoDel"):
			gone = append(gone, n)
			return false
		case office && (is(n, atom.Ins) || hasClass(n, "msoIns")),
			strings.HasPrefix(n.Data, "o:") || strings.HasPrefix(n.Data, "w:") || strings.HasPrefix(n.Data, "st1:"),
			is(n, atom.B) && strings.HasPrefix(attr(n, "id"), "docs-internal-guid"):
			loose = append(loose, n)
		case strings.HasPrefix(n.Data, "v:"):
			gone = append(gone, n)
			return false
		case hasClass(n, "Apple-converted-space"), s["mso-spacerun"] == "yes", s["mso-tab-count"] != "":
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			loose = append(loose, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		remove(n)
	}
	for _, n := range loose {
		unwrap(n)
	}
}

// unwanted reports whether an element goes with all that is in it.
func (p *pasted) unwanted(n *html.Node, s style) bool {
	switch {
	case is(n, atom.Script, atom.Style, atom.Meta, atom.Link, atom.Title, atom.Noscript, atom.Template, atom.Nav, atom.Button, atom.Form, atom.Select, atom.Dialog):
		return true
	case n.Data == "xml", is(n, atom.Br) && hasClass(n, "Apple-interchange-newline"):
		return true
	case s.hidden() && !is(n, atom.Img):
		return true
	case is(n, atom.Footer) && within(n, atom.Blockquote, atom.Article, atom.Figure) == nil, is(n, atom.Header) && attr(n, "role") == "banner":
		return true
	case attr(n, "aria-hidden") == "true" && !is(n, atom.Img, atom.Svg), hasAttr(n, "hidden"):
		return true
	case hasClass(n, "mw-editsection", "sr-only", "visually-hidden", "screen-reader-text", "noprint", "MsoToc1", "MsoToc2", "MsoToc3", "MsoTocHeading", "MsoHeader", "MsoFooter",
		"msocomanchor", "MsoCommentReference", "MsoCommentText", "EOP", "WACImageOverlay"):
		return !hasClass(n, "EOP") || isBlank(textOf(n))
	case strings.Contains(s["mso-element"], "comment"), s["mso-list"] == "skip":
		return true
	case is(n, atom.A) && (strings.HasPrefix(attr(n, "href"), "#cmnt") || strings.HasPrefix(attr(n, "href"), "#_msocom")):
		return true
	case is(n, atom.Div) && p.isComment(n):
		return true
	case is(n, atom.Br) && (s["page-break-before"] == "always" || attr(n, "clear") == "all" && s["mso-special-character"] != ""):
		return true
	}
	return false
}

// isComment reports whether a div is a comment that a document was exported with: it
// begins with a link back to the place in the text.
func (p *pasted) isComment(n *html.Node) bool {
	if p.result.Origin != FromGoogleDocs || strings.HasPrefix(attr(n, "id"), "cmnt") {
		return strings.HasPrefix(attr(n, "id"), "cmnt")
	}
	links, others := 0, 0
	walk(n, func(c *html.Node) bool {
		if is(c, atom.A) {
			if strings.HasPrefix(attr(c, "href"), "#cmnt_ref") {
				links++
			} else if strings.HasPrefix(attr(c, "href"), "#") {
				others++
			}
		}
		return true
	})
	return links > 0 && others == 0 && len(textOf(n)) < 5_000
}

func within(n *html.Node, kinds ...atom.Atom) *html.Node {
	for ; n != nil; n = n.Parent {
		if is(n, kinds...) {
			return n
		}
	}
	return nil
}

func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}
