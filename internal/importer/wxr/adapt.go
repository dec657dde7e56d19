package wxr

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"

	nethtml "golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// uncategorised is the section that WordPress gives to what has none.
const uncategorised = "uncategorized"

// adapter turns items into articles.
type adapter struct {
	zone    *time.Location
	base    string // address of the site
	authors map[string]string
	files   *files
}

func (a *adapter) item(p *post) importer.Item {
	n := note{}
	article := &news.Article{
		ID:         clean(p.id),
		URL:        a.link(p),
		Kind:       news.KindNews,
		Title:      title(p.title),
		Standfirst: clean(plainText(p.excerpt)),
		Authors:    a.writers(p),
		Slug:       slug(p.slug),
		Published:  a.date(p, &n),
		Updated:    moment(p.modifiedGMT, time.UTC),
		BodyFormat: news.BodyHTML,
		State:      news.StatePublished,
		Comments:   a.comments(p, &n),
	}
	if p.kind == typePage {
		article.Kind = news.KindPage
	}
	if p.status != "" && p.status != statusPublish {
		article.State = news.StateUnpublished
	}
	if p.password != "" && article.State == news.StatePublished {
		article.State = news.StateUnpublished
		n.add("It was behind a password and comes in as a draft.")
	}
	article.Body = a.render(p)
	sortTerms(article, p.terms)
	a.lead(article, p, &n)
	where := fmt.Sprintf("item %d", p.number)
	if article.Title == "" {
		if article.Title = firstWords(article.Body); article.Title == "" {
			return importer.Item{Where: where, Problems: importer.Said("The item has neither a title nor a text.")}
		}
		n.add("It has no title; its first words stand in.")
	}
	return importer.Item{Where: where, Record: news.Record{Article: article}, Problems: importer.Said(n...)}
}

// note collects what was altered.
type note []string

func (n *note) add(format string, args ...any) { *n = append(*n, fmt.Sprintf(format, args...)) }

// link is the item's own address; the number that WordPress gives instead of
// one where it knows none serves as well.
func (a *adapter) link(p *post) string {
	for _, given := range []string{p.link, p.guid} {
		if given = strings.TrimSpace(clean(given)); given != "" {
			return a.address(given)
		}
	}
	return ""
}

// address resolves an address against that of the site; what is none is empty.
func (a *adapter) address(given string) string {
	given = strings.TrimSpace(given)
	if isWeb(given) {
		return given
	}
	base, err := url.Parse(a.base)
	if err != nil || base.Host == "" {
		return ""
	}
	to, err := base.Parse(given)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" {
		return ""
	}
	return to.String()
}

// writers are those of the plug-in for several authors where it is in use, else
// the one who created the item.
func (a *adapter) writers(p *post) []news.Author {
	var authors []news.Author
	for _, t := range p.terms {
		if t.domain != "author" {
			continue
		}
		login := strings.TrimPrefix(t.nicename, "cap-")
		if name := a.named(login, t.name); name != "" {
			authors = append(authors, news.Author{Name: name, Plain: true})
		}
	}
	if len(authors) > 0 {
		return authors
	}
	if name := a.named(strings.TrimSpace(p.creator), p.creator); name != "" {
		return []news.Author{{Name: name, Plain: true}}
	}
	return nil
}

func (a *adapter) named(login, otherwise string) string {
	if name, ok := a.authors[login]; ok {
		return title(name)
	}
	return title(otherwise)
}

// date is the time of publication. Drafts have none. What has no time of
// Greenwich has one of RSS, or that of the site, which is taken for the
// publication's.
func (a *adapter) date(p *post, n *note) time.Time {
	if t := moment(p.dateGMT, time.UTC); !t.IsZero() {
		return t
	}
	if p.status == "draft" || p.status == "pending" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123} {
		if t, err := time.Parse(layout, strings.TrimSpace(p.published)); err == nil && t.Year() > 1 {
			return t.UTC()
		}
	}
	if t := moment(p.date, a.zone); !t.IsZero() {
		return t
	}
	if given := strings.TrimSpace(p.dateGMT + p.date); given != "" && strings.Trim(given, "0 :-") != "" {
		n.add("Its date cannot be read: %.60q.", given)
	}
	return time.Time{}
}

// moment reads the time of a database; the zero time where there is none.
func moment(given string, zone *time.Location) time.Time {
	const longest = 100
	if len(given) > longest {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateTime, strings.TrimSpace(given), zone)
	if err != nil || t.Year() < 1 {
		return time.Time{}
	}
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset))
	}
	return t.UTC()
}

// sortTerms makes the first category the section and of the others tags; all
// categories are kept under extra where there are several.
func sortTerms(a *news.Article, terms []term) {
	var categories []string
	seen := map[string]bool{}
	tag := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			a.Tags = append(a.Tags, name)
		}
	}
	for _, t := range terms {
		name := title(t.name)
		switch t.domain {
		case "category":
			if name != "" && strings.ToLower(t.nicename) != uncategorised {
				categories = append(categories, name)
			}
		case "post_tag", "tag":
			tag(name)
		}
	}
	if len(categories) == 0 {
		return
	}
	a.Section = categories[0]
	for _, name := range categories[1:] {
		if name != a.Section {
			tag(name)
		}
	}
	if len(categories) > 1 {
		if raw, err := json.Marshal(categories); err == nil {
			a.Extra = map[string]json.RawMessage{"categories": raw}
		}
	}
}

// lead shows the featured picture.
func (a *adapter) lead(article *news.Article, p *post, n *note) {
	if p.thumbnail == "" || p.thumbnail == "0" {
		return
	}
	picture, ok := a.files.find(p.thumbnail)
	if !ok {
		n.add("Its leading picture, number %.20s, is not in the file.", p.thumbnail)
		return
	}
	article.Lead = &news.Picture{
		Src:     a.address(picture.url),
		Caption: clean(plainText(picture.caption)),
		Alt:     clean(picture.alternative),
	}
}

// comments are those that readers wrote and nobody threw away.
func (a *adapter) comments(p *post, n *note) []news.Comment {
	var out []news.Comment
	for _, c := range p.comments {
		status := news.CommentPending
		switch strings.TrimSpace(c.approved) {
		case "1", "approved", "approve":
			status = news.CommentApproved
		case "spam", "trash", "post-trashed":
			continue
		}
		if kind := strings.TrimSpace(c.kind); kind != "" && kind != "comment" {
			continue // word of a link from elsewhere
		}
		posted := moment(c.dateGMT, time.UTC)
		if posted.IsZero() {
			posted = moment(c.date, a.zone)
		}
		parent := strings.TrimSpace(c.parent)
		if parent == "0" {
			parent = ""
		}
		text := clean(plainText(c.content))
		if text == "" {
			n.add("The comment %.20s has no text and was left out.", c.id)
			continue
		}
		out = append(out, news.Comment{
			ID: clean(strings.TrimSpace(c.id)), Parent: clean(parent), Name: title(c.author), Email: strings.TrimSpace(clean(c.email)),
			Text: text, Posted: posted, Status: status,
		})
	}
	return out
}

// slug undoes the percent signs in which WordPress keeps other scripts.
func slug(given string) string {
	given = strings.TrimSpace(given)
	if plain, err := url.PathUnescape(given); err == nil {
		given = plain
	}
	return clean(given)
}

var (
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	inlineTag = regexp.MustCompile(`(?i)</?(?:a|abbr|b|bdi|br|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>`)
	lineEnds  = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")
)

// title is a line of plain text: without the tags and references that titles of
// WordPress may have.
func title(given string) string {
	if strings.Contains(given, "<") {
		given = inlineTag.ReplaceAllString(given, "")
	}
	if strings.Contains(given, "&") {
		given = reference.ReplaceAllStringFunc(given, html.UnescapeString)
	}
	return clean(strings.TrimSpace(lineEnds.Replace(given)))
}

// firstWords are the first words of a body, for what has no title.
func firstWords(body string) string {
	text := plainText(body)
	if len(text) > 400 {
		text = text[:400]
	}
	words := strings.Fields(strings.ToValidUTF8(text, ""))
	if len(words) > 10 {
		words = append(words[:10:10], "…")
	}
	return clean(strings.Join(words, " "))
}

// plainText takes the tags out of a text and keeps its lines.
func plainText(given string) string {
	given = strings.TrimSpace(given)
	if !strings.ContainsAny(given, "<&") {
		return given
	}
	var out strings.Builder
	tokens := nethtml.NewTokenizer(strings.NewReader(given))
	hidden := ""
	for {
		switch kind := tokens.Next(); kind {
		case nethtml.ErrorToken:
			return strings.TrimSpace(out.String())
		case nethtml.TextToken:
			if hidden == "" {
				out.Write(tokens.Text())
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			raw, _ := tokens.TagName()
			name := string(raw)
			switch {
			case name == "script" || name == "style":
				hidden = name
				if kind != nethtml.StartTagToken {
					hidden = ""
				}
			case name == "br" || name != "br" && kind == nethtml.EndTagToken && blockTags[name]:
				out.WriteByte('\n')
			}
		}
	}
}

// clean brings a text into normalization form C, without control characters.
func clean(s string) string {
	if s = strings.ToValidUTF8(s, ""); strings.ContainsFunc(s, isControl) {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, s)
	}
	return norm.NFC.String(s)
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7F }
