package feedtest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
)

// place says where our model has what a path of feedparser names.
type place struct {
	feed  func(f *feed.Feed) []string
	entry func(a *news.Article) []string
	item  int
	how   func(c check, got []string) bool // nil: one of ours says the same
}

var numbered = regexp.MustCompile(`\[(\d+)\]`)

// placeOf finds the place of a path; there is none for what noPlace lists.
func placeOf(path string) (place, bool) {
	if how, found := ofTheWhole[path]; found {
		return how, true
	}
	counted := strings.HasPrefix(path, "len(")
	path = strings.TrimSuffix(strings.TrimPrefix(path, "len("), ")")
	if m := regexp.MustCompile(`^entries\[(\d+)\]\.`).FindStringSubmatch(path); m != nil {
		name := numbered.ReplaceAllString(strings.TrimPrefix(path, m[0]), "[n]")
		p, found := ofEntries[name]
		p.item, _ = strconv.Atoi(m[1])
		if counted {
			p.how = sameNumber
		}
		return p, found
	}
	if name, isFeed := strings.CutPrefix(path, "feed."); isFeed {
		p, found := ofFeeds[numbered.ReplaceAllString(name, "[n]")]
		return p, found
	}
	return place{}, false
}

// holds says whether a statement holds, and what we have in its place.
func (p place) holds(c check, f *feed.Feed) (bool, []string) {
	var got []string
	switch {
	case p.feed != nil:
		got = p.feed(f)
	case p.item >= len(f.Items):
		return false, []string{fmt.Sprintf("%d items", len(f.Items))}
	default:
		got = p.entry(&f.Items[p.item])
	}
	if p.how != nil {
		return p.how(c, got), got
	}
	return anyOf(c, got, sameText), got
}

// anyOf says whether one of ours is what they want.
func anyOf(c check, got []string, same func(want, have string) bool) bool {
	want := fmt.Sprint(c.Value)
	if c.Op == "falsy" || c.Value == nil {
		return strings.Join(got, "") == ""
	}
	for _, have := range got {
		if c.Op == "truthy" && have != "" || c.Op != "truthy" && same(want, have) {
			return true
		}
	}
	return false
}

func sameNumber(c check, got []string) bool { return fmt.Sprint(c.Value) == fmt.Sprint(len(got)) }

// ofTheWhole: whether it was read, in which encoding, as what.
var ofTheWhole = map[string]place{
	// "bozo" is feedparser's word for not well-formed, yet read: read it has to be.
	"bozo":     {feed: func(f *feed.Feed) []string { return []string{"read"} }, how: func(check, []string) bool { return true }},
	"encoding": {feed: func(f *feed.Feed) []string { return []string{f.Encoding} }, how: func(c check, got []string) bool { return anyOf(c, got, sameEncoding) }},
	"version":  {feed: func(f *feed.Feed) []string { return []string{f.Kind + strings.ReplaceAll(f.Version, ".", "")} }, how: sameVersion},
}

// sameEncoding compares names. What is of ASCII alone reads the same in UTF-8.
func sameEncoding(want, have string) bool {
	if strings.HasPrefix(want, "gb") && strings.HasPrefix(have, "gb") {
		return true // GB 18030 is GBK and more
	}
	if want != "us-ascii" && strings.HasPrefix(strings.NewReplacer("_", "", "-", "").Replace(want), "u") {
		fold := strings.NewReplacer("_", "", "-", "", "utf", "u", "le", "", "be", "")
		return fold.Replace(want) == fold.Replace(have)
	}
	e, err := htmlindex.Get(want)
	if err != nil {
		return want == have
	}
	name, _ := htmlindex.Name(e)
	return name == have || want == "us-ascii" && have == "utf-8"
}

// sameVersion knows feedparser's names: rss20, atom10, rss091u and rss091n by
// their makers, rss and atom for unknown ones.
func sameVersion(c check, got []string) bool {
	want := strings.TrimRight(fmt.Sprint(c.Value), "un")
	have := strings.Replace(got[0], "rdf", "rss", 1)
	if strings.HasPrefix(have, "rss09") && len(have) == 5 {
		have += "0" // 0.9 and 0.90
	}
	return want == have || want == "rss20" && strings.HasPrefix(have, "rss2") || (want == "rss" || want == "atom") && strings.HasPrefix(have, want)
}

func one(get func(a *news.Article) string) place {
	return place{entry: func(a *news.Article) []string { return []string{get(a)} }, how: sameLine}
}

func oneOf(get func(f *feed.Feed) string) place {
	return place{feed: func(f *feed.Feed) []string { return []string{get(f)} }, how: sameLine}
}

func texts(a *news.Article) []string { return []string{a.Standfirst, a.Body} }

var (
	words     = place{entry: texts}
	authors   = place{entry: func(a *news.Article) []string { return people(a.Authors) }, how: samePerson}
	language  = place{entry: func(a *news.Article) []string { return []string{a.Language} }, how: sameTag}
	published = place{entry: func(a *news.Article) []string { return []string{stamp(a.Published)} }, how: sameMoment}
	updated   = place{entry: func(a *news.Article) []string { return []string{stamp(a.Updated), stamp(a.Published)} }, how: sameMoment}
	files     = place{entry: attached, how: sameAddress}
	pictures  = place{entry: attached, how: sameAddress}
	rights    = one(func(a *news.Article) string { return kept(a, "rights") })
	where     = place{entry: positions, how: samePosition}
)

// ofEntries has the paths below entries[n] that an article has a place for.
var ofEntries = map[string]place{
	"title": one(func(a *news.Article) string { return a.Title }), "title_detail.value": one(func(a *news.Article) string { return a.Title }),
	"link": one(func(a *news.Article) string { return a.URL }), "links[n].href": {entry: func(a *news.Article) []string { return append(attached(a), a.URL) }, how: sameAddress},
	"id": one(func(a *news.Article) string { return a.ID }), "guid": one(func(a *news.Article) string { return a.ID }),
	"description": words, "summary": words, "summary_detail.value": words, "content[n].value": words, "subtitle": words,
	"author": authors, "author_detail.name": authors, "author_detail.email": authors, "authors[n].name": authors, "authors[n].email": authors,
	"published": published, "published_parsed": published, "created": published, "created_parsed": published,
	"updated": updated, "updated_parsed": updated, "modified": updated, "modified_parsed": updated, "date": updated, "date_parsed": updated,
	"tags[n].term": {entry: func(a *news.Article) []string { return a.Tags }}, "tags[n].label": {entry: func(a *news.Article) []string { return a.Tags }},
	"category": {entry: func(a *news.Article) []string { return a.Tags }}, "tags": {entry: func(a *news.Article) []string { return a.Tags }},
	"enclosures[n].href": files, "enclosures[n].url": files, "enclosures[n]": files, "content[n].src": files, "media_content[n].url": files,
	"image.href": pictures, "media_thumbnail[n].url": pictures,
	"language": language, "content[n].language": language, "summary_detail.language": language, "title_detail.language": language,
	"rights": rights, "rights_detail.value": rights, "copyright": rights,
	"comments":             one(func(a *news.Article) string { return kept(a, "comments_page") }),
	"thr_in-reply-to.href": {entry: func(a *news.Article) []string { return a.Related }}, "where.coordinates": where, "where": where,
}

// ofFeeds has the paths below feed that a feed has a place for.
var ofFeeds = map[string]place{
	"title": oneOf(func(f *feed.Feed) string { return f.Title }), "title_detail.value": oneOf(func(f *feed.Feed) string { return f.Title }),
	"description": about, "tagline": about, "tagline_detail.value": about, "subtitle": about, "subtitle_detail.value": about, "info": about, "info_detail.value": about,
	"link": oneOf(func(f *feed.Feed) string { return f.Link }), "id": oneOf(func(f *feed.Feed) string { return f.ID }),
	"links[n].href": {feed: func(f *feed.Feed) []string { return []string{f.Link, f.Self} }},
	"language":      {feed: func(f *feed.Feed) []string { return []string{f.Language} }, how: sameTag},
	"author":        makers, "author_detail.name": makers, "author_detail.email": makers, "authors[n].name": makers, "authors[n].email": makers,
	"copyright": ofRights, "copyright_detail.value": ofRights, "rights": ofRights, "rights_detail.value": ofRights,
	"updated": renewed, "updated_parsed": renewed, "modified": renewed, "modified_parsed": renewed, "date": renewed, "date_parsed": renewed,
	"tags[n].term": {feed: func(f *feed.Feed) []string { return f.Tags }}, "category": {feed: func(f *feed.Feed) []string { return f.Tags }},
	"image.href": logo, "image.url": logo, "icon": logo, "logo": logo,
	"ttl":         oneOf(func(f *feed.Feed) string { return strconv.Itoa(int(f.Refresh.TTL.Minutes())) }),
	"newlocation": oneOf(func(f *feed.Feed) string { return f.Moved }),
}

var (
	about    = oneOf(func(f *feed.Feed) string { return f.Description })
	makers   = place{feed: func(f *feed.Feed) []string { return people(f.Authors) }, how: samePerson}
	ofRights = oneOf(func(f *feed.Feed) string { return f.Rights })
	renewed  = place{feed: func(f *feed.Feed) []string { return []string{stamp(f.Updated)} }, how: sameMoment}
	logo     = oneOf(func(f *feed.Feed) string { return f.Picture })
)

// NoPlace says of the paths that no table holds why an article and a feed have
// no place for them.
var NoPlace = map[string]string{
	"*.type, *.base, *.mode of a text":            "how a text was written is used in reading it; what is kept is the text",
	"feed.*_detail.language":                      "a feed has one language, that of the feed",
	"links[n].rel, type, title, hreflang, length": "an article has one address and its files; relations decide which",
	"tags[n].scheme, feed.tags[n].scheme":         "a tag is its name",
	"guidislink":                                  "decides the address; the address is kept",
	"author_detail.url, authors[n].url":           "an author has a name, a role and a mail address",
	"contributors, publisher, feed.publisher":     "bylines hold authors",
	"source.*": "an entry's former feed is not kept; its authors are inherited",
	"generator, cloud, docs, textinput, feed.docs": "of no use to a reader",
	"itunes_block, itunes_explicit, duration":      "podcast shops' own matters",
	"media_restriction, rating, license, player":   "nothing is shown or hidden by them",
	"psc_chapters":                          "chapters of sounds are not kept",
	"where.type":                            "a place is a point",
	"thr_in-reply-to.ref, source, type":     "the address of what is answered is kept",
	"expired, madeup_element, xlink":        "no field",
	"headers, etag, modified":               "the transport's",
	"feed.image.title, link, width, height": "of a logo its address is kept",
	"feed.created":                          "a feed's beginning is not kept",
	"feed.thr_in-reply-to":                  "a feed answers nothing",
}

// sameLine compares what we keep as plain text: markup is out, and so are the
// addresses in it.
func sameLine(c check, got []string) bool {
	return anyOf(c, got, func(want, have string) bool {
		return sameText(want, have) || have != "" && tight(visible(want)) == tight(have)
	})
}

func sameTag(c check, got []string) bool { return anyOf(c, got, strings.EqualFold) }

func kept(a *news.Article, name string) string {
	var text string
	_ = json.Unmarshal(a.Extra[name], &text) // absent: empty
	return text
}

func people(list []news.Author) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Name, a.Email, strings.TrimSpace(fmt.Sprintf("%s (%s)", a.Name, a.Email)))
	}
	return out
}

func samePerson(c check, got []string) bool {
	return anyOf(c, got, func(want, have string) bool {
		return sameText(want, have) || sameText(want, strings.TrimSuffix(have, " ()"))
	})
}

// attached gives the addresses of all that belongs to an article.
func attached(a *news.Article) []string {
	out := strings.FieldsFunc(string(a.Extra["attachments"]), func(r rune) bool { return strings.ContainsRune(`[]",`, r) })
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], `\u0026`, "&")
	}
	if a.Lead != nil {
		out = append(out, a.Lead.Src)
	}
	for _, m := range a.Media {
		out = append(out, m.Src, m.Poster)
	}
	return append(out, a.Related...)
}

func sameAddress(c check, got []string) bool {
	if object, ok := c.Value.(map[string]any); ok {
		c.Value = object["href"]
	}
	return anyOf(c, got, sameText)
}

func positions(a *news.Article) []string {
	var out []string
	for _, p := range a.Places {
		out = append(out, fmt.Sprintf("[%v %v]", p.Lon, p.Lat))
	}
	return out
}

// samePosition compares a point, or the first of several.
func samePosition(c check, got []string) bool {
	if object, ok := c.Value.(map[string]any); ok && len(object) == 0 {
		return len(got) == 0
	}
	want := fmt.Sprint(c.Value)
	if list, ok := c.Value.([]any); ok && len(list) > 0 {
		if inner, nested := list[0].([]any); nested {
			want = fmt.Sprint(inner)
		}
	}
	if n := strings.Fields(strings.Trim(want, "[]")); len(n) > 2 {
		want = fmt.Sprintf("[%s %s]", n[0], n[1]) // a height is not kept
	}
	return len(got) > 0 && want == got[0]
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// sameMoment compares a date: feedparser's nine numbers, or as it was written.
func sameMoment(c check, got []string) bool {
	if list, ok := c.Value.([]any); ok && len(list) >= 6 {
		n := make([]int, 6)
		for i := range n {
			f, _ := list[i].(float64)
			n[i] = int(f)
		}
		c.Value = stamp(time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC))
	} else if text, ok := c.Value.(string); ok {
		for _, layout := range []string{time.RFC1123, time.RFC1123Z, time.RFC3339} {
			if t, err := time.Parse(layout, text); err == nil {
				c.Value = stamp(t)
			}
		}
	}
	return anyOf(c, got, func(want, have string) bool { return want == have })
}

func located(base, ref string) string {
	b, err := url.Parse(base)
	if err != nil {
		return base
	}
	u, err := b.Parse(ref)
	if err != nil || u.Host == "" {
		return base
	}
	return u.String()
}
