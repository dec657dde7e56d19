// Trees proves one half of the editor's round trip and prepares the other: it
// brings bodies of many sources into the canonical form, sees to it that
// body.FromTree makes the same bytes of the tree of each, and writes the trees,
// one a line, for the frontend's test, which takes each through the editor's
// document and back (src/editor/corpus.test.ts). A text with everything that the
// profile has, the sample publication and the frozen one are always among them,
// and the rest where the third-party test material is here.
//
//	go run ./build/trees [-articles 2000] FILE
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"broadsheet/internal/body"
)

func main() {
	most := flag.Int("articles", 2000, "how many imported articles")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "use: trees [-articles N] FILE")
		os.Exit(2)
	}
	if err := run(context.Background(), flag.Arg(0), *most); err != nil {
		fmt.Fprintln(os.Stderr, "trees:", err)
		os.Exit(1)
	}
}

// line is what the frontend's test reads.
type line struct {
	Name  string      `json:"name"`
	Nodes []body.Node `json:"nodes"`
}

func run(ctx context.Context, path string, most int) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	defer file.Close()
	buffered := bufio.NewWriter(file)
	enc := json.NewEncoder(buffered)
	enc.SetEscapeHTML(false)
	count := 0
	err = every(ctx, most, func(t text) error {
		tree, err := proven(ctx, t)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if len(tree) == 0 {
			return errEmpty
		}
		count++
		return enc.Encode(line{t.name, tree})
	})
	if err := errors.Join(err, buffered.Flush(), file.Close()); err != nil {
		return err
	}
	fmt.Printf("%d bodies: FromTree gives the bytes of each.\n", count)
	return nil
}

// proven gives the tree of a text once FromTree made its bytes of it.
func proven(ctx context.Context, t text) ([]body.Node, error) {
	options := body.Options{Language: t.language, Media: partlyStored}
	r, err := body.Canonical(ctx, t.html, options)
	if err != nil {
		return nil, fmt.Errorf("canonicalise: %w", err)
	}
	d, err := body.Parse(r.HTML)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	again, err := body.FromTree(ctx, d.Blocks, body.Options{Language: t.language})
	if err != nil {
		return nil, fmt.Errorf("from tree: %w", err)
	}
	if again.HTML != r.HTML {
		return nil, fmt.Errorf("other bytes:\n%s\n%s", r.HTML, again.HTML)
	}
	return d.Blocks, nil
}
