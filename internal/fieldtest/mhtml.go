package fieldtest

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/mhtml"
)

// MHTML counts the fields of generated web archives.
func MHTML(folder string) (Line, error) {
	l := Line{Set: "MHTML, generated"}
	z, err := zip.OpenReader(filepath.Join(folder, "archives/mhtml.zip"))
	if err != nil {
		return l, err
	}
	defer z.Close()
	names, err := fs.Glob(z, "*.mhtml")
	if err != nil {
		return l, err
	}
	for _, name := range names {
		content, err := fs.ReadFile(z, name)
		if err != nil {
			return l, err
		}
		stated, err := fs.ReadFile(z, strings.TrimSuffix(name, ".mhtml")+".expected.json")
		if err != nil {
			return l, err
		}
		var want archived
		if err := json.Unmarshal(stated, &want); err != nil {
			return l, fmt.Errorf("read what is stated of %s: %w", name, err)
		}
		l.Items++
		items, err := read(mhtml.Format{}, name, strings.NewReader(string(content)))
		if err != nil {
			return l, err
		}
		for _, item := range items {
			if err := l.archive(name, want, item); err != nil {
				return l, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return l, nil
}

// archived is what the set says of an archive.
type archived struct {
	Title, Body, URL, Lang string
	Images                 int
}

func (l *Line) archive(name string, want archived, item importer.Item) error {
	a := item.Record.Article
	l.Altered += len(item.Problems)
	if a == nil {
		return nil
	}
	l.Read++
	stored := 0
	result, err := body.Canonical(context.Background(), a.Body, body.Options{Language: a.Language, Media: func(r body.Resource) (string, bool) {
		if len(item.Files[r.Src]) == 0 {
			return "", false
		}
		stored++
		return "/media/" + strings.Repeat("0", 64), true
	}})
	if err != nil {
		return fmt.Errorf("make the body canonical: %w", err)
	}
	l.check(name, "title", want.Title, a.Title)
	l.check(name, "address", want.URL, a.URL)
	l.check(name, "language", want.Lang, a.Language)
	l.check(name, "pictures", want.Images, stored)
	l.check(name, "text", collapsed(want.Body), collapsed(result.Document.Text().Plain))
	return nil
}
