package body

import "strings"

// idText is a block of the previous version.
type idText struct{ id, text string }

// previousBlocks reads the blocks of the previous version whose ids are free. A
// body that Parse refuses has none.
func previousBlocks(previous string, used map[string]bool) []idText {
	d, err := Parse(previous)
	if err != nil {
		return nil
	}
	var out []idText
	for _, n := range d.Blocks {
		if id := n.Attrs["id"]; !used[id] {
			out = append(out, idText{id, signature(n)})
		}
	}
	return out
}

// carry hands ids of previous blocks to those of the new ones that have none:
// first along the longest common subsequence of equal texts, then, in the gaps
// between, to the most similar ones in order.
func carry(ids, texts []string, used map[string]bool, previous []idText) {
	var fresh []int
	for i := range ids {
		if ids[i] == "" {
			fresh = append(fresh, i)
		}
	}
	take := func(f, p int) {
		ids[fresh[f]] = previous[p].id
		used[previous[p].id] = true
	}
	f0, p0 := 0, 0
	for _, m := range append(equalPairs(fresh, texts, previous), pair{len(fresh), len(previous)}) {
		for _, s := range similarPairs(fresh[f0:m.f], texts, previous[p0:m.p]) {
			take(f0+s.f, p0+s.p)
		}
		if m.f < len(fresh) {
			take(m.f, m.p)
		}
		f0, p0 = m.f+1, m.p+1
	}
}

type pair struct{ f, p int }

// equalPairs gives the longest increasing sequence of blocks with equal texts,
// each text's first with the first, second with the second and so on (Hunt and
// Szymanski 1977, over unique keys).
func equalPairs(fresh []int, texts []string, previous []idText) []pair {
	at := map[string][]int{}
	for p, blk := range previous {
		at[blk.text] = append(at[blk.text], p)
	}
	var candidates []pair
	for f, i := range fresh {
		if list := at[texts[i]]; len(list) > 0 {
			candidates = append(candidates, pair{f, list[0]})
			at[texts[i]] = list[1:]
		}
	}
	return increasing(candidates)
}

// increasing keeps the longest subsequence of pairs, which are in order of f,
// that is in order of p too (patience sorting).
func increasing(pairs []pair) []pair {
	var tails []int // index of the pair that ends the best sequence of each length
	before := make([]int, len(pairs))
	for i, c := range pairs {
		lo, hi := 0, len(tails)
		for lo < hi {
			if mid := (lo + hi) / 2; pairs[tails[mid]].p < c.p {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[i] = -1
		if lo > 0 {
			before[i] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, i)
		} else {
			tails[lo] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	out := make([]pair, len(tails))
	for i, k := tails[len(tails)-1], len(tails)-1; k >= 0; i, k = before[i], k-1 {
		out[k] = pairs[i]
	}
	return out
}

// Similar blocks share at least half of their words; gaps larger than this are
// not compared.
const (
	similarEnough = 0.5
	widestGap     = 60
)

// similarPairs finds the order-keeping pairing of the blocks of a gap with the
// greatest sum of similarities.
func similarPairs(fresh []int, texts []string, previous []idText) []pair {
	n, m := len(fresh), len(previous)
	if n == 0 || m == 0 || n > widestGap || m > widestGap {
		return nil
	}
	old := make([]map[string]int, m)
	for j, p := range previous {
		old[j] = bag(p.text)
	}
	likeness := make([][]float64, n)
	best := make([][]float64, n+1)
	best[n] = make([]float64, m+1)
	for i := n - 1; i >= 0; i-- {
		words := bag(texts[fresh[i]])
		likeness[i], best[i] = make([]float64, m), make([]float64, m+1)
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s := dice(words, old[j]); s >= similarEnough {
				likeness[i][j] = s
				best[i][j] = max(best[i][j], best[i+1][j+1]+s)
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < n && j < m; {
		switch s := likeness[i][j]; {
		case s > 0 && best[i][j] == best[i+1][j+1]+s:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// bag counts the words of a text, of very long ones the first part.
func bag(text string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.Fields(fitting(text, 8<<10)) {
		out[w]++
	}
	return out
}

// dice is twice the common words by all words (Dice 1945).
func dice(a, b map[string]int) float64 {
	common, all := 0, 0
	for w, n := range a {
		common += min(n, b[w])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}
