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

// positions reads where any of the terms stands in the given documents.
func (m *matcher) positions(field int, terms []string, docs *roaring.Bitmap) (map[uint32][]uint32, error) {
	out := make(map[uint32][]uint32, docs.GetCardinality())
	for _, term := range terms {
		list, err := m.part().postings(textNames[field], term)
		if err != nil {
			return nil, err
		}
		it := list.Iterator(true, true, true, nil)
		restrict(it, docs)
		for n := 0; ; n++ {
			if n%1024 == 1023 && m.ctx.Err() != nil {
				return nil, m.ctx.Err()
			}
			posting, err := it.Next()
			if err != nil {
				return nil, fmt.Errorf("read positions: %w", err)
			}
			if posting == nil {
				break
			}
			doc := uint32(posting.Number())
			at := out[doc]
			for _, l := range posting.Locations() {
				at = append(at, uint32(l.Pos()))
			}
			if len(terms) > 1 {
				slices.Sort(at)
			}
			out[doc] = at
		}
	}
	return out, nil
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

// inField gives for each document that has the steps in a row in a field where
// that row begins and ends.
func (m *matcher) inField(field int, steps []step, slop int, docs *roaring.Bitmap) (map[uint32][]row, error) {
	read := make([]map[uint32][]uint32, len(steps))
	for i, s := range steps {
		var err error
		if read[i], err = m.positions(field, s.terms, docs); err != nil {
			return nil, err
		}
	}
	out := map[uint32][]row{}
	for doc, starts := range read[0] {
		for _, start := range starts {
			if end, ok := follow(read, doc, start, steps, slop); ok {
				out[doc] = append(out[doc], row{start, end})
			}
		}
	}
	return out, nil
}

type row struct{ start, end uint32 }

// follow goes from the first word of a row to the last. Without slop each
// stands exactly where the phrase has it; with slop the next one of each kind
// is taken, which gives the shortest row from that start.
func follow(read []map[uint32][]uint32, doc, start uint32, steps []step, slop int) (uint32, bool) {
	at := start
	for i := 1; i < len(steps); i++ {
		positions := read[i][doc]
		if slop == 0 {
			if _, ok := slices.BinarySearch(positions, start+uint32(steps[i].offset)); !ok {
				return 0, false
			}
			continue
		}
		next, _ := slices.BinarySearch(positions, at+1)
		if next == len(positions) {
			return 0, false
		}
		at = positions[next]
	}
	length := uint32(steps[len(steps)-1].offset)
	if slop == 0 {
		return start + length, true
	}
	return at, at-start <= length+uint32(slop)
}

func (m *matcher) phrase(p *planPhrase) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, field := range p.fields {
		docs, err := m.candidates(field, p.steps)
		if err != nil {
			return nil, err
		}
		if docs.IsEmpty() {
			continue
		}
		rows, err := m.inField(field, p.steps, p.slop, docs)
		if err != nil {
			return nil, err
		}
		for doc := range rows {
			out.Add(doc)
		}
	}
	return out, nil
}

func (m *matcher) near(p *planNear) (*roaring.Bitmap, error) {
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
		rows := make([]map[uint32][]row, len(p.rows))
		for i, steps := range p.rows {
			if rows[i], err = m.inField(field, steps, 0, docs); err != nil {
				return nil, err
			}
		}
		for doc := range rows[0] {
			if within(rows, doc, p.distance) {
				out.Add(doc)
			}
		}
	}
	return out, nil
}

// within says whether one of each kind of row stands with less than distance
// words from the end of the first to the start of the last: it goes over all of
// them in order and keeps the last of each kind.
func within(rows []map[uint32][]row, doc uint32, distance int) bool {
	type event struct {
		row
		kind int
	}
	var all []event
	for kind, found := range rows {
		if len(found[doc]) == 0 {
			return false
		}
		for _, r := range found[doc] {
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
