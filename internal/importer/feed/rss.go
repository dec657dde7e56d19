package feed

import (
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/rss"

	"broadsheet/internal/news"
)

// rss takes over what gofeed read of RSS or RDF.
func (p *parser) rss(in *rss.Feed, o *outline) {
	f := &p.feed
	if f.Kind = KindRSS; strings.EqualFold(o.root.Local(), "rdf") {
		f.Kind = KindRDF
	}
	x := in.Extensions
	f.Version = strings.TrimSpace(in.Version)
	f.Title = looseTitle(either(in.Title, first(x, "dc", "title")))
	f.Description = looseTitle(either(in.Description, first(x, "dc", "description"), first(x, "itunes", "summary", "subtitle"), first(x, "googleplay", "description"), first(x, "atom", "subtitle"), first(x, "feedburner", "browserFriendly")))
	f.Link = p.rssLink(in, o)
	f.ID = either(atomValue(x, "id"), first(x, "dc", "identifier"))
	f.Self = o.feed.base.resolve(linkOf(x, "self"))
	f.Moved = o.feed.base.resolve(either(first(x, "itunes", "new-feed-url"), plainHTML(o.feed.part("redirect", "newLocation").inner)))
	f.Language = languageOf(in.Language, first(x, "dc", "language"), o.feed.lang)
	f.Rights = looseTitle(either(in.Copyright, first(x, "dc", "rights"), atomValue(x, "rights")))
	f.Updated = p.date(either(in.LastBuildDate, in.PubDate, first(x, "dc", "date"), first(x, "dcterms", "modified"), atomValue(x, "updated")), in.LastBuildDateParsed, in.PubDateParsed)
	f.Picture = o.feed.base.resolve(rssPicture(in))
	f.Authors = rssAuthors(x, o.feed.part("author").text(), in.ManagingEditor, in.WebMaster)
	f.Tags = rssTags(in.Categories, x)
	f.Refresh = rssRefresh(in)
	for i, it := range in.Items {
		p.add(p.rssItem(it, o.at(i, len(in.Items))))
	}
}

func either(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

// text gives the character data of an element.
func (e element) text() string { return characters(e.inner) }

func (p *parser) rssLink(in *rss.Feed, o *outline) string {
	link := o.feed.part("link")
	base := link.base
	if base.url == nil {
		base = o.feed.base
	}
	return base.resolve(either(in.Link, linkOf(in.Extensions, "alternate")))
}

func rssPicture(in *rss.Feed) string {
	if in.Image != nil && in.Image.URL != "" {
		return in.Image.URL
	}
	for _, prefix := range []string{"itunes", "googleplay"} {
		for _, e := range in.Extensions[prefix]["image"] {
			if href := either(e.Attrs["href"], e.Attrs["url"], e.Value); href != "" {
				return href
			}
		}
	}
	if href := imageLink(in.Extensions); href != "" {
		return href
	}
	return either(atomValue(in.Extensions, "logo"), atomValue(in.Extensions, "icon"))
}

// imageLink gives the older way in which podcasts name a picture.
func imageLink(x extensions) string {
	for _, l := range x["itunes"]["link"] {
		if l.Attrs["rel"] == "image" {
			return l.Attrs["href"]
		}
	}
	return ""
}

func rssRefresh(in *rss.Feed) Refresh {
	var r Refresh
	if minutes, err := strconv.Atoi(strings.TrimSpace(in.TTL)); err == nil && minutes > 0 && minutes < 1<<20 {
		r.TTL = time.Duration(minutes) * time.Minute
	}
	for _, hour := range in.SkipHours {
		if n, err := strconv.Atoi(strings.TrimSpace(hour)); err == nil && n >= 0 && n <= 24 {
			r.SkipHours = append(r.SkipHours, n%24)
		}
	}
	for _, name := range in.SkipDays {
		if day, found := weekdayOf(strings.ToLower(strings.TrimSpace(name))); found {
			r.SkipDays = append(r.SkipDays, day)
		}
	}
	r.Every = syndication(in.Extensions)
	r.Ended = strings.EqualFold(strings.TrimSpace(first(in.Extensions, "itunes", "complete")), "yes")
	return r
}

// syndication reads the module of that name (RSS 1.0 Modules: Syndication).
func syndication(x extensions) time.Duration {
	periods := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour}
	period := periods[strings.ToLower(strings.TrimSpace(first(x, "sy", "updatePeriod")))]
	times, err := strconv.Atoi(strings.TrimSpace(first(x, "sy", "updateFrequency")))
	if err != nil || times < 1 {
		times = 1
	}
	return period / time.Duration(times)
}

func (p *parser) rssItem(in *rss.Item, e element) item {
	x := in.Extensions
	it := item{
		title:     looseTitle(either(in.Title, first(x, "dc", "title"), first(x, "itunes", "title"), atomValue(x, "title"))),
		published: p.date(either(in.PubDate, first(x, "dc", "date"), first(x, "dcterms", "issued", "created", "available"), atomValue(x, "published"), atomValue(x, "issued")), in.PubDateParsed),
		updated:   p.date(either(first(x, "dcterms", "modified"), atomValue(x, "updated"), atomValue(x, "modified"))),
		authors:   rssAuthors(x, in.Author),
		tags:      rssTags(in.Categories, x),
		places:    places(x),
		languages: []string{first(x, "dc", "language"), e.lang},
		rights:    looseTitle(either(first(x, "dc", "rights"), atomValue(x, "rights"))),
		related:   repliesTo(x, e.base),
	}
	it.content, it.summary = rssTexts(in, e)
	it.id, it.url = rssIdentity(in, e)
	if in.Comments != "" {
		it.commentsPage = e.base.resolve(in.Comments)
	}
	for _, enc := range in.Enclosures {
		it.files = append(it.files, file{src: e.base.resolve(either(first(x, "feedburner", "origEnclosureLink"), enc.URL)), mime: enc.Type})
	}
	mediaRSS(&it, x["media"], e.base)
	for _, image := range append(x["itunes"]["image"], x["googleplay"]["image"]...) {
		if src := e.base.resolve(either(image.Attrs["href"], image.Attrs["url"])); src != "" {
			it.pictures = append(it.pictures, news.Picture{Src: src})
		}
	}
	if src := e.base.resolve(imageLink(x)); src != "" {
		it.pictures = append(it.pictures, news.Picture{Src: src})
	}
	return it
}

// rssIdentity gives an item's own id and its address. The id doubles as the
// address where it is one and nothing else is there.
func rssIdentity(in *rss.Item, e element) (id, address string) {
	permanent := false
	if in.GUID != nil {
		id = strings.TrimSpace(in.GUID.Value)
		permanent = !strings.EqualFold(in.GUID.IsPermalink, "false")
	}
	x := in.Extensions
	base := e.base
	if link := e.part("link"); link.there() && link.base.url != nil {
		base = link.base
	}
	link := either(first(x, "feedburner", "origLink"), in.Link, linkOf(x, "alternate"))
	if about, found := e.Attr("rdf:about"); found {
		id = either(id, about)
		link = either(link, about)
	}
	id = either(id, atomValue(x, "id"))
	if strings.TrimSpace(link) == "" && permanent && absolute(id).url != nil {
		link = id
	}
	return strings.TrimSpace(id), base.resolve(link)
}

// rssTexts gives the whole text and the summary, where both are there.
func rssTexts(in *rss.Item, e element) (content, summary rich) {
	x := in.Extensions
	content = e.loose(in.Content, "content:encoded", "encoded")
	if content.empty() {
		content = e.inlineBody("body", "fullitem", "xhtml:body", "xhtml:div")
	}
	if content.empty() {
		for _, e := range x["atom"]["content"] {
			content = loose(e.Value, address{}, "")
		}
	}
	summary = e.loose(in.Description, "description")
	if short := in.Custom["summary"]; short != "" {
		if content.empty() {
			content = summary
		}
		summary = loose(short, e.base, e.lang)
	}
	for _, other := range []string{
		first(x, "googleplay", "description"), first(x, "itunes", "summary", "subtitle"), first(x, "dc", "description"), first(x, "dcterms", "abstract"), atomValue(x, "summary"), in.Custom["abstract"],
	} {
		if summary.empty() {
			summary = loose(other, e.base, e.lang)
		}
	}
	return content, summary
}

// loose takes a text with the base and language of the element it came from.
func (e element) loose(text string, names ...string) rich {
	base, language := e.base, e.lang
	if part := e.part(names...); part.there() {
		base, language = part.base, part.lang
	}
	return loose(text, base, language)
}

// inlineBody takes a text that stands in the item as XHTML.
func (e element) inlineBody(names ...string) rich {
	for _, part := range e.parts {
		for _, name := range names {
			if strings.EqualFold(part.Name, name) || strings.EqualFold(part.Local(), name) {
				return rich{text: inline(part.inner), html: true, base: part.base, lang: part.lang}
			}
		}
	}
	return rich{}
}

func rssAuthors(x extensions, fields ...string) []news.Author {
	var list []news.Author
	for _, field := range fields {
		if field != "" {
			list = append(list, person(field))
		}
	}
	for _, name := range append(values(x, "dc", "creator"), values(x, "dc", "author")...) {
		list = append(list, person(name))
	}
	for _, prefix := range []string{"atom", "atom03", "atom10"} {
		for _, a := range x[prefix]["author"] {
			list = append(list, news.Author{Name: either(value(a.Children, "name"), a.Value), Email: value(a.Children, "email")})
		}
	}
	if list = tidyAuthors(list); len(list) > 0 {
		return list
	}
	if name := either(first(x, "itunes", "author"), first(x, "googleplay", "author")); name != "" {
		return tidyAuthors([]news.Author{person(name)})
	}
	for _, owner := range x["itunes"]["owner"] {
		list = append(list, news.Author{Name: value(owner.Children, "name"), Email: value(owner.Children, "email")})
	}
	return tidyAuthors(list)
}

func rssTags(categories []*rss.Category, x extensions) []string {
	var tags []string
	for _, c := range categories {
		tags = append(tags, c.Value)
	}
	tags = append(tags, values(x, "dc", "subject")...)
	for _, prefix := range []string{"itunes", "googleplay"} {
		for _, c := range x[prefix]["category"] {
			tags = append(tags, c.Attrs["text"])
			for _, inner := range c.Children["category"] {
				tags = append(tags, inner.Attrs["text"])
			}
		}
	}
	for _, c := range x["atom"]["category"] {
		tags = append(tags, either(c.Attrs["label"], c.Attrs["term"]))
	}
	for keyword := range strings.SplitSeq(first(x, "itunes", "keywords"), ",") {
		tags = append(tags, keyword)
	}
	return tidyTags(tags)
}

// atomValue gives an element of Atom that stands in RSS.
func atomValue(x extensions, name string) string {
	return either(first(x, "atom", name), first(x, "atom03", name), first(x, "atom10", name))
}

// linkOf gives the first link of Atom with that relation.
func linkOf(x extensions, rel string) string {
	for _, prefix := range []string{"atom", "atom03", "atom10"} {
		for _, l := range x[prefix]["link"] {
			if have := l.Attrs["rel"]; have == rel || have == "" && rel == "alternate" {
				return l.Attrs["href"]
			}
		}
	}
	return ""
}

// repliesTo gives what an item answers (RFC 4685).
func repliesTo(x extensions, base address) []string {
	var list []string
	for _, e := range x["thr"]["in-reply-to"] {
		if to := either(e.Attrs["href"], e.Attrs["ref"]); to != "" {
			list = append(list, base.resolve(to))
		}
	}
	return list
}
