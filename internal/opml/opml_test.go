package opml_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/newstest"
	"broadsheet/internal/opml"
)

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want opml.List
	}{
		"folders and all fields": {
			`<?xml version="1.0"?><opml version="2.0"><head><title>Mine &amp; yours</title><ownerName>Ada</ownerName><dateCreated>Tue, 07 May 2024 09:30:00 GMT</dateCreated></head><body>
			<outline text="News"><outline text="Towns"><outline type="rss" text="Short" title="Long" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/" description="d" language="en" category="/a/b,c"/></outline></outline>
			<outline text="Bare" xmlUrl="https://b.example/"/></body></opml>`,
			opml.List{Title: "Mine & yours", Owner: "Ada", Created: time.Date(2024, 5, 7, 9, 30, 0, 0, time.UTC), Feeds: []opml.Feed{
				{Title: "Long", Address: "https://a.example/feed?x=1&y=2", Site: "https://a.example/", Description: "d", Language: "en", Tags: []string{"a/b", "c"}, Folders: []string{"News", "Towns"}},
				{Title: "Bare", Address: "https://b.example/"},
			}},
		},
		"bare ampersands, other cases, missing ends": {
			`<OPML><body><Outline TEXT='A & B' XMLURL=https://a.example/?a=1&b=2&copy=3><outline text="C" xmlUrl="https://c.example/"></body>`,
			opml.List{Feeds: []opml.Feed{{Title: "A & B", Address: "https://a.example/?a=1&b=2&copy=3"}, {Title: "C", Address: "https://c.example/"}}},
		},
		"double entries stay": {
			`<opml><body><outline xmlUrl="https://a.example/"/><outline xmlUrl="https://a.example/"/></body></opml>`,
			opml.List{Feeds: []opml.Feed{{Address: "https://a.example/"}, {Address: "https://a.example/"}}},
		},
		"an empty list": {`<opml version="1.1"><head/><body></body></opml>`, opml.List{}},
		"Latin-1": {
			"<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='Caf\xe9' xmlUrl='https://a.example/'/></body></opml>",
			opml.List{Feeds: []opml.Feed{{Title: "Café", Address: "https://a.example/"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := opml.Read([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":   {"", opml.ErrNoList},
		"a page":    {"<html><body>x</body></html>", opml.ErrNoList},
		"too long":  {"<opml>" + strings.Repeat(" ", opml.MaxBytes), opml.ErrTooLong},
		"too many":  {"<opml>" + strings.Repeat("<outline/>", opml.MaxOutlines+1), opml.ErrTooMany},
		"too deep":  {"<opml>" + strings.Repeat("<outline text='a'>", opml.MaxDepth+1), opml.ErrTooDeep},
		"many ends": {strings.Repeat("</outline>", 100_000), opml.ErrNoList},
	} {
		if _, err := opml.Read([]byte(c.text)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := opml.Write(&bytes.Buffer{}, opml.List{Feeds: []opml.Feed{{Address: "a", Folders: make([]string, opml.MaxDepth+1)}}}); !errors.Is(err, opml.ErrTooDeep) {
		t.Error(err)
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	list := opml.List{Title: `"Mine" & <yours>`, Owner: "Ada", Created: time.Date(2024, 5, 7, 9, 30, 0, 0, time.UTC), Feeds: []opml.Feed{
		{Title: "One & <two>", Address: "https://a.example/?a=1&b=2", Site: "https://a.example/", Description: "d", Language: "fa", Folders: []string{"F", "G"}, Tags: []string{"x", "y"}},
		{Title: "خبر", Address: "https://b.example/", Folders: []string{"F", "G"}},
		{Title: "Three", Address: "https://c.example/", Folders: []string{"F"}},
		{Title: "Three", Address: "https://c.example/"},
	}}
	var out bytes.Buffer
	if err := opml.Write(&out, list); err != nil {
		t.Fatal(err)
	}
	got, err := opml.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list, got); diff != "" {
		t.Errorf("%s\n%s", diff, &out)
	}
}

var address = regexp.MustCompile(`(?i)\sxmlUrl\s*=\s*["'][^"']+`)

// TestRealLists reads every list of the set and finds each address in it, and
// each again once it was written.
func TestRealLists(t *testing.T) {
	lists, broken := 0, 0
	for _, set := range []string{"feeds/opml-awesome-countries.zip", "feeds/miniflux.zip"} {
		archive, err := zip.OpenReader(newstest.Data(t, set))
		if err != nil {
			t.Fatal(err)
		}
		defer archive.Close()
		err = fs.WalkDir(archive, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".opml") {
				return err
			}
			content, err := fs.ReadFile(archive, path)
			if err != nil {
				return err
			}
			lists++
			list, err := opml.Read(content)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			if want := len(address.FindAll(content, -1)); len(list.Feeds) != want {
				t.Errorf("%s: %d feeds, want %d", path, len(list.Feeds), want)
			}
			if bytes.Contains(content, []byte("& ")) {
				broken++
			}
			var out bytes.Buffer
			if err := opml.Write(&out, list); err != nil {
				return err
			}
			again, err := opml.Read(out.Bytes())
			if err != nil || len(again.Feeds) != len(list.Feeds) {
				t.Errorf("%s: %d feeds once it was written, %v", path, len(again.Feeds), err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d lists, %d of them with bare ampersands", lists, broken)
	if lists < 58 {
		t.Errorf("only %d lists", lists)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<opml><head><title>t</title></head><body><outline text="a"><outline xmlUrl="b&c"/></outline></body></opml>`))
	f.Add([]byte(`<?xml encoding='utf-16'?><outline xmlUrl=a category=",/,">`))
	f.Add([]byte("\xff\xfe<\x00o\x00p\x00m\x00l\x00>\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		list, err := opml.Read(content)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := opml.Write(&out, list); err != nil {
			t.Fatal(err)
		}
		again, err := opml.Read(out.Bytes())
		if err != nil && !errors.Is(err, opml.ErrTooLong) && !errors.Is(err, opml.ErrTooMany) {
			t.Fatal(err)
		}
		if err == nil && len(again.Feeds) != len(list.Feeds) {
			t.Fatalf("%d feeds, %d once they were written:\n%s", len(list.Feeds), len(again.Feeds), &out)
		}
	})
}
