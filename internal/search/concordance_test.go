package search_test

import (
	"bufio"
	"bytes"
	orders "cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/index"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/search"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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
	return out.Lines
}

// placed are lines without what is said of their articles.
func placed(lines []search.Line) []search.Line {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Number, out[i].Title, out[i].Language, out[i].Published = 0, "", "", time.Time{}
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
		got := placed(lines(t, s, c.ask))
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

func TestWhatIsTypedAsOneWordIsOnePlace(t *testing.T) {
	s := serviceOf(t, time.UTC,
		index.Document{Row: 1, Language: "fa", Title: "فارسی", Body: "این کار می‌شود. می رود و شود. کتاب‌ها و خانه‌ها"},
		index.Document{Row: 2, Language: "fr", Title: "Prix", Body: "Le prix de l’eau et de l’air, d’eau."},
	)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"می‌شود", []string{"می‌شود"}}, {"کتاب‌ها", []string{"کتاب‌ها"}}, {"کتاب", []string{"کتاب"}}, {"l'eau", []string{"l’eau"}}, {"eau", []string{"eau", "eau"}},
	} {
		var got []string
		for _, line := range lines(t, s, search.ConcordanceRequest{Text: c.text}) {
			got = append(got, line.Hit)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}

func TestLinesAreOfArticlesAlone(t *testing.T) {
	s := serviceOf(t, time.UTC, index.Document{Row: 1, Language: "en", Title: "The bank"})
	for _, text := range []string{"in:comments bank", "in:captions bank", "in:articles,notes bank"} {
		if _, err := s.Concordance(t.Context(), search.ConcordanceRequest{Text: text}); news.CodeOf(err) != news.CodeUnsupported {
			t.Errorf("%s: %v", text, err)
		}
	}
	if got := lines(t, s, search.ConcordanceRequest{Text: "in:articles bank"}); len(got) != 1 {
		t.Errorf("%+v", got)
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
			if (sort == "left" || sort == "right") && !slices.IsSortedFunc(all, func(a, b search.Line) int { return strings.Compare(beside(a, sort), beside(b, sort)) }) {
				t.Errorf("%s: not in the order of what stands to the %s", word, sort)
			}
		}
	}
}

// beside gives the words within forty letters of a hit, the nearest first.
func beside(l search.Line, side string) string {
	text := []rune(l.Right)
	if side == "left" {
		text = []rune(l.Left)
		text = text[max(0, len(text)-40):]
	}
	words := strings.FieldsFunc(lang.Fold(string(text[:min(len(text), 40)])), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N, unicode.M) })
	if side == "left" {
		slices.Reverse(words)
	}
	return strings.Join(words, " ")
}

// TestCountsEqualBruteForce compares the counts of the commonest words of each
// language with those of looking at every word of every text: of generated
// articles in four languages and of the test publication.
func TestCountsEqualBruteForce(t *testing.T) {
	var articles []index.Document
	texts := func(from io.Reader) {
		lines := bufio.NewScanner(from)
		lines.Buffer(nil, 8<<20)
		for lines.Scan() {
			var a struct {
				Type, Title, Language string
				HTML                  string `json:"body_html"`
				Text                  string `json:"body_text"`
			}
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			if a.Title == "" || a.Language == "" || a.Type != "" && a.Type != "article" {
				continue
			}
			plain := a.Text + regexp.MustCompile(`<[^>]*>`).ReplaceAllString(strings.ReplaceAll(a.HTML, "</p>", "\n"), " ")
			articles = append(articles, index.Document{Row: news.Row(len(articles) + 1), Language: a.Language, Title: a.Title, Body: plain, Published: now.AddDate(0, 0, -len(articles))})
		}
	}
	var made bytes.Buffer
	if err := newstest.Generate(&made, newstest.GeneratorOptions{Articles: 120, Words: 200, Seed: 3}); err != nil {
		t.Fatal(err)
	}
	texts(&made)
	sample, err := newstest.Publication().Open(newstest.PublicationFile)
	if err != nil {
		t.Fatal(err)
	}
	defer sample.Close()
	texts(sample)

	common := map[string]map[string]int{}
	for _, a := range articles {
		if common[a.Language] == nil {
			common[a.Language] = map[string]int{}
		}
		for token := range lang.Tokens(a.Body, a.Language) {
			if utf8.RuneCountInString(token.Term) > 2 {
				common[a.Language][token.Term]++
			}
		}
	}
	s := serviceOf(t, time.UTC, articles...)
	asked := 0
	for language, counts := range common {
		words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return orders.Or(counts[b]-counts[a], strings.Compare(a, b)) })
		for _, word := range words[:min(len(words), 8)] {
			lines, in := 0, 0
			for _, a := range articles {
				before := lines
				stem := ""
				for token := range lang.Tokens(word, a.Language) {
					stem = lang.Stem(token.Word, a.Language)
				}
				for _, text := range []string{a.Title, a.Body} {
					for token := range lang.Tokens(text, a.Language) {
						if token.Term == lang.Fold(word) || lang.Stem(token.Word, a.Language) == stem {
							lines++
						}
					}
				}
				if lines > before {
					in++
				}
			}
			got, err := s.Concordance(t.Context(), search.ConcordanceRequest{Text: word, Sort: "left", Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			if !got.Counted || got.Total != lines || got.In != in {
				t.Errorf("%s (%s): %d occurrences in %d articles, counted: %v; there are %d in %d", word, language, got.Total, got.In, got.Counted, lines, in)
			}
			asked++
		}
	}
	if asked < 30 {
		t.Errorf("only %d words were asked for", asked)
	}
}

// TestConcordanceGoesOn: what is asked for bit by bit is what one answer gives.
func TestConcordanceGoesOn(t *testing.T) {
	var articles []index.Document
	for row := range 700 {
		articles = append(articles, index.Document{
			Row: news.Row(row + 1), Language: "en", Title: fmt.Sprint("The bank ", row%7), Published: now.AddDate(0, 0, -row%90),
			Body: fmt.Sprintf("Word %d before the bank, then %d.\nNo more than banks.", row*31%997, row*17%701),
		})
	}
	s := serviceOf(t, time.UTC, articles...)
	clock := now
	s.Clock = func() time.Time { clock = clock.Add(time.Millisecond); return clock }
	for _, sort := range []string{"position", "left", "right", "date"} {
		whole := lines(t, s, search.ConcordanceRequest{Text: "bank", Sort: sort, Limit: 10_000})
		if len(whole) != 2100 {
			t.Fatalf("%s: %d lines", sort, len(whole))
		}
		if sort == "left" || sort == "right" {
			want := lines(t, s, search.ConcordanceRequest{Text: "bank", Limit: 10_000})
			slices.SortStableFunc(want, func(a, b search.Line) int { return strings.Compare(beside(a, sort), beside(b, sort)) })
			if diff := cmp.Diff(want, whole); diff != "" {
				t.Errorf("by the %s lines that say the same are not by article and place: %s", sort, diff)
			}
		}
		r := search.ConcordanceRequest{Text: "bank", Sort: sort, Limit: 50, Pace: 2 * time.Millisecond}
		answers := 0
		var got search.Concordance
		for !got.Counted {
			var err error
			if got, err = s.Concordance(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			if answers++; answers == 1 && (got.Counted || len(got.Lines) != 50) {
				t.Errorf("%s: first %d lines, counted: %v", sort, len(got.Lines), got.Counted)
			}
			if r.Known != "" && got.Known != r.Known {
				t.Errorf("%s: began anew", sort)
			}
			r.Known = got.Known
		}
		if answers < 2 || got.Total != 2100 || got.In != 700 || got.Found != 700 {
			t.Errorf("%s: after %d answers %d in %d of %d", sort, answers, got.Total, got.In, got.Found)
		}
		for _, skip := range []int{0, 1, 777, 2090, 2100, 9000} {
			r.Skip = skip
			part, err := s.Concordance(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			want := whole[min(skip, len(whole)):min(skip+50, len(whole))]
			if diff := cmp.Diff(want, part.Lines, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s from %d: %s", sort, skip, diff)
			}
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.Concordance(stopped, search.ConcordanceRequest{Text: "bank", Sort: "right"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped one: %v", err)
	}
}
