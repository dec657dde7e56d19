package body_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/body"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

// document is the article of testdata.
func document(t *testing.T) (*body.Document, body.Result) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "article.in.html"))
	if err != nil {
		t.Fatal(err)
	}
	r := holds(t, string(src), body.Options{Language: "en", Dateline: true})
	d, err := body.Parse(r.HTML)
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

func TestArticle(t *testing.T) {
	d, r := document(t)
	golden(t, "article.html", r.HTML)
	text := d.Text()
	golden(t, "article.txt", text.Plain+"\n")
	tree, err := json.MarshalIndent(d.Blocks, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "article.json", string(tree)+"\n")
	markdown, err := body.Markdown(d)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "article.md", markdown)
	if diff := cmp.Diff(d, r.Document); diff != "" {
		t.Errorf("the tree of the result is not that of its HTML: %s", diff)
	}
	t.Run("the first block has lost its dateline only where it stands first", func(t *testing.T) {
		if r.Dateline != "" {
			t.Errorf("%q came off a body that begins with a heading", r.Dateline)
		}
	})
	t.Run("headings", func(t *testing.T) {
		want := []body.Heading{{ID: d.Blocks[0].Attr("id"), Level: 2, Text: "The Clock in the Dome"}, {ID: "parts", Level: 3, Text: "Its parts"}}
		if diff := cmp.Diff(want, body.Headings(d)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("words", func(t *testing.T) {
		if n := text.Words("en"); n < 60 || n > 100 {
			t.Errorf("%d words", n)
		}
	})
}

func TestTextOrder(t *testing.T) {
	src := canonical(t, `<figure><img src="`+fileA+`" alt="x"><figcaption>caption</figcaption></figure><p>one<a href="#fn-1">1</a></p><hr><figure><img src="`+fileB+`"></figure><ul><li>two<ul><li>three</ul><li>four</ul><p lang="ar">خمسة</p><table><tr><td>six<td>seven<tr><td>eight<td>nine</table><ol role=doc-endnotes><li id=fn-1>note</ol>`)
	d, err := body.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	text := d.Text()
	if want := "one\n\ntwo\nthree\nfour\n\nخمسة\n\nsix\tseven\neight\tnine\n\ncaption\n\nnote"; text.Plain != want {
		t.Errorf("%q", text.Plain)
	}
	var tags, languages []string
	for _, b := range text.Blocks {
		tags = append(tags, b.Tag)
		languages = append(languages, b.Lang)
	}
	if diff := cmp.Diff([]string{"p", "ul", "p", "table", "figure", "ol"}, tags); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"", "", "ar", "", "", ""}, languages); diff != "" {
		t.Error(diff)
	}
}

func TestParseRefuses(t *testing.T) {
	for name, src := range map[string]string{
		"no line end":               `<p id="a">x</p>`,
		"no id":                     "<p>x</p>\n",
		"an id twice":               "<p id=\"a\">x</p>\n<p id=\"a\">y</p>\n",
		"a note's id on a block":    "<p id=\"fn-1\">x</p>\n",
		"a script":                  "<script>x</script>\n",
		"a script inside":           "<p id=\"a\"><script>x</script></p>\n",
		"a handler":                 "<p id=\"a\" onclick=\"x\">x</p>\n",
		"a style":                   "<p id=\"a\" style=\"x\">x</p>\n",
		"javascript":                "<p id=\"a\"><a href=\"javascript:x\">x</a></p>\n",
		"a remote picture":          "<figure data-type=\"image\" id=\"a\"><img alt=\"\" src=\"https://x.org/a.png\"></figure>\n",
		"a picture in a paragraph":  "<p id=\"a\"><img alt=\"\" src=\"" + fileA + "\"></p>\n",
		"an unknown figure":         "<figure data-type=\"game\" id=\"a\"></figure>\n",
		"a figure without type":     "<figure id=\"a\"></figure>\n",
		"unsorted attributes":       "<p lang=\"ar\" dir=\"rtl\" id=\"a\">x</p>\n",
		"capitals":                  "<P id=\"a\">x</P>\n",
		"single quotes":             "<p id='a'>x</p>\n",
		"another entity":            "<p id=\"a\">&nbsp;</p>\n",
		"a bare ampersand":          "<p id=\"a\">a & b</p>\n",
		"a bare bracket":            "<p id=\"a\">a > b</p>\n",
		"a line end inside":         "<p id=\"a\">a\nb</p>\n",
		"an override":               "<p id=\"a\">a\u202eb</p>\n",
		"not NFC":                   "<p id=\"a\">e\u0301</p>\n",
		"not UTF-8":                 "<p id=\"a\">\xff</p>\n",
		"a comment":                 "<!-- x -->\n",
		"nested in its own kind":    "<p id=\"a\"><em><strong><em>x</em></strong></em></p>\n",
		"a link to nothing":         "<p id=\"a\"><a href=\"#b\">x</a></p>\n",
		"a reference to a block":    "<p id=\"a\"><a href=\"#a\" role=\"doc-noteref\">1</a></p>\n",
		"a block behind the notes":  "<ol id=\"a\" role=\"doc-endnotes\"><li id=\"fn-1\">x</li></ol>\n<p id=\"b\">x</p>\n",
		"a note without id":         "<ol id=\"a\" role=\"doc-endnotes\"><li>x</li></ol>\n",
		"an item outside a list":    "<li id=\"a\">x</li>\n",
		"an empty list":             "<ul id=\"a\"></ul>\n",
		"a wrong end":               "<p id=\"a\"><em>x</p></em>\n",
		"a language that is none":   "<p id=\"a\" lang=\"x y\">x</p>\n",
		"a value that is no object": "<figure data-type=\"map\" data-value=\"[]\" id=\"a\"></figure>\n",
		"too deep":                  strings.Repeat("<blockquote id=\"a\">", 1000),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := body.Parse(src); !errors.Is(err, body.ErrProfile) {
				t.Errorf("err is %v", err)
			}
		})
	}
	if d, err := body.Parse(""); err != nil || len(d.Blocks) != 0 {
		t.Errorf("the empty body: %v %v", d, err)
	}
}

func TestFromText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty lines part paragraphs", "a\nb\n\n\nc", "<p>a<br>b</p>\n<p>c</p>\n"},
		{"without them every line does", "a\nb\r\n<c> & d\n", "<p>a</p>\n<p>b</p>\n<p>&lt;c&gt; &amp; d</p>\n"},
		{"wrapped lines are joined", strings.Repeat("a wrapped line that is really long enough to be one\n", 2) + "end\n\nb", "<p>a wrapped line that is really long enough to be one\na wrapped line that is really long enough to be one\nend</p>\n<p>b</p>\n"},
		{"empty lines at the edges part nothing", "\n\na\nb\n\n", "<p>a</p>\n<p>b</p>\n"},
		{"nothing", " \n ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := body.FromText(c.in)
			if got != c.want {
				t.Errorf("%q", got)
			}
			holds(t, got, body.Options{})
		})
	}
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		name, in string
		limit    int
		want     string
	}{
		{"short", "It rained.", 50, "It rained."},
		{"one line", "It\n\nrained.", 50, "It rained."},
		{"whole sentences", "It rained all day. Then the sun came out over the harbour.", 30, "It rained all day."},
		{"whole words", "The observatory of the harbour was built by masons.", 30, "The observatory of the…"},
		{"no sign before the ellipsis", "The observatory, of all things, was closed.", 17, "The observatory…"},
		{"graphemes", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧👩‍👩‍👧…"},
		{"without spaces", "これは日本語の文章でありとても長いものです", 8, "これは日本語の…"},
		{"Arabic", "كانت السفينة في الميناء عند الفجر، ثم أبحرت مع الريح", 35, "كانت السفينة في الميناء عند الفجر…"},
		{"nothing", "", 10, ""},
		{"no room", "abc", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := body.Excerpt(c.in, c.limit); got != c.want {
				t.Errorf("%q", got)
			}
		})
	}
	if got := body.Excerpt(strings.Repeat("x", 1<<20), 100); len(got) > 110 {
		t.Errorf("%d bytes", len(got))
	}
}

func ExampleCanonical() {
	r, err := body.Canonical(context.Background(), `<P ID=k1>Hello <B>world</B><script>alert(1)</script>`, body.Options{Language: "en"})
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString(r.HTML)
	// Output: <p id="k1">Hello <strong>world</strong></p>
}

// TestParseTakesNormalText: of text without markup, Parse takes what Canonical
// leaves as it is, character by character and in any company.
func TestParseTakesNormalText(t *testing.T) {
	same := func(text string) (was, is bool) {
		src := "<p id=\"a\">x" + text + "y</p>\n"
		_, err := body.Parse(src)
		return with(t, src, body.Options{}).HTML == src, err == nil
	}
	for r := rune(' '); r <= 0x1FFFF; r++ {
		if was, is := same(string(r)); was != is && !strings.ContainsRune("<>&", r) {
			t.Errorf("%U: Canonical keeps it: %v, Parse takes it: %v", r, was, is)
		}
	}
	company := []rune("aé\u0301\u0323\u0338م\u0654\u0653ا가\u1161\u11A8ᄀ\u3099かく\u09BEক\u200C\uFFFD\u202E𝅗\U0001D165")
	rapid.Check(t, func(r *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(company), 0, 8).Draw(r, "text"))
		if was, is := same(text); was != is {
			t.Fatalf("%+q: Canonical keeps it: %v, Parse takes it: %v", text, was, is)
		}
	})
}
