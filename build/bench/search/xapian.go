package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// xapianSource is the program's source, from the checkout's root.
const xapianSource = "build/bench/xapian/bench.cc"

// compileXapian builds the program that measures Xapian into a folder. An error
// says why this machine cannot.
func compileXapian(ctx context.Context, folder string) error {
	if _, err := os.Stat(xapianSource); err != nil {
		return errors.New("its program's source is not here (run from the root of the checkout)")
	}
	flags := map[string][]string{}
	for _, kind := range []string{"--cxxflags", "--libs"} {
		out, err := exec.CommandContext(ctx, "xapian-config", kind).Output()
		if err != nil {
			return errors.New("its library is not installed (libxapian-dev)")
		}
		flags[kind] = strings.Fields(string(out))
	}
	args := append([]string{"-O2", "-std=c++17"}, flags["--cxxflags"]...)
	args = append(args, "-o", xapianProgram(folder), xapianSource)
	out, err := exec.CommandContext(ctx, "c++", append(args, flags["--libs"]...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("its program does not compile: %w: %s", err, out)
	}
	return nil
}

func xapianProgram(folder string) string { return filepath.Join(folder, "xapian-bench") }

// askXapian has the program ask all questions, in a process of its own.
func askXapian(ctx context.Context, p plan, questions []question, rounds int) ([]time.Duration, error) {
	var lines strings.Builder
	for _, q := range questions {
		lines.WriteString(xapianLine(q))
	}
	file := p.dir() + ".queries.tsv"
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, xapianProgram(filepath.Dir(p.corpus)), "ask", p.dir(), file, strconv.Itoa(rounds))
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, err
	}
	var list []time.Duration
	for line := range strings.FieldsSeq(string(out)) {
		took, err := strconv.ParseFloat(line, 64)
		if err != nil {
			return nil, err
		}
		list = append(list, time.Duration(took*float64(time.Millisecond)))
	}
	if len(list) != len(questions) {
		return nil, fmt.Errorf("%d answers to %d queries", len(list), len(questions))
	}
	return list, nil
}

// xapianLine is a query as the program reads it.
func xapianLine(q question) string {
	form := q.Form
	if q.Snippet {
		form = "snippets" // it keeps no text to cut them from
	}
	from, until := q.dates()
	return strings.Join([]string{
		string(form), strings.Join(q.Words, " "), q.Section, strconv.FormatInt(from, 10), strconv.FormatInt(until, 10),
		digit(q.Newest), digit(q.Facets), strconv.Itoa(q.Offset), strconv.Itoa(q.limit()),
	}, "\t") + "\n"
}

func digit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}
