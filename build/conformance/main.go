// Conformance prints what becomes of real files in each format, as tables, and
// writes them between the marks of docs/import.md: how many items there are, how
// many were read, what was altered or refused, whether a round trip loses
// anything, how many of the fields that a set states hold, and for web pages how
// much of the text is found, beside other extractors. Into docs/preflight.md it
// writes how often each check of the preflight speaks of articles that were published
// as they are. It looks at formats alone, without a library. The exit status is 1
// where something is below what it has to reach.
//
// Where the third-party test material is not there, only the frozen publication
// is read and the page stays as it is.
//
//	go run ./build/conformance [-wrong] [-preflight] [-page docs/import.md]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"broadsheet/internal/newstest"
)

func main() {
	wrong := flag.Bool("wrong", false, "list what does not hold")
	page := flag.String("page", "docs/import.md", "the page that gets the tables")
	only := flag.Bool("preflight", false, "count what the preflight says of published articles, and nothing else")
	flag.Parse()
	if *only {
		if err := rates(context.Background(), *wrong); err != nil {
			fmt.Fprintln(os.Stderr, "conformance:", err)
			os.Exit(1)
		}
		return
	}
	good, err := run(context.Background(), *page, *wrong)
	if err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
	if !good {
		os.Exit(1)
	}
}

func run(ctx context.Context, page string, wrong bool) (good bool, err error) {
	folder, there := newstest.DataFolder()
	if !there {
		fmt.Fprintln(os.Stderr, "No third-party test material is here; its files are left out, and the page stays as it is.")
		one, err := jsonLines(ctx, "")
		fmt.Print(one.table)
		return one.good, err
	}
	parts, err := all(ctx, folder)
	if err != nil {
		return false, err
	}
	good = true
	for _, p := range parts {
		fmt.Printf("## %s\n\n%s\n", p.name, p.table)
		good = good && p.good
		if wrong || !p.good {
			fmt.Println(strings.Join(p.wrong, "\n"))
		}
	}
	if err := renew(page, parts); err != nil {
		return false, err
	}
	return good, rates(ctx, wrong)
}

// rates writes what the preflight says of published articles into its own page.
func rates(ctx context.Context, wrong bool) error {
	folder, there := newstest.DataFolder()
	if !there {
		return errors.New("no third-party test material is here")
	}
	p, err := preflightRates(ctx, folder)
	if err != nil {
		return err
	}
	fmt.Println(p.table)
	if wrong {
		fmt.Println(strings.Join(p.wrong, "\n"))
	}
	return renew(preflightPage, []part{p, {name: "machine", table: machine()}})
}

// all measures every group of formats.
func all(ctx context.Context, folder string) ([]part, error) {
	lines, err := jsonLines(ctx, folder)
	if err != nil {
		return nil, err
	}
	parts := []part{lines}
	for _, count := range []func(string) (part, error){feeds, webPages, fields} {
		p, err := count(folder)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return append(parts, part{name: "machine", table: machine(), good: true}), nil
}

func machine() string {
	return fmt.Sprintf("%s, %s/%s, %d processors, %s.", time.Now().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
}

// renew writes the tables into the page; the words around them are people's.
func renew(path string, parts []part) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	text := string(raw)
	for _, p := range parts {
		if text, err = replace(text, p.name, p.table); err != nil {
			return err
		}
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// replace puts text between the marks of a part of a page.
func replace(page, part, text string) (string, error) {
	begin, end := "<!-- "+part+": written by make conformance -->\n", "<!-- end of "+part+" -->"
	head, rest, ok := strings.Cut(page, begin)
	_, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("the page has no place for %s", part)
	}
	return head + begin + "\n" + strings.TrimSpace(text) + "\n\n" + end + tail, nil
}
