package index

import (
	"cmp"
	"slices"
	"strings"

	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

const facetSize = 50

// facets counts the values of the wanted fields. For a field that is filtered
// its own filter is left out: a count says what the choice would give.
func (s *search) facets() error {
	for _, field := range s.Facets {
		values, counts, err := s.count(field)
		if err != nil {
			return err
		}
		facet := query.Facet{Field: field}
		if field == query.FieldMonth {
			facet.Counts = inOrder(values, counts)
		} else {
			facet.Counts = s.mostFrequent(field, values, counts)
		}
		s.found.Facets = append(s.found.Facets, facet)
	}
	return nil
}

// without gives what is found when a field's own filter is left out.
func (s *search) without(got matched, field query.Field) *roaring.Bitmap {
	own := false
	docs := got.tree
	for i, f := range s.choices {
		if f.field == field {
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

// count gives the values of a field among what is found, in no order.
func (s *search) count(field query.Field) ([]string, []int64, error) {
	var all *vocabulary
	var err error
	if field == query.FieldYear || field == query.FieldMonth {
		all, err = s.view.months(s.Zone)
	} else {
		all, err = s.view.vocabulary(string(field))
	}
	if err != nil {
		return nil, nil, err
	}
	counts := make([]int64, len(all.terms))
	for i, got := range s.matched {
		if err := s.ctx.Err(); err != nil {
			return nil, nil, err
		}
		all.columns[i].count(s.without(got, field), s.view.segments[i].size, all.numbers[i], counts)
	}
	if field == query.FieldYear {
		values, counts := years(all.terms, counts)
		return values, counts, nil
	}
	return all.terms, counts, nil
}

// years adds months up.
func years(months []string, counts []int64) ([]string, []int64) {
	byYear := map[string]int64{}
	for i, month := range months {
		year := month[:strings.LastIndexByte(month, '-')]
		byYear[year] += counts[i]
	}
	var values []string
	var sums []int64
	for year, n := range byYear {
		values, sums = append(values, year), append(sums, n)
	}
	return values, sums
}

// inOrder gives all values that anything has, in their own order.
func inOrder(values []string, counts []int64) []query.Count {
	var out []query.Count
	for i, v := range values {
		if counts[i] > 0 {
			out = append(out, query.Count{Value: v, Count: counts[i]})
		}
	}
	slices.SortFunc(out, func(a, b query.Count) int { return cmp.Compare(a.Value, b.Value) })
	return out
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
	least := int64(1) // what the last of the best has, as far as is known
	for i, v := range values {
		c := query.Count{Value: v, Count: counts[i]}
		if chosen[v] {
			kept = append(kept, c)
			delete(chosen, v)
			continue
		}
		if c.Count < least {
			continue
		}
		best = append(best, c)
		if len(best) >= 4*size+64 { // most values of a large field are rare
			best = cutCounts(best, size)
			least = best[size-1].Count
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
