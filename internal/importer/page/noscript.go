package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Sizes of a text that stands in a page for those who have no scripts.
const (
	leastNoscript = 1_500
	mostNoscript  = 1 << 20
)

// unscript puts the text for those who have no scripts in its place, where the
// page has hardly any other. It says whether it did.
func (e *extraction) unscript() bool {
	var largest *html.Node
	size := leastNoscript
	for _, n := range elements(e.doc, atom.Noscript) {
		if text := n.FirstChild; text != nil && text.Type == html.TextNode && len(text.Data) >= size && len(text.Data) <= mostNoscript {
			largest, size = n, len(text.Data)
		}
	}
	if largest == nil || !strings.Contains(largest.FirstChild.Data, "<") || proseIn(e.doc, isAside) >= littleLetters {
		return false
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(largest.FirstChild.Data), body)
	if err != nil {
		return false // too deep: it stays hidden
	}
	rename(largest, atom.Div)
	largest.RemoveChild(largest.FirstChild)
	for _, n := range nodes {
		largest.AppendChild(n)
	}
	return true
}
