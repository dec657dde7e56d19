package paste

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/lang"
)

// paragraphs gives paragraphs that are something else by their style the element
// that is meant.
func (p *pasted) paragraphs() {
	var quotes []*html.Node
	walk(p.root, func(n *html.Node) bool {
		if !is(n, atom.P, atom.Div) {
			return true
		}
		class := strings.ToLower(attr(n, "class"))
		s := styleOf(n)
		switch {
		case is(n, atom.Div) && !hasClass(n, "MsoNormal"):
		case hasClass(n, "MsoTitle", "title") && p.result.Origin != FromWeb:
			rename(n, atom.H1)
		case hasClass(n, "MsoQuote", "MsoIntenseQuote", "MsoBlockText", "MsoQuoteCxSpFirst", "MsoQuoteCxSpMiddle", "MsoQuoteCxSpLast") || strings.HasPrefix(class, "msoquote") || strings.HasPrefix(class, "msointensequote"):
			quotes = append(quotes, n)
		case headingClass(class) > 0:
			rename(n, headings[headingClass(class)-1])
		case attr(n, "role") == "heading":
			if level, err := strconv.Atoi(attr(n, "aria-level")); err == nil && level >= 1 && level <= 6 {
				rename(n, headings[level-1])
			}
		case s["mso-outline-level"] >= "1" && s["mso-outline-level"] <= "6" && len(s["mso-outline-level"]) == 1:
			rename(n, headings[s["mso-outline-level"][0]-'1'])
		case p.result.Origin == FromGoogleDocs && isDocsTitle(n):
			rename(n, atom.H1)
		}
		return true
	})
	for _, n := range quotes {
		if before := n.PrevSibling; before != nil {
			for before != nil && nothing(before) {
				before = before.PrevSibling
			}
			if is(before, atom.Blockquote) && attr(before, "data-pasted") != "" {
				remove(n)
				before.AppendChild(n)
				continue
			}
		}
		quote := element(atom.Blockquote, "data-pasted", "1")
		n.Parent.InsertBefore(quote, n)
		remove(n)
		quote.AppendChild(n)
	}
}

var headings = []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

// headingClass gives the level that a class says: MsoHeading2, Heading1.
func headingClass(class string) int {
	for c := range strings.FieldsSeq(class) {
		c = strings.TrimPrefix(c, "mso")
		if rest, ok := strings.CutPrefix(c, "heading"); ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '6' {
			return int(rest[0] - '0')
		}
	}
	return 0
}

// isDocsTitle reports whether a paragraph of Google Docs is set as a title, which has
// no element of its own there.
func isDocsTitle(n *html.Node) bool {
	spans := elements(n, atom.Span)
	if len(spans) == 0 || isBlank(textOf(n)) {
		return false
	}
	for _, s := range spans {
		size, ok := strings.CutSuffix(styleOf(s)["font-size"], "pt")
		points, err := strconv.ParseFloat(size, 64)
		if !ok || err != nil || points < 24 {
			return false
		}
	}
	return true
}

// levels moves headings one down where both of the two highest are used, which the
// profile would make one.
func (p *pasted) levels() {
	if len(elements(p.root, atom.H1)) == 0 || len(elements(p.root, atom.H2)) == 0 {
		return
	}
	for _, n := range elements(p.root, headings...) {
		if level := int(n.Data[1] - '0'); level < 6 {
			rename(n, headings[level])
		}
	}
}

// tables takes tables apart that only arrange, and makes a head of a first row that
// is set as one.
func (p *pasted) tables() {
	for _, t := range elements(p.root, atom.Table) {
		rows, cells := elements(t, atom.Tr), elements(t, atom.Td, atom.Th)
		if len(cells) <= 1 || len(elements(t, atom.Table)) > 0 && p.result.Origin == FromMail {
			for _, part := range append(elements(t, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Colgroup, atom.Col), cells...) {
				if is(part, atom.Td, atom.Th) {
					rename(part, atom.Div)
				} else if within(part.Parent, atom.Table) == t {
					unwrap(part)
				}
			}
			rename(t, atom.Div)
			continue
		}
		if len(elements(t, atom.Th, atom.Thead)) > 0 || len(rows) < 2 || within(rows[0].Parent, atom.Table) != t {
			continue
		}
		if p.allBold(rows[0]) && !p.allBold(rows[1]) {
			head := element(atom.Thead)
			for _, c := range elements(rows[0], atom.Td) {
				rename(c, atom.Th)
			}
			remove(rows[0])
			head.AppendChild(rows[0])
			t.InsertBefore(head, firstPart(t))
		}
	}
}

func firstPart(t *html.Node) *html.Node {
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Tbody, atom.Tr, atom.Tfoot) {
			return c
		}
	}
	return nil
}

// allBold reports whether every word in a node is bold.
func (p *pasted) allBold(n *html.Node) bool {
	found, all := false, true
	var visit func(n *html.Node, l look)
	visit = func(n *html.Node, l look) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && !isBlank(c.Data) {
				found, all = true, all && l.bold
			}
			if c.Type == html.ElementNode {
				visit(c, l.with(c, p.result.Origin))
			}
		}
	}
	visit(n, look{})
	return found && all
}

// languages keeps of the languages that word processors write everywhere those that
// say something, and gives paragraphs that run against the article their direction.
func (p *pasted) languages() {
	own := lang.Base(p.language)
	office := p.result.Origin == FromWord || p.result.Origin == FromLibreOffice || p.result.Origin == FromMail || p.result.Origin == FromGoogleDocs
	walk(p.root, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if said := attr(n, "xml:lang"); said != "" {
			if attr(n, "lang") == "" {
				setAttr(n, "lang", said)
			}
			dropAttr(n, "xml:lang")
		}
		if said := attr(n, "lang"); said != "" && office {
			base := lang.Base(said)
			if base == own || !lang.Valid(base) || !written(textOf(n), base) {
				dropAttr(n, "lang")
			} else {
				setAttr(n, "lang", base)
			}
		}
		if s := styleOf(n); attr(n, "dir") == "" && (s["direction"] == "rtl" || s["direction"] == "ltr") && isBlock(n) {
			setAttr(n, "dir", s["direction"])
		}
		return true
	})
	for _, n := range elements(p.root, atom.Span) {
		if up := n.Parent; attr(n, "lang") != "" && attr(up, "lang") == "" && is(up, atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4) && alone(n) {
			setAttr(up, "lang", attr(n, "lang"))
			dropAttr(n, "lang")
		}
	}
	for _, n := range elements(p.root, atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Blockquote, atom.Td, atom.Th) {
		p.direct(n)
	}
}

// alone reports whether a node has all the words of what it stands in.
func alone(n *html.Node) bool {
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c != n && (c.Type != html.TextNode || !isBlank(c.Data)) {
			return false
		}
	}
	return true
}

// direct gives a block whose letters run the other way its direction and language,
// where nothing around it says one.
func (p *pasted) direct(n *html.Node) {
	in, said := lang.Direction(p.language), ""
	for at := n; at != nil && at != p.root; at = at.Parent {
		if d := strings.ToLower(attr(at, "dir")); d == "rtl" || d == "ltr" {
			in = d
			break
		}
		if l := attr(at, "lang"); l != "" {
			in, said = lang.Direction(l), l
			break
		}
	}
	text := textOf(n)
	rtl, ltr := letters(text)
	switch {
	case rtl+ltr < 3:
	case in == lang.LeftToRight && rtl > 4*ltr:
		setAttr(n, "dir", lang.RightToLeft)
	case in == lang.RightToLeft && ltr > 4*rtl:
		setAttr(n, "dir", lang.LeftToRight)
	case in == lang.Direction(p.language):
		return
	}
	if said != "" || attr(n, "lang") != "" || attr(n, "dir") == "" && in == lang.Direction(p.language) {
		return
	}
	if guess, sure := lang.Detect(text, nil); guess != "" && guess != lang.Base(p.language) && (sure > 0.8 || guess == "he") {
		setAttr(n, "lang", guess)
	}
}

// written reports whether a text can be in a language by its letters; one without
// letters is in none.
func written(text, language string) bool {
	rtl, ltr := letters(text)
	if lang.Direction(language) == lang.RightToLeft {
		return rtl > 0
	}
	return ltr > 0
}

// letters counts those of both directions.
func letters(s string) (rtl, ltr int) {
	for _, r := range s {
		switch script := lang.Script(r); script {
		case "Zyyy", "Zzzz":
		case "Arab", "Hebr", "Syrc", "Thaa":
			rtl++
		default:
			ltr++
		}
	}
	return rtl, ltr
}

// attributes that somebody behind this package asks for.
var kept = map[string]bool{"id": true, "name": true, "href": true, "role": true, "lang": true, "dir": true, "src": true, "alt": true, "width": true, "height": true, "title": true,
	"datetime": true, "start": true, "colspan": true, "rowspan": true, "poster": true, "kind": true, "label": true, "srclang": true, "data-type": true, "data-src": true,
	"data-alt": true, "data-value": true, "data-title": true, "data-lazy-src": true}

// attributes drops those of the program: they can be larger than the text.
func (p *pasted) attributes() {
	classes := p.result.Origin == FromWeb || p.result.Origin == FromMarkdown
	walk(p.root, func(n *html.Node) bool {
		var list []html.Attribute
		for _, a := range n.Attr {
			if a.Namespace == "" && (kept[a.Key] || classes && a.Key == "class") {
				list = append(list, a)
			}
		}
		n.Attr = list
		return true
	})
}
