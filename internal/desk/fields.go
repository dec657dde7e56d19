package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"broadsheet/internal/news"
)

// fields are what Set may set, by the interchange format's names, each with what it
// takes over from an article that was read.
var fields = map[string]func(into, from *news.Article){
	"kicker":         func(into, from *news.Article) { into.Kicker = from.Kicker },
	"title":          func(into, from *news.Article) { into.Title = from.Title },
	"front_title":    func(into, from *news.Article) { into.FrontTitle = from.FrontTitle },
	"standfirst":     func(into, from *news.Article) { into.Standfirst = from.Standfirst },
	"kind":           func(into, from *news.Article) { into.Kind = from.Kind },
	"section":        func(into, from *news.Article) { into.Section = from.Section },
	"language":       func(into, from *news.Article) { into.Language = from.Language },
	"authors":        func(into, from *news.Article) { into.Authors = from.Authors },
	"dateline":       func(into, from *news.Article) { into.Dateline = from.Dateline },
	"slug":           func(into, from *news.Article) { into.Slug = from.Slug },
	"url":            func(into, from *news.Article) { into.URL = from.URL },
	"translation_of": func(into, from *news.Article) { into.TranslationOf = from.TranslationOf },
	"published":      func(into, from *news.Article) { into.Published = from.Published },
	"updated":        func(into, from *news.Article) { into.Updated = from.Updated },
	"tags":           func(into, from *news.Article) { into.Tags = from.Tags },
	"topics":         func(into, from *news.Article) { into.Topics = from.Topics },
	"places":         func(into, from *news.Article) { into.Places = from.Places },
	"lead_image":     func(into, from *news.Article) { into.Lead = from.Lead },
	"media":          func(into, from *news.Article) { into.Media = from.Media },
	"related":        func(into, from *news.Article) { into.Related = from.Related },
	"map":            func(into, from *news.Article) { into.Map = from.Map },
	"extra":          func(into, from *news.Article) { into.Extra = from.Extra },
}

// bodies are the names under which a body is set.
var bodies = map[string]news.BodyFormat{
	"body_html": news.BodyHTML, "body_markdown": news.BodyMarkdown, "body_text": news.BodyText,
}

// lists may be given as words between commas.
var lists = []string{"authors", "tags", "topics", "related"}

// Set sets one field of a draft by its name in the interchange format, as a revision.
// A value is a text, or JSON where the format asks for a list or an object; lists of
// names may stand between commas. Empty: the field is cleared. CodeInvalid: there is
// no such field, or it cannot hold the value.
func (s *Service) Set(ctx context.Context, id, field, value string) (news.Draft, error) {
	if as, ok := bodies[field]; ok {
		return s.Words(ctx, id, value, as)
	}
	take, ok := fields[field]
	if !ok {
		return news.Draft{}, news.Errorf(news.CodeInvalid, "field", "A draft has no field %q; there are %s.", field, strings.Join(fieldNames(), ", "))
	}
	d, err := s.open(ctx, id)
	if err != nil {
		return d, err
	}
	var from news.Article
	if strings.TrimSpace(value) != "" {
		if from, err = s.readField(ctx, field, value); err != nil {
			return d, err
		}
	}
	take(&d.Article, &from)
	if field == "slug" {
		if err := s.checkSlug(ctx, d, d.Article.Slug); err != nil {
			return d, err
		}
	}
	if field == "language" { // what the text says of its own language depends on it
		d.Article.BodyFormat = news.BodyHTML
		if err := s.settle(ctx, &d.Article, d.Article.Body); err != nil {
			return d, err
		}
	}
	return s.write(ctx, news.DraftSave{ID: id, Stamp: d.Stamp, Article: d.Article, Keep: true})
}

func (s *Service) readField(ctx context.Context, field, value string) (news.Article, error) {
	raw := json.RawMessage(value)
	if first := strings.TrimSpace(value)[0]; !json.Valid(raw) || first != '[' && first != '{' {
		var given any = value
		if slices.Contains(lists, field) {
			var names []string
			for _, name := range strings.Split(value, ",") {
				if name = oneLine(name); name != "" {
					names = append(names, name)
				}
			}
			given = names
		}
		raw, _ = json.Marshal(given) // texts always can
	}
	object := map[string]json.RawMessage{"title": json.RawMessage(`"-"`), "body_text": json.RawMessage(`"-"`)}
	object[field] = raw
	text, err := json.Marshal(object)
	if err != nil {
		return news.Article{}, news.Errorf(news.CodeInvalid, field, "%q cannot be read: %w", field, err)
	}
	return s.Interchange.Read(ctx, text)
}

// maxSlug bounds the last part of an address, in bytes.
const maxSlug = 200

// isSlug says whether a text can be the last part of an address; empty: one is made.
func isSlug(text string) bool {
	return len(text) <= maxSlug && text != "." && text != ".." && !strings.ContainsFunc(text, func(r rune) bool {
		return strings.ContainsRune(`/\?#%&":`, r) || unicode.IsSpace(r) || unicode.IsControl(r)
	})
}

// checkSlug refuses what cannot be the last part of an address, unless the article has
// it already: an import may have brought what nobody here would write.
func (s *Service) checkSlug(ctx context.Context, d news.Draft, slug string) error {
	if isSlug(slug) {
		return nil
	}
	for _, n := range []int{d.Base, d.Newest} {
		if n == 0 {
			continue
		}
		// A version that cannot be read vouches for nothing.
		if v, err := s.Archive.Version(ctx, d.Article.Public, n); err == nil && v.Article.Slug == slug {
			return nil
		}
	}
	return news.Errorf(news.CodeInvalid, "slug", "The last part of an address has at most %d bytes and none of / \\ ? # %% & : \" and spaces; “%s” was not taken.", maxSlug, slug)
}

func fieldNames() []string {
	var all []string
	for name := range fields {
		all = append(all, name)
	}
	for name := range bodies {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
