package page

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds on what is gathered.
const (
	maxMetas   = 2_000
	maxShown   = 400
	maxShownAt = 200 // letters of a date or a byline
)

// gathered is what a page says of itself, as it stands.
type gathered struct {
	title         string              // of the title element
	metas         map[string][]string // by property, name or itemprop, lower case
	language, dir string              // of the html element
	canonical     string
	base          string // of the base element
	saved         string // the address that a browser wrote into the file
	refresh       string // where a redirect stub leads
	linked        linked
	headings      []shown // sure: an h1 or one that says that it is the title
	times, names  []shown // what is named as a date, as a byline
	days          []shown // short texts that are a date
	tags          []string
	pictures      []*html.Node
	order         int
	named         map[string]naming // by class and id: they repeat
}

// naming is what the class and the id of an element say that it is.
type naming struct{ date, byline, headline, site bool }

// shown is something that can be seen, with its place in the page.
type shown struct {
	text  string
	stamp string // machine-readable, where there is
	at    int
	sure  bool     // the page says that it is this
	first bool     // an h1
	lines []string // of a heading in several pieces: each
}

// gather goes over the page once.
func gather(doc *html.Node) *gathered {
	g := &gathered{metas: map[string][]string{}, named: map[string]naming{}}
	walk(doc, func(n *html.Node) bool {
		g.order++
		switch n.Type {
		case html.CommentNode:
			g.comment(n.Data)
			return false
		case html.TextNode:
			g.day(n)
		case html.ElementNode:
			return g.element(n)
		}
		return true
	})
	return g
}

var savedFrom = regexp.MustCompile(`(?s)^\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)`)

// comment finds the address that browsers write into what they save.
func (g *gathered) comment(text string) {
	if g.saved == "" && len(text) < 2*maxAddress {
		if found := savedFrom.FindStringSubmatch(text); found != nil {
			g.saved = found[1]
		}
	}
}

// day takes a text that holds hardly more than a date, or begins with one.
func (g *gathered) day(n *html.Node) {
	text := strings.TrimSpace(n.Data)
	if text == "" || len(g.days) >= maxShown {
		return
	}
	if first := text[0]; len(text) > maxShownAt || len(text) > 40 && '0' <= first && first <= '9' {
		if first < '0' || first > '9' {
			return
		}
		text = strings.ToValidUTF8(text[:24], "")
	}
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !unicode.IsSpace(r):
			others++
		}
	}
	if digits >= 4 && digits <= 14 && others <= 40 {
		g.days = append(g.days, shown{text: oneLine(text), at: g.order})
	}
}

func (g *gathered) element(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html:
		g.language, g.dir = attr(n, "lang"), attr(n, "dir")
		if g.language == "" {
			g.language = attr(n, "xml:lang")
		}
	case atom.Base:
		if g.base == "" {
			g.base = attr(n, "href")
		}
	case atom.Title:
		if g.title == "" && within(n, atom.Svg) == nil {
			g.title = textOf(n)
		}
		return false
	case atom.Meta:
		g.meta(n)
	case atom.Link:
		if g.canonical == "" && hasToken(strings.ToLower(attr(n, "rel")), "canonical") {
			g.canonical = attr(n, "href")
		}
	case atom.Script:
		if kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";"); strings.TrimSpace(kind) == "application/ld+json" && n.FirstChild != nil {
			g.linked.read(n.FirstChild.Data)
		}
		return false
	case atom.Noscript:
		if n.FirstChild != nil && len(n.FirstChild.Data) < 2*maxAddress {
			if found := refreshMeta.FindStringSubmatch(n.FirstChild.Data); found != nil {
				g.refresh = refreshTarget(html.UnescapeString(found[1]))
			}
		}
		return false
	case atom.Style, atom.Template, atom.Svg:
		return false
	case atom.Img:
		g.pictures = append(g.pictures, n)
	}
	g.visible(n)
	return true
}

func (g *gathered) meta(n *html.Node) {
	if len(g.metas) >= maxMetas {
		return
	}
	content := plain(attr(n, "content"))
	for _, by := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, by))) {
			if by == "http-equiv" && name == "refresh" {
				g.refresh = refreshTarget(content)
				continue
			}
			if content != "" && len(g.metas[name]) < 100 {
				g.metas[name] = append(g.metas[name], content)
			}
		}
	}
}

var refreshMeta = regexp.MustCompile(`(?i)<meta\s[^>]{0,100}http-equiv=["']?refresh["']?\s[^>]{0,100}content="([^">]*)"`)

var refreshTo = regexp.MustCompile(`(?i)^\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s]+)`)

// refreshTarget gives where a page leads on to by itself, within ten seconds.
func refreshTarget(content string) string {
	found := refreshTo.FindStringSubmatch(content)
	if found == nil || len(found[1]) > 1 {
		return ""
	}
	return found[2]
}

var (
	dateName   = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:date|datum|datetime|time|timestamp|published|publish|pubdate|posted|posted-on|veroeffentlicht|fecha)|(?:publish|entry|post|article|meta)[_-]?date|date(?:$|[\s_-])|datum(?:$|[\s_-])`)
	bylineName = regexp.MustCompile(`(?i)byline|author|autor|auteur|writtenby|verfasser`)
	noByline   = regexp.MustCompile(`(?i)comment|author-?(?:box|bio|info|desc|img|image|avatar)|authors?-?list|kommentar`)
)

// naming judges the class and the id of an element.
func (g *gathered) naming(n *html.Node) naming {
	names := attr(n, "class") + " " + attr(n, "id")
	if len(names) < 2 || len(names) > 1_000 {
		return naming{}
	}
	said, known := g.named[names]
	if !known {
		said = naming{
			date:     dateName.MatchString(names),
			byline:   bylineName.MatchString(names) && !noByline.MatchString(names),
			headline: headlineName.MatchString(names),
			site:     siteName.MatchString(names),
		}
		g.named[names] = said
	}
	return said
}

// visible takes what people see as the title, the date and the byline.
func (g *gathered) visible(n *html.Node) {
	said := g.naming(n)
	prop := attr(n, "itemprop")
	rel := attr(n, "rel")
	switch {
	case is(n, atom.H1, atom.H2, atom.H3):
		g.heading(n, is(n, atom.H1) || strings.Contains(prop, "headline") || said.headline)
	case is(n, atom.Time) || strings.Contains(prop, "datePublished") || strings.Contains(prop, "dateCreated"):
		stamp := attr(n, "datetime")
		if stamp == "" {
			stamp = attr(n, "content")
		}
		g.show(&g.times, n, stamp, strings.Contains(prop, "datePublished") || hasAttr(n, "pubdate"))
	case is(n, atom.Abbr) && attr(n, "title") != "" && said.date:
		g.show(&g.times, n, attr(n, "title"), hasToken(attr(n, "class"), "published"))
	case hasToken(rel, "tag") && is(n, atom.A):
		if text := textOf(n); text != "" && len(g.tags) < maxShown {
			g.tags = append(g.tags, text)
		}
	case hasToken(rel, "author") || strings.Contains(prop, "author"):
		g.show(&g.names, n, "", true)
	case said.byline:
		g.show(&g.names, n, "", false)
	case said.date:
		g.show(&g.times, n, "", false)
	}
}

// heading takes a heading that is not the name of the site, which leads to its
// front page.
func (g *gathered) heading(n *html.Node, sure bool) {
	if len(g.headings) >= maxShown || g.naming(n).site {
		return
	}
	for _, a := range append(elements(n, atom.A), within(n, atom.A)) {
		if a != nil && (attr(a, "href") == "/" || hasToken(attr(a, "rel"), "home") || isFront(webAddress(attr(a, "href")))) {
			return
		}
	}
	if text := textOf(n); letters(text) > 2 && len(text) < 4*maxShownAt {
		h := shown{text: text, at: g.order, sure: sure, first: is(n, atom.H1)}
		walk(n, func(n *html.Node) bool {
			if n.Type == html.TextNode && len(h.lines) < 10 {
				h.lines = append(h.lines, oneLine(n.Data))
			}
			return true
		})
		g.headings = append(g.headings, h)
	}
}

var siteName = regexp.MustCompile(`(?i)(?:site|blog)[-_]?(?:title|name)|\blogo\b|\bbrand`)

var headlineName = regexp.MustCompile(`(?i)(?:entry|post|article|page|content)[-_]?title|headline`)

func (g *gathered) show(list *[]shown, n *html.Node, stamp string, sure bool) {
	if len(*list) >= maxShown {
		return
	}
	text := shortText(n)
	if stamp == "" && text == "" {
		return
	}
	*list = append(*list, shown{text: text, stamp: stamp, at: g.order, sure: sure})
}

// shortText gives the text of something that should be a line; "" where it is
// more.
func shortText(n *html.Node) string {
	size := 0
	walk(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			size += len(n.Data)
		}
		return size < 10*maxShownAt
	})
	if size >= 10*maxShownAt {
		return ""
	}
	if text := textOf(n); len(text) <= maxShownAt {
		return text
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}
