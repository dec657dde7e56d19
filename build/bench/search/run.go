package search

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"broadsheet/build/bench/corpus"
)

// settings are the flags.
type settings struct {
	docs    string
	engines string
	out     string
	work    string
	text    string
	profile string
	fresh   string
	seed    uint64
	each    int
	rounds  int
}

// Run is the subcommand: it writes one line of JSON for each size of corpus and
// gives an error where answers differ or something cannot be measured.
func Run(ctx context.Context, args []string) (err error) {
	var s settings
	flags := flag.NewFlagSet("search", flag.ContinueOnError)
	flags.StringVar(&s.docs, "docs", "20000", "sizes of the corpus, in articles, divided by commas")
	flags.StringVar(&s.engines, "engines", "own,bleve,fts5,xapian", "what is measured; what this machine has not is skipped")
	flags.StringVar(&s.out, "out", "", "file for the result; empty: standard output")
	flags.StringVar(&s.work, "work", "", "folder where corpus and indexes are kept from run to run; empty: a temporary one")
	flags.StringVar(&s.text, "text", "", "what the text is learnt from: a file, \"sample\", or empty for the test material where it is")
	flags.StringVar(&s.profile, "profile", "", "folder for a CPU profile of the program's index for each class")
	flags.StringVar(&s.fresh, "fresh", "", "engines whose kept index is made anew, divided by commas")
	flags.Uint64Var(&s.seed, "seed", 7, "of the corpus and of the queries")
	flags.IntVar(&s.each, "n", 30, "queries of each class")
	flags.IntVar(&s.rounds, "rounds", 3, "how often each query is asked; the best time counts")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sizes, err := numbers(s.docs)
	if err != nil {
		return err
	}
	if s.work == "" {
		if s.work, err = os.MkdirTemp("", "broadsheet-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(s.work)
	}
	if err := os.MkdirAll(s.work, 0o700); err != nil {
		return err
	}
	var out io.Writer = os.Stdout
	if s.out != "" {
		file, err := os.Create(s.out)
		if err != nil {
			return err
		}
		defer file.Close()
		out = file
	}
	progress("corpus of %d articles", slices.Max(sizes))
	file, err := corpus.Make(s.work, s.seed, s.text, slices.Max(sizes))
	if err != nil {
		return fmt.Errorf("make the corpus: %w", err)
	}
	var unequal error
	for _, docs := range sizes {
		r, err := measureSize(ctx, s, file, docs)
		if err != nil {
			return fmt.Errorf("%d articles: %w", docs, err)
		}
		if err := json.NewEncoder(out).Encode(r); err != nil {
			return err
		}
		if !r.Checks.TotalsEqual {
			unequal = errors.Join(unequal, fmt.Errorf("%d articles: %d of %d answers differ: %s", docs, len(r.Checks.Unequal), r.Checks.Compared, r.Checks.Unequal[0]))
		}
	}
	return unequal
}

func numbers(list string) (out []int, err error) {
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 100 {
			return nil, fmt.Errorf("%q is not a number of articles (100 or more)", text)
		}
		out = append(out, n)
	}
	return out, nil
}

func measureSize(ctx context.Context, s settings, file corpus.File, docs int) (report, error) {
	r := newReport(docs, file.Training, time.Now())
	m := &measurement{settings: s, file: file, docs: docs, report: &r}
	defer m.close()
	for _, step := range []func(context.Context) error{m.build, m.open, m.draw, m.time, m.check, m.profiles} {
		if err := step(ctx); err != nil {
			return r, err
		}
	}
	return r, nil
}

// measurement is the run on one size of corpus, step by step.
type measurement struct {
	settings
	file      corpus.File
	docs      int
	report    *report
	engines   []string // that are measured
	opened    []named
	questions []question
}

func (m *measurement) plan(engine string) plan {
	return plan{engine: engine, corpus: m.file.Path, docs: m.docs}
}

func (m *measurement) build(ctx context.Context) error {
	for name := range strings.SplitSeq(m.settings.engines, ",") {
		if name == engineXapian {
			if why := compileXapian(ctx, filepath.Dir(m.file.Path)); why != nil {
				progress("xapian is skipped: %v", why)
				m.report.Skipped = append(m.report.Skipped, skipped{name, why.Error()})
				continue
			}
		}
		m.engines = append(m.engines, name)
		if name == engineBleve {
			continue // it reads the program's own files
		}
		progress("%d articles: index with %s", m.docs, name)
		b, err := build(ctx, m.plan(name), slices.Contains(strings.Split(m.fresh, ","), name))
		if err != nil {
			return err
		}
		m.report.built(name, b)
	}
	return nil
}

func (m *measurement) open(ctx context.Context) error {
	for _, name := range m.engines {
		if name == engineXapian {
			continue // it is asked in a process of its own
		}
		e, err := open(ctx, m.plan(name))
		if err != nil {
			return fmt.Errorf("open %s: %w", name, err)
		}
		m.opened = append(m.opened, named{name, e})
	}
	return nil
}

func (m *measurement) draw(context.Context) error {
	drawer, err := newDrawer(m.file, m.docs, m.seed)
	if err != nil {
		return err
	}
	m.questions, err = drawer.questions(m.each)
	return err
}

func (m *measurement) check(ctx context.Context) (err error) {
	progress("%d articles: compare answers", m.docs)
	m.report.Checks, err = compare(ctx, m.opened, m.questions)
	return err
}

func (m *measurement) time(ctx context.Context) error {
	progress("%d articles: ask %d queries, %d times", m.docs, len(m.questions), m.rounds)
	all, err := ask(ctx, m.opened, m.questions, m.rounds)
	if err != nil {
		return err
	}
	if slices.Contains(m.engines, engineXapian) {
		if all[engineXapian], err = askXapian(ctx, m.plan(engineXapian), m.questions, m.rounds); err != nil {
			return fmt.Errorf("ask xapian: %w", err)
		}
	}
	m.report.timed(m.questions, all)
	return nil
}

func (m *measurement) profiles(ctx context.Context) error {
	if m.settings.profile == "" {
		return nil
	}
	progress("%d articles: profiles", m.docs)
	return profile(ctx, m.settings.profile, m.docs, m.opened, m.questions)
}

func (m *measurement) close() {
	for _, e := range m.opened {
		_ = e.close()
	}
}

// named is an engine with its name.
type named struct {
	name string
	judge
}

func open(ctx context.Context, p plan) (judge, error) {
	switch p.engine {
	case engineOwn:
		return openOwn(ctx, p)
	case engineBleve:
		return openBleve(p)
	case engineFTS5:
		db, err := openFTS5(p.dir())
		return fts5{db}, err
	}
	return nil, fmt.Errorf("there is no engine of this name")
}

// progress says on standard error what is being done.
func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }
