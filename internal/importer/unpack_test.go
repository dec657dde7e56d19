package importer_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
)

// member is a file in an archive.
type member struct{ name, content string }

func zipped(t testing.TB, members ...member) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		file, err := w.Create(m.name)
		if err == nil {
			_, err = io.WriteString(file, m.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func tarred(t testing.TB, members ...member) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, m := range members {
		err := w.WriteHeader(&tar.Header{Name: m.name, Mode: 0o600, Size: int64(len(m.content)), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = io.WriteString(w, m.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func packed(t testing.TB, content string, open func(io.Writer) (io.WriteCloser, error)) string {
	t.Helper()
	var out bytes.Buffer
	w, err := open(&out)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func gz(w io.Writer) (io.WriteCloser, error)  { return gzip.NewWriter(w), nil }
func zst(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }
func xzed(w io.Writer) (io.WriteCloser, error) {
	return xz.NewWriter(w)
}

func line(id string) string {
	return fmt.Sprintf(`{"id":%q,"language":"en","title":"T %[1]s","body_text":"B"}`+"\n", id)
}

// bring imports a file with that content, and says what came in and what was
// left unpacked behind.
func bring(t *testing.T, name, content string, streamed bool) (m *memory, report news.Import, err error) {
	t.Helper()
	m = &memory{}
	tmp := filepath.Join(t.TempDir(), "tmp")
	h := importer.New(importer.Parts{Formats: []importer.Format{jsonl.Format{}}, Store: m, Runs: m, Media: &heap{}, Clock: clock, Tmp: tmp})
	file := importer.File{Content: strings.NewReader(content), Name: name}
	if !streamed {
		file = importer.File{Path: filepath.Join(t.TempDir(), name)}
		if err := os.WriteFile(file.Path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, err = h.Run(t.Context(), importer.Request{ID: "i", Files: []importer.File{file}}, nil)
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("%s was left behind", left[0].Name())
	}
	return m, report, err
}

func TestArchivesOpenByThemselves(t *testing.T) {
	two := []member{{"b/two.jsonl", line("2")}, {"one.jsonl", line("1")}, {"readme.txt", "no"}, {".git/three.jsonl", line("3")}}
	for _, c := range []struct{ name, content string }{
		{"a.zip", zipped(t, two...)},
		{"a.tar", tarred(t, two...)},
		{"a.tar.gz", packed(t, tarred(t, two...), gz)},
		{"a.tar.zst", packed(t, tarred(t, two...), zst)},
		{"a.tar.xz", packed(t, tarred(t, two...), xzed)},
		{"a.zip.gz", packed(t, zipped(t, two...), gz)},
		{"nameless", zipped(t, two...)},
		{"inner.zip", zipped(t, member{"deep/a.tar.gz", packed(t, tarred(t, two...), gz)})},
		{"packed.zip", zipped(t, member{"one.jsonl.gz", packed(t, line("1"), gz)}, member{"two.jsonl.xz", packed(t, line("2"), xzed)})},
		{"wrapped twice.zip", zipped(t, member{"one.jsonl.gz.zst", packed(t, packed(t, line("1"), gz), zst)}, member{"two.jsonl.zst.gz", packed(t, packed(t, line("2"), zst), gz)})},
		{"twice.jsonl.gz.zst", packed(t, packed(t, line("1")+line("2"), gz), zst)},
	} {
		for _, streamed := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s streamed %v", c.name, streamed), func(t *testing.T) {
				m, report, err := bring(t, c.name, c.content, streamed)
				if err != nil || report.Added != 2 || report.Skipped != 0 || report.Label != c.name {
					t.Fatalf("%v: %+v", err, report)
				}
				var ids []string
				for _, a := range m.articles {
					ids = append(ids, a.ID)
				}
				slices.Sort(ids)
				if !slices.Equal(ids, []string{"1", "2"}) {
					t.Errorf("%v came in", ids)
				}
			})
		}
	}
}

func TestPicturesLieInTheArchive(t *testing.T) {
	article := `{"id":"1","language":"en","title":"T","body_html":"<figure><img src=\"../pics/a.png\" alt=\"A\"></figure><figure><img src=\"/b.png\" alt=\"B\"></figure><figure><img src=\"../../out.png\" alt=\"C\"></figure>"}`
	m, report, err := bring(t, "a.zip", zipped(t, member{"texts/one.jsonl", article}, member{"pics/a.png", "A"}, member{"static/b.png", "B"}), false)
	if err != nil || report.Added != 1 {
		t.Fatalf("%v: %+v", err, report)
	}
	for _, a := range m.articles {
		if !strings.Contains(a.Body, address("A")) || !strings.Contains(a.Body, address("B")) {
			t.Errorf("the body is %s", a.Body)
		}
	}
	if len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, "out.png") {
		t.Errorf("%+v", report.Problems)
	}
}

func TestHostileArchivesAreRefusedOrHarmless(t *testing.T) {
	many := make([]member, 0, 100)
	for range 40 {
		many = append(many, member{strings.Repeat("d/", 33) + "a.jsonl", line("1")})
	}
	for _, c := range []struct {
		name, content string
		code          news.Code // empty: the rest comes in
		left          int
	}{
		{"slip.zip", zipped(t, member{"../../evil.jsonl", line("9")}, member{"one.jsonl", line("1")}), "", 1},
		{"absolute.tar", tarred(t, member{"/etc/evil.jsonl", line("9")}, member{"one.jsonl", line("1")}), "", 1},
		{"twice.zip", zipped(t, member{"one.jsonl", line("1")}, member{"one.jsonl", line("9")}), "", 1},
		{"a file as a folder.zip", zipped(t, member{"one.jsonl", line("1")}, member{"one.jsonl/two.jsonl", line("9")}), "", 1},
		{"three deep.zip", zipped(t, member{"a.zip", zipped(t, member{"b.zip", zipped(t, member{"c.jsonl", line("9")})})}, member{"one.jsonl", line("1")}), "", 1},
		{"a broken one inside.zip", zipped(t, member{"a.zip", "PK\x03\x04 no"}, member{"one.jsonl", line("1")}), "", 1},
		{"broken.zip", "PK\x03\x04 no", news.CodeInvalid, 0},
		{"cut.tar.gz", packed(t, tarred(t, member{"one.jsonl", line("1")}), gz)[:90], news.CodeInvalid, 0},
		{"deep.zip", zipped(t, many...), news.CodeLimit, 0},
		{"long.tar", tarred(t, member{strings.Repeat("n", 241), line("1")}), news.CodeLimit, 0},
		{"bomb.zip", zipped(t, member{"one.jsonl", strings.Repeat("0", 8<<20)}), news.CodeLimit, 0},
		{"bomb.tar.gz", packed(t, tarred(t, member{"one.jsonl", strings.Repeat("0", 8<<20)}), gz), news.CodeLimit, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, report, err := bring(t, c.name, c.content, false)
			if c.code != "" {
				if news.CodeOf(err) != c.code || len(m.articles) > 0 || len(m.began) > 0 {
					t.Errorf("%v (%s): %+v", err, news.CodeOf(err), report)
				}
				return
			}
			if err != nil || report.Added != 1 || report.Skipped != c.left || len(report.Problems) != c.left {
				t.Errorf("%v: %+v", err, report)
			}
			for _, a := range m.articles {
				if a.ID != "1" {
					t.Errorf("%s came in", a.ID)
				}
			}
		})
	}
}

func TestADocumentThatIsAnArchiveIsNotUnpacked(t *testing.T) {
	_, _, err := bring(t, "book.epub", zipped(t, member{"mimetype", "application/epub+zip"}, member{"one.jsonl", line("1")}), false)
	if news.CodeOf(err) != news.CodeUnsupported {
		t.Errorf("%v", err)
	}
}

// One file of a folder that cannot be read does not stop the others, and many
// small ones are stored together.
func TestTheRestOfAFolderComesIn(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a.jsonl": "\x1f\x8b broken", "b.jsonl": line("1"), "c.jsonl": line("2"), "d.jsonl.gz": packed(t, line("3"), gz)[:40]} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := &memory{}
	report := run(t, m, importer.Request{Files: []importer.File{{Path: dir}}, Source: "s"})
	if report.Added != 2 || report.Skipped != 2 || len(report.Problems) != 2 || report.State != "done" {
		t.Errorf("%+v", report)
	}
	if len(m.batches) != 1 {
		t.Errorf("%d batches", len(m.batches))
	}
}

func TestXzMayNotAskForMemory(t *testing.T) {
	content := []byte(packed(t, line("1"), xzed))
	at := bytes.IndexByte(content[12:], 0x21) + 12 + 2 // the filter's id, its length, the dictionary's size
	content[at] = 40                                   // 4 GB
	_, _, err := bring(t, "a.jsonl.xz", string(content), false)
	if news.CodeOf(err) != news.CodeLimit {
		t.Errorf("%v", err)
	}
}
