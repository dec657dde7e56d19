package jsonl

import (
	"reflect"
	"time"

	"broadsheet/internal/news"
)

// adapt turns a record into what its line holds; nil for one that has no line
// of its own. Addresses of pictures go through src, bodies through body.
func adapt(record news.Record, l links) any {
	switch {
	case record.Publication != nil:
		return adaptPublication(record.Publication)
	case record.Topic != nil:
		if record.Topic.Bare {
			return nil // articles name it, and make it
		}
		return adaptTopic(record.Topic, l)
	case record.Tag != nil:
		return tag{Type: "tag", Name: record.Tag.Name, Aliases: record.Tag.Aliases}
	case record.Front != nil:
		return adaptFront(record.Front, l)
	case record.Article != nil:
		return adaptArticle(record.Article, l)
	case record.Piece != nil:
		return adaptPiece(record.Piece)
	}
	return nil
}

func adaptPiece(p *news.Piece) piece {
	out := piece{
		Type: p.Thing.String(), ID: p.ID, Place: p.Place, Article: p.Article, Title: p.Title, By: p.By, Language: p.Language, Text: p.Text, Beside: p.Beside, URL: p.URL,
	}
	if !p.Published.IsZero() {
		out.Published = p.Published.Format(time.RFC3339)
	}
	return out
}

func adaptPublication(p *news.Publication) publication {
	out := publication{Type: "publication", Name: p.Name, Tagline: p.Tagline, Languages: p.Languages, TimeZone: p.TimeZone}
	for _, section := range p.Sections {
		out.Sections = append(out.Sections, section.Name)
	}
	return out
}

func adaptTopic(t *news.Topic, l links) topic {
	return topic{
		Type: "topic", Slug: t.Slug, Name: t.Name, Description: t.Description, BodyHTML: l.body(t.Body),
		Picture: adaptPicture(t.Picture, l), Order: t.Order, Visible: t.Visible,
		Aliases: t.Aliases, Neighbours: t.Neighbours, Language: t.Language,
	}
}

func adaptFront(f *news.Front, l links) front {
	out := front{Type: "front", Slots: make(map[string][]slotItem, len(f.Slots))}
	for name, items := range f.Slots {
		list := make([]slotItem, 0, len(items))
		for _, item := range items {
			list = append(list, slotItem{ID: item.ID, Title: item.Title, Kicker: item.Kicker, Picture: adaptPicture(item.Picture, l)})
		}
		out.Slots[name] = list
	}
	return out
}

func adaptArticle(a *news.Article, l links) article {
	out := article{
		ID: a.ID, Source: a.Source, state: adaptState(a, l), Published: stamp(a.Published),
		Views: a.Views, Extra: a.Extra,
	}
	for _, c := range a.Comments {
		out.Comments = append(out.Comments, comment{
			ID: c.ID, Parent: c.Parent, Name: c.Name, Text: c.Text, Posted: stamp(c.Posted), Status: string(c.Status),
		})
	}
	earlier, present := split(a)
	for i := range earlier {
		out.Versions = append(out.Versions, adaptVersion(&earlier[i], a, l))
	}
	if present != nil {
		m := adaptMark(present)
		out.Version = &m
	}
	return out
}

// split parts the versions that came before from the article's present one,
// which stands last where the article carries it.
func split(a *news.Article) (earlier []news.Version, present *news.Version) {
	n := len(a.Versions)
	if n == 0 || !isPresent(&a.Versions[n-1], a) {
		return a.Versions, nil
	}
	last := &a.Versions[n-1]
	if n == 1 && last.N == 1 && last.Change == "" && last.Note == "" && last.Published.Equal(firstPublished(a)) {
		return nil, nil // an importer makes the same by itself
	}
	return a.Versions[:n-1], last
}

// isPresent says whether a version is the article's present state: it holds the
// same, but for the place in the editor's choice, or nothing at all.
func isPresent(v *news.Version, a *news.Article) bool {
	if v.Article.Title == "" && v.Article.Body == "" {
		return true
	}
	then, now := adaptState(&v.Article, links{}), adaptState(a, links{})
	then.EditorsChoice, now.EditorsChoice = 0, 0
	return reflect.DeepEqual(then, now) && stamp(v.Article.Published) == stamp(a.Published) &&
		(len(v.Article.Extra) == 0 && len(a.Extra) == 0 || reflect.DeepEqual(v.Article.Extra, a.Extra))
}

func firstPublished(a *news.Article) time.Time {
	if !a.Updated.IsZero() {
		return a.Updated
	}
	return a.Published
}

func adaptMark(v *news.Version) mark {
	return mark{N: v.N, Published: stamp(v.Published), Change: v.Change, Note: v.Note, SHA256: v.SHA256, Previous: v.Previous}
}

func adaptVersion(v *news.Version, a *news.Article, l links) version {
	out := version{mark: adaptMark(v), state: adaptState(&v.Article, l), Extra: v.Article.Extra}
	if first := stamp(v.Article.Published); first != stamp(a.Published) {
		out.ArticlePublished = &first
	}
	return out
}

func adaptState(a *news.Article, l links) state {
	out := state{
		URL: a.URL, Kind: string(a.Kind), Section: a.Section, Language: a.Language,
		Kicker: a.Kicker, Title: a.Title, FrontTitle: a.FrontTitle, Standfirst: a.Standfirst, Dateline: a.Dateline, Slug: a.Slug,
		TranslationOf: a.TranslationOf, Updated: stamp(a.Updated), BodyHTML: l.body(a.Body),
		Tags: a.Tags, Topics: a.Topics, LeadImage: adaptPicture(a.Lead, l), Related: a.Related, Map: a.Map, EditorsChoice: a.EditorsChoice,
	}
	if a.State != news.StatePublished {
		out.State = string(a.State)
	}
	for _, by := range a.Authors {
		if by.Plain {
			out.Authors = append(out.Authors, by.Name)
			continue
		}
		out.Authors = append(out.Authors, author{Name: by.Name, Role: by.Role, Email: by.Email})
	}
	for _, p := range a.Places {
		out.Places = append(out.Places, place(p))
	}
	for _, m := range a.Media {
		item := mediaItem{Type: m.Type, Src: l.src(m.Src), Caption: m.Caption, Credit: m.Credit, Alt: m.Alt, Poster: l.src(m.Poster), Focus: m.Focus}
		for _, t := range m.Tracks {
			item.Tracks = append(item.Tracks, track{Src: l.src(t.Src), Language: t.Language, Kind: t.Kind})
		}
		out.Media = append(out.Media, item)
	}
	return out
}

func adaptPicture(p *news.Picture, l links) *picture {
	if p == nil {
		return nil
	}
	return &picture{Src: l.src(p.Src), Caption: p.Caption, Credit: p.Credit, Alt: p.Alt, Focus: p.Focus}
}

// stamp writes a time with the offset that it was given with.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}
