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
