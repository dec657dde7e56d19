package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"
)

// Span is a piece of text that is a hit or is not.
type Span struct {
	Text string
	Mark bool
}

// marker finds the words of a query in a text, as the index would: by folded
// form and by stem in the text's own language.
type marker struct {
	atoms []atom
	rows  [][]piece // phrases: atoms in a row
	alone []bool    // by atom: it counts wherever it stands
	byTag map[string]*reader
}

// atom is a word of the query.
type atom struct {
	text   string
	exact  bool     // by folded form only
	prefix string   // folded; of a beginning
	terms  []string // that a pattern stands for; sorted
}

// piece is an atom of a phrase and how far behind the first it stands.
type piece struct{ atom, offset int }

// The most that is looked at: past maxAtoms words a query is a pasted text.
const (
	maxAtoms = 64
	maxText  = 256 << 10 // bytes
	maxMarks = 2_000
)

func newMarker(tree query.Node, words map[string][]string) *marker {
	m := &marker{byTag: map[string]*reader{}}
	m.add(tree, words)
	return m
}

func (m *marker) add(n query.Node, words map[string][]string) {
	switch n := n.(type) {
	case query.And:
		for _, part := range n.Nodes {
			m.add(part, words)
		}
	case query.Or:
		for _, part := range n.Nodes {
			m.add(part, words)
		}
	case query.Near:
		for _, part := range n.Nodes {
			m.add(part, words)
		}
	case query.Word:
		m.word(n, words)
	case query.Phrase:
		m.phrase(n.Text)
	}
}

func (m *marker) atom(a atom, alone bool) int {
	if len(m.atoms) == maxAtoms {
		return -1
	}
	m.atoms, m.alone = append(m.atoms, a), append(m.alone, alone)
	return len(m.atoms) - 1
}

func (m *marker) word(w query.Word, words map[string][]string) {
	switch {
	case w.Prefix:
		m.atom(atom{prefix: lang.Fold(w.Text)}, true)
		return
	case w.Wild || w.Fuzzy > 0:
		terms := append([]string(nil), words[query.Print(w)]...)
		slices.Sort(terms)
		m.atom(atom{terms: terms}, true)
		return
	}
	if len(query.Tokens(w.Text, "")) == 1 {
		m.atom(atom{text: w.Text, exact: w.Field == query.FieldExact}, true)
		return
	}
	if pieces := query.Split(w.Text); len(pieces) > 1 {
		for _, p := range pieces {
			m.atom(atom{text: p}, true)
		}
		return
	}
	m.phrase(w.Text)
}

func (m *marker) phrase(text string) {
	tokens := query.Tokens(text, "")
	if len(tokens) == 1 {
		m.atom(atom{text: text, exact: true}, true)
		return
	}
	var row []piece
	for _, t := range tokens {
		at := m.atom(atom{text: text[t.Start:t.End], exact: true}, false)
		if at < 0 {
			return
		}
		row = append(row, piece{at, t.Position - tokens[0].Position})
	}
	if len(row) > 0 {
		m.rows = append(m.rows, row)
	}
}

// reader is a marker in one language: it remembers which atoms each word is.
type reader struct {
	stemmer *lang.Stemmer
	folded  []string
	stems   []string
	known   map[string]uint64 // by the word as it stands in a text
	wanted  lang.Wanted       // the words that may be one of the atoms
}

// maxKnown bounds what a reader remembers to a few megabytes: the words that it
// meets first, which are those that it meets again.
const maxKnown = 1 << 15

// look settles which words of a text are looked at: not those whose first letter, of
// which is told for folded words, or an earlier look tells that they are none of the atoms.
func (r *reader) look(begins *[256]bool) {
	r.wanted.Begins = new([utf8.RuneSelf]bool)
	for c := range r.wanted.Begins {
		r.wanted.Begins[c] = begins[lang.FoldASCII(byte(c))]
	}
	r.wanted.Word = func(word string) bool {
		if c := word[0]; c < utf8.RuneSelf && !r.wanted.Begins[c] {
			return false
		}
		bits, ok := r.known[word]
		return !ok || bits != 0
	}
}

func (m *marker) reader(language string) *reader {
	if r := m.byTag[language]; r != nil {
		return r
	}
	r := &reader{stemmer: lang.NewStemmer(language), known: map[string]uint64{}}
	var begins [256]bool
	for _, a := range m.atoms {
		folded, stem := "", ""
		if tokens := query.Tokens(a.text, language); len(tokens) == 1 {
			folded = tokens[0].Term
			if !a.exact {
				stem = lang.Stem(tokens[0].Word, language)
			}
		}
		r.folded, r.stems = append(r.folded, folded), append(r.stems, stem)
		for _, begin := range append([]string{folded, stem, a.prefix}, a.terms...) {
			if begin != "" {
				begins[begin[0]] = true
			}
		}
		if stem != "" && !r.stemmer.TakesEndings() {
			for i := range begins {
				begins[i] = true
			}
		}
	}
	r.look(&begins)
	m.byTag[language] = r
	return r
}

// atomsOf gives the atoms that a word of the text is, as bits.
func (r *reader) atomsOf(m *marker, token lang.Token) uint64 {
	term := token.Term
	bits, ok := r.known[token.Word]
	if ok {
		return bits
	}
	stem := ""
	for i, a := range m.atoms {
		hit := false
		switch {
		case a.prefix != "":
			hit = strings.HasPrefix(term, a.prefix)
		case a.terms != nil:
			_, hit = slices.BinarySearch(a.terms, term)
		case r.folded[i] == term:
			hit = true
		case r.stems[i] != "" && r.mayBe(term, r.stems[i]):
			if stem == "" {
				stem = r.stemmer.Stem(token.Word)
			}
			hit = stem == r.stems[i]
		}
		if hit {
			bits |= 1 << i
		}
	}
	if len(r.known) < maxKnown {
		r.known[strings.Clone(token.Word)] = bits
	}
	return bits
}

// mayBe says whether a word may have a stem at all; most words of a text are
// told apart by their first letter.
func (r *reader) mayBe(term, stem string) bool {
	return term != "" && (term[0] == stem[0] || !r.stemmer.TakesEndings())
}

// mark is a hit in a text, by bytes. What tells how many of the query's words
// a window holds: the bit of its first atom.
type mark struct {
	start, end int
	what       uint64
}

// marks finds the hits in order, overlapping ones joined: enough of them to be
// shown.
func (m *marker) marks(text, language string) []mark {
	return m.find(text[:min(len(text), maxText)], language, maxMarks)
}

// every finds all hits.
func (m *marker) every(text, language string) []mark { return m.find(text, language, len(text)) }

func (m *marker) find(text, language string, most int) []mark {
	if len(m.atoms) == 0 {
		return nil
	}
	r := m.reader(language)
	var tokens []found
	var out []mark
	for t := range lang.TokensAmong(text, language, r.wanted) {
		bits := r.atomsOf(m, t)
		if bits == 0 {
			continue
		}
		for i := range m.atoms {
			if bits&(1<<i) != 0 && m.alone[i] {
				out = append(out, mark{t.Start, t.End, 1 << i})
				break
			}
		}
		if len(m.rows) > 0 {
			tokens = append(tokens, found{t.Start, t.End, t.Position, bits})
		}
		if len(out) >= most {
			break
		}
	}
	for _, row := range m.rows {
		out = append(out, inRow(tokens, row)...)
	}
	return joined(out)
}

// found is a token that some atom is.
type found struct {
	start, end, position int
	bits                 uint64
}

// inRow finds where the pieces of a phrase stand as the phrase has them.
func inRow(tokens []found, row []piece) []mark {
	var out []mark
	for i, first := range tokens {
		if first.bits&(1<<row[0].atom) == 0 {
			continue
		}
		end, at := first.end, i
		for _, p := range row[1:] {
			for at < len(tokens) && (tokens[at].position < first.position+p.offset ||
				tokens[at].position == first.position+p.offset && tokens[at].bits&(1<<p.atom) == 0) {
				at++
			}
			if at == len(tokens) || tokens[at].position != first.position+p.offset {
				end = -1
				break
			}
			end = max(end, tokens[at].end)
		}
		if end >= 0 {
			out = append(out, mark{first.start, end, 1 << row[0].atom})
		}
	}
	return out
}

func joined(marks []mark) []mark {
	slices.SortFunc(marks, func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	var out []mark
	for _, k := range marks {
		if n := len(out); n > 0 && k.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, k.end)
			out[n-1].what |= k.what
			continue
		}
		out = append(out, k)
	}
	return out
}

// spans cuts a piece of a text along the marks in it.
func spans(text string, start, end int, marks []mark) []Span {
	var out []Span
	at := start
	for _, k := range marks {
		if k.end <= at || k.start >= end {
			continue
		}
		from, to := max(k.start, at), min(k.end, end)
		if from > at {
			out = append(out, Span{Text: text[at:from]})
		}
		out = append(out, Span{Text: text[from:to], Mark: true})
		at = to
	}
	if at < end {
		out = append(out, Span{Text: text[at:end]})
	}
	return out
}

// title marks the hits in a title.
func (m *marker) title(title, language string) []Span {
	return spans(title, 0, len(title), m.marks(title, language))
}
