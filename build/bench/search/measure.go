package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

// times are the CPU times of an engine, one for each question; negative where it
// has no answer.
type times map[string][]time.Duration

// ask asks every engine every question so many times, engine by engine for each
// question, beginning with another engine each time, and keeps the best times; of
// the program's index also those of the first time, when it keeps nothing of the
// query yet. What an engine throws away is collected between rounds.
func ask(ctx context.Context, engines []named, questions []question, rounds int) (times, error) {
	best := times{}
	for _, e := range engines {
		best[e.name] = make([]time.Duration, len(questions))
	}
	for round := range rounds {
		runtime.GC()
		for i, q := range questions {
			for k := range engines {
				e := engines[(i+k+round)%len(engines)]
				took, err := timed(ctx, e, q)
				if err != nil {
					return nil, fmt.Errorf("%s, %q: %w", e.name, q.text(false), err)
				}
				if round == 0 && e.name == engineOwn {
					best[engineFirst] = append(best[engineFirst], took)
				}
				if round == 0 || took < best[e.name][i] {
					best[e.name][i] = took
				}
			}
		}
	}
	return best, nil
}

func timed(ctx context.Context, e named, q question) (time.Duration, error) {
	before := cpu()
	_, err := e.ask(ctx, q)
	took := cpu() - before
	if errors.Is(err, errUnable) {
		return -1, nil
	}
	return took, err
}
