package index

import (
	"math/bits"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"
)

// slab hands out slices that stay where they are, and all of them again after
// a reset.
type slab[T any] struct {
	chunks [][]T
	at     int // the chunk in use
	used   int // of it
}

const slabChunk = 8192

func (s *slab[T]) take(n int) []T {
	for ; s.at < len(s.chunks); s.at, s.used = s.at+1, 0 {
		if from := s.used; len(s.chunks[s.at])-from >= n {
			s.used += n
			return s.chunks[s.at][from:s.used:s.used]
		}
	}
	s.chunks = append(s.chunks, make([]T, max(n, slabChunk)))
	s.used = n
	return s.chunks[s.at][:n:n]
}

func (s *slab[T]) reset() { s.at, s.used = 0, 0 }

// supply is the memory of what analysers hand to Bleve, which is done with it
// when a batch is in: the next batch takes the same.
type supply struct {
	terms  slab[bleve.TokenFreq]
	places slab[*bleve.TokenLocation]
	maps   [bits.UintSize]mapsOfSize // by the logarithm of their size
	// at has one location for each position: Bleve only reads them, and
	// positions are all that ours differ in.
	at []*bleve.TokenLocation
}

type mapsOfSize struct {
	all  []bleve.TokenFrequencies
	used int
}

func (s *supply) reset() {
	s.terms.reset()
	s.places.reset()
	for i := range s.maps {
		s.maps[i].used = 0
	}
}

// frequencies gives an empty map with room for n terms.
func (s *supply) frequencies(n int) bleve.TokenFrequencies {
	class := bits.Len(uint(max(n, 1)*8-1) / 7) // Go's maps have 2^class slots, and fill seven of eight
	m := &s.maps[class]
	if m.used == len(m.all) {
		m.all = append(m.all, make(bleve.TokenFrequencies, 1<<class*7/8))
	}
	out := m.all[m.used]
	m.used++
	clear(out)
	return out
}

// placesKept bounds at; few texts are longer.
const placesKept = 1 << 16

func (s *supply) location(position int) *bleve.TokenLocation {
	if position >= placesKept {
		return &bleve.TokenLocation{Position: position}
	}
	for position >= len(s.at) {
		block := make([]bleve.TokenLocation, 1024)
		for i := range block {
			block[i].Position = len(s.at)
			s.at = append(s.at, &block[i])
		}
	}
	return s.at[position]
}

// spellings gives equal terms of all analysers the same memory, by which they
// are found to be equal without being read.
type spellings struct {
	mu    sync.Mutex
	known map[string]string
}

func (s *spellings) of(marker, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	term := marker + text
	if one, ok := s.known[term]; ok {
		return one
	}
	s.known[term] = term
	return term
}
