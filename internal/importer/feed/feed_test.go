package feed_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
)

func parse(t testing.TB, text string, hints feed.Hints) feed.Feed {
	t.Helper()
	f, err := feed.Parse([]byte(text), hints)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestGolden shows all that is made of a feed of each format, sound and broken.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := feed.Parse(content, feed.Hints{Base: "https://base.example/dir/feed", Zone: time.FixedZone("", 7200)})
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(bare(f), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			formattest.Golden(t, file+".golden", string(got)+"\n")
		})
	}
}

// bare gives the fields of a feed that are not empty.
func bare(f feed.Feed) any {
	raw, _ := json.Marshal(f)
	var v any
	_ = json.Unmarshal(raw, &v)
	return prune(v)
}

func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if member = prune(member); member == nil || member == "" || member == 0.0 || member == false || member == "0001-01-01T00:00:00Z" {
				delete(v, name)
				continue
			}
			v[name] = member
		}
		if len(v) == 0 {
			return nil
		}
	case []any:
		for i := range v {
			if _, number := v[i].(float64); !number {
				v[i] = prune(v[i])
			}
		}
		if len(v) == 0 {
			return nil
		}
	}
	return v
}

func TestEncodings(t *testing.T) {
	const text = `<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>Größe</title></channel></rss>`
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(fmt.Sprintf(text, "utf-16"))
	latin := func(declared string) string {
		return strings.NewReplacer("ö", "\xf6", "ß", "\xdf").Replace(fmt.Sprintf(text, declared))
	}
	for name, c := range map[string]struct{ content, header, encoding string }{
		"utf-8":                          {fmt.Sprintf(text, "utf-8"), "", "utf-8"},
		"utf-8 with a mark":              {"\ufeff" + fmt.Sprintf(text, "utf-8"), "", "utf-8"},
		"declared":                       {latin("iso-8859-1"), "", "windows-1252"},
		"declared wrongly as utf-8":      {latin("utf-8"), "", "windows-1252"},
		"declared by the server":         {latin("utf-8"), "text/xml; charset=iso-8859-1", "windows-1252"},
		"utf-8 declared as Latin-1":      {fmt.Sprintf(text, "iso-8859-1"), "", "utf-8"},
		"utf-16":                         {utf16, "", "utf-16le"},
		"an encoding that nobody knows":  {fmt.Sprintf(text, "x-none"), "", "utf-8"},
		"a server that says nothing new": {fmt.Sprintf(text, "utf-8"), "application/rss+xml", "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(t, c.content, feed.Hints{ContentType: c.header})
			if f.Title != "Größe" || f.Encoding != c.encoding {
				t.Errorf("%q in %s, want Größe in %s", f.Title, f.Encoding, c.encoding)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("<a>", feed.MaxDepth+1)
	for name, c := range map[string]struct {
		content string
		code    news.Code
	}{
		"nothing":            {"", news.CodeUnsupported},
		"text":               {"hello", news.CodeUnsupported},
		"a web page":         {"<!DOCTYPE html><html><body><feed/></body></html>", news.CodeUnsupported},
		"a list of feeds":    {"<opml version='2.0'/>", news.CodeUnsupported},
		"JSON of other kind": {`{"a":1}`, news.CodeUnsupported},
		"broken JSON":        {`{"version`, news.CodeInvalid},
		"deep JSON":          {strings.Repeat(`{"a":[`, 100), news.CodeLimit},
		"deep XML":           {"<rss><channel>" + deep, news.CodeLimit},
		"too many items":     {"<rss><channel>" + strings.Repeat("<item/>", feed.MaxItems+1), news.CodeLimit},
		"too much markup":    {"<rss><channel>" + strings.Repeat("<a/>", feed.MaxTokens), news.CodeLimit},
		"too many bytes":     {strings.Repeat(" ", feed.MaxBytes+1), news.CodeLimit},
		"a file's entity":    {`<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>`, news.CodeUnsupported},
		"entities of entities": {`<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>`,
			news.CodeUnsupported},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := feed.Parse([]byte(c.content), feed.Hints{})
			if err == nil || news.CodeOf(err) != c.code {
				t.Errorf("%v, want code %s", err, c.code)
			}
			if err != nil && !strings.HasSuffix(err.Error(), ".") && c.code != news.CodeInvalid {
				t.Errorf("%q is no sentence", err)
			}
		})
	}
}

func TestPlainEntitiesOfTheDocument(t *testing.T) {
	f := parse(t, `<!DOCTYPE rss [<!ENTITY paper "The Gazette">]><rss><channel><title>&paper; today</title></channel></rss>`, feed.Hints{})
	if f.Title != "The Gazette today" {
		t.Error(f.Title)
	}
}

func TestRepeatedIDsSayNothing(t *testing.T) {
	f := parse(t, `<rss><channel>
		<item><title>a</title><link>https://e.example/a</link><guid isPermaLink="false">x</guid></item>
		<item><title>b</title><link>https://e.example/b</link><guid isPermaLink="false">x</guid></item>
		<item><title>c</title><link>https://e.example/c</link><guid isPermaLink="false">y</guid></item></channel></rss>`, feed.Hints{})
	var ids []string
	for _, a := range f.Items {
		ids = append(ids, a.ID)
	}
	if diff := cmp.Diff([]string{"", "", "y"}, ids); diff != "" || len(f.Problems) != 1 {
		t.Error(diff, f.Problems)
	}
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, feed.Format{}, []formattest.Sight{
		{"RSS", `<?xml version="1.0"?><rss version="2.0">`, importer.Certain},
		{"RSS behind a warning", "\n<!-- x --><RSS>", importer.Certain},
		{"WordPress's own", `<rss xmlns:wp="http://wordpress.org/export/1.2/">`, importer.Possible},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom">`, importer.Certain},
		{"Atom with a prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom">`, importer.Certain},
		{"RDF of RSS", `<rdf:RDF xmlns="http://purl.org/rss/1.0/">`, importer.Certain},
		{"RDF of something else", `<rdf:RDF xmlns:foaf="http://xmlns.com/foaf/0.1/">`, importer.Unlikely},
		{"CDF", `<CHANNEL HREF="x">`, importer.Likely},
		{"JSON Feed", `{"version":"https://jsonfeed.org/version/1","items":[`, importer.Certain},
		{"JSON Feed, version last", `{"title":"t","items":[],"version":"https://jsonfeed.org/version/1"}`, importer.Likely},
		{"other JSON", `{"title":"t","body_html":"x"}`, importer.Unlikely},
		{"a page", `<!doctype html><html>`, importer.Unlikely},
		{"text", `hello`, importer.Unlikely},
		{"nothing", ``, importer.Unlikely},
	})
}

func TestFormatGivesItemsInOrderWithTheProblemsOnce(t *testing.T) {
	file, err := os.Open("testdata/rss.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var titles []string
	problems := 0
	err = feed.Format{}.Read(context.Background(), importer.Input{Content: file, Zone: time.UTC}, func(item importer.Item) error {
		titles = append(titles, item.Where+": "+item.Record.Article.Title)
		problems += len(item.Problems)
		return nil
	})
	if err != nil || len(titles) != 3 || problems != 1 || !strings.HasPrefix(titles[0], "item 1: Ferry Aurora returns & sails again") {
		t.Error(err, titles, problems)
	}
	err = feed.Format{}.Read(context.Background(), importer.Input{Content: strings.NewReader("<rss><channel><item><title>x</title></item></channel></rss>"), Zone: time.UTC}, func(importer.Item) error { return io.ErrClosedPipe })
	if err != io.ErrClosedPipe {
		t.Error("the error of yield is lost:", err)
	}
}

func TestDiscover(t *testing.T) {
	page := `<html><head><base href="/blog/"><title>x</title>
		<link rel="stylesheet" href="x.css">
		<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="feed.xml">
		<link rel='ALTERNATE' type='application/atom+xml; charset=utf-8' href=https://other.example/atom>
		<link rel="alternate" hreflang="fr" href="/fr/">
		<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
		<link rel="alternate" type="application/rss+xml" href="feed.xml">
		<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
		</head><body><a href="/comments.rss">Comments</a><a href="/about">About</a></body></html>`
	got := feed.Discover([]byte(page), "text/html", "https://site.example/page")
	var named []feed.Candidate
	guesses := 0
	for _, c := range got {
		if c.Guess {
			guesses++
			continue
		}
		named = append(named, c)
	}
	want := []feed.Candidate{
		{Address: "https://site.example/blog/feed.xml", Title: "All & more", Type: "application/rss+xml"},
		{Address: "https://other.example/atom", Type: "application/atom+xml"},
		{Address: "https://site.example/comments.rss"},
	}
	if diff := cmp.Diff(want, named); diff != "" || guesses < 5 {
		t.Error(diff, guesses)
	}
	if got := feed.Discover([]byte(page), "", ""); len(got) == 0 || got[len(got)-1].Guess {
		t.Errorf("without an address nothing can be guessed: %v", got)
	}
}

func TestItemsThatSayNothingAreToldByTheirPlace(t *testing.T) {
	f, err := feed.Parse([]byte(`<rss version="2.0"><channel><title>T</title><item></item><item><title>Said</title></item><item></item></channel></rss>`), feed.Hints{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Item 1 says nothing and was left out.", "Item 3 says nothing and was left out."}
	if diff := cmp.Diff(want, f.Problems); diff != "" || len(f.Items) != 1 {
		t.Errorf("%d items: %s", len(f.Items), diff)
	}
}
