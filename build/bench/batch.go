package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

const (
	batchQueries = 300
	batchReach   = 20 // milliseconds, 95 of 100 answers
)

// batch asks the command line for pages of ten with snippets and all facets, as
// a script does, by words of articles that are there: one word, two, three, a
// phrase and a beginning in turn.
func batch(ctx context.Context, s settings, l library, folder, file string) ([]figure, error) {
	queries := folder + ".queries"
	if err := drawQueries(file, queries, l.articles); err != nil {
		return nil, fmt.Errorf("draw queries: %w", err)
	}
	command := exec.CommandContext(ctx, s.program, "--library", folder, "--json", "search", "--batch", queries, "--facets", "--snippets", "--limit", "10")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	var took []float64
	found := 0
	for answers := json.NewDecoder(bytes.NewReader(out)); answers.More(); {
		var a struct {
			Total int
			Took  float64 `json:"took_ms"`
		}
		if err := answers.Decode(&a); err != nil {
			return nil, fmt.Errorf("read the answers: %w", err)
		}
		took = append(took, a.Took)
		if a.Total > 0 {
			found++
		}
	}
	if found < batchQueries*9/10 {
		return nil, fmt.Errorf("%d of %d queries found something", found, batchQueries)
	}
	slices.Sort(took)
	return []figure{
		plain("page of ten, snippets, all facets, half of the answers", took[len(took)/2], "ms"),
		atMost("page of ten, snippets, all facets, 95 of 100 answers", took[len(took)*95/100], "ms", batchReach),
	}, nil
}

// drawQueries writes queries by words of articles spread over the file.
func drawQueries(file, queries string, articles int) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	var out bytes.Buffer
	lines := bufio.NewReaderSize(in, 1<<20)
	step := max(1, articles/(2*batchQueries))
	for n, drawn := 0, 0; drawn < batchQueries; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return fmt.Errorf("%d queries drawn: %w", drawn, err)
		}
		var a struct{ Type, Title string }
		if err := json.Unmarshal(line, &a); err != nil {
			return err
		}
		words := strings.Fields(a.Title)
		if a.Type != "" || n%step != 0 || len(words) < 4 {
			continue
		}
		fmt.Fprintln(&out, queryOf(words, drawn))
		drawn++
	}
	return os.WriteFile(queries, out.Bytes(), 0o600)
}

func queryOf(words []string, n int) string {
	switch n % 5 {
	case 0:
		return words[1]
	case 1:
		return words[0] + " " + words[2]
	case 2:
		return words[0] + " OR " + words[1] + " OR " + words[3]
	case 3:
		return `"` + words[1] + " " + words[2] + `"`
	}
	runes := []rune(words[0])
	return string(runes[:min(4, len(runes))]) + "*"
}
