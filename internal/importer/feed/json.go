package feed

import (
	"encoding/json"
	"fmt"
	"strings"

	gofeed "github.com/mmcdole/gofeed/json"

	"broadsheet/internal/news"
)

// json reads JSON Feed 1.0 and 1.1. Items that are not as they should be are
// told one by one and do not stop the others; a text that was cut off gives
// what came before.
func (p *parser) json(text string) error {
	if err := shallow(text); err != nil {
		return err
	}
	whole := &gofeed.Feed{}
	if err := json.Unmarshal([]byte(text), whole); err != nil {
		if whole, err = p.piecemeal(text); err != nil {
			return err
		}
	}
	if whole.Version == "" && len(whole.Items) == 0 && whole.FeedURL == "" {
		return noFeed("This is JSON, but not a feed.")
	}
	if len(whole.Items) > MaxItems {
		return tooMuch("5,000 items")
	}
	p.jsonFeed(whole)
	for _, it := range whole.Items {
		if it != nil {
			p.add(p.jsonItem(it))
		}
	}
	p.unique()
	return nil
}

// shallow refuses JSON that is nested past the limit.
func shallow(text string) error {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return news.Errorf(news.CodeLimit, "feed", "The feed is nested more than %d deep; it was not read.", MaxDepth)
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}

// piecemeal reads a feed member by member and item by item.
func (p *parser) piecemeal(text string) (*gofeed.Feed, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return nil, noFeed("This is not a feed.")
	}
	f := &gofeed.Feed{}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			break
		}
		if name == "items" {
			p.items(dec, f)
			continue
		}
		var member json.RawMessage
		if dec.Decode(&member) != nil {
			break
		}
		one := fmt.Sprintf("{%q:%s}", name, member)
		if json.Unmarshal([]byte(one), f) != nil {
			p.note("The member %.40q of the feed cannot be read and was left out.", name)
		}
	}
	if f.Version == "" && len(f.Items) == 0 {
		return nil, news.Errorf(news.CodeInvalid, "feed", "The feed cannot be read: its JSON is broken.")
	}
	return f, nil
}

// items reads the list of items as far as it goes.
func (p *parser) items(dec *json.Decoder, f *gofeed.Feed) {
	if open, err := dec.Token(); err != nil || open != json.Delim('[') {
		return
	}
	for n := 1; dec.More() && n <= MaxItems+1; n++ {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			p.note("The feed is broken off in item %d; what came before was read.", n)
			return
		}
		it := &gofeed.Item{}
		if err := json.Unmarshal(raw, it); err != nil || string(raw) == "null" {
			p.note("Item %d is not as an item should be and was left out.", n)
			continue
		}
		f.Items = append(f.Items, it)
	}
	_, _ = dec.Token() // the end of the list; where it is missing, nothing follows
}

func (p *parser) jsonFeed(in *gofeed.Feed) {
	f := &p.feed
	f.Kind, f.Encoding = KindJSON, nameUTF8
	f.Version = in.Version[strings.LastIndexByte(in.Version, '/')+1:]
	if p.base.url == nil {
		p.base = absolute(in.FeedURL)
	}
	f.Title, f.Description = oneLine(in.Title), oneLine(in.Description)
	f.Link, f.Self = p.base.resolve(in.HomePageURL), p.base.resolve(in.FeedURL)
	f.Picture = p.base.resolve(either(in.Icon, in.Favicon))
	f.Language = languageOf(in.Language)
	f.Authors = jsonAuthors(in.Authors, in.Author)
	f.Refresh.Ended = in.Expired
}

func (p *parser) jsonItem(in *gofeed.Item) item {
	it := item{
		id: in.ID, title: looseTitle(in.Title),
		url:       p.base.resolve(either(in.URL, in.ExternalURL)),
		published: p.date(in.DatePublished), updated: p.date(in.DateModified),
		authors: jsonAuthors(in.Authors, in.Author), tags: in.Tags,
		languages: []string{in.Language},
		content:   rich{text: in.ContentHTML, html: true, base: p.base},
		summary:   rich{text: in.Summary, base: p.base},
	}
	if it.content.empty() {
		it.content = rich{text: in.ContentText}
	}
	if len(it.authors) == 0 {
		it.authors = p.feed.Authors
	}
	if in.ExternalURL != "" && in.URL != "" {
		it.related = append(it.related, p.base.resolve(in.ExternalURL))
	}
	if picture := p.base.resolve(either(in.Image, in.BannerImage)); picture != "" {
		it.pictures = append(it.pictures, news.Picture{Src: picture})
	}
	if in.Attachments != nil {
		for _, a := range *in.Attachments {
			it.files = append(it.files, file{src: p.base.resolve(a.URL), mime: a.MimeType, title: oneLine(a.Title)})
		}
	}
	return it
}

func jsonAuthors(several []*gofeed.Author, one *gofeed.Author) []news.Author {
	var list []news.Author
	for _, a := range append(several, one) {
		if a != nil {
			list = append(list, person(a.Name))
		}
	}
	return tidyAuthors(list)
}
