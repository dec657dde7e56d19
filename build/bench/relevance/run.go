package relevance

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"broadsheet/internal/newstest"
)

// The columns of the tables.
const (
	columnOurs   = "ours"
	columnAny    = "ours, any word"
	columnFTS5   = "FTS5 unicode61"
	columnPorter = "FTS5 porter"
)

var columns = []string{columnOurs, columnAny, columnFTS5, columnPorter}

// row is a set with the scores of every column.
type row struct {
	Set     string            `json:"set"`
	Queries int               `json:"queries"`
	Scores  map[string]scores `json:"scores"`
}

// run is what one run found.
type run struct {
	Date string `json:"date"`
	Go   string `json:"go"`
	Sets []row  `json:"sets"`
}

// Run is the subcommand: it prints the tables and what they say of what ranking
// is to reach. It fails where nothing can be measured, never for a score.
func Run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("relevance", flag.ContinueOnError)
	data := flags.String("data", "", "folder of the third-party test material; empty: where the tests look")
	out := flags.String("out", "", "file for the scores as JSON, to compare with later")
	before := flags.String("before", "", "file of an earlier run, to which the rule for a change is applied")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *data == "" {
		folder, ok := newstest.DataFolder()
		if !ok {
			fmt.Println("skipped: no third-party test material here (-data names its folder)")
			return nil
		}
		*data = folder
	}
	rows, err := measure(ctx, *data)
	if err != nil {
		return err
	}
	printTables(os.Stdout, rows)
	printReach(os.Stdout, rows)
	if *before != "" {
		earlier, err := load(*before)
		if err != nil {
			return fmt.Errorf("read the earlier run: %w", err)
		}
		printRule(os.Stdout, earlier.Sets, rows)
	}
	if *out != "" {
		return save(*out, run{time.Now().UTC().Format(time.DateOnly), runtime.Version(), rows})
	}
	return nil
}

func measure(ctx context.Context, data string) ([]row, error) {
	all, err := sets(data)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, s := range all {
		fmt.Fprintf(os.Stderr, "bench: %s: %d texts, %d queries\n", s.name, len(s.texts), len(s.queries))
		r := row{s.name, len(s.queries), map[string]scores{}}
		for _, optional := range []bool{false, true} {
			rankings, err := ours(ctx, s, optional)
			if err != nil {
				return nil, fmt.Errorf("ours, %s: %w", s.name, err)
			}
			column := columnOurs
			if optional {
				column = columnAny
			}
			r.Scores[column] = scoresOf(s.queries, rankings)
		}
		for column, tokenizer := range map[string]string{
			columnFTS5: "unicode61 remove_diacritics 2", columnPorter: "porter unicode61 remove_diacritics 2",
		} {
			if r.Scores[column], err = bestFTS5(ctx, s, tokenizer); err != nil {
				return nil, fmt.Errorf("%s, %s: %w", column, s.name, err)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// bestFTS5 gives the scores of the title weight that is best for a set.
func bestFTS5(ctx context.Context, s set, tokenizer string) (best scores, err error) {
	for _, weight := range titleWeights {
		rankings, err := fts5(ctx, s, tokenizer, weight)
		if err != nil {
			return best, err
		}
		if now := scoresOf(s.queries, rankings); now.All.NDCG > best.All.NDCG {
			best = now
		}
		if s.texts[0].Title == "" {
			break // a weight on nothing
		}
	}
	return best, nil
}

// Tables writes those of an earlier run again, from the file that it left.
func Tables(w io.Writer, path string) error {
	r, err := load(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %s.\n\n", r.Date, r.Go)
	printTables(w, r.Sets)
	var reach strings.Builder
	printReach(&reach, r.Sets)
	for line := range strings.Lines(reach.String()) {
		fmt.Fprint(w, "- ", line)
	}
	return nil
}

func load(path string) (r run, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, err
	}
	if len(r.Sets) == 0 {
		return r, errors.New("it holds no set")
	}
	return r, nil
}

func save(path string, r run) error {
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(raw, '\n'), 0o644)
}
