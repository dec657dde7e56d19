package markdown

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// place is what a file's path says.
type place struct {
	path     string   // without extension and language
	folders  []string // of the path
	id       string   // the path without extension
	name     string   // the file's own, or its folder's where it is called index
	date     string   // of the name, as Jekyll writes it
	slug     string   // the name without the date
	language string
}

var (
	datedName    = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})-(.+)$`)
	languageName = regexp.MustCompile(`^(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$`)
)

func placeOf(given string) place {
	given = strings.Trim(path.Clean("/"+strings.ReplaceAll(given, `\`, "/")), "/")
	for _, ending := range []string{".gz", ".zst"} {
		given = strings.TrimSuffix(given, ending)
	}
	p := place{id: clean(strings.TrimSuffix(given, path.Ext(given)))}
	p.path = p.id
	if found := languageName.FindStringSubmatch(p.path); found != nil && !strings.Contains(found[2], "/") {
		p.path, p.language = found[1], found[2]
	}
	parts := strings.Split(p.path, "/")
	p.folders, p.name = parts[:len(parts)-1], parts[len(parts)-1]
	if n := len(p.folders); p.name == "index" && n > 0 {
		p.name, p.folders = p.folders[n-1], p.folders[:n-1]
		p.id = strings.TrimSuffix(p.id, "/index")
	}
	p.slug = p.name
	if found := datedName.FindStringSubmatch(p.name); found != nil {
		p.date, p.slug = found[1], found[2]
	}
	return p
}

// title makes words of the file's name.
func (p place) title() string {
	words := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(p.slug))
	first, size := utf8.DecodeRuneInString(words)
	if words == "" {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// section is the first folder that is neither a year nor a folder of the
// program's own.
func (p place) section() string {
	folders := p.folders
	if n := slices.Index(folders, "content"); n >= 0 {
		folders = folders[n+1:]
	}
	for _, folder := range folders {
		if folder == "" || strings.HasPrefix(folder, "_") || strings.HasPrefix(folder, ".") || strings.Trim(folder, "0123456789-") == "" {
			continue
		}
		return folder
	}
	return ""
}

// article reads the fields of an article.
func (f *fields) article(p place) *news.Article {
	a := &news.Article{
		ID:         p.id,
		Kind:       f.kind(),
		Title:      f.text("title", "headline"),
		FrontTitle: f.text("front_title"),
		Kicker:     f.text("kicker"),
		Standfirst: f.text("summary", "description", "deck", "excerpt", "subtitle"),
		Slug:       f.text("slug"),
		Language:   f.text("lang", "language", "locale"),
		Authors:    f.authors(),
		Published:  f.date("date", "publishDate", "published_at", "pubDate", "created"),
		Updated:    f.date("lastmod", "updated", "modified", "last_modified_at", "updated_at"),
		Tags:       f.tags(),
		Topics:     f.list("topics", "topic"),
		State:      f.state(p),
		Lead:       f.picture(),
		URL:        f.address(),
	}
	if a.Language == "" {
		a.Language = p.language
	}
	if a.Published.IsZero() && p.date != "" {
		a.Published, _ = parseDate(p.date, f.zone)
	}
	if a.Slug == "" && p.date != "" {
		a.Slug = clean(p.slug)
	}
	f.section(a, p)
	a.Extra = f.extra()
	return a
}

// kind takes the kinds that come with the program; other words of that name
// speak of a theme's layout.
func (f *fields) kind() news.Kind {
	for _, name := range []string{"kind", "type"} {
		kind := news.Kind(strings.ToLower(valueText(f.values[name])))
		if slices.Contains(news.Kinds(), kind) {
			f.used[name] = true
			return kind
		}
	}
	return news.KindNews
}

func valueText(value any) string {
	s, _ := value.(string)
	return strings.TrimSpace(s)
}

func (f *fields) state(p place) news.State {
	draft, _ := f.flag("draft")
	if _, isDate := f.values["published"].(string); !isDate {
		if published, there := f.flag("published"); there && !published {
			draft = true
		}
	}
	if draft || slices.Contains(p.folders, "_drafts") {
		return news.StateUnpublished
	}
	return news.StatePublished
}

// section is what the file says of it, else its folder, else its first
// category; the other categories are tags.
func (f *fields) section(a *news.Article, p place) {
	a.Section = f.text("section")
	categories := f.list("categories", "category")
	if a.Section == "" {
		a.Section = clean(p.section())
	}
	if a.Section == "" && len(categories) > 0 {
		a.Section, categories = categories[0], categories[1:]
	}
	for _, category := range categories {
		if !strings.EqualFold(category, a.Section) {
			a.Tags = appendNew(a.Tags, category)
		}
	}
}

func (f *fields) tags() []string {
	var tags []string
	for _, tag := range f.list("tags", "tag", "keywords") {
		if tag = strings.TrimPrefix(tag, "#"); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// authors come as a text, a list of names, or a list of records.
func (f *fields) authors() []news.Author {
	name, given := f.find("authors", "author", "byline")
	if name == "" {
		return nil
	}
	f.used[name] = true
	list, isList := given.([]any)
	if !isList {
		list = []any{given}
	}
	var authors []news.Author
	for _, item := range list {
		record, isRecord := item.(map[string]any)
		if isRecord {
			who, _ := scalar(record["name"])
			role, _ := scalar(record["role"])
			email, _ := scalar(record["email"])
			if who != "" {
				authors = append(authors, news.Author{Name: who, Role: role, Email: email})
			}
			continue
		}
		who, _ := scalar(item)
		for _, one := range names(who, isList) {
			authors = append(authors, news.Author{Name: one, Plain: true})
		}
	}
	return authors
}

// names parts "Ann Day, Bo Fry"; "Day, Ann" is one name. What stands in a list
// is one already.
func names(given string, one bool) []string {
	parts := strings.Split(given, ",")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
		if !strings.Contains(parts[i], " ") {
			one = true
		}
	}
	if one {
		parts = []string{given}
	}
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// address is the article's own where the front matter gives a whole one; paths
// stay under extra, since nothing says of which site they are.
func (f *fields) address() string {
	for _, name := range []string{"url", "permalink", "canonical", "canonical_url", "canonicalURL", "link"} {
		given := valueText(f.values[name])
		if u, err := url.Parse(given); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			f.used[name] = true
			return given
		}
	}
	return ""
}

// pictureNames are the fields in which themes keep the leading picture.
var pictureNames = []string{"lead_image", "image", "cover", "featured_image", "featuredImage", "feature_image", "primary_image", "images", "hero", "hero_image", "banner", "thumbnail", "header", "teaser"}

var pictureFile = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$`)

// picture finds the leading picture: an address or a path of a picture, alone or
// in a record with its words.
func (f *fields) picture() *news.Picture {
	for _, name := range pictureNames {
		given := f.values[name]
		if list, ok := given.([]any); ok && len(list) > 0 {
			given = list[0]
		}
		if p := pictureOf(given); p != nil {
			f.used[name] = true
			if p.Alt == "" {
				p.Alt = f.text("image_alt", "alt", "cover_alt", "featured_image_alt")
			}
			if p.Caption == "" {
				p.Caption = f.text("image_caption", "cover_caption", "featured_image_caption", "caption")
			}
			return p
		}
	}
	return nil
}

func pictureOf(given any) *news.Picture {
	if s := valueText(given); s != "" {
		s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, "!"), "[["), "]]")
		if !pictureFile.MatchString(s) && !strings.HasPrefix(s, "http") {
			return nil
		}
		return &news.Picture{Src: clean(s)}
	}
	record, ok := given.(map[string]any)
	if !ok {
		return nil
	}
	for _, name := range []string{"src", "path", "url", "image", "feature", "file", "relative"} {
		p := pictureOf(valueText(record[name]))
		if p == nil {
			continue
		}
		p.Alt, _ = scalar(record["alt"])
		p.Caption, _ = scalar(record["caption"])
		p.Credit, _ = scalar(record["credit"])
		return p
	}
	return nil
}
