package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"broadsheet/internal/newstest"
)

// library is what is measured.
type library struct {
	name     string
	articles int
	words    int
	reach    float64 // milliseconds of processor time that a list may take
	whole    bool    // also what is measured only on long articles
}

func measure(ctx context.Context, s settings, l library) (libraryReport, error) {
	r := libraryReport{Articles: l.articles, Words: l.words, Seed: s.seed}
	folder := filepath.Join(s.folder, l.name)
	file := folder + ".jsonl"
	progress("generate %d articles", l.articles)
	if err := generate(file, l, s.seed); err != nil {
		return r, fmt.Errorf("generate: %w", err)
	}
	var err error
	if r.Text, err = textBytes(file); err != nil {
		return r, fmt.Errorf("count the text: %w", err)
	}
	if err := os.RemoveAll(folder); err != nil {
		return r, err
	}
	if out, err := exec.CommandContext(ctx, s.program, "--library", folder, "library", "create", "--empty").CombinedOutput(); err != nil {
		return r, fmt.Errorf("create the library: %w: %s", err, out)
	}
	if r.Import, err = bringIn(ctx, s, l, folder, file); err != nil {
		return r, fmt.Errorf("import: %w", err)
	}
	r.Sizes = sizes(folder, r.Text, l.whole)
	progress("ask for pages")
	if r.Pages, r.Start, err = askFor(ctx, s, l, folder); err != nil {
		return r, err
	}
	if l.whole {
		progress("ask for results")
		if r.Search, err = batch(ctx, s, l, folder, file); err != nil {
			return r, fmt.Errorf("search --batch: %w", err)
		}
		r.Start = append(r.Start, painted(ctx, s, folder)...)
	}
	return r, nil
}

func generate(path string, l library, seed uint64) (err error) {
	o := newstest.GeneratorOptions{Articles: l.articles, Words: l.words, Seed: seed, BodyText: !l.whole}
	if data, ok := newstest.DataFolder(); ok {
		if o.Vocabulary, err = newstest.CorpusVocabulary(data); err != nil {
			return err
		}
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := newstest.Generate(file, o); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

var tags = regexp.MustCompile(`<[^>]*>`)

// textBytes counts what there is to read: headlines, summaries, bodies without
// their tags.
func textBytes(path string) (int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	var sum int64
	lines := bufio.NewReaderSize(file, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 {
			return sum, nil
		}
		var a struct {
			Type, Title, Standfirst string
			HTML                    string `json:"body_html"`
			Text                    string `json:"body_text"`
		}
		if bad := json.Unmarshal(line, &a); bad != nil {
			return sum, bad
		}
		if a.Type == "" {
			sum += int64(len(a.Title) + len(a.Standfirst) + len(a.Text) + len(tags.ReplaceAllString(a.HTML, "")))
		}
		if err != nil {
			return sum, nil
		}
	}
}

// brought is what bringing a publication in has cost.
type brought struct {
	stored, indexed time.Duration // since the beginning
	cpu             time.Duration // of the server and the command; 0: this system does not tell
	peak            int64
}

// importInto imports a file or a folder through the command line into a library
// that is being served, so that the store's and the index's work falls to one
// process.
func importInto(ctx context.Context, s settings, folder, path string, articles int) (b brought, err error) {
	host, err := serve(ctx, s.program, folder)
	if err != nil {
		return b, err
	}
	defer host.stop()
	before, unmeasured := host.usage()
	began := time.Now()
	var out bytes.Buffer
	command := exec.CommandContext(ctx, s.program, "--library", folder, "--json", "--quiet", "import", path)
	command.Stdout, command.Stderr = &out, os.Stderr
	if err := command.Run(); err != nil {
		return b, fmt.Errorf("%w: %s", err, out.Bytes())
	}
	b.stored = time.Since(began)
	if err := host.indexed(ctx); err != nil {
		return b, err
	}
	b.indexed = time.Since(began)
	var told struct {
		Added, Skipped int
	}
	if err := json.Unmarshal(out.Bytes(), &told); err != nil {
		return b, fmt.Errorf("read the report: %w", err)
	}
	if told.Added != articles {
		return b, fmt.Errorf("%d articles were added and %d skipped, of %d", told.Added, told.Skipped, articles)
	}
	if after, err := host.usage(); err == nil && unmeasured == nil {
		b.cpu = after.cpu - before.cpu + command.ProcessState.UserTime() + command.ProcessState.SystemTime()
		b.peak = after.peak
	}
	return b, nil
}

func bringIn(ctx context.Context, s settings, l library, folder, file string) ([]figure, error) {
	progress("import")
	b, err := importInto(ctx, s, folder, file, l.articles)
	if err != nil {
		return nil, err
	}
	list := []figure{
		plain("until stored", b.stored.Seconds(), "s"),
		plain("until stored and indexed", b.indexed.Seconds(), "s"),
		plain("rate", float64(l.articles)/b.indexed.Seconds(), "articles/s"),
	}
	if b.cpu == 0 {
		return list, nil
	}
	return append(list,
		plain("processor time", b.cpu.Seconds(), "s"),
		atLeast("rate by processor time", float64(l.articles)/b.cpu.Seconds(), "articles/cpu-s", 400),
		atMost("memory at most", float64(b.peak)/mega, "MB", 1024),
	), nil
}

// sizes measures what lies on the disk.
func sizes(folder string, text int64, whole bool) []figure {
	var store, index, media int64
	filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		rel, _ := filepath.Rel(folder, path)
		switch top, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); {
		case strings.HasPrefix(top, "library.db"):
			store += info.Size()
		case strings.HasPrefix(top, "index"):
			index += info.Size()
		case top == "media":
			media += info.Size()
		}
		return nil
	})
	list := []figure{
		plain("text", float64(text)/mega, "MB"),
		plain("store", float64(store)/mega, "MB"),
		plain("index", float64(index)/mega, "MB"),
		plain("media", float64(media)/mega, "MB"),
	}
	ratio := float64(store+index) / float64(max(text, 1))
	if !whole {
		return append(list, plain("store and index to text", ratio, ""))
	}
	return append(list, atMost("store and index to text", ratio, "", 4))
}
