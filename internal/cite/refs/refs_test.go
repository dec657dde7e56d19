package refs_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/cite"
	"broadsheet/internal/cite/refs"
)

var update = flag.Bool("update", false, "write the golden files")

// format is one of the three, with what it has no field for.
type format struct {
	name  string
	write func(io.Writer, refs.Items) error
	read  func(io.Reader, func(cite.Item) error) error
	lose  func(*cite.Item)
}

func formats() []format {
	names := func(i *cite.Item, change func(*cite.Name)) {
		for _, list := range [][]cite.Name{i.Authors, i.Editors, i.Translators} {
			for n := range list {
				change(&list[n])
			}
		}
	}
	one := func(n *cite.Name) { // one kind of particle
		n.Particle = strings.TrimSpace(n.Particle + " " + n.Dropping)
		n.Dropping = ""
		if n.Given == "" && n.Family != "" {
			n.Literal, n.Family, n.Particle = strings.TrimSpace(n.Particle+" "+n.Family), "", ""
		}
	}
	return []format{
		{"CSL-JSON", refs.WriteCSL, refs.ReadCSL, func(*cite.Item) {}},
		{"BibTeX", refs.WriteBib, refs.ReadBib, func(i *cite.Item) {
			if i.ID, i.Section = "", ""; i.Container == "" && i.Type == "article-newspaper" {
				i.Type = "webpage" // an article in nothing
			}
			names(i, one)
		}},
		{"RIS", refs.WriteRIS, refs.ReadRIS, func(i *cite.Item) {
			if i.ISBN != "" {
				i.ISSN = ""
			}
			names(i, one)
		}},
	}
}

func all(items []cite.Item) refs.Items {
	return func(yield func(cite.Item, error) bool) {
		for _, i := range items {
			if !yield(i, nil) {
				return
			}
		}
	}
}

func read(t testing.TB, f func(io.Reader, func(cite.Item) error) error, text []byte) []cite.Item {
	t.Helper()
	var out []cite.Item
	if err := f(bytes.NewReader(text), func(i cite.Item) error { out = append(out, i); return nil }); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return out
}

// roundTrip holds that a format gives back what it has fields for.
func roundTrip(t *testing.T, items []cite.Item) {
	t.Helper()
	for _, f := range formats() {
		var b bytes.Buffer
		if err := f.write(&b, all(items)); err != nil {
			t.Fatal(err)
		}
		got := read(t, f.read, b.Bytes())
		want := copied(t, items)
		for n := range want {
			f.lose(&want[n])
			if n < len(got) {
				f.lose(&got[n])
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s\n%s", f.name, diff, b.String())
		}
	}
}

func copied(t *testing.T, items []cite.Item) []cite.Item {
	t.Helper()
	text, err := json.Marshal(items)
	if err != nil {
		t.Fatal(err)
	}
	var out []cite.Item
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRoundTripOfOurOwn(t *testing.T) {
	text, err := os.ReadFile("../testdata/items.json")
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, read(t, refs.ReadCSL, text))
}

func TestRoundTripOfEveryField(t *testing.T) {
	roundTrip(t, []cite.Item{{
		ID: "x", Type: "chapter", Title: `100% of {x_y} & $5 #1 ~ ^ \ “quoted” NATO`, Container: "A & B", Series: "Old things", Kind: "report", Language: "de", URL: "https://example.org/a_b%20c#d~e?f=1&g=2",
		Authors:     []cite.Name{{Given: "Jan", Particle: "van der", Family: "Berg", Suffix: "Jr."}, {Literal: "Association of Ports and Harbours"}, {Given: "Gabriel", Family: "Ruiz Torres"}, {Given: "مریم", Family: "کریمی"}},
		Editors:     []cite.Name{{Given: "Ada", Family: "Brook"}},
		Translators: []cite.Name{{Given: "Éva", Family: "Ágh"}},
		Issued:      cite.Date{Year: 2024, Month: 5}, Accessed: cite.Date{Year: 2025, Month: 1, Day: 2}, Publisher: "Press", Place: "Łódź", Volume: "3", Number: "4a", Pages: "12-19", Edition: "2", Version: "7",
		DOI: "10.1000/a_b", ISBN: "978-3-16-148410-0", Abstract: "What is in it.", Note: "n", Keywords: []string{"one", "two words"},
	}})
}

// TestRoundTripOfPandocs reads the bibliographies that pandoc is tested with.
func TestRoundTripOfPandocs(t *testing.T) {
	data := os.Getenv("BROADSHEET_TESTDATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	set, err := zip.OpenReader(filepath.Join(data, "refs", "pandoc-refs.zip"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the set of references is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	read3 := map[string]func(io.Reader, func(cite.Item) error) error{".bib": refs.ReadBib, ".json": refs.ReadCSL, ".ris": refs.ReadRIS}
	count := 0
	for _, f := range set.File {
		reader := read3[filepath.Ext(f.Name)]
		if reader == nil || filepath.Base(f.Name) == "options.json" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		items := read(t, reader, text)
		for _, i := range items {
			if i.Title == "" || len(i.Authors) == 0 {
				t.Errorf("%s: %s has no title or author: %+v", f.Name, i.ID, i)
			}
		}
		count += len(items)
		roundTrip(t, items)
	}
	if count < 8 {
		t.Errorf("%d references read", count)
	}
	t.Logf("%d references", count)
}

func TestBibTeXAsPeopleWriteIt(t *testing.T) {
	got := read(t, refs.ReadBib, []byte(`% a comment
@comment{nothing}
@string{gaz = "The Gazette"}
@Article{brook:2024,
  author = "Ada Brook and {The Port Authority} and Ludwig van Beethoven and King, Jr., Martin",
  title  = {The {NATO} \'Etude --- caf\'e, stra\ss e and \v{c}},
  journal = gaz # { of Ports}, year = 1998, month = may # {}, pages = {1--2},
}
@misc(round, title = "A "# {B}, note = {x}, url={http://example.org/a\_b})
junk`))
	want := []cite.Item{
		{ID: "brook:2024", Type: "article-journal", Title: "The NATO Étude — café, straße and č", Container: "The Gazette of Ports", Issued: cite.Date{Year: 1998, Month: 5}, Pages: "1-2",
			Authors: []cite.Name{{Given: "Ada", Family: "Brook"}, {Literal: "The Port Authority"}, {Given: "Ludwig", Particle: "van", Family: "Beethoven"}, {Given: "Martin", Family: "King", Suffix: "Jr."}}},
		{ID: "round", Type: "document", Title: "A B", Note: "x", URL: "http://example.org/a_b"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestKeysAreUnique(t *testing.T) {
	var keys refs.Keys
	brook := cite.Item{ID: "1", Title: "The harbour wall", Authors: []cite.Name{{Given: "Ada", Family: "Brook"}}, Issued: cite.Date{Year: 2024}}
	persian := cite.Item{ID: "fa-7", Title: "دیوار بندر", Authors: []cite.Name{{Given: "مریم", Family: "کریمی"}}, Issued: cite.Date{Year: 2024}}
	got := []string{keys.Of(brook), keys.Of(brook), keys.Of(persian), keys.Of(persian)}
	want := []string{"brook2024harbour", "brook2024harbour-2", "a2024fa7", "a2024fa7-2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFilesAsTheyAreWritten(t *testing.T) {
	text, err := os.ReadFile("../testdata/items.json")
	if err != nil {
		t.Fatal(err)
	}
	items := read(t, refs.ReadCSL, text)
	for ending, write := range map[string]func(io.Writer, refs.Items) error{"bib": refs.WriteBib, "ris": refs.WriteRIS} {
		var b bytes.Buffer
		if err := write(&b, all(items)); err != nil {
			t.Fatal(err)
		}
		golden := "testdata/items." + ending
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// FuzzRead holds that whatever is read can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte("@article{a, author = {A and B, C}, title = \"x {Y} \\'e\", year = 1999}"))
	f.Add([]byte("TY  - NEWS\r\nAU  - A, B\r\nTI  - T\r\nDA  - 2024/05/06/\r\nER  - \r\n"))
	f.Add([]byte(`[{"id":1,"type":"book","title":"T","issued":{"date-parts":[["2024",5]]}}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, reader := range formats() {
			var items []cite.Item
			if err := reader.read(bytes.NewReader(text), func(i cite.Item) error { items = append(items, i); return nil }); err != nil {
				continue
			}
			for _, writer := range formats() {
				var b bytes.Buffer
				if err := writer.write(&b, all(items)); err != nil {
					t.Fatal(err)
				}
				n := 0
				if err := writer.read(&b, func(cite.Item) error { n++; return nil }); err != nil || n != len(items) {
					t.Fatalf("%s: %d of %d items come back: %v", writer.name, n, len(items), err)
				}
			}
		}
	})
}

// biblatex names languages as babel does, and may list those of a work beside the one
// that an entry is typeset in.
func TestBibTeXNamesLanguages(t *testing.T) {
	for fields, want := range map[string]string{
		`langid = {english}`: "en", `langid = {ngerman}`: "de", `langid = {fre}`: "fr", `language = {fa}`: "fa", `language = {Persian}`: "fa", `language = {pt-BR}`: "pt-BR",
		`language = {langlatin and langgerman}, langid = {german}`: "de", `language = {en}, langid = {french}`: "en", `language = {Old Norse}`: "Old Norse", `title = {T}`: "",
	} {
		got := read(t, refs.ReadBib, []byte("@book{k, "+fields+"}"))
		if len(got) != 1 || got[0].Language != want {
			t.Errorf("%s: %+v, want %q", fields, got, want)
		}
	}
}
