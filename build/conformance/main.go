// Conformance prints what becomes of real files in each format, as tables: how
// many items there are, how many were read, what was altered or refused, and
// whether a round trip through the format loses anything. It looks at formats
// alone, without a library, and reads the third-party test material where it is
// there. The exit status is 1 where a file gave less than it promises.
//
// For feeds it counts how much of what other projects' suites state holds; -wrong
// lists what does not.
//
//	go run ./build/conformance [-wrong]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"text/tabwriter"
)

// result is a line of a table.
type result struct {
	file      string
	items     int // promised, or counted in the file
	read      int
	problems  int
	roundTrip string // "same", or what is not
	seconds   float64
}

func (r result) good() bool { return r.read >= r.items && r.roundTrip == "same" }

func main() {
	wrong := flag.Bool("wrong", false, "list the statements about feeds that do not hold")
	flag.Parse()
	results, err := jsonLines(context.Background())
	if err != nil {
		fail(err)
	}
	good := printTable("jsonl", results)
	enough, err := feeds(*wrong)
	if err != nil {
		fail(err)
	}
	if !good || !enough {
		os.Exit(1)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "conformance:", err)
	os.Exit(1)
}

// printTable prints a format's table and tells whether all of it is good.
func printTable(format string, results []result) bool {
	fmt.Printf("## %s\n\n", format)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintln(out, "| file\t| items\t| read\t| problems\t| round trip\t| seconds\t|")
	fmt.Fprintln(out, "| ---\t| ---\t| ---\t| ---\t| ---\t| ---\t|")
	good := true
	for _, r := range results {
		fmt.Fprintf(out, "| %s\t| %d\t| %d\t| %d\t| %s\t| %.1f\t|\n", r.file, r.items, r.read, r.problems, r.roundTrip, r.seconds)
		good = good && r.good()
	}
	out.Flush()
	fmt.Println()
	return good
}
