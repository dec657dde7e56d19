package index

import (
	"sort"
	"time"

	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// dateColumn gives the Unix seconds of documents, and the documents by date.
type dateColumn struct {
	seconds []int64
	order   []uint32 // dated ones, oldest first; deleted ones too
	newest  int64
}

const undated = query.Undated

func (p *part) dates() (*dateColumn, error) {
	c := p.cached
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dates != nil {
		return c.dates, nil
	}
	col := &dateColumn{seconds: make([]int64, p.size), order: make([]uint32, 0, p.size), newest: undated}
	for i := range col.seconds {
		col.seconds[i] = undated
	}
	// Terms come in the order of dates.
	err := p.eachTerm(nameDate, func(term string, b *roaring.Bitmap) {
		at := dateOf(term)
		col.newest = max(col.newest, at)
		each(b, func(doc uint32) {
			col.seconds[doc] = at
			col.order = append(col.order, doc)
		})
	})
	if err != nil {
		return nil, err
	}
	c.dates = col
	return col, nil
}

// before counts the documents that are older than a moment.
func (c *dateColumn) before(at int64) int {
	return sort.Search(len(c.order), func(i int) bool { return c.seconds[c.order[i]] >= at })
}

// between gives the documents from a moment to before another.
func (c *dateColumn) between(from, until int64) *roaring.Bitmap {
	first, last := c.before(from), c.before(until)
	if first >= last {
		return empty
	}
	bits := make([]uint64, (len(c.seconds)+63)/64)
	for _, doc := range c.order[first:last] {
		bits[doc/64] |= 1 << (doc % 64)
	}
	return roaring.FromDense(bits, false)
}

// walk visits wanted documents in the order of their dates from a moment on,
// undated ones last, until visit says that it has enough. It looks at every
// dated document on its way, so few of many are better collected and sorted.
func (c *dateColumn) walk(wanted *roaring.Bitmap, newestFirst bool, from int64, visit func(doc uint32, at int64) bool) {
	dated := c.order
	switch {
	case from == undated:
		dated = nil
	case !newestFirst:
		dated = c.order[c.before(from):]
	case from < c.newest:
		dated = c.order[:c.before(from+1)]
	}
	for i := range dated {
		doc := dated[i]
		if newestFirst {
			doc = dated[len(dated)-1-i]
		}
		if wanted.Contains(doc) && !visit(doc, c.seconds[doc]) {
			return
		}
	}
	if len(c.order) == len(c.seconds) {
		return
	}
	for it := wanted.Iterator(); it.HasNext(); {
		if doc := it.Next(); c.seconds[doc] == undated && !visit(doc, undated) {
			return
		}
	}
}

// monthsIn is the column of months, as 2011-03, in a time zone. A segment keeps
// that of one zone: a library has one.
func (p *part) monthsIn(zone *time.Location) (*column, error) {
	dates, err := p.dates()
	if err != nil {
		return nil, err
	}
	c := p.cached
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.months != nil && c.monthsZone == zone.String() {
		return c.months, nil
	}
	var terms []string
	var totals []int64
	values := make([]value, 0, len(dates.order))
	until := int64(undated)
	for _, doc := range dates.order {
		if at := dates.seconds[doc]; at >= until {
			day := time.Unix(at, 0).In(zone)
			until = time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, zone).Unix()
			terms, totals = append(terms, day.Format(query.MonthForm)), append(totals, 0)
		}
		ord := len(terms) - 1
		values = append(values, value{doc, uint32(ord)})
		totals[ord]++
	}
	c.months, c.monthsZone = newColumn(p.size, terms, totals, values), zone.String()
	return c.months, nil
}
