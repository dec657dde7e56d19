package index

import (
	"context"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

const (
	expandMost = 1024 // terms that a pattern may stand for
	fuzzyMost  = 32   // terms that a word with letters that may differ stands for
	dictMost   = 200_000
)

// after gives the first key behind all that begin with a prefix.
func after(prefix string) []byte {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i]++; b[i] != 0 {
			return b
		}
	}
	return nil
}

// begins gives the documents with a word that begins so, exactly.
func (p *part) begins(ctx context.Context, field, prefix string) (*roaring.Bitmap, error) {
	union, err := p.keep("begins "+field+":"+prefix, func() (*roaring.Bitmap, error) { return p.union(ctx, field, prefix) })
	if err != nil {
		return nil, err
	}
	if deleted := p.Deleted(); deleted != nil {
		return roaring.AndNot(union, deleted), nil
	}
	return union, nil
}

// keep finds documents that are costly to find, once for as long as they are
// kept: the next page, another order and a facet's choice ask for them again.
func (p *part) keep(key string, find func() (*roaring.Bitmap, error)) (*roaring.Bitmap, error) {
	c := p.cached
	c.mu.Lock()
	found := c.found[key]
	c.mu.Unlock()
	if found != nil {
		return found, nil
	}
	found, err := find()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.foundBytes >= foundRoom*uint64(p.size)+foundLeast {
		clear(c.found)
		c.foundBytes = 0
	}
	if c.found[key] == nil {
		c.foundBytes += found.GetSizeInBytes() + uint64(len(key))
	}
	c.found[key] = found
	return found, nil
}

// union collects the documents of all terms that begin so in a plain bit set:
// most of the terms are rare, and it is of its own memory, so that it may be
// kept.
func (p *part) union(ctx context.Context, field, prefix string) (*roaring.Bitmap, error) {
	bits := make([]uint64, (p.size+63)/64)
	buf := make([]uint32, 256)
	var list segment.PostingsList
	var it segment.PostingsIterator
	n := 0
	err := p.eachTermIn(field, []byte(prefix), after(prefix), func(d segment.TermDictionary, term string) (err error) {
		if n++; n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if list, err = d.PostingsList([]byte(term), nil, list); err != nil {
			return err
		}
		it = list.Iterator(false, false, false, it)
		docs := bitmapOf(it).ManyIterator()
		for k := docs.NextMany(buf); k > 0; k = docs.NextMany(buf) {
			for _, doc := range buf[:k] {
				bits[doc/64] |= 1 << (doc % 64)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return roaring.FromDense(bits, false), nil
}

// matching gives the words that fit a pattern with stars, most frequent first,
// and whether there were more than a query may hold.
func (v *view) matching(ctx context.Context, fields []string, pattern string) ([]string, bool, error) {
	head, _, _ := strings.Cut(pattern, "*")
	counts := map[string]int64{}
	err := v.collect(ctx, fields, nil, []byte(head), after(head), func(term string) bool { return fits(pattern, term) }, counts)
	words := byCount(counts)
	return words[:min(len(words), expandMost)], len(words) > expandMost, err
}

// fits says whether a word fits a pattern in which '*' stands for any letters.
func fits(pattern, word string) bool {
	pieces := strings.Split(pattern, "*")
	if !strings.HasPrefix(word, pieces[0]) {
		return false
	}
	word = word[len(pieces[0]):]
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		at := strings.Index(word, piece)
		if at < 0 {
			return false
		}
		word = word[at+len(piece):]
	}
	return strings.HasSuffix(word, pieces[last])
}

// similar gives words that differ from one in at most so many letters, the
// first letter being the same, most frequent first.
func (v *view) similar(ctx context.Context, fields []string, word string, distance int) ([]string, map[string]int64, error) {
	dfa, err := v.automata.of(word, distance)
	if err != nil {
		return nil, nil, err
	}
	_, size := utf8.DecodeRuneInString(word)
	counts := map[string]int64{}
	plain := func(term string) bool { return !strings.HasPrefix(term, stemMarker) }
	err = v.collect(ctx, fields, dfa, []byte(word[:size]), after(word[:size]), plain, counts)
	words := byCount(counts)
	return words[:min(len(words), fuzzyMost)], counts, err
}

// collect counts in how many articles each wanted term stands, by the largest
// of its fields.
func (v *view) collect(ctx context.Context, fields []string, a segment.Automaton, from, before []byte, want func(string) bool, counts map[string]int64) error {
	for _, p := range v.segments {
		largest := map[string]int64{}
		seen := 0
		for _, field := range fields {
			d, err := p.dict(field)
			if err != nil {
				return err
			}
			it := termsOf(d, a, from, before)
			for {
				entry, err := it.Next()
				if err != nil {
					return err
				}
				if entry == nil || seen > dictMost {
					break
				}
				if seen++; seen%256 == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
				if !want(entry.Term) {
					continue
				}
				list, err := d.PostingsList([]byte(entry.Term), p.Deleted(), nil)
				if err != nil {
					return err
				}
				if n := int64(list.Count()); n > 0 {
					largest[entry.Term] = max(largest[entry.Term], n)
				}
			}
		}
		for term, n := range largest {
			counts[term] += n
		}
	}
	return nil
}

func byCount(counts map[string]int64) []string {
	words := make([]string, 0, len(counts))
	for w := range counts {
		words = append(words, w)
	}
	sort.Slice(words, func(i, j int) bool {
		if counts[words[i]] != counts[words[j]] {
			return counts[words[i]] > counts[words[j]]
		}
		return words[i] < words[j]
	})
	return words
}
