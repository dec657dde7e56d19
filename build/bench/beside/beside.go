// Package beside measures what stands beside search results: how often another
// spelling is right, how much alike related articles are, and how surely
// near-duplicates are found. The measuring itself is done by benchmarks beside
// the code; this runs them and makes a table of what they report.
package beside

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// packages hold the benchmarks.
var packages = []string{"./internal/index", "./internal/neardup"}

// figures are what one benchmark reported, by unit.
type figures map[string]float64

// run is what one run found, by benchmark.
type run struct {
	Date    string             `json:"date"`
	Machine string             `json:"machine"`
	Figures map[string]figures `json:"figures"`
}

// line is a row of the table.
type line struct {
	text, benchmark string
	of              func(figures) string
	reached         func(figures) bool
}

// lines are the rows, with what each is to reach (the goals of search.md d).
var lines = []line{
	{"Did you mean, Norvig's 270 misspellings, a dictionary that has the right words: first suggestion right", "Suggestions",
		func(f figures) string { return fmt.Sprintf("%.3f, %.1f ms a word", f["right"], f["ms/word"]) },
		func(f figures) bool { return f["right"] >= 0.84 }},
	{"… the words of 20 Newsgroups and AG News alone", "SuggestionsOfTexts",
		func(f figures) string {
			return fmt.Sprintf("%.3f (%.2f of the right words are in it)", f["right"], f["known"])
		},
		func(f figures) bool { return f["right"] >= 0.74 }},
	{"… an index of those texts, asked as the search box asks: what some articles write is not corrected", "Spellings",
		func(f figures) string {
			return fmt.Sprintf("%.3f right, %.2f with an answer, %.1f ms CPU a word", f["right"], f["answered"], f["cpu-ms/word"])
		},
		func(f figures) bool { return f["cpu-ms/word"] <= 3 }},
	{"Related articles, 20 Newsgroups: share of the first five of the same class, beside FTS5", "Related/20news", related, kin},
	{"Related articles, AG News: the same", "Related/agnews", related, kin},
	{"Near-duplicates: planted pairs found, and pairs found that were planted", "PlantedPairs",
		func(f figures) string {
			return fmt.Sprintf("recall %.2f of %.0f, precision %.2f, among %.0f texts", f["recall"], f["planted"], f["precision"], f["articles"])
		},
		func(f figures) bool { return f["recall"] >= 0.95 && f["precision"] == 1 }},
	{"Near-duplicates: the sketch of an article", "Sketch",
		func(f figures) string {
			return fmt.Sprintf("%.0f µs for %.0f bytes", f["us/article"], f["bytes/article"])
		},
		func(f figures) bool { return f["us/article"] <= 100 }},
}

func related(f figures) string {
	return fmt.Sprintf("%.3f beside %.3f; %.1f ms CPU an article beside %.1f", f["same-class"], f["fts5-same-class"], f["cpu-ms/article"], f["fts5-cpu-ms/article"])
}

func kin(f figures) bool { return f["same-class"] > f["fts5-same-class"] }

// Run is the subcommand. It fails where nothing can be measured, never for a
// figure.
func Run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("beside", flag.ContinueOnError)
	out := flags.String("out", "", "file for the figures as JSON")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r := run{Date: time.Now().UTC().Format(time.DateOnly), Figures: map[string]figures{}}
	r.Machine = fmt.Sprintf("%s/%s, %d processors, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	command := exec.CommandContext(ctx, "go", append([]string{
		"test", "-run", "^$", "-bench", "^Benchmark(Suggestions|SuggestionsOfTexts|Spellings|Related|PlantedPairs|Sketch)$", "-benchtime", "1x", "-timeout", "30m",
	}, packages...)...)
	command.Stderr = os.Stderr
	text, err := command.Output()
	if err != nil {
		return fmt.Errorf("run the benchmarks: %w\n%s", err, text)
	}
	read(text, r.Figures)
	if len(r.Figures) == 0 {
		fmt.Println("skipped: no third-party test material here")
		return nil
	}
	write(os.Stdout, r)
	if *out == "" {
		return nil
	}
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(*out, append(raw, '\n'), 0o644)
}

// read takes the lines of benchmarks out of what go test prints: a name with the
// number of processors, how often it ran, and pairs of a figure and its unit
// (https://go.dev/design/14313-benchmark-format).
func read(text []byte, into map[string]figures) {
	for row := range bytes.Lines(text) {
		words := strings.Fields(string(row))
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(words[0], "Benchmark")
		if at := strings.LastIndex(name, "-"); at > 0 {
			name = name[:at]
		}
		f := figures{}
		for i := 2; i+1 < len(words); i += 2 {
			if n, err := strconv.ParseFloat(words[i], 64); err == nil {
				f[words[i+1]] = n
			}
		}
		into[name] = f
	}
}

// Tables writes those of an earlier run, from the file that it left.
func Tables(w io.Writer, path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var r run
	if err := json.Unmarshal(raw, &r); err != nil {
		return err
	}
	if len(r.Figures) == 0 {
		return errors.New("it holds no figure")
	}
	write(w, r)
	return nil
}

func write(w io.Writer, r run) {
	fmt.Fprintf(w, "%s, %s.\n\n| what | measured | |\n| --- | --- | --- |\n", r.Date, r.Machine)
	for _, l := range lines {
		f, ok := r.Figures[l.benchmark]
		if !ok {
			continue
		}
		mark := "reached"
		if !l.reached(f) {
			mark = "NOT REACHED"
		}
		fmt.Fprintf(w, "| %s | %s | %s |\n", l.text, l.of(f), mark)
	}
}
