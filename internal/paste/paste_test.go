package paste_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/paste"
)

var update = flag.Bool("update", false, "renew the golden files")

// pasted gives what a clip comes to as a body.
func pasted(t testing.TB, c paste.Clip) (paste.Result, body.Result) {
	t.Helper()
	r, err := paste.Clean(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	out, err := body.Canonical(t.Context(), r.HTML, body.Options{Language: c.Language, Media: r.Media(func(content []byte) (string, bool) {
		n++
		return fmt.Sprintf("/media/%064d", n), true
	})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := body.Parse(out.HTML); err != nil {
		t.Fatalf("what was pasted is not in the profile: %v", err)
	}
	return r, out
}

func TestClips(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*.*")
	if err != nil || len(files) < 10 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parts := strings.Split(filepath.Base(file), ".")
			c := paste.Clip{Language: parts[1], Base: "https://paper.example/news/plan"}
			if parts[2] == "txt" {
				c.Text = string(raw)
			} else {
				c.HTML = string(raw)
			}
			r, out := pasted(t, c)
			got := fmt.Sprintf("origin %s, pictures %v, missing %d\n%s", r.Origin, slices.Sorted(maps.Keys(r.Pictures)), r.Missing, out.HTML)
			golden := strings.Join(parts[:2], ".") + ".golden"
			golden = filepath.Join("testdata", golden)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// shape is a clip's body without the ids of its blocks.
func shape(t testing.TB, c paste.Clip) string {
	t.Helper()
	_, out := pasted(t, c)
	var b strings.Builder
	for line := range strings.Lines(out.HTML) {
		head, rest, _ := strings.Cut(line, ` id="`)
		_, tail, ok := strings.Cut(rest, `"`)
		if !ok {
			head, tail = line, ""
		}
		b.WriteString(head + tail)
	}
	return b.String()
}

func TestPieces(t *testing.T) {
	for _, test := range []struct {
		name string
		clip paste.Clip
		want string
	}{
		{"the header of Windows", paste.Clip{HTML: "Version:0.9\r\nStartHTML:00000125\r\nEndHTML:00000260\r\nStartFragment:00000159\r\nEndFragment:00000220\r\nSourceURL:https://paper.example/a/b\r\n<html><body>out<!--StartFragment--><p>in <a href=\"c\">it</a></p><!--EndFragment-->out</body></html>"},
			`<p>in <a href="https://paper.example/a/c">it</a></p>` + "\n"},
		{"emphasis that a style takes back", paste.Clip{HTML: `<b style="font-weight:normal"><p>a <span style="font-weight:bold;font-style:italic">b</span> <i style="font-style:normal">c</i></p></b>`},
			"<p>a <strong><em>b</em></strong> c</p>\n"},
		{"a link is not underlined", paste.Clip{HTML: `<p><a href="https://x.example/"><u>x</u></a> <u>y</u></p>`}, `<p><a href="https://x.example/">x</a> <u>y</u></p>` + "\n"},
		{"headings are not bold", paste.Clip{HTML: `<h2><b>a</b></h2><p>b</p>`}, "<h2>a</h2>\n<p>b</p>\n"},
		{"two levels stay two", paste.Clip{HTML: `<h1>a</h1><h2>b</h2><h3>c</h3>`}, "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n"},
		{"deleted words of a page are struck", paste.Clip{HTML: `<p><del>a</del> b</p>`}, "<p><s>a</s> b</p>\n"},
		{"list styles of Word", paste.Clip{HTML: `<p class=MsoListBullet>a</p><p class=MsoListBullet2>b</p><p class=MsoListNumber>c</p>`}, "<ul><li>a<ul><li>b</li></ul></li></ul>\n<ol><li>c</li></ol>\n"},
		{"a list with words between", paste.Clip{HTML: `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>a</p><p class=MsoNormal>b</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>c</p>`},
			"<ol><li>a</li></ol>\n<p>b</p>\n<ol start=\"2\"><li>c</li></ol>\n"},
		{"a list that begins deep", paste.Clip{HTML: `<p style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>§</span>a</p><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>b</p>`},
			"<ul><li>a</li></ul>\n<ul><li>b</li></ul>\n"},
		{"a reference without its note", paste.Clip{HTML: `<p>a<a href="#_ftn1" name="_ftnref1">[1]</a></p>`}, "<p>a[1]</p>\n"},
		{"a note of Word as WebKit gives it", paste.Clip{HTML: `<p class="MsoNormal">a<a name="_ftnref1" title=""><span class="MsoFootnoteReference">[1]</span></a></p><div><div id="ftn1"><p class="MsoFootnoteText"><a name="_ftn1" title=""><span class="MsoFootnoteReference">[1]</span></a><span class="Apple-converted-space"> </span>note</p></div></div>`},
			`<p>a<a href="#fn-scam6ex3" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-scam6ex3">note</li></ol>` + "\n"},
		{"a note of LibreOffice as WebKit gives it", paste.Clip{HTML: `<p>a<sup><a class="sdfootnoteanc" name="sdfootnote12anc"><sup>12</sup></a></sup></p><div id="sdfootnote12"><p><a class="sdfootnotesym" name="sdfootnote12sym">12</a>note</p></div>`},
			`<p>a<a href="#fn-5w2gkysc" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-5w2gkysc">note</li></ol>` + "\n"},
		{"a note of Google Docs as WebKit gives it", paste.Clip{HTML: `<p>a<sup><a id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a id="ftnt1">[1]</a><span>&nbsp;note</span></p></div>`},
			`<p>a<a href="#fn-xcthrz7c" role="doc-noteref">1</a></p>` + "\n" + `<ol role="doc-endnotes"><li id="fn-xcthrz7c">note</li></ol>` + "\n"},
		{"names that lead nowhere", paste.Clip{HTML: `<p>a<a name="_ftnref1">[1]</a> <a name="_ftn2">b</a> <a name="_ftn">c</a></p>`}, "<p>a[1] b c</p>\n"},
		{"a note with words behind it", paste.Clip{HTML: `<div><p>a<a href="#n1" name="r1">1</a></p></div><p><a href="#r1" name="n1">1</a> note</p><p>words</p>`},
			`<p>a<a href="#fn-scam6ex3" role="doc-noteref">1</a></p>` + "\n<p>words</p>\n" + `<ol role="doc-endnotes"><li id="fn-scam6ex3">note</li></ol>` + "\n"},
		{"a table that arranges", paste.Clip{HTML: `<table><tr><td><p>a</p><p>b</p></td></tr></table>`}, "<p>a</p>\n<p>b</p>\n"},
		{"another direction", paste.Clip{HTML: "<p>قالت الحكومة إنها ستجتمع غدا في المساء</p><p>Said.</p>", Language: "en"}, `<p dir="rtl" lang="ar">قالت الحكومة إنها ستجتمع غدا في المساء</p>` + "\n<p>Said.</p>\n"},
		{"Persian", paste.Clip{HTML: "<p>شورا گفت که کارهای بندر در بهار آغاز می‌شود و یک سال است</p>", Language: "en"}, `<p dir="rtl" lang="fa">شورا گفت که کارهای بندر در بهار آغاز می‌شود و یک سال است</p>` + "\n"},
		{"an editor of programs that holds Markdown", paste.Clip{HTML: `<meta charset='utf-8'><div style="color: #333;font-family: Menlo, Monaco, 'Courier New', monospace;white-space: pre;"><div><span style="color:#800">## The plan</span></div></div>`, Text: "## The plan\n\nIt **begins**."}, "<h2>The plan</h2>\n<p>It <strong>begins</strong>.</p>\n"},
		{"no Markdown", paste.Clip{Text: "It cost 3 * 4 * 5 and #nothing else_.\n\n- but one dash"}, "<p>It cost 3 * 4 * 5 and #nothing else_.</p>\n<p>- but one dash</p>\n"},
		{"nothing", paste.Clip{}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, shape(t, test.clip)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsTooLargeIsRefused(t *testing.T) {
	for _, c := range []paste.Clip{{HTML: "<p>" + strings.Repeat("word ", 500_000)}, {Text: strings.Repeat("word ", 500_000)}, {HTML: strings.Repeat("x", paste.MaxBytes+1)}} {
		if _, err := paste.Clean(t.Context(), c); news.CodeOf(err) != news.CodeLimit {
			t.Errorf("%d bytes: %v", len(c.HTML)+len(c.Text), err)
		}
	}
	// Three megabytes of a program's own markup around a few words are no reason to.
	long := `<p class=MsoNormal style='` + strings.Repeat("mso-x:y;", 400_000) + `'>word</p>`
	if r, err := paste.Clean(t.Context(), paste.Clip{HTML: long}); err != nil || len(r.HTML) > 1000 {
		t.Errorf("%d bytes, %v", len(r.HTML), err)
	}
}

func TestPayloadsStayOutside(t *testing.T) {
	f, err := os.Open(newstest.Data(t, "sanitise/payloads-h5sc-dompurify.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	s := bufio.NewScanner(z)
	s.Buffer(nil, 4<<20)
	for ; s.Scan(); n++ {
		var line struct{ Payload string }
		if err := json.Unmarshal(s.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		for _, src := range []string{line.Payload, "<p class=MsoNormal>a " + line.Payload, "<div style='mso-element:footnote'>" + line.Payload, "<b id=docs-internal-guid-1><span style='font-weight:700'>" + line.Payload,
			"<p style='mso-list:l0 level1 lfo1'>" + line.Payload, "<!--StartFragment--><svg>" + line.Payload} {
			pasted(t, paste.Clip{HTML: src, Language: "en", Base: "https://paper.example/"})
		}
	}
	if s.Err() != nil || n < 372 {
		t.Errorf("%d payloads, %v", n, s.Err())
	}
}

func TestMarkupThatIsMadeToHurt(t *testing.T) {
	for _, part := range []string{"<div>", "<b>", "<p style='mso-list:l0 level1 lfo1'>x", "<a href=#a name=b>x</a>", "<a href=#b name=a>x</a>", "<table><tr><td>", "<span style='font-weight:700'>x", "<blockquote>", "<!--StartFragment-->", "<ul><li>", "<p class=MsoQuote>x</p>", "<h1>x", "<style>.a{font-weight:700}</style><p class=a>", "<font>"} {
		began := time.Now()
		src := strings.Repeat(part, 400_000/len(part))
		if _, err := paste.Clean(t.Context(), paste.Clip{HTML: src, Language: "en"}); err != nil && news.CodeOf(err) != news.CodeLimit {
			t.Errorf("%q: %v", part, err)
		}
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("%q took %v", part, took)
		}
	}
	for _, text := range []string{strings.Repeat(">", 1_000_000), strings.Repeat("> a\n", 200_000), strings.Repeat("*a ", 300_000), strings.Repeat("[a](", 200_000)} {
		if _, err := paste.Clean(t.Context(), paste.Clip{Text: text}); err != nil && news.CodeOf(err) != news.CodeLimit {
			t.Error(err)
		}
	}
}

func FuzzClean(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.html")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw), "", "en")
	}
	f.Add("", "> a\n>> b\n- c\n**d**", "ar")
	f.Fuzz(func(t *testing.T, html, text, language string) {
		pasted(t, paste.Clip{HTML: html, Text: text, Language: language, Base: "https://paper.example/"})
	})
}

func BenchmarkClean(b *testing.B) {
	raw, err := os.ReadFile("testdata/word.en.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := paste.Clean(b.Context(), paste.Clip{HTML: string(raw), Language: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
