package app

import (
	"bytes"
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
	"broadsheet/internal/query"
	"broadsheet/internal/wording"
)

// corpora makes an archive of third-party corpora, without every eighth article; of
// those it gives sentences, as of articles that are not there.
func corpora(t testing.TB, files ...string) (q quotable, others []string) {
	t.Helper()
	var here, there bytes.Buffer
	for _, c := range newstest.Corpora() {
		if !slices.ContainsFunc(files, func(f string) bool { return strings.Contains(c.File, f) }) {
			continue
		}
		newstest.Data(t, c.File)
		folder, _ := newstest.DataFolder()
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range bytes.Lines(lines.Bytes()) {
			if n++; n%8 == 0 {
				there.Write(line)
			} else {
				here.Write(line)
			}
		}
	}
	texts, err := newstest.MarkTexts(there.Bytes(), "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if s := sentenceOf(text, ""); s != "" {
			others = append(others, s)
		}
	}
	a := archiveFrom(t, &here)
	return quotable(a), others
}

// sentenceOf gives a sentence of 9 to 30 words that leaves nothing out.
func sentenceOf(text body.Text, language string) string {
	for s := range lang.Sentences(text.Plain[text.Blocks[len(text.Blocks)-1].Start:], language) {
		if n := lang.Words(s, language); n >= 9 && n <= 30 && !strings.ContainsAny(s, "[]…(") && !strings.Contains(s, "..") && !strings.Contains(s, ". .") {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// said is a sentence out of an article.
type said struct{ id, text string }

// sayings picks sentences out of articles, evenly over the archive.
func (q quotable) sayings(t testing.TB, count int) (out []said) {
	t.Helper()
	rows, err := q.index.Rows(t.Context(), query.Request{Tree: query.All{}})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 7))
	for len(out) < count {
		texts, err := q.Texts(t.Context(), []news.Row{rows[r.IntN(len(rows))]})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range texts {
			if s := sentenceOf(a.Text, a.Language); s != "" {
				out = append(out, said{a.ID, s})
			}
		}
	}
	return out
}

// replaced puts other words in the place of some.
func replaced(text string, words int, r *rand.Rand) string {
	list := strings.Fields(text)
	for range words {
		list[r.IntN(len(list))] = "qwertzu"
	}
	return strings.Join(list, " ")
}

func TestQuotationsOfRealTexts(t *testing.T) {
	q, others := corpora(t, "fars", "bend-the-truth", "masakhanews")
	service := wording.New(q, q)
	sayings := q.sayings(t, 200)
	r := rand.New(rand.NewPCG(1, 1))
	count := func(change func(s said) string) (states map[wording.State]int, right int) {
		states = map[wording.State]int{}
		for part := range slices.Chunk(sayings, wording.MaxChecked) {
			var list []string
			for _, s := range part {
				list = append(list, change(s))
			}
			found, err := service.Check(t.Context(), list, "")
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range found {
				states[v.State]++
				if v.Article.ID == part[i].id {
					right++
				}
			}
		}
		return states, right
	}
	if states, right := count(func(s said) string { return s.text }); states[wording.Exact] != len(sayings) || right < len(sayings)*9/10 {
		t.Errorf("as they stand: %v, %d of %d at the place that they came from", states, right, len(sayings))
	}
	states, right := count(func(s said) string { return replaced(s.text, 2, r) })
	t.Logf("with two other words: %v, %d of %d in the article", states, right, len(sayings))
	if states[wording.Exact] != 0 || states[wording.Altered] < len(sayings)*97/100 {
		t.Errorf("with two other words: %v, %d of %d in the article", states, right, len(sayings))
	}
	states, _ = count(func(s said) string { // words of its own language, in another order
		words := strings.Fields(s.text)
		r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		return strings.Join(words, " ")
	})
	t.Logf("in another order: %v", states)
	if states[wording.Exact] != 0 || states[wording.Absent] < len(sayings)*95/100 {
		t.Errorf("in another order: %v", states)
	}
	others = others[:min(len(others), wording.MaxChecked)]
	found, err := service.Check(t.Context(), others, "")
	if err != nil {
		t.Fatal(err)
	}
	there := 0
	for i, v := range found {
		if v.State != wording.Absent {
			there++
			t.Logf("of another text, %s, %.2f: %q for %q", v.State, v.Similarity, v.Source, others[i])
		}
	}
	if there > len(others)/20 {
		t.Errorf("of %d sentences of others %d are here", len(others), there)
	}
}

// BenchmarkQuotations checks 200 quotations, half of them with two other words, against
// some 19,000 articles.
func BenchmarkQuotations(b *testing.B) {
	q, _ := corpora(b, "agnews", "20news")
	var list []string
	r := rand.New(rand.NewPCG(1, 1))
	for i, s := range q.sayings(b, 200) {
		if i%2 == 0 {
			s.text = replaced(s.text, 2, r)
		}
		list = append(list, s.text)
	}
	service := wording.New(q, q)
	for b.Loop() {
		for part := range slices.Chunk(list, wording.MaxChecked) {
			if _, err := service.Check(context.Background(), part, ""); err != nil {
				b.Fatal(err)
			}
		}
	}
}
