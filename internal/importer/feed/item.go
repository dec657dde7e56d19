package feed

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/tagsoup"
)

// item is what every format says of an article, before it is one.
type item struct {
	id, url              string
	title                string // plain text
	content, summary     rich
	published, updated   time.Time
	authors              []news.Author
	tags                 []string
	files                []file
	pictures             []news.Picture // that stand for the item, the best first
	languages            []string       // as stated, the nearest first
	places               []news.Place
	related              []string
	rights, commentsPage string
}

// date reads a date; gofeed's reading of it stands in where ours finds none.
func (p *parser) date(text string, gofeed ...*time.Time) time.Time {
	if strings.TrimSpace(text) == "" {
		return time.Time{}
	}
	if t, ok := moment(text, p.hints.Zone); ok {
		return t
	}
	for _, t := range gofeed {
		if t != nil && plausible(*t) {
			return *t
		}
	}
	p.note("The date %.40q cannot be read and was left out.", tagsoup.Clean(text))
	return time.Time{}
}

// add makes an article of an item. One that says nothing at all is left out.
func (p *parser) add(it item) {
	p.met++
	main, second := it.content, it.summary
	if main.empty() {
		main, second = it.summary, rich{}
	}
	home := absolute(either(it.url, p.feed.Link)) // where nothing else says what addresses are relative to
	if main.base.url == nil {
		main.base = home
	}
	for i := range it.files {
		it.files[i].src = home.resolve(it.files[i].src)
	}
	for i := range it.pictures {
		it.pictures[i].Src = home.resolve(it.pictures[i].Src)
	}
	if !main.empty() {
		it.languages = append([]string{main.lang}, it.languages...)
	}
	if it.published.IsZero() {
		it.published = it.updated // Atom asks for the one and not for the other
	}
	a := news.Article{
		ID: oneLine(it.id), URL: withoutTrackers(it.url), Title: it.title,
		Authors: tidyAuthors(it.authors), Tags: tidyTags(it.tags),
		Published: it.published, Updated: it.updated,
		Language: languageOf(append(it.languages, p.feed.Language)...),
		Places:   it.places, Related: it.related, State: news.StatePublished,
	}
	a.Body, a.BodyFormat = main.body()
	words := ""
	// The words of a whole body are dear; a much longer one is not its summary.
	if a.Title == "" || !second.empty() && len(main.text) < 4*len(second.text)+200 {
		words = main.plain()
	}
	if short := second.plain(); short != "" && short != words {
		a.Standfirst = short
	}
	p.files(&a, it)
	if a.Title == "" {
		a.Title = titleOf(a, words)
	}
	if a.Title == "" && !p.hints.Bare {
		p.note("Item %d says nothing and was left out.", p.met)
		return
	}
	a.Extra = extra(it)
	p.feed.Items = append(p.feed.Items, a)
}

// titleOf makes a title where there is none: of the text, else of what leads
// to it.
func titleOf(a news.Article, words string) string {
	for _, text := range []string{words, a.Standfirst} {
		if title := titleFrom(text); title != "" {
			return title
		}
	}
	for _, name := range []string{a.URL, a.ID} {
		if name != "" {
			return name
		}
	}
	if len(a.Media) > 0 {
		return a.Media[0].Src
	}
	return ""
}

// extra keeps what an article has no field for.
func extra(it item) map[string]json.RawMessage {
	kept := map[string]any{}
	if it.rights != "" {
		kept["rights"] = it.rights
	}
	if it.commentsPage != "" {
		kept["comments_page"] = it.commentsPage
	}
	var others []string
	for _, f := range it.files {
		if f.kind() == "" && f.src != "" && !slices.Contains(others, f.src) {
			others = append(others, f.src)
		}
	}
	if len(others) > 0 {
		kept["attachments"] = others
	}
	if len(kept) == 0 {
		return nil
	}
	out := make(map[string]json.RawMessage, len(kept))
	for name, value := range kept {
		if raw, err := json.Marshal(value); err == nil {
			out[name] = raw
		}
	}
	return out
}

// tidyAuthors drops those without a name or address, and double ones.
func tidyAuthors(authors []news.Author) []news.Author {
	var list []news.Author
	for _, a := range authors {
		a.Name, a.Email = oneLine(a.Name), oneLine(a.Email)
		same := slices.ContainsFunc(list, func(b news.Author) bool {
			return strings.EqualFold(a.Name, b.Name) && (a.Email == "" || a.Email == b.Email)
		})
		if a.Name+a.Email != "" && !same {
			list = append(list, a)
		}
	}
	return list
}

// tidyTags drops empty and double names.
func tidyTags(tags []string) []string {
	var list []string
	for _, tag := range tags {
		if tag = looseTitle(tag); tag != "" && !slices.Contains(list, tag) {
			list = append(list, tag)
		}
	}
	return list
}

// person reads what stands in a field for an author: a name, an address, or
// both in one of the usual orders.
func person(text string) news.Author {
	text = looseTitle(text)
	name, email := text, ""
	for _, pair := range []struct{ open, shut string }{{"(", ")"}, {"<", ">"}, {"[", "]"}} {
		before, after, found := strings.Cut(text, pair.open)
		if !found || !strings.HasSuffix(after, pair.shut) {
			continue
		}
		inside := strings.TrimSuffix(after, pair.shut)
		switch before = strings.TrimSpace(before); {
		case isMail(inside):
			name, email = before, inside
		case isMail(before):
			name, email = inside, before
		}
	}
	if email == "" {
		name, email = splitMail(text)
	}
	email = strings.TrimPrefix(strings.TrimSpace(email), "mailto:")
	return news.Author{Name: strings.Trim(strings.TrimSpace(name), `"'`), Email: email}
}

func isMail(text string) bool {
	text = strings.TrimSpace(text)
	at := strings.IndexByte(text, '@')
	return at > 0 && at < len(text)-1 && !strings.ContainsAny(text, " \t<>()")
}

// splitMail takes the word with the @ out of a text.
func splitMail(text string) (name, email string) {
	words := strings.Fields(text)
	for i, w := range words {
		if bare := strings.Trim(w, "<>()[],;"); isMail(bare) && !strings.HasPrefix(bare, "@") && strings.Contains(bare, ".") {
			return strings.Trim(strings.Join(slices.Delete(words, i, i+1), " "), " ,;-"), bare
		}
	}
	return text, ""
}
