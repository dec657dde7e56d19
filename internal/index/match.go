package index

import (
	"context"
	"sort"
	"time"

	"broadsheet/internal/news"

	"github.com/RoaringBitmap/roaring/v2"
)

// matcher finds the documents of a plan in one segment after the other. What
// it gives is not to be changed: it may be part of the segment.
type matcher struct {
	ctx  context.Context
	view *view
	zone *time.Location
	at   int // the segment
}

func (m *matcher) part() *part { return m.view.segments[m.at] }

func (m *matcher) match(p plan) (*roaring.Bitmap, error) {
	if err := m.ctx.Err(); err != nil {
		return nil, err
	}
	switch p := p.(type) {
	case planAll:
		return m.part().all(), nil
	case *planAnd:
		return m.and(p)
	case *planOr:
		return m.or(p.parts)
	case *planNot:
		b, err := m.match(p.part)
		if err != nil {
			return nil, err
		}
		return roaring.AndNot(m.part().all(), b), nil
	case *planTerms:
		return m.word(p)
	case *planSpread:
		b, err := m.spread(p)
		return m.keep(&p.ranking, b), err
	case *planPhrase:
		b, err := m.phrase(p)
		return m.keep(&p.ranking, b), err
	case *planNear:
		b, err := m.near(p)
		return m.keep(&p.ranking, b), err
	case *planKeyword:
		return m.keyword(p)
	case *planDate:
		return m.dates(p)
	case *planSet:
		return m.set(p)
	case *planYears:
		return m.years(p)
	}
	return empty, nil
}

// keep notes the documents of a leaf for ranking.
func (m *matcher) keep(r *ranking, b *roaring.Bitmap) *roaring.Bitmap {
	r.found.keep(m.at, b)
	return b
}

// word finds a word by its stems and its surface forms, and keeps apart what
// has a stem: that ranks it.
func (m *matcher) word(p *planTerms) (*roaring.Bitmap, error) {
	stemmed, err := m.terms(p.fields, p.stems)
	if err != nil {
		return nil, err
	}
	p.stemmed.keep(m.at, stemmed)
	found := stemmed
	if !p.surfacesAreStems() {
		plain, err := m.terms(p.fields, p.surfaces)
		if err != nil {
			return nil, err
		}
		found = union([]*roaring.Bitmap{stemmed, plain})
	}
	return m.keep(&p.ranking, found), nil
}

func (m *matcher) terms(fields []int, terms []string) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	for _, f := range fields {
		for _, t := range terms {
			b, err := m.part().docs(textNames[f], t)
			if err != nil {
				return nil, err
			}
			if !b.IsEmpty() {
				found = append(found, b)
			}
		}
	}
	return union(found), nil
}

func union(found []*roaring.Bitmap) *roaring.Bitmap {
	only := empty
	for i, b := range found {
		switch {
		case b.IsEmpty():
		case only.IsEmpty():
			only = b
		default:
			return roaring.FastOr(append([]*roaring.Bitmap{only}, found[i:]...)...)
		}
	}
	return only
}

func (m *matcher) spread(p *planSpread) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	for _, f := range p.fields {
		b, err := m.spreadField(p, f)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return union(found), nil
}

func (m *matcher) spreadField(p *planSpread, field int) (*roaring.Bitmap, error) {
	if p.prefix != "" {
		return m.part().begins(m.ctx, textNames[field], p.prefix)
	}
	return m.terms([]int{field}, p.terms)
}

// and intersects, the smallest first.
func (m *matcher) and(p *planAnd) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	var negative []*roaring.Bitmap
	for _, part := range p.parts {
		if not, ok := part.(*planNot); ok {
			b, err := m.match(not.part)
			if err != nil {
				return nil, err
			}
			negative = append(negative, b)
			continue
		}
		b, err := m.match(part)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	for _, stop := range p.stops { // so that ranking knows them
		if _, err := m.match(stop); err != nil {
			return nil, err
		}
	}
	words, err := m.enough(p)
	if err != nil {
		return nil, err
	}
	found = append(found, words...)
	out := m.part().all()
	if len(found) > 0 {
		sort.Slice(found, func(i, j int) bool { return found[i].GetCardinality() < found[j].GetCardinality() })
		out = found[0]
		for _, b := range found[1:] {
			out = roaring.And(out, b)
		}
	}
	for _, b := range negative {
		out = roaring.AndNot(out, b)
	}
	return out, nil
}

// enough gives what must be intersected for the words that are wanted.
func (m *matcher) enough(p *planAnd) ([]*roaring.Bitmap, error) {
	found := make([]*roaring.Bitmap, len(p.words))
	for i, w := range p.words {
		var err error
		if found[i], err = m.match(w); err != nil {
			return nil, err
		}
	}
	switch {
	case p.want == wantAll || len(found) == 0:
		return found, nil
	case p.want == wantAny:
		return []*roaring.Bitmap{union(found)}, nil
	}
	weights := make([]float32, m.part().size)
	for i, b := range found {
		each(b, func(doc uint32) { weights[doc] += p.weights[i] })
	}
	return []*roaring.Bitmap{m.where(func(doc int) bool { return weights[doc] >= p.need })}, nil
}

// where gives the documents, deleted ones too, for which a test holds.
func (m *matcher) where(test func(doc int) bool) *roaring.Bitmap {
	size := m.part().size
	bits := make([]uint64, (size+63)/64)
	for doc := range size {
		if test(doc) {
			bits[doc/64] |= 1 << (doc % 64)
		}
	}
	return roaring.FromDense(bits, false)
}

func (m *matcher) or(parts []plan) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	for _, part := range parts {
		b, err := m.match(part)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return union(found), nil
}

func (m *matcher) keyword(p *planKeyword) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	for _, t := range p.terms {
		b, err := m.part().docs(p.field, t)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return union(found), nil
}

// live takes deleted documents out of what was found in columns.
func (m *matcher) live(b *roaring.Bitmap) *roaring.Bitmap {
	if deleted := m.part().Deleted(); deleted != nil {
		return roaring.AndNot(b, deleted)
	}
	return b
}

func (m *matcher) dates(p *planDate) (*roaring.Bitmap, error) {
	col, err := m.part().dates()
	if err != nil {
		return nil, err
	}
	return m.live(col.between(max(p.from, undated+1), p.until)), nil
}

func (m *matcher) years(p *planYears) (*roaring.Bitmap, error) {
	var found []*roaring.Bitmap
	for _, year := range p.years {
		from := time.Date(year, 1, 1, 0, 0, 0, 0, m.zone)
		b, err := m.dates(&planDate{from.Unix(), from.AddDate(1, 0, 0).Unix()})
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return union(found), nil
}

func (m *matcher) set(p *planSet) (*roaring.Bitmap, error) {
	col, err := m.part().rows()
	if err != nil {
		return nil, err
	}
	return m.live(m.where(func(doc int) bool {
		switch id := col.id(uint32(doc)); id.Thing {
		case news.ThingCaption:
			article, _ := news.CaptionOf(id.Row)
			return p.articles.Has(article)
		case news.ThingComment:
			return p.comments.Has(id.Row)
		case news.ThingNote:
			return p.notes.Has(id.Row)
		default:
			return p.articles.Has(id.Row)
		}
	})), nil
}
