package index

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// candidates gives the documents that hold all steps in one field.
func (m *matcher) candidates(field int, steps []step) (*roaring.Bitmap, error) {
	var out *roaring.Bitmap
	for _, s := range steps {
		b, err := m.terms([]int{field}, s.terms)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = b
		} else {
			out = roaring.And(out, b)
		}
		if out.IsEmpty() {
			return empty, nil
		}
	}
	return out, nil
}

// positions reads where the terms of a step stand, one document after the
// other.
type positions struct {
	lists   []segment.PostingsIterator
	current []segment.Posting // of each list; nil at its end
	buf     []uint32
}

func (m *matcher) positions(field int, terms []string, docs *roaring.Bitmap) (*positions, error) {
	p := &positions{}
	for _, term := range terms {
		list, err := m.part().postings(textNames[field], term)
		if err != nil {
			return nil, err
		}
		it := list.Iterator(true, true, true, nil)
		restrict(it, docs)
		first, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("read positions: %w", err)
		}
		p.lists, p.current = append(p.lists, it), append(p.current, first)
	}
	return p, nil
}

// in gives the positions in a document, in order; documents must be asked for
// in order. The answer is good until the next call.
func (p *positions) in(doc uint32) ([]uint32, error) {
	p.buf = p.buf[:0]
	for i, posting := range p.current {
		if posting != nil && posting.Number() < uint64(doc) {
			var err error
			if posting, err = p.lists[i].Advance(uint64(doc)); err != nil {
				return nil, fmt.Errorf("read positions: %w", err)
			}
			p.current[i] = posting
		}
		if posting == nil || posting.Number() != uint64(doc) {
			continue
		}
		for _, l := range posting.Locations() {
			p.buf = append(p.buf, uint32(l.Pos()))
		}
	}
	if len(p.lists) > 1 {
		slices.Sort(p.buf)
	}
	return p.buf, nil
}

// restrict makes an iterator visit the given documents only.
func restrict(it segment.PostingsIterator, docs *roaring.Bitmap) {
	o, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		return
	}
	if have := o.ActualBitmap(); have != nil {
		if both := roaring.And(have, docs); both.GetCardinality() < have.GetCardinality() {
			o.ReplaceActual(both)
		}
	}
}

// rowReader reads where the steps of a phrase stand in a row in one field.
type rowReader struct {
	steps []step
	slop  int
	read  []*positions
	at    [][]uint32
	found []row
}

type row struct{ start, end uint32 }

func (m *matcher) rowReader(field int, steps []step, slop int, docs *roaring.Bitmap) (*rowReader, error) {
	r := &rowReader{steps: steps, slop: slop, at: make([][]uint32, len(steps))}
	for _, s := range steps {
		p, err := m.positions(field, s.terms, docs)
		if err != nil {
			return nil, err
		}
		r.read = append(r.read, p)
	}
	return r, nil
}

// in gives the rows in a document, at most so many, in order. It is good until
// the next call.
func (r *rowReader) in(doc uint32, most int) ([]row, error) {
	for i, p := range r.read {
		var err error
		if r.at[i], err = p.in(doc); err != nil {
			return nil, err
		}
		if len(r.at[i]) == 0 {
			return nil, nil
		}
	}
	r.found = r.found[:0]
	for _, start := range r.at[0] {
		if end, ok := r.follow(start); ok {
			if r.found = append(r.found, row{start, end}); len(r.found) == most {
				break
			}
		}
	}
	return r.found, nil
}

// follow goes from the first word of a row to the last. Without slop each
// stands exactly where the phrase has it; with slop the next one of each kind
// is taken, which gives the shortest row from that start.
func (r *rowReader) follow(start uint32) (uint32, bool) {
	at := start
	for i := 1; i < len(r.steps); i++ {
		if r.slop == 0 {
			if _, ok := slices.BinarySearch(r.at[i], start+uint32(r.steps[i].offset)); !ok {
				return 0, false
			}
			continue
		}
		next, _ := slices.BinarySearch(r.at[i], at+1)
		if next == len(r.at[i]) {
			return 0, false
		}
		at = r.at[i][next]
	}
	length := uint32(r.steps[len(r.steps)-1].offset)
	if r.slop == 0 {
		return start + length, true
	}
	return at, at-start <= length+uint32(r.slop)
}

const (
	lookEvery = 1024 // documents between two looks at the time
	allRows   = -1
)

func (m *matcher) phrase(p *planPhrase) (*roaring.Bitmap, error) {
	key := fmt.Sprintf("phrase %v %#v within %d %s", p.fields, p.steps, p.slop, m.deletions())
	return m.part().keep(key, func() (*roaring.Bitmap, error) { return m.findPhrase(p) })
}

// deletions tells states of a segment apart: documents in it are only deleted.
func (m *matcher) deletions() string {
	deleted := m.part().Deleted()
	if deleted == nil {
		return "whole"
	}
	return fmt.Sprintf("without %d", deleted.GetCardinality())
}

func (m *matcher) findPhrase(p *planPhrase) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, field := range p.fields {
		docs, err := m.candidates(field, p.steps)
		if err != nil {
			return nil, err
		}
		if docs.IsEmpty() {
			continue
		}
		reader, err := m.rowReader(field, p.steps, p.slop, docs)
		if err != nil {
			return nil, err
		}
		err = m.filter(docs, out, func(doc uint32) (bool, error) {
			rows, err := reader.in(doc, 1)
			return len(rows) > 0, err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// filter adds to out the documents for which a test holds.
func (m *matcher) filter(docs, out *roaring.Bitmap, test func(doc uint32) (bool, error)) error {
	n := 0
	for it := docs.Iterator(); it.HasNext(); {
		if n++; n%lookEvery == 0 && m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		doc := it.Next()
		ok, err := test(doc)
		if err != nil {
			return err
		}
		if ok {
			out.Add(doc)
		}
	}
	return nil
}

func (m *matcher) near(p *planNear) (*roaring.Bitmap, error) {
	key := fmt.Sprintf("near %v %#v within %d %s", p.fields, p.rows, p.distance, m.deletions())
	return m.part().keep(key, func() (*roaring.Bitmap, error) { return m.findNear(p) })
}

func (m *matcher) findNear(p *planNear) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, field := range p.fields {
		var all []step
		for _, steps := range p.rows {
			all = append(all, steps...)
		}
		docs, err := m.candidates(field, all)
		if err != nil {
			return nil, err
		}
		if docs.IsEmpty() {
			continue
		}
		readers := make([]*rowReader, len(p.rows))
		for i, steps := range p.rows {
			if readers[i], err = m.rowReader(field, steps, 0, docs); err != nil {
				return nil, err
			}
		}
		rows := make([][]row, len(readers))
		err = m.filter(docs, out, func(doc uint32) (bool, error) {
			for i, r := range readers {
				if rows[i], err = r.in(doc, allRows); err != nil || len(rows[i]) == 0 {
					return false, err
				}
			}
			return within(rows, p.distance), nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// within says whether one of each kind of row stands with less than distance
// words from the end of the first to the start of the last: it goes over all of
// them in order and keeps the last of each kind.
func within(rows [][]row, distance int) bool {
	type event struct {
		row
		kind int
	}
	var all []event
	for kind, found := range rows {
		for _, r := range found {
			all = append(all, event{r, kind})
		}
	}
	slices.SortFunc(all, func(a, b event) int { return int(a.start) - int(b.start) })
	last := make([]*row, len(rows))
	for i := range all {
		last[all[i].kind] = &all[i].row
		if first, ok := oldest(last); ok && int(all[i].start)-int(first.end) <= distance {
			return true
		}
	}
	return false
}

// oldest gives the row that ends first, once there is one of each kind.
func oldest(last []*row) (row, bool) {
	var first *row
	for _, r := range last {
		if r == nil {
			return row{}, false
		}
		if first == nil || r.end < first.end {
			first = r
		}
	}
	return *first, true
}
