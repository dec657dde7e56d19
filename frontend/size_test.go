package frontend_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"testing"

	"broadsheet/frontend"
)

// chunk is a file of the built pages and what comes with it, as Vite's manifest
// has it.
type chunk struct {
	File    string
	Imports []string
	CSS     []string `json:"css"`
}

// Before the first article stands, the page, the front page's and the article's
// scripts and styles are sent: together at most 350 kB, each compressed by gzip.
// Fonts and answers of the program are not of it.
func TestFrontPageAndArticleStaySmall(t *testing.T) {
	const most = 350_000
	site, err := fs.Sub(frontend.Site(), "site/dist")
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(site, ".vite/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the pages are not built (make headless)")
	}
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]chunk
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	files := map[string]bool{"index.html": true}
	var bring func(name string)
	bring = func(name string) {
		c, found := manifest[name]
		if !found {
			t.Fatalf("the manifest has no %s", name)
		}
		if files[c.File] {
			return
		}
		files[c.File] = true
		for _, style := range c.CSS {
			files[style] = true
		}
		for _, other := range c.Imports {
			bring(other)
		}
	}
	for _, name := range []string{"index.html", "src/pages/front/Front.svelte", "src/pages/article/Article.svelte"} {
		bring(name)
	}
	kinds := map[string]int{}
	sum := 0
	for file := range files {
		size := compressed(t, site, file)
		kinds[path.Ext(file)] += size
		sum += size
	}
	t.Logf("%d bytes of at most %d: %v", sum, most, kinds)
	if sum > most {
		t.Errorf("front page and article are %d bytes, at most %d are wanted: what only other screens need loads with them", sum, most)
	}
}

func compressed(t *testing.T, site fs.FS, name string) int {
	t.Helper()
	text, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
