package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"broadsheet/build/bench/beside"
	"broadsheet/build/bench/relevance"
	"broadsheet/build/bench/search"
)

// part measures one thing by itself: bench NAME ….
type part func(ctx context.Context, args []string) error

func parts() map[string]part {
	return map[string]part{
		"search":       search.Run,
		"search-index": search.Index,
		"relevance":    relevance.Run,
		"beside":       beside.Run,
		"tables":       tables,
	}
}

func runPart(run part) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[2:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
