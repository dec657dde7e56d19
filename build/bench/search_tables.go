package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"broadsheet/build/bench/beside"
	"broadsheet/build/bench/relevance"
	"broadsheet/build/bench/search"
)

// tables writes what was measured last into docs/search.md, between the marks
// that name each part; the words around them are people's.
func tables(_ context.Context, args []string) error {
	flags := flag.NewFlagSet("tables", flag.ContinueOnError)
	docs := flags.String("docs", "docs", "folder with search.md and, in measured, the figures")
	if err := flags.Parse(args); err != nil {
		return err
	}
	path := filepath.Join(*docs, "search.md")
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	page := string(raw)
	var speed strings.Builder
	if err := search.Tables(&speed, filepath.Join(*docs, "measured", "search.jsonl")); err != nil {
		return fmt.Errorf("read the figures of search: %w", err)
	}
	if page, err = replace(page, "speed", speed.String()); err != nil {
		return err
	}
	// The others need the test material, which not everybody has.
	for _, part := range []struct {
		name, file string
		tables     func(io.Writer, string) error
	}{{"ranking", "relevance.json", relevance.Tables}, {"beside", "beside.json", beside.Tables}} {
		var text strings.Builder
		err := part.tables(&text, filepath.Join(*docs, "measured", part.file))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("read the figures of %s: %w", part.name, err)
		}
		if page, err = replace(page, part.name, text.String()); err != nil {
			return err
		}
	}
	return os.WriteFile(path, []byte(page), 0o644)
}

// replace puts text between the marks of a part of a page.
func replace(page, part, text string) (string, error) {
	begin, end := "<!-- "+part+": written by go run ./build/bench tables -->\n", "<!-- end of "+part+" -->"
	head, rest, ok := strings.Cut(page, begin)
	_, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("the page has no place for %s", part)
	}
	return head + begin + "\n" + strings.TrimSpace(text) + "\n\n" + end + tail, nil
}
