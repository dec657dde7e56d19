package importer_test

import (
	"archive/tar"
	"archive/zip"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/importer/page"
)

func describer() *importer.Host {
	return importer.New(importer.Parts{Formats: []importer.Format{jsonl.Format{}, page.Format{}, markdown.Format{}}})
}

// tree is what lies in the folder or archive that is described, by its path.
var tree = map[string]string{
	"a.md": "# A\n\nText.", "notes/b.md": "# B\n\nText.", "notes/e.md": "# E", "notes/c.txt.bin": "nothing of ours", ".git/d.md": "# D",
	"story.html": "<!doctype html><title>S</title><p>Text.", "story_files/part.html": "<p>an advertisement",
}

func TestDescribeTellsWhatIsOffered(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	inside := int64(0)
	for name, text := range tree {
		write("tree/"+name, text)
	}
	for _, name := range []string{"a.md", "notes/b.md", "notes/e.md", "story.html"} {
		inside += int64(len(tree[name]))
	}
	zipped, tarred := archives(t, dir)
	line := `{"id":"1","title":"T","body_text":"B"}`
	one, other := write("one.jsonl", line), write("other.jsonl", line)
	none := write("none.bin", "\x00\x01")
	packed := func(path string) int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	for _, test := range []struct {
		name  string
		paths []string
		want  importer.Description
	}{
		{"a file", []string{one}, importer.Description{Format: "jsonl", Files: 1, Bytes: int64(len(line))}},
		{"a folder", []string{filepath.Join(dir, "tree")}, importer.Description{Format: importer.Folder, Inside: "markdown", Files: 4, Bytes: inside}},
		{"a zip", []string{zipped}, importer.Description{Format: importer.Archive, Inside: "markdown", Files: 4, Bytes: packed(zipped)}},
		{"a tar", []string{tarred}, importer.Description{Format: importer.Archive, Inside: "markdown", Files: 5, Bytes: packed(tarred)}}, // a stream cannot be asked what lies beside a page
		{"several", []string{one, other}, importer.Description{Format: importer.Files, Inside: "jsonl", Files: 2, Bytes: 2 * int64(len(line))}},
		{"nothing of ours", []string{none}, importer.Description{Files: 1, Bytes: 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := describer().Describe(t.Context(), test.paths...)
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if got, err := describer().Describe(ended, filepath.Join(dir, "tree")); !got.More || err != nil {
		t.Errorf("the time is up: %+v %v", got, err)
	}
	if _, err := describer().Describe(t.Context(), filepath.Join(dir, "nowhere")); err == nil {
		t.Error("there is no such file")
	}
}

// archives packs the tree.
func archives(t *testing.T, dir string) (zipped, tarred string) {
	zipped, tarred = filepath.Join(dir, "tree.zip"), filepath.Join(dir, "tree.tar")
	z, err := os.Create(zipped)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	r, err := os.Create(tarred)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	intoZip, intoTar := zip.NewWriter(z), tar.NewWriter(r)
	for name, text := range tree {
		w, err := intoZip.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err == nil {
			err = intoTar.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: int64(len(text)), Mode: 0o600})
		}
		if err == nil {
			_, err = io.WriteString(intoTar, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := intoZip.Close(); err != nil {
		t.Fatal(err)
	}
	if err := intoTar.Close(); err != nil {
		t.Fatal(err)
	}
	return zipped, tarred
}
