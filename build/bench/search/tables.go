package search

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Tables writes the figures of an earlier run as Markdown, from the file that it
// left.
func Tables(w io.Writer, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 4<<20)
	sizes := 0
	for ; lines.Scan(); sizes++ {
		var r report
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return fmt.Errorf("line %d: %w", sizes+1, err)
		}
		r.write(w)
	}
	if sizes == 0 {
		return errors.Join(lines.Err(), errors.New("it holds no figures"))
	}
	return lines.Err()
}

func (r report) write(w io.Writer) {
	fmt.Fprintf(w, "### %d articles, %d MB of text\n\n", r.Docs, r.TextBytes/1_000_000)
	fmt.Fprintf(w, "%s, %s, %d processors, %s; text learnt from %s. ", r.Date, r.Machine.System, r.Machine.Processors, r.Machine.Go, r.Training)
	if r.Checks.TotalsEqual {
		fmt.Fprintf(w, "All %d answers that were compared are equal.\n\n", r.Checks.Compared)
	} else {
		fmt.Fprintf(w, "%d of %d answers that were compared DIFFER.\n\n", len(r.Checks.Unequal), r.Checks.Compared)
	}
	fmt.Fprint(w, "| index | articles a CPU-second | index / text | memory at most, MB |\n| --- | --- | --- | --- |\n")
	for _, f := range r.Index {
		fmt.Fprintf(w, "| %s | %.0f | %.2f | %.0f |\n", f.Engine, f.Rate, f.Size, f.Peak)
	}
	r.writeQueries(w)
	for _, m := range r.Mean {
		fmt.Fprintf(w, "- Geometric mean of own / %s over %d classes: %.3f\n", m.Engine, m.Classes, m.Own)
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(w, "- %s was skipped: %s\n", s.Engine, s.Why)
	}
	fmt.Fprintln(w)
}

func (r report) writeQueries(w io.Writer) {
	engines := r.engines()
	fmt.Fprintf(w, "\n| CPU ms, p50 / p95 / p99 | %s | own / fts5 |\n|%s\n", strings.Join(engines, " | "), strings.Repeat(" --- |", len(engines)+2))
	cells := map[string]map[string]string{}
	var classes []string
	for _, f := range r.Queries {
		if cells[f.Class] == nil {
			cells[f.Class] = map[string]string{}
			classes = append(classes, f.Class)
		}
		cells[f.Class][f.Engine] = fmt.Sprintf("%.2f / %.2f / %.2f", f.P50, f.P95, f.P99)
	}
	for _, class := range classes {
		fmt.Fprintf(w, "| %s", class)
		for _, engine := range engines {
			fmt.Fprintf(w, " | %s", orNone(cells[class][engine]))
		}
		fmt.Fprintf(w, " | %s |\n", r.overFTS5(class))
	}
	fmt.Fprintln(w)
}

// engines are those that answered, the program's own first.
func (r report) engines() (list []string) {
	for _, engine := range []string{engineOwn, engineFirst, engineBleve, engineFTS5, engineXapian} {
		for _, f := range r.Queries {
			if f.Engine == engine {
				list = append(list, engine)
				break
			}
		}
	}
	return list
}

func (r report) overFTS5(class string) string {
	for _, x := range r.Ratio {
		if x.Class == class && x.FTS5 > 0 {
			return fmt.Sprintf("%.2f", x.FTS5)
		}
	}
	return "–"
}

func orNone(cell string) string {
	if cell == "" {
		return "–"
	}
	return cell
}
