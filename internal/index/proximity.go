package index

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// How near words of the query stand to each other in the text counts for the
// best nearMost articles (after Büttcher, Clarke, Lushman 2006).
const (
	nearMost   = 200
	nearWeight = 0.3
	nearWithin = 4 // words apart; further counts nothing
)

// pair is two words that follow each other in the query.
type pair struct{ first, second *planTerms }

// pairsOf lists the pairs of a plan, but of what is under a Not.
func pairsOf(p plan, out []pair) []pair {
	switch p := p.(type) {
	case *planAnd:
		for i := 1; i < len(p.row); i++ {
			out = append(out, pair{p.row[i-1], p.row[i]})
		}
		for _, part := range p.parts {
			out = pairsOf(part, out)
		}
	case *planOr:
		for _, part := range p.parts {
			out = pairsOf(part, out)
		}
	}
	return out
}

// nearness adds to the scores of candidates what their words near each other
// are worth.
func (s *scorer) nearness(pairs []pair, best []candidate, newest int64) error {
	bySegment := map[int][]int{}
	for i, e := range best {
		bySegment[e.segment] = append(bySegment[e.segment], i)
	}
	for segment, list := range bySegment {
		s.at = segment
		docs := roaring.New()
		for _, i := range list {
			docs.Add(best[i].doc)
		}
		worth := map[uint32]float32{}
		for _, p := range pairs {
			if err := s.pair(p, docs, worth); err != nil {
				return err
			}
		}
		dates, err := s.part().dates()
		if err != nil {
			return err
		}
		for _, i := range list {
			e := &best[i]
			more := worth[e.doc]
			if s.boost > 1 {
				more *= recent(dates.seconds[e.doc], newest)
			}
			e.score += more
		}
	}
	return nil
}

// pair adds what a pair is worth in each document.
func (s *scorer) pair(p pair, docs *roaring.Bitmap, worth map[uint32]float32) error {
	idf := min(s.idf(p.first.documents(s.among)), s.idf(p.second.documents(s.among)))
	near := map[uint32]float32{}
	for _, field := range p.first.fields {
		both := make([]*roaring.Bitmap, 2)
		for i, w := range []*planTerms{p.first, p.second} {
			b, err := s.terms([]int{field}, w.surfaces)
			if err != nil {
				return err
			}
			both[i] = b
		}
		found := roaring.And(roaring.And(both[0], both[1]), docs)
		if found.IsEmpty() {
			continue
		}
		first, err := s.positions(field, p.first.surfaces, found)
		if err != nil {
			return err
		}
		second, err := s.positions(field, p.second.surfaces, found)
		if err != nil {
			return err
		}
		for it := found.Iterator(); it.HasNext(); {
			doc := it.Next()
			a, err := first.in(doc)
			if err != nil {
				return err
			}
			b, err := second.in(doc)
			if err != nil {
				return err
			}
			near[doc] += closeness(a, b)
		}
	}
	for doc, p := range near {
		worth[doc] += nearWeight * idf * p * (k1 + 1) / (p + k1)
	}
	return s.ctx.Err()
}

// closeness is the sum of one over the distance of each two places, half where
// the second word comes first. Both lists are in order.
func closeness(first, second []uint32) float32 {
	sum := float32(0)
	from := 0
	for _, a := range first {
		for from < len(second) && second[from]+nearWithin < a {
			from++
		}
		for _, b := range second[from:] {
			if b > a+nearWithin {
				break
			}
			switch {
			case b > a:
				sum += 1 / float32(b-a)
			case b < a:
				sum += 0.5 / float32(a-b)
			}
		}
	}
	return sum
}
