package fieldtest

import (
	"html"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/news"
)

// Site gives the Markdown files of a real site.
func Site(folder string) ([]File, error) {
	return files(filepath.Join(folder, "markdown/digitalgov-a.zip"), ".md")
}

// Markdown counts the fields of a site's front matter, where they can be told
// without a parser of YAML.
func Markdown(folder string) (Line, error) {
	l := Line{Set: "Markdown, digital.gov"}
	site, err := Site(folder)
	if err != nil {
		return l, err
	}
	for _, f := range site {
		items, err := read(markdown.Format{}, f.Name, strings.NewReader(f.Text))
		if err != nil {
			return l, err
		}
		for _, item := range items {
			l.note(f, item)
		}
	}
	return l, nil
}

func (l *Line) note(f File, item importer.Item) {
	if item.Note {
		l.Notes = append(l.Notes, f.Name)
		return
	}
	l.Items++
	l.Altered += len(item.Problems)
	a := item.Record.Article
	if a == nil {
		return
	}
	l.Read++
	l.check(f.Name, "id", strings.TrimSuffix(f.Name, ".md"), a.ID)
	if first, _, nested := strings.Cut(f.Name, "/"); nested {
		l.check(f.Name, "section", first, a.Section)
	}
	if want, simple := byHand(f.Text); simple && strings.HasPrefix(f.Text, "---") {
		l.front(f.Name, want, a)
	}
}

// front compares what the front matter says.
func (l *Line) front(file string, want matter, a *news.Article) {
	if strings.TrimSpace(want.Summary) == "" {
		want.Summary = want.Deck
	} else if want.Deck != "" {
		l.check(file, "deck", true, len(a.Extra["deck"]) > 0)
	}
	if want.Expiry != "" {
		l.check(file, "expiry", true, strings.Contains(string(a.Extra["expirydate"]), want.Expiry[:4]))
	}
	if want.Published != "" {
		l.check(file, "date", date(want.Published).UTC(), a.Published.UTC())
	}
	if name := path.Base(file); want.Slug == "" && strings.HasPrefix(name, "20") { // the file's name has it
		want.Slug = strings.TrimSuffix(name[len("2020-01-02-"):], ".md")
	}
	var authors []string
	for _, who := range a.Authors {
		authors = append(authors, who.Name)
	}
	l.check(file, "title", strings.TrimSpace(want.Title), a.Title)
	l.check(file, "slug", want.Slug, a.Slug)
	l.check(file, "summary", strings.TrimSpace(want.Summary), a.Standfirst)
	l.check(file, "authors", want.Authors, authors)
	l.check(file, "topics", want.Topics, a.Topics)
	l.check(file, "tags", sorted(want.Tags), sorted(a.Tags)) // those of three fields together
}

func sorted(tags []string) []string { return slices.Compact(slices.Sorted(slices.Values(tags))) }

// matter is what the front matter of a file says, found by plain means.
type matter struct {
	Title, Slug, Summary, Deck string
	Published                  string
	Authors, Topics, Tags      []string
	Expiry                     string
}

// strong is what some summaries have of HTML; a standfirst is plain text.
var strong = strings.NewReplacer("<strong>", "", "</strong>", "")

var frontKey = regexp.MustCompile(`^([a-z_]+):\s*(.*?)\s*$`)

// byHand reads the front matter without a parser of YAML; simple is false where
// that cannot be done.
func byHand(text string) (matter, bool) {
	_, after, _ := strings.Cut(text, "---")
	front, _, _ := strings.Cut(after, "\n---")
	var w matter
	lists := map[string]*[]string{"author": &w.Authors, "authors": &w.Authors, "topics": &w.Topics, "tag": &w.Tags, "tags": &w.Tags, "categories": &w.Tags}
	texts := map[string]*string{"title": &w.Title, "slug": &w.Slug, "summary": &w.Summary, "deck": &w.Deck, "date": &w.Published, "expirydate": &w.Expiry}
	current := ""
	for line := range strings.Lines(front) {
		line = strings.TrimRight(line, " \r\n")
		if item, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && lists[current] != nil {
			item, _, _ = strings.Cut(item, " #")
			*lists[current] = append(*lists[current], bare(strings.TrimSpace(item)))
			continue
		}
		found := frontKey.FindStringSubmatch(line)
		if found == nil {
			if strings.HasPrefix(line, "  ") && texts[current] != nil {
				return w, false // a text over several lines
			}
			continue
		}
		current = found[1]
		value := found[2]
		switch {
		case strings.HasPrefix(value, ">"), strings.HasPrefix(value, "|"), strings.HasPrefix(value, "["), strings.HasPrefix(value, `"`) && !strings.HasSuffix(value, `"`):
			return w, false
		case texts[current] != nil:
			if !strings.HasPrefix(value, `"`) && !strings.HasPrefix(value, "'") {
				value, _, _ = strings.Cut(value, " #")
			}
			*texts[current] = html.UnescapeString(strong.Replace(bare(strings.TrimSpace(value))))
		case lists[current] != nil && bare(value) != "":
			*lists[current] = []string{bare(value)}
		}
	}
	return w, true
}

func bare(s string) string {
	switch {
	case len(s) > 1 && s[0] == '"' && s[len(s)-1] == '"':
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	case len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}

func date(given string) time.Time {
	where, _ := time.LoadLocation(zone)
	for _, layout := range []string{"2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05-07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006-01-02 15:04 -0700", "2006-01-02 15:04:05 -07:00"} {
		if when, err := time.ParseInLocation(layout, given, where); err == nil {
			return when
		}
	}
	return time.Time{}
}
