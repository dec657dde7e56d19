package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// When the search is doubted: it found little, and some block of the page holds
// much more prose.
const (
	littleLetters = 800
	muchProse     = 400
	muchMore      = 3
	nearlyAll     = 0.8 // of the most prose: the innermost block with it is taken
)

// widen takes a larger part of the page where the search found little of it.
func (e *extraction) widen() {
	found := 0
	if e.content != nil {
		found = proseIn(e.content, func(*html.Node) bool { return false })
	}
	if found >= littleLetters {
		return
	}
	type block struct {
		n     *html.Node
		prose int
	}
	var blocks []block
	most := 0
	walk(e.doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return n.Type == html.DocumentNode
		}
		if isAside(n) && !holdsBody(n) {
			return false
		}
		if holdsText(n) {
			prose := proseIn(n, isAside)
			blocks = append(blocks, block{n, prose})
			most = max(most, prose)
		}
		return true
	})
	if most < muchProse || float64(most) < muchMore*float64(found) {
		return
	}
	var best *html.Node
	for _, b := range blocks { // the innermost comes last
		if float64(b.prose) >= nearlyAll*float64(most) {
			best = b.n
		}
	}
	e.content = cloned(best)
	rename(e.content, atom.Div)
	var gone []*html.Node
	walk(e.content, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (isAside(n) || is(n, atom.Button, atom.Input, atom.Select, atom.Textarea)) {
			gone = append(gone, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		detach(n)
	}
}

var textName = regexp.MustCompile(`(?i)(?:article|entry|post|story|page|main)[-_]?(?:content|body|text)|^content$|^main$|beschreibung`)

// holdsText reports whether an element is one that may hold an article.
func holdsText(n *html.Node) bool {
	if is(n, atom.Article, atom.Main, atom.Body) || attr(n, "role") == "main" || strings.Contains(attr(n, "itemprop"), "articleBody") {
		return true
	}
	return is(n, atom.Div, atom.Section, atom.Td) && (textName.MatchString(attr(n, "class")) || textName.MatchString(attr(n, "id")))
}

// holdsBody reports whether the page says that the text of the article is in an
// element.
func holdsBody(n *html.Node) bool {
	found := false
	walk(n, func(n *html.Node) bool {
		found = found || strings.Contains(attr(n, "itemprop"), "articleBody")
		return !found
	})
	return found
}

// isAside reports whether an element stands beside every article.
func isAside(n *html.Node) bool {
	if is(n, atom.Nav, atom.Aside, atom.Footer, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head) {
		return true
	}
	if hasAttr(n, "hidden") || strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:none") {
		return true
	}
	for name := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
		for _, word := range nameWords(name) {
			if word == "comments" || word == "cookie" || word == "sidebar" || word == "footer" || word == "menu" || word == "navigation" || word == "newsletter" || word == "consent" {
				return !is(n, atom.Body, atom.Html)
			}
		}
	}
	return false
}

// proseIn counts the letters of text that is not in links and of some length.
func proseIn(root *html.Node, leaveOut func(*html.Node) bool) int {
	const some = 60
	size := 0
	walk(root, func(n *html.Node) bool {
		switch n.Type {
		case html.TextNode:
			if l := letters(n.Data); l >= some {
				size += l
			}
		case html.ElementNode:
			return !is(n, atom.A) && !leaveOut(n)
		}
		return true
	})
	return size
}
