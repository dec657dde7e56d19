package feedtest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
)

// gofeed counts mmcdole/gofeed's own readings of its files.
func gofeed(files fs.FS) ([]Line, error) {
	l := Line{Set: "gofeed"}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".xml") {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		raw, err := fs.ReadFile(files, strings.TrimSuffix(name, ".xml")+".json")
		if err != nil {
			return nil // feeds for other tests, without a reading
		}
		var want map[string]any
		if json.Unmarshal(raw, &want) != nil {
			return nil
		}
		l.reading(path.Base(name), content, want)
		return nil
	})
	return []Line{l}, err
}

func (l *Line) reading(file string, content []byte, want map[string]any) {
	l.Files++
	f, err := feed.Parse(content, feed.Hints{Bare: true})
	if err != nil {
		l.check(false, file, "read", "read", err)
		return
	}
	l.Read++
	for name, value := range want {
		switch name {
		case "items", "entries":
			l.items(file, value, f.Items)
		default:
			l.field(file, name, value, theirFeed[name], func(p place) (bool, []string) {
				return p.holds(check{Value: value, Op: "=="}, &f)
			})
		}
	}
}

func (l *Line) items(file string, value any, items []news.Article) {
	list, _ := value.([]any)
	l.check(len(list) == len(items), file, "items", len(list), len(items))
	for i, one := range list {
		fields, _ := one.(map[string]any)
		if i >= len(items) {
			return
		}
		f := &feed.Feed{Items: items[i : i+1]}
		for name, value := range fields {
			l.field(file, fmt.Sprintf("items[%d].%s", i, name), value, theirItem[name], func(p place) (bool, []string) {
				return p.holds(check{Value: value, Op: "=="}, f)
			})
		}
	}
}

// field checks one of their fields where it has a place with us.
func (l *Line) field(file, name string, value any, p place, holds func(place) (bool, []string)) {
	if p.feed == nil && p.entry == nil {
		l.NoPlace++
		return
	}
	right, got := holds(p)
	l.check(right, file, name, value, got)
}

// part compares one member of their objects, or of each in a list.
func part(member string, p place) place {
	plain := p
	p.how = func(c check, got []string) bool {
		list, isList := c.Value.([]any)
		if !isList {
			list = []any{c.Value}
		}
		for _, one := range list {
			if object, ok := one.(map[string]any); ok {
				one = object[member]
			}
			if one == nil || one == "" {
				continue
			}
			how := plain.how
			if how == nil {
				how = func(c check, got []string) bool { return anyOf(c, got, sameText) }
			}
			if !how(check{Value: one, Op: "=="}, got) {
				return false
			}
		}
		return true
	}
	return p
}

// sameTags wants each of their categories, by its label, its term or its words.
func sameTags(c check, got []string) bool {
	list, _ := c.Value.([]any)
	for _, one := range list {
		names := []any{one}
		if object, ok := one.(map[string]any); ok {
			names = []any{object["label"], object["term"], object["value"]}
		}
		found := false
		for _, name := range names {
			found = found || name != nil && sameLine(check{Value: name, Op: "=="}, got)
		}
		if !found {
			return false
		}
	}
	return true
}

// theirFeed and theirItem say where their fields have a place with us.
var theirFeed = map[string]place{
	"title": ofFeeds["title"], "description": about, "subtitle": about, "link": ofFeeds["link"], "id": ofFeeds["id"], "language": ofFeeds["language"],
	"feedLink": oneOf(func(f *feed.Feed) string { return f.Self }), "copyright": ofRights, "rights": ofRights,
	"updatedParsed": renewed, "lastBuildDateParsed": renewed, "authors": part("name", makers), "managingEditor": makers,
	"image": part("url", logo), "logo": logo, "categories": {feed: func(f *feed.Feed) []string { return f.Tags }, how: sameTags},
	"ttl": ofFeeds["ttl"], "version": {feed: func(f *feed.Feed) []string { return []string{f.Version} }}, "feedVersion": {feed: func(f *feed.Feed) []string { return []string{f.Version} }},
}

var theirItem = map[string]place{
	"title": ofEntries["title"], "description": words, "summary": words, "content": part("value", words),
	"link": ofEntries["link"], "guid": part("value", ofEntries["guid"]), "id": ofEntries["id"],
	"publishedParsed": published, "pubDateParsed": published, "updatedParsed": updated,
	"authors": part("name", authors), "author": part("name", authors), "categories": {entry: func(a *news.Article) []string { return a.Tags }, how: sameTags},
	"enclosures": part("url", files), "enclosure": part("url", files), "image": part("url", pictures), "rights": rights, "comments": ofEntries["comments"],
}
