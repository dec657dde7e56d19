package index

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

const facetSize = 50

// facets counts the values of the wanted fields. For a field that is filtered
// its own filter is left out: a count says what the choice would give.
func (s *search) facets() error {
	for _, field := range s.Facets {
		counts := map[string]int64{}
		for i, got := range s.matched {
			if err := s.ctx.Err(); err != nil {
				return err
			}
			docs := s.without(got, field)
			var err error
			if field == query.FieldYear {
				err = s.countYears(i, docs, counts)
			} else {
				err = s.count(i, field, docs, counts)
			}
			if err != nil {
				return err
			}
		}
		s.found.Facets = append(s.found.Facets, query.Facet{Field: field, Counts: s.mostFrequent(field, counts)})
	}
	return nil
}

// without gives what is found when a field's own filter is left out.
func (s *search) without(got matched, field query.Field) *roaring.Bitmap {
	own := false
	docs := got.tree
	for i, f := range s.Filters {
		if f.Field == field {
			own = true
			continue
		}
		docs = roaring.And(docs, got.filters[i])
	}
	if !own {
		return got.all
	}
	return docs
}

func (s *search) count(segment int, field query.Field, docs *roaring.Bitmap, counts map[string]int64) error {
	col, err := s.view.segments[segment].column(string(field))
	if err != nil {
		return err
	}
	found := make([]int64, len(col.terms))
	each(docs, func(doc uint32) {
		if col.offsets == nil {
			if ord := col.ords[doc]; ord != none {
				found[ord]++
			}
			return
		}
		for _, ord := range col.ords[col.offsets[doc]:col.offsets[doc+1]] {
			found[ord]++
		}
	})
	for ord, n := range found {
		if n > 0 {
			counts[col.terms[ord]] += n
		}
	}
	return nil
}

// countYears counts in the zone of the request. Neighbours are mostly of one
// year, so the last one's ends are kept.
func (s *search) countYears(segment int, docs *roaring.Bitmap, counts map[string]int64) error {
	col, err := s.view.segments[segment].dates()
	if err != nil {
		return err
	}
	byYear := map[int]int64{}
	var year int
	var from, until int64
	each(docs, func(doc uint32) {
		at := col.seconds[doc]
		if at == undated {
			return
		}
		if at < from || at >= until {
			year = time.Unix(at, 0).In(s.Zone).Year()
			from = time.Date(year, 1, 1, 0, 0, 0, 0, s.Zone).Unix()
			until = time.Date(year+1, 1, 1, 0, 0, 0, 0, s.Zone).Unix()
		}
		byYear[year]++
	})
	for y, n := range byYear {
		counts[fmt.Sprintf("%04d", y)] += n
	}
	return nil
}

// mostFrequent cuts a facet to its size. Chosen values stay in any case, with
// no articles too, so that the choice can be taken back.
func (s *search) mostFrequent(field query.Field, counts map[string]int64) []query.Count {
	chosen := map[string]bool{}
	for _, f := range s.Filters {
		if f.Field == field {
			for _, v := range f.Values {
				chosen[v] = true
				counts[v] += 0
			}
		}
	}
	size := s.FacetSize
	if size <= 0 {
		size = facetSize
	}
	var best, kept []query.Count
	for v, n := range counts {
		c := query.Count{Value: v, Count: n}
		if chosen[v] {
			kept = append(kept, c)
			continue
		}
		best = append(best, c)
		if len(best) >= 4*size+64 { // most values of a large field are rare
			best = cutCounts(best, size)
		}
	}
	out := append(kept, cutCounts(best, max(0, size-len(kept)))...)
	slices.SortFunc(out, compareCounts)
	return out
}

func cutCounts(list []query.Count, size int) []query.Count {
	slices.SortFunc(list, compareCounts)
	return list[:min(len(list), size)]
}

func compareCounts(a, b query.Count) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
}
