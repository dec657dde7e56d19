package body_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/body"
)

func TestXHTMLIsXMLAndLoadsNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, string(raw))
		for _, book := range []bool{false, true} {
			text := doc.XHTML(body.Page{Prefix: "x-", Book: book, Picture: func(src string) (string, bool) {
				return "pictures" + src, strings.HasPrefix(src, "/media/")
			}})
			wellFormed(t, file, text)
			for _, bad := range []string{"<script", "<iframe", "<video", `<img src="http`, `src="http`, ` data-`, ` id="fn-`} {
				if strings.Contains(text, bad) {
					t.Errorf("%s holds %s:\n%s", file, bad, text)
				}
			}
		}
	}
}

func parse(t *testing.T, given string) *body.Document {
	t.Helper()
	made, err := body.Canonical(t.Context(), given, body.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := body.Parse(made.HTML)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(`<div xmlns:epub="x">` + text + `</div>`))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
	}
}

func TestXHTMLOfNotesLinksAndPictures(t *testing.T) {
	stored := "/media/" + strings.Repeat("a", 64)
	doc := parse(t, `<p>A<a href="#fn-1" role="doc-noteref">1</a> <a href="/article/b">there</a> <a href="/article/c#d">not</a><br>x &amp; y</p>`+
		`<figure data-type="image"><img alt="Here" src="`+stored+`"></figure>`+
		`<figure data-alt="Far" data-src="https://a.example/x.jpg" data-type="image"></figure>`+
		`<p dir="rtl" lang="fa">ف</p><ol role="doc-endnotes"><li id="fn-1">N</li></ol>`)
	text := doc.XHTML(body.Page{Book: true, Picture: func(string) (string, bool) { return "p.png", true }, Link: func(href string) (string, bool) {
		return "b.xhtml", href == "/article/b"
	}})
	for _, want := range []string{
		`<a href="#fn-1" role="doc-noteref" epub:type="noteref">1</a>`, `<a href="b.xhtml">there</a> not<br/>x &amp; y`, `<img alt="Here" src="p.png"/>`,
		`<p class="missing">[Far]</p>`, `lang="fa" dir="rtl" xml:lang="fa"`, `<aside id="fn-1" epub:type="footnote" role="doc-footnote">N</aside>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
}

func TestAddressesOfBooksAreURIs(t *testing.T) {
	for given, want := range map[string]string{
		"https://example.org/a?b=c#d":      "https://example.org/a?b=c#d",
		"https://example.org/##11":         "https://example.org/#%2311",
		"https://example.org/100%":         "https://example.org/100%25",
		"https://example.org/%zz%2F":       "https://example.org/%25zz%2F",
		"https://[::1]/a[0]?b[]=1#[":       "https://[::1]/a%5B0%5D?b%5B%5D=1#%5B",
		"https://example.org/a b|c\\d^`{}": "https://example.org/a%20b%7Cc%5Cd%5E%60%7B%7D",
		"https://example.org/آب/水":         "https://example.org/آب/水",
		"mailto:a@example.org?subject=[x]": "mailto:a@example.org?subject=%5Bx%5D",
	} {
		if got := body.URI(given); got != want {
			t.Errorf("%s is %s, want %s", given, got, want)
		} else if again := body.URI(got); again != got {
			t.Errorf("%s is %s, and again %s", given, got, again)
		}
		doc := parse(t, `<p><a href="`+given+`">x</a></p>`)
		if text := doc.XHTML(body.Page{}); strings.Contains(text, "href") && strings.Count(text, "#") > 1 {
			t.Error(text)
		}
	}
}
