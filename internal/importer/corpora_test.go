package importer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/lang"
	"broadsheet/internal/media"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

// The corpora go into one library; big ones are left out of short runs.
func TestTheCorporaComeIn(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "library.db"), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	h := importer.New(importer.Parts{Formats: []importer.Format{jsonl.Format{}}, Store: db, Runs: db, Media: files, Clock: clock})
	for _, c := range newstest.Corpora() {
		t.Run(filepath.Base(c.File), func(t *testing.T) {
			small(t, c)
			path := filepath.Join(dir, filepath.Base(c.File)+".jsonl")
			convert(t, c, path)
			for n, want := range []int{c.Articles, 0} {
				report, err := h.Run(t.Context(), importer.Request{ID: c.File + string(rune('a'+n)), Files: []importer.File{{Path: path}}}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if report.Added != want || report.Added+report.Unchanged != c.Articles || report.Skipped > 0 {
					t.Errorf("run %d: %d added, %d unchanged, %d updated, %d duplicates, %d skipped of %d",
						n+1, report.Added, report.Unchanged, report.Updated, report.Duplicates, report.Skipped, c.Articles)
				}
				for i, problem := range report.Problems {
					if i < 5 {
						t.Log(problem.Where, problem.Message)
					}
				}
			}
		})
	}
}

// small leaves corpora out that are not there, and in short runs big ones.
func small(t *testing.T, c newstest.Corpus) {
	t.Helper()
	newstest.Data(t, c.File)
	if testing.Short() && c.Articles > 500 {
		t.Skip("skipped: a big corpus in a short run")
	}
}

func convert(t *testing.T, c newstest.Corpus, path string) {
	t.Helper()
	folder, _ := newstest.DataFolder()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newstest.ConvertCorpus(folder, c, out); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheLanguageOfCorporaIsFound(t *testing.T) {
	for _, c := range newstest.Corpora() {
		t.Run(filepath.Base(c.File), func(t *testing.T) {
			small(t, c)
			folder, _ := newstest.DataFolder()
			m := &memory{}
			found := 0
			report := run(t, m, importer.Request{Files: []importer.File{withoutLanguage(t, folder, c, 200)}})
			for _, a := range m.articles {
				if lang.Base(a.Language) == c.Language {
					found++
				}
			}
			if found < report.Added*95/100 {
				t.Errorf("%d of %d", found, report.Added)
			}
		})
	}
}

// withoutLanguage gives the first articles of a corpus with their language
// under another name.
func withoutLanguage(t *testing.T, folder string, c newstest.Corpus, count int) importer.File {
	t.Helper()
	var all bytes.Buffer
	if _, err := newstest.ConvertCorpus(folder, c, &all); err != nil {
		t.Fatal(err)
	}
	var some bytes.Buffer
	for line := range bytes.Lines(all.Bytes()) {
		if count--; count < 0 {
			break
		}
		some.Write(bytes.Replace(line, []byte(`"language":`), []byte(`"truth":`), 1))
	}
	return importer.File{Content: &some, Name: "corpus.jsonl"}
}
