package markdown_test

import (
	"archive/zip"
	"context"
	"encoding/json"
	"html"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/newstest"
)

type file struct{ name, text string }

// site gives the files of a real site.
func site(t testing.TB) []file {
	t.Helper()
	z, err := zip.OpenReader(newstest.Data(t, "markdown/digitalgov-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var files []file
	for _, entry := range z.File {
		if path.Ext(entry.Name) != ".md" {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		files = append(files, file{entry.Name, string(text)})
	}
	return files
}

// told is what the front matter of a file says, found by plain means.
type told struct {
	Title, Slug, Summary, Deck string
	Published                  string
	Authors, Topics, Tags      []string
	Expiry                     string
}

// strong is what some summaries have of HTML; a standfirst is plain text.
var strong = strings.NewReplacer("<strong>", "", "</strong>", "")

var key = regexp.MustCompile(`^([a-z_]+):\s*(.*?)\s*$`)

// byHand reads the front matter without a parser of YAML; simple is false where
// that cannot be done.
func byHand(text string) (told, bool) {
	_, after, _ := strings.Cut(text, "---")
	front, _, _ := strings.Cut(after, "\n---")
	var w told
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
		found := key.FindStringSubmatch(line)
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

func TestEveryFieldOfASite(t *testing.T) {
	compared, problems, notes := 0, 0, 0
	for _, f := range site(t) {
		i := item(t, f.name, f.text)
		a := i.Record.Article
		if a == nil {
			if i.Note {
				notes++
				continue
			}
			t.Errorf("%s: %v", f.name, i.Problems)
			continue
		}
		for _, problem := range i.Problems {
			problems++
			t.Log(f.name, problem)
		}
		if want := strings.TrimSuffix(f.name, ".md"); a.ID != want {
			t.Errorf("%s: id %s", f.name, a.ID)
		}
		if first, _, nested := strings.Cut(f.name, "/"); nested && a.Section != first {
			t.Errorf("%s: section %s", f.name, a.Section)
		}
		want, simple := byHand(f.text)
		if !simple || !strings.HasPrefix(f.text, "---") {
			continue
		}
		compared++
		got := told{Title: a.Title, Slug: a.Slug, Summary: a.Standfirst, Topics: a.Topics, Tags: a.Tags}
		for _, who := range a.Authors {
			got.Authors = append(got.Authors, who.Name)
		}
		if strings.TrimSpace(want.Summary) == "" {
			want.Summary = want.Deck
		} else if want.Deck != "" && string(a.Extra["deck"]) == "" {
			t.Errorf("%s: the deck is lost", f.name)
		}
		if want.Expiry != "" && !strings.Contains(string(a.Extra["expirydate"]), want.Expiry[:4]) {
			t.Errorf("%s: expires %s", f.name, a.Extra["expirydate"])
		}
		if want.Published != "" {
			if when := date(want.Published); !when.Equal(a.Published) {
				t.Errorf("%s: published %s, want %s", f.name, a.Published, want.Published)
			}
		}
		want.Published, want.Deck, want.Expiry = "", "", ""
		if name := path.Base(f.name); want.Slug == "" && strings.HasPrefix(name, "20") { // the file's name has it
			want.Slug = strings.TrimSuffix(name[len("2020-01-02-"):], ".md")
		}
		slices.Sort(want.Tags) // those of three fields together
		slices.Sort(got.Tags)
		want.Tags, got.Tags = slices.Compact(want.Tags), slices.Compact(got.Tags)
		want.Title, want.Summary = strings.TrimSpace(want.Title), strings.TrimSpace(want.Summary)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", f.name, diff)
		}
	}
	t.Logf("%d files compared, %d left out, %d problems", compared, notes, problems)
	if compared < 1200 {
		t.Error("too few files could be compared")
	}
}

func date(given string) time.Time {
	zone, _ := time.LoadLocation("Asia/Tehran")
	for _, layout := range []string{"2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05-07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006-01-02 15:04 -0700", "2006-01-02 15:04:05 -07:00"} {
		if when, err := time.ParseInLocation(layout, given, zone); err == nil {
			return when
		}
	}
	return time.Time{}
}

var (
	picture = regexp.MustCompile(`\{\{< *(?:legacy-)?img(?:-right)? [^>]*?alt="([^"<>{}]+)"`)
	remark  = regexp.MustCompile(`(?s)<!--.*?-->`)
	film    = regexp.MustCompile(`\{\{< *youtube[^>]*?id="([^"<>{} ]+)"`)
)

func TestNoBracesAreLeftOfASite(t *testing.T) {
	pictures, lost := 0, 0
	for _, f := range site(t) {
		a := item(t, f.name, f.text).Record.Article
		if a == nil {
			continue
		}
		source, err := body.FromMarkdown(a.Body)
		if err != nil {
			t.Fatal(err)
		}
		result, err := body.Canonical(context.Background(), source, body.Options{Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"{{", "}}", "{%", "%}"} {
			if n := strings.Index(result.HTML, bad); n >= 0 {
				t.Errorf("%s: %q", f.name, result.HTML[max(0, n-60):min(len(result.HTML), n+60)])
			}
		}
		shown := remark.ReplaceAllString(f.text, "")
		for _, found := range picture.FindAllStringSubmatch(shown, -1) {
			pictures++
			if alt := strings.ReplaceAll(strings.Join(strings.Fields(html.UnescapeString(found[1])), " "), `\`, ""); !strings.Contains(html.UnescapeString(result.HTML), alt) {
				lost++
				t.Logf("%s: the picture %q is lost", f.name, found[1])
			}
		}
		for _, found := range film.FindAllStringSubmatch(f.text, -1) {
			if !strings.Contains(result.HTML, found[1]) {
				t.Errorf("%s: the film %q is lost", f.name, found[1])
			}
		}
	}
	t.Logf("%d pictures, %d lost", pictures, lost)
	if pictures < 1000 || lost > 0 {
		t.Error("pictures are lost")
	}
}

// BenchmarkRead parses a whole site: what it costs beyond reading the same
// articles as lines.
func BenchmarkRead(b *testing.B) {
	files := site(b)
	size := 0
	for _, f := range files {
		size += len(f.text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range files {
			in := importer.Input{Content: strings.NewReader(f.text), Name: f.name, Zone: time.UTC}
			if err := (markdown.Format{}).Read(context.Background(), in, func(importer.Item) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// Extra must be JSON whatever the front matter held.
func TestExtraIsJSON(t *testing.T) {
	for _, f := range site(t) {
		if a := item(t, f.name, f.text).Record.Article; a != nil {
			for name, raw := range a.Extra {
				if !json.Valid(raw) {
					t.Errorf("%s: %s is %s", f.name, name, raw)
				}
			}
		}
	}
}
