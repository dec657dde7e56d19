package feed

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Candidate is an address under which a page's feed may be found.
type Candidate struct {
	Address string // absolute where the page's own is known
	Title   string // as the page calls it; may be empty
	Type    string // media type as stated; may be empty
	// Guess: the page does not name it; sites often have their feed there.
	Guess bool
}

// Limits of the search in a page.
const (
	maxPage       = 2 << 20 // bytes of it that are looked at
	maxCandidates = 100
)

// feedTypes are media types of feeds in a link.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/rdf+xml": true, "application/feed+json": true,
	"application/x.atom+xml": true, "application/x-atom+xml": true, "text/rss+xml": true, "text/atom+xml": true,
	"application/rss": true, "application/atom": true, "text/rss": true, "text/atom": true,
	"application/xml": true, "text/xml": true, "application/json": true,
}

// guesses are where sites have their feeds, the commonest first.
var guesses = []string{"/feed/", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"}

// Discover finds the feeds that a web page names: those of its head in their
// order, then links in its text that look like feeds, then, marked so, where
// sites usually have theirs. page is the page as it came, contentType what the
// server said of it, base its address. Nothing is fetched.
func Discover(page []byte, contentType, base string) []Candidate {
	text, _ := decode(page[:min(len(page), maxPage)], contentType)
	d := discovery{base: absolute(base), site: absolute(base)}
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken && len(d.named)+len(d.linked) < maxCandidates; kind = z.Next() {
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if name, more := z.TagName(); more {
				d.tag(string(name), attributes(z))
			}
		}
	}
	return d.all()
}

func attributes(z *html.Tokenizer) map[string]string {
	attrs := map[string]string{}
	for {
		key, value, more := z.TagAttr()
		if _, double := attrs[string(key)]; !double {
			attrs[string(key)] = string(value)
		}
		if !more {
			return attrs
		}
	}
}

type discovery struct {
	base, site    address // of relative addresses; of the page
	based         bool
	named, linked []Candidate
}

func (d *discovery) tag(name string, attrs map[string]string) {
	switch href := strings.TrimSpace(attrs["href"]); {
	case href == "":
	case name == "base" && !d.based:
		d.base, d.based = d.base.join(href), true
	case name == "link":
		rels := strings.Fields(strings.ToLower(attrs["rel"]))
		kind := mediaType(attrs["type"])
		if slices.Contains(rels, "feed") || slices.Contains(rels, "alternate") && isFeed(kind, href, attrs) {
			d.named = append(d.named, Candidate{Address: d.base.resolve(href), Title: oneLine(attrs["title"]), Type: kind})
		}
	case name == "a" && looksLikeFeed(href):
		d.linked = append(d.linked, Candidate{Address: d.base.resolve(href), Title: oneLine(attrs["title"]), Type: mediaType(attrs["type"])})
	}
}

// isFeed judges an alternate: general types of data are feeds only where no
// interface of WordPress or a translation of the page says otherwise.
func isFeed(kind, href string, attrs map[string]string) bool {
	if !feedTypes[kind] {
		return false
	}
	if kind == "application/json" {
		return !strings.Contains(href, "wp-json") && attrs["hreflang"] == ""
	}
	return true
}

// looksLikeFeed judges an address by its ending.
func looksLikeFeed(href string) bool {
	bare, _, _ := strings.Cut(strings.ToLower(href), "#")
	path, _, _ := strings.Cut(bare, "?")
	for _, ending := range []string{".rss", ".atom", ".rdf", "/rss", "/feed", "/atom", "/rss/", "/feed/", "/atom/", "rss.xml", "feed.xml", "atom.xml", "feed.json"} {
		if strings.HasSuffix(path, ending) {
			return !strings.Contains(bare, "mailto:") && !strings.HasPrefix(bare, "javascript:")
		}
	}
	return false
}

// all gives each address once.
func (d *discovery) all() []Candidate {
	list := append(d.named, d.linked...)
	if d.site.url != nil {
		for _, path := range guesses {
			list = append(list, Candidate{Address: address{d.site.url}.resolve(path), Guess: true})
		}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(c Candidate) bool {
		key := strings.TrimSuffix(c.Address, "/")
		double := seen[key] || absolute(c.Address).url == nil && d.site.url != nil
		seen[key] = true
		return double
	})
}
