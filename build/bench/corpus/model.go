package corpus

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stop is the token that ends a sentence.
const stop = 0

// inventedNames is how many names that no training text holds a language has:
// what makes a dictionary grow with a library.
const inventedNames = 40_000

// model continues text by what followed the last two words in its training text.
type model struct {
	words []string
	text  []int32 // tokens
	order []int32 // places in text by the token there, then by the next one
	first []int32 // for each token its first place in order; one more at the end
	names []string
}

// newModel learns from running text.
func newModel(text string) *model {
	m := &model{words: []string{"."}}
	ids := map[string]int32{}
	for token := range tokens(text) {
		if token == "." {
			m.text = append(m.text, stop)
			continue
		}
		id, known := ids[token]
		if !known {
			id = int32(len(m.words))
			ids[token] = id
			m.words = append(m.words, token)
		}
		m.text = append(m.text, id)
	}
	m.text = append(m.text, stop, stop, stop) // so that every place has two that follow
	m.sort()
	m.invent()
	return m
}

func (m *model) sort() {
	m.order = make([]int32, len(m.text)-2)
	for i := range m.order {
		m.order[i] = int32(i)
	}
	slices.SortFunc(m.order, func(a, b int32) int {
		for d := range int32(2) {
			if by := m.text[a+d] - m.text[b+d]; by != 0 {
				return int(by)
			}
		}
		return int(a - b)
	})
	m.first = make([]int32, len(m.words)+1)
	for _, place := range m.order {
		m.first[m.text[place]+1]++
	}
	for i := range m.words {
		m.first[i+1] += m.first[i]
	}
}

// invent makes names of the halves of two words.
func (m *model) invent() {
	r := rand.New(rand.NewPCG(uint64(len(m.text)), uint64(len(m.words))))
	m.names = make([]string, inventedNames)
	for i := range m.names {
		first, second := []rune(m.words[r.IntN(len(m.words))]), []rune(m.words[r.IntN(len(m.words))])
		m.names[i] = capital(string(first[:min(4, len(first))]) + string(second[len(second)-min(4, len(second)):]))
	}
}

// next draws what follows two tokens. Now and then it forgets one or both of
// them, since otherwise a small training text would only repeat itself.
func (m *model) next(r *rand.Rand, before, last int32) int32 {
	switch chance := r.IntN(10); {
	case chance == 0:
		return m.text[r.IntN(len(m.text))]
	case chance > 3:
		if from, to := m.pair(before, last); to > from {
			return m.text[m.order[from+r.IntN(to-from)]+2]
		}
	}
	from, to := int(m.first[last]), int(m.first[last+1])
	if from == to {
		return stop
	}
	return m.text[m.order[from+r.IntN(to-from)]+1]
}

// pair gives the part of order where two tokens stand together.
func (m *model) pair(a, b int32) (int, int) {
	places := m.order[m.first[a]:m.first[a+1]]
	from, _ := slices.BinarySearchFunc(places, b, func(place, b int32) int { return int(m.text[place+1] - b) })
	to, _ := slices.BinarySearchFunc(places, b+1, func(place, b int32) int { return int(m.text[place+1] - b) })
	return int(m.first[a]) + from, int(m.first[a]) + to
}

// write gives so many words, as sentences or as a headline without full stops.
func (m *model) write(r *rand.Rand, names *rand.Zipf, count int, sentences bool) string {
	var b strings.Builder
	before, last := int32(stop), int32(stop)
	for written := 0; written < count; {
		token := m.next(r, before, last)
		before, last = last, token
		if token == stop {
			if sentences && written > 0 && !strings.HasSuffix(b.String(), ".") {
				b.WriteByte('.')
			}
			continue
		}
		if written > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(m.word(r, names, token))
		written++
	}
	if sentences {
		b.WriteByte('.')
	}
	return b.String()
}

// word gives that of a token, or now and then an invented name in its place.
func (m *model) word(r *rand.Rand, names *rand.Zipf, token int32) string {
	if r.IntN(40) == 0 {
		return m.names[names.Uint64()]
	}
	return m.words[token]
}

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
