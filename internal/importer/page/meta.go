package page

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// facts is what a page says of its article, each taken from the best of the
// places in which it may stand: linked data, OpenGraph, microdata and meta
// elements, what can be seen, the address.
type facts struct {
	*gathered
	object  object // the article's linked data; nil: none
	address *url.URL
	zone    *time.Location
	head    string // the title
}

func (g *gathered) facts(base *url.URL, zone *time.Location) *facts {
	f := &facts{gathered: g, zone: zone}
	titles := []string{g.title, g.first("og:title"), g.first("twitter:title")}
	for _, h := range g.headings {
		titles = append(titles, h.text)
	}
	f.object = g.linked.article(titles)
	f.address = f.ownAddress(base)
	f.head = f.headline()
	return f
}

// first gives the first content of the first of the named metas that is there.
func (g *gathered) first(names ...string) string {
	for _, name := range names {
		for _, content := range g.metas[name] {
			if content != "" {
				return content
			}
		}
	}
	return ""
}

// ownAddress is the canonical address. One that is the front page's stands for
// a fault of the site where the page came from somewhere else.
func (f *facts) ownAddress(base *url.URL) *url.URL {
	saved := webAddress(f.saved)
	if base == nil {
		base = saved
	}
	for _, given := range []string{f.canonical, f.first("og:url"), f.object.text("url"), f.object.text("mainEntityOfPage", "@id"), f.saved} {
		u := webAddress(given)
		if u == nil && base != nil && given != "" {
			if relative, err := url.Parse(strings.TrimSpace(given)); err == nil && len(given) < maxAddress {
				u = webAddress(base.ResolveReference(relative).String())
			}
		}
		if u == nil || isFront(u) && base != nil && !isFront(base) {
			continue
		}
		u.Fragment, u.RawFragment = "", ""
		return u
	}
	if base == nil {
		return nil
	}
	own := *base
	own.Fragment, own.RawFragment = "", ""
	return &own
}

func (f *facts) siteName() string {
	if name := f.first("og:site_name", "application-name"); name != "" {
		return name
	}
	for _, name := range f.linked.named(f.object["publisher"], 0) {
		if name = plain(name); name != "" {
			return name
		}
	}
	return ""
}

// folded is a text for comparison: lower case letters and digits alone.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

var titleParts = regexp.MustCompile(`\s+[|\-–—·•»«:/\\>~]+\s+|\s*[|»«•]\s*|\s+::\s+`)

// headline finds the title. What machines are told is often followed by the
// name of the site, and at times written for them alone; what people see as the
// heading says where it ends.
func (f *facts) headline() string {
	stated := []string{f.object.text("headline"), f.first("og:title"), f.first("headline"), f.object.text("name"),
		f.first("twitter:title"), f.first("dc.title", "dcterms.title", "title", "parsely-title", "sailthru.title"), f.title}
	stated = slices.DeleteFunc(stated, func(title string) bool { return title == "" || f.isSite(title) })
	if part := f.shared(stated, true); part != "" {
		return part
	}
	if h := f.soleHeading(); h != "" && (len(stated) == 0 || likeTitle(h, stated)) {
		return f.withoutTail(h, stated)
	}
	if part := f.shared(stated, false); part != "" {
		return part
	}
	if len(stated) > 0 {
		return strings.TrimRight(f.withoutSite(stated[0]), " -–—|")
	}
	if len(f.headings) > 0 {
		return f.headings[0].text
	}
	return f.title
}

// withoutTail cuts off a heading what stands in it behind the title: the name of
// the site, a date.
func (f *facts) withoutTail(heading string, stated []string) string {
	h := folded(heading)
	for _, title := range stated {
		title = f.withoutSite(title)
		tail, follows := strings.CutPrefix(h, folded(title))
		if follows && tail != "" && len(title) > 20 && (f.isSite(tail) || strings.ContainsAny(tail, "0123456789") || f.host() != "" && strings.HasPrefix(tail, f.host())) {
			return title
		}
	}
	return heading
}

// host is the name of the site as its address has it, folded.
func (f *facts) host() string {
	if f.address == nil {
		return ""
	}
	host := strings.TrimPrefix(f.address.Hostname(), "www.")
	if dot := strings.LastIndexByte(host, '.'); dot > 0 {
		host = host[:dot]
	}
	return folded(host)
}

// shared finds a stated title that the page shows as a heading.
func (f *facts) shared(stated []string, sure bool) string {
	for _, title := range stated {
		for _, h := range f.headings {
			if h.sure != sure || f.isSite(h.text) {
				continue
			}
			if part := sharedTitle(title, h.text); part != "" {
				return part
			}
		}
	}
	return ""
}

// soleHeading gives the one heading that is the title's; "" where there are
// several or none.
func (f *facts) soleHeading() string {
	sole := ""
	for _, h := range f.headings {
		if !h.first || folded(h.text) == folded(sole) {
			continue
		}
		if sole != "" {
			return ""
		}
		sole = h.text
	}
	return sole
}

// likeTitle reports whether a heading says what the stated titles say, in other
// words.
func likeTitle(heading string, stated []string) bool {
	words := strings.Fields(strings.ToLower(heading))
	if len(words) < 3 {
		return false
	}
	for _, title := range stated {
		title = strings.ToLower(title)
		for _, word := range words {
			if letters(word) > 4 && strings.Contains(title, strings.Trim(word, ".,:;?!\"'")) {
				return true
			}
		}
	}
	return false
}

// sharedTitle gives the heading where the title holds it whole at its beginning
// or end, or in one of its parts.
func sharedTitle(title, heading string) string {
	t, h := folded(title), folded(heading)
	switch {
	case h == "" || len(h) < 3:
		return ""
	case t == h:
		return title
	case strings.HasPrefix(h, t) && len(t) > 20 && strings.HasSuffix(strings.TrimSpace(title), "…"):
		return heading // the title was cut
	}
	parts := titleParts.Split(title, -1)
	for i, part := range parts {
		if folded(part) == h && (i == 0 || len(h) > 20) {
			return heading
		}
	}
	if strings.HasPrefix(t, h) && len(h)*2 > len(t) && titleParts.MatchString(title) {
		return heading
	}
	return ""
}

func (f *facts) isSite(title string) bool {
	site := f.siteName()
	return site != "" && folded(site) == folded(title)
}

// easternSite is the name of a site that follows a Chinese title without spaces.
var easternSite = regexp.MustCompile(`^(.*\p{Han}.*?)\s*[-_|–—]\s*\p{Han}{1,8}(?:网|網|报|報|新闻|新聞)$`)

// withoutSite takes the name of the site off the end or the beginning.
func (f *facts) withoutSite(title string) string {
	if found := easternSite.FindStringSubmatch(title); found != nil {
		title = found[1]
	}
	site, host := folded(f.siteName()), ""
	if f.address != nil {
		host = folded(strings.TrimPrefix(f.address.Hostname(), "www."))
	}
	names := func(part string) bool {
		p := folded(part)
		if p == "" {
			return false
		}
		return site != "" && (p == site || strings.Contains(site, p) && len(p) > 3 || strings.HasPrefix(p, site)) ||
			host != "" && (strings.HasPrefix(host, p) && len(p) > 2 || strings.HasPrefix(p, host))
	}
	for {
		cuts := titleParts.FindAllStringIndex(title, -1)
		if len(cuts) == 0 {
			return strings.TrimSpace(title)
		}
		first, last := cuts[0], cuts[len(cuts)-1]
		switch {
		case names(title[last[1]:]):
			title = title[:last[0]]
		case names(title[:first[0]]):
			title = title[first[1]:]
		default:
			return strings.TrimSpace(title)
		}
	}
}

// near orders what is shown by how near to the heading it stands; what comes
// before it is half as near.
func (f *facts) near(list []shown) []shown {
	at := 0
	title := folded(f.head)
	for _, h := range f.headings {
		if folded(h.text) == title {
			at = h.at
			break
		}
	}
	distance := func(s shown) int {
		d := s.at - at
		if d < 0 {
			d *= -2
		}
		if s.sure {
			d /= 4
		}
		return d
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b shown) int { return distance(a) - distance(b) })
	return list
}

// published finds the day of publication; the zero time where the page states
// none.
func (f *facts) published() time.Time {
	for _, given := range []string{f.object.text("datePublished"),
		f.first("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
		f.object.text("dateCreated"), f.linked.dated.text("datePublished", "uploadDate"),
		f.first("parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "article.published", "date.published",
			"cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "published_time_telegram", "rnews:datepublished", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created",
			"dcterms.date", "dc.date", "date", "datecreated", "article-published", "citation_publication_date", "citation_date", "ptime", "weibo:article:create_at")} {
		if t := parseDate(given, f.zone); !t.IsZero() {
			return t
		}
	}
	for _, s := range f.near(f.times) {
		if t := parseDate(s.stamp, f.zone); !t.IsZero() {
			return t
		}
		if t := findDate(s.text, f.stated(), f.zone); !t.IsZero() {
			return t
		}
	}
	if f.address != nil {
		if t := dateOfAddress(f.address.Path, f.zone); !t.IsZero() {
			return t
		}
	}
	for _, s := range f.near(f.days) {
		if t := findDate(s.text, f.stated(), f.zone); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func (f *facts) updated() time.Time {
	for _, given := range []string{f.object.text("dateModified"),
		f.first("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revised")} {
		if t := parseDate(given, f.zone); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// maxAuthors bounds a byline.
const maxAuthors = 20

func (f *facts) authors() []news.Author {
	var names []string
	for _, name := range f.linked.named(f.object["author"], 0) {
		names = append(names, splitNames(plain(name))...)
	}
	for _, meta := range []string{"author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author", "twitter:creator"} {
		if len(names) > 0 {
			break
		}
		for _, given := range f.metas[meta] {
			names = append(names, splitNames(given)...)
		}
	}
	if len(names) == 0 {
		for _, s := range f.near(f.names) {
			if names = splitNames(s.text); len(names) > 0 {
				break
			}
		}
	}
	var authors []news.Author
	seen := map[string]bool{}
	for _, name := range names {
		if key := folded(name); !seen[key] && len(authors) < maxAuthors {
			seen[key] = true
			authors = append(authors, news.Author{Name: name, Plain: true})
		}
	}
	return authors
}

var (
	nameLead   = regexp.MustCompile(`(?i)^(?:(?:written |posted |geschrieben |erstellt |publicado |texte )?(?:by|von|par|por|di|door|av)[:\s]+|(?:autor(?:in)?|author|auteur|verfasser|text|نویسنده|بقلم|كتب)(?:\s*:\s*|\s{2,}))+`)
	nameBreaks = regexp.MustCompile(`(?i)\s*(?:[,;|/،•·]|\s(?:and|und|et|y|e|en|og|och|&|و)\s)\s*`)
	noName     = regexp.MustCompile(`(?i)^@|https?:|www\.|\d{3}|^(?:admin|administrator|redaktion|editor|staff|webmaster|n/?a|none|unknown|null|undefined|mehr|more|alle|all|view|profile?)\b`)
)

// splitNames parts a byline into names; what is no name is left out.
func splitNames(byline string) []string {
	byline = nameLead.ReplaceAllString(oneLine(byline), "")
	if len(byline) > maxShownAt || strings.Contains(byline, "://") {
		return nil
	}
	var names []string
	for _, name := range nameBreaks.Split(byline, -1) {
		name = strings.Trim(nameLead.ReplaceAllString(name, ""), " .:-–—\u00a0()[]")
		if name == "" || noName.MatchString(name) || strings.Count(name, " ") > 6 || letters(name) < 2 {
			continue
		}
		names = append(names, name)
	}
	return names
}

// stated is the language that the page states; "" where it states none that is
// one.
func (f *facts) stated() string {
	for _, given := range []string{f.gathered.language, f.first("content-language", "language", "dc.language", "dcterms.language"),
		f.object.text("inLanguage"), f.first("og:locale")} {
		given, _, _ = strings.Cut(given, ",")
		if tag := lang.Normal(strings.TrimSpace(given)); lang.Valid(tag) {
			return tag
		}
	}
	return ""
}

// languageOf gives the language of the text. A page whose letters run the other
// way than its stated language bears the tag of its template.
func (f *facts) languageOf(text string) string {
	stated := f.stated()
	found, sure := lang.Detect(text, nil)
	if stated != "" && (found == "" || sure < 0.5 || lang.Direction(found) == lang.Direction(stated)) {
		return stated
	}
	if stated == "" && sure < 0.8 {
		return "" // the host knows the publication's languages
	}
	return found
}

const maxTags = 50

func (f *facts) keywords() []string {
	var tags []string
	seen := map[string]bool{}
	add := func(list ...string) {
		for _, tag := range list {
			tag = strings.Trim(plain(tag), " #,;")
			if key := folded(tag); key != "" && !seen[key] && len([]rune(tag)) <= 80 && len(tags) < maxTags {
				seen[key] = true
				tags = append(tags, tag)
			}
		}
	}
	for _, list := range asTexts(f.object["keywords"]) {
		add(strings.FieldsFunc(plain(list), isListBreak)...)
	}
	for _, list := range f.metas["article:tag"] {
		add(strings.FieldsFunc(plain(list), isListBreak)...)
	}
	if len(tags) == 0 {
		add(f.tags...)
	}
	if len(tags) == 0 {
		for _, list := range append(slices.Clone(f.metas["news_keywords"]), f.metas["keywords"]...) {
			add(strings.FieldsFunc(plain(list), isListBreak)...)
		}
	}
	return tags
}

func isListBreak(r rune) bool { return r == ',' || r == ';' || r == '،' || r == '、' }

func (f *facts) section() string {
	if section := f.object.text("articleSection"); section != "" {
		return section
	}
	return f.first("article:section", "articlesection", "parsely-section", "cxenseparse:recs:section", "og:section")
}

// kind reads what sort of article linked data says that it is.
func (f *facts) kind() news.Kind {
	for _, kind := range f.object.types() {
		switch {
		case strings.HasSuffix(kind, "OpinionNewsArticle"):
			return news.KindOpinion
		case strings.HasSuffix(kind, "AnalysisNewsArticle"), strings.HasSuffix(kind, "BackgroundNewsArticle"):
			return news.KindAnalysis
		case strings.HasSuffix(kind, "ReportageNewsArticle"), kind == "Report":
			return news.KindReport
		}
	}
	return news.KindNews
}

func (f *facts) description() string {
	return plain(strings.TrimSpace(or(f.object.text("description"), f.first("og:description", "twitter:description", "dc.description", "description"))))
}

func or(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// extra keeps what an article has no field for.
func (f *facts) extra() map[string]json.RawMessage {
	name := f.siteName()
	if name == "" {
		return nil
	}
	raw, err := json.Marshal(name)
	if err != nil {
		return nil
	}
	return map[string]json.RawMessage{"site_name": raw}
}
