package exporter_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/news"
)

func sha(letter string) string { return strings.Repeat(letter, 64) }

func records(n int) exporter.Records {
	return func(yield func(news.Record, error) bool) {
		for i := range n {
			a := news.Article{ID: fmt.Sprint(i), Source: "s", Title: "T", Kind: news.KindNews, State: news.StatePublished,
				Body: `<p id="x"><img alt="" src="/media/` + sha("a") + `"></p>`, Lead: &news.Picture{Src: "/media/" + sha("b")}}
			if !yield(news.Record{Article: &a}, nil) {
				return
			}
		}
	}
}

func newHost() *exporter.Host {
	return exporter.New(exporter.Parts{
		Formats: []exporter.Format{jsonl.Format{}},
		OpenMedia: func(hash string) (io.ReadCloser, error) {
			if hash == sha("b") {
				return nil, news.NotFound("media", hash)
			}
			return io.NopCloser(strings.NewReader("\x89PNG\r\n\x1a\n...")), nil
		},
	})
}

func TestTheFileAndItsPicturesAreWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.jsonl")
	var last exporter.Progress
	report, err := newHost().Run(t.Context(), exporter.Request{Format: "jsonl", Path: path, Records: records(3)}, func(p exporter.Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	if report.Exported != 3 || report.Files != 1 || len(report.Problems) != 1 || last.Articles != 3 || last.Bytes == 0 {
		t.Errorf("%+v %+v", report, last)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(text, []byte(`src=\"media/`+sha("a")+`.png\"`)); got != 3 {
		t.Errorf("%d pictures in %s", got, text)
	}
	if !bytes.Contains(text, []byte(`"src":"/media/`+sha("b")+`"`)) {
		t.Error("the address of the missing picture is gone")
	}
	var names []string
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".", "media", "media/" + sha("a") + ".png", "out.jsonl"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestTheNameOfTheFileIsNotInItsBytes(t *testing.T) {
	var texts []string
	for _, name := range []string{"one.jsonl", "two.jsonl", "three.jsonl.zst", "four.jsonl.gz"} {
		path := filepath.Join(t.TempDir(), name)
		if _, err := newHost().Run(t.Context(), exporter.Request{Format: "jsonl", Path: path, Records: records(100)}, nil); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, unpack(t, path))
	}
	for _, text := range texts[1:] {
		if text != texts[0] {
			t.Error("the same records gave other bytes")
		}
	}
}

func unpack(t *testing.T, path string) string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	switch filepath.Ext(path) {
	case ".zst":
		z, err := zstd.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		r = z
	case ".gz":
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAnExportThatDoesNotEndLeavesTheFileAsItWas(t *testing.T) {
	broken := errors.New("broken")
	ctx, cancel := context.WithCancel(t.Context())
	tests := []struct {
		name    string
		ctx     context.Context
		records exporter.Records
		code    news.Code
	}{
		{"a failing library", t.Context(), func(yield func(news.Record, error) bool) { yield(news.Record{}, broken) }, news.CodeInternal},
		{"a cancel", ctx, func(yield func(news.Record, error) bool) {
			for record := range records(1000) {
				cancel()
				if !yield(record, nil) {
					return
				}
			}
		}, news.CodeCanceled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "out.jsonl")
			if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := newHost().Run(test.ctx, exporter.Request{Format: "jsonl", Path: path, Records: test.records}, nil)
			if news.CodeOf(err) != test.code {
				t.Errorf("error %v", err)
			}
			if text, _ := os.ReadFile(path); string(text) != "before" {
				t.Errorf("the file holds %q", text)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

func TestWrongRequestsAreRefused(t *testing.T) {
	for _, req := range []exporter.Request{
		{Format: "smoke", Path: filepath.Join(t.TempDir(), "x"), Records: records(1)},
		{Format: "jsonl", Path: t.TempDir(), Records: records(1)},
	} {
		if _, err := newHost().Run(t.Context(), req, nil); news.CodeOf(err) != news.CodeInvalid {
			t.Errorf("%+v: %v", req, err)
		}
	}
}
