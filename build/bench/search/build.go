package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"broadsheet/build/bench/corpus"
)

// plan says what is indexed by whom.
type plan struct {
	engine string
	corpus string // file
	docs   int
}

// dir is where the engine keeps its index: beside the corpus.
func (p plan) dir() string {
	return filepath.Join(filepath.Dir(p.corpus), fmt.Sprintf("%s-%d", p.engine, p.docs))
}

// built is what an index cost.
type built struct {
	Docs      int     `json:"docs"`
	TextBytes int64   `json:"text_bytes"`
	Bytes     int64   `json:"bytes"`
	Segments  int     `json:"segments,omitempty"`
	CPU       float64 `json:"cpu_s"`
	Peak      int64   `json:"peak_bytes"`
}

func (b *built) add(a corpus.Article) {
	b.Docs++
	b.TextBytes += a.TextBytes()
}

// build gives what the index cost, and makes it first where it is not there: in
// a process of its own, so that its CPU time and memory are its own.
func build(ctx context.Context, p plan, anew bool) (b built, err error) {
	record := p.dir() + ".json"
	if raw, err := os.ReadFile(record); err == nil && !anew {
		return b, json.Unmarshal(raw, &b)
	}
	if err := os.Remove(record); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	if err := os.RemoveAll(p.dir()); err != nil {
		return b, err
	}
	command, err := builder(ctx, p)
	if err != nil {
		return b, err
	}
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return b, fmt.Errorf("index with %s: %w", p.engine, err)
	}
	if err := json.Unmarshal(out, &b); err != nil {
		return b, fmt.Errorf("read what %s says of its index: %w", p.engine, err)
	}
	state := command.ProcessState
	b.CPU = (state.UserTime() + state.SystemTime()).Seconds()
	if b.Bytes, err = sizeOf(p.dir()); err != nil {
		return b, err
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return b, err
	}
	return b, os.WriteFile(record, raw, 0o600)
}

func builder(ctx context.Context, p plan) (*exec.Cmd, error) {
	if p.engine == engineXapian {
		return exec.CommandContext(ctx, xapianProgram(filepath.Dir(p.corpus)), "index", p.corpus, strconv.Itoa(p.docs), p.dir()), nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(ctx, self, "search-index", p.engine, p.corpus, strconv.Itoa(p.docs)), nil
}

// Index is the process that indexes for one engine; its arguments are those that
// builder gives.
func Index(ctx context.Context, args []string) error {
	if len(args) != 3 {
		return errors.New("this command is for the benchmark itself")
	}
	docs, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	p := plan{engine: args[0], corpus: args[1], docs: docs}
	index := buildOwn
	if p.engine == engineFTS5 {
		index = buildFTS5
	}
	b, err := index(ctx, p)
	if err != nil {
		return err
	}
	b.Peak = peak()
	return json.NewEncoder(os.Stdout).Encode(b)
}

func sizeOf(path string) (bytes int64, err error) {
	err = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
