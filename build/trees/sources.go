package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/importer"
	importfeed "broadsheet/internal/importer/feed"
	importjsonl "broadsheet/internal/importer/jsonl"
	importmarkdown "broadsheet/internal/importer/markdown"
	importwxr "broadsheet/internal/importer/wxr"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/sample"
)

// text is a body as it came.
type text struct{ name, language, html string }

var (
	errEmpty  = errors.New("there is no text in it")
	errEnough = errors.New("there are enough")
)

// all has every block, figure and mark of the profile.
//
//go:embed all.html
var all string

// group is a part of the test material: the files whose names match, read by a
// format, or as whole pages where there is none. most is the most it may give of
// 2,000, so that every sort is among them.
type group struct {
	glob, ending string
	format       importer.Format
	most         int
}

func groups() []group {
	return []group{
		{"wxr/generated-mixed-1000.xml.gz", "", importwxr.Format{}, 400},
		{"wxr/wordpress-fixtures.zip", ".xml", importwxr.Format{}, 200},
		{"extract/*.zip", "source.html", nil, 130},
		{"extract/newspaper4k.zip", ".html", nil, 70},
		{"markdown/digitalgov-a.zip", ".md", importmarkdown.Format{}, 400},
		{"feeds/feedparser-2106.zip", ".xml", importfeed.Format{}, 200},
		{"sanitise/payloads-h5sc-dompurify.jsonl.gz", "payloads", nil, 200},
	}
}

// every gives the text that has everything and the two publications whole, then at most most imported articles.
func every(ctx context.Context, most int, give func(text) error) error {
	for _, language := range []string{"en", "ar", ""} {
		if err := give(text{name: "all " + language, language: language, html: all}); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		name  string
		files fs.FS
	}{{"sample", sample.FS()}, {"frozen", newstest.Publication()}} {
		content, err := fs.ReadFile(p.files, "publication.jsonl")
		if err != nil {
			return fmt.Errorf("read the %s publication: %w", p.name, err)
		}
		if err := items(ctx, importjsonl.Format{}, p.name, content, passing(give)); err != nil {
			return err
		}
	}
	folder, there := newstest.DataFolder()
	if !there {
		fmt.Println("No third-party test material is here; only the two publications were read.")
		return nil
	}
	count := 0
	limited := func(limit int) func(text) error {
		given := 0
		return func(t text) error {
			if given >= limit || count >= most {
				return errEnough
			}
			if err := give(t); errors.Is(err, errEmpty) {
				return nil
			} else if err != nil {
				return err
			}
			given, count = given+1, count+1
			return nil
		}
	}
	for _, g := range groups() {
		if err := g.read(ctx, folder, limited(g.most*most/2000)); err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return corpora(ctx, folder, limited(most))
}

// passing takes texts without content for read.
func passing(give func(text) error) func(text) error {
	return func(t text) error {
		if err := give(t); !errors.Is(err, errEmpty) {
			return err
		}
		return nil
	}
}

// corpora fills up with plain articles in seven languages, by turns.
func corpora(ctx context.Context, folder string, give func(text) error) error {
	for _, c := range newstest.Corpora() {
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			return fmt.Errorf("convert %s: %w", c.File, err)
		}
		taken := 0
		err := items(ctx, importjsonl.Format{}, c.File, lines.Bytes(), func(t text) error {
			if taken++; taken > 2000 {
				return errEnough
			}
			return give(t)
		})
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return nil
}

func (g group) read(ctx context.Context, folder string, give func(text) error) error {
	paths, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(g.glob)))
	if err != nil {
		return err
	}
	for _, path := range paths {
		err := contents(path, g.ending, func(name string, content []byte) error {
			switch {
			case g.format != nil:
				return items(ctx, g.format, name, content, give)
			case g.ending == "payloads":
				return payloads(content, give)
			}
			return give(text{name: name, language: "en", html: string(content)})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// contents gives the files of an archive that end so, or the one file.
func contents(path, ending string, yield func(name string, content []byte) error) error {
	if strings.HasSuffix(path, ".gz") {
		packed, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return fmt.Errorf("open %s: %w", path, err)
		}
		content, err := io.ReadAll(z)
		if err != nil {
			return fmt.Errorf("unpack %s: %w", path, err)
		}
		return yield(filepath.Base(path), content)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ending) {
			continue
		}
		content, err := fs.ReadFile(z, f.Name)
		if err != nil {
			return fmt.Errorf("unpack %s: %w", f.Name, err)
		}
		if err := yield(f.Name, content); err != nil {
			return err
		}
	}
	return nil
}

// items gives the bodies that a format finds; a file that it cannot read gives
// none.
func items(ctx context.Context, format importer.Format, name string, content []byte, give func(text) error) error {
	var wrong error
	format.Read(ctx, importer.Input{Content: bytes.NewReader(content), Name: name, Zone: time.UTC}, func(item importer.Item) error {
		a := item.Record.Article
		if a == nil || a.Body == "" {
			return nil
		}
		html := a.Body
		switch a.BodyFormat {
		case news.BodyText:
			html = body.FromText(a.Body)
		case news.BodyMarkdown:
			html, wrong = body.FromMarkdown(a.Body)
		}
		if wrong == nil {
			wrong = give(text{name: name + " " + a.ID, language: a.Language, html: html})
		}
		return wrong
	})
	return wrong
}

func payloads(content []byte, give func(text) error) error {
	for raw := range bytes.Lines(content) {
		var p struct{ ID, Payload string }
		if err := json.Unmarshal(raw, &p); err != nil {
			return fmt.Errorf("read payload: %w", err)
		}
		if err := give(text{name: p.ID, language: "en", html: p.Payload}); err != nil {
			return err
		}
	}
	return nil
}

// partlyStored says of every second file that it is here, so that stored and
// remote ones are among the figures.
func partlyStored(r body.Resource) (string, bool) {
	sum := sha256.Sum256([]byte(r.Src))
	return fmt.Sprintf("/media/%x", sum), sum[0]%2 == 0
}
