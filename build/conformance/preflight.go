package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/pagetest"
	"broadsheet/internal/preflight"
	"broadsheet/internal/sample"
)

// preflightPage has the rates of the checks.
const preflightPage = "docs/preflight.md"

// looked is what the checks said of a set of articles in one language.
type looked struct {
	set, language string
	articles      int
	words         int
	took          time.Duration
	with          map[string]int // by message: articles with at least one
	examples      map[string][]string
}

// sets are articles by set and language.
type sets struct {
	ctx  context.Context
	list []*looked
}

// preflightRates looks over articles as they were published: a check that speaks of
// many of them speaks of nothing.
func preflightRates(ctx context.Context, folder string) (part, error) {
	s := &sets{ctx: ctx}
	for _, add := range []func(string) error{s.sample, s.corpora, s.passages, s.pages} {
		if err := add(folder); err != nil {
			return part{}, err
		}
	}
	p := part{name: "preflight", good: true}
	p.table = s.table(s.list)
	for _, l := range s.list {
		for _, message := range slices.Sorted(maps.Keys(l.examples)) {
			for _, e := range l.examples[message] {
				p.wrong = append(p.wrong, fmt.Sprintf("%s %s %s: %s", l.set, l.language, message, e))
			}
		}
	}
	return p, nil
}

func (s *sets) of(set, language string) *looked {
	language = lang.Base(language)
	for _, l := range s.list {
		if l.set == set && l.language == language {
			return l
		}
	}
	l := &looked{set: set, language: language, with: map[string]int{}, examples: map[string][]string{}}
	s.list = append(s.list, l)
	return l
}

// examplesOf is how many findings of a message are kept to be read.
const examplesOf = 12

func (s *sets) look(set string, a news.Article, sections []string) error {
	source := a.Body
	var err error
	switch a.BodyFormat {
	case news.BodyText:
		source = body.FromText(source)
	case news.BodyMarkdown:
		source, err = body.FromMarkdown(source)
	}
	if err != nil {
		return err
	}
	if a.Language == "" {
		a.Language, _ = lang.Detect(a.Title+"\n"+source, nil)
	}
	canonical, err := body.Canonical(s.ctx, source, body.Options{Language: a.Language, Media: func(r body.Resource) (string, bool) {
		return "/media/" + strings.Repeat("0", 64), !strings.Contains(r.Src, "://")
	}})
	if err != nil {
		return err
	}
	a.Body = canonical.HTML
	began := time.Now()
	report, err := preflight.Check(s.ctx, preflight.Piece{Article: a, Document: canonical.Document, Sections: sections}, nil)
	if err != nil {
		return err
	}
	l := s.of(set, a.Language)
	l.took += time.Since(began)
	l.articles++
	l.words += report.Words
	seen := map[string]bool{}
	for _, f := range report.Findings {
		if !seen[f.Message] {
			l.with[f.Message]++
		}
		if len(l.examples[f.Message]) < examplesOf && !seen[f.Message] {
			l.examples[f.Message] = append(l.examples[f.Message], f.Sentence())
		}
		seen[f.Message] = true
	}
	return nil
}

// sample looks over the publication that is built in.
func (s *sets) sample(string) error {
	raw, err := fs.ReadFile(sample.FS(), "publication.jsonl")
	if err != nil {
		return err
	}
	return s.lines("sample", raw)
}

func (s *sets) lines(set string, raw []byte) error {
	records, _, err := read(s.ctx, raw)
	if err != nil {
		return err
	}
	for _, r := range records {
		if r.Article != nil {
			if err := s.look(set, *r.Article, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// corpora looks over the corpora of news; that of Usenet is none.
func (s *sets) corpora(folder string) error {
	for _, c := range newstest.Corpora() {
		if strings.Contains(c.File, "20news") {
			continue
		}
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			return err
		}
		name, _, _ := strings.Cut(filepath.Base(c.File), ".")
		if err := s.lines(name, lines.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// passages looks over the texts of XQuAD: the one source of Arabic here.
func (s *sets) passages(folder string) error {
	for _, language := range []string{"ar", "en", "es"} {
		z, err := zip.OpenReader(filepath.Join(folder, "ir/xquad-"+language+".zip"))
		if err != nil {
			return err
		}
		for _, f := range z.File {
			if !strings.HasSuffix(f.Name, "corpus.jsonl") {
				continue
			}
			r, err := f.Open()
			if err != nil {
				return err
			}
			lines := bufio.NewScanner(r)
			lines.Buffer(nil, 4<<20)
			for lines.Scan() {
				var one struct{ Title, Text string }
				if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
					return err
				}
				if err := s.look("xquad", news.Article{Title: one.Title, Body: one.Text, BodyFormat: news.BodyText, Language: language}, nil); err != nil {
					return err
				}
			}
			r.Close()
		}
		z.Close()
	}
	return nil
}

// pages looks over the articles of web pages.
func (s *sets) pages(folder string) error {
	for _, set := range []func(string) ([]pagetest.Sample, error){pagetest.Mozilla, pagetest.Newspaper, pagetest.Trafilatura} {
		list, err := set(folder)
		if err != nil {
			return err
		}
		for _, one := range list {
			a, _, err := page.Extract(s.ctx, one.Content, page.Hints{Base: one.Address})
			if err != nil {
				continue
			}
			if err := s.look("pages", a, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// fewest articles of a set in a language that are a column.
const fewest = 15

// table has a row for each message and a column for each set and language: in how
// many of a hundred articles it was said.
func (s *sets) table(list []*looked) string {
	list = slices.DeleteFunc(slices.Clone(list), func(l *looked) bool { return l.articles < fewest })
	slices.SortStableFunc(list, func(a, b *looked) int { return cmp.Compare(a.language, b.language) })
	head, counts, took := []any{"of 100 articles"}, []any{"articles"}, []any{"µs for 1,000 words"}
	for _, l := range list {
		head = append(head, l.language+" "+l.set)
		counts = append(counts, l.articles)
		took = append(took, int(float64(l.took.Microseconds())*1000/float64(max(1, l.words))))
	}
	rows := [][]any{head, counts}
	for _, message := range preflight.Messages() {
		row, any := []any{"`" + message + "`"}, false
		for _, l := range list {
			n := l.with[message]
			any = any || n > 0
			if n == 0 {
				row = append(row, "")
				continue
			}
			row = append(row, fmt.Sprintf("%.1f", 100*float64(n)/float64(l.articles)))
		}
		if any {
			rows = append(rows, row)
		}
	}
	return table(append(rows, took)...)
}
