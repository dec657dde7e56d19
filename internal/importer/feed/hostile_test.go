package feed_test

import (
	"archive/zip"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// check says what is wrong with a feed that was read, whatever it was read from.
func check(t *testing.T, f feed.Feed) {
	t.Helper()
	for _, a := range f.Items {
		if a.Title == "" || !utf8.ValidString(a.Title+a.Body+a.Standfirst+a.ID+a.URL) || strings.ContainsRune(a.Title+a.Body, 0) {
			t.Errorf("an item is not as promised: %+v", a)
		}
		for _, at := range []time.Time{a.Published, a.Updated} {
			if !at.IsZero() && (at.Year() < 1600 || at.Year() > 2201) {
				t.Errorf("%s is no date", at)
			}
		}
		for _, p := range a.Places {
			if !(p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180) {
				t.Errorf("%+v is not on the globe", p)
			}
		}
	}
}

func TestHostileFiles(t *testing.T) {
	archive, err := zip.OpenReader(newstest.Data(t, "hostile/hostile-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for name, want := range map[string]struct {
		items    int
		problems int
		refused  bool
	}{
		"entity-bomb.a.xml":      {refused: true},
		"xxe.a.xml":              {refused: true},
		"deep.a.json":            {refused: true},
		"nul-and-bad-utf8.a.xml": {items: 1, problems: 0},
		"date-zoo.a.xml":         {items: 6, problems: 5},
		"wrong-types.a.json":     {items: 1, problems: 4},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := fs.ReadFile(archive, name)
			if err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begun := time.Now()
			f, err := feed.Parse(content, feed.Hints{})
			runtime.ReadMemStats(&after)
			if spent := time.Since(begun); spent > 2*time.Second || after.TotalAlloc-before.TotalAlloc > 64<<20 {
				t.Errorf("%s and %d MB", spent, (after.TotalAlloc-before.TotalAlloc)>>20)
			}
			if (err != nil) != want.refused {
				t.Fatalf("%v, want refused: %v", err, want.refused)
			}
			if len(f.Items) != want.items || len(f.Problems) < want.problems {
				t.Errorf("%d items, problems %q", len(f.Items), f.Problems)
			}
			check(t, f)
		})
	}
}

// TestLargeAndOdd holds that no content within the limits takes long.
func TestLargeAndOdd(t *testing.T) {
	const n = 1 << 20
	fill := func(piece string) string { return strings.Repeat(piece, n/len(piece)) }
	for name, content := range map[string]string{
		"ampersands":           "<rss><channel><item><title>" + fill("&") + "</title>",
		"ends":                 "<rss><channel>" + fill("</a>"),
		"instructions":         "<rss><channel>" + fill("<?a>"),
		"directives":           fill("<!a'>") + "<rss><channel>",
		"open brackets":        "<rss><channel>" + fill("<![") + "x",
		"less-than signs":      "<rss><channel><item><title>a</title><description>" + fill("<"),
		"quotes":               `<rss><channel><item a="` + fill(`b='`) + "<x>",
		"a huge attribute":     `<rss><channel><item><link href="` + fill("a") + `"/></item></channel></rss>`,
		"many attributes":      `<rss><channel><item ` + fill(`a="b" `) + `><title>x</title></item></channel></rss>`,
		"bases":                `<feed xmlns="http://www.w3.org/2005/Atom">` + strings.Repeat(`<entry xml:base="a/"><title xml:base="b/">x</title></entry>`, 4000) + `</feed>`,
		"escaped markup":       `<rss><channel><item><title>x</title><description>` + fill("&lt;b&gt;") + `</description></item></channel></rss>`,
		"markup in a title":    `<rss><channel><item><title>` + fill("&lt;b a=&quot;") + `</title></item></channel></rss>`,
		"nested prefixes":      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><content type="xhtml">` + strings.Repeat("<x:p>a</x:p>", 100_000) + `</content></entry></feed>`,
		"wrapped divs":         `<feed><entry><title>x</title><content type="xhtml">` + strings.Repeat("<div>a</div>", 100_000) + `</content></entry></feed>`,
		"sections":             "<rss><channel><item><title>" + fill("<![CDATA[x]]>") + "</title></item></channel></rss>",
		"a long date":          "<rss><channel><item><title>a</title><pubDate>" + fill("1 ") + "</pubDate></item></channel></rss>",
		"JSON strings":         `{"version":"https://jsonfeed.org/version/1","items":[` + strings.Repeat(`"x",`, n/4) + `{"id":"1","title":"t"}]}`,
		"control characters":   "<rss><channel><item><title>a" + fill("\x01") + "</title></item></channel></rss>",
		"broken letters":       "<rss><channel><item><title>a" + fill("\xff") + "</title></item></channel></rss>",
		"links of Atom":        "<feed><entry><title>x</title>" + fill("<link href='a'/>") + "</entry></feed>",
		"entities as the name": "<!DOCTYPE rss [" + strings.Repeat(`<!ENTITY a "b">`, 5000) + "]><rss><channel><title>&a;</title></channel></rss>",
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			f, err := feed.Parse([]byte(content), feed.Hints{Base: "https://e.example/"})
			if spent := time.Since(begun); spent > 5*time.Second {
				t.Errorf("it took %s", spent)
			}
			if err != nil && news.CodeOf(err) == news.CodeInternal {
				t.Error(err)
			}
			check(t, f)
		})
	}
}
