// Package fieldtest counts how many of the fields that sets of exports, notes and
// archives state hold for ours: what each article's title, date, authors, tags,
// text and so on have to be. A field that is stated as empty counts too: nothing
// may be made up.
//
// It is for tests and for build/conformance alone, reads the third-party test
// material and writes nothing.
package fieldtest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/importer"
)

// Line is one set's count.
type Line struct {
	Set     string
	Items   int      // articles that the set promises
	Read    int      // articles that came of it
	Altered int      // sentences that said what was altered or refused
	Of      int      // fields that were compared
	Right   int      // those that are as the set states
	Wrong   []string // the others, one a line
	Notes   []string // what the source itself had put aside
}

// Good tells whether all there is was read, each field as it is stated.
func (l Line) Good() bool { return l.Items > 0 && l.Read == l.Items && l.Of > 0 && l.Right == l.Of }

func (l *Line) check(item, field string, want, got any) {
	l.Of++
	if diff := cmp.Diff(want, got); diff != "" {
		l.Wrong = append(l.Wrong, fmt.Sprintf("%s: %s: want %.200q, found %.300q", item, field, fmt.Sprint(want), fmt.Sprint(got)))
		return
	}
	l.Right++
}

// Count goes through the sets in the folder of the third-party test material.
func Count(folder string) ([]Line, error) {
	var lines []Line
	for _, set := range []struct {
		name  string
		count func(string) (Line, error)
	}{{"WordPress export", WXR}, {"Markdown", Markdown}, {"MHTML", MHTML}, {"BibTeX", BibTeX}} {
		l, err := set.count(folder)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", set.name, err)
		}
		lines = append(lines, l)
	}
	forms, err := Rewritten(folder)
	if err != nil {
		return nil, fmt.Errorf("count references: %w", err)
	}
	return append(lines, forms...), nil
}

// zone is where dates without an offset are taken to be: one that no set was
// written in.
const zone = "Asia/Tehran"

func read(format importer.Format, name string, content io.Reader) ([]importer.Item, error) {
	where, err := time.LoadLocation(zone)
	if err != nil {
		return nil, err
	}
	var items []importer.Item
	in := importer.Input{Content: content, Name: name, Zone: where}
	err = format.Read(context.Background(), in, func(i importer.Item) error {
		items = append(items, i)
		return nil
	})
	return items, err
}

func unpacked(folder, name string) ([]byte, error) {
	file, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// File is a file of a set.
type File struct{ Name, Text string }

// files gives those with an ending, in the order of the archive.
func files(archive, ending string) ([]File, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	var list []File
	for _, entry := range z.File {
		if !strings.HasSuffix(entry.Name, ending) {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			return nil, err
		}
		var text bytes.Buffer
		_, err = text.ReadFrom(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", entry.Name, err)
		}
		list = append(list, File{entry.Name, text.String()})
	}
	return list, nil
}

func collapsed(s string) string { return strings.Join(strings.Fields(s), " ") }
