package index

import (
	"fmt"
	"slices"

	"broadsheet/internal/news"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// view is the index as it stood at one moment. It pins files, so it lives no
// longer than a search. Bitmaps that it gives are views of mapped memory: they
// are not changed and do not outlive it.
type view struct {
	snapshot *scorch.IndexSnapshot
	segments []*part
	count    int64 // things of all kinds
	cache    *cache
	automata *automata
}

// part is a segment of a view.
type part struct {
	*scorch.SegmentSnapshot
	size   int // documents, deleted ones too
	cached *segmentCache
	dicts  map[string]segment.TermDictionary
	live   *roaring.Bitmap
	only   *roaring.Bitmap // the articles, once parted; nil: there is nothing else
	parted bool
	except *roaring.Bitmap // of a view that is narrowed: what it does not see
	// terms are the lists of such a view that were read already: many searches ask
	// for the same words. nil: they are not kept.
	terms map[fieldTerm]*roaring.Bitmap
}

// Deleted gives the documents that are not to be seen; nil: there are none.
func (p *part) Deleted() *roaring.Bitmap {
	if p.except != nil {
		return p.except
	}
	return p.SegmentSnapshot.Deleted()
}

// fieldTerm is a word of a field.
type fieldTerm struct{ field, text string }

// snapshot gives scorch's present state; the caller closes it.
func (x *Index) snapshot() (*scorch.IndexSnapshot, error) {
	reader, err := x.scorch.Reader()
	if err != nil {
		return nil, err
	}
	s, ok := reader.(*scorch.IndexSnapshot)
	if !ok || s == nil {
		return nil, errClosed
	}
	return s, nil
}

func (x *Index) view() (*view, error) {
	s, err := x.snapshot()
	if err != nil {
		return nil, err
	}
	v := &view{snapshot: s, cache: &x.cache, automata: &x.automata}
	n, err := s.DocCount()
	if err != nil {
		_ = s.Close()
		return nil, fmt.Errorf("count things: %w", err)
	}
	v.count = int64(n)
	ids := make([]uint64, 0, len(s.Segments()))
	for _, seg := range s.Segments() {
		v.segments = append(v.segments, &part{
			SegmentSnapshot: seg,
			size:            int(seg.Segment().Count()),
			dicts:           map[string]segment.TermDictionary{},
		})
		ids = append(ids, seg.Id())
	}
	for i, c := range x.cache.of(ids) {
		v.segments[i].cached = c
	}
	return v, nil
}

func (v *view) close() { _ = v.snapshot.Close() }

func (p *part) dict(field string) (segment.TermDictionary, error) {
	d := p.dicts[field]
	if d == nil {
		var err error
		if d, err = p.Segment().Dictionary(field); err != nil {
			return nil, fmt.Errorf("open dictionary: %w", err)
		}
		p.dicts[field] = d
	}
	return d, nil
}

// postings opens the list of a term, without deleted documents.
func (p *part) postings(field, term string) (segment.PostingsList, error) {
	d, err := p.dict(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList([]byte(term), p.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("open postings: %w", err)
	}
	return list, nil
}

// empty is the bitmap of nothing; like all bitmaps of a view it is not changed.
var empty = roaring.New()

// docs gives the documents that hold a term.
func (p *part) docs(field, text string) (*roaring.Bitmap, error) {
	if b, ok := p.terms[fieldTerm{field, text}]; ok {
		return b, nil
	}
	list, err := p.postings(field, text)
	if err != nil {
		return nil, err
	}
	b := bitmapOf(list.Iterator(false, false, false, nil))
	if p.terms != nil {
		p.terms[fieldTerm{field, text}] = b
	}
	return b, nil
}

func bitmapOf(it segment.PostingsIterator) *roaring.Bitmap {
	if o, ok := it.(segment.OptimizablePostingsIterator); ok {
		if doc, ok := o.DocNum1Hit(); ok {
			return roaring.BitmapOf(uint32(doc))
		}
		if b := o.ActualBitmap(); b != nil {
			return b
		}
		return empty
	}
	b := roaring.New()
	for {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return b
		}
		b.Add(uint32(posting.Number()))
	}
}

// all gives every document that is not deleted.
func (p *part) all() *roaring.Bitmap {
	if p.live == nil {
		p.live = p.DocNumbersLive()
	}
	return p.live
}

// articles counts the articles.
func (v *view) articles() (total int64, err error) {
	for _, p := range v.segments {
		only, err := p.onlyArticles()
		if err != nil {
			return 0, err
		}
		if only == nil {
			only = p.all()
		}
		total += int64(only.GetCardinality())
	}
	return total, nil
}

// articlesWith counts the articles that hold a term.
func (p *part) articlesWith(field, text string) (int64, error) {
	only, err := p.onlyArticles()
	if err != nil {
		return 0, err
	}
	if only == nil {
		list, err := p.postings(field, text)
		if err != nil {
			return 0, err
		}
		return int64(list.Count()), nil
	}
	docs, err := p.docs(field, text)
	return int64(docs.AndCardinality(only)), err
}

// onlyArticles gives the articles; nil: there is nothing else.
func (p *part) onlyArticles() (*roaring.Bitmap, error) {
	if !p.parted {
		only, err := p.things(nil)
		if err != nil {
			return nil, err
		}
		p.only, p.parted = only, true
	}
	return p.only, nil
}

// things gives the documents of the wanted kinds of thing; nil stands for all.
func (p *part) things(wanted []news.Thing) (*roaring.Bitmap, error) {
	if len(wanted) == 0 {
		wanted = []news.Thing{news.ThingArticle}
	}
	var found []*roaring.Bitmap
	for _, other := range news.Pieces {
		b, err := p.docs(nameThing, string(rune(other)))
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	others := union(found)
	articles := slices.Contains(wanted, news.ThingArticle)
	switch {
	case others.IsEmpty() && articles:
		return nil, nil
	case articles && len(wanted) == 1:
		return roaring.AndNot(p.all(), others), nil
	}
	var out []*roaring.Bitmap
	if articles {
		out = append(out, roaring.AndNot(p.all(), others))
	}
	for i, other := range news.Pieces {
		if slices.Contains(wanted, other) {
			out = append(out, found[i])
		}
	}
	return union(out), nil
}
