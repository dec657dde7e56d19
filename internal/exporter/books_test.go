package exporter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/body"
	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/collection"
	"broadsheet/internal/exporter/epub"
	page "broadsheet/internal/exporter/html"
	"broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/exporter/markdown"
	"broadsheet/internal/importer"
	readjsonl "broadsheet/internal/importer/jsonl"
	readmarkdown "broadsheet/internal/importer/markdown"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

// shelved is a library with a collection of the whole publication, in two parts, with
// notes.
func shelved(t *testing.T) *library {
	t.Helper()
	l := newLibrary(t)
	source, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	report := l.bring(t, source)
	front := news.Article{ID: "front", Kind: news.KindNews, Title: "A long headline", FrontTitle: "Short: \"so\"", Language: "en", Body: "<p id=\"aaaaaaaa\">Words.</p>\n"}
	if _, _, err := l.db.Ingest(t.Context(), news.Batch{Import: report.ID, Source: "desk", Records: []news.Record{{Article: &front}}}); err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := t.Context()
	rows, err := l.db.RowsIn(ctx, news.Filter{})
	must(err)
	_, _, err = l.db.CreateCollection(ctx, "The <whole> & all", "")
	must(err)
	inside, _, err := l.db.CreateCollection(ctx, "Inside", "The <whole> & all")
	must(err)
	_, err = l.db.Collect(ctx, "The <whole> & all", rows[:len(rows)/2], "Why & how", "")
	must(err)
	_, err = l.db.Collect(ctx, inside.ID, rows[len(rows)/2:], "", "")
	must(err)
	_, _, err = l.db.AddCollectionNote(ctx, "The <whole> & all", "Between\nthem\n\nA < B", "")
	must(err)
	return l
}

func (l *library) give(t *testing.T, format, out, name string) exporter.Report {
	t.Helper()
	host := exporter.New(exporter.Parts{
		Formats:   []exporter.Format{jsonl.Format{}, markdown.Format{}, page.Format{}, epub.Format{}, collection.Format{}},
		OpenMedia: func(sha string) (io.ReadCloser, error) { file, _, err := l.files.Open(sha); return file, err },
	})
	filter := store.ExportFilter{Collection: name}
	report, err := host.Run(t.Context(), exporter.Request{Format: format, Path: out, Records: l.db.ExportRecords(context.Background(), filter), Title: "Untitled"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// TestABookIsValid holds a book against the rules that can be told from its files
// alone, and against epubcheck where that is installed.
func TestABookIsValid(t *testing.T) {
	l := shelved(t)
	out := filepath.Join(t.TempDir(), "book.epub")
	report := l.give(t, "epub", out, "The <whole> & all")
	if report.Exported != 38 {
		t.Errorf("%+v", report)
	}
	archive, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if first := archive.File[0]; first.Name != "mimetype" || first.Method != zip.Store || len(first.Extra) > 0 {
		t.Errorf("the first file is %+v", first.FileHeader)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		if strings.Contains(f.Name, "..") || f.Name != "mimetype" && !f.Modified.UTC().Equal(exporter.ZipTime()) {
			t.Errorf("%s, %v", f.Name, f.Modified)
		}
		files[f.Name] = read(t, f)
	}
	opf := files["EPUB/package.opf"]
	for _, name := range []string{"EPUB/package.opf", "EPUB/nav.xhtml", "META-INF/container.xml"} {
		if files[name] == "" {
			t.Fatalf("there is no %s", name)
		}
	}
	for name, text := range files {
		if strings.HasPrefix(name, "EPUB/") && name != "EPUB/package.opf" && !strings.Contains(opf, `href="`+strings.TrimPrefix(name, "EPUB/")+`"`) {
			t.Errorf("%s is not in the manifest", name)
		}
		if ext := path.Ext(name); ext == ".xhtml" || ext == ".opf" || ext == ".xml" {
			for _, target := range references(t, name, text) {
				if strings.Contains(target, ":") {
					continue
				}
				file, fragment, _ := strings.Cut(target, "#")
				whole := name
				if file != "" {
					whole = path.Join(path.Dir(name), file)
				}
				if ext == ".xml" {
					whole = target
				}
				if files[whole] == "" {
					t.Errorf("%s leads to %s, which is not in the book", name, target)
				} else if fragment != "" && !strings.Contains(files[whole], ` id="`+fragment+`"`) {
					t.Errorf("%s leads to %s, which is nowhere", name, target)
				}
			}
		}
	}
	for _, want := range []string{`page-progression-direction="ltr"`, "<dc:title>The &lt;whole&gt; &amp; all</dc:title>", `properties="nav"`, `media-type="image/png"`} {
		if !strings.Contains(opf, want) {
			t.Errorf("%s is not in\n%s", want, opf)
		}
	}
	again := filepath.Join(t.TempDir(), "other.epub")
	l.give(t, "epub", again, "The <whole> & all")
	same(t, out, again)
	epubcheck(t, out)
}

func TestABookInPersianTurnsTheOtherWay(t *testing.T) {
	dir := t.TempDir()
	host := exporter.New(exporter.Parts{Formats: []exporter.Format{epub.Format{}}})
	records := func(yield func(news.Record, error) bool) {
		yield(news.Record{Article: &news.Article{ID: "a", Title: "آب", Language: "fa", Source: "s",
			Body: "<p id=\"aaaaaaaa\">متن<a href=\"#fn-1\" role=\"doc-noteref\">1</a></p>\n<ol id=\"bbbbbbbb\" role=\"doc-endnotes\"><li id=\"fn-1\">یادداشت</li></ol>\n"}}, nil)
	}
	out := filepath.Join(dir, "fa.epub")
	if _, err := host.Run(t.Context(), exporter.Request{Format: "epub", Path: out, Records: records, Title: "مجموعه"}, nil); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(out)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		text := read(t, f)
		switch {
		case f.Name == "EPUB/package.opf" && (!strings.Contains(text, `page-progression-direction="rtl"`) || !strings.Contains(text, "<dc:language>fa</dc:language>")),
			f.Name == "EPUB/c00001.xhtml" && (!strings.Contains(text, `dir="rtl"`) || !strings.Contains(text, `epub:type="footnote"`)):
			t.Errorf("%s:\n%s", f.Name, text)
		}
	}
	epubcheck(t, out)
}

// TestBooksInEveryScript writes what an article can hold, in four scripts, and addresses
// that browsers read and books may not hold.
func TestBooksInEveryScript(t *testing.T) {
	published := time.Date(2024, 5, 6, 22, 30, 0, 0, time.UTC)
	for language, words := range map[string]string{"fa": "آب و هوا", "ar": "البحر والميناء", "zh-Hans": "港口的水", "he": "נמל ומים", "en": "Water & harbours <here>"} {
		t.Run(language, func(t *testing.T) {
			text := html.EscapeString(words)
			c, err := body.Canonical(t.Context(), strings.ReplaceAll(everything, "WORDS", text), body.Options{Language: language})
			if err != nil {
				t.Fatal(err)
			}
			records := func(yield func(news.Record, error) bool) {
				for _, r := range []news.Record{
					{Part: &news.Part{Title: words}},
					{Note: words + "\n\n" + words, Article: &news.Article{ID: "a/1", Title: words, Kicker: words, Standfirst: words, Dateline: words, Language: language, Source: "s", Published: published,
						URL: "https://example.org/" + words + "/100%?a[]=1##x", Body: c.HTML, Authors: []news.Author{{Name: words}}, Media: []news.MediaItem{{Type: "photo", Src: "https://example.org/x.jpg", Alt: words, Caption: words}}}},
					{Part: &news.Part{Note: words + "\nA < B"}},
					{Part: &news.Part{Level: 1, Title: words}},
					{Article: &news.Article{ID: "b", Title: words, Language: language, Source: "s", Body: c.HTML}},
					{Part: &news.Part{Level: 1, Gone: words}},
					{Part: &news.Part{}},
				} {
					if !yield(r, nil) {
						return
					}
				}
			}
			host := exporter.New(exporter.Parts{Formats: []exporter.Format{epub.Format{}, page.Format{}, markdown.Format{}}})
			dir := t.TempDir()
			give := func(format, name string) string {
				request := exporter.Request{Format: format, Path: filepath.Join(dir, name), Records: records, Title: words, Publication: news.Publication{TimeZone: "Asia/Tehran"}}
				if _, err := host.Run(t.Context(), request, nil); err != nil {
					t.Fatal(err)
				}
				return request.Path
			}
			// Days are those of the publication.
			for _, file := range []string{give("html", "page.html"), filepath.Join(give("markdown", "notes"), "index.md")} {
				said, err := os.ReadFile(file)
				if err != nil || !bytes.Contains(said, []byte("2024-05-07")) || bytes.Contains(said, []byte("2024-05-06")) {
					t.Errorf("%v:\n%s", err, said)
				}
			}
			book := give("epub", "book.epub")
			archive, err := zip.OpenReader(book)
			if err != nil {
				t.Fatal(err)
			}
			defer archive.Close()
			for _, f := range archive.File {
				if path.Ext(f.Name) != ".xhtml" {
					continue
				}
				for _, target := range references(t, f.Name, read(t, f)) {
					if strings.Count(target, "#") > 1 || strings.ContainsAny(target, " []|^`{}<>") || strings.HasSuffix(target, "%") {
						t.Errorf("%s leads to %s", f.Name, target)
					}
				}
			}
			epubcheck(t, book)
		})
	}
}

const everything = `<h2 id="one">WORDS</h2><p>WORDS <a href="https://example.org/a[1]|b##c">WORDS</a> <em>WORDS</em> <strong>x</strong> <s>x</s> <sub>2</sub><sup>3</sup> <code>x</code><br>
<q cite="https://example.org/q">WORDS</q> <cite>WORDS</cite> <time datetime="2020-02-03">x</time> <abbr title="WORDS">x</abbr> <mark>WORDS</mark> <bdi>WORDS</bdi> <span lang="fr" dir="ltr">mots</span>
<a href="/article/b">WORDS</a> <a href="/article/elsewhere">WORDS</a> <a href="#one">WORDS</a><a href="#fn-1" role="doc-noteref">1</a></p>
<blockquote cite="https://example.org/x y"><p>WORDS</p></blockquote><ul><li>WORDS<ol start="3" reversed><li>WORDS</li></ol></li></ul><pre>WORDS
x</pre><hr>
<table><caption>WORDS</caption><thead><tr><th scope="col" colspan="2">WORDS</th></tr></thead><tbody><tr><th scope="row">x</th><td>WORDS</td></tr></tbody></table>
<figure data-type="image"><img src="https://example.org/x.jpg" alt="WORDS"><figcaption>WORDS</figcaption></figure>
<figure data-type="pullquote"><blockquote><p>WORDS</p></blockquote><figcaption>WORDS</figcaption></figure>
<figure data-type="embed" data-src="https://example.org/e[1]"><figcaption>WORDS</figcaption></figure><aside><p>WORDS</p></aside>
<ol role="doc-endnotes"><li id="fn-1">WORDS</li></ol>`

func epubcheck(t *testing.T, book string) {
	t.Helper()
	program, err := exec.LookPath("epubcheck")
	if err != nil || os.Getenv("BROADSHEET_EPUBCHECK") == "" {
		t.Log("epubcheck is not installed, or not asked for with BROADSHEET_EPUBCHECK: the book was held against our own rules alone")
		return
	}
	// Version 4 knows EPUB 3.2; what we write is allowed there too.
	program, err = filepath.EvalSymlinks(program)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program, book)
	if path.Ext(program) == ".jar" { // as Debian has it
		command = exec.CommandContext(t.Context(), "java", "-jar", program, book)
	}
	said, err := command.CombinedOutput()
	if err != nil || bytes.Contains(said, []byte("WARNING(")) || bytes.Contains(said, []byte("ERROR(")) {
		t.Errorf("epubcheck: %v\n%s", err, said)
	}
}

func references(t *testing.T, name, text string) []string {
	t.Helper()
	var out []string
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == "href" || a.Name.Local == "src" || a.Name.Local == "full-path" {
				out = append(out, a.Value)
			}
		}
	}
}

func read(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func same(t *testing.T, a, b string) {
	t.Helper()
	one, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Errorf("%s and %s differ", filepath.Base(a), filepath.Base(b))
	}
}

func TestAPageNeedsNothingBesideIt(t *testing.T) {
	l := shelved(t)
	out := filepath.Join(t.TempDir(), "page.html")
	if report := l.give(t, "html", out, "The <whole> & all"); report.Exported != 38 || report.Files != 0 {
		t.Errorf("%+v", report)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, part := range strings.Split(string(text), ` id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if ids[id] {
			t.Errorf("the id %s stands twice", id)
		}
		ids[id] = true
	}
	for _, target := range references(t, out, strings.Replace(string(text), "<!DOCTYPE html>", "", 1)) {
		switch {
		case strings.HasPrefix(target, "#"):
			if !ids[target[1:]] {
				t.Errorf("%s leads nowhere", target)
			}
		case strings.HasPrefix(target, "data:image/"), strings.HasPrefix(target, "http://"), strings.HasPrefix(target, "https://"), strings.HasPrefix(target, "mailto:"):
		default:
			t.Errorf("the page needs %.80s", target)
		}
	}
	for _, bad := range []string{"<script", `src="http`, "javascript:"} {
		if bytes.Contains(text, []byte(bad)) {
			t.Errorf("the page holds %s", bad)
		}
	}
}

func TestMarkdownIsReadBack(t *testing.T) {
	l := shelved(t)
	out := filepath.Join(t.TempDir(), "notes")
	if report := l.give(t, "markdown", out, "The <whole> & all"); report.Exported != 38 || report.Files == 0 {
		t.Errorf("%+v", report)
	}
	other := newLibrary(t)
	host := importer.New(importer.Parts{Formats: []importer.Format{readmarkdown.Format{}}, Store: other.db, Runs: other.db, Media: other.files, Clock: clock})
	report, err := host.Run(t.Context(), importer.Request{ID: "m", Files: []importer.File{{Path: out}}, Source: "notes"}, nil)
	if err != nil || report.Added < 38 {
		t.Fatalf("%+v %v", report, err)
	}
	facts := func(l *library) (out []string) {
		page, err := l.db.List(t.Context(), news.Filter{Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Articles {
			out = append(out, strings.Join([]string{a.Title, a.FrontTitle, a.Language, a.Kicker, a.Standfirst, a.Section.Name, strings.Join(a.Authors, ", ")}, "|"))
		}
		slices.Sort(out)
		return out
	}
	if diff := cmp.Diff(facts(l), facts(other)); diff != "" {
		t.Error(diff)
	}
}

func TestACollectionIsHandedOn(t *testing.T) {
	l := shelved(t)
	out := filepath.Join(t.TempDir(), "whole.broadsheet-collection")
	l.give(t, "collection", out, "The <whole> & all")
	other := newLibrary(t)
	host := importer.New(importer.Parts{Formats: []importer.Format{readjsonl.Format{}}, Store: other.db, Runs: other.db, Media: other.files, Clock: clock, Tmp: t.TempDir()})
	report, err := host.Run(t.Context(), importer.Request{ID: "c", Files: []importer.File{{Path: out}}}, nil)
	if err != nil || report.Added != 38 {
		t.Fatalf("%+v %v", report, err)
	}
	again := filepath.Join(t.TempDir(), "again.broadsheet-collection")
	other.give(t, "collection", again, "The <whole> & all")
	same(t, out, again)
	if undone, err := other.db.UndoImport(t.Context(), "c"); err != nil || len(undone.Kept) > 0 {
		t.Errorf("%+v %v", undone, err)
	}
	if list, err := other.db.Collections(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("%v %v", list, err)
	}
}
