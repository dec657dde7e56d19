package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxFormula bounds what is written out of one formula.
const maxFormula = 2_000

// formulas writes MathML, which no body holds, as text: in the notation that the
// page gives beside it, else by its signs.
func (e *extraction) formulas() {
	for _, n := range elements(e.content, atom.Math) {
		text := plain(attr(n, "alttext"))
		walk(n, func(at *html.Node) bool {
			if text == "" && at.Type == html.ElementNode && at.Data == "annotation" && strings.Contains(attr(at, "encoding"), "tex") {
				text = textOf(at)
			}
			return true
		})
		if text == "" {
			text = textOf(n)
		}
		if n.Parent == nil || text == "" || len(text) > maxFormula {
			continue
		}
		code := &html.Node{Type: html.ElementNode, Data: "code", DataAtom: atom.Code}
		code.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		n.Parent.InsertBefore(code, n)
		detach(n)
	}
}
