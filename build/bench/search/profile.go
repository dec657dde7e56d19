package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// profileFor is how much CPU time of each class a profile holds: it has a
// hundred samples a second.
const profileFor = 2 * time.Second

// profile writes a CPU profile of the program's index for each class of query.
func profile(ctx context.Context, folder string, docs int, engines []named, questions []question) error {
	at := slices.IndexFunc(engines, func(e named) bool { return e.name == engineOwn })
	if at < 0 {
		return errors.New("profiles are of the program's own index, which is not among the engines")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for _, class := range classNames(questions) {
		name := fmt.Sprintf("%d-%s.pprof", docs, strings.Map(plainLetter, class))
		if err := profileClass(ctx, filepath.Join(folder, name), engines[at], class, questions); err != nil {
			return fmt.Errorf("profile %s: %w", class, err)
		}
	}
	return nil
}

func profileClass(ctx context.Context, path string, e named, class string, questions []question) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	for from := cpu(); cpu()-from < profileFor; {
		for _, q := range questions {
			if q.Class != class {
				continue
			}
			if _, err := e.ask(ctx, q); err != nil {
				return err
			}
		}
	}
	return nil
}

func plainLetter(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
		return r
	}
	return '-'
}
