// Package feedtest counts how much of what other projects' suites state about
// feeds holds for ours. It maps every path of theirs that an article or a feed
// has a place for to our value, and keeps a list of those that have none, with
// the reason.
//
// It is for tests and for build/conformance alone, reads the third-party test
// material and writes nothing.
package feedtest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"broadsheet/internal/importer/feed"
)

// Line is one set's count.
type Line struct {
	Set       string
	Files     int
	Read      int // files that were read, of those that are feeds
	Checkable int // statements that our model has a place for
	Right     int
	NoPlace   int      // statements that it has none for
	Wrong     []string // the others, one a line: file, path, wanted, found
}

// Share is how many of the checkable statements hold, from 0 to 1.
func (l Line) Share() float64 {
	if l.Checkable == 0 {
		return 0
	}
	return float64(l.Right) / float64(l.Checkable)
}

func (l *Line) check(right bool, file, path string, want, got any) {
	l.Checkable++
	if right {
		l.Right++
		return
	}
	l.Wrong = append(l.Wrong, fmt.Sprintf("%s: %s: want %.200q, found %.300q", file, path, fmt.Sprint(want), fmt.Sprint(got)))
}

// Count goes through the sets in the folder of the third-party test material.
func Count(folder string) ([]Line, error) {
	var lines []Line
	for _, set := range []struct {
		file  string
		count func(fs.FS) ([]Line, error)
	}{
		{"feedparser-2106.zip", feedparser},
		{"gofeed.zip", gofeed},
		{"miniflux.zip", miniflux},
	} {
		archive, err := zip.OpenReader(filepath.Join(folder, "feeds", set.file))
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", set.file, err)
		}
		found, err := set.count(archive)
		archive.Close()
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", set.file, err)
		}
		lines = append(lines, found...)
	}
	return lines, nil
}

// home is the address that feedparser's own tests serve their files under.
const home = "http://127.0.0.1:8097/tests/"

// statement is one line of what feedparser expects.
type statement struct {
	File    string
	Headers []string
	Checks  []check
}

type check struct {
	Path, Op string
	Value    any
}

// feedparser counts the statements of kurtmckee/feedparser: what its sanitiser
// is asked for, and all others.
func feedparser(files fs.FS) ([]Line, error) {
	raw, err := fs.ReadFile(files, "expectations.jsonl")
	if err != nil {
		return nil, err
	}
	reading, meaning, cleaning := Line{Set: "feedparser, read"}, Line{Set: "feedparser, values"}, Line{Set: "feedparser, sanitize"}
	for _, text := range bytes.Split(bytes.TrimSpace(raw), []byte("\n")) {
		var s statement
		if err := json.Unmarshal(text, &s); err != nil {
			return nil, fmt.Errorf("read expectations: %w", err)
		}
		content, err := fs.ReadFile(files, s.File)
		if err != nil {
			return nil, err
		}
		hints := s.hints()
		f, parsing := feed.Parse(content, hints)
		if strings.HasPrefix(s.File, "wellformed/sanitize/") {
			cleaning.clean(s, f, parsing)
			continue
		}
		reading.statement(s, f, parsing, true)
		meaning.statement(s, f, parsing, false)
	}
	return []Line{reading, meaning, cleaning}, nil
}

func (s statement) hints() feed.Hints {
	h := feed.Hints{Base: home + s.File, Bare: true}
	for _, header := range s.Headers {
		name, value, _ := strings.Cut(header, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "content-type":
			h.ContentType = value
		case "content-language":
			h.Language = value
		case "content-location":
			h.Base = located(h.Base, value)
		}
	}
	return h
}

// statement counts what a file states: that it can be read, or all else.
func (l *Line) statement(s statement, f feed.Feed, parsing error, whether bool) {
	l.Files++
	if parsing == nil {
		l.Read++
	}
	for _, c := range s.Checks {
		if (c.Path == "bozo") != whether {
			continue
		}
		place, found := placeOf(c.Path)
		if !found {
			l.NoPlace++
			continue
		}
		if parsing != nil {
			l.check(nothingToRead[s.File], s.File, c.Path, c.Value, parsing)
			continue
		}
		right, got := place.holds(c, &f)
		l.check(right, s.File, c.Path, c.Value, got)
	}
}

// nothingToRead are files that hold no feed.
var nothingToRead = map[string]bool{"illformed/rss_empty_document.xml": true}

// miniflux has no statements but the files themselves: each is read, with its
// letters whole, and every date is one.
func miniflux(files fs.FS) ([]Line, error) {
	feeds := Line{Set: "miniflux, feeds"}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isFeed(name) {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		feeds.Files++
		f, err := feed.Parse(content, feed.Hints{Base: "https://example.org/feed"})
		if err == nil {
			feeds.Read++
		}
		whole := err == nil && !strings.Contains(fmt.Sprint(f.Title, f.Items), "�")
		feeds.check(whole, name, "read", "whole", err)
		return nil
	})
	if err != nil {
		return nil, err
	}
	dates, err := minifluxDates(files)
	return []Line{feeds, dates}, err
}

func isFeed(name string) bool {
	base := path.Base(name)
	switch {
	case strings.HasPrefix(base, "opml-"), strings.Contains(name, "scraper/"), base == "date-strings.json":
		return false
	}
	return strings.HasSuffix(base, ".xml") || strings.HasSuffix(base, ".json") || strings.HasSuffix(base, ".rss") || strings.HasSuffix(base, ".atom") || strings.HasSuffix(base, ".rdf")
}

// minifluxDates puts each odd date into a feed.
func minifluxDates(files fs.FS) (Line, error) {
	l := Line{Set: "miniflux, dates"}
	raw, err := fs.ReadFile(files, "date-strings.json")
	if err != nil {
		return l, err
	}
	var dates []string
	if err := json.Unmarshal(raw, &dates); err != nil {
		return l, err
	}
	for _, date := range dates[1:] { // the first one is a package's name
		text := "<rss version='2.0'><channel><item><title>t</title><pubDate>" + date + "</pubDate></item></channel></rss>"
		f, err := feed.Parse([]byte(text), feed.Hints{})
		l.Files++
		if err == nil {
			l.Read++
		}
		l.check(err == nil && len(f.Items) == 1 && !f.Items[0].Published.IsZero(), "date-strings.json", date, "a date", err)
	}
	return l, nil
}
