package wxr_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/fieldtest"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/wxr"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

const generated = "wxr/generated-mixed-1000"

func unpacked(t testing.TB, name string) []byte {
	t.Helper()
	file, err := os.Open(newstest.Data(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestEveryFieldOfTheGeneratedExport(t *testing.T) {
	newstest.Data(t, "wxr/generated-mixed-1000.xml.gz")
	folder, _ := newstest.DataFolder()
	l, err := fieldtest.WXR(folder)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Holds(t, l)
	if l.Altered > 0 || !strings.Contains(strings.Join(l.Notes, " "), ": 18.") {
		t.Errorf("%d of %d articles, %d problems, trash: %q", l.Read, l.Items, l.Altered, l.Notes)
	}
}

var (
	itemText   = regexp.MustCompile(`(?s)<item[ >].*?</item>`)
	typeText   = regexp.MustCompile(`post_type>(?:<!\[CDATA\[)?(?:post|page)\b`)
	statusText = regexp.MustCompile(`wp:status>(?:<!\[CDATA\[)?(?:trash|auto-draft)\b`)
)

func TestTheImportersOwnFixtures(t *testing.T) {
	z, err := zip.OpenReader(newstest.Data(t, "wxr/wordpress-fixtures.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	total := 0
	for _, entry := range z.File {
		if path.Ext(entry.Name) != ".xml" {
			continue
		}
		t.Run(path.Base(entry.Name), func(t *testing.T) {
			file, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			text, err := io.ReadAll(file)
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for _, item := range itemText.FindAll(text, -1) {
				// An item that does not say its type is read as a post.
				if (typeText.Match(item) || !bytes.Contains(item, []byte("post_type>"))) && !statusText.Match(item) {
					want++
				}
			}
			items := read(t, bytes.NewReader(text))
			got := articles(items)
			total += len(got)
			if len(got) != want {
				t.Errorf("%d articles, want %d", len(got), want)
			}
			for _, item := range items {
				if item.Record.Article == nil && !item.Note {
					t.Log(item.Where, item.Problems)
				}
			}
			for _, a := range got {
				canonical(t, a)
			}
			if bytes.Contains(text, []byte("<rss")) && (wxr.Format{}).Sniff(text[:min(len(text), importer.SniffLength)]) != importer.Certain {
				t.Error("not known by its content")
			}
		})
	}
	t.Logf("%d articles", total)
}

// canonical looks for what must not be left of WordPress.
func canonical(t *testing.T, a *news.Article) {
	t.Helper()
	result, err := body.Canonical(context.Background(), a.Body, body.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"[caption", "[/caption", "[gallery", "[embed", "<!--", "wp:paragraph"} {
		if strings.Contains(result.HTML, bad) {
			t.Errorf("%s: %s is left", a.Title, bad)
		}
	}
}

// A long export must not take more memory than a short one.
func TestALongExportTakesNoMoreMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a long file in a short run")
	}
	const items = 20_000
	in, out := io.Pipe()
	go func() {
		w := bufio.NewWriter(out)
		head, tail, _ := strings.Cut(export("\x00"), "\x00")
		io.WriteString(w, head)
		words := strings.Repeat("Words of an article. ", 500)
		for i := range items {
			io.WriteString(w, post(i+1, "T", words, `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>`))
		}
		io.WriteString(w, tail)
		w.Flush()
		out.Close()
	}()
	count, most := 0, uint64(0)
	err := wxr.Format{}.Read(context.Background(), importer.Input{Content: in, Zone: time.UTC}, func(importer.Item) error {
		if count++; count%2000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	})
	if err != nil || count != items {
		t.Fatal(count, err)
	}
	if most > 64<<20 {
		t.Errorf("%d MB in use", most>>20)
	}
	t.Logf("%d MB in use at most", most>>20)
}

// BenchmarkRead parses the whole generated export: what it costs beyond reading
// the same articles as lines.
func BenchmarkRead(b *testing.B) {
	text := unpacked(b, generated+".xml.gz")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		err := wxr.Format{}.Read(context.Background(), importer.Input{Content: bytes.NewReader(text), Zone: time.UTC}, func(importer.Item) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
}
