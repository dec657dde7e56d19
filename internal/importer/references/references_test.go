package references_test

import (
	"archive/zip"
	"context"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/fieldtest"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/references"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

const (
	ris = "TY  - JOUR\r\nAU  - van der Berg, Anna\r\nAU  - 王, 小波\r\nTI  - Tides & harbours\r\nT2  - The Quay\r\nVL  - 3\r\nIS  - 2\r\nSP  - 1\r\nEP  - 9\r\nPY  - 2019\r\nDA  - 2019/05/06\r\n" +
		"DO  - 10.1000/xyz 1\r\nUR  - https://quay.example/a?b=1&c=2\r\nKW  - ports\r\nKW  - آب\r\nAB  - What <b>was</b> seen.\r\nLA  - en\r\nER  - \r\nTY  - BOOK\r\nTI  - Two\r\nER  - \r\n"
	bib = "% Encoding: UTF-8\n@string{q = \"The Quay\"}\n@article{berg2019,\n author = {Anna van der Berg and {The Board}},\n title = {Tides {\\&} harbours},\n journal = q,\n date = {2019-05-06},\n doi = {10.1000/xyz},\n abstract = {Seen.},\n}\n"
	csl = `[{"id":"x","type":"article-journal","title":"Tides","issued":{"date-parts":[[2019,5]]},"author":[{"family":"Berg","given":"Anna"}],"translator":[{"literal":"T"}]},{"id":"y","type":"book"}]`
)

func TestAReferenceBecomesANote(t *testing.T) {
	formattest.Golden(t, "testdata/ris.json", formattest.Shown(t, formattest.Read(t, references.RIS(), formattest.Text(t, "x.ris", ris))...))
	formattest.Golden(t, "testdata/bibtex.json", formattest.Shown(t, formattest.Read(t, references.BibTeX(), formattest.Text(t, "x.bib", bib))...))
	formattest.Golden(t, "testdata/csl.json", formattest.Shown(t, formattest.Read(t, references.CSLJSON(), formattest.Text(t, "x.json", csl))...))
}

func TestSniff(t *testing.T) {
	others := []formattest.Sight{
		{"JSON lines", `{"title":"T","body_text":"B","type":"news"}`, importer.Unlikely},
		{"another list", `[{"type":"x","title":"y"}]`, importer.Unlikely},
		{"a page", "<!doctype html>", importer.Unlikely},
		{"a letter", "@anna, see below:\n@article{x, title={y}}\n", importer.Unlikely},
		{"Markdown", "# A title\n\n@article{x, title={y}}\n", importer.Unlikely},
		{"a stylesheet", "@media print { a, b { color: red } }", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	}
	formattest.Sniffs(t, references.RIS(), append(others, formattest.Sight{"RIS", "\ufeff\r\n" + ris, importer.Certain}))
	formattest.Sniffs(t, references.BibTeX(), append(others[4:], formattest.Sight{"BibTeX", bib, importer.Certain}, formattest.Sight{"an entry", "@Book (key1,\ntitle=\"x\")", importer.Certain}))
	formattest.Sniffs(t, references.CSLJSON(), append(others, formattest.Sight{"CSL-JSON", csl, importer.Certain}))
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	formattest.Stops(t, references.RIS(), "x.ris", ris)
}

func TestWhatBreaksOffIsSaid(t *testing.T) {
	read := func(f references.Format, text string) (n int, err error) {
		err = f.Read(context.Background(), formattest.Text(t, "x", text), func(i importer.Item) error {
			if i.Record.Article != nil {
				n++
			}
			return nil
		})
		return n, err
	}
	for name, c := range map[string]struct {
		format references.Format
		text   string
	}{
		"BibTeX":   {references.BibTeX(), bib + "@article{open, title = {never"},
		"CSL-JSON": {references.CSLJSON(), strings.TrimSuffix(csl, "]") + `,{"id":`},
	} {
		if n, err := read(c.format, c.text); n == 0 || news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%s: %d references, %v", name, n, err)
		}
	}
	if n, err := read(references.RIS(), "no references\n"); n != 0 || err != nil {
		t.Error(n, err)
	}
}

// TestFilesOfOthers reads what pandoc's tests have: every body has to be one.
func TestFilesOfOthers(t *testing.T) {
	archive, err := zip.OpenReader(newstest.Data(t, "refs/pandoc-refs.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	notes := 0
	for _, f := range archive.File {
		if path.Ext(f.Name) != ".bib" {
			continue
		}
		file, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range formattest.Read(t, references.BibTeX(), importer.Input{Content: strings.NewReader(string(text)), Name: f.Name, Zone: time.UTC}) {
			if a := item.Record.Article; a != nil {
				notes++
				if _, err := body.Canonical(t.Context(), a.Body, body.Options{}); err != nil || a.Title == "" {
					t.Errorf("%s, %s: %v", f.Name, item.Where, err)
				}
			}
		}
	}
	if notes < 8 {
		t.Errorf("%d notes", notes)
	}
}

// TestEveryFieldOfPandocsFiles holds the fields of those files that can be told by plain
// means, and that each of the three formats gives back what it is given of them.
func TestEveryFieldOfPandocsFiles(t *testing.T) {
	newstest.Data(t, "refs/pandoc-refs.zip")
	folder, _ := newstest.DataFolder()
	l, err := fieldtest.BibTeX(folder)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Holds(t, l)
	lines, err := fieldtest.Rewritten(folder)
	if err != nil || len(lines) != 3 {
		t.Fatal(len(lines), err)
	}
	for _, l := range lines {
		t.Run(l.Set, func(t *testing.T) { formattest.Holds(t, l) })
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{ris, bib, csl, "TY  - \nER  -\n", "@a{,b=c}", "[{}]"} {
		f.Add(text)
	}
	formats := []references.Format{references.RIS(), references.BibTeX(), references.CSLJSON()}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range formats {
			err := format.Read(t.Context(), importer.Input{Content: strings.NewReader(text), Zone: time.UTC}, func(i importer.Item) error {
				if a := i.Record.Article; a != nil && (strings.TrimSpace(a.Title) == "" || strings.Contains(a.Body, "<script")) {
					t.Errorf("%+v", a)
				}
				return nil
			})
			if err != nil && news.CodeOf(err) != news.CodeInvalid {
				t.Error(err)
			}
		}
	})
}
