package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// part is what the command found about one group of formats.
type part struct {
	name  string // of its marks on the page
	table string
	wrong []string // what does not hold, a line each
	good  bool     // nothing is below what it has to reach
}

// table writes rows in columns, the first as their heads.
func table(rows ...[]any) string {
	var text strings.Builder
	out := tabwriter.NewWriter(&text, 0, 0, 1, ' ', 0)
	for i, row := range rows {
		for _, cell := range row {
			fmt.Fprintf(out, "| %v\t", cell)
		}
		fmt.Fprintln(out, "|")
		if i == 0 {
			fmt.Fprintln(out, strings.Repeat("| ---\t", len(row))+"|")
		}
	}
	out.Flush()
	return text.String()
}

// percent writes a share from 0 to 1.
func percent(share float64) string { return fmt.Sprintf("%.2f %%", 100*share) }
