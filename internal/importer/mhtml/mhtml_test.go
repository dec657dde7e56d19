package mhtml_test

import (
	"strings"
	"testing"

	"broadsheet/internal/fieldtest"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/mhtml"
	"broadsheet/internal/newstest"
)

func read(t testing.TB, content []byte) importer.Item {
	t.Helper()
	items := formattest.Read(t, mhtml.Format{}, formattest.Text(t, "x.mhtml", string(content)))
	if len(items) != 1 {
		t.Fatalf("%d items", len(items))
	}
	return items[0]
}

// TestSet reads the archives of the test material.
func TestSet(t *testing.T) {
	newstest.Data(t, "archives/mhtml.zip")
	folder, _ := newstest.DataFolder()
	l, err := fieldtest.MHTML(folder)
	if err != nil {
		t.Fatal(err)
	}
	formattest.Holds(t, l)
	if l.Items != 3 {
		t.Errorf("%d of %d archives, 3 were promised", l.Read, l.Items)
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
		if item.Record.Article != nil || len(item.Problems) != 1 || !strings.HasPrefix(item.Problems[0].Message, "The web archive cannot be read: ") {
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
