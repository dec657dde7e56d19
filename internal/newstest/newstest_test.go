package newstest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/newstest"
)

func TestEveryFileOfThePublicationIsThere(t *testing.T) {
	files := newstest.Publication()
	text, err := fs.ReadFile(files, newstest.PublicationFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pictures/harbour.jpg", "pictures/bridge.png", "pictures/turned.jpg", "films/tide.mp4", "films/tide.en.vtt", "films/bell.mp3"} {
		if _, err := fs.Stat(files, name); err != nil || !bytes.Contains(text, []byte(name)) {
			t.Errorf("%s is not there, or not named: %v", name, err)
		}
	}
	for n, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("line %d is not JSON", n+1)
		}
	}
	path, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(path) != newstest.PublicationFile {
		t.Errorf("copied to %s", path)
	}
}

func TestCorporaHaveWhatTheirReadmeSays(t *testing.T) {
	for _, c := range newstest.Corpora() {
		t.Run(filepath.Base(c.File), func(t *testing.T) {
			newstest.Data(t, c.File)
			if testing.Short() && c.Articles > 5000 {
				t.Skip("skipped: a big corpus in a short run")
			}
			folder, _ := newstest.DataFolder()
			var out bytes.Buffer
			n, err := newstest.ConvertCorpus(folder, c, &out)
			if err != nil {
				t.Fatal(err)
			}
			if n != c.Articles {
				t.Errorf("%d articles, want %d", n, c.Articles)
			}
			for line := range bytes.Lines(out.Bytes()) {
				var a struct {
					ID, Source, Language, Title string
					BodyText                    string `json:"body_text"`
				}
				if err := json.Unmarshal(line, &a); err != nil {
					t.Fatal(err)
				}
				if a.ID == "" || a.Source == "" || a.Title == "" || a.BodyText == "" || a.Language != c.Language {
					t.Fatalf("incomplete: %.300s", line)
				}
			}
		})
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	generate := func(seed uint64) string {
		var out bytes.Buffer
		if err := newstest.Generate(&out, newstest.GeneratorOptions{Articles: 50, Words: 80, Seed: seed}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	one := generate(1)
	if one != generate(1) {
		t.Error("one seed gave two libraries")
	}
	if one == generate(2) {
		t.Error("two seeds gave one library")
	}
	if got := strings.Count(one, "\n"); got != 50+1+60+1 {
		t.Errorf("%d lines", got)
	}
}

func BenchmarkGenerate(b *testing.B) {
	if err := newstest.Generate(io.Discard, newstest.GeneratorOptions{Articles: b.N, Seed: 1}); err != nil {
		b.Fatal(err)
	}
}
