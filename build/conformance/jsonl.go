package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"time"

	"broadsheet/internal/exporter"
	exportjsonl "broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/importer"
	importjsonl "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// result is a line of the table.
type result struct {
	file      string
	items     int // promised, or counted in the file
	read      int
	problems  int
	roundTrip string // "same", or what is not
	seconds   float64
}

func (r result) good() bool { return r.read >= r.items && r.roundTrip == "same" }

// jsonLines reads the frozen publication, and every corpus where the folder of
// the test material is not empty.
func jsonLines(ctx context.Context, folder string) (part, error) {
	p := part{name: "jsonl", good: true}
	results, err := lineResults(ctx, folder)
	if err != nil {
		return p, err
	}
	rows := [][]any{{"file", "items", "read", "problems", "round trip", "seconds"}}
	for _, r := range results {
		rows = append(rows, []any{r.file, r.items, r.read, r.problems, r.roundTrip, fmt.Sprintf("%.1f", r.seconds)})
		p.good = p.good && r.good()
	}
	p.table = table(rows...)
	return p, nil
}

func lineResults(ctx context.Context, folder string) ([]result, error) {
	frozen, err := fs.ReadFile(newstest.Publication(), newstest.PublicationFile)
	if err != nil {
		return nil, fmt.Errorf("read frozen publication: %w", err)
	}
	one, err := roundTrip(ctx, "frozen publication", frozen, bytes.Count(frozen, []byte("\n")))
	if err != nil {
		return nil, err
	}
	results := []result{one}
	if folder == "" {
		return results, nil
	}
	for _, corpus := range newstest.Corpora() {
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, corpus, &lines); err != nil {
			return nil, fmt.Errorf("convert %s: %w", corpus.File, err)
		}
		one, err := roundTrip(ctx, corpus.File, lines.Bytes(), corpus.Articles)
		if err != nil {
			return nil, err
		}
		results = append(results, one)
	}
	return results, nil
}

// roundTrip reads the lines, writes what was read, and does both again: what the
// format carries, the second writing has to give byte for byte.
func roundTrip(ctx context.Context, name string, lines []byte, items int) (result, error) {
	begun := time.Now()
	r := result{file: name, items: items, roundTrip: "same"}
	records, problems, err := read(ctx, lines)
	if err != nil {
		return r, fmt.Errorf("read %s: %w", name, err)
	}
	r.read, r.problems = len(records), problems
	first, err := write(ctx, records)
	if err != nil {
		return r, fmt.Errorf("write %s: %w", name, err)
	}
	again, _, err := read(ctx, first)
	if err != nil {
		return r, fmt.Errorf("read %s again: %w", name, err)
	}
	second, err := write(ctx, again)
	if err != nil {
		return r, fmt.Errorf("write %s again: %w", name, err)
	}
	switch {
	case len(again) != len(records):
		r.roundTrip = fmt.Sprintf("%d of %d items", len(again), len(records))
	case !bytes.Equal(first, second):
		r.roundTrip = fmt.Sprintf("other bytes from %d on", differAt(first, second))
	}
	r.seconds = time.Since(begun).Seconds()
	return r, nil
}

func read(ctx context.Context, lines []byte) (records []news.Record, problems int, err error) {
	err = importjsonl.Format{}.Read(ctx, importer.Input{Content: bytes.NewReader(lines), Zone: time.UTC}, func(item importer.Item) error {
		problems += len(item.Problems)
		if item.Record != (news.Record{}) {
			records = append(records, item.Record)
		}
		return nil
	})
	return records, problems, err
}

func write(ctx context.Context, records []news.Record) ([]byte, error) {
	var out bytes.Buffer
	err := exportjsonl.Format{}.Write(ctx, exporter.Output{
		Writer:  &out,
		Media:   func(_ context.Context, src string) (string, error) { return src, nil },
		Written: func(news.Record) {},
	}, every(records))
	return out.Bytes(), err
}

func every(records []news.Record) iter.Seq2[news.Record, error] {
	return func(yield func(news.Record, error) bool) {
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
	}
}

func differAt(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
