package relevance

import (
	"math"
	"slices"
)

// depth is how many results count.
const depth = 10

// score is the mean over queries.
type score struct {
	NDCG float64 `json:"ndcg10"`
	MRR  float64 `json:"mrr10"`
}

// scores are over all queries, and over the odd and even ones, counted from 1.
type scores struct {
	All  score `json:"all"`
	Odd  score `json:"odd"`
	Even score `json:"even"`
}

// ndcg is the discounted gain of a ranking, its best possible one being 1
// (Järvelin and Kekäläinen 2002, with the gain 2^grade − 1).
func ndcg(ranking []string, grades map[string]int) float64 {
	got, best := 0.0, 0.0
	for i, id := range ranking[:min(len(ranking), depth)] {
		got += gain(grades[id], i)
	}
	all := make([]int, 0, len(grades))
	for _, grade := range grades {
		all = append(all, grade)
	}
	slices.SortFunc(all, func(a, b int) int { return b - a })
	for i, grade := range all[:min(len(all), depth)] {
		best += gain(grade, i)
	}
	if best == 0 {
		return 0
	}
	return got / best
}

func gain(grade, place int) float64 {
	return (math.Exp2(float64(grade)) - 1) / math.Log2(float64(place)+2)
}

// reciprocal is 1 over the place of the first text that answers.
func reciprocal(ranking []string, grades map[string]int) float64 {
	for i, id := range ranking[:min(len(ranking), depth)] {
		if grades[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}

func scoresOf(queries []judged, rankings [][]string) scores {
	var out scores
	var odd, even int
	for i, q := range queries {
		one := score{ndcg(rankings[i], q.grades), reciprocal(rankings[i], q.grades)}
		out.All.add(one)
		if i%2 == 0 {
			out.Odd.add(one)
			odd++
		} else {
			out.Even.add(one)
			even++
		}
	}
	out.All.over(odd + even)
	out.Odd.over(odd)
	out.Even.over(even)
	return out
}

func (s *score) add(more score) {
	s.NDCG += more.NDCG
	s.MRR += more.MRR
}

func (s *score) over(n int) {
	if n > 0 {
		s.NDCG, s.MRR = s.NDCG/float64(n), s.MRR/float64(n)
	}
}
