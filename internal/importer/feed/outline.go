package feed

import (
	"slices"
	"strings"

	"broadsheet/internal/news"
	"broadsheet/internal/tagsoup"
)

// outline is what one look over the text finds: that it keeps the limits, what
// it is, and of each element of the feed and its items what gofeed does not
// tell: language, base, text type and the markup as written.
type outline struct {
	root  tagsoup.Token
	begin int  // of the root in the text
	whole bool // the root's end has come
	// littered: something that is no feed stands before the root.
	littered bool
	bases    []int  // where in the text an xml:base stands in a tag
	texts    []edit // the longer texts of Atom, to leave them out
	// prefixes names the namespace of each prefix; "" of the bare names.
	prefixes map[string]string
	entities map[string]string // that the document declares
	feed     element
	items    []element
}

// element is a feed, an item, or a child of one.
type element struct {
	tagsoup.Token
	inner string // markup as written
	base  address
	lang  string
	parts []element
}

// part gives the first child of that name in the feed's own vocabulary; the
// zero element where there is none.
func (e *element) part(names ...string) element {
	for _, name := range names {
		for _, p := range e.parts {
			if strings.EqualFold(p.Name, name) {
				return p
			}
		}
	}
	return element{}
}

// last gives the last child of one of those names.
func (e *element) last(names ...string) element {
	for _, p := range slices.Backward(e.parts) {
		for _, name := range names {
			if strings.EqualFold(p.Name, name) {
				return p
			}
		}
	}
	return element{}
}

// there says whether an element was found.
func (e element) there() bool { return e.Name != "" }

// open is an element whose end has not come.
type open struct {
	name  string
	base  address
	lang  string
	into  *element // what its children belong to; nil: nobody asks
	begin int
	slot  int // in the parts of the parent, or among the items
	item  bool
}

// looker makes an outline.
type looker struct {
	outline
	text   string
	stack  []open
	tokens int
	marked bool // the text sets bases or languages somewhere
}

// look reads the outline of a text. base and language are those of the document
// from outside.
func look(text string, base address, language string) (*outline, error) {
	l := &looker{text: text, marked: strings.Contains(text, "xml:")}
	l.feed.base, l.feed.lang = base, language
	for s := tagsoup.NewScanner(text); s.Next(); {
		if l.tokens++; l.tokens > MaxTokens {
			return nil, tooMuch("2 million pieces of markup")
		}
		if err := l.token(s.Token()); err != nil {
			return nil, err
		}
		if l.whole {
			break
		}
	}
	if l.root.Name == "" {
		return nil, noFeed("This is not a feed.")
	}
	for len(l.stack) > 0 {
		l.pop(len(text))
	}
	return &l.outline, nil
}

func (l *looker) token(t tagsoup.Token) error {
	switch t.Kind {
	case tagsoup.Directive:
		if l.root.Name == "" {
			return l.directive(t.Inner)
		}
	case tagsoup.Start:
		if l.root.Name == "" {
			return l.first(t)
		}
		return l.start(t)
	case tagsoup.End:
		if l.root.Name != "" {
			l.end(t)
		}
	}
	return nil
}

// first judges a tag that may be the root.
func (l *looker) first(t tagsoup.Token) error {
	switch strings.ToLower(t.Local()) {
	case "rss", "rdf", "feed", "channel":
	case "html", "body":
		return noFeed("This is a web page, not a feed.")
	case "opml":
		return noFeed("This is a list of feeds, not a feed.")
	default:
		l.littered = true // a warning of the server, perhaps
		return nil
	}
	l.root, l.begin = t, t.Begin
	l.prefixes = map[string]string{}
	base, lang := l.feed.base, l.feed.lang
	for name, value := range t.Attrs() {
		if prefix, found := strings.CutPrefix(name, "xmlns:"); found {
			l.prefixes[prefix] = value
		} else if name == "xmlns" {
			l.prefixes[""] = value
		}
	}
	base, lang = l.marks(t, base, lang)
	l.feed.Token, l.feed.base, l.feed.lang = t, base, lang
	l.stack = append(l.stack, open{name: t.Name, base: base, lang: lang, into: &l.feed, slot: -1, begin: t.End})
	return nil
}

// marks gives base and language inside a tag.
func (l *looker) marks(t tagsoup.Token, base address, lang string) (address, string) {
	if !l.marked || !strings.Contains(t.Inner, "xml:") {
		return base, lang
	}
	if own, found := t.Attr("xml:base"); found {
		base = base.join(own)
		if i := strings.Index(l.text[t.Begin:t.End], "xml:base"); i >= 0 {
			l.bases = append(l.bases, t.Begin+i)
		}
	}
	if own, found := t.Attr("xml:lang"); found {
		if lang = own; own == "" {
			lang = unknownLanguage
		}
	}
	return base, lang
}

func (l *looker) start(t tagsoup.Token) error {
	if len(l.stack) >= MaxDepth && !t.Empty {
		return news.Errorf(news.CodeLimit, "feed", "The feed's elements are more than %d deep; it was not read.", MaxDepth)
	}
	parent := &l.stack[len(l.stack)-1]
	o := open{name: t.Name, base: parent.base, lang: parent.lang, slot: -1, begin: t.End}
	o.base, o.lang = l.marks(t, o.base, o.lang)
	switch {
	case parent.into == nil:
	case parent.item:
		o.slot = l.part(&l.items[len(l.items)-1], t, o)
	case l.isItem(t):
		if len(l.items) >= MaxItems {
			return tooMuch("5,000 items")
		}
		l.items = append(l.items, element{Token: t, base: o.base, lang: o.lang})
		o.item, o.into = true, &l.feed
	case strings.EqualFold(t.Local(), "channel"):
		o.into = &l.feed
		l.feed.base, l.feed.lang = o.base, o.lang
	default:
		o.slot = l.part(&l.feed, t, o)
	}
	if !t.Empty {
		l.stack = append(l.stack, o)
	}
	return nil
}

// maxParts is how many children of one element are looked at.
const maxParts = 1000

// part takes note of a child and gives its place; −1 where there are too many.
func (l *looker) part(parent *element, t tagsoup.Token, o open) int {
	if len(parent.parts) >= maxParts {
		return -1
	}
	parent.parts = append(parent.parts, element{Token: l.native(t), base: o.base, lang: o.lang})
	return len(parent.parts) - 1
}

// native gives a tag of the root's own vocabulary without its prefix.
func (l *looker) native(t tagsoup.Token) tagsoup.Token {
	if prefix := t.Prefix(); prefix != "" && (prefix == l.root.Prefix() || strings.HasPrefix(l.prefixes[prefix], "http://purl.org/rss/1.0/") && len(l.prefixes[prefix]) == len("http://purl.org/rss/1.0/")) {
		t.Name = t.Local()
	}
	return t
}

func (l *looker) isItem(t tagsoup.Token) bool {
	if t.Prefix() != "" && t.Prefix() != l.root.Prefix() && !strings.Contains(l.prefixes[t.Prefix()], "rss") {
		return false
	}
	name := t.Local()
	return strings.EqualFold(name, "item") || strings.EqualFold(name, "entry")
}

// end closes the innermost element of that name; an end without one closes
// nothing.
func (l *looker) end(t tagsoup.Token) {
	for i := len(l.stack) - 1; i >= 0; i-- {
		if l.stack[i].name == t.Name {
			for len(l.stack) > i+1 {
				l.pop(t.Begin)
			}
			l.pop(t.Begin)
			l.whole = len(l.stack) == 0
			return
		}
	}
}

func (l *looker) pop(at int) {
	o := l.stack[len(l.stack)-1]
	l.stack = l.stack[:len(l.stack)-1]
	if o.slot < 0 || len(l.stack) == 0 {
		return
	}
	parts := l.feed.parts
	if l.stack[len(l.stack)-1].item {
		parts = l.items[len(l.items)-1].parts
	}
	parts[o.slot].inner = l.text[o.begin:at]
	if at-o.begin > worthCutting && atomTexts[parts[o.slot].Name] {
		l.texts = append(l.texts, edit{o.begin, at, ""})
	}
}

// worthCutting is the length from which a text is kept from gofeed.
const worthCutting = 64

// atomTexts are the elements of Atom that are read from the outline alone.
var atomTexts = map[string]bool{"content": true, "summary": true, "title": true, "subtitle": true}

// directive reads the entities of a document type. Only plain text may stand
// for a name: what leads to files or to other entities is refused.
func (l *looker) directive(inner string) error {
	_, subset, found := strings.Cut(inner, "[")
	if !found {
		return nil
	}
	const refused = "The feed declares entities that lead elsewhere; it was not read."
	for i, declaration := range strings.Split(subset, "<!ENTITY") {
		if i == 0 {
			continue
		}
		name, rest, _ := strings.Cut(strings.TrimSpace(declaration), " ")
		rest = strings.TrimSpace(rest)
		if name == "%" && strings.Contains(rest, "-//W3C//ENTITIES") {
			continue // the names of HTML, which are known
		}
		if name == "%" || rest == "" || rest[0] != '"' && rest[0] != '\'' {
			return news.Errorf(news.CodeUnsupported, "feed", refused)
		}
		value, _, _ := strings.Cut(rest[1:], rest[:1])
		if value = tagsoup.Decode(value); len(value) > 200 || strings.ContainsAny(value, "&%<") || len(l.entities) >= 100 {
			return news.Errorf(news.CodeUnsupported, "feed", refused)
		}
		if l.entities == nil {
			l.entities = map[string]string{}
		}
		l.entities[name] = value
	}
	return nil
}
