package redline

import (
	"slices"
	"sort"
)

// Pair is a block of the older side and the one of the newer that it became, by
// their places.
type Pair struct{ A, B int }

// Similar blocks share at least half of their words, of very long ones of the
// first part. In a gap with more blocks than widestGap none is looked for.
const (
	similarEnough = 0.5
	widestGap     = 150
	bagBytes      = 8 << 10
)

// Match pairs the blocks of two sides, rising on both: by id, then by equal text,
// then, between the pairs that were found, by the likeness of their texts.
func Match(older, newer []Part) []Pair {
	anchors := increasing(candidates(older, newer))
	var out []Pair
	var bags bagger
	a, b := 0, 0
	for _, p := range append(anchors, Pair{len(older), len(newer)}) {
		for _, s := range bags.similar(older[a:p.A], newer[b:p.B]) {
			out = append(out, Pair{a + s.A, b + s.B})
		}
		if p.A < len(older) {
			out = append(out, p)
		}
		a, b = p.A+1, p.B+1
	}
	return out
}

// candidates pairs by id and by equal text, in the order of the newer side. An id
// does not hold where its text changed and stands elsewhere on the other side: it
// was given by number, and one block more has moved all of them on.
func candidates(older, newer []Part) []Pair {
	byID := map[string]int{}
	oldTexts, newTexts := map[string][]int{}, map[string]bool{}
	for i, p := range older {
		if _, twice := byID[p.ID]; !twice && p.ID != "" {
			byID[p.ID] = i
		}
		oldTexts[p.Text] = append(oldTexts[p.Text], i)
	}
	for _, p := range newer {
		newTexts[p.Text] = true
	}
	became := make([]int, len(newer))
	taken := make([]bool, len(older))
	for j, p := range newer {
		became[j] = -1
		i, found := byID[p.ID]
		if !found || taken[i] {
			continue
		}
		if same := older[i].Text == p.Text; same || len(oldTexts[p.Text]) == 0 && !newTexts[older[i].Text] {
			became[j], taken[i] = i, true
		}
	}
	var pairs []Pair
	for j, p := range newer {
		if became[j] < 0 && p.Text != "" {
			rest := oldTexts[p.Text]
			for len(rest) > 0 && taken[rest[0]] {
				rest = rest[1:]
			}
			if len(rest) > 0 {
				became[j], taken[rest[0]] = rest[0], true
				rest = rest[1:]
			}
			oldTexts[p.Text] = rest
		}
		if became[j] >= 0 {
			pairs = append(pairs, Pair{became[j], j})
		}
	}
	return pairs
}

// increasing keeps the longest subsequence of pairs, which are in order of B, that
// is in order of A too: as no block is in two of them, it is the longest common
// subsequence (Hunt and Szymanski 1977).
func increasing(pairs []Pair) []Pair {
	var tails []int // the pair that ends the best sequence of each length
	before := make([]int, len(pairs))
	for i, p := range pairs {
		at := sort.Search(len(tails), func(k int) bool { return pairs[tails[k]].A >= p.A })
		before[i] = -1
		if at > 0 {
			before[i] = tails[at-1]
		}
		tails = append(tails[:at], append([]int{i}, tails[min(at+1, len(tails)):]...)...)
	}
	out := make([]Pair, len(tails))
	if len(tails) > 0 {
		for i, k := tails[len(tails)-1], len(tails)-1; k >= 0; i, k = before[i], k-1 {
			out[k] = pairs[i]
		}
	}
	return out
}

// bagger turns texts into sorted numbers of their words.
type bagger struct{ numbers numbers }

func (g *bagger) bags(parts []Part) [][]int32 {
	out := make([][]int32, len(parts))
	for i, p := range parts {
		for _, piece := range pieces(fitting(p.Text)) {
			if letters(piece) > 0 {
				out[i] = append(out[i], g.numbers.of(piece))
			}
		}
		slices.Sort(out[i])
	}
	return out
}

// similar finds the pairing of a gap with the greatest sum of likenesses.
func (g *bagger) similar(older, newer []Part) []Pair {
	n, m := len(older), len(newer)
	if n == 0 || m == 0 || n > widestGap || m > widestGap {
		return nil
	}
	a, b := g.bags(older), g.bags(newer)
	likeness, best := make([][]float64, n), make([][]float64, n+1)
	best[n] = make([]float64, m+1)
	for i := n - 1; i >= 0; i-- {
		likeness[i], best[i] = make([]float64, m), make([]float64, m+1)
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := dice(a[i], b[j]); s >= similarEnough && kindred(older[i], newer[j]) {
				likeness[i][j] = s
				best[i][j] = max(best[i][j], best[i+1][j+1]+s)
			}
		}
	}
	var out []Pair
	for i, j := 0, 0; i < n && j < m; {
		switch s := likeness[i][j]; {
		case s > 0 && best[i][j] == best[i+1][j+1]+s:
			out = append(out, Pair{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// kindred says whether one may have become the other: no picture becomes a text.
func kindred(a, b Part) bool { return a.Tag == b.Tag || a.Tag != "figure" && b.Tag != "figure" }

// dice is twice the common words by all words (Dice 1945).
func dice(a, b []int32) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common, i, j = common+1, i+1, j+1
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// fitting is the part of a text that is looked at for its likeness.
func fitting(text string) string {
	if len(text) <= bagBytes {
		return text
	}
	return text[:bagBytes] // a character that is cut is one more piece, and no harm
}
