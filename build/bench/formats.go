package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/markdown"
	"broadsheet/internal/importer/wxr"
)

// How much processor time the import of a format may take beside that of the same
// articles as JSON lines, once what reading the format takes by itself is taken
// off, and how often it is measured. The least of the rounds counts, since nothing
// makes a run cheaper than it is.
const (
	formatReach  = 1.3
	formatRounds = 2
)

// compared is a format and the folder or file that holds it, and the JSON lines
// that hold the same articles: with the same ids, bodies as the format's own
// reader gives them and no more said of their languages than the format says.
type compared struct {
	name        string
	format      importer.Format
	path, lines string
}

// formats measures whole imports, with the index, side by side.
func formats(ctx context.Context, s settings) (list []figure, err error) {
	for given := range strings.SplitSeq(s.formats, ",") {
		n, err := strconv.Atoi(given)
		if err != nil {
			return nil, fmt.Errorf("-formats: %w", err)
		}
		progress("formats: write %d articles", n)
		folder := filepath.Join(s.folder, fmt.Sprintf("formats-%d", n))
		pairs, err := writeFormats(folder, n, s.seed)
		if err != nil {
			return nil, fmt.Errorf("write the articles: %w", err)
		}
		for _, c := range pairs {
			figures, err := c.measure(ctx, s, n, folder)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			list = append(list, figures...)
			for _, f := range figures {
				progress("%s: %.2f %s", f.Name, f.Value, f.Unit)
			}
		}
	}
	return list, nil
}

func (c compared) measure(ctx context.Context, s settings, articles int, folder string) ([]figure, error) {
	var whole, lines, parse time.Duration
	for range formatRounds {
		for _, m := range []struct {
			least *time.Duration
			cost  func() (time.Duration, error)
		}{
			{&lines, func() (time.Duration, error) { return importCost(ctx, s, folder, c.lines, articles) }},
			{&whole, func() (time.Duration, error) { return importCost(ctx, s, folder, c.path, articles) }},
			{&parse, func() (time.Duration, error) { return c.parse(ctx, articles) }},
		} {
			cost, err := m.cost()
			if err != nil {
				return nil, err
			}
			if *m.least == 0 || cost < *m.least {
				*m.least = cost
			}
		}
	}
	if whole == 0 || lines == 0 {
		return nil, nil // this system does not tell
	}
	name := fmt.Sprintf("%s, %d articles, ", c.name, articles)
	return []figure{
		plain(name+"CPU", whole.Seconds(), "s"),
		plain(name+"CPU of reading alone", parse.Seconds(), "s"),
		plain(name+"CPU of the same as JSON lines", lines.Seconds(), "s"),
		atMost(name+"CPU without reading, beside JSON lines", float64(whole-parse)/float64(lines), "", formatReach),
	}, nil
}

// importCost brings a file or a folder into a new library.
func importCost(ctx context.Context, s settings, folder, path string, articles int) (time.Duration, error) {
	held := filepath.Join(folder, "library")
	if err := os.RemoveAll(held); err != nil {
		return 0, err
	}
	if out, err := exec.CommandContext(ctx, s.program, "--library", held, "library", "create", "--empty").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("create the library: %w: %s", err, out)
	}
	progress("formats: import %s", filepath.Base(path))
	b, err := importInto(ctx, s, held, path, articles)
	return b.cpu, err
}

// parse reads all of it and keeps nothing.
func (c compared) parse(ctx context.Context, articles int) (time.Duration, error) {
	before, err := usageOf(os.Getpid())
	if err != nil {
		return 0, nil // this system does not tell
	}
	read := 0
	err = filepath.WalkDir(c.path, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		in := importer.Input{Content: file, Name: filepath.Base(path), Zone: time.UTC}
		return c.format.Read(ctx, in, func(item importer.Item) error {
			if item.Record.Article != nil {
				read++
			}
			return nil
		})
	})
	if err != nil {
		return 0, err
	}
	if read != articles {
		return 0, fmt.Errorf("%d articles were read, of %d", read, articles)
	}
	after, err := usageOf(os.Getpid())
	return after.cpu - before.cpu, err
}

func writeFormats(folder string, articles int, seed uint64) ([]compared, error) {
	w, err := newFormatWriter(folder)
	if err != nil {
		return nil, err
	}
	if err := w.all(articles, seed); err != nil {
		return nil, err
	}
	return []compared{
		{"WordPress export", wxr.Format{}, w.path("export.xml"), w.path("html.jsonl")},
		{"Markdown", markdown.Format{}, w.path("posts"), w.path("markdown.jsonl")},
	}, nil
}
