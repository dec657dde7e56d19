package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What an opening may hold beside the article's text.
const (
	openingBlocks  = 4
	openingLetters = 120
	openingRest    = 14 // letters of a byline beside names and date: "By", "Uhr"
)

// opening takes off the title and the line of names and date where the text
// begins with them: the article has fields for both.
func (e *extraction) opening() {
	title := folded(e.title)
	for range openingBlocks {
		n := firstBlock(e.content)
		if n == nil {
			return
		}
		text := textOf(n)
		if letters(text) > openingLetters && folded(text) != title || folded(text) != title && !e.isByline(n, text) {
			return
		}
		takeOut(n, e.content)
	}
}

// firstBlock gives the innermost block around the first text; nil where the
// content begins with a picture.
func firstBlock(root *html.Node) *html.Node {
	var first *html.Node
	walk(root, func(n *html.Node) bool {
		if first == nil && (n.Type == html.TextNode && letters(n.Data) > 0 || is(n, atom.Img, atom.Video, atom.Table, atom.Iframe)) {
			first = n
		}
		return first == nil
	})
	if first == nil || first.Type != html.TextNode {
		return nil
	}
	n := first.Parent
	for n != root && isInline(n) {
		n = n.Parent
	}
	if n == root || is(n, atom.Blockquote, atom.Pre, atom.Li, atom.Td, atom.Th) {
		return nil
	}
	return n
}

// isByline reports whether a line says who wrote and when, and no more.
func (e *extraction) isByline(n *html.Node, text string) bool {
	if is(n, atom.H1, atom.H2, atom.H3, atom.H4) {
		return false
	}
	rest, named := folded(text), false
	for _, author := range e.authors {
		if name := folded(author.Name); strings.Contains(rest, name) {
			rest, named = strings.ReplaceAll(rest, name, ""), true
		}
	}
	dated := !findDate(text, "", e.hints.Zone).IsZero()
	if !named && !dated {
		return false
	}
	words := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if dated && monthOf(word) != 0 {
			words += len([]rune(word))
		}
	}
	return lettersAlone(rest)-words <= openingRest
}

func lettersAlone(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
