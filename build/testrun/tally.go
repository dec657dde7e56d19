package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// tally counts what a step, or all of them, found.
type tally struct {
	passed   int
	failures []failure
	shaky    []string       // what passed only at the second try
	skips    map[string]int // reason → how many
}

// failure is one test or check that failed, with all that it said.
type failure struct {
	name, text string
}

func (t *tally) fail(name, text string) {
	t.failures = append(t.failures, failure{name: name, text: text})
}

func (t *tally) skip(reason string) {
	if t.skips == nil {
		t.skips = map[string]int{}
	}
	t.skips[reason]++
}

func (t *tally) add(other tally) {
	t.passed += other.passed
	t.failures = append(t.failures, other.failures...)
	t.shaky = append(t.shaky, other.shaky...)
	for reason, n := range other.skips {
		if t.skips == nil {
			t.skips = map[string]int{}
		}
		t.skips[reason] += n
	}
}

func (t *tally) failed() int { return len(t.failures) }

func (t *tally) skipped() (n int) {
	for _, count := range t.skips {
		n += count
	}
	return n
}

// sum is the closing line, which scripts read.
func (t *tally) sum() string {
	text := fmt.Sprintf("%d passed, %d failed", t.passed, t.failed())
	if n := t.skipped(); n > 0 {
		text += fmt.Sprintf(", %d skipped", n)
	}
	return text
}

// line is the same for one step, shorter where nothing is to be counted.
func (t *tally) line() string {
	if t.failed() == 0 && t.skipped() == 0 && t.passed == 1 {
		return "passed"
	}
	return t.sum()
}

func (t *tally) printFailures(w io.Writer) {
	for _, f := range t.failures {
		fmt.Fprintf(w, "\nFAILED: %s\n", f.name)
		for line := range strings.Lines(strings.TrimRight(f.text, "\n") + "\n") {
			fmt.Fprint(w, "    ", line)
		}
		fmt.Fprintln(w)
	}
}

// printRemarks names what was skipped and what passed only at the second try.
func (t *tally) printRemarks(w io.Writer) {
	for _, text := range t.shaky {
		fmt.Fprintf(w, "passed at the second try: %s\n", text)
	}
	for _, reason := range slices.Sorted(maps.Keys(t.skips)) {
		fmt.Fprintf(w, "skipped %d: %s\n", t.skips[reason], reason)
	}
}
