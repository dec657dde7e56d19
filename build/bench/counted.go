package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"broadsheet/internal/lang"
)

// How often the word of the concordance stands in the library.
const countedHits = 50_000

// counted measures the concordance and the trends in a library of whole articles.
func counted(ctx context.Context, s settings) ([]figure, error) {
	folder := filepath.Join(s.folder, "reach-counted-"+strconv.Itoa(s.articles))
	file := folder + ".jsonl"
	l := library{name: "counted", articles: s.articles, words: 600, whole: true}
	if err := once(folder, func() error {
		progress("generate and import %d articles", s.articles)
		if err := generate(file, l, s.seed); err != nil {
			return err
		}
		if err := tell(ctx, s, folder, "library", "create", "--empty"); err != nil {
			return err
		}
		_, err := importInto(ctx, s, folder, file, s.articles)
		return err
	}); err != nil {
		return nil, fmt.Errorf("make the library that is counted in: %w", err)
	}
	words, hits, err := wordsNear(file, countedHits*s.articles/100_000, 6)
	if err != nil {
		return nil, fmt.Errorf("find a word: %w", err)
	}
	host, err := serve(ctx, s.program, folder)
	if err != nil {
		return nil, err
	}
	defer host.stop()
	if _, err := host.rest(ctx); err != nil {
		return nil, err
	}
	progress("count “%s”, %d times in %d articles", words[0], hits, s.articles)
	list := []figure{plain("concordance: occurrences of its word, as generated", float64(hits), "")}
	for _, sort := range []string{"date", "position"} {
		cpu, _, err := spent(host, 10, func() error {
			return host.call(ctx, "Search/Concordance", object{"query": words[0], "sort": sort, "limit": 100, "paced": true}, nil)
		})
		if err != nil {
			return list, err
		}
		list = append(list, atMost("concordance: first screen by "+sort+", processor time of the program", milliseconds(cpu), "ms", 100))
	}
	for _, sort := range []string{"right", "left"} {
		var first time.Duration
		cpu, took, err := spent(host, 1, func() error {
			known, began := "", time.Now()
			for {
				var got struct {
					Known   string
					Counted bool
				}
				if err := host.call(ctx, "Search/Concordance", object{"query": words[0], "sort": sort, "limit": 100, "paced": true, "known": known}, &got); err != nil || got.Counted {
					return err
				}
				if known == "" {
					first = time.Since(began)
				}
				known = got.Known
			}
		})
		if err != nil {
			return list, err
		}
		list = append(list,
			atMost("concordance: all sorted by the words to the "+sort, milliseconds(took), "ms", 1500),
			plain("concordance: all sorted by the words to the "+sort+", processor time of the program", milliseconds(cpu), "ms"),
			plain("concordance: first of the lines sorted by the words to the "+sort, milliseconds(first), "ms"))
	}
	cpu, _, err := spent(host, 10, func() error {
		return host.call(ctx, "Search/Trend", object{"queries": words, "by": "month"}, nil)
	})
	if err != nil {
		return list, err
	}
	return append(list, atMost("trend of 6 words by month, processor time of the program", milliseconds(cpu), "ms", 60)), nil
}

// spent tells the processor time of the program and how long one run takes, on
// average over some rounds, after one that is not counted where there are several.
func spent(host *server, rounds int, run func() error) (cpu, took time.Duration, err error) {
	if rounds > 1 {
		if err := run(); err != nil {
			return 0, 0, err
		}
	}
	before, err := host.usage()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	for range rounds {
		if err := run(); err != nil {
			return 0, 0, err
		}
	}
	took = time.Since(began)
	after, err := host.usage()
	return (after.cpu - before.cpu) / time.Duration(rounds), took / time.Duration(rounds), err
}

// wordsNear gives the English words of a generated file that stand in it about as
// often as wanted, the nearest first, and how often that one does.
func wordsNear(path string, wanted, count int) (words []string, hits int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	counts := map[string]int{}
	lines := bufio.NewReaderSize(file, 1<<20)
	for {
		line, end := lines.ReadString('\n')
		if strings.Contains(line, `"language":"en"`) {
			for token := range lang.Tokens(tags.ReplaceAllString(line, " "), "en") {
				if len(token.Term) > 5 {
					counts[token.Term]++
				}
			}
		}
		if end != nil {
			break
		}
	}
	for word := range counts {
		words = append(words, word)
	}
	away := func(word string) int { return max(counts[word]-wanted, wanted-counts[word]) }
	slices.SortFunc(words, func(a, b string) int {
		if d := away(a) - away(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	if len(words) < count {
		return nil, 0, fmt.Errorf("%s has only %d words", path, len(words))
	}
	return words[:count], counts[words[0]], nil
}
