package corpus_test

import (
	"bytes"
	"os"
	"testing"
	"unicode"

	"broadsheet/build/bench/corpus"

	"github.com/google/go-cmp/cmp"
)

func generate(t *testing.T, folder string, articles int) corpus.File {
	t.Helper()
	f, err := corpus.Make(folder, 7, "sample", articles)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func content(t *testing.T, f corpus.File) []byte {
	t.Helper()
	raw, err := os.ReadFile(f.Path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestASmallCorpusIsTheBeginningOfALargerOne(t *testing.T) {
	grown := t.TempDir()
	small := content(t, generate(t, grown, 40))
	large := content(t, generate(t, grown, 100))
	if !bytes.HasPrefix(large, small) || len(large) == len(small) {
		t.Error("the corpus that was made longer does not begin with the one it was")
	}
	if !bytes.Equal(large, content(t, generate(t, t.TempDir(), 100))) {
		t.Error("made in two steps it is not what it is made in one")
	}
}

func TestTextHoldsWhatEveryTokeniserCutsAlike(t *testing.T) {
	f := generate(t, t.TempDir(), 60)
	languages := map[string]int{}
	for a, err := range corpus.Read(f.Path, 60) {
		if err != nil {
			t.Fatal(err)
		}
		languages[a.Language]++
		for _, text := range []string{a.Title, a.Lead, a.Body} {
			if text == "" {
				t.Errorf("article %d lacks a text", a.Row)
			}
			for _, r := range text {
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !(r >= '0' && r <= '9') && r != ' ' && r != '.' {
					t.Fatalf("article %d holds %q", a.Row, r)
				}
			}
		}
	}
	if len(languages) != 4 {
		t.Errorf("languages are %v, not four", languages)
	}
}

func TestLinesAreReadBack(t *testing.T) {
	training, err := corpus.Train("sample")
	if err != nil {
		t.Fatal(err)
	}
	g, err := corpus.NewGenerator(7, training)
	if err != nil {
		t.Fatal(err)
	}
	f := generate(t, t.TempDir(), 3)
	for a, err := range corpus.Read(f.Path, 3) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(g.Article(a.Row), a); diff != "" {
			t.Errorf("article %d (-made +read):\n%s", a.Row, diff)
		}
	}
	for _, err := range corpus.Read(f.Path, 4) {
		if err != nil {
			return
		}
	}
	t.Error("a file that is too short is read without an error")
}
