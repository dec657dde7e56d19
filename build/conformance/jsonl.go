package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"time"

	"broadsheet/internal/exporter"
	exportjsonl "broadsheet/internal/exporter/jsonl"
	"broadsheet/internal/importer"
	importjsonl "broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

// jsonLines reads the frozen publication and every corpus.
func jsonLines(ctx context.Context) ([]result, error) {
	frozen, err := fs.ReadFile(newstest.Publication(), newstest.PublicationFile)
	if err != nil {
		return nil, fmt.Errorf("read frozen publication: %w", err)
	}
	one, err := roundTrip(ctx, "frozen publication", frozen, bytes.Count(frozen, []byte("\n")))
	if err != nil {
		return nil, err
	}
	results := []result{one}
	folder, there := newstest.DataFolder()
	if !there {
		fmt.Fprintln(os.Stderr, "No third-party test material is here; its files are left out.")
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
	}, all(records))
	return out.Bytes(), err
}

func all(records []news.Record) iter.Seq2[news.Record, error] {
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
