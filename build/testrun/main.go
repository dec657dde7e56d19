// Testrun runs Broadsheet's checks and tests one after another, quietly: a line
// for each step, everything that failed in full, the reasons of what was skipped
// once each, and a last line that counts. It installs nothing; the Makefile has
// set up what the steps need before it is called.
//
//	go run ./build/testrun check|quick|test|long [STEP…]
//
// With names of steps only those are run. The whole output of every step is kept
// in build/.cache/log. The exit status is 1 where anything failed.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	failed, err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "testrun:", err)
		os.Exit(2)
	}
	if failed {
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (failed bool, err error) {
	if len(args) == 0 {
		return false, fmt.Errorf("name a suite: check, quick, test or long")
	}
	steps, err := suite(args[0])
	if err != nil {
		return false, err
	}
	if names := args[1:]; len(names) > 0 {
		steps = slices.DeleteFunc(steps, func(s step) bool { return !slices.Contains(names, s.name) })
		if len(steps) == 0 {
			return false, fmt.Errorf("suite %s has no step %q", args[0], names)
		}
	}
	if err := os.MkdirAll(logFolder, 0o755); err != nil {
		return false, fmt.Errorf("make folder of logs: %w", err)
	}
	var all tally
	for _, s := range steps {
		begun := time.Now()
		one := s.do(ctx, s.name)
		fmt.Printf("%-34s %-34s %6.1f s\n", s.words, one.line(), time.Since(begun).Seconds())
		one.printFailures(os.Stdout)
		all.add(one)
		if ctx.Err() != nil {
			all.fail("interrupted", "")
			break
		}
	}
	all.printRemarks(os.Stdout)
	fmt.Println(all.sum())
	if err := os.WriteFile("build/.cache/summary", []byte(all.sum()+"\n"), 0o644); err != nil {
		return false, fmt.Errorf("keep summary: %w", err)
	}
	return all.failed() > 0, nil
}
