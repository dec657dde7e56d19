package body_test

import (
	"archive/zip"
	"io"
	"path"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/newstest"

	"golang.org/x/net/html"
)

// TestTextIsWhatABrowserShows compares the words of whole pages with those of
// the tree that the HTML standard builds: our reading, which builds none, must
// neither lose nor invent text.
func TestTextIsWhatABrowserShows(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "extract/mozilla-readability-130.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	pages, different := 0, 0
	for i, f := range r.File {
		if path.Ext(f.Name) != ".html" || i%2 != 0 {
			continue
		}
		src := member(t, f)
		if len(src) > body.MaxBytes {
			continue
		}
		doc, err := html.Parse(strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		visible(&b, doc)
		want, total := wordCounts(b.String())
		got, _ := wordCounts(plainOf(t, holds(t, src, body.Options{Language: "en"}).HTML))
		pages++
		if off := distance(want, got); off*200 > total {
			different++
			t.Logf("%s: %d of %d words", f.Name, off, total)
		}
	}
	t.Logf("%d of %d pages differ by more than half a per cent", different, pages)
	if pages < 100 || different*30 > pages {
		t.Error("too many")
	}
}

func member(t *testing.T, f *zip.File) string {
	t.Helper()
	rc, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer rc.Close()
	data, err := io.ReadAll(rc)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const (
	unseen     = " script style template noscript svg math object iframe head title select textarea button canvas video audio dialog datalist "
	withinLine = " b i em strong a span sup sub font code u s small big wbr time abbr cite q mark label kbd tt var ins del strike bdi "
)

// visible writes the text under n with spaces around blocks.
func visible(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && strings.Contains(unseen, " "+n.Data+" ") {
		return
	}
	edge := n.Type == html.ElementNode && !strings.Contains(withinLine, " "+n.Data+" ")
	if edge {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		visible(b, c)
	}
	if edge {
		b.WriteByte(' ')
	}
}

func wordCounts(s string) (map[string]int, int) {
	s = strings.NewReplacer("\u00a0", " ", "\ufeff", " ", "‘", " ", "’", " ").Replace(s)
	out, total := map[string]int{}, 0
	for _, w := range strings.Fields(s) {
		out[w]++
		total++
	}
	return out, total
}

// distance counts the words that one side has and the other lacks.
func distance(a, b map[string]int) int {
	n := 0
	for w, k := range a {
		n += max(0, k-b[w])
	}
	for w, k := range b {
		n += max(0, k-a[w])
	}
	return n
}
