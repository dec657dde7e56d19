package page_test

import (
	"archive/tar"
	"archive/zip"
	"context"
	"encoding/json"
	"hash/fnv"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// sample is a page of one of the sets, with what is to be found in it.
type sample struct {
	name, address string
	content       []byte
	text          string // expected; "" where the set says it in snippets
	with, without []string
	title, date   string // "" where none is stated
}

// tuned reports whether a page is of the half that the rules were made on.
func (s sample) tuned() bool {
	h := fnv.New32a()
	h.Write([]byte(s.address))
	return h.Sum32()%2 == 0
}

func readZip(t testing.TB, rel string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(newstest.Data(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = content
	}
	return files
}

func mozilla(t testing.TB) []sample {
	files := readZip(t, "extract/mozilla-readability-130.zip")
	var samples []sample
	for name, content := range files {
		folder, found := strings.CutSuffix(name, "/source.html")
		if !found {
			continue
		}
		var says struct{ Title, PublishedTime string }
		if err := json.Unmarshal(files[folder+"/expected-metadata.json"], &says); err != nil {
			t.Fatal(err)
		}
		samples = append(samples, sample{name: path.Base(folder), address: "http://fakehost/test/page.html", content: content,
			text: textOfHTML(t, string(files[folder+"/expected.html"])), title: says.Title, date: says.PublishedTime})
	}
	return ordered(t, samples, 130)
}

func newspaper(t testing.TB) []sample {
	files := readZip(t, "extract/newspaper4k.zip")
	var samples []sample
	for name, content := range files {
		stem, found := strings.CutSuffix(path.Base(name), ".html")
		text := files["data/txt/"+stem+".txt"]
		if !found || text == nil {
			continue
		}
		s := sample{name: stem, content: content, text: string(text)}
		if raw := files["data/metadata/"+stem+".json"]; raw != nil {
			var says struct{ URL, Title, Publish_date string }
			if err := json.Unmarshal(raw, &says); err != nil {
				t.Fatal(err)
			}
			s.address, s.title, s.date = says.URL, says.Title, says.Publish_date
		}
		samples = append(samples, s)
	}
	return ordered(t, samples, 15)
}

func trafilatura(t testing.TB) []sample {
	raw, err := os.ReadFile(newstest.Data(t, "extract/trafilatura-a.evaldata.json"))
	if err != nil {
		t.Fatal(err)
	}
	var says map[string]struct {
		File          string
		With, Without []string
		Title, Date   string
	}
	if err := json.Unmarshal(raw, &says); err != nil {
		t.Fatal(err)
	}
	files := readTar(t, "extract/trafilatura-a.tar.zst")
	var samples []sample
	for address, s := range says {
		content := files[norm.NFC.String(s.File)]
		if content == nil {
			t.Fatalf("%s is not in the set", s.File)
		}
		samples = append(samples, sample{name: s.File, address: address, content: content, with: s.With, without: s.Without, title: s.Title, date: s.Date})
	}
	return ordered(t, samples, 359)
}

func readTar(t testing.TB, rel string) map[string][]byte {
	t.Helper()
	f, err := os.Open(newstest.Data(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		head, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[norm.NFC.String(path.Base(head.Name))], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

func ordered(t testing.TB, samples []sample, least int) []sample {
	if len(samples) < least {
		t.Fatalf("the set has %d pages, %d were promised", len(samples), least)
	}
	slices.SortFunc(samples, func(a, b sample) int { return strings.Compare(a.name+a.address, b.name+b.address) })
	return samples
}

// outcome is what came of a page.
type outcome struct {
	sample
	article news.Article
	plain   string // the text as it is stored and searched
	err     error
}

// extractAll runs over a set on all cores, in the order of the set.
func extractAll(t testing.TB, samples []sample) []outcome {
	outcomes := make([]outcome, len(samples))
	var group sync.WaitGroup
	next := make(chan int)
	for range 2 {
		group.Go(func() {
			for i := range next {
				outcomes[i] = extractOne(t, samples[i])
			}
		})
	}
	for i := range samples {
		next <- i
	}
	close(next)
	group.Wait()
	return outcomes
}

func extractOne(t testing.TB, s sample) outcome {
	o := outcome{sample: s}
	if o.article, _, o.err = page.Extract(context.Background(), s.content, page.Hints{Base: s.address}); o.err != nil {
		return o
	}
	o.plain = plainText(t, o.article)
	return o
}

func plainText(t testing.TB, a news.Article) string {
	source := a.Body
	if a.BodyFormat == news.BodyText {
		source = body.FromText(a.Body)
	}
	result, err := body.Canonical(context.Background(), source, body.Options{Language: a.Language})
	if err != nil {
		t.Error(err)
		return ""
	}
	return result.Document.Text().Plain
}

// textOfHTML gives the words of a document, blocks parted by white space.
func textOfHTML(t testing.TB, source string) string {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style":
			b.WriteString(n.Data)
		case n.Type == html.ElementNode:
			switch n.Data {
			case "p", "div", "br", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figcaption", "section", "dt", "dd", "figure", "table", "ul", "ol":
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// tokens cuts a text into words; letters of scripts without spaces are words.
func tokens(s string) map[string]int {
	bag := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if !strings.ContainsFunc(word, isUnspaced) {
			bag[word]++
			continue
		}
		for _, r := range word {
			bag[string(r)]++
		}
	}
	return bag
}

func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Myanmar)
}

// f1 is the harmonic mean of precision and recall over the words of two texts.
func f1(got, want string) float64 {
	g, w := tokens(got), tokens(want)
	both, ofGot, ofWant := 0, 0, 0
	for word, n := range g {
		ofGot += n
		both += min(n, w[word])
	}
	for _, n := range w {
		ofWant += n
	}
	if ofGot+ofWant == 0 {
		return 1
	}
	return 2 * float64(both) / float64(ofGot+ofWant)
}

// letterFold is a text for comparison: letters and digits alone, in lower case.
func letterFold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(html.UnescapeString(s)))
}
