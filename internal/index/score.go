package index

import (
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// The weights of BM25F (Robertson, Zaragoza, Taylor 2004), as measured on seven
// collections: search.md, section e.
const (
	k1           = 1.2
	exactShare   = 0.15 // of the score by surface forms, added to that by stems
	stopWeight   = 0.2
	recentShare  = 0.15 // for the newest article; halves every recentHalf
	recentHalf   = 180 * 24 * 3600
	spreadWeight = 0.5
)

var fieldWeight = [textFields]float32{fieldTitle: 3, fieldLead: 1.5, fieldBody: 1}
var fieldB = [textFields]float32{fieldTitle: 0.5, fieldLead: 0.5, fieldBody: 0.65}

// scorer ranks the documents of a plan.
type scorer struct {
	matcher
	things  float64
	lengths lengths
	leaves  []leaf
	// Of the segment at hand, by document:
	total, best, sum []float32
}

// leaf is a part of a plan that ranks.
type leaf struct {
	plan   plan
	weight float32
	idf    float32
}

// leavesOf lists what ranks: all words but those under a Not.
func leavesOf(p plan, out []leaf) []leaf {
	switch p := p.(type) {
	case *planAnd:
		for _, list := range [][]plan{p.parts, p.words, p.stops} {
			for _, part := range list {
				out = leavesOf(part, out)
			}
		}
	case *planOr:
		for _, part := range p.parts {
			out = leavesOf(part, out)
		}
	case *planTerms:
		weight := p.boost
		if p.stop {
			weight *= stopWeight
		}
		out = append(out, leaf{plan: p, weight: weight})
	case *planSpread:
		out = append(out, leaf{plan: p, weight: p.boost})
	case *planPhrase, *planNear:
		out = append(out, leaf{plan: p, weight: 1})
	}
	return out
}

func (s *scorer) prepare() error {
	for i := range s.leaves {
		l := &s.leaves[i]
		switch p := l.plan.(type) {
		case *planTerms:
			l.idf = s.idf(p.documents())
		case *planSpread:
			l.idf = s.idf(p.documents())
		case *planPhrase:
			l.idf = s.idf(p.documents())
		case *planNear:
			l.idf = s.idf(p.documents())
		}
	}
	return s.ctx.Err()
}

func (s *scorer) idf(n int64) float32 {
	return float32(math.Log(1 + (s.things-float64(n)+0.5)/(float64(n)+0.5)))
}

// segment scores the candidates of the segment at hand into total.
func (s *scorer) segment(candidates *roaring.Bitmap) error {
	size := s.part().size
	s.total, s.best, s.sum = cleared(s.total, size), cleared(s.best, size), cleared(s.sum, size)
	for _, l := range s.leaves {
		var err error
		switch p := l.plan.(type) {
		case *planTerms:
			err = s.terms(p, l, at(p.found, s.at), candidates)
		case *planSpread:
			err = s.spread(p, l, candidates)
		case *planPhrase:
			err = s.row(p.words, l, at(p.found, s.at), candidates)
		case *planNear:
			err = s.row(p.words, l, at(p.found, s.at), candidates)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func at(found []*roaring.Bitmap, i int) *roaring.Bitmap {
	if i < len(found) && found[i] != nil {
		return found[i]
	}
	return empty
}

func cleared(buf []float32, size int) []float32 {
	if cap(buf) < size {
		return make([]float32, size)
	}
	buf = buf[:size]
	clear(buf)
	return buf
}

// row ranks a phrase by its words, in the documents that have the phrase.
func (s *scorer) row(words []*planTerms, l leaf, found, candidates *roaring.Bitmap) error {
	docs := roaring.And(found, candidates)
	if docs.IsEmpty() {
		return nil
	}
	for _, w := range words {
		if err := s.terms(w, leaf{weight: l.weight / float32(len(words)), idf: l.idf}, docs, docs); err != nil {
			return err
		}
	}
	return nil
}

// terms ranks a word. In a document of the language whose stem matches, the
// occurrences of the stem hold those of the surface form; so of the surface
// form and the stem of each language the one that stands most counts.
func (s *scorer) terms(p *planTerms, l leaf, found, candidates *roaring.Bitmap) error {
	docs := roaring.And(found, candidates)
	if docs.IsEmpty() {
		return nil
	}
	if err := s.collect(p.fields, p.surfaces, docs); err != nil {
		return err
	}
	each(docs, func(doc uint32) {
		w := s.sum[doc]
		s.total[doc] += exactShare * l.weight * l.idf * w * (k1 + 1) / (k1 + w)
		s.best[doc] = w
	})
	for i, stems := range p.stems {
		if i == 0 && len(p.surfaces) == 1 && stems[1] == p.surfaces[0] {
			stems = stems[:1] // the word is its own stem: its counts are in sum already
		} else {
			each(docs, func(doc uint32) { s.sum[doc] = 0 })
		}
		if err := s.collect(p.fields, stems, docs); err != nil {
			return err
		}
		each(docs, func(doc uint32) { s.best[doc] = max(s.best[doc], s.sum[doc]) })
	}
	each(docs, func(doc uint32) {
		w := s.best[doc]
		s.total[doc] += l.weight * l.idf * w * (k1 + 1) / (k1 + w)
		s.best[doc], s.sum[doc] = 0, 0
	})
	return nil
}

// collect adds up the weighted frequencies of terms in sum.
func (s *scorer) collect(fields []int, terms []string, docs *roaring.Bitmap) error {
	for _, f := range fields {
		b, average, weight := fieldB[f], s.lengths.average(f), fieldWeight[f]
		for _, t := range terms {
			list, err := s.part().postings(textNames[f], t)
			if err != nil {
				return err
			}
			it := list.Iterator(true, true, false, nil)
			restrict(it, docs)
			for n := 0; ; n++ {
				if n&0xFFFF == 0xFFFF && s.ctx.Err() != nil {
					return s.ctx.Err()
				}
				posting, err := it.Next()
				if err != nil {
					return fmt.Errorf("read postings: %w", err)
				}
				if posting == nil {
					break
				}
				tf := float32(posting.Frequency())
				s.sum[posting.Number()] += weight * tf / (1 - b + b*length(posting)/average)
			}
		}
	}
	return s.ctx.Err()
}

// length gives the words of the field of a posting.
func length(posting segment.Posting) float32 {
	if n, ok := posting.(interface{ NormUint64() uint64 }); ok {
		return float32(n.NormUint64())
	}
	if norm := posting.Norm(); norm > 0 {
		return float32(1 / (norm * norm))
	}
	return 1
}

// spread ranks the beginning of a word by the fields in which it stands.
func (s *scorer) spread(p *planSpread, l leaf, candidates *roaring.Bitmap) error {
	for _, f := range p.fields {
		docs, err := s.spreadField(p, f)
		if err != nil {
			return err
		}
		worth := spreadWeight * l.weight * l.idf * fieldWeight[f]
		each(roaring.And(docs, candidates), func(doc uint32) { s.total[doc] += worth })
	}
	return nil
}

// recent weighs by age from the newest article of the library: a prior that
// decides between near-ties only.
func (s *scorer) recent(candidates *roaring.Bitmap, newest int64) error {
	col, err := s.part().dates()
	if err != nil {
		return err
	}
	each(candidates, func(doc uint32) {
		if at := col.seconds[doc]; at != undated {
			s.total[doc] *= 1 + recentShare*float32(math.Exp2(-float64(newest-at)/recentHalf))
		}
	})
	return nil
}

func each(docs *roaring.Bitmap, visit func(doc uint32)) {
	var buf [512]uint32
	it := docs.ManyIterator()
	for n := it.NextMany(buf[:]); n > 0; n = it.NextMany(buf[:]) {
		for _, doc := range buf[:n] {
			visit(doc)
		}
	}
}

func logOf(n int64) float64 { return math.Log(float64(n)) }
