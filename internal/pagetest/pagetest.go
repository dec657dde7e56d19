// Package pagetest counts how much of the text, the titles and the dates that
// other projects' sets state about web pages is found by ours.
//
// It is for tests and for build/conformance alone, reads the third-party test
// material and writes nothing. Its floors hold for both, so that what a table
// shows as enough is what the tests ask for.
package pagetest

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/page"
	"broadsheet/internal/news"
)

// Line is one set's count.
type Line struct {
	Set     string
	Pages   int
	Refused int // pages of a word, which are no article; they are not scored
	// Text is from 0 to 1: the mean over the pages of F1 over words, or, where
	// Precision is not 0, F over the snippets that must and must not be there.
	Text, Precision, Recall float64
	Titles, Dates           Share
	// Headings counts as Titles does, and as right also the title that a page shows
	// as its heading where the one that the set states is shown in none.
	Headings Share
	// Wrong tells what was not found, a line each. It is empty for the half of a
	// set that the rules were not made on: who reads it makes rules for it.
	Wrong []string

	least floors
}

// floors are the least that a set has to give; 0 asks for nothing.
type floors struct{ text, titles, headings, dates float64 }

// Short says, a line each, what is below its floor.
func (l Line) Short() []string {
	var short []string
	for _, f := range []struct {
		what       string
		got, least float64
	}{{"text", l.Text, l.least.text}, {"titles", l.Titles.Value(), l.least.titles}, {"titles or headings", l.Headings.Value(), l.least.headings}, {"dates", l.Dates.Value(), l.least.dates}} {
		if f.got < f.least {
			short = append(short, fmt.Sprintf("%s: %s: %.4f is below %.2f", l.Set, f.what, f.got, f.least))
		}
	}
	return short
}

// Share counts right answers among those where one was stated.
type Share struct {
	Right, Of int
	wrong     []string
}

// Value is the share that is right, from 0 to 1.
func (s Share) Value() float64 { return float64(s.Right) / float64(max(1, s.Of)) }

// Count goes through the sets in the folder of the third-party test material.
func Count(folder string) ([]Line, error) {
	var lines []Line
	for _, set := range []struct {
		name  string
		pages func(string) ([]Sample, error)
		count func([]outcome) []Line
	}{
		{"readability", Mozilla, scored("readability", floors{0.99, 0.84, 0.95, 0.95})},
		{"newspaper4k", Newspaper, scored("newspaper4k", floors{0.95, 0.90, 0.95, 0.95})},
		{"trafilatura", Trafilatura, snipped},
	} {
		samples, err := set.pages(folder)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", set.name, err)
		}
		outcomes, err := extractAll(samples)
		if err != nil {
			return nil, fmt.Errorf("extract %s: %w", set.name, err)
		}
		lines = append(lines, set.count(outcomes)...)
	}
	return lines, nil
}

// scored counts a set that has the whole text of its pages.
func scored(set string, least floors) func([]outcome) []Line {
	return func(outcomes []outcome) []Line {
		l := Line{Set: set, Pages: len(outcomes), least: least}
		sum := 0.0
		for _, o := range outcomes {
			if len(letterFold(o.text)) < 20 && news.CodeOf(o.err) == news.CodeUnsupported {
				l.Refused++ // a page of a word is no article
				continue
			}
			score := 0.0
			if o.err == nil {
				score = f1(o.plain, o.text)
				l.title(o)
				l.Dates.date(o)
			}
			sum += score
			if score < 0.95 {
				l.Wrong = append(l.Wrong, fmt.Sprintf("text of %s: %.3f %v", o.Name, score, o.err))
			}
		}
		l.Text = sum / float64(max(1, l.Pages-l.Refused))
		l.Wrong = append(append(l.Wrong, l.Titles.wrong...), l.Dates.wrong...)
		return []Line{l}
	}
}

// snipped counts a set that says what must and must not be in the text: the whole
// of it, and the two halves by themselves.
func snipped(outcomes []outcome) []Line {
	var whole, tuned, unseen []outcome
	for _, o := range outcomes {
		whole = append(whole, o)
		if o.tuned() {
			tuned = append(tuned, o)
		} else {
			unseen = append(unseen, o)
		}
	}
	lines := []Line{
		snippedLine("trafilatura", whole, floors{0.90, 0.95, 0.95, 0.85}),
		snippedLine("trafilatura, tuned half", tuned, floors{}),
		snippedLine("trafilatura, unseen half", unseen, floors{text: 0.89}),
	}
	lines[0].Wrong, lines[2].Wrong = nil, nil
	return lines
}

func snippedLine(set string, outcomes []outcome, least floors) Line {
	l := Line{Set: set, Pages: len(outcomes), least: least}
	var s snippets
	for _, o := range outcomes {
		l.Wrong = append(l.Wrong, s.count(o)...)
		l.title(o)
		l.Dates.date(o)
	}
	l.Precision, l.Recall = s.precision(), s.recall()
	l.Text = 2 * l.Precision * l.Recall / max(l.Precision+l.Recall, 1e-9)
	l.Wrong = append(append(l.Wrong, l.Titles.wrong...), l.Dates.wrong...)
	return l
}

// snippets counts what was found and what was not kept out.
type snippets struct{ found, missed, stray int }

func (s *snippets) count(o outcome) (wrong []string) {
	text := squeeze(o.plain)
	for _, snippet := range o.with {
		if strings.Contains(text, squeeze(snippet)) {
			s.found++
			continue
		}
		s.missed++
		wrong = append(wrong, fmt.Sprintf("%s lacks %q %v", o.Name, snippet, o.err))
	}
	for _, snippet := range o.without {
		if strings.Contains(text, squeeze(snippet)) {
			s.stray++
			wrong = append(wrong, fmt.Sprintf("%s holds %q", o.Name, snippet))
		}
	}
	return wrong
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

func (s *snippets) precision() float64 { return float64(s.found) / float64(max(1, s.found+s.stray)) }
func (s *snippets) recall() float64    { return float64(s.found) / float64(max(1, s.found+s.missed)) }

// outcome is what came of a page.
type outcome struct {
	Sample
	article news.Article
	plain   string // the text as it is stored and searched
	err     error  // why there is no article
}

// extractAll runs over a set, two pages at a time, in the order of the set.
func extractAll(samples []Sample) ([]outcome, error) {
	outcomes, broken := make([]outcome, len(samples)), make([]error, len(samples))
	var group sync.WaitGroup
	next := make(chan int)
	for range 2 {
		group.Go(func() {
			for i := range next {
				outcomes[i], broken[i] = extractOne(samples[i])
			}
		})
	}
	for i := range samples {
		next <- i
	}
	close(next)
	group.Wait()
	for i, err := range broken {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", samples[i].Name, err)
		}
	}
	return outcomes, nil
}

// extractOne fails where what was extracted cannot be stored; that a page is no
// article is an outcome.
func extractOne(s Sample) (outcome, error) {
	o := outcome{Sample: s}
	if o.article, _, o.err = page.Extract(context.Background(), s.Content, page.Hints{Base: s.Address}); o.err != nil {
		return o, nil
	}
	source := o.article.Body
	if o.article.BodyFormat == news.BodyText {
		source = body.FromText(source)
	}
	result, err := body.Canonical(context.Background(), source, body.Options{Language: o.article.Language})
	if err != nil {
		return o, fmt.Errorf("make the body canonical: %w", err)
	}
	o.plain = result.Document.Text().Plain
	return o, nil
}
