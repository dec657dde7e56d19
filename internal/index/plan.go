package index

import (
	"slices"

	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
)

// A plan is a query made ready for the segments: words folded and stemmed in
// the languages of the library, patterns expanded, values looked up.
type plan interface{ plan() }

type (
	planAll struct{}
	// planAnd wants all of its parts, and of its words all, any or enough. Stop
	// words only rank.
	planAnd struct {
		parts []plan
		words []plan
		want  wanted
		units int // words and phrases, of which fewer could be asked for
		// weights say what each word counts towards need, where enough of them
		// are wanted.
		weights []float32
		need    float32
		stops   []plan
		// row are the words that rank by how near they stand to the next one.
		row []*planTerms
	}
	planOr  struct{ parts []plan }
	planNot struct{ part plan }
	// planTerms is a word: documents match that hold any of its terms.
	planTerms struct {
		fields   []int
		surfaces []string // folded forms
		stems    []string // the terms of all words with its stem, in any language
		tags     []string // ids of tags by that name
		stop     bool
		boost    float32
		stemmed  bySegment // documents with any of stems
		ranking
	}
	// planSpread is the beginning of a word or a pattern: many terms, all worth
	// the same.
	planSpread struct {
		fields []int
		prefix string   // of a beginning
		terms  []string // of a pattern
		boost  float32
		ranking
	}
	// planPhrase is a row of words by their positions.
	planPhrase struct {
		fields []int
		steps  []step
		slop   int
		words  []*planTerms // for ranking
		ranking
	}
	planNear struct {
		fields   []int
		rows     [][]step
		distance int
		words    []*planTerms
		ranking
	}
	planKeyword struct {
		field string
		terms []string
	}
	planDate  struct{ from, until int64 }
	planSet   struct{ articles, comments, notes query.Rows }
	planYears struct {
		years []int
	}
)

// wanted is how many of the words of a plan must be there.
type wanted byte

const (
	wantAll wanted = iota
	wantEnough
	wantAny
)

// surfacesAreStems says whether the stems hold all of the surface forms, as
// where a word is its own stem.
func (p *planTerms) surfacesAreStems() bool {
	for _, surface := range p.surfaces {
		if !slices.Contains(p.stems, surface) {
			return false
		}
	}
	return true
}

// bySegment holds documents for each segment that was looked at.
type bySegment []*roaring.Bitmap

func (b *bySegment) keep(segment int, docs *roaring.Bitmap) {
	for len(*b) <= segment {
		*b = append(*b, nil)
	}
	(*b)[segment] = docs
}

func (b bySegment) at(segment int) *roaring.Bitmap {
	if segment < len(b) && b[segment] != nil {
		return b[segment]
	}
	return empty
}

// ranking is what matching finds out for scoring: the documents of the leaf in
// each segment.
type ranking struct{ found bySegment }

// documents counts those among the things of each segment; nil: all things of it. What
// stands beside the articles (a reader's notes, comments, captions) makes no word of
// theirs more common: else a note that somebody writes would move articles.
func (r *ranking) documents(among bySegment) int64 {
	n := uint64(0)
	for at, b := range r.found {
		switch {
		case b == nil:
		case at < len(among) && among[at] != nil:
			n += b.AndCardinality(among[at])
		default:
			n += b.GetCardinality()
		}
	}
	return int64(n)
}

// step is a word of a phrase: its folded forms and how many words after the
// first it stands.
type step struct {
	terms  []string
	offset int
}

func (planAll) plan()      {}
func (*planAnd) plan()     {}
func (*planOr) plan()      {}
func (*planNot) plan()     {}
func (*planTerms) plan()   {}
func (*planSpread) plan()  {}
func (*planPhrase) plan()  {}
func (*planNear) plan()    {}
func (*planKeyword) plan() {}
func (*planDate) plan()    {}
func (*planSet) plan()     {}
func (*planYears) plan()   {}
