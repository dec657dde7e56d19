package index

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
)

// The weights cannot be seen from outside.

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     float64
	}{
		{"harbour", "harbour", 0}, {"harbor", "harbour", 1}, {"acess", "access", oddDoubled}, {"libary", "library", 1},
		{"teh", "the", oddOrder}, {"seperate", "separate", oddVowel}, {"yhe", "the", oddKey + oddFirst}, {"havd", "have", oddKey}, {"liase", "lias", oddSilent},
		{"cat", "bat", 1 + oddFirst}, {"", "ab", 2}, {"تنگه", "تنگ", 1},
	} {
		if got := new(ruler).distance(c.from, c.to); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s to %s: %.2f, want %.2f", c.from, c.to, got, c.want)
		}
	}
}

// dictionary is words with how often they stand, as a segment of the index keeps
// them.
type dictionary struct {
	fst    *vellum.FST
	counts map[string]int64
}

func newDictionary(t testing.TB, counts map[string]int64) dictionary {
	t.Helper()
	var b bytes.Buffer
	w, err := vellum.New(&b, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		if err := w.Insert([]byte(word), uint64(counts[word])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	fst, err := vellum.Load(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return dictionary{fst, counts}
}

func (d dictionary) first(t testing.TB, builder *levenshtein.LevenshteinAutomatonBuilder, term string) string {
	t.Helper()
	dfa, err := builder.BuildDfa(term, uint8(letters(term)))
	if err != nil {
		t.Fatal(err)
	}
	near := map[string]int64{}
	it, err := d.fst.Search(dfa, nil, nil)
	for err == nil {
		word, n := it.Current()
		near[string(word)] = int64(n)
		err = it.Next()
	}
	delete(near, term) // that it was mistyped is known here
	if list := likeliest(term, near, 1); len(list) > 0 {
		return list[0].word
	}
	return ""
}

// norvig reads the misspellings of Norvig's first list, by the right word.
func norvig(t testing.TB) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(newstest.Data(t, "spelling/norvig-1.txt"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, pair := range regexp.MustCompile(`'([^']+)'\s*:\s*'([^']+)'`).FindAllStringSubmatch(string(text), -1) {
		out[pair[1]] = append(out[pair[1]], strings.Fields(pair[2])...)
	}
	if len(out) < 140 {
		t.Fatalf("%d words read", len(out))
	}
	return out
}

// reach says for how many of the misspellings the first suggestion is right, and
// how many of the right words are in the dictionary at all.
func reach(t testing.TB, d dictionary) (right, known float64) {
	t.Helper()
	builder, err := levenshtein.NewLevenshteinAutomatonBuilder(spellWithin, true)
	if err != nil {
		t.Fatal(err)
	}
	n := 0.0
	for want, list := range norvig(t) {
		for _, wrong := range list {
			n++
			if d.counts[want] > 0 {
				known++
			}
			if d.first(t, builder, wrong) == want {
				right++
			}
		}
	}
	return right / n, known / n
}

func TestSuggestionsReach(t *testing.T) {
	right, known := reach(t, newDictionary(t, english(t)))
	t.Logf("did you mean, English dictionary with the right words in it: %.3f first suggestions right (goal 0.84), %.2f of the words known", right, known)
	if right < 0.84 {
		t.Errorf("%.3f of the first suggestions are right", right)
	}
}

func TestSuggestionsReachWithTheCorpusAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: reads two corpora")
	}
	right, known := reach(t, newDictionary(t, corpusWords(t)))
	t.Logf("did you mean, words of 20 Newsgroups and AG News: %.3f first suggestions right (goal 0.74), %.2f of the words known", right, known)
	if right < 0.74 {
		t.Errorf("%.3f of the first suggestions are right", right)
	}
}

// BenchmarkSuggestions tells how many of the first suggestions are right with a
// dictionary that holds the right words, and what looking for one costs.
func BenchmarkSuggestions(b *testing.B) { suggestions(b, english(b)) }

// BenchmarkSuggestionsOfTexts tells the same with the words of two corpora.
func BenchmarkSuggestionsOfTexts(b *testing.B) { suggestions(b, corpusWords(b)) }

func suggestions(b *testing.B, counts map[string]int64) {
	d := newDictionary(b, counts)
	words := 0
	for _, list := range norvig(b) {
		words += len(list)
	}
	var right, known float64
	for b.Loop() {
		right, known = reach(b, d)
	}
	b.ReportMetric(right, "right")
	b.ReportMetric(known, "known")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N*words), "ms/word")
}

// english is a dictionary of 82,765 words with counts, and the right words.
func english(t testing.TB) map[string]int64 {
	t.Helper()
	archive, err := zip.OpenReader(newstest.Data(t, "spelling/symspell-freq-en-82765.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	out := map[string]int64{}
	for _, f := range archive.File {
		if !strings.HasPrefix(f.Name, "frequency") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(r); lines.Scan(); {
			var word string
			var n int64
			if _, err := fmt.Sscan(strings.TrimPrefix(lines.Text(), "\uFEFF"), &word, &n); err == nil {
				out[word] = n
			}
		}
		r.Close()
	}
	if len(out) < 80_000 {
		t.Fatalf("%d words read", len(out))
	}
	for word := range norvig(t) {
		out[word] = max(out[word], spellFew)
	}
	return out
}

// corpusWords counts in how many articles of two corpora each word stands.
func corpusWords(t testing.TB) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, c := range newstest.Corpora()[:2] {
		newstest.Data(t, c.File)
		folder, _ := newstest.DataFolder()
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			t.Fatal(err)
		}
		for d := json.NewDecoder(&lines); d.More(); {
			var line struct {
				Title string `json:"title"`
				Body  string `json:"body_text"`
			}
			if err := d.Decode(&line); err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for token := range lang.Tokens(line.Title+"\n"+line.Body, "en") {
				if !seen[token.Term] {
					seen[strings.Clone(token.Term)] = true
				}
			}
			for word := range seen {
				out[word]++
			}
		}
	}
	return out
}

// TestSpellings is about what is looked up in the index itself.
func TestSpellings(t *testing.T) {
	x, err := Open(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	var docs []Document
	for i := range 60 {
		text := "The harbour of the old port."
		switch {
		case i < 6:
			text = "A herald from the tower. Nothing else."
		case i < 12:
			text = "Tidal power for the mill."
		}
		docs = append(docs, Document{Thing: news.ThingArticle, Row: news.Row(i + 1), Language: "en", Body: text})
	}
	docs = append(docs, Document{Thing: news.ThingArticle, Row: 100, Language: "en", Body: "A misprint: portt; a habour."})
	if err := x.Apply(t.Context(), Batch{Documents: docs, Watermark: Watermark{Seq: 1}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typed, want string }{
		{"harbuor", "harbour"}, // in no article
		{"harbour", ""},        // right
		{"habour", ""},         // an article has it, and the other is not fifty times as frequent
		{"zzzzzz", ""},         // near nothing
		{"tower", ""},          // a word that many use is not corrected to a more frequent one
		{"arbour", "harbour"},  // the first letter is wrong
		{"19844", ""},          // a number
		{"tidal xower", "tidal power"},
		{"herald xower", "herald tower"}, // the same mistake beside another word
		{"tidl xower", "tidal power"},
	} {
		words := strings.Fields(c.typed)
		better, err := x.Spellings(t.Context(), words)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if slices.ContainsFunc(better, func(w string) bool { return w != "" }) {
			for i, w := range better {
				if w != "" {
					words[i] = w
				}
			}
			got = strings.Join(words, " ")
		}
		if got != c.want {
			t.Errorf("%q becomes %q, want %q", c.typed, got, c.want)
		}
	}
}
