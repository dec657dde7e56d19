package newstest

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

//go:embed testdata/words/words.txt.zst
var builtinWords []byte

// Vocabulary is how often which words come in a language, by its tag.
type Vocabulary map[string]*distribution

// distribution draws words by their counts in constant time (Vose's alias
// method: A Linear Algorithm for Generating Random Numbers with a Given
// Distribution, 1991).
type distribution struct {
	words []string
	keep  []float64
	other []int32
}

func newDistribution(words []string, weights []float64) *distribution {
	n := len(words)
	d := &distribution{words: words, keep: make([]float64, n), other: make([]int32, n)}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	var small, large []int32
	for i, w := range weights {
		d.keep[i] = w * float64(n) / total
		d.other[i] = int32(i)
		if d.keep[i] < 1 {
			small = append(small, int32(i))
		} else {
			large = append(large, int32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		d.other[s] = l
		d.keep[l] -= 1 - d.keep[s]
		if d.keep[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		d.keep[i] = 1 // what is left of rounding
	}
	return d
}

func (d *distribution) draw(r *rand.Rand) string {
	i := r.IntN(len(d.words))
	if r.Float64() >= d.keep[i] {
		return d.words[d.other[i]]
	}
	return d.words[i]
}

// zipf gives weights for words in order of rank after Zipf and Mandelbrot, with
// the constants usual for running text.
func zipf(n int) []float64 {
	weights := make([]float64, n)
	for rank := range weights {
		weights[rank] = 1 / math.Pow(float64(rank)+2.7, 1.05)
	}
	return weights
}

// BuiltinVocabulary gives the word lists that are compiled in.
func BuiltinVocabulary() (Vocabulary, error) {
	z, err := zstd.NewReader(bytes.NewReader(builtinWords))
	if err != nil {
		return nil, fmt.Errorf("open word lists: %w", err)
	}
	defer z.Close()
	lists := make(map[string][]string)
	language := ""
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		if tag, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			language = tag
			continue
		}
		lists[language] = append(lists[language], lines.Text())
	}
	v := make(Vocabulary)
	for tag, words := range lists {
		v[tag] = newDistribution(words, zipf(len(words)))
	}
	return v, lines.Err()
}

// CorpusVocabulary counts the words of the third-party corpora in a folder, so
// that generated text has their distribution; for languages without a corpus
// the built-in lists stand in.
func CorpusVocabulary(folder string) (Vocabulary, error) {
	v, err := BuiltinVocabulary()
	if err != nil {
		return nil, err
	}
	for _, c := range Corpora() {
		if v[c.Language] == nil || strings.Contains(c.File, "20news") { // mail, not news
			continue
		}
		counts := make(map[string]int)
		err := eachCorpusLine(folder, c, func(fields map[string]json.RawMessage) error {
			for word := range strings.FieldsFuncSeq(unquote(fields["body"]), notInWord) {
				counts[strings.ToLower(word)]++
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(counts) == 0 {
			return nil, errors.New(c.File + " holds no words")
		}
		words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			if d := counts[b] - counts[a]; d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
		weights := make([]float64, len(words))
		for i, word := range words {
			weights[i] = float64(counts[word])
		}
		v[c.Language] = newDistribution(words, weights)
	}
	return v, nil
}

// notInWord divides words; the zero-width non-joiner stands inside Persian ones.
func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\u200c' && r != '\''
}
