package bookmarks_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/bookmarks"
	"broadsheet/internal/news"
)

func read(t testing.TB, text string) ([]importer.Item, error) {
	t.Helper()
	var items []importer.Item
	err := bookmarks.Format{}.Read(context.Background(), importer.Input{Content: strings.NewReader(text), Zone: time.UTC}, func(item importer.Item) error {
		items = append(items, item)
		return nil
	})
	return items, err
}

func stored(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// link is what a bookmark becomes but for its words.
func link(title, address, section string, tags ...string) news.Article {
	return news.Article{
		Kind: "note", Title: title, URL: address, Section: section, Tags: tags, State: news.StatePublished, BodyFormat: news.BodyHTML,
		Body: `<p><a href="` + strings.ReplaceAll(address, "&", "&amp;") + `">` + strings.ReplaceAll(address, "&", "&amp;") + "</a></p>\n",
	}
}

func TestTheFilesOfBrowsers(t *testing.T) {
	when := time.Date(2021, 3, 2, 6, 30, 0, 0, time.UTC)
	one := link("The harbour & the sea", "https://harbour.example/?a=1&b=2", "News")
	one.Published, one.Standfirst = when, "About boats"
	two := link("کشتی", "https://ship.example/", "News", "deep", "x", "y z")
	two.Published = when
	three := link("plain.example", "http://plain.example/", "")
	three.Published = when
	for _, name := range []string{"netscape.html", "chrome.json", "firefox.json"} {
		t.Run(name, func(t *testing.T) {
			items, err := read(t, stored(t, name))
			if err != nil || len(items) != 4 {
				t.Fatalf("%+v %v", items, err)
			}
			want := []news.Article{one, two, three}
			if name == "chrome.json" { // it keeps neither descriptions nor tags
				want[0].Standfirst, want[1].Tags = "", []string{"deep"}
			}
			for i := range want {
				if diff := cmp.Diff(&want[i], items[i].Record.Article); diff != "" {
					t.Error(diff)
				}
			}
			if last := items[3]; !last.Note || !strings.Contains(last.Problems[0].Message, ": 1.") {
				t.Errorf("%+v", last)
			}
		})
	}
}

func TestALongDescriptionIsTheText(t *testing.T) {
	items, err := read(t, "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF=\"https://x.example\">T</A><DD>one &lt;b&gt;\ntwo</DL>")
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	want := "<p>one &lt;b&gt;</p>\n<p>two</p>\n<p><a href=\"https://x.example\">https://x.example</a></p>\n"
	if a := items[0].Record.Article; a.Body != want || a.Standfirst != "" {
		t.Errorf("%q", a.Body)
	}
}

func TestFilesThatAreMadeToHurt(t *testing.T) {
	deep := strings.Repeat("<DT><H3>f</H3><DL>", 100_000) + `<DT><A HREF="https://x.example">T</A>`
	items, err := read(t, deep)
	if err != nil || len(items) != 1 || len(items[0].Record.Article.Tags) > 64 {
		t.Errorf("%d %v", len(items), err)
	}
	var told *news.Error
	if _, err = read(t, `<DT><A ICON="`+strings.Repeat("x", 8<<20)+`" HREF="https://x.example">T</A>`); !errors.As(err, &told) || told.Code != news.CodeLimit {
		t.Error(err)
	}
	if _, err = read(t, `{"roots":`); !errors.As(err, &told) || told.Code != news.CodeInvalid {
		t.Error(err)
	}
	if _, err = read(t, `{"roots":{"other":`+strings.Repeat(`{"children":[`, 20_000)); err == nil {
		t.Error("read")
	}
	if items, err = read(t, "<!doctype html><p>x"); err != nil || len(items) != 1 || items[0].Note || len(items[0].Problems) != 1 {
		t.Error(items, err)
	}
	icon := `<DT><A HREF="https://x.example" ICON="data:` + strings.Repeat("x", 1<<20) + `">T</A>`
	if items, err = read(t, icon); err != nil || len(items) != 1 {
		t.Error(len(items), err)
	}
}

func TestSniff(t *testing.T) {
	for name, want := range map[string]importer.Likelihood{"netscape.html": importer.Certain, "chrome.json": importer.Certain, "firefox.json": importer.Certain} {
		if got := (bookmarks.Format{}).Sniff([]byte(stored(t, name))); got != want {
			t.Errorf("%s: %d", name, got)
		}
	}
	for _, head := range []string{"<!doctype html><title>x</title>", `{"title":"x"}`, ""} {
		if got := (bookmarks.Format{}).Sniff([]byte(head)); got != importer.Unlikely {
			t.Errorf("%s: %d", head, got)
		}
	}
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	for _, name := range []string{"netscape.html", "chrome.json"} {
		formattest.Stops(t, bookmarks.Format{}, name, stored(t, name))
	}
}

func FuzzRead(f *testing.F) {
	f.Add("")
	for _, name := range []string{"netscape.html", "chrome.json", "firefox.json"} {
		f.Add(stored(f, name))
	}
	f.Fuzz(func(t *testing.T, text string) {
		items, err := read(t, text)
		if err != nil && news.CodeOf(err) == news.CodeInternal {
			t.Error(err)
		}
		for _, item := range items {
			if a := item.Record.Article; a != nil && (a.Title == "" || a.URL == "" || a.Body == "") {
				t.Errorf("incomplete article: %+v", a)
			}
		}
	})
}
