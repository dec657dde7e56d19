package markdown_test

import (
	"context"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/fieldtest"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/newstest"
)

type file struct{ name, text string }

// site gives the files of a real site.
func site(t testing.TB) []file {
	t.Helper()
	newstest.Data(t, "markdown/digitalgov-a.zip")
	folder, _ := newstest.DataFolder()
	found, err := fieldtest.Site(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []file
	for _, f := range found {
		files = append(files, file{f.Name, f.Text})
	}
	return files
}

func TestEveryFieldOfASite(t *testing.T) {
	newstest.Data(t, "markdown/digitalgov-a.zip")
	folder, _ := newstest.DataFolder()
	l, err := fieldtest.Markdown(folder)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Holds(t, l)
	if l.Read < 1200 || l.Of < 10_000 {
		t.Errorf("%d of %d articles, %d fields", l.Read, l.Items, l.Of)
	}
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
