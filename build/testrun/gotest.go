package main

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// event is one line of `go test -json` (`go doc test2json`).
type event struct {
	Action      string
	Package     string
	ImportPath  string
	Test        string
	Output      string
	FailedBuild string
}

// goTests makes a step of a `go test -json` command.
func goTests(c command) func(context.Context, string) tally {
	return func(ctx context.Context, name string) tally {
		in, out := io.Pipe()
		done := make(chan tally)
		go func() {
			t, err := readEvents(in)
			if err != nil {
				t.fail(title(c), "its output could not be read: "+err.Error())
			}
			done <- t
		}()
		text, err := c.run(ctx, name, out)
		out.Close()
		t := <-done
		if err != nil && t.failed() == 0 {
			t.fail(title(c), plain(text)+err.Error())
		}
		if err == nil && t.passed == 0 && t.skipped() == 0 {
			t.fail(title(c), "it ran no test")
		}
		return t
	}
}

// secondTry runs the tests that a pattern matches, and what failed of them once
// more, as Playwright does for the screens: what drives a real window depends on
// how busy the machine is. What passes only then is named in the summary.
func secondTry(pattern string, suite func(pattern string) func(context.Context, string) tally) func(context.Context, string) tally {
	return func(ctx context.Context, name string) tally {
		t := suite(pattern)(ctx, name)
		var again []string
		for _, f := range t.failures {
			_, test, _ := strings.Cut(f.name, " ")
			test, _, _ = strings.Cut(test, "/")
			if !strings.HasPrefix(test, "Test") { // a build that failed, or a panic
				return t
			}
			if !slices.Contains(again, test) {
				again = append(again, test)
			}
		}
		if len(again) == 0 {
			return t
		}
		second := suite("^("+strings.Join(again, "|")+")$")(ctx, name)
		for _, f := range t.failures {
			if !slices.ContainsFunc(second.failures, func(s failure) bool { return s.name == f.name }) {
				t.shaky = append(t.shaky, f.name+": "+firstSaid(f.text))
			}
		}
		t.passed, t.failures = t.passed+len(t.shaky), second.failures
		return t
	}
}

// firstSaid is the first line that a test itself said, without its place.
func firstSaid(text string) string {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			return line
		}
	}
	return "it said nothing"
}

// readEvents counts the tests in a stream of events. Lines that are no events
// are passed over: the go command prints some where a build fails.
func readEvents(r io.Reader) (t tally, err error) {
	said := map[[2]string]*strings.Builder{}
	broken := map[string]bool{} // packages with a failed test
	about := func(e event) *strings.Builder {
		key := [2]string{e.Package + e.ImportPath, e.Test}
		if said[key] == nil {
			said[key] = &strings.Builder{}
		}
		return said[key]
	}
	lines := &lineReader{r: r}
	for line, ok := lines.next(); ok; line, ok = lines.next() {
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		switch e.Action {
		case "output", "build-output":
			about(e).WriteString(e.Output)
			continue
		case "pass":
			if e.Test != "" {
				t.passed++
			}
		case "skip":
			if e.Test != "" {
				t.skip(reason(about(e).String()))
			}
		case "fail":
			switch {
			case e.Test != "":
				broken[e.Package] = true
				t.fail(e.Package+" "+e.Test, about(e).String())
			case e.FailedBuild != "":
				t.fail(e.Package, about(event{ImportPath: e.FailedBuild}).String())
			case !broken[e.Package]:
				t.fail(e.Package, about(e).String())
			}
		default:
			continue
		}
		delete(said, [2]string{e.Package + e.ImportPath, e.Test})
	}
	return t, lines.err
}

// reason finds why a test was skipped in what it said.
func reason(said string) string {
	last := "no reason given"
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ") {
			continue
		}
		// "file_test.go:12: the reason"
		if at := strings.Index(line, ".go:"); at >= 0 {
			if _, after, found := strings.Cut(line[at+len(".go:"):], ": "); found {
				line = after
			}
		}
		last = line
	}
	return last
}

// plain gives the words of mixed output: events' texts and other lines.
func plain(text []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		var e event
		if json.Unmarshal([]byte(line), &e) == nil {
			b.WriteString(e.Output)
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}
