package wording

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
	"broadsheet/internal/redline"
)

// Bounds of a comparison.
const (
	maxSentences = 5000       // of one side; what is beyond is not compared
	maxHeldWords = 20_000_000 // words of sentences that are held against each other
	maxStanding  = 40         // sentences that a word stands in; a more common one leads to none
	maxTold      = 400_000    // bytes of sentences that are told apart word by word
)

// Sentences that are alike have so much of their words in common, and so many words.
const (
	likeness    = 0.6
	likelyWords = 8 // in weights
)

// Sentence is a sentence of an article.
type Sentence struct {
	Text  string
	Block string
	Tag   string // of its block
	Start int    // code points of the block before it
	End   int    // and before what follows
	Lang  string // where it differs from the article's
	// Twin is the number of the pair that it belongs to; −1: the other side has none.
	Twin int
}

// Pair is a sentence that both sides have.
type Pair struct {
	A, B       int // numbers of sentences
	Exact      bool
	Similarity float64 // share of the words in common, up to 1
	// Moved: it stands at another place among what both have.
	Moved bool
	// Words lead from A's to B's; of an exact pair all are equal.
	Words []redline.Word
}

// Comparison is two articles side by side.
type Comparison struct {
	Articles [2]Article // A and B, without their texts
	A, B     []Sentence
	Pairs    []Pair // in the order of A
	Cut      bool   // a side is longer than what is compared
}

// Compare compares two sides: published articles by their public ids, or with @N behind
// an id the version N of that article. An id that ends so itself goes before.
func (s *Service) Compare(ctx context.Context, a, b string) (Comparison, error) {
	var sides [2]Article
	for i, name := range []string{a, b} {
		var err error
		if sides[i], err = s.side(ctx, name); err != nil {
			return Comparison{}, err
		}
	}
	out := Compare(sides[0], sides[1])
	for i := range sides {
		sides[i].Text = body.Text{}
	}
	out.Articles = sides
	return out, ctx.Err()
}

func (s *Service) side(ctx context.Context, name string) (Article, error) {
	a, err := s.archive.Body(ctx, name, 0)
	if id, version := versionOf(name); version > 0 && news.CodeOf(err) == news.CodeNotFound {
		return s.archive.Body(ctx, id, version)
	}
	return a, err
}

// versionOf parts ID@N; 0: no version is named.
func versionOf(name string) (id string, version int) {
	at := strings.LastIndexByte(name, '@')
	if at < 1 {
		return name, 0
	}
	n, err := strconv.Atoi(name[at+1:])
	if err != nil || n < 1 {
		return name, 0
	}
	return name[:at], n
}

// Compare finds the sentences that two articles have in common: first those of the
// same words, then the most alike, each once. Where a sentence stands several times,
// the first is the twin of the first.
func Compare(a, b Article) Comparison {
	var out Comparison
	var cutA, cutB bool
	out.A, cutA = sentences(a)
	out.B, cutB = sentences(b)
	out.Cut = cutA || cutB
	m := &matching{a: bags(out.A), b: bags(out.B)}
	m.exact()
	m.alike()
	slices.SortFunc(m.pairs, func(x, y Pair) int { return x.A - y.A })
	inOrder(m.pairs, m.b)
	told := 0
	for i, p := range m.pairs {
		out.A[p.A].Twin, out.B[p.B].Twin = i, i
		older, newer := out.A[p.A].Text, out.B[p.B].Text
		if !p.Exact {
			told += len(older) + len(newer)
		}
		switch {
		case p.Exact:
			m.pairs[i].Words = []redline.Word{{Op: redline.OpEqual, Text: newer}}
		case told > maxTold:
			m.pairs[i].Words = []redline.Word{{Op: redline.OpDelete, Text: older}, {Op: redline.OpInsert, Text: newer}}
		default:
			m.pairs[i].Words = redline.WordsAs(older, newer, as)
		}
	}
	out.Pairs = m.pairs
	return out
}

// sentences gives those of an article, without white space at their ends.
func sentences(a Article) (out []Sentence, cut bool) {
	for _, b := range a.Text.Blocks {
		at := 0
		for s := range lang.Sentences(a.Text.Plain[b.Start:b.End], cmp.Or(b.Lang, a.Language)) {
			text := strings.TrimSpace(s)
			start := at + utf8.RuneCountInString(s[:strings.Index(s, text)])
			at += utf8.RuneCountInString(s)
			if text == "" {
				continue
			}
			if len(out) == maxSentences {
				return out, true
			}
			out = append(out, Sentence{Text: text, Block: b.ID, Tag: b.Tag, Start: start, End: start + utf8.RuneCountInString(text), Lang: b.Lang, Twin: -1})
		}
	}
	return out, false
}

// bag is a sentence as it is compared.
type bag struct {
	words  []word
	key    uint64 // of all words in their order
	weight int
	taken  bool
}

func bags(list []Sentence) []bag {
	out := make([]bag, len(list))
	for i, s := range list {
		words := wordsOf(s.Text, 0)
		key := uint64(len(words))
		for _, w := range words {
			key = (key ^ w.sum) * 0x9E3779B97F4A7C15
			key ^= key >> 29
		}
		out[i] = bag{words: words, key: key, weight: weigh(words), taken: len(words) == 0}
	}
	return out
}

// matching pairs sentences.
type matching struct {
	a, b  []bag
	pairs []Pair
}

func (m *matching) exact() {
	stand := map[uint64][]int{}
	for i := range m.b {
		if !m.b[i].taken {
			stand[m.b[i].key] = append(stand[m.b[i].key], i)
		}
	}
	for i := range m.a {
		list := stand[m.a[i].key]
		if m.a[i].taken || len(list) == 0 {
			continue
		}
		stand[m.a[i].key] = list[1:]
		m.pair(Pair{A: i, B: list[0], Exact: true, Similarity: 1})
	}
}

func (m *matching) pair(p Pair) {
	m.a[p.A].taken, m.b[p.B].taken = true, true
	m.pairs = append(m.pairs, p)
}

// alike pairs what is left, the most alike first. Only sentences that have a word in
// common that is not everywhere are held against each other.
func (m *matching) alike() {
	stand := map[uint64][]int{}
	for i, s := range m.b {
		if s.taken || s.weight < likelyWords {
			continue
		}
		for _, w := range s.words {
			if l := stand[w.sum]; len(l) == 0 || l[len(l)-1] != i {
				stand[w.sum] = append(l, i)
			}
		}
	}
	var found []Pair
	held := 0
	for i, s := range m.a {
		if s.taken || s.weight < likelyWords {
			continue
		}
		var met []int
		for _, w := range s.words {
			if l := stand[w.sum]; len(l) <= maxStanding {
				met = append(met, l...)
			}
		}
		slices.Sort(met)
		for _, j := range slices.Compact(met) {
			if held += len(s.words) + len(m.b[j].words); held > maxHeldWords {
				break
			}
			if share := common(s, m.b[j]); share >= likeness {
				found = append(found, Pair{A: i, B: j, Similarity: share})
			}
		}
	}
	slices.SortFunc(found, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Similarity, x.Similarity), x.A-y.A, x.B-y.B)
	})
	for _, p := range found {
		if !m.a[p.A].taken && !m.b[p.B].taken {
			m.pair(p)
		}
	}
}

// common is the share of the words that two sentences have in common, in any order
// (Dice's coefficient).
func common(a, b bag) float64 {
	if 2*min(a.weight, b.weight) < int(likeness*float64(a.weight+b.weight)) {
		return 0
	}
	left := make(map[uint64]int, len(a.words))
	for _, w := range a.words {
		left[w.sum]++
	}
	same := 0
	for _, w := range b.words {
		if left[w.sum] > 0 {
			left[w.sum]--
			same += w.weight
		}
	}
	return 2 * float64(same) / float64(a.weight+b.weight)
}

// inOrder says which pairs, sorted by A, were moved: all but the row of pairs that rises
// on both sides and holds the most words.
func inOrder(pairs []Pair, b []bag) {
	// best has at each place of B the end of the heaviest row that ends up to there, as
	// a Fenwick tree.
	best := make([]int, len(b)+1)
	total, before := make([]int, len(pairs)+1), make([]int, len(pairs)+1) // pairs from 1; 0: none
	heaviest := 0
	for i := range pairs {
		k := i + 1
		for at := pairs[i].B; at > 0; at -= at & -at {
			if total[best[at]] > total[before[k]] {
				before[k] = best[at]
			}
		}
		total[k] = total[before[k]] + b[pairs[i].B].weight
		for at := pairs[i].B + 1; at < len(best); at += at & -at {
			if total[k] > total[best[at]] {
				best[at] = k
			}
		}
		if total[k] > total[heaviest] {
			heaviest = k
		}
		pairs[i].Moved = true
	}
	for k := heaviest; k > 0; k = before[k] {
		pairs[k-1].Moved = false
	}
}
