package index

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/news"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// cache keeps what is derived from segments. Segments never change, so that
// their number is the key; what is gone from the index goes from here.
type cache struct {
	mu     sync.Mutex
	byID   map[uint64]*segmentCache
	fields map[string]*vocabulary
	// published is of the newest state that was asked; nil: none was.
	published *published
	sums      sync.Pool // of *sums, left zero
}

// segmentCache holds the columns of a segment: the keywords turned the other
// way round, from documents to values. Each is made when it is first asked for.
type segmentCache struct {
	mu      sync.Mutex
	columns map[string]*column
	rows    *rowColumn
	dates   *dateColumn
	months  *column
	// monthsZone names the zone of months.
	monthsZone string
	found      map[string]*roaring.Bitmap // what keep found
	foundBytes uint64
	unpacked   map[[2]string]*unpacked // by field and term; nil: asked for once
	// unpackedSize is the room that unpacked takes.
	unpackedSize int
}

// The memory of found, in bytes for each document of a segment and in the
// smallest; a full table is emptied.
const (
	foundRoom  = 8
	foundLeast = 256 << 10
)

func (c *cache) of(ids []uint64) []*segmentCache {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := make(map[uint64]*segmentCache, len(ids))
	out := make([]*segmentCache, len(ids))
	for i, id := range ids {
		s := c.byID[id]
		if s == nil {
			s = &segmentCache{columns: map[string]*column{}, found: map[string]*roaring.Bitmap{}, unpacked: map[[2]string]*unpacked{}}
		}
		next[id], out[i] = s, s
	}
	c.byID = next
	return out
}

func (c *cache) drop() {
	c.mu.Lock()
	c.byID, c.fields = nil, nil
	c.mu.Unlock()
}

// vocabulary numbers the terms of a keyword field through all segments, so
// that counting needs no look at the terms themselves.
type vocabulary struct {
	segments []*segmentCache // for which it was made
	columns  []*column
	terms    []string
	numbers  [][]uint32 // by segment and number there
}

func (v *view) vocabulary(field string) (*vocabulary, error) {
	return v.numbered(field, func(p *part) (*column, error) { return p.column(field) })
}

// months numbers the months of a time zone, in no order.
func (v *view) months(zone *time.Location) (*vocabulary, error) {
	return v.numbered("month "+zone.String(), func(p *part) (*column, error) { return p.monthsIn(zone) })
}

// numbered gives the vocabulary of that name, made of a column of each segment.
func (v *view) numbered(name string, columnOf func(*part) (*column, error)) (*vocabulary, error) {
	segments := make([]*segmentCache, len(v.segments))
	for i, p := range v.segments {
		segments[i] = p.cached
	}
	v.cache.mu.Lock()
	have := v.cache.fields[name]
	v.cache.mu.Unlock()
	if have != nil && slices.Equal(have.segments, segments) {
		return have, nil
	}
	made := &vocabulary{segments: segments}
	known := map[string]uint32{}
	for _, p := range v.segments {
		col, err := columnOf(p)
		if err != nil {
			return nil, err
		}
		own := make([]uint32, len(col.terms))
		for i, t := range col.terms {
			n, ok := known[t]
			if !ok {
				n = uint32(len(made.terms))
				known[t] = n
				made.terms = append(made.terms, t)
			}
			own[i] = n
		}
		made.columns, made.numbers = append(made.columns, col), append(made.numbers, own)
	}
	v.cache.mu.Lock()
	if v.cache.fields == nil {
		v.cache.fields = map[string]*vocabulary{}
	}
	v.cache.fields[name] = made
	v.cache.mu.Unlock()
	return made, nil
}

// column holds the values of a field by document, as numbers of terms: planes[i]
// has the i-th value of each document, or len(terms) where it has none, so that
// counting branches nowhere. Values beyond the planes, of the few documents that
// have many, are in rest.
type column struct {
	terms  []string
	totals []int64 // documents of each term, deleted ones too
	planes [][]uint32
	rest   []value // in the order of documents
}

// value is a value of a document.
type value struct{ doc, ord uint32 }

// planeFrom is how many documents of a segment have a value more where that is
// worth a plane: one in so many.
const planeFrom = 4

// newColumn makes the column of terms, whose values come in any order.
func newColumn(size int, terms []string, totals []int64, values []value) *column {
	c := &column{terms: terms, totals: totals}
	held := make([]uint32, size) // values of each document
	for _, v := range values {
		held[v.doc]++
	}
	for {
		more := 0
		for _, n := range held {
			if int(n) > len(c.planes) {
				more++
			}
		}
		if len(c.planes) > 0 && more < (size+planeFrom-1)/planeFrom {
			break
		}
		plane := make([]uint32, size)
		for i := range plane {
			plane[i] = uint32(len(terms))
		}
		if c.planes = append(c.planes, plane); more == 0 {
			break
		}
	}
	clear(held)
	for _, v := range values {
		if i := held[v.doc]; int(i) < len(c.planes) {
			c.planes[i][v.doc] = v.ord
			held[v.doc]++
		} else {
			c.rest = append(c.rest, v)
		}
	}
	slices.SortFunc(c.rest, func(a, b value) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.ord, b.ord)) })
	return c
}

// tallied is a column whose values are counted.
type tallied struct {
	*column
	number []uint32 // of its terms in counts
	counts []int64
}

// count adds the values of documents to the counts of columns. Of most of a
// segment it is cheaper to count what is not among them.
func count(columns []tallied, docs *roaring.Bitmap, size int) {
	n := int(docs.GetCardinality())
	if n <= size/2 {
		add(columns, docs, 1)
		return
	}
	for _, c := range columns {
		for ord, total := range c.totals {
			c.counts[c.number[ord]] += total
		}
	}
	if n < size {
		add(columns, roaring.Flip(docs, 0, uint64(size)), -1)
	}
}

func add(columns []tallied, docs *roaring.Bitmap, by int64) {
	own, at := make([][]int32, len(columns)), make([]int, len(columns))
	for i, c := range columns {
		own[i] = make([]int32, len(c.terms)+1)
	}
	for batch := range batches(docs) {
		for i, c := range columns {
			for _, plane := range c.planes {
				tallyPlane(own[i], batch, plane)
			}
			if at[i] < len(c.rest) {
				at[i] = c.tallyRest(own[i], batch, at[i])
			}
		}
	}
	for i, c := range columns {
		for ord, number := range c.number {
			c.counts[number] += by * int64(own[i][ord])
		}
	}
}

func tallyPlane(counts []int32, docs, plane []uint32) {
	for _, doc := range docs {
		counts[plane[doc]]++
	}
}

// tallyRest counts what is beyond the planes from a place on, and gives the place
// behind the last document.
func (c *column) tallyRest(counts []int32, docs []uint32, at int) int {
	skipped, _ := slices.BinarySearchFunc(c.rest[at:], docs[0], func(v value, doc uint32) int { return cmp.Compare(v.doc, doc) })
	at += skipped
	for _, doc := range docs {
		for at < len(c.rest) && c.rest[at].doc < doc {
			at++
		}
		for at < len(c.rest) && c.rest[at].doc == doc {
			counts[c.rest[at].ord]++
			at++
		}
	}
	return at
}

func (p *part) column(field string) (*column, error) {
	c := p.cached
	c.mu.Lock()
	defer c.mu.Unlock()
	if col := c.columns[field]; col != nil {
		return col, nil
	}
	col, err := p.loadColumn(field)
	if err != nil {
		return nil, err
	}
	c.columns[field] = col
	return col, nil
}

func (p *part) loadColumn(field string) (*column, error) {
	var terms []string
	var totals []int64
	var values []value
	err := p.eachTerm(field, func(term string, b *roaring.Bitmap) {
		ord := uint32(len(terms))
		terms, totals = append(terms, term), append(totals, int64(b.GetCardinality()))
		for docs := range batches(b) {
			for _, doc := range docs {
				values = append(values, value{doc, ord})
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return newColumn(p.size, terms, totals, values), nil
}

// eachTerm goes over all terms of a field with their documents, deleted ones
// too: what is cached must not depend on what is deleted later.
func (p *part) eachTerm(field string, visit func(term string, docs *roaring.Bitmap)) error {
	return p.eachTermIn(field, nil, nil, func(d segment.TermDictionary, term string) error {
		list, err := d.PostingsList([]byte(term), nil, nil)
		if err != nil {
			return fmt.Errorf("open postings: %w", err)
		}
		visit(term, bitmapOf(list.Iterator(false, false, false, nil)))
		return nil
	})
}

// eachTermIn goes over the terms from a first to before a last one.
func (p *part) eachTermIn(field string, from, before []byte, visit func(segment.TermDictionary, string) error) error {
	d, err := p.dict(field)
	if err != nil {
		return err
	}
	it := termsOf(d, nil, from, before)
	for {
		entry, err := it.Next()
		if err != nil {
			return fmt.Errorf("read dictionary: %w", err)
		}
		if entry == nil {
			return nil
		}
		if err := visit(d, entry.Term); err != nil {
			return err
		}
	}
}

// termsOf iterates without counting what each term holds, where the segment
// can do that.
func termsOf(d segment.TermDictionary, a segment.Automaton, from, before []byte) segment.DictionaryIterator {
	type counts interface {
		AutomatonIteratorOmitCount(a segment.Automaton, from, before []byte) segment.DictionaryIterator
	}
	if c, ok := d.(counts); ok {
		return c.AutomatonIteratorOmitCount(a, from, before)
	}
	return d.AutomatonIterator(a, from, before)
}

// rowColumn gives the rows of documents, and their things unless all are one.
type rowColumn struct {
	rows   []news.Row
	only   news.Thing
	things []news.Thing
}

// id gives what a document is.
func (c *rowColumn) id(doc uint32) ID {
	if c.things == nil {
		return ID{c.only, c.rows[doc]}
	}
	return ID{c.things[doc], c.rows[doc]}
}

func (p *part) rows() (*rowColumn, error) {
	c := p.cached
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rows != nil {
		return c.rows, nil
	}
	col := &rowColumn{rows: make([]news.Row, p.size)}
	things := make([]news.Thing, p.size)
	err := p.eachTerm(nameID, func(term string, b *roaring.Bitmap) {
		id, ok := parseID([]byte(term))
		if !ok || b.IsEmpty() {
			return
		}
		doc := b.Minimum()
		col.rows[doc], things[doc] = id.Row, id.Thing
	})
	if err != nil {
		return nil, err
	}
	if p.size > 0 {
		col.only = things[0]
	}
	for _, t := range things {
		if t != col.only {
			col.only, col.things = 0, things
			break
		}
	}
	c.rows = col
	return col, nil
}
