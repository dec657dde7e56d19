package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// fuzz makes a step that gives each fuzz target that much time. A package's
// tests are compiled once for all of its targets. What a target learns is
// thrown away, so that each run begins from the seeds.
func fuzz(each time.Duration) func(context.Context, string) tally {
	return func(ctx context.Context, name string) (t tally) {
		files, err := goFiles("app", "internal")
		if err != nil {
			t.fail("find fuzz targets", err.Error())
			return t
		}
		work, err := os.MkdirTemp("", "broadsheet-fuzz-")
		if err != nil {
			t.fail("make folder for fuzzing", err.Error())
			return t
		}
		defer os.RemoveAll(work)
		targets := fuzzTargets(files)
		for _, folder := range slices.Sorted(maps.Keys(targets)) {
			binary := filepath.Join(work, "fuzz.test")
			text, err := tool("go", "test", "-c", "-vet=off", "-fuzz=.", "-o", binary, "./"+folder).
				with("CGO_ENABLED=0").run(ctx, name, nil)
			if err != nil {
				t.fail("compile fuzz targets of "+folder, string(text))
				continue
			}
			for _, target := range targets[folder] {
				text, err := tool(binary, "-test.run=^$", "-test.fuzz=^"+target+"$", "-test.fuzztime="+each.String(),
					"-test.fuzzcachedir="+filepath.Join(work, target), "-test.parallel=2", "-test.fuzzminimizetime=5s").in(folder).run(ctx, name, nil)
				if err != nil && !endedByClock(string(text)) {
					t.fail(fmt.Sprintf("%s %s", folder, target), string(text)+err.Error())
					continue
				}
				t.passed++
			}
		}
		return t
	}
}

// endedByClock reports whether a fuzz run failed only because its time was up
// while a worker was busy, which Go's fuzzing engine tells as a failure
// (golang.org/issue/48591). A finding always names the input it wrote, and a
// failing seed the seed.
func endedByClock(output string) bool {
	return strings.Contains(output, "\n    context deadline exceeded\n") &&
		!strings.Contains(output, "Failing input") && !strings.Contains(output, "failure while testing seed corpus")
}
