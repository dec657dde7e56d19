package jsonl

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

// reader turns lines into items; it remembers what holds for the lines below.
type reader struct {
	zone *time.Location
}

func (r *reader) item(text []byte) importer.Item {
	var members line
	if err := json.Unmarshal(text, &members); err != nil {
		return refused(notAnObject(err))
	}
	f := &fields{members: members, zone: r.zone}
	var record news.Record
	switch kind := f.text("type"); kind {
	case "", typeArticle:
		record.Article = readArticle(f)
	case typePublication:
		record.Publication = r.publication(f)
	case typeTopic:
		record.Topic = readTopic(f)
	case typeTag:
		record.Tag = readTag(f)
	case typeCollection:
		record.Collection = readCollection(f)
	case typeFront:
		record.Front = readFront(f)
	default:
		return refused(fmt.Sprintf("The type %q is not one that is known.", kind))
	}
	if f.refused != "" {
		return refused(f.refused)
	}
	return importer.Item{Record: record, Problems: f.problems}
}

func refused(problem string) importer.Item {
	return importer.Item{Problems: importer.Said(problem)}
}

func notAnObject(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("The line is not JSON: %v at byte %d.", syntax, syntax.Offset)
	}
	return "The line is not a JSON object."
}

func (r *reader) publication(f *fields) *news.Publication {
	var wire publication
	f.whole(&wire)
	p := &news.Publication{
		Name:      clean(wire.Name),
		Tagline:   clean(wire.Tagline),
		Languages: cleanAll(wire.Languages),
		TimeZone:  clean(wire.TimeZone),
		Origin:    news.OriginOwn,
	}
	if strings.TrimSpace(p.Name) == "" {
		f.refuse("The publication's record has no name.")
	}
	for _, name := range cleanAll(wire.Sections) {
		p.Sections = append(p.Sections, news.Section{Name: name})
	}
	if p.TimeZone == "" {
		return p
	}
	zone, err := time.LoadLocation(p.TimeZone)
	if err != nil || p.TimeZone == "Local" {
		f.note("The time zone %q is not known; UTC is taken.", p.TimeZone)
		p.TimeZone = ""
		return p
	}
	r.zone = zone
	return p
}

func readTopic(f *fields) *news.Topic {
	t := &news.Topic{
		Slug:        f.text("slug"),
		Name:        f.text("name"),
		Description: f.text("description"),
		Order:       take[int](f, "order"),
		Visible:     true,
		Aliases:     cleanAll(take[[]string](f, "aliases")),
		Neighbours:  cleanAll(take[[]string](f, "neighbours")),
		Language:    f.text("language"),
		Picture:     adaptPicture(take[*picture](f, "picture")),
	}
	t.Body, t.BodyFormat, _ = f.body()
	if f.has("visible") {
		t.Visible = take[bool](f, "visible")
	}
	if strings.TrimSpace(t.Name) == "" {
		t.Name = t.Slug
	}
	if strings.TrimSpace(t.Name) == "" {
		f.refuse("The topic's record has neither name nor slug.")
	}
	return t
}

// readCollection reads a collection, and those inside it.
func readCollection(f *fields) *news.CollectionRecord {
	var wire collection
	f.whole(&wire)
	return wire.news()
}

func (c *collection) news() *news.CollectionRecord {
	out := &news.CollectionRecord{Name: clean(c.Name)}
	for _, item := range c.Items {
		entry := news.CollectionEntry{Source: clean(item.Source), ID: clean(string(item.ID)), Title: clean(item.Title), Note: clean(item.Note)}
		if item.Collection != nil {
			entry.Collection = item.Collection.news()
		}
		out.Items = append(out.Items, entry)
	}
	return out
}

func readTag(f *fields) *news.Tag {
	var wire tag
	f.whole(&wire)
	if strings.TrimSpace(wire.Name) == "" {
		f.refuse("The tag's record has no name.")
	}
	return &news.Tag{Name: clean(wire.Name), Aliases: cleanAll(wire.Aliases)}
}

func readFront(f *fields) *news.Front {
	var wire front
	f.whole(&wire)
	slots := make(map[string][]news.SlotItem, len(wire.Slots))
	for name, items := range wire.Slots {
		list := make([]news.SlotItem, 0, len(items))
		for _, item := range items {
			list = append(list, news.SlotItem{
				ID:      clean(string(item.ID)),
				Title:   clean(item.Title),
				Kicker:  clean(item.Kicker),
				Picture: adaptPicture(item.Picture),
			})
		}
		slots[clean(name)] = list
	}
	return &news.Front{Slots: slots}
}

func adaptPicture(p *picture) *news.Picture {
	if p == nil {
		return nil
	}
	return &news.Picture{Src: clean(p.Src), Caption: clean(p.Caption), Credit: clean(p.Credit), Alt: clean(p.Alt), Focus: news.Focus(p.Focus)}
}
