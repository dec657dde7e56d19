package index

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// The weights of BM25F (Robertson, Zaragoza, Taylor 2004), as measured on seven
// collections: docs/search.md.
const (
	k1           = 0.8
	exactShare   = 0.15 // of the score by surface forms, added to that by stems
	stopWeight   = 0.2
	tagWeight    = 2    // of a tag that is named so; it counts as standing once
	recentShare  = 0.15 // for the newest article; halves every recentHalf
	recentHalf   = 180 * 24 * 3600
	spreadWeight = 0.5
)

var fieldWeight = [textFields]float32{fieldTitle: 3, fieldLead: 1.5, fieldBody: 1}
var fieldB = [textFields]float32{fieldTitle: 0.5, fieldLead: 0.5, fieldBody: 0.65}

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

// piece is a part of the score that is read from postings of its own.
type piece struct {
	leaf
	// bound is the most that it adds to the score of a document.
	bound float32
	add   func(l leaf, docs *roaring.Bitmap) error
}

// scorer ranks the documents of a plan, a segment at a time and in it a piece
// at a time, those that can add most first. Once the pieces that are left
// cannot bring a document among the best it is dropped (MaxScore, Turtle and
// Flood 1995, over accumulators).
type scorer struct {
	matcher
	things  float64
	among   bySegment // those things; nil: all of the segment
	lengths lengths
	pieces  []piece
	rest    []float32 // by piece: the bounds of those after it
	boost   float32   // the most that recency multiplies a score by
	*sums
}

// sums are what is added up for the segment at hand, by document. All are zero
// where nobody adds: stem and exact are cleared by who fills them, total once the
// segment is done. They are kept between searches, since clearing what a rare
// word touches is cheaper than clearing all.
type sums struct {
	total, stem, exact []float32
	// active and scores are room for lists of documents and of what they have.
	active []uint32
	scores []float32
}

func (s *sums) fit(size int) {
	if cap(s.total) < size {
		*s = sums{total: make([]float32, size), stem: make([]float32, size), exact: make([]float32, size)}
	}
	s.total, s.stem, s.exact = s.total[:size], s.stem[:size], s.exact[:size]
}

// wipe clears the totals of what was scored.
func (s *sums) wipe(scored *roaring.Bitmap) {
	if scored.GetCardinality() > uint64(len(s.total))/8 {
		clear(s.total)
		return
	}
	for docs := range batches(scored) {
		for _, doc := range docs {
			s.total[doc] = 0
		}
	}
}

func (s *scorer) prepare(leaves []leaf) error {
	for _, l := range leaves {
		switch p := l.plan.(type) {
		case *planTerms:
			l.idf = s.idf(p.documents(s.among))
			most := l.weight * l.idf * (k1 + 1)
			if len(p.stems) == 0 || p.surfacesAreStems() {
				s.pieces = append(s.pieces, piece{l, most * (1 + exactShare), s.whole})
				break
			}
			s.pieces = append(s.pieces, piece{l, most, s.stems}, piece{l, most * exactShare, s.surfaces})
		case *planSpread:
			l.idf = s.idf(p.documents(s.among))
			most := float32(0)
			for _, f := range p.fields {
				most += s.worth(l, f)
			}
			s.pieces = append(s.pieces, piece{l, most, s.spread})
		case *planPhrase:
			s.row(l, &p.ranking, p.words)
		case *planNear:
			s.row(l, &p.ranking, p.words)
		}
	}
	slices.SortStableFunc(s.pieces, func(a, b piece) int {
		if a.bound > b.bound {
			return -1
		}
		return b2i(a.bound < b.bound)
	})
	s.rest = make([]float32, len(s.pieces))
	for i := len(s.pieces) - 2; i >= 0; i-- {
		s.rest[i] = s.rest[i+1] + s.pieces[i+1].bound
	}
	return s.ctx.Err()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// row ranks a phrase by its words, in the documents that have the phrase.
func (s *scorer) row(l leaf, r *ranking, words []*planTerms) {
	l.idf = s.idf(r.documents(s.among))
	most := l.weight * l.idf * (k1 + 1) * (1 + exactShare)
	s.pieces = append(s.pieces, piece{l, most, func(l leaf, docs *roaring.Bitmap) error {
		docs = roaring.And(r.found.at(s.at), docs)
		share := leaf{weight: l.weight / float32(len(words)), idf: l.idf}
		for _, w := range words {
			if err := s.surfaceOnly(w, share, docs); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (s *scorer) idf(n int64) float32 {
	return float32(math.Log(1 + (s.things-float64(n)+0.5)/(float64(n)+0.5)))
}

// segment scores the candidates of the segment at hand into total, and gives
// those that may still be among the best; the list is good until the next segment.
func (s *scorer) segment(candidates *roaring.Bitmap, wanted []*top) ([]uint32, error) {
	s.fit(s.part().size)
	s.active = slices.Grow(s.active[:0], int(candidates.GetCardinality()))[:candidates.GetCardinality()]
	candidates.ToExistingArray(&s.active)
	docs, active := candidates, s.active
	for i, p := range s.pieces {
		if err := p.add(p.leaf, docs); err != nil {
			return nil, err
		}
		if s.rest[i] == 0 || len(active) <= pruneFrom {
			continue
		}
		if kept := s.prune(active, s.rest[i], wanted); len(kept) < len(active) {
			active = kept
			docs = roaring.BitmapOf(active...)
		}
	}
	return active, nil
}

// totals gives what documents have so far; the list is good until it is asked for
// again.
func (s *scorer) totals(docs []uint32) []float32 {
	s.scores = slices.Grow(s.scores[:0], len(docs))[:len(docs)]
	scores, total := s.scores, s.total
	for i, doc := range docs {
		scores[i] = total[doc]
	}
	return scores
}

// pruneFrom is from how many documents on pruning is worth its while.
const pruneFrom = 256

// prune drops the documents that cannot come among the wanted any more. It
// works in place.
func (s *scorer) prune(active []uint32, rest float32, wanted []*top) []uint32 {
	scores := s.totals(active)
	bar := lowestBar(wanted, scores)
	const rounding = 1 + 1e-5 // scores are added up in another order than bounds
	kept := active[:0]
	for i, doc := range active {
		if (scores[i]+rest)*s.boost*rounding >= bar {
			kept = append(kept, doc)
		}
	}
	return kept
}

// largest gives the n-th largest value (Hoare's quickselect); it reorders list.
func largest(list []float32, n int) float32 {
	low, high, at := 0, len(list)-1, n-1
	for low < high {
		pivot := list[low+(high-low)/2]
		i, j := low, high
		for i <= j {
			for list[i] > pivot {
				i++
			}
			for list[j] < pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i++
				j--
			}
		}
		switch {
		case at <= j:
			high = j
		case at >= i:
			low = i
		default:
			return list[at]
		}
	}
	return list[at]
}

// saturated is BM25's use of a weighted frequency.
func (l leaf) saturated(w float32) float32 { return l.weight * l.idf * w * (k1 + 1) / (k1 + w) }

// stems ranks a word by its stem; where a document has it only as typed, in a
// language without that stem, by that.
func (s *scorer) stems(l leaf, docs *roaring.Bitmap) error {
	p := l.plan.(*planTerms)
	found := roaring.And(p.found.at(s.at), docs)
	if found.IsEmpty() {
		return nil
	}
	if err := s.collect(s.stem, p.fields, p.stems, found); err != nil {
		return err
	}
	if plain := roaring.AndNot(found, p.stemmed.at(s.at)); !plain.IsEmpty() {
		if err := s.collect(s.stem, p.fields, p.surfaces, plain); err != nil {
			return err
		}
	}
	if err := s.tags(p, s.stem, found); err != nil {
		return err
	}
	total, stem := s.total, s.stem
	for docs := range batches(found) {
		for _, doc := range docs {
			total[doc] += l.saturated(stem[doc])
			stem[doc] = 0
		}
	}
	return nil
}

// surfaces adds the share of the word as typed.
func (s *scorer) surfaces(l leaf, docs *roaring.Bitmap) error {
	p := l.plan.(*planTerms)
	found := roaring.And(p.found.at(s.at), docs)
	if err := s.collect(s.exact, p.fields, p.surfaces, found); err != nil {
		return err
	}
	total, exact := s.total, s.exact
	for docs := range batches(found) {
		for _, doc := range docs {
			if w := exact[doc]; w > 0 {
				total[doc] += exactShare * l.saturated(w)
				exact[doc] = 0
			}
		}
	}
	return nil
}

// whole ranks a word whose surface forms are stems, or that has none: one
// reading gives both parts of the score.
func (s *scorer) whole(l leaf, docs *roaring.Bitmap) error {
	p := l.plan.(*planTerms)
	if len(p.stems) == 0 {
		return s.surfaceOnly(p, l, roaring.And(p.found.at(s.at), docs))
	}
	found := roaring.And(p.found.at(s.at), docs)
	if err := s.collect(s.exact, p.fields, p.surfaces, found); err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(p.stems), func(t string) bool { return slices.Contains(p.surfaces, t) })
	if err := s.collect(s.stem, p.fields, others, found); err != nil {
		return err
	}
	if err := s.tags(p, s.stem, found); err != nil {
		return err
	}
	total, stem, exact := s.total, s.stem, s.exact
	for docs := range batches(found) {
		for _, doc := range docs {
			w := exact[doc]
			total[doc] += l.saturated(stem[doc]+w) + exactShare*l.saturated(w)
			stem[doc], exact[doc] = 0, 0
		}
	}
	return nil
}

func (s *scorer) surfaceOnly(p *planTerms, l leaf, docs *roaring.Bitmap) error {
	if err := s.collect(s.exact, p.fields, p.surfaces, docs); err != nil {
		return err
	}
	total, exact := s.total, s.exact
	for docs := range batches(docs) {
		for _, doc := range docs {
			total[doc] += (1 + exactShare) * l.saturated(exact[doc])
			exact[doc] = 0
		}
	}
	return nil
}

// tags counts a tag that is named by the word as a field in which it stands
// once. It ranks what matches and makes nothing match.
func (s *scorer) tags(p *planTerms, sum []float32, docs *roaring.Bitmap) error {
	for _, id := range p.tags {
		b, err := s.part().docs("tag", id)
		if err != nil {
			return err
		}
		for docs := range batches(roaring.And(b, docs)) {
			for _, doc := range docs {
				sum[doc] += tagWeight
			}
		}
	}
	return nil
}

// weighting is what a term that stands once is worth in a field, and how it is
// lessened by the field's length.
type weighting struct{ weight, short, perWord float32 }

func (s *scorer) weighting(field int) weighting {
	b := fieldB[field]
	return weighting{fieldWeight[field], 1 - b, b / s.lengths.average(field)}
}

func (w weighting) of(frequency, length float32) float32 {
	return w.weight * frequency / (w.short + w.perWord*length)
}

// collect adds the weighted frequencies of terms to sum, in the documents that
// are given.
func (s *scorer) collect(sum []float32, fields []int, terms []string, docs *roaring.Bitmap) error {
	if docs.IsEmpty() {
		return nil
	}
	for _, f := range fields {
		w := s.weighting(f)
		for _, t := range terms {
			kept, err := s.part().unpacked(textNames[f], t)
			if err != nil {
				return err
			}
			if kept != nil {
				kept.add(sum, docs, w)
				continue
			}
			list, err := s.part().postings(textNames[f], t)
			if err != nil {
				return err
			}
			it := list.Iterator(true, true, false, nil)
			restrict(it, docs)
			for n := 1; ; n++ {
				if n&0xFFFF == 0 && s.ctx.Err() != nil {
					return s.ctx.Err()
				}
				posting, err := it.Next()
				if err != nil {
					return fmt.Errorf("read postings: %w", err)
				}
				if posting == nil {
					break
				}
				sum[posting.Number()] += w.of(float32(posting.Frequency()), length(posting))
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
func (s *scorer) spread(l leaf, docs *roaring.Bitmap) error {
	p := l.plan.(*planSpread)
	for _, f := range p.fields {
		found, err := s.spreadField(p, f)
		if err != nil {
			return err
		}
		worth, total := s.worth(l, f), s.total
		for docs := range batches(roaring.And(found, docs)) {
			for _, doc := range docs {
				total[doc] += worth
			}
		}
	}
	return nil
}

func (s *scorer) worth(l leaf, field int) float32 {
	return spreadWeight * l.weight * l.idf * fieldWeight[field]
}

// batches gives documents in order, many at a time: where little is done with
// each, a call for each would cost as much again. A batch is good until the next.
func batches(docs *roaring.Bitmap) iter.Seq[[]uint32] {
	return func(yield func([]uint32) bool) {
		var batch [512]uint32
		it := docs.ManyIterator()
		for n := it.NextMany(batch[:]); n > 0 && yield(batch[:n]); n = it.NextMany(batch[:]) {
		}
	}
}

func each(docs *roaring.Bitmap, visit func(doc uint32)) {
	for batch := range batches(docs) {
		for _, doc := range batch {
			visit(doc)
		}
	}
}

func logOf(n int64) float64 { return math.Log(float64(n)) }
