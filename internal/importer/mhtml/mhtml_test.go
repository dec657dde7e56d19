package mhtml_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/mhtml"
	"broadsheet/internal/newstest"
)

func read(t testing.TB, content []byte) importer.Item {
	t.Helper()
	var items []importer.Item
	err := mhtml.Format{}.Read(context.Background(), importer.Input{Content: bytes.NewReader(content), Zone: time.UTC}, func(i importer.Item) error {
		items = append(items, i)
		return nil
	})
	if err != nil || len(items) != 1 {
		t.Fatalf("%d items, %v", len(items), err)
	}
	return items[0]
}

// TestSet reads the archives of the test material.
func TestSet(t *testing.T) {
	z, err := zip.OpenReader(newstest.Data(t, "archives/mhtml.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	found := 0
	for name, content := range files {
		stem, is := strings.CutSuffix(name, ".mhtml")
		if !is {
			continue
		}
		found++
		t.Run(stem, func(t *testing.T) {
			var want struct {
				Title, Body, URL, Lang string
				Images                 int
			}
			if err := json.Unmarshal(files[stem+".expected.json"], &want); err != nil {
				t.Fatal(err)
			}
			item := read(t, content)
			a := item.Record.Article
			if a == nil {
				t.Fatal(item.Problems)
			}
			stored := 0
			result, err := body.Canonical(context.Background(), a.Body, body.Options{Language: a.Language, Media: func(r body.Resource) (string, bool) {
				if len(item.Files[r.Src]) == 0 {
					return "", false
				}
				stored++
				return "/media/" + strings.Repeat("0", 64), true
			}})
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != want.Title || a.URL != want.URL || a.Language != want.Lang || stored != want.Images {
				t.Errorf("title %q, address %q, language %q, %d pictures; want %+v", a.Title, a.URL, a.Language, stored, want)
			}
			if got := strings.Join(strings.Fields(result.Document.Text().Plain), " "); got != strings.Join(strings.Fields(want.Body), " ") {
				t.Errorf("text\n%s\nwant\n%s", got, want.Body)
			}
		})
	}
	if found != 3 {
		t.Errorf("%d archives, 3 were promised", found)
	}
}

const prose = `<p>The council met on Tuesday evening to decide on the new bridge, and after four hours of debate, in which nine members spoke, it agreed to build it.</p><p>Residents of the old harbour had asked for a tunnel instead, which would have cost three times as much.</p>`

const message = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://g.example/town/a\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/html\r\nContent-Location: https://g.example/town/a\r\n\r\n" +
	"<html><title>A bridge for the town</title><article>" + prose + "<p>And here is a picture of it: <img src=../b.png alt=B></p></article>\r\n" +
	"--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://g.example/b.png\r\n\r\niVBORw0KGgo=\r\n"

func TestPicturesAreFoundByAddress(t *testing.T) {
	item := read(t, []byte(message+"--xx--\r\n"))
	if len(item.Files["https://g.example/b.png"]) != 8 || !strings.Contains(item.Record.Article.Body, `src="https://g.example/b.png"`) {
		t.Errorf("%v in %s", item.Files, item.Record.Article.Body)
	}
}

func TestCutOff(t *testing.T) {
	item := read(t, []byte(message))
	if item.Record.Article == nil || len(item.Problems) != 2 {
		t.Errorf("%+v", item)
	}
}

func TestNoArchive(t *testing.T) {
	for _, content := range []string{"", "\r\n", "no header", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--", "A: " + strings.Repeat("x", 1<<20)} {
		item := read(t, []byte(content))
		if item.Record.Article != nil || len(item.Problems) != 1 || !strings.HasPrefix(item.Problems[0], "The web archive cannot be read: ") {
			t.Errorf("%.40q: %+v", content, item)
		}
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head string
		want importer.Likelihood
	}{
		{message, importer.Certain},
		{"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", importer.Likely},
		{"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n", importer.Possible},
		{"<html>MIME-Version: 1.0", importer.Unlikely},
		{"", importer.Unlikely},
	} {
		if got := (mhtml.Format{}).Sniff([]byte(c.head)); got != c.want {
			t.Errorf("%.40q: %v, want %v", c.head, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(message))
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=3Cp>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		item := read(t, content)
		if item.Record.Article == nil && len(item.Problems) == 0 {
			t.Error("neither an article nor a sentence")
		}
	})
}
