// Command bench measures the program the way people use it: it generates a big
// publication, brings it in through the command line into a library that the
// built program serves, and asks for pages over HTTP. It prints one JSON
// document of figures with what they should reach; it is not a test and fails
// only where it cannot measure.
//
//	go run ./build/bench [FLAGS] [library] [reach] [feeds] [formats]
//
// library: import, lists, articles and searches of a big library. reach: what a
// person waits for on screens in Chromium (a gallery of 500 pictures, a list of
// a million rows, a map of 3,000 places, a film, a draft of 20,000 words, what is
// sent before the first article stands, words counted in 100,000 articles). feeds: a refresh of 500 that have nothing new. formats: an
// export of WordPress and a tree of Markdown beside the same articles as JSON
// lines. Without a name all are measured.
//
// Processor time and memory are those of the program's own process. A figure
// that cannot be taken on this system is left out.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
)

// settings are the flags.
type settings struct {
	program  string
	window   string
	articles int
	million  bool
	seed     uint64
	rounds   int
	rows     int
	folder   string
	page     string
	formats  string
}

func main() {
	if len(os.Args) > 1 {
		if part, ok := parts()[os.Args[1]]; ok {
			runPart(part)
			return
		}
	}
	var s settings
	flag.StringVar(&s.program, "program", "build/bin/broadsheet-headless", "the program without the window")
	flag.StringVar(&s.window, "window", "build/bin/broadsheet", "the program with the window; only its size is taken")
	flag.IntVar(&s.articles, "n", 100_000, "articles of the library")
	flag.BoolVar(&s.million, "million", false, "also measure lists on a library of 1,000,000 short articles")
	flag.Uint64Var(&s.seed, "seed", 1, "what the generator starts from")
	flag.IntVar(&s.rounds, "rounds", 100, "how often each page is asked for")
	flag.IntVar(&s.rows, "rows", 1_000_000, "rows of the list of reach")
	flag.StringVar(&s.folder, "folder", "", "where libraries are made and kept; empty: a temporary folder, removed afterwards")
	flag.StringVar(&s.page, "page", "", "the page that is written anew with the figures of reach (docs/reach.md); empty: none")
	flag.StringVar(&s.formats, "formats", "2000,20000", "articles that formats is measured on, once for each number")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings, parts []string) (err error) {
	for _, part := range parts {
		if part != "library" && part != "reach" && part != "feeds" && part != "formats" {
			return fmt.Errorf("there is no part %q; there are library, reach, feeds and formats", part)
		}
	}
	wanted := func(part string) bool { return len(parts) == 0 || slices.Contains(parts, part) }
	if s.program, err = filepath.Abs(s.program); err != nil {
		return err
	}
	if _, err := os.Stat(s.program); err != nil {
		return fmt.Errorf("the program is not built (make headless): %w", err)
	}
	if s.folder == "" {
		if s.folder, err = os.MkdirTemp("", "broadsheet-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(s.folder)
	}
	r := report{Machine: machine(), Binaries: binaries(s)}
	if wanted("library") {
		held, err := measure(ctx, s, library{name: "library", articles: s.articles, words: 600, reach: 15, whole: true})
		if err != nil {
			return err
		}
		r.Library = &held
	}
	if s.million {
		big, err := measure(ctx, s, library{name: "million", articles: 1_000_000, words: 40, reach: 20})
		if err != nil {
			return err
		}
		r.Million = &big
	}
	if wanted("reach") {
		if r.Reach, err = reach(ctx, s); err != nil {
			return err
		}
	}
	if wanted("feeds") {
		if r.Feeds, err = feeds(ctx, s); err != nil {
			return err
		}
	}
	if wanted("formats") {
		if r.Formats, err = formats(ctx, s); err != nil {
			return err
		}
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// progress says on standard error what is being done.
func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }
