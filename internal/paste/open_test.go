package paste_test

import (
	"os"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/news"
	"broadsheet/internal/paste"
)

func TestOpen(t *testing.T) {
	word, err := os.ReadFile("testdata/word.en.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, content   string
		title, language string
		tags            string
		has             []string // in the canonical body
		hasNot          string
	}{
		{"plan.md", "---\ntitle: The plan\nlang: en\ntags: [harbour, works]\n---\n\nIt **begins**.[^1]\n\n[^1]: Minutes.\n", "The plan", "en", "harbour works", []string{"<strong>begins</strong>", "doc-noteref"}, "title:"},
		{"notes.md", "# Notes of Tuesday\n\n- one\n- two\n", "Notes of Tuesday", "", "", []string{"<ul"}, "Notes of Tuesday"},
		{"saved.htm", string(word), "The harbour opens", "en", "", []string{"<em>council</em>", "doc-noteref", "<ul"}, "harbour opens"},
		{"plan.txt", "The plan\n\nIt begins in May.\n\nAnd ends.", "The plan", "en", "", []string{"<p", "in May."}, "The plan"},
		{"one-line.txt", "It begins in May.", "one line", "en", "", []string{"in May."}, ""},
		{"a.html", "<!doctype html><html lang=fa><head><title>بندر</title></head><body><article><h1>بندر باز می‌شود</h1>" + strings.Repeat("<p>شورا روز سه‌شنبه گفت که کارهای بندر پیش از زمستان آغاز می‌شود و به موقع پایان می‌یابد.</p>", 8) + "</article></body></html>",
			"بندر باز می‌شود", "fa", "", []string{"زمستان"}, ""},
		{"f.html", "<h1>Short</h1><p>Nothing more.</p>", "Short", "", "", []string{"Nothing more."}, "Short"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o, err := paste.Open(t.Context(), paste.File{Name: test.name, Content: []byte(test.content), Language: "en"}, page.Format{}, markdown.Format{})
			if err != nil {
				t.Fatal(err)
			}
			a := o.Article
			if a.Title != test.title || strings.Join(a.Tags, " ") != test.tags || test.language != "" && a.Language != test.language {
				t.Errorf("title %q, tags %q, language %q", a.Title, a.Tags, a.Language)
			}
			c, err := body.Canonical(t.Context(), a.Body, body.Options{Language: a.Language})
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range test.has {
				if !strings.Contains(c.HTML, part) {
					t.Errorf("%q is not in %s", part, c.HTML)
				}
			}
			if test.hasNot != "" && strings.Contains(c.HTML, test.hasNot) {
				t.Errorf("%q is in %s", test.hasNot, c.HTML)
			}
		})
	}
}

func TestWhatCannotBeOpened(t *testing.T) {
	for name, content := range map[string]string{"a.bin": "\x00\x01\x02\xff", "b.docx": "PK\x03\x04\x00\x00", "c.txt": "", "d.rtf": `{\rtf1\ansi It begins.}`, "e.pdf": "%PDF-1.7 It begins."} {
		if _, err := paste.Open(t.Context(), paste.File{Name: name, Content: []byte(content)}, page.Format{}, markdown.Format{}); news.CodeOf(err) != news.CodeUnsupported {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPicturesInsideAFileComeOut(t *testing.T) {
	const picture = `<img alt="A dot" src="data:image/png;base64,iVBORw0KGgo=">`
	for name, content := range map[string]string{
		"a.html": "<h1>Tide</h1><p>It is so.</p><p>" + picture + "</p>",
		"b.md":   "# Tide\n\nIt is so.\n\n![A dot](data:image/png;base64,iVBORw0KGgo=)\n",
	} {
		o, err := paste.Open(t.Context(), paste.File{Name: name, Content: []byte(content)}, page.Format{}, markdown.Format{})
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Result.Pictures) != 1 || !strings.Contains(o.Article.Body, `src="paste:1"`) || o.Result.HTML != o.Article.Body {
			t.Errorf("%s: %d pictures, %s", name, len(o.Result.Pictures), o.Article.Body)
		}
	}
}
