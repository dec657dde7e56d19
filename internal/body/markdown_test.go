package body_test

import (
	"archive/zip"
	"io"
	"path"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/newstest"
)

// roundTrip prints a canonical body as Markdown and reads it again.
func roundTrip(t *testing.T, html string) string {
	t.Helper()
	d, err := body.Parse(html)
	if err != nil {
		t.Fatal(err)
	}
	markdown, err := body.Markdown(d)
	if err != nil {
		t.Fatal(err)
	}
	out, err := body.FromMarkdown(markdown)
	if err != nil {
		t.Fatal(err)
	}
	return canonical(t, out)
}

func TestMarkdownKeeps(t *testing.T) {
	for name, src := range map[string]string{
		"marks":          "<p>a <strong>b</strong> <em>c</em> <s>d</s> <code>e `f`</code> <u>g</u> H<sub>2</sub>O<sup>3</sup> <mark>i</mark></p>",
		"nested marks":   "<p><strong>a <em>b</em> c</strong> <em>d</em></p>",
		"inside words":   "<p>un<em>be</em>lievable, <strong>«</strong>x</p>",
		"signs":          "<p>*a* _b_ [c](d) `e` &lt;f&gt; &amp;amp; ~~g~~ \\ # 1. | a@x.org https://x.org www.x.org</p>",
		"line starts":    "<p>1. a</p><p># b</p><p>- c</p><p>+ d</p><p>&gt; e</p><p>2024. A year</p><p>===</p>",
		"line breaks":    "<p>a<br>b</p>",
		"links":          `<p><a href="https://x.org/a_(b)?c=*d*">e</a></p>`,
		"headings":       "<h2>a</h2><h3>b</h3><h4>c</h4>",
		"lists":          "<ul><li>a<ol start=4><li>b</li><li>c</li></ol></li><li>d</li></ul>",
		"blocks in item": "<ol><li><p>a</p><p>b</p><pre>c</pre></li></ol>",
		"quotations":     "<blockquote><p>a</p><blockquote><p>b</p></blockquote><ul><li>c</li></ul></blockquote>",
		"pre":            "<pre>a&#10;&#10;  b ``` c</pre>",
		"tables":         "<table><tr><th>a</th><th>b</th></tr><tr><td>1 | 2</td><td><em>c</em></td></tr></table>",
		"spans":          "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
		"notes":          "<p>a<a href=#fn-1>1</a> b<a href=#fn-2>2</a></p><ol role=doc-endnotes><li id=fn-1>c</li><li id=fn-2>d <em>e</em></li></ol>",
		"languages":      `<p>a <span lang="fr">b</span></p><p lang="ar">مرحبا</p>`,
		"rules":          "<p>a</p><hr><p>b</p>",
		"asides":         "<aside><p>a</p></aside>",
		"data":           `<figure data-type="map" data-value='{"a":1}'><figcaption>b</figcaption></figure>`,
		"film":           `<figure><video src="` + fileA + `"></video></figure>`,
	} {
		t.Run(name, func(t *testing.T) {
			before := canonical(t, src)
			if after := roundTrip(t, before); newIDs.ReplaceAllString(after, "") != newIDs.ReplaceAllString(before, "") {
				d, _ := body.Parse(before)
				markdown, _ := body.Markdown(d)
				t.Errorf("\nbefore %s\nafter  %s\n%s", before, after, markdown)
			}
		})
	}
}

func TestMarkdownFilesSurvive(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "markdown/digitalgov-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	files, same := 0, 0
	for i, f := range r.File {
		if path.Ext(f.Name) != ".md" || i%4 != 0 {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(rc)
		rc.Close()
		if err != nil {
			t.Fatal(err)
		}
		_, text, ok := strings.Cut(strings.TrimPrefix(string(data), "---"), "\n---")
		if !ok {
			continue
		}
		html, err := body.FromMarkdown(text)
		if err != nil {
			t.Fatal(err)
		}
		before := holds(t, html, body.Options{Language: "en"}).HTML
		after := roundTrip(t, before)
		files++
		if plainOf(t, before) == plainOf(t, after) {
			same++
		} else {
			t.Log(f.Name)
		}
	}
	t.Logf("text is the same after the round trip in %d of %d files", same, files)
	if files < 300 || same*100 < files*97 {
		t.Error("fewer than 97 %")
	}
}

func plainOf(t *testing.T, html string) string {
	t.Helper()
	d, err := body.Parse(html)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(d.Text().Plain), " ")
}

func TestMarkdownBombs(t *testing.T) {
	for name, src := range map[string]string{
		"quotes":   strings.Repeat(">", 50_000) + "a",
		"brackets": strings.Repeat("[", 50_000) + "a",
		"stars":    strings.Repeat("*a ", 50_000),
		"lists":    strings.Repeat("- ", 20_000) + "a",
		"links":    strings.Repeat("[a](", 20_000),
		"tables":   strings.Repeat("|", 20_000) + "\n" + strings.Repeat("|-", 20_000) + "\n",
		"notes":    strings.Repeat("[^1]", 20_000) + "\n\n[^1]: a",
		"pictures": strings.Repeat("![a](", 20_000),
		"emphasis": strings.Repeat("a**b_c* ", 30_000),
		"tags":     strings.Repeat("<a b=\"", 30_000),
		"ticks":    strings.Repeat("`a``b", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			out, err := body.FromMarkdown(src)
			if err != nil {
				t.Fatal(err)
			}
			with(t, out, body.Options{})
		})
	}
}
