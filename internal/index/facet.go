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
	columns := make([]*vocabulary, len(s.Facets))
	counts := make([][]int64, len(s.Facets))
	for i, field := range s.Facets {
		var err error
		if columns[i], err = s.columnsOf(field); err != nil {
			return err
		}
		counts[i] = make([]int64, len(columns[i].terms))
	}
	for at, got := range s.matched {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		var alike []tallied // what is counted among all that is found: read together
		for i, field := range s.Facets {
			column := tallied{columns[i].columns[at], columns[i].numbers[at], counts[i]}
			if docs := s.without(got, field); docs == got.all {
				alike = append(alike, column)
			} else {
				count([]tallied{column}, docs, s.view.segments[at].size)
			}
		}
		count(alike, got.all, s.view.segments[at].size)
	}
	for i, field := range s.Facets {
		facet := query.Facet{Field: field}
		switch field {
		case query.FieldMonth:
			facet.Counts = inOrder(columns[i].terms, counts[i])
		case query.FieldYear:
			values, counts := years(columns[i].terms, counts[i])
			facet.Counts = s.mostFrequent(field, values, counts)
		default:
			facet.Counts = s.mostFrequent(field, columns[i].terms, counts[i])
		}
		s.found.Facets = append(s.found.Facets, facet)
	}
	return nil
}

// columnsOf gives the columns that the values of a field are counted in: for
// years those of months.
func (s *search) columnsOf(field query.Field) (*vocabulary, error) {
	if field == query.FieldYear || field == query.FieldMonth {
		return s.view.months(s.Zone)
	}
	return s.view.vocabulary(string(field))
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
