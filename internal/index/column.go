package index

import (
	"fmt"
	"math"
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
	sums   sync.Pool // of *sums, left zero
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
	unions     map[string]*roaring.Bitmap // of the terms with a beginning
	unpacked   map[[2]string]*unpacked    // by field and term; nil: asked for once
	// unpackedSize is the room that unpacked takes.
	unpackedSize int
}

// unionsKept bounds the memory of unions; a full table is emptied.
const unionsKept = 64

func (c *cache) of(ids []uint64) []*segmentCache {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := make(map[uint64]*segmentCache, len(ids))
	out := make([]*segmentCache, len(ids))
	for i, id := range ids {
		s := c.byID[id]
		if s == nil {
			s = &segmentCache{columns: map[string]*column{}, unions: map[string]*roaring.Bitmap{}, unpacked: map[[2]string]*unpacked{}}
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

// column holds the values of a field by document. values of document d stand
// at ords[d] where no document has more than one (offsets is nil; none means
// without), else at ords[offsets[d]:offsets[d+1]].
type column struct {
	terms   []string
	offsets []uint32
	ords    []uint32
	totals  []int64 // documents of each term, deleted ones too
}

// count adds the values of documents to counts, where number gives the place of
// a term. Of most of a segment it is cheaper to count what is not among them.
func (c *column) count(docs *roaring.Bitmap, size int, number []uint32, counts []int64) {
	n := int(docs.GetCardinality())
	if n <= size/2 {
		c.add(docs, number, counts, 1)
		return
	}
	for ord, total := range c.totals {
		counts[number[ord]] += total
	}
	if n < size {
		c.add(roaring.Flip(docs, 0, uint64(size)), number, counts, -1)
	}
}

func (c *column) add(docs *roaring.Bitmap, number []uint32, counts []int64, by int64) {
	if c.offsets == nil {
		each(docs, func(doc uint32) {
			if ord := c.ords[doc]; ord != none {
				counts[number[ord]] += by
			}
		})
		return
	}
	each(docs, func(doc uint32) {
		for _, ord := range c.ords[c.offsets[doc]:c.offsets[doc+1]] {
			counts[number[ord]] += by
		}
	})
}

const none = math.MaxUint32

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
	col := &column{}
	var docs, ords []uint32
	err := p.eachTerm(field, func(term string, b *roaring.Bitmap) {
		ord := uint32(len(col.terms))
		col.terms = append(col.terms, term)
		col.totals = append(col.totals, int64(b.GetCardinality()))
		for it := b.Iterator(); it.HasNext(); {
			docs, ords = append(docs, it.Next()), append(ords, ord)
		}
	})
	if err != nil {
		return nil, err
	}
	single := make([]uint32, p.size)
	for i := range single {
		single[i] = none
	}
	multiple := false
	for i, d := range docs {
		if single[d] != none {
			multiple = true
			break
		}
		single[d] = ords[i]
	}
	if !multiple {
		col.ords = single
		return col, nil
	}
	col.offsets = make([]uint32, p.size+1)
	for _, d := range docs {
		col.offsets[d+1]++
	}
	for d := range p.size {
		col.offsets[d+1] += col.offsets[d]
	}
	col.ords = make([]uint32, len(ords))
	next := append([]uint32(nil), col.offsets...)
	for i, d := range docs {
		col.ords[next[d]] = ords[i]
		next[d]++
	}
	return col, nil
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
