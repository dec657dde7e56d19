package feed_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
)

// FuzzParse holds that nothing makes Parse panic, and that what it gives is as
// promised and goes through the cleaning of bodies.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content, "")
	}
	f.Add([]byte("<feed version='0.3'><entry><title mode='base64'>YQ==</title></entry>"), "text/xml; charset=utf-16")
	f.Add([]byte("<rss><channel><item xml:base='//'><link>:</link><pubDate>-1</pubDate>"), "charset=")
	f.Add([]byte("<!DOCTYPE x [<!ENTITY a 'b'>]><rdf:RDF xmlns='http://purl.org/rss/1.0/'><item rdf:about='&a;'/>"), "")
	f.Fuzz(func(t *testing.T, content []byte, contentType string) {
		begun := time.Now()
		got, err := feed.Parse(content, feed.Hints{Base: "https://e.example/a/b", ContentType: contentType})
		if err != nil {
			if strings.Contains(err.Error(), "fault of the program") {
				t.Fatal(err)
			}
			return
		}
		check(t, got)
		for _, a := range got.Items {
			text := a.Body
			if a.BodyFormat == news.BodyText {
				text = body.FromText(text)
			}
			if _, err := body.Canonical(context.Background(), text, body.Options{Language: a.Language}); err != nil {
				t.Fatal(err)
			}
		}
		if spent := time.Since(begun); spent > 10*time.Second {
			t.Fatalf("it took %s", spent)
		}
	})
}

// FuzzDiscover holds that no page makes Discover panic or give an address that
// is none.
func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<link rel=alternate type=application/rss+xml href=a>`), "https://e.example/x")
	f.Add([]byte(`<base href="//"><a href="feed.xml?">`), "")
	f.Fuzz(func(t *testing.T, page []byte, base string) {
		for _, c := range feed.Discover(page, "text/html", base) {
			if c.Address == "" || strings.HasPrefix(c.Address, "javascript:") {
				t.Fatalf("%+v", c)
			}
		}
	})
}
