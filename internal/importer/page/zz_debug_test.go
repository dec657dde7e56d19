package page_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func chain(n *html.Node) string {
	var parts []string
	for p := n; p != nil && len(parts) < 9; p = p.Parent {
		if p.Type != html.ElementNode { continue }
		s := p.Data
		for _, a := range p.Attr {
			if a.Key == "class" || a.Key == "id" || a.Key == "style" || a.Key=="hidden"||a.Key=="aria-hidden" || a.Key == "role" {
				v := a.Val
				if len(v) > 50 { v = v[:50] }
				s += "[" + a.Key[:1] + "=" + v + "]"
			}
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " < ")
}

func find(doc *html.Node, snippet string) string {
	key := strings.Join(strings.Fields(snippet), " ")
	for try := 0; try < 2; try++ {
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && strings.Contains(strings.Join(strings.Fields(n.Data), " "), key) {
			return chain(n.Parent)
		}
	}
	r := []rune(key)
	if len(r) > 14 { key = string(r[:14]) }
	}
	return "NOT FOUND"
}

func TestZZ(t *testing.T) {
	if os.Getenv("PAGE_DEBUG") == "" { t.Skip() }
	for _, o := range extractAll(t, trafilatura(t)) {
		if !o.tuned() { continue }
		doc, _ := html.Parse(strings.NewReader(string(o.content)))
		out, _ := html.Parse(strings.NewReader(o.article.Body))
		text := strings.Join(strings.Fields(o.plain), " ")
		for _, s := range o.with {
			if !strings.Contains(text, strings.Join(strings.Fields(s), " ")) {
				fmt.Printf("FN %s (%d letters) %.60q: %s\n", o.name, len(text), s, find(doc, s))
			}
		}
		for _, s := range o.without {
			if strings.Contains(text, strings.Join(strings.Fields(s), " ")) {
				fmt.Printf("FP %s (%d letters) %.60q: %s\n", o.name, len(text), s, find(out, s))
			}
		}
	}
}
