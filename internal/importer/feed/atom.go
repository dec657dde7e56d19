package feed

import (
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"broadsheet/internal/news"
)

// atom takes over what gofeed read of Atom. Its texts are read again from the
// outline, which knows how they were written.
func (p *parser) atom(in *atom.Feed, o *outline) {
	f, e := &p.feed, &o.feed
	x := in.Extensions
	f.Kind, f.Version = KindAtom, strings.TrimSpace(in.Version)
	old := strings.HasPrefix(f.Version, "0.") || f.Version == ""
	text := func(names ...string) string {
		if part := e.part(names...); part.there() {
			return construct(part, old).title()
		}
		return ""
	}
	f.ID = e.base.resolve(in.ID)
	f.Title = either(text("title"), looseTitle(first(x, "dc", "title")))
	f.Description = either(text("subtitle", "tagline"), text("info"), looseTitle(first(x, "dc", "description")))
	f.Rights = either(text("rights", "copyright"), looseTitle(first(x, "dc", "rights")))
	f.Language = languageOf(e.lang, in.Language, first(x, "dc", "language"))
	f.Updated = p.date(either(in.Updated, first(x, "dc", "date")), in.UpdatedParsed)
	f.Picture = e.base.resolve(either(in.Logo, in.Icon))
	f.Authors = atomAuthors(in.Authors, x)
	f.Tags = atomTags(in.Categories, x)
	f.Refresh.Every = syndication(x)
	links := atomLinks(in.Links, e)
	f.Link, f.Self = pick(links, "alternate"), pick(links, "self")
	for i, entry := range in.Entries {
		p.add(p.entry(entry, o.at(i, len(in.Entries)), old))
	}
}

// title gives a text as a title: its words, entities that were written twice
// among them.
func (r rich) title() string {
	if r.html {
		return plainHTML(r.text)
	}
	return r.plain()
}

// identity gives an id as it stands; one that is a path is seen from its base.
func identity(e element, fallback string) string {
	id := either(e.text(), fallback)
	if strings.Contains(id, "/") && !strings.Contains(id, ":") {
		return e.base.resolve(id)
	}
	return id
}

func (p *parser) entry(in *atom.Entry, e element, old bool) item {
	x := in.Extensions
	it := item{
		id:        identity(e.part("id"), in.ID),
		title:     either(p.text(e, in.Title, old, "title").title(), looseTitle(first(x, "dc", "title"))),
		published: p.date(either(in.Published, e.last("issued", "created").text(), first(x, "dc", "date"), first(x, "dcterms", "issued", "created")), in.PublishedParsed),
		updated:   p.date(either(in.Updated, first(x, "dcterms", "modified")), in.UpdatedParsed),
		authors:   atomAuthors(in.Authors, x),
		tags:      atomTags(in.Categories, x),
		places:    places(x),
		languages: []string{first(x, "dc", "language"), e.part("title").lang, e.lang},
		rights:    p.text(e, in.Rights, old, "rights", "copyright").title(),
		related:   repliesTo(x, e.base),
	}
	it.summary = p.text(e, in.Summary, old, "summary")
	p.content(&it, in, e, old)
	if it.content.empty() && it.summary.empty() {
		it.summary = loose(either(first(x, "dc", "description"), first(x, "itunes", "summary")), e.base, e.lang)
	}
	links := atomLinks(in.Links, &e)
	it.url = pick(links, "alternate")
	if orig := first(x, "feedburner", "origLink"); orig != "" {
		it.url = e.base.resolve(orig)
	}
	if it.url == "" && absolute(it.id).url != nil {
		it.url = it.id
	}
	for _, l := range links {
		switch {
		case strings.EqualFold(l.Rel, "enclosure"):
			it.files = append(it.files, file{src: l.Href, mime: l.Type, title: oneLine(l.Title)})
		case strings.EqualFold(l.Rel, "replies") && strings.Contains(l.Type, "html"):
			it.commentsPage = l.Href
		case strings.EqualFold(l.Rel, "related") && l.Href != "":
			it.related = append(it.related, l.Href)
		}
	}
	p.inherit(&it, in)
	mediaRSS(&it, x["media"], e.base)
	return it
}

// inherit gives an entry the authors of its source or its feed (RFC 4287,
// 4.2.1).
func (p *parser) inherit(it *item, in *atom.Entry) {
	if len(it.authors) == 0 && in.Source != nil {
		it.authors = atomAuthors(in.Source.Authors, nil)
	}
	if len(it.authors) == 0 {
		it.authors = p.feed.Authors
	}
}

// text reads a text of Atom from the outline, or what gofeed made of it where
// that is unsure of the entry.
func (p *parser) text(e element, fallback string, old bool, names ...string) rich {
	part := e.part(names...)
	if !part.there() {
		return loose(fallback, e.base, e.lang)
	}
	return construct(part, old)
}

// content reads the body of an entry: the best of several, of which HTML is
// better than text; what lies elsewhere is a file.
func (p *parser) content(it *item, in *atom.Entry, e element, old bool) {
	for _, part := range e.parts {
		if !strings.EqualFold(part.Name, "content") {
			continue
		}
		kind, _ := part.Attr("type")
		if src, found := part.Attr("src"); found && src != "" {
			it.files = append(it.files, file{src: part.base.resolve(src), mime: kind})
			continue
		}
		if r := construct(part, old); !r.empty() && (it.content.empty() || r.html && !it.content.html) {
			it.content = r
		}
	}
	if it.content.empty() && len(e.parts) == 0 && in.Content != nil {
		it.content = loose(in.Content.Value, e.base, e.lang)
	}
}

// atomLinks gives the links with their addresses seen from their own bases.
func atomLinks(links []*atom.Link, e *element) []atom.Link {
	var bases []address
	for _, part := range e.parts {
		if strings.EqualFold(part.Name, "link") {
			bases = append(bases, part.base)
		}
	}
	list := make([]atom.Link, 0, len(links))
	self := ""
	if e.base.url != nil {
		self = e.base.url.String()
	}
	for i, l := range links {
		base := e.base
		if len(bases) == len(links) {
			base = bases[i]
		}
		resolved := *l
		if resolved.Href = base.resolve(l.Href); l.Href == "" && l.Rel == "self" {
			resolved.Href = self
		}
		list = append(list, resolved)
	}
	return list
}

// pick gives the address of the first link of a relation; of alternates one
// that is a page, where there is one.
func pick(links []atom.Link, rel string) string {
	found := ""
	for _, l := range links {
		own := strings.TrimPrefix(strings.TrimPrefix(l.Rel, "http://www.iana.org/assignments/relation/"), "https://www.iana.org/assignments/relation/")
		if !strings.EqualFold(own, rel) || l.Href == "" {
			continue
		}
		if rel != "alternate" || strings.Contains(l.Type, "html") || l.Type == "" {
			return l.Href
		}
		found = either(found, l.Href)
	}
	return found
}

func atomAuthors(persons []*atom.Person, x extensions) []news.Author {
	var list []news.Author
	for _, a := range persons {
		if a == nil {
			continue
		}
		author := news.Author{Name: looseTitle(a.Name), Email: strings.TrimSpace(a.Email)}
		if author.Email == "" {
			author = person(a.Name)
		}
		list = append(list, author)
	}
	for _, name := range append(values(x, "dc", "creator"), values(x, "dc", "author")...) {
		list = append(list, person(name))
	}
	if list = tidyAuthors(list); len(list) > 0 {
		return list
	}
	if name := first(x, "itunes", "author"); name != "" {
		return tidyAuthors([]news.Author{person(name)})
	}
	return nil
}

func atomTags(categories []*atom.Category, x extensions) []string {
	var tags []string
	for _, c := range categories {
		tags = append(tags, either(c.Label, c.Term))
	}
	return tidyTags(append(tags, values(x, "dc", "subject")...))
}
