// Package neardup tells texts that are nearly the same: reprints, versions and
// templates. A Sketch is a small signature of a text; two sketches estimate how
// much the texts share, and Keys lead from a sketch to those like it by exact
// lookups.
//
// What is compared are shingles, the runs of three words (Broder 1997), by
// MinHash with one permutation (Li, Owen, Zhang 2012) in 64 bins, empty bins
// filled by rotation (Shrivastava, Li 2014). The package neither reads texts
// nor keeps anything: whoever uses it hands in folded words and stores sketches.
// Sketches depend on the words alone and are the same on every machine; Version
// changes when they would not be.
package neardup

import (
	"encoding/binary"
	"iter"
	"math/bits"
)

// Version is the version of sketches; those of another cannot be compared.
const Version = 1

const (
	bins  = 64
	bands = 16 // of bins/bands bins each
	run   = 3  // words of a shingle
	least = 12 // words of a text that is compared: two captions may well be the same
)

// The estimated shares of shingles from which one text is a version of another,
// and from which it is a copy (search.md d, measured on a crawl of 14,759
// articles).
const (
	Similar = 0.5
	Copy    = 0.8
)

// Sketch is the signature of a text. The zero value is that of a text too short
// to be compared, which is like no other.
type Sketch struct {
	// Text is the hash of all its words in order: equal for texts that differ in
	// spelling, markup and marks at most.
	Text uint64
	mins [bins]uint16
	full bool
}

// Of makes the sketch of a text from its folded words.
func Of(words iter.Seq[string]) Sketch {
	var s Sketch
	var lowest [bins]uint64 // plus one; 0: empty
	var last [run]uint64
	text, n := uint64(offset), 0
	for word := range words {
		h := hash(word)
		text = mix(text ^ h)
		last[0], last[1], last[2] = last[1], last[2], h
		if n++; n < run {
			continue
		}
		// The three are multiplied by different odd numbers, so that their order counts.
		shingle := mix(last[0]*0x9E3779B97F4A7C15 ^ bits.RotateLeft64(last[1]*0xC2B2AE3D27D4EB4F, 21) ^ bits.RotateLeft64(last[2]*0x165667B19E3779F9, 42))
		bin, value := shingle>>(64-6), shingle<<6>>6+1
		if lowest[bin] == 0 || value < lowest[bin] {
			lowest[bin] = value
		}
	}
	if n < least {
		return s
	}
	s.Text, s.full = text, true
	for i := range lowest {
		// An empty bin borrows from the next that is not, with the distance in the
		// value so that two empty neighbours do not agree more than they should.
		away := 0
		for lowest[(i+away)%bins] == 0 {
			away++
		}
		s.mins[i] = uint16(mix(lowest[(i+away)%bins] + uint64(away)*0xD6E8FEB86659FD93))
	}
	return s
}

const offset = 0xCBF29CE484222325 // of FNV-1a

// hash is FNV-1a, finished by mix.
func hash(word string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 0x100000001B3
	}
	return mix(h)
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// Empty says that the text was too short to be compared.
func (s Sketch) Empty() bool { return !s.full }

// Similarity estimates which share of the shingles of two texts both have, 0 to
// 1; its standard error is at most 0.06. Texts with the same words in the same
// order have 1.
func Similarity(a, b Sketch) float64 {
	if !a.full || !b.full {
		return 0
	}
	if a.Text == b.Text {
		return 1
	}
	same := 0
	for i := range a.mins {
		if a.mins[i] == b.mins[i] {
			same++
		}
	}
	return float64(same) / bins
}

// Keys gives the sixteen numbers by which sketches like this one are found:
// of two texts that share half of their shingles, one in common has a chance of
// 64 in 100, at a share of 0.8 of 99.98. None for an empty sketch. They are below 2^52 and
// begin with the band, so that those of one band lie together.
func (s Sketch) Keys() []int64 {
	if !s.full {
		return nil
	}
	out := make([]int64, bands)
	const wide = bins / bands
	for band := range out {
		var key uint64
		for _, m := range s.mins[band*wide : (band+1)*wide] {
			key = key<<16 | uint64(m)
		}
		out[band] = int64(uint64(band)<<48 | mix(key)>>16)
	}
	return out
}

// size is that of a sketch in bytes.
const size = 8 + 2*bins

// Bytes gives the stored form; nil for an empty sketch.
func (s Sketch) Bytes() []byte {
	if !s.full {
		return nil
	}
	out := binary.BigEndian.AppendUint64(make([]byte, 0, size), s.Text)
	for _, m := range s.mins {
		out = binary.BigEndian.AppendUint16(out, m)
	}
	return out
}

// Parse reads the stored form. What is none gives the empty sketch.
func Parse(b []byte) Sketch {
	var s Sketch
	if len(b) != size {
		return s
	}
	s.full, s.Text = true, binary.BigEndian.Uint64(b)
	for i := range s.mins {
		s.mins[i] = binary.BigEndian.Uint16(b[8+2*i:])
	}
	return s
}
