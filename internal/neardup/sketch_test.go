package neardup_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/lang"
	"broadsheet/internal/neardup"
	"broadsheet/internal/newstest"
)

func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range lang.Tokens(text, "en") {
			if !yield(t.Term) {
				return
			}
		}
	}
}

func TestSimilarity(t *testing.T) {
	text := "The harbour master said on Monday that the tide tables of the old port had been printed with the wrong datum for eleven years."
	whole := neardup.Of(words(text))
	if got := neardup.Similarity(whole, neardup.Of(words(strings.ToUpper(text)+"!"))); got != 1 {
		t.Errorf("another spelling of one text: %v", got)
	}
	if got := neardup.Similarity(whole, neardup.Of(words(strings.Join(reversed(strings.Fields(text)), " ")))); got > 0.2 {
		t.Errorf("the same words backwards: %v", got)
	}
	if short := neardup.Of(words("Three boats in the harbour")); !short.Empty() || neardup.Similarity(short, short) != 0 || short.Keys() != nil || short.Bytes() != nil {
		t.Error("a caption is compared")
	}
	back := neardup.Parse(whole.Bytes())
	if back != whole || !neardup.Parse([]byte("x")).Empty() {
		t.Error("the stored form does not give the sketch")
	}
}

func reversed(list []string) []string {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// TestEstimatesAreNearTheTruth compares with the share counted exactly.
func TestEstimatesAreNearTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	sum, worst, n := 0.0, 0.0, 0
	for range 300 {
		a := make([]string, 100+r.IntN(300))
		for i := range a {
			a[i] = fmt.Sprint(r.IntN(4000))
		}
		b := slices.Clone(a)
		for i := range b { // some words change
			if r.IntN(100) < n%25 {
				b[i] = fmt.Sprint(r.IntN(4000))
			}
		}
		got := neardup.Similarity(neardup.Of(slices.Values(a)), neardup.Of(slices.Values(b)))
		off := got - jaccard(a, b)
		sum, worst, n = sum+off, max(worst, math.Abs(off)), n+1
	}
	if math.Abs(sum/float64(n)) > 0.015 || worst > 0.3 {
		t.Errorf("mean error %.3f, worst %.2f", sum/float64(n), worst)
	}
}

func jaccard(a, b []string) float64 {
	shingles := func(words []string) map[string]bool {
		out := map[string]bool{}
		for i := range len(words) - 2 {
			out[strings.Join(words[i:i+3], " ")] = true
		}
		return out
	}
	x, y := shingles(a), shingles(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// corpus reads texts and the pairs that were planted in them.
func corpus(t newstest.TB, fatal func(...any), name string) (ids, texts []string, planted map[[2]string]bool) {
	open := func(rel string) *os.File {
		f, err := os.Open(newstest.Data(t, rel))
		if err != nil {
			fatal(err)
		}
		return f
	}
	f := open("related/" + name + ".jsonl.gz")
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var line struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			fatal(err)
		}
		ids, texts = append(ids, line.ID), append(texts, line.Text)
	}
	truth := open("related/" + name + ".truth.txt")
	defer truth.Close()
	planted = map[[2]string]bool{}
	for pairs := bufio.NewScanner(truth); pairs.Scan(); {
		if pair := strings.Fields(pairs.Text()); len(pair) == 2 {
			slices.Sort(pair)
			planted[[2]string{pair[0], pair[1]}] = true
		}
	}
	return ids, texts, planted
}

// pairs finds what was planted among real texts, by keys as a store would. It
// gives how many there are, how many of them were found, how many others, and
// how many texts were read.
func pairs(t newstest.TB, fatal func(...any)) (planted, right, wrong, articles int) {
	for _, name := range []string{"neardup-100", "neardup-1000"} {
		ids, texts, truth := corpus(t, fatal, name)
		if len(ids) < 100 || len(truth) < 5 {
			fatal(fmt.Sprintf("%s holds %d texts and %d pairs", name, len(ids), len(truth)))
		}
		buckets, sketches := map[int64][]int{}, make([]neardup.Sketch, len(texts))
		found := map[[2]string]bool{}
		for i, text := range texts {
			sketches[i] = neardup.Of(words(text))
			for _, key := range sketches[i].Keys() {
				for _, j := range buckets[key] {
					if neardup.Similarity(sketches[i], sketches[j]) >= neardup.Similar {
						pair := []string{ids[i], ids[j]}
						slices.Sort(pair)
						found[[2]string{pair[0], pair[1]}] = true
					}
				}
				buckets[key] = append(buckets[key], i)
			}
		}
		planted, articles = planted+len(truth), articles+len(texts)
		for pair := range found {
			if truth[pair] {
				right++
			} else {
				wrong++
			}
		}
	}
	return planted, right, wrong, articles
}

func TestPlantedPairs(t *testing.T) {
	planted, right, wrong, _ := pairs(t, t.Fatal)
	if wrong > 0 || float64(right) < 0.95*float64(planted) {
		t.Errorf("%d of %d planted pairs found, %d others", right, planted, wrong)
	}
}

// BenchmarkPlantedPairs tells how many of the planted pairs were found and how
// many of those found were planted.
func BenchmarkPlantedPairs(b *testing.B) {
	var planted, right, wrong, articles int
	for b.Loop() {
		planted, right, wrong, articles = pairs(b, b.Fatal)
	}
	b.ReportMetric(float64(right)/float64(planted), "recall")
	b.ReportMetric(float64(right)/float64(right+wrong), "precision")
	b.ReportMetric(float64(planted), "planted")
	b.ReportMetric(float64(articles), "articles")
}

// BenchmarkSketch includes cutting and folding the text; its goal is 100 µs for
// an article of about 500 words.
func BenchmarkSketch(b *testing.B) {
	_, texts, _ := corpus(b, b.Fatal, "neardup-1000")
	i, bytes := 0, 0
	for b.Loop() {
		_ = neardup.Of(words(texts[i%len(texts)]))
		bytes += len(texts[i%len(texts)])
		i++
	}
	b.ReportMetric(float64(bytes)/float64(i), "bytes/article")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(i), "us/article")
}
