package app

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/alike"
	"broadsheet/internal/body"
	"broadsheet/internal/follow"
	"broadsheet/internal/importer"
	importjsonl "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/index"
	"broadsheet/internal/media"
	"broadsheet/internal/newstest"
	"broadsheet/internal/store"
)

// archiveOf makes a library of generated articles, in the index and with the keys of
// their sketches.
func archiveOf(t testing.TB, rows int) archivist {
	t.Helper()
	var text bytes.Buffer
	if err := newstest.Generate(&text, newstest.GeneratorOptions{Articles: rows, Seed: 1, Words: 300}); err != nil {
		t.Fatal(err)
	}
	return archiveFrom(t, &text)
}

// archiveFrom makes a library of lines of the interchange format.
func archiveFrom(t testing.TB, text io.Reader) archivist {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(t.Context(), store.Options{Path: filepath.Join(dir, "library.db"), Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	x, err := index.Open(t.Context(), index.Options{Dir: filepath.Join(dir, "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	files, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	h := importer.New(importer.Parts{Formats: []importer.Format{importjsonl.Format{}}, Store: db, Runs: db, Media: files, Clock: time.Now})
	if _, err := h.Run(t.Context(), importer.Request{ID: "i", Files: []importer.File{{Content: text, Name: "g.jsonl"}}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := follow.New(follow.Options{Store: follow.StoreOf(db), Index: x, Log: slog.New(slog.DiscardHandler)}).Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := db.KeySketches(t.Context()); err != nil {
		t.Fatal(err)
	}
	return archivist{db, x}
}

// borrowing is a draft of its own words with one paragraph out of an article.
func borrowing(t testing.TB, a archivist, id string) alike.Draft {
	t.Helper()
	from, err := a.db.Article(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := body.Parse(from.Body)
	if err != nil {
		t.Fatal(err)
	}
	var paragraph string
	for _, b := range doc.Text().Blocks {
		if s := doc.Text().Plain[b.Start:b.End]; len(strings.Fields(s)) > 40 {
			paragraph = s
			break
		}
	}
	if paragraph == "" {
		t.Fatal("no paragraph is long enough")
	}
	var html strings.Builder
	for i := range 30 {
		fmt.Fprintf(&html, "<p>Somebody %d wrote of boats %d and of the harbour %d, which lies where it lay when others wrote of it, and said that the %d of them went home.</p>", i, i*7, i*11, i*13)
		if i == 15 {
			fmt.Fprintf(&html, "<p>%s</p>", paragraph)
		}
	}
	c, err := body.Canonical(t.Context(), html.String(), body.Options{Language: from.Language})
	if err != nil {
		t.Fatal(err)
	}
	return alike.Draft{Language: from.Language, Title: "Boats", Document: c.Document}
}

func TestAParagraphOutOfTheArchiveIsFound(t *testing.T) {
	a := archiveOf(t, 400)
	service := alike.New(a, a)
	found := 0
	for i := 7; i < 400; i += 40 {
		got, err := service.Find(t.Context(), borrowing(t, a, newstest.GeneratedID(i)), 6)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range got.Overlaps {
			if strings.HasSuffix(o.Article.ID, newstest.GeneratedID(i)) {
				found++
				break
			}
		}
	}
	if found < 9 {
		t.Errorf("%d of 10 were found", found)
	}
}

func TestAReprintIsFoundByItsSketch(t *testing.T) {
	a := archiveOf(t, 100)
	from, err := a.db.Article(t.Context(), newstest.GeneratedID(50))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := body.Parse(from.Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := alike.New(a, a).Find(t.Context(), alike.Draft{Language: from.Language, Document: doc}, 6)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Overlaps) == 0 || got.Overlaps[0].Article.ID != from.Public || got.Overlaps[0].Share < 0.95 {
		t.Errorf("%+v", got.Overlaps)
	}
	// Of the article itself, which a working copy is of, nothing is said.
	got, err = alike.New(a, a).Find(t.Context(), alike.Draft{Own: from.Public, Language: from.Language, Document: doc}, 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range got.Overlaps {
		if o.Article.ID == from.Public {
			t.Error("the draft's own article is told")
		}
	}
}

// BenchmarkAlike asks for a draft of 31 paragraphs, one of them out of an article; it
// has to stay below 100 ms. BROADSHEET_ROWS says how large the library is.
func BenchmarkAlike(b *testing.B) {
	rows, err := strconv.Atoi(os.Getenv("BROADSHEET_ROWS"))
	if err != nil {
		rows = 20_000
	}
	a := archiveOf(b, rows)
	service := alike.New(a, a)
	d := borrowing(b, a, newstest.GeneratedID(rows/2))
	b.ResetTimer()
	for b.Loop() {
		if _, err := service.Find(b.Context(), d, 6); err != nil {
			b.Fatal(err)
		}
	}
}
