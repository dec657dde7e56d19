package importer_test

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/mhtml"
	"broadsheet/internal/importer/page"
)

const savedText = `<p>The council met on Tuesday evening to decide on the new bridge, and after four hours of debate, in which nine members spoke, it agreed to build it.</p>
<p>Residents of the old harbour had asked for a tunnel instead, which would have cost three times as much.</p>`

// savedFolder is what a browser leaves when it saves a whole page, beside a page
// that is none of an article's and a web archive.
func savedFolder(t *testing.T) string {
	folder := t.TempDir()
	for name, content := range map[string]string{
		"A bridge.html":                   `<!DOCTYPE html><html lang="en"><title>A bridge for the town</title><article><h1>A bridge for the town</h1>` + savedText + `<p>And this is the bridge: <img src="./A%20bridge_files/one.png" alt="The bridge"></p></article></html>`,
		"A bridge_files/one.png":          "a picture",
		"A bridge_files/saved_frame.html": `<!DOCTYPE html><html><title>A frame</title>` + savedText + `</html>`,
		"else_files/kept.html":            `<!DOCTYPE html><html><title>Another bridge</title>` + savedText + savedText + `</html>`,
		"moved.htm":                       `<!DOCTYPE html><meta http-equiv="refresh" content="0;url=https://g.example/">`,
		"archive.mhtml": "MIME-Version: 1.0\r\nSnapshot-Content-Location: https://g.example/a\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n" +
			"--xx\r\nContent-Type: text/html\r\n\r\n<title>Archived</title><article>" + savedText + "<p>With a picture: <img src=\"cid:p@x\" alt=P></p></article>\r\n" +
			"--xx\r\nContent-Type: image/png\r\nContent-ID: <p@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte("a picture inside")) + "\r\n--xx--\r\n",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestSavedPages(t *testing.T) {
	store := &memory{}
	host := importer.New(importer.Parts{
		Formats: []importer.Format{mhtml.Format{}, page.Format{}}, Store: store, Runs: store, Media: &heap{}, Clock: time.Now,
	})
	report, err := host.Run(context.Background(), importer.Request{ID: "i", Files: []importer.File{{Path: savedFolder(t)}}}, func(importer.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[string]string{}
	for _, batch := range store.batches {
		for _, r := range batch.Records {
			bodies[r.Article.Title] = r.Article.Body
		}
	}
	if len(bodies) != 3 {
		t.Errorf("%d articles, want those of the page, of the archive and of the folder that is beside no page: %v", len(bodies), bodies)
	}
	for _, title := range []string{"A bridge for the town", "Archived"} {
		if !strings.Contains(bodies[title], `src="/media/`) {
			t.Errorf("the picture of %q was not stored: %s", title, bodies[title])
		}
	}
	if len(store.media) != 2 {
		t.Errorf("%d files stored, want 2", len(store.media))
	}
	if len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, "leads on") {
		t.Errorf("problems %v, want the page that leads on", report.Problems)
	}
}
