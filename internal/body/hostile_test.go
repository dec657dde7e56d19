package body_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/newstest"
)

func TestPayloadsLeaveOnlyTheProfile(t *testing.T) {
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
		var line struct{ ID, Payload string }
		if err := json.Unmarshal(s.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		for _, src := range []string{line.Payload, "<p>before " + line.Payload + " behind</p>", "<svg>" + line.Payload, "<table>" + line.Payload, "<figure>" + line.Payload} {
			holds(t, src, body.Options{})
		}
	}
	if s.Err() != nil || n < 372 {
		t.Errorf("%d payloads, %v", n, s.Err())
	}
}

func TestTreeConstructionTests(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "sanitise/html5lib-tests.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n := 0
	for _, f := range r.File {
		if !strings.Contains(f.Name, "tree-construction/") || path.Ext(f.Name) != ".dat" {
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
		for _, test := range bytes.Split(data, []byte("#data\n"))[1:] {
			src, _, _ := bytes.Cut(test, []byte("\n#errors"))
			holds(t, string(src), body.Options{Language: "en"})
			n++
		}
	}
	t.Logf("%d inputs", n)
	if n < 1500 {
		t.Errorf("%d inputs", n)
	}
}

func TestHostileFiles(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "hostile/hostile-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var in io.Reader = rc
		if path.Ext(f.Name) == ".gz" {
			if in, err = gzip.NewReader(rc); err != nil {
				continue // not every file is what its name says
			}
		}
		data, _ := io.ReadAll(io.LimitReader(in, 8<<20))
		rc.Close()
		start := time.Now()
		res := holds(t, string(data), body.Options{})
		t.Logf("%s: %d bytes → %d, %v, %v", f.Name, len(data), len(res.HTML), res.Flags, time.Since(start).Round(time.Millisecond))
	}
}

// bombs grow faster than they are long in parsers that are not careful.
func bombs() map[string]string {
	return map[string]string{
		"deep div":            strings.Repeat("<div>", 100_000) + "x",
		"deep b":              strings.Repeat("<b>", 100_000) + "x",
		"distinct formatting": many(400, func(i int) string { return `<a href="https://x.org/` + strings.Repeat("a", i) + `">` }) + strings.Repeat("<p>x", 25_000),
		"unclosed marks":      strings.Repeat("<b><i><u><s><code>", 80) + strings.Repeat("<p>x", 30_000),
		"deep lists":          strings.Repeat("<ul><li>", 25_000) + "x",
		"deep quotes":         strings.Repeat("<blockquote>x", 25_000),
		"deep tables":         strings.Repeat("<table><tr><td>", 25_000) + "x",
		"deep figures":        strings.Repeat("<figure>x", 25_000),
		"wide figures":        "<figure>" + strings.Repeat(`<img src="https://x.org/a.jpg">`, 25_000),
		"misnested":           strings.Repeat("<a><b><p></a><i></b>", 40_000),
		"ampersands":          strings.Repeat("&", body.MaxBytes),
		"line breaks":         strings.Repeat("a<br><br>", 60_000),
		"cells":               "<table><tr>" + strings.Repeat("<td>a", 60_000),
		"rows":                "<table>" + strings.Repeat("<tr><td>a<td>b", 60_000),
		"equal note ids":      `<ol role="doc-endnotes">` + strings.Repeat(`<li id="fn:1">a`, 30_000),
		"references":          strings.Repeat(`<a href="#fn:1">1</a>`, 30_000) + `<ol role="doc-endnotes"><li id="fn:1">a</ol>`,
		"equal ids":           strings.Repeat(`<p id="a">a`, 30_000),
		"links inside":        many(3000, func(i int) string { return "<p id=p" + strings.Repeat("x", i%50) + "><a href=#px>l</a>" }),
		"languages":           strings.Repeat(`<div lang="ar"><div lang="en">x`, 200) + strings.Repeat("<p>y", 25_000),
		"many texts":          strings.Repeat("x<!---->", 60_000),
		"attributes":          "<p " + strings.Repeat(`a="b" `, 300_000) + ">x",
		"spaces":              strings.Repeat(" \n\t", 700_000),
		"alternating marks":   strings.Repeat("<b>a</b><i>b</i>", 45_000),
		"overlapping marks":   strings.Repeat("<b>a<i>b</b>c</i>", 30_000),
		"svg":                 strings.Repeat("<svg><p>", 30_000),
		"unclosed comment":    "a<!--" + strings.Repeat("-", 1<<20),
		"combining":           "a" + strings.Repeat("\u0301", 500_000),
		"no letters":          strings.Repeat("\u200d", 500_000),
	}
}

func many(n int, f func(int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

func TestBombsEndInTime(t *testing.T) {
	for name, src := range bombs() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			r := with(t, src, body.Options{Language: "en"})
			took := time.Since(start)
			t.Logf("%d bytes → %d, %v, %v", len(src), len(r.HTML), r.Flags, took.Round(time.Millisecond))
			if took > 8*time.Second { // five are allowed; a loud machine may take longer
				t.Errorf("took %v", took)
			}
			if again := with(t, r.HTML, body.Options{Language: "en"}); again.HTML != r.HTML {
				t.Errorf("not idempotent: %q … %q", short(r.HTML)[:min(300, len(r.HTML))], short(again.HTML)[:min(300, len(again.HTML))])
			}
			if _, err := body.Parse(r.HTML); err != nil {
				t.Error(err)
			}
		})
	}
}
