package search_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/search"

	"github.com/google/go-cmp/cmp"
)

// Passages makes a block of each line.
func (l library) Passages(_ context.Context, rows []news.Row) ([]search.Passage, error) {
	var out []search.Passage
	for _, r := range rows {
		a := l.articles[r]
		p := search.Passage{Row: r, ID: fmt.Sprint("a", r), Title: a.Title, Language: a.Language, Text: body.Text{Plain: a.Body}}
		at := 0
		for i, line := range strings.Split(a.Body, "\n") {
			p.Text.Blocks = append(p.Text.Blocks, body.BlockText{ID: fmt.Sprint("b", i), Start: at, End: at + len(line)})
			at += len(line) + 1
		}
		out = append(out, p)
	}
	return out, nil
}

// serviceOf is a service over articles in English.
func serviceOf(t *testing.T, zone *time.Location, articles ...index.Document) *search.Service {
	t.Helper()
	l := library{articles: map[news.Row]index.Document{}}
	x, err := index.Open(t.Context(), index.Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	b := index.Batch{Watermark: index.Watermark{Seq: 1}}
	for _, d := range articles {
		d.Thing, d.Kind = news.ThingArticle, "news"
		l.articles[d.Row] = d
		b.Documents = append(b.Documents, d)
	}
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return search.New(search.Options{Index: x, Beside: x, Articles: l, Passages: l, Names: l,
		Clock: func() time.Time { return now }, Zone: func() *time.Location { return zone }})
}

func lines(t *testing.T, s *search.Service, r search.ConcordanceRequest) []search.Line {
	t.Helper()
	out, err := s.Concordance(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestConcordance(t *testing.T) {
	s := serviceOf(t, time.UTC,
		index.Document{Row: 1, Language: "en", Title: "The bank", Body: "Ça va: the bank of banks.\nNo word of it.", Published: now.AddDate(-2, 0, 0)},
		index.Document{Row: 2, Language: "en", Title: "Elsewhere", Body: "A river bank.", Published: now},
		index.Document{Row: 3, Language: "fa", Title: "بانک", Body: "بانک مرکزی ی" + "\u0301" + "\u0301 bank یک"},
	)
	for _, c := range []struct {
		what string
		ask  search.ConcordanceRequest
		want []search.Line
	}{
		{"by position, headlines too", search.ConcordanceRequest{Text: "bank", Width: 8}, []search.Line{
			{Article: "a1", Block: "title", Start: 4, Left: "The ", Hit: "bank"},
			{Article: "a1", Block: "b0", Start: 11, Left: "va: the ", Hit: "bank", Right: " of bank"},
			{Article: "a1", Block: "b0", Start: 19, Left: "bank of ", Hit: "banks", Right: "."},
			{Article: "a2", Block: "b0", Start: 8, Left: "A river ", Hit: "bank", Right: "."},
			// Two accents on one letter count as two of the block's text and as one of the width.
			{Article: "a3", Block: "b0", Start: 15, Left: "مرکزی ی\u0301\u0301 ", Hit: "bank", Right: " یک"},
		}},
		{"newest first, of a phrase", search.ConcordanceRequest{Text: `"river bank"`, Sort: "date"}, []search.Line{
			{Article: "a2", Block: "b0", Start: 2, Left: "A ", Hit: "river bank", Right: "."},
		}},
		{"in the headline alone", search.ConcordanceRequest{Text: "title:bank"}, []search.Line{
			{Article: "a1", Block: "title", Start: 4, Left: "The ", Hit: "bank"},
		}},
		{"of what is found, by filters", search.ConcordanceRequest{Text: "bank lang:en from:2024", Width: 3}, []search.Line{
			{Article: "a2", Block: "b0", Start: 8, Left: "er ", Hit: "bank", Right: "."},
		}},
		{"not more than asked for", search.ConcordanceRequest{Text: "bank", Limit: 1, Sort: "right", Width: 4}, []search.Line{
			{Article: "a1", Block: "title", Start: 4, Left: "The ", Hit: "bank"},
		}},
	} {
		got := lines(t, s, c.ask)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.what, diff)
		}
	}
	for _, wrong := range []search.ConcordanceRequest{{Text: "bank", Sort: "size"}, {Text: "bank", Width: 501}, {Text: "bank", Limit: -1}, {Text: "lang:en"}, {Text: "-bank"}} {
		_, err := s.Concordance(t.Context(), wrong)
		if err == nil {
			t.Errorf("%+v is answered", wrong)
		}
		if wordless := wrong.Text != "bank"; errors.Is(err, search.ErrNoWords) != wordless {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

// TestEveryOccurrenceHasItsLine compares with looking at every word.
func TestEveryOccurrenceHasItsLine(t *testing.T) {
	vocabulary := strings.Fields("oil oils gas bank banks the of treaty élan harbour")
	r := rand.New(rand.NewPCG(5, 5))
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(vocabulary[r.IntN(len(vocabulary))] + []string{" ", " ", ", ", "\n"}[r.IntN(4)])
		}
		return strings.TrimSuffix(b.String(), "\n")
	}
	var articles []index.Document
	for row := range 60 {
		articles = append(articles, index.Document{Row: news.Row(row + 1), Language: "en", Title: strings.ReplaceAll(text(3), "\n", " "), Body: text(r.IntN(60))})
	}
	s := serviceOf(t, time.UTC, articles...)
	for _, word := range vocabulary {
		want := map[string]int{}
		for _, a := range articles {
			count := func(block, text string) {
				for token := range lang.Tokens(text, "en") {
					if token.Term == lang.Fold(word) || lang.Stem(token.Word, "en") == lang.Stem(word, "en") {
						want[fmt.Sprint("a", a.Row, " ", block, " ", utf8.RuneCountInString(text[:token.Start]))]++
					}
				}
			}
			count("title", a.Title)
			for i, line := range strings.Split(a.Body, "\n") {
				count(fmt.Sprint("b", i), line)
			}
		}
		for _, sort := range []string{"position", "left", "right", "date"} {
			got := map[string]int{}
			all := lines(t, s, search.ConcordanceRequest{Text: word, Sort: sort, Limit: 10_000})
			for _, l := range all {
				got[fmt.Sprint(l.Article, " ", l.Block, " ", l.Start)]++
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s by %s: %s", word, sort, diff)
			}
			if sort == "right" && !slices.IsSortedFunc(all, func(a, b search.Line) int {
				return strings.Compare(strings.Join(strings.Fields(lang.Fold(a.Right)), " "), strings.Join(strings.Fields(lang.Fold(b.Right)), " "))
			}) {
				t.Errorf("%s: not in the order of what follows", word)
			}
		}
	}
}
