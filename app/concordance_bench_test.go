package app

import (
	"bytes"
	"context"
	"testing"
	"time"

	"broadsheet/internal/lang"
	"broadsheet/internal/newstest"
	"broadsheet/internal/search"
)

// BenchmarkConcordance sorts the lines of a word by what stands beside it; an
// operation is all lines of 10,000 articles of 600 words, which it reads.
func BenchmarkConcordance(b *testing.B) {
	o := newstest.GeneratorOptions{Articles: 10_000, Words: 600, Seed: 1}
	if data, ok := newstest.DataFolder(); ok {
		var err error
		if o.Vocabulary, err = newstest.CorpusVocabulary(data); err != nil {
			b.Fatal(err)
		}
	}
	var text bytes.Buffer
	if err := newstest.Generate(&text, o); err != nil {
		b.Fatal(err)
	}
	counts := map[string]int{}
	for token := range lang.Tokens(text.String(), "en") {
		if len(token.Term) > 5 {
			counts[token.Term]++
		}
	}
	word, wanted := "", o.Articles/2
	for w, n := range counts {
		if max(n-wanted, wanted-n) < max(counts[word]-wanted, wanted-counts[word]) {
			word = w
		}
	}
	a := archiveFrom(b, &text)
	s := search.New(search.Options{Beside: a.index, Index: a.index, Articles: found{a.db}, Passages: found{a.db}, Names: found{a.db}, Pieces: pieces{a.db}, Settings: a.db, Clock: time.Now, Zone: a.db.Zone})
	for b.Loop() {
		got, err := s.Concordance(context.Background(), search.ConcordanceRequest{Text: word, Sort: "right", Limit: 100})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(got.Total), "lines")
		b.ReportMetric(float64(got.Read), "articles")
	}
}
