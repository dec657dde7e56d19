package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/news"
)

// Numbers that part a page from an article.
const (
	fewLetters   = 40  // below it nothing but what the page says of itself makes an article
	manyHeadings = 8   // that lead elsewhere: more than an article has
	stubLetters  = 600 // above it a redirect is not all that there is
)

func refuse(format string, args ...any) error {
	return news.Errorf(news.CodeUnsupported, "page", format, args...)
}

// leadsOn refuses redirect stubs.
func (e *extraction) leadsOn() error {
	if e.facts.refresh == "" || letters(textOf(e.doc)) > stubLetters {
		return nil
	}
	return refuse("The page holds no article: it only leads on to %.300q.", e.facts.refresh)
}

var errorTitle = regexp.MustCompile(`(?i)^(?:error\s*)?(?:404|403|410|500|502|503)\b|\b(?:404|403|500|502|503)(?: error|$)|(?:page|seite|file) (?:was )?not (?:be )?found|not found$|seite nicht gefunden|page introuvable|página no encontrada|access denied|forbidden|just a moment|attention required|are you a robot|service unavailable|bad gateway|captcha`)

// judge refuses what was found where it is no article.
func (e *extraction) judge() error {
	f := e.facts
	size := letters(textOf(e.content))
	said := f.object != nil || f.first("og:type") == "article"
	if title := or(f.title, f.first("og:title")); size < stubLetters*2 && f.object == nil && errorTitle.MatchString(title) {
		return refuse("The page holds no article: it is an error page (%.200q).", title)
	}
	pictures := len(elements(e.content, atom.Img))
	if size < fewLetters && !(said && (size > 0 || pictures > 0)) && pictures == 0 {
		return e.nothing()
	}
	if e.leadsElsewhere && !said {
		return refuse("The page holds no article: it is a front page that leads to others.")
	}
	return nil
}

func (e *extraction) nothing() error {
	if isFront(e.facts.address) {
		return refuse("The page holds no article: it is a front page that leads to others.")
	}
	return refuse("The page holds no article: there is hardly any text in it.")
}

// isFrontPage judges what the search found, before the links in it are gone.
func (e *extraction) isFrontPage() bool {
	front := isFront(e.facts.address)
	if front && e.facts.first("og:type") == "website" && linkedHeadings(e.content) > 2 {
		return true
	}
	return (front || linkedHeadings(e.content) >= manyHeadings) && listOfLinks(e.content)
}

// linkedHeadings counts the headings that lead to other pages.
func linkedHeadings(root *html.Node) int {
	n := 0
	for _, h := range elements(root, atom.H2, atom.H3, atom.H4) {
		if within(h, atom.A) != nil || len(elements(h, atom.A)) > 0 {
			n++
		}
	}
	return n
}

// listOfLinks reports whether a text is mostly headlines that lead elsewhere.
func listOfLinks(root *html.Node) bool {
	all, linked, prose := 0, 0, 0
	walk(root, func(n *html.Node) bool {
		if n.Type != html.TextNode {
			return true
		}
		size := letters(n.Data)
		all += size
		if within(n, atom.A) != nil {
			linked += size
		} else if size > 80 {
			prose += size
		}
		return true
	})
	return all == 0 || linked*5 > all*2 || prose*4 < all
}

// textAlone is what is left where the page cannot be read as it is laid out: its
// words, a paragraph for each block.
func textAlone(content []byte, hints Hints) (news.Article, error) {
	title, text := words(content)
	if letters(text) < fewLetters {
		return news.Article{}, refuse("The page holds no article: there is hardly any text in it.")
	}
	a := news.Article{Kind: news.KindNews, Title: or(title, beginning(text)), Body: text, BodyFormat: news.BodyText}
	if base := webAddress(hints.Base); base != nil {
		base.Fragment, base.RawFragment = "", ""
		a.URL = base.String()
	}
	return a, nil
}

// maxTokens bounds how much of a page is read for its words.
const maxTokens = 2_000_000

// words reads a page tag by tag, without building it.
func words(content []byte) (title, text string) {
	z := html.NewTokenizer(strings.NewReader(string(content)))
	z.SetMaxBuf(1 << 20)
	var b strings.Builder
	hidden, inTitle := atom.Atom(0), false
	for range maxTokens {
		switch z.Next() {
		case html.ErrorToken:
			return oneLine(title), paragraphs(b.String())
		case html.TextToken:
			switch {
			case hidden != 0:
			case inTitle:
				title += string(z.Text())
			default:
				b.WriteString(strings.Map(asSpace, string(z.Text())))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch kind := atom.Lookup(name); kind {
			case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Nav, atom.Footer:
				if hidden == 0 {
					hidden = kind
				}
			case atom.Title:
				inTitle = title == ""
			default:
				breakAt(&b, kind)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			kind := atom.Lookup(name)
			if kind == hidden {
				hidden = 0
			}
			if kind == atom.Title {
				inTitle = false
			}
			breakAt(&b, kind)
		}
	}
	return oneLine(title), paragraphs(b.String())
}

func breakAt(b *strings.Builder, kind atom.Atom) {
	if !isInline(&html.Node{Type: html.ElementNode, Data: kind.String()}) {
		b.WriteByte('\n')
	}
}

func asSpace(r rune) rune {
	if r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// paragraphs joins the lines that say something with empty lines between.
func paragraphs(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = oneLine(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}
