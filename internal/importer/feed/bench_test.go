package feed_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// sets reads the feeds of a suite that gofeed takes as they are.
func sets(b *testing.B, least int, names ...string) [][]byte {
	var contents [][]byte
	for _, name := range names {
		archive, err := zip.OpenReader(newstest.Data(b, name))
		if err != nil {
			b.Fatal(err)
		}
		defer archive.Close()
		err = fs.WalkDir(archive, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".xml") {
				return err
			}
			content, err := fs.ReadFile(archive, path)
			if err == nil && len(content) >= least {
				if _, refused := gofeed.NewParser().Parse(bytes.NewReader(content)); refused == nil {
					contents = append(contents, content)
				}
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return contents
}

// BenchmarkAgainstGofeed reads feeds and cleans their bodies, and tells how much
// longer that takes than gofeed's reading alone.
func BenchmarkAgainstGofeed(b *testing.B) {
	all := []string{"feeds/gofeed.zip", "feeds/feedparser-2106.zip", "feeds/miniflux.zip"}
	for _, set := range []struct {
		name  string
		least int
	}{{"all", 0}, {"large", 8 << 10}} {
		b.Run(set.name, func(b *testing.B) {
			contents := sets(b, set.least, all...)
			var ours, parsing, theirs time.Duration
			for b.Loop() {
				for _, content := range contents {
					begun := time.Now()
					f, err := feed.Parse(content, feed.Hints{Base: "https://feeds.example/feed"})
					if err != nil && news.CodeOf(err) == news.CodeInternal {
						b.Fatal(err)
					}
					parsing += time.Since(begun)
					clean(b, f)
					ours += time.Since(begun)
					begun = time.Now()
					if _, err := gofeed.NewParser().Parse(bytes.NewReader(content)); err != nil {
						b.Fatal(err)
					}
					theirs += time.Since(begun)
				}
			}
			b.ReportMetric(float64(ours)/float64(theirs), "x-gofeed")
			b.ReportMetric(float64(parsing)/float64(theirs), "x-gofeed-parse-only")
			b.ReportMetric(float64(len(contents)), "feeds")
		})
	}
}

func clean(b *testing.B, f feed.Feed) {
	for _, a := range f.Items {
		text := a.Body
		if a.BodyFormat == news.BodyText {
			text = body.FromText(text)
		}
		if _, err := body.Canonical(context.Background(), text, body.Options{Language: a.Language}); err != nil {
			b.Fatal(err)
		}
	}
}
