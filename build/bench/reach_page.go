package main

import (
	"fmt"
	"os"
	"strings"
)

// reachHead stands over the table of the page.
const reachHead = `# Reach: what one waits for on a screen

This page is written by one command, which makes its libraries first (with -folder they are kept for the next time) and needs Chromium:

` + "```" + `
make headless
go run ./build/bench -folder DIR -page docs/reach.md reach
` + "```" + `

Machines are shared and loud: what is in processor time, in per cent or in kB holds anywhere, milliseconds and frames only where the load is below the number of processors. "At first" is with nothing in the browser's cache of that screen; "at best" is the best of five. The size is held by a test (` + "`go test ./frontend`" + ` after the pages were built).

`

// writeReach writes the page of what was measured.
func writeReach(path string, r *reachReport) error {
	var b strings.Builder
	b.WriteString(reachHead)
	m := machine()
	fmt.Fprintf(&b, "%s, %s, %d processors, %s", r.Begun, m.System, m.Processors, m.Go)
	if r.Load[0] != "" {
		fmt.Fprintf(&b, ", load %s before and %s after", r.Load[0], r.Load[1])
	}
	fmt.Fprintf(&b, ". A gallery of %d pictures, a map of %d places, a list of %d rows.\n\n", r.Pictures, r.Places, r.Rows)
	b.WriteString("| what | measured | reach | |\n| --- | --- | --- | --- |\n")
	for _, f := range r.Figures {
		reach, verdict := "", ""
		if f.OK != nil {
			reach, verdict = fmt.Sprintf("at most %g", f.Reach), "misses"
			if f.Least {
				reach = fmt.Sprintf("at least %g", f.Reach)
			}
			if *f.OK {
				verdict = "reached"
			}
		}
		value := fmt.Sprintf("%.4g", f.Value)
		if f.Unit == "" { // a number of things
			value = fmt.Sprintf("%.0f", f.Value)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Name, strings.TrimSpace(value+" "+f.Unit), reach, verdict)
	}
	for _, why := range r.Missing {
		fmt.Fprintf(&b, "\nNot measured: %s.\n", strings.TrimSuffix(why, "."))
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
