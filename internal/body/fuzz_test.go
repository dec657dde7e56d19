package body_test

import (
	"encoding/json"
	"strings"
	"testing"

	"broadsheet/internal/body"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var seeds = []string{
	"<p>a<b>b</b>", "<ul><li>a<ul><li>b</ul></ul>", "<table><tr><th>a<td>b</table>", "<figure><img src=https://x.org/a alt=a><figcaption>c",
	"<p>e\u0338<i>\u0338</i>", "<pre>\n\na\n</pre>", "<div lang=ar dir=ltr><p>a<span lang=fr>b", `<p>a<a href="#fn-1">1</a><ol role=doc-endnotes><li id=fn-1>b`,
	"<svg><style><p>", "<q>a<q>b", "<b><p>a</b>b<br><br>c", "<video src=x><track>", "<blockquote><aside><table><td>", "<table><caption>a<tr><td>", "&#x338;<p>&nbsp;", "<figure data-type=map data-value='{}'>",
}

func FuzzCanonical(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "en", true)
	}
	f.Fuzz(func(t *testing.T, src, language string, dateline bool) {
		holds(t, src, body.Options{Language: language, Dateline: dateline})
		holds(t, src, body.Options{Language: language, Writing: true})
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(canonical(f, s))
	}
	f.Fuzz(func(t *testing.T, src string) {
		read := body.ReadText(src)
		d, err := body.Parse(src)
		if err != nil {
			return
		}
		if diff := cmp.Diff(d.Text(), read); diff != "" {
			t.Fatalf("the text of %q: %s", src, diff)
		}
		if printed := d.HTML(); printed != src {
			t.Fatalf("%q is printed %q", src, printed)
		}
		if alien := foreign(t, src); alien != "" {
			t.Fatalf("a browser would see %s in %q", alien, src)
		}
	})
}

func FuzzFromTree(f *testing.F) {
	for _, s := range seeds {
		d, err := body.Parse(canonical(f, s))
		if err != nil {
			f.Fatal(err)
		}
		tree, err := json.Marshal(d.Blocks)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(tree)
	}
	f.Fuzz(func(t *testing.T, tree []byte) {
		var nodes []body.Node
		if len(tree) > 10_000 || json.Unmarshal(tree, &nodes) != nil {
			return
		}
		r, err := body.FromTree(t.Context(), nodes, body.Options{Language: "en"})
		if err != nil {
			return
		}
		holds(t, r.HTML, body.Options{Language: "en"})
		if again, err := body.FromTree(t.Context(), r.Document.Blocks, body.Options{Language: "en"}); err != nil || again.HTML != r.HTML {
			t.Fatalf("%v\n%s\n%s", err, r.HTML, again.HTML)
		}
	})
}

func FuzzFromMarkdown(f *testing.F) {
	f.Add("# a\n\n> b\n\n- c\n\n[^1]\n\n[^1]: d\n\n|a|b|\n|-|-|\n|1|2|\n")
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 10_000 {
			return
		}
		out, err := body.FromMarkdown(src)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, out, body.Options{})
	})
}

// soup draws markup that is likely to be wrong in interesting ways.
func soup() *rapid.Generator[string] {
	tags := strings.Fields("p div h1 h3 b i em a span sub sup q ul ol li table tr td th thead caption blockquote aside pre figure figcaption img br hr " +
		"video audio track iframe svg math script style dl dt dd font time abbr bdi section details summary code u s cite mark title textarea select template")
	attrs := []string{``, ``, ``, ` id="a"`, ` id="fn-1"`, ` id=fn:2`, ` lang=ar`, ` lang="en"`, ` lang=fr dir=rtl`, ` dir=ltr`, ` href="#a"`, ` href="#fn-1"`,
		` href="https://x.org/"`, ` role=doc-endnotes`, ` role=presentation`, ` src="https://x.org/a.png" alt=x`, ` src="` + fileA + `"`, ` colspan=2`, ` start=4`,
		` data-type=gallery`, ` data-type=pullquote`, ` data-type=embed data-src=https://x.org`, ` data-type=chart`, ` data-type=image data-src="https://x.org/q"`, ` data-type=film data-alt=f`,
		` datetime=2024`, ` title=t`, ` class=footnotes`}
	texts := []string{"a", " b ", "c d", "\n", "\u00a0", "e\u0301", "\u0301", "\u0338", "\u200c", "م", "\u202e", "&lt;", "&amp;amp;", "<", ">", "–", "1"}
	piece := rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0, 1:
			return "<" + rapid.SampledFrom(tags).Draw(t, "tag") + rapid.SampledFrom(attrs).Draw(t, "attr") + ">"
		case 2, 3:
			return "</" + rapid.SampledFrom(tags).Draw(t, "tag") + ">"
		}
		return rapid.SampledFrom(texts).Draw(t, "text")
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
	})
}

func TestSoup(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		holds(t, soup().Draw(r, "html"), body.Options{Language: rapid.SampledFrom([]string{"", "en", "ar"}).Draw(r, "language")})
	})
}

func TestSoupAfterSoup(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		previous := with(t, soup().Draw(r, "previous"), body.Options{}).HTML
		holds(t, soup().Draw(r, "html"), body.Options{Previous: previous})
	})
}
