package index

import (
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// Who types a query letter by letter asks for the words before the last again
// and again, and reading a posting from a segment costs ten times what reading it
// from plain memory does. So the postings of frequent words stay unpacked from
// the second time on that they are asked for, as far as there is room.
const (
	unpackFrom  = 512     // documents that hold the term; fewer are quickly read
	unpackDense = 4       // one document in so many and more: by document
	unpackRoom  = 12      // numbers of four bytes for each document of a segment …
	unpackLeast = 4 << 20 // … and in the smallest
	unpackAsked = 4096    // terms that are remembered as asked for once
)

// unpacked is the postings of a term in a segment, deleted documents too: how
// often it stands in the field of each document, and how many words that has.
type unpacked struct {
	docs   []uint32 // in order; nil: counts are by document
	counts []tally  // zero: the term is not there; nil: they do not fit
}

// tally is a frequency in the high half and a length in words in the low one.
type tally uint32

// size is the room that is taken.
func (u *unpacked) size() int { return len(u.docs) + len(u.counts) }

// unpacked gives the postings of a term, if they are kept or this is the time to
// begin with it; else nil.
func (p *part) unpacked(field, term string) (*unpacked, error) {
	key := [2]string{field, term}
	c := p.cached
	c.mu.Lock()
	u, asked := c.unpacked[key]
	if !asked {
		if len(c.unpacked) >= unpackAsked {
			c.forgetUnpacked()
		}
		c.unpacked[key] = nil
	}
	c.mu.Unlock()
	switch {
	case u != nil && u.counts != nil:
		return u, nil
	case u != nil || !asked:
		return nil, nil
	}
	u, err := p.unpack(field, term)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unpackedSize+u.size() > max(unpackRoom*p.size, unpackLeast) {
		c.forgetUnpacked()
	}
	c.unpacked[key] = u
	c.unpackedSize += u.size()
	if u.counts == nil {
		return nil, nil
	}
	return u, nil
}

// forgetUnpacked makes room. The caller holds the lock.
func (c *segmentCache) forgetUnpacked() {
	clear(c.unpacked)
	c.unpackedSize = 0
}

func (p *part) unpack(field, term string) (*unpacked, error) {
	d, err := p.dict(field)
	if err != nil {
		return nil, err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return nil, fmt.Errorf("open postings: %w", err)
	}
	u, n := &unpacked{}, int(list.Count())
	if n < unpackFrom {
		return u, nil
	}
	dense := n >= p.size/unpackDense
	if dense {
		u.counts = make([]tally, p.size)
	} else {
		u.docs, u.counts = make([]uint32, 0, n), make([]tally, 0, n)
	}
	for it := list.Iterator(true, true, false, nil); ; {
		posting, err := it.Next()
		if err != nil {
			return nil, fmt.Errorf("read postings: %w", err)
		}
		if posting == nil {
			return u, nil
		}
		words := length(posting)
		if posting.Frequency() > math.MaxUint16 || words > math.MaxUint16 {
			return &unpacked{}, nil
		}
		count := tally(posting.Frequency()<<16) | tally(words)
		if dense {
			u.counts[posting.Number()] = count
			continue
		}
		u.docs, u.counts = append(u.docs, uint32(posting.Number())), append(u.counts, count)
	}
}

// add adds weighted frequencies to sum, in the documents that are given.
func (u *unpacked) add(sum []float32, docs *roaring.Bitmap, w weighting) {
	at := 0
	for batch := range batches(docs) {
		if u.docs == nil {
			addDense(sum, batch, u.counts, w)
			continue
		}
		if at = seek(u.docs, at, batch[0]); at == len(u.docs) {
			return
		}
		at = u.addFrom(at, sum, batch, w)
	}
}

func addDense(sum []float32, docs []uint32, counts []tally, w weighting) {
	for _, doc := range docs {
		if c := counts[doc]; c != 0 {
			sum[doc] += c.weighed(w)
		}
	}
}

// addFrom adds what stands from a place on, and gives the place where it ended.
func (u *unpacked) addFrom(at int, sum []float32, docs []uint32, w weighting) int {
	held, counts := u.docs, u.counts
	for _, doc := range docs {
		if at < len(held) && held[at] < doc {
			at = seek(held, at+1, doc)
		}
		if at < len(held) && held[at] == doc {
			sum[doc] += counts[at].weighed(w)
		}
	}
	return at
}

func (c tally) weighed(w weighting) float32 { return w.of(float32(c>>16), float32(c&math.MaxUint16)) }

// seek gives the first place from at on with a document that is not before doc:
// by steps that double (Bentley and Yao 1976), since it is near as a rule.
func seek(docs []uint32, at int, doc uint32) int {
	if at >= len(docs) || docs[at] >= doc {
		return at
	}
	step := 1
	for at+step < len(docs) && docs[at+step] < doc {
		at, step = at+step, 2*step
	}
	found, _ := slices.BinarySearch(docs[at:min(at+step+1, len(docs))], doc)
	return at + found
}
