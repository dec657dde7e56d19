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
		count := s.countTerms
		if field == query.FieldYear {
			count = s.countYears
		}
		values, counts, err := count(field)
		if err != nil {
			return err
		}
		s.found.Facets = append(s.found.Facets, query.Facet{Field: field, Counts: s.mostFrequent(field, values, counts)})
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

func (s *search) countTerms(field query.Field) ([]string, []int64, error) {
	all, err := s.view.vocabulary(string(field))
	if err != nil {
		return nil, nil, err
	}
	counts := make([]int64, len(all.terms))
	for i, got := range s.matched {
		if err := s.ctx.Err(); err != nil {
			return nil, nil, err
		}
		col, own := all.columns[i], all.numbers[i]
		each(s.without(got, field), func(doc uint32) {
			if col.offsets == nil {
				if ord := col.ords[doc]; ord != none {
					counts[own[ord]]++
				}
				return
			}
			for _, ord := range col.ords[col.offsets[doc]:col.offsets[doc+1]] {
				counts[own[ord]]++
			}
		})
	}
	return all.terms, counts, nil
}

// countYears counts in the zone of the request. Neighbours are mostly of one
// year, so the last one's ends are kept.
func (s *search) countYears(field query.Field) ([]string, []int64, error) {
	byYear := map[int]int64{}
	var year int
	var from, until int64
	for i, got := range s.matched {
		col, err := s.view.segments[i].dates()
		if err != nil {
			return nil, nil, err
		}
		n := int64(0)
		each(s.without(got, field), func(doc uint32) {
			at := col.seconds[doc]
			if at == undated {
				return
			}
			if at < from || at >= until {
				byYear[year] += n
				n = 0
				year = time.Unix(at, 0).In(s.Zone).Year()
				from = time.Date(year, 1, 1, 0, 0, 0, 0, s.Zone).Unix()
				until = time.Date(year+1, 1, 1, 0, 0, 0, 0, s.Zone).Unix()
			}
			n++
		})
		byYear[year] += n
		if err := s.ctx.Err(); err != nil {
			return nil, nil, err
		}
	}
	var values []string
	var counts []int64
	for y, n := range byYear {
		values, counts = append(values, fmt.Sprintf("%04d", y)), append(counts, n)
	}
	return values, counts, nil
}

// mostFrequent cuts a facet to its size. Chosen values stay in any case, with
// no articles too, so that the choice can be taken back.
func (s *search) mostFrequent(field query.Field, values []string, counts []int64) []query.Count {
	chosen := map[string]bool{}
	for _, f := range s.Filters {
		if f.Field == field {
			for _, v := range f.Values {
				chosen[v] = true
			}
		}
	}
	size := s.FacetSize
	if size <= 0 {
		size = facetSize
	}
	var best, kept []query.Count
	for i, v := range values {
		c := query.Count{Value: v, Count: counts[i]}
		if chosen[v] {
			kept = append(kept, c)
			delete(chosen, v)
			continue
		}
		if c.Count == 0 {
			continue
		}
		best = append(best, c)
		if len(best) >= 4*size+64 { // most values of a large field are rare
			best = cutCounts(best, size)
		}
	}
	for v := range chosen { // those that nothing in the index has
		kept = append(kept, query.Count{Value: v})
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
