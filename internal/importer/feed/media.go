package feed

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed/extensions"

	"broadsheet/internal/news"
)

// Types of media items.
const (
	photo = "photo"
	film  = "film"
	sound = "audio"
)

// file is what an item has with it: an enclosure or a piece of Media RSS.
type file struct {
	src, mime, medium     string
	title, credit, poster string
}

// byEnding are the types of files that say no other.
var byEnding = map[string]string{
	".jpg": photo, ".jpeg": photo, ".png": photo, ".gif": photo, ".webp": photo, ".avif": photo,
	".mp4": film, ".m4v": film, ".webm": film, ".mov": film, ".ogv": film, ".mpg": film, ".mpeg": film, ".avi": film, ".mkv": film,
	".mp3": sound, ".m4a": sound, ".ogg": sound, ".oga": sound, ".opus": sound, ".wav": sound, ".aac": sound, ".flac": sound,
}

// kind gives the type of a media item; empty for what is neither picture, film
// nor sound.
func (f file) kind() string {
	for _, hint := range []string{mediaType(f.mime), strings.ToLower(f.medium)} {
		switch {
		case strings.HasPrefix(hint, "image"):
			return photo
		case strings.HasPrefix(hint, "video"):
			return film
		case strings.HasPrefix(hint, "audio"):
			return sound
		}
	}
	if f.mime != "" && f.mime != "application/octet-stream" {
		return ""
	}
	u, err := url.Parse(f.src)
	if err != nil {
		return ""
	}
	return byEnding[strings.ToLower(path.Ext(u.Path))]
}

// files puts an item's files into the article: the best picture leads, the
// others, films and sounds are its media.
func (p *parser) files(a *news.Article, it item) {
	for _, f := range it.files {
		kind := f.kind()
		same := slices.ContainsFunc(a.Media, func(m news.MediaItem) bool { return m.Src == f.src })
		if kind == "" || f.src == "" || same {
			continue
		}
		a.Media = append(a.Media, news.MediaItem{Type: kind, Src: f.src, Caption: f.title, Credit: f.credit, Poster: f.poster})
	}
	var lead *news.Picture
	if i := slices.IndexFunc(a.Media, func(m news.MediaItem) bool { return m.Type == photo }); i >= 0 {
		m := a.Media[i]
		lead = &news.Picture{Src: m.Src, Caption: m.Caption, Credit: m.Credit}
		a.Media = slices.Delete(a.Media, i, i+1)
	} else if len(it.pictures) > 0 && it.pictures[0].Src != "" {
		lead = &it.pictures[0]
	}
	a.Lead = lead
	if len(a.Media) == 0 {
		a.Media = nil
	}
	for i := range a.Media {
		if a.Media[i].Type == film && a.Media[i].Poster == "" && len(it.pictures) > 0 {
			a.Media[i].Poster = it.pictures[0].Src
		}
	}
}

type extensions = map[string]map[string][]ext.Extension

// first gives the value of the first element of an extension that has one.
func first(all extensions, prefix string, names ...string) string {
	for _, name := range names {
		for _, e := range all[prefix][name] {
			if strings.TrimSpace(e.Value) != "" {
				return e.Value
			}
		}
	}
	return ""
}

func values(all extensions, prefix, name string) []string {
	var list []string
	for _, e := range all[prefix][name] {
		list = append(list, e.Value)
	}
	return list
}

// mediaRSS reads Media RSS (version 1.5.1) into an item: contents, those of
// groups among them, thumbnails, categories, and texts where there are no others.
func mediaRSS(it *item, media map[string][]ext.Extension, base address) {
	scopes := []map[string][]ext.Extension{media}
	for _, group := range media["group"] {
		scopes = append(scopes, group.Children)
	}
	for _, scope := range scopes {
		thumbnails(it, scope, base)
		for _, content := range scope["content"] {
			f := file{
				src: base.resolve(content.Attrs["url"]), mime: content.Attrs["type"], medium: content.Attrs["medium"],
				title: text(content.Children, "description", "title"), credit: text(content.Children, "credit"),
			}
			if thumbs := content.Children["thumbnail"]; len(thumbs) > 0 {
				f.poster = base.resolve(thumbs[0].Attrs["url"])
			}
			it.files = append(it.files, f)
			thumbnails(it, content.Children, base)
		}
		for _, peer := range scope["peerLink"] {
			it.files = append(it.files, file{src: base.resolve(peer.Attrs["href"]), mime: peer.Attrs["type"]})
		}
		for _, category := range scope["category"] {
			if label := category.Attrs["label"]; label != "" {
				it.tags = append(it.tags, label)
				continue
			}
			it.tags = append(it.tags, category.Value)
		}
		mediaTexts(it, scope, base)
	}
}

func mediaTexts(it *item, scope map[string][]ext.Extension, base address) {
	if it.title == "" {
		it.title = text(scope, "title")
	}
	if list := scope["description"]; len(list) > 0 && it.summary.empty() {
		it.summary = loose(list[0].Value, base, "")
	}
}

func thumbnails(it *item, scope map[string][]ext.Extension, base address) {
	for _, t := range scope["thumbnail"] {
		src := t.Attrs["url"]
		if src == "" {
			src = t.Value
		}
		if src = base.resolve(src); src != "" {
			it.pictures = append(it.pictures, news.Picture{Src: src})
		}
	}
}

func text(scope map[string][]ext.Extension, names ...string) string {
	for _, name := range names {
		if list := scope[name]; len(list) > 0 {
			return looseTitle(list[0].Value)
		}
	}
	return ""
}
