package query

import (
	"math"
	"time"

	"broadsheet/internal/news"
)

// Sort is the order of results.
type Sort string

// The orders. Newest and oldest put undated articles last.
const (
	SortRelevance Sort = "relevance"
	SortNewest    Sort = "newest"
	SortOldest    Sort = "oldest"
)

// FieldYear is the facet of years, in the zone of the request. No query names
// it; as a Filter it holds years of four digits.
const FieldYear Field = "year"

// FieldMonth is the facet of months, all of them and in order, in the zone of
// the request. It leaves the choice of Within out.
const FieldMonth Field = "month"

// MonthForm is how time.Format writes a value of FieldMonth: 2011-03.
const MonthForm = "2006-01"

// MaxOffset is how deep a page of results may begin.
const MaxOffset = 10_000

// Request is what an index is asked. In it, values of kind, section, topic,
// tag, author and source are what the index holds (ids), no longer names.
type Request struct {
	Tree Node
	// Filters are choices made beside the query: one Values a field. The
	// counts of a field's own facet leave its filter out.
	Filters []Values
	// Within is a choice of dates made beside the query; zero: any.
	Within Range
	// Sets gives the articles behind values of is, in and id, by
	// "field:value". A value without a set matches nothing.
	Sets map[string]Rows
	// Comments gives the comments on the articles of Sets, by the same keys,
	// where comments may be found; captions are those of their article.
	Comments map[string]Rows
	// Notes gives the notes on them likewise.
	Notes map[string]Rows
	// Tags gives the ids of tags by the words, as typed, that name them: a word
	// ranks what bears its tag higher, and finds no more for it.
	Tags   map[string][]string
	Things []news.Thing // what may be found; empty: articles
	Sort   Sort         // empty: relevance
	Offset int          // at most MaxOffset
	// After begins the page behind that hit of an earlier one; zero: at the
	// beginning. With it Offset is 0.
	After  Hit
	Limit  int // 0: only count
	Facets []Field
	// FacetSize is how many values of a facet are wanted, by count; chosen
	// ones come in any case. 0: 50.
	FacetSize int
	// Whole: where hardly anything holds the words, still only that is found.
	Whole bool
	// Typed: a person types it, to whom three or four words that fewer than
	// three articles hold may be too many.
	Typed bool
	// Every: of however many words all are wanted, and nothing less is found.
	Every bool
	Zone  *time.Location // for years and months; nil: UTC
}

// Found is the answer of an index.
type Found struct {
	Total  int64 // exact unless Partial
	Hits   []Hit
	Facets []Facet // in the order of Request.Facets
	// Partial: the time was over before all was looked at.
	Partial bool
	// Relaxed: hardly anything matched the words, so these match any of them.
	Relaxed bool
	// Words are the words that matched for a beginning, a pattern or a word
	// with letters that may differ, by how that is printed.
	Words map[string][]string
	Notes []Note // without place: Start and End are 0
}

// Hit is a thing that was found.
type Hit struct {
	Thing news.Thing
	Row   news.Row
	Score float64 // 0 where not sorted by relevance
	// Date is the publication in Unix seconds where sorted by date; Undated
	// for none, and where not sorted so.
	Date int64
}

// Undated stands for no date.
const Undated = math.MinInt64

// Facet holds the values of a field among what was found.
type Facet struct {
	Field  Field
	Counts []Count // most frequent first, then by value
}

// Count is a value and how many of the found hold it.
type Count struct {
	Value string
	Count int64
}

// Rows is a set of rows of the store.
type Rows struct{ bits []uint64 }

// RowsOf makes a set.
func RowsOf(rows []news.Row) Rows {
	var s Rows
	for _, r := range rows {
		if r < 0 {
			continue
		}
		word := int(r >> 6)
		if word >= len(s.bits) {
			s.bits = append(s.bits, make([]uint64, word+1-len(s.bits)+len(s.bits)/4)...)
		}
		s.bits[word] |= 1 << (r & 63)
	}
	return s
}

// Has says whether the set holds a row.
func (s Rows) Has(r news.Row) bool {
	word := int(r >> 6)
	return r >= 0 && word < len(s.bits) && s.bits[word]&(1<<(r&63)) != 0
}
