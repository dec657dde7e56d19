package paste

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// style is what a style attribute says, by property in lower case.
type style map[string]string

func styleOf(n *html.Node) style { return parseStyle(attr(n, "style")) }

func parseStyle(s string) style {
	if s == "" {
		return nil
	}
	out := style{}
	for declaration := range strings.SplitSeq(s, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		out[strings.ToLower(strings.TrimSpace(name))] = strings.ToLower(value)
	}
	return out
}

func (s style) hidden() bool {
	return s["display"] == "none" || s["mso-hide"] == "all" || s["visibility"] == "hidden"
}

var (
	cssRule    = regexp.MustCompile(`([^{}]{1,200})\{([^{}]{1,1000})\}`)
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/|<!--|-->`)
	classOnly  = regexp.MustCompile(`^[a-z0-9]*\.([\w-]+)$`)
)

// classes joins what the clip's own style sheet says of classes to the style of the
// elements that bear them: exported documents and TextEdit write no other.
func (p *pasted) classes() {
	p.styles = map[string]string{}
	for _, sheet := range elements(p.doc, atom.Style) {
		text := textOf(sheet)
		if len(text) > 1<<20 {
			continue
		}
		for _, rule := range cssRule.FindAllStringSubmatch(cssComment.ReplaceAllString(text, ""), 5000) {
			for selector := range strings.SplitSeq(rule[1], ",") {
				if found := classOnly.FindStringSubmatch(strings.TrimSpace(selector)); found != nil && telling(rule[2]) {
					p.styles[found[1]] += ";" + rule[2]
				}
			}
		}
	}
	if len(p.styles) == 0 {
		return
	}
	walk(p.root, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			said := ""
			for c := range strings.FieldsSeq(attr(n, "class")) {
				said += p.styles[c]
			}
			if said != "" && len(said) < 20_000 {
				setAttr(n, "style", said+";"+attr(n, "style"))
			}
		}
		return true
	})
}

// telling reports whether a rule says something that is looked at.
func telling(rule string) bool {
	for _, word := range []string{"font-weight", "font-style", "text-decoration", "vertical-align", "font:", "display", "font-size"} {
		if strings.Contains(rule, word) {
			return true
		}
	}
	return false
}

// look is how a text looks.
type look struct {
	bold, italic, strike, underline, marked, link bool
	raised                                        int // 1: above the line, -1: below it
	code                                          bool
}

// with gives the look inside an element.
func (l look) with(n *html.Node, origin Origin) look {
	switch {
	case is(n, atom.B, atom.Strong):
		l.bold = true
	case is(n, atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var):
		l.italic = l.italic || !is(n, atom.Cite)
	case is(n, atom.S, atom.Strike, atom.Del):
		l.strike = true
	case is(n, atom.U, atom.Ins):
		l.underline = true
	case is(n, atom.Sup):
		l.raised = 1
	case is(n, atom.Sub):
		l.raised = -1
	case is(n, atom.Mark):
		l.marked = true
	}
	if attr(n, "style") != "" {
		l = l.styled(styleOf(n), is(n, atom.Span, atom.Font, atom.B, atom.I, atom.A, atom.U, atom.Em, atom.Strong), origin)
	}
	l.link = l.link || is(n, atom.A) && attr(n, "href") != ""
	if isHeading(n) || is(n, atom.Th) {
		l.bold = false
	}
	return l
}

func (l look) styled(s style, inline bool, origin Origin) look {
	if font := s["font"]; font != "" {
		words := strings.Fields(font)
		for _, w := range words {
			switch w {
			case "bold":
				l.bold = true
			case "italic", "oblique":
				l.italic = true
			}
		}
	}
	switch w := s["font-weight"]; w {
	case "":
	case "bold", "bolder":
		l.bold = true
	case "normal", "lighter":
		l.bold = false
	default:
		if n, err := strconv.Atoi(w); err == nil {
			l.bold = n >= 600
		}
	}
	switch f := s["font-style"]; {
	case strings.HasPrefix(f, "italic"), strings.HasPrefix(f, "oblique"):
		l.italic = true
	case f == "normal":
		l.italic = false
	}
	if d := s["text-decoration"] + " " + s["text-decoration-line"]; inline {
		l.strike = l.strike || strings.Contains(d, "line-through")
		l.underline = l.underline || strings.Contains(d, "underline")
		switch v := s["vertical-align"]; {
		case strings.HasPrefix(v, "super"):
			l.raised = 1
		case v == "sub":
			l.raised = -1
		case v == "baseline":
			l.raised = 0
		}
		if s["mso-highlight"] != "" || origin == FromGoogleDocs && coloured(s["background-color"]) {
			l.marked = true
		}
	}
	return l
}

func coloured(c string) bool {
	switch c {
	case "", "transparent", "white", "#ffffff", "#fff", "inherit", "initial", "none", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "rgb(255,255,255)":
		return false
	}
	return true
}

// marks replaces emphasis by style, and elements that a style contradicts, by the
// elements that are meant: each text gets those that it looks like.
func (p *pasted) marks() {
	type text struct {
		n    *html.Node
		look look
	}
	var texts []text
	var gone []*html.Node
	var visit func(n *html.Node, l look, heading bool)
	visit = func(n *html.Node, l look, heading bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				if heading {
					l.bold = false
				}
				texts = append(texts, text{c, l})
				continue
			}
			if c.Type != html.ElementNode {
				continue
			}
			if isBlock(c) && !isHeading(c) { // the underline of a heading is its look
				l.raised = 0
			}
			inner := l.with(c, p.result.Origin)
			if isHeading(c) {
				inner = look{}
			}
			if is(c, atom.Code, atom.Pre, atom.Kbd, atom.Samp, atom.Tt) {
				inner.code = true
			}
			visit(c, inner, heading || isHeading(c) || is(c, atom.Th))
			switch {
			case is(c, atom.B, atom.Strong, atom.I, atom.Em, atom.Dfn, atom.Var, atom.S, atom.Strike, atom.Del, atom.U, atom.Ins, atom.Sup, atom.Sub, atom.Mark, atom.Font, atom.Big, atom.Small, atom.Center):
				gone = append(gone, c)
			case is(c, atom.Span) && attr(c, "lang") == "" && attr(c, "dir") == "":
				gone = append(gone, c)
			}
		}
	}
	visit(p.root, look{}, false)
	for _, n := range gone {
		keepID(n)
		unwrap(n)
	}
	for _, t := range texts {
		if isBlank(t.n.Data) || t.look.code {
			continue
		}
		for _, mark := range []struct {
			on   bool
			kind atom.Atom
		}{{t.look.raised > 0, atom.Sup}, {t.look.raised < 0, atom.Sub}, {t.look.strike, atom.S}, {t.look.underline && !t.look.link, atom.U}, {t.look.italic, atom.Em}, {t.look.bold, atom.Strong}, {t.look.marked, atom.Mark}} {
			if mark.on {
				outer := element(mark.kind)
				t.n.Parent.InsertBefore(outer, t.n)
				t.n.Parent.RemoveChild(t.n)
				outer.AppendChild(t.n)
			}
		}
	}
}

// keepID hands the id of an element that goes to what is in it, so that links into
// the text still lead there.
func keepID(n *html.Node) {
	id := attr(n, "id")
	if id == "" || n.FirstChild == nil || strings.HasPrefix(id, "docs-internal") {
		return
	}
	if c := n.FirstChild; c.Type == html.ElementNode && attr(c, "id") == "" {
		setAttr(c, "id", id)
		return
	}
	n.InsertBefore(element(atom.A, "id", id), n.FirstChild)
}
