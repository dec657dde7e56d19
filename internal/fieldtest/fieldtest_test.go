package fieldtest_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/fieldtest"
)

const archive = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://g.example/a\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related; type=\"text/html\"; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/html\r\nContent-Location: https://g.example/a\r\n\r\n" +
	"<html lang=en><title>A bridge for the town</title><article><p>The council met on Tuesday evening to decide on the new bridge, and after four hours of debate, in which nine members spoke, it agreed to build it.</p></article>\r\n--xx--\r\n"

// set writes a set of one archive, with what is stated of it.
func set(t *testing.T, stated string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "archives"), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, "archives", "mhtml.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z := zip.NewWriter(file)
	for name, text := range map[string]string{"a.mhtml": archive, "a.expected.json": stated} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestWhatIsNotAsStatedIsTold(t *testing.T) {
	const text = "The council met on Tuesday evening to decide on the new bridge, and after four hours of debate, in which nine members spoke, it agreed to build it."
	l, err := fieldtest.MHTML(set(t, `{"title":"A bridge for the town","url":"https://g.example/a","lang":"en","body":"`+text+`"}`))
	if err != nil || !l.Good() || l.Of != 5 {
		t.Fatalf("%+v, %v", l, err)
	}
	l, err = fieldtest.MHTML(set(t, `{"title":"Another","url":"https://g.example/a","lang":"en","images":1,"body":"`+text+`"}`))
	if err != nil || l.Good() || l.Right != 3 || !strings.Contains(strings.Join(l.Wrong, " "), `want "Another"`) {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestNoSetIsAnError(t *testing.T) {
	if _, err := fieldtest.Count(t.TempDir()); err == nil {
		t.Error("nothing was counted, and nobody was told")
	}
}
