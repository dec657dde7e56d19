package feed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	"github.com/mmcdole/gofeed/rss"

	"broadsheet/internal/news"
	"broadsheet/internal/tagsoup"
)

// xml reads a feed that is XML, or was meant to be.
func (p *parser) xml(text string) error {
	o, err := look(text, p.base, p.hints.Language)
	if err != nil {
		return err
	}
	if o.entities == nil && !o.littered && p.read(o, text) == nil {
		return nil
	}
	p.feed = Feed{Encoding: p.feed.Encoding}
	if text = mend(o, text); len(text) > MaxDecoded {
		return tooMuch("32 MB of text")
	}
	if o, err = look(text, p.base, p.hints.Language); err != nil {
		return err
	}
	if err := p.read(o, text); err != nil {
		return news.Errorf(news.CodeInvalid, "feed", "The feed cannot be read, not even once it was mended: %w", err)
	}
	p.note("The feed is not well-formed; what could be made out of it was read.")
	return nil
}

// read reads the text of an outline with the parser of its format.
func (p *parser) read(o *outline, text string) error {
	switch strings.ToLower(o.root.Local()) {
	case "channel":
		p.cdf(o)
		return nil
	case "feed":
		parsed, err := (&atom.Parser{}).Parse(strings.NewReader(o.source(text, true)))
		if err == nil && len(parsed.Entries) != len(o.items) {
			// The two do not agree on what an entry is: gofeed's texts count.
			parsed, err = (&atom.Parser{}).Parse(strings.NewReader(o.source(text, false)))
		}
		if err != nil {
			return fmt.Errorf("read Atom: %w", err)
		}
		p.atom(parsed, o)
	default:
		parsed, err := (&rss.Parser{}).Parse(strings.NewReader(o.source(text, false)))
		if err != nil {
			return fmt.Errorf("read RSS: %w", err)
		}
		p.rss(parsed, o)
	}
	p.unique()
	return nil
}

const atomNamespace = "http://www.w3.org/2005/Atom"

// edit is a piece of the text that gofeed gets otherwise, or not at all.
type edit struct {
	begin, end int
	instead    string
}

// source gives the text as gofeed gets it: from the root on, without its bases,
// which it joins as if each named a folder, and with a namespace of Atom that it
// knows. cut leaves the texts of Atom out, which are read from the outline.
func (o *outline) source(text string, cut bool) string {
	edits := o.namespace(text)
	for _, at := range o.bases {
		edits = append(edits, edit{at, at + len("xml:base"), "was-base"})
	}
	if cut {
		edits = append(edits, o.texts...)
	}
	if len(edits) == 0 {
		return text[o.begin:]
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.begin, b.begin) })
	var out strings.Builder
	out.Grow(len(text) - o.begin)
	at := o.begin
	for _, e := range edits {
		if e.begin < at {
			continue // inside a text that is left out
		}
		out.WriteString(text[at:e.begin])
		out.WriteString(e.instead)
		at = e.end
	}
	out.WriteString(text[at:])
	return out.String()
}

// namespace puts a namespace that gofeed knows in the place of another one that
// a feed of Atom bears.
func (o *outline) namespace(text string) []edit {
	space, found := o.root.Attr("xmlns")
	if !found || !strings.EqualFold(o.root.Name, "feed") || space == atomNamespace || space == "http://purl.org/atom/ns#" {
		return nil
	}
	at := strings.Index(text[o.begin:o.root.End], "xmlns=")
	if at < 0 {
		return nil
	}
	return []edit{{o.begin + at, o.begin + at, `xmlns="` + atomNamespace + `" was-`}}
}

// at gives what the outline knows of an item, where it found as many items as
// gofeed did.
func (o *outline) at(i, items int) element {
	if len(o.items) != items {
		return element{base: o.feed.base, lang: o.feed.lang}
	}
	return o.items[i]
}

// unique takes ids away that several items bear: they say nothing then, and
// the address or the text stands for the item.
func (p *parser) unique() {
	urls := make(map[string]string, len(p.feed.Items))
	double := map[string]bool{}
	for _, a := range p.feed.Items {
		if url, seen := urls[a.ID]; seen && url != a.URL {
			double[a.ID] = true
		}
		urls[a.ID] = a.URL
	}
	delete(double, "")
	for i := range p.feed.Items {
		if double[p.feed.Items[i].ID] {
			p.feed.Items[i].ID = ""
		}
	}
	if len(double) > 0 {
		p.note("Several items bear the same id; their addresses stand for them.")
	}
}

// cdf reads a channel of CDF (the W3C note of 1997): all of it is in the outline.
func (p *parser) cdf(o *outline) {
	f := &p.feed
	f.Kind = KindCDF
	if base, found := o.root.Attr("base"); found {
		o.feed.base = o.feed.base.join(base)
	}
	f.Title = looseTitle(characters(o.feed.part("title").inner))
	f.Description = looseTitle(characters(o.feed.part("abstract", "description").inner))
	f.Link = o.feed.base.resolve(cdfAddress(o.feed))
	f.Language = languageOf(o.feed.lang)
	if modified, found := o.root.Attr("lastmod"); found {
		f.Updated, _ = moment(modified, p.hints.Zone)
	}
	for _, e := range o.items {
		abstract := e.part("abstract", "description")
		it := item{
			title: looseTitle(characters(e.part("title").inner)), summary: loose(characters(abstract.inner), abstract.base, abstract.lang),
			url: o.feed.base.resolve(cdfAddress(e)), languages: []string{e.lang},
		}
		if modified, found := e.Attr("lastmod"); found {
			it.published = p.date(modified)
		}
		p.add(it)
	}
}

// cdfAddress finds where an element of CDF leads: in its own attribute, or in
// an A inside.
func cdfAddress(e element) string {
	if href, found := e.Attr("href"); found {
		return href
	}
	for _, name := range []string{"a", "link"} {
		part := e.part(name)
		if href, found := part.Attr("href"); found {
			return href
		}
		if part.there() && name == "link" {
			return tagsoup.Decode(part.inner)
		}
	}
	return ""
}
