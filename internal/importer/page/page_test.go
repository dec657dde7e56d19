package page_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// zone is that of the publication in the tests.
var zone = time.FixedZone("", 2*60*60)

// shownPage is an article as the golden files have it.
type shownPage struct {
	Refused    string   `json:"refused,omitempty"`
	Problems   []string `json:"problems,omitempty"`
	Title      string   `json:"title,omitempty"`
	Standfirst string   `json:"standfirst,omitempty"`
	URL        string   `json:"url,omitempty"`
	Kind       string   `json:"kind,omitempty"`
	Section    string   `json:"section,omitempty"`
	Language   string   `json:"language,omitempty"`
	Authors    []string `json:"authors,omitempty"`
	Published  string   `json:"published,omitempty"`
	Updated    string   `json:"updated,omitempty"`
	Tags       []string `json:"tags,omitempty"`
	Lead       any      `json:"lead,omitempty"`
	Extra      any      `json:"extra,omitempty"`
	Body       []string `json:"body,omitempty"`
}

func shown(t *testing.T, content []byte, hints page.Hints) shownPage {
	t.Helper()
	a, problems, err := page.Extract(context.Background(), content, hints)
	if err != nil {
		return shownPage{Refused: err.Error(), Problems: problems}
	}
	canonical, err := body.Canonical(context.Background(), a.Body, body.Options{Language: a.Language, Media: namedMedia})
	if err != nil {
		t.Fatal(err)
	}
	s := shownPage{Problems: problems, Title: a.Title, Standfirst: a.Standfirst, URL: a.URL, Kind: string(a.Kind), Section: a.Section,
		Language: a.Language, Published: stamp(a.Published), Updated: stamp(a.Updated), Tags: a.Tags,
		Body: strings.Split(strings.TrimSuffix(canonical.HTML, "\n"), "\n")}
	for _, author := range a.Authors {
		s.Authors = append(s.Authors, author.Name)
	}
	if a.Lead != nil {
		s.Lead = *a.Lead
	}
	if a.Extra != nil {
		s.Extra = a.Extra
	}
	return s
}

// namedMedia stands in for the media store: it takes what lies beside the page.
func namedMedia(r body.Resource) (string, bool) {
	if strings.Contains(r.Src, "://") || strings.HasPrefix(r.Src, "data:") {
		return "", false
	}
	name := strings.NewReplacer("/", "", ".", "", "_", "", "-", "").Replace(r.Src)
	hex := strings.Map(func(c rune) rune { return rune("0123456789abcdef"[c%16]) }, name)
	return "/media/" + strings.Repeat("0", max(0, 64-len(hex))) + hex[:min(64, len(hex))], true
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func TestGolden(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) < 12 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	for _, name := range pages {
		t.Run(filepath.Base(name), func(t *testing.T) {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			e := json.NewEncoder(&out)
			e.SetEscapeHTML(false)
			e.SetIndent("", " ")
			if err := e.Encode(shown(t, content, page.Hints{Zone: zone})); err != nil {
				t.Fatal(err)
			}
			formattest.Golden(t, strings.TrimSuffix(name, ".html")+".golden", out.String())
		})
	}
}

const prose = `<p>The council met on Tuesday evening to decide on the new bridge, and after four hours of debate, in which nine members spoke, it agreed to build it.</p>
<p>Residents of the old harbour had asked for a tunnel instead, which would have cost three times as much, and they will now study the plans.</p>`

func extract(t *testing.T, content string, hints page.Hints) news.Article {
	t.Helper()
	a, _, err := page.Extract(context.Background(), []byte(content), hints)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAddressesBecomeAbsolute(t *testing.T) {
	content := `<html><head><title>A bridge for the town</title></head><body><article><h1>A bridge for the town</h1>` + prose +
		`<p>See <a href="../plans?x=1&amp;y=2#top">the plans</a> and <a href="/town/page.html#s">below</a> and <a href="mailto:a@b.example">write</a>, they say, to all of us.</p><p><img src="img/a.jpg" alt="A"> and text beside the picture, long enough to be kept.</p></article></body></html>`
	fetched := extract(t, content, page.Hints{Base: "https://gazette.example/town/page.html"})
	for _, want := range []string{`href="https://gazette.example/plans?x=1&amp;y=2#top"`, `href="#s"`, `href="mailto:a@b.example"`, `src="https://gazette.example/town/img/a.jpg"`} {
		if !strings.Contains(fetched.Body, want) {
			t.Errorf("no %s in %s", want, fetched.Body)
		}
	}
	if fetched.URL != "https://gazette.example/town/page.html" {
		t.Errorf("address %q", fetched.URL)
	}
	saved := extract(t, content, page.Hints{})
	if !strings.Contains(saved.Body, `src="img/a.jpg"`) {
		t.Errorf("a picture beside the file is not where it was: %s", saved.Body)
	}
	based := extract(t, strings.Replace(content, "<head>", `<head><base href="https://other.example/dir/">`, 1), page.Hints{})
	if !strings.Contains(based.Body, `src="https://other.example/dir/img/a.jpg"`) {
		t.Errorf("the base element does not count: %s", based.Body)
	}
}

func TestCanonicalAddress(t *testing.T) {
	for _, c := range []struct{ name, head, base, want string }{
		{"canonical link", `<link rel="canonical" href="/a/b?id=1">`, "https://g.example/x", "https://g.example/a/b?id=1"},
		{"front page for all", `<link rel="canonical" href="https://g.example/">`, "https://g.example/x/y.html", "https://g.example/x/y.html"},
		{"og:url", `<meta property="og:url" content="https://g.example/town/1#f">`, "", "https://g.example/town/1"},
		{"no address of the web", `<link rel="canonical" href="javascript:alert(1)">`, "", ""},
		{"with a password", `<link rel="canonical" href="https://u:p@g.example/x">`, "", ""},
		{"none", ``, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := extract(t, `<html><head><title>A bridge for the town</title>`+c.head+`</head><body><article>`+prose+`</article></body></html>`, page.Hints{Base: c.base})
			if a.URL != c.want {
				t.Errorf("got %q, want %q", a.URL, c.want)
			}
		})
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"offset kept", `<meta property="article:published_time" content="2024-03-06T07:30:00+05:30">`, "2024-03-06T07:30:00+05:30"},
		{"local", `<meta property="article:published_time" content="2024-03-06 07:30">`, "2024-03-06T07:30:00+02:00"},
		{"day alone", `<meta name="date" content="2024-03-06">`, "2024-03-06T00:00:00+02:00"},
		{"seconds since 1970", `<meta name="pubdate" content="1709703000">`, "2024-03-06T05:30:00Z"},
		{"German", `<p class="datum">Mittwoch, 6. März 2024, 14:05 Uhr</p>`, "2024-03-06T14:05:00+02:00"},
		{"Spanish", `<p class="fecha">6 de marzo de 2024</p>`, "2024-03-06T00:00:00+02:00"},
		{"French", `<p class="date">Publié le 6 août 2024 à 9:15</p>`, "2024-08-06T09:15:00+02:00"},
		{"American", `<p class="date">March 6, 2024 2:05 pm</p>`, "2024-03-06T14:05:00+02:00"},
		{"Chinese", `<p class="date">2024年3月6日</p>`, "2024-03-06T00:00:00+02:00"},
		{"Arabic digits", `<p class="date">٦ مارس ٢٠٢٤</p>`, "2024-03-06T00:00:00+02:00"},
		{"no such day", `<p class="date">31.02.2024</p>`, ""},
		{"year zero", `<meta property="article:published_time" content="0001-01-01T00:00:00Z">`, ""},
		{"none", ``, ""},
		{"nonsense", `<meta property="article:published_time" content="yesterday">`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := extract(t, `<html><head><title>A bridge for the town</title></head><body><article><h1>A bridge for the town</h1>`+c.html+prose+`</article></body></html>`, page.Hints{Zone: zone})
			if got := stamp(a.Published); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestBylines(t *testing.T) {
	for _, c := range []struct {
		name, html string
		want       []string
	}{
		{"two in a line", `<meta name="author" content="By Ann Lee and Bob Moss">`, []string{"Ann Lee", "Bob Moss"}},
		{"seen", `<p class="byline">Von Jürgen Köhler, Eva Braun-Lau</p>`, []string{"Jürgen Köhler", "Eva Braun-Lau"}},
		{"an address is no name", `<meta property="article:author" content="https://network.example/ann">`, nil},
		{"an office is no name", `<meta name="author" content="admin">`, nil},
		{"linked data", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A bridge for the town","author":["Ann Lee",{"name":["Bob Moss"]}]}</script>`, []string{"Ann Lee", "Bob Moss"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := extract(t, `<html><head><title>A bridge for the town</title></head><body><article><h1>A bridge for the town</h1>`+c.html+prose+`</article></body></html>`, page.Hints{})
			var got []string
			for _, author := range a.Authors {
				got = append(got, author.Name)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCharsets(t *testing.T) {
	const text = "Köhler schloß das Café"
	around := func(head, text string) string {
		return `<html><head>` + head + `<title>` + text + `</title></head><body><article><p>` + text + `, and ` + strings.Repeat("more words of it, ", 20) + `</p></article></body></html>`
	}
	latin1 := strings.NewReplacer("ö", "\xf6", "ß", "\xdf", "é", "\xe9").Replace(text)
	utf16 := []byte{0xff, 0xfe}
	for _, r := range around("", text) {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for _, c := range []struct{ name, content, contentType string }{
		{"UTF-8 undeclared", around("", text), ""},
		{"UTF-8 declared as Latin-1", around(`<meta charset="iso-8859-1">`, text), ""},
		{"byte order mark", "\ufeff" + around(`<meta charset="iso-8859-1">`, text), "text/html; charset=windows-1251"},
		{"UTF-16", string(utf16), ""},
		{"header", around(`<meta charset="koi8-r">`, latin1), "text/html; charset=iso-8859-1"},
		{"meta", around(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`, latin1), ""},
		{"nothing", around("", latin1), ""},
		{"UTF-8 that is none", around(`<meta charset="utf-8">`, latin1), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := extract(t, c.content, page.Hints{ContentType: c.contentType}); a.Title != text || !strings.Contains(a.Body, text) {
				t.Errorf("title %q", a.Title)
			}
		})
	}
}

// TestHostile runs pages that are made to hang or to overflow.
func TestHostile(t *testing.T) {
	deep := strings.Repeat("<div>", 100_000) + "<p>" + strings.Repeat("The text of it is here. ", 20)
	quadratic := strings.Repeat("<div>", 400) + strings.Repeat("<p>Some words, and some more of them, to be counted again and again for each block around.</p>", 60_000)
	cases := map[string]string{
		"deep":        deep,
		"deep tables": strings.Repeat("<table><tr><td>", 50_000) + "<p>" + strings.Repeat("The text of it is here. ", 20),
		"nested":      quadratic,
		"formatting":  strings.Repeat("<a><b><i><font>", 20_000) + prose,
		"attributes":  "<p " + strings.Repeat("a=b ", 500_000) + ">" + prose,
		"one line":    prose + strings.Repeat("word ", 1_500_000),
		"brs":         prose + strings.Repeat("<br>x", 90_000),
		"links":       prose + strings.Repeat("<a href=x>y</a> ", 60_000),
		"json":        `<script type="application/ld+json">` + strings.Repeat("[", 400_000) + `</script>` + prose,
		"noscripts":   prose + strings.Repeat("<img><noscript><img src=a.jpg></noscript>", 30_000),
		"spans":       prose + strings.Repeat("<span class=date>x ", 500) + strings.Repeat("<i>6.3.2024</i>", 50_000),
		"doctype":     strings.Repeat("<!doctype html>", 100_000) + prose,
		"nul":         "<p>\x00\x00" + prose + "\x00",
	}
	for name, content := range cases {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			a, problems, err := page.Extract(context.Background(), []byte(content), page.Hints{Base: "https://g.example/a"})
			if took := time.Since(begun); took > 7*time.Second {
				t.Errorf("took %v", took)
			}
			if err != nil && news.CodeOf(err) != news.CodeUnsupported {
				t.Errorf("no sentence: %v", err)
			}
			t.Logf("%v, %d bytes of body, %v %v", time.Since(begun).Round(time.Millisecond), len(a.Body), problems, err)
		})
	}
}

func TestHostileSet(t *testing.T) {
	z, err := zip.OpenReader(newstest.Data(t, "hostile/hostile-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".html.gz") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			unpacked, err := gzip.NewReader(r)
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(unpacked)
			if err != nil {
				t.Fatal(err)
			}
			begun := time.Now()
			a, problems, err := page.Extract(context.Background(), content, page.Hints{})
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if err != nil && news.CodeOf(err) != news.CodeUnsupported {
				t.Error(err)
			}
			t.Logf("%d bytes: %q, %v, %v", len(content), a.Title, problems, err)
		})
	}
}

func TestTextWithoutScripts(t *testing.T) {
	a := extract(t, `<html><head><title>A bridge for the town</title></head><body><div id="app"></div><noscript><h1>A bridge for the town</h1>`+strings.Repeat(prose, 6)+`</noscript></body></html>`, page.Hints{})
	if !strings.Contains(a.Body, "asked for a tunnel") {
		t.Errorf("got %q", a.Body)
	}
}

func TestFormulasAreText(t *testing.T) {
	a := extract(t, `<html><head><title>A bridge for the town</title></head><body><article>`+prose+
		`<p>Its length is <math alttext="x^2"><mi>x</mi></math>, its height <math><mi>a</mi><mo>+</mo><mi>b</mi></math>, as the engineers have it.</p></article></body></html>`, page.Hints{})
	for _, want := range []string{"<code>x^2</code>", "<code>a", "b</code>"} {
		if !strings.Contains(a.Body, want) {
			t.Errorf("no %s in %s", want, a.Body)
		}
	}
}

func TestCanceled(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := page.Extract(ctx, []byte(prose), page.Hints{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, page.Format{}, []formattest.Sight{
		{"a page", "<!DOCTYPE html><html>", importer.Likely},
		{"saved by a browser", "\ufeff\n<!-- saved from url=(0014)about:internet -->\r\n<HTML>", importer.Likely},
		{"XHTML", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">`, importer.Likely},
		{"a part", "<div>part</div>", importer.Possible},
		{"bookmarks", "<!DOCTYPE NETSCAPE-Bookmark-file-1>", importer.Unlikely},
		{"a feed", `<?xml version="1.0"?><rss version="2.0">`, importer.Unlikely},
		{"JSON", `{"title":"x"}`, importer.Unlikely},
		{"Markdown", "# A heading", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	})
}

func TestReadGivesOneItem(t *testing.T) {
	for content, article := range map[string]bool{
		"<html><title>A bridge for the town</title><body>" + prose: true,
		"<html><title>x</title><body>":                             false,
	} {
		var items []importer.Item
		err := page.Format{}.Read(context.Background(), importer.Input{Content: strings.NewReader(content), Zone: zone}, func(i importer.Item) error {
			items = append(items, i)
			return nil
		})
		if err != nil || len(items) != 1 || (items[0].Record.Article != nil) != article || article == (len(items[0].Problems) > 0) {
			t.Errorf("%q: %+v, %v", content, items, err)
		}
	}
}

func FuzzExtract(f *testing.F) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range pages {
		content, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content, "https://g.example/a/b", "text/html; charset=utf-8")
	}
	f.Add([]byte(`<script type="application/ld+json">{"@type":"Article","headline":"\'x",,}</script><img srcset=", ,a 1x,,">`), "", "")
	f.Fuzz(func(t *testing.T, content []byte, base, contentType string) {
		a, _, err := page.Extract(context.Background(), content, page.Hints{Base: base, ContentType: contentType})
		if err != nil {
			if news.CodeOf(err) != news.CodeUnsupported {
				t.Fatal(err)
			}
			return
		}
		if strings.TrimSpace(a.Title) == "" {
			t.Error("an article without a title")
		}
		if a.Published.Year() == 1 && !a.Published.IsZero() || a.URL != "" && !strings.HasPrefix(a.URL, "http") {
			t.Errorf("published %v, address %q", a.Published, a.URL)
		}
		if _, err := body.Canonical(context.Background(), a.Body, body.Options{Language: a.Language}); err != nil {
			t.Error(err)
		}
	})
}
