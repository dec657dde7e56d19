package anchor

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
)

// Similar is how much of the weight of the words has to be left for a place that
// is not exact.
const Similar = 0.5

const (
	enough   = 5.0        // weight of words, with their neighbours, that is no coincidence
	nearby   = 12         // code points on either side that make exact words certain
	windows  = 6          // stretches that are aligned
	common   = 80         // a word that stands more often points to no stretch
	slack    = 40         // words by which a stretch may be longer than the pattern, besides a half
	maxCells = 40_000_000 // of all alignments of one selector, some 0.3 s
)

// A common word weighs the least, a sign hardly anything.
const (
	leastWord = 0.3
	ofSign    = 0.12
)

// Costs in the weight of a rare word.
const (
	otherWord = 0.4
	openGap   = 0.6
	widenGap  = 0.04
)

// Finder finds selectors in one text.
type Finder struct {
	text   body.Text
	tokens []token
	number map[string]int32 // of folded words
	stands [][]int32        // where each stands, in numbers of tokens
	cells  int              // of the alignments of the selector that is looked for
}

// token is a word or a sign.
type token struct {
	from, to int // bytes
	word     int32
	sign     bool
}

// NewFinder prepares a text. It is cheap for who asks for exact words alone.
func NewFinder(t body.Text) *Finder { return &Finder{text: t} }

// Place finds a selector. The place is empty where it is Detached.
func (f *Finder) Place(s Selector) (Place, State) {
	if s.Quote == "" || !utf8.ValidString(s.Quote) { // bytes could be found inside of characters
		return Place{}, Detached
	}
	from, to, found := f.exact(s)
	if !found {
		from, to, found = f.similar(s)
	}
	p, ok := place(f.text, from, to)
	switch {
	case !found || !ok:
		return Place{}, Detached
	case f.text.Plain[p.From:p.To] == s.Quote && (p.Block == s.Block || s.Block == ""):
		return p, Anchored
	}
	return p, Moved
}

// exact finds the words where they stand as they were between their neighbours,
// or at their very place.
func (f *Finder) exact(s Selector) (from, to int, found bool) {
	plain := f.text.Plain
	before, behind := last(s.Prefix, nearby), first(s.Suffix, nearby)
	home, start := -1, -1
	for i, b := range f.text.Blocks {
		if b.ID == s.Block {
			home = i
			if at, err := offset(f.text, s.Block, s.Start); err == nil {
				start = at
			}
		}
	}
	best, score := -1, -1.0
	for i := 0; i <= len(plain)-len(s.Quote); {
		n := strings.Index(plain[i:], s.Quote)
		if n < 0 {
			break
		}
		at := i + n
		i = at + 1
		if !strings.HasSuffix(plain[:at], before) || !strings.HasPrefix(plain[at+len(s.Quote):], behind) {
			continue
		}
		// Where all is said twice, the neighbours that are further off decide, then
		// the block, then the distance.
		points := 2 * float64(commonEnd(plain[:at], s.Prefix)+commonStart(plain[at+len(s.Quote):], s.Suffix)) / float64(max(1, len(s.Prefix)+len(s.Suffix)))
		if home >= 0 && blockAt(f.text, at) == home {
			points++
		}
		if start >= 0 {
			points += 0.5 / (1 + math.Abs(float64(at-start))/64)
		}
		if points > score {
			best, score = at, points
		}
	}
	if best < 0 || before == "" && behind == "" && !f.certain(s, best, start) {
		return 0, 0, false
	}
	return best, best + len(s.Quote), true
}

// certain says whether words that were given without neighbours are meant by those
// that were found: nothing tells more, but no word is cut.
func (f *Finder) certain(s Selector, at, start int) bool {
	return at == start || whole(f.text.Plain, at, at+len(s.Quote))
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// read cuts the text into words, once.
func (f *Finder) read() {
	if f.number != nil {
		return
	}
	f.number = map[string]int32{}
	f.tokens = f.cut(f.text.Plain, func(folded string) int32 {
		n, known := f.number[folded]
		if !known {
			n = int32(len(f.stands))
			f.number[folded] = n
			f.stands = append(f.stands, nil)
		}
		return n
	})
	for i, t := range f.tokens {
		f.stands[t.word] = append(f.stands[t.word], int32(i))
	}
}

func (f *Finder) cut(s string, number func(string) int32) []token {
	var out []token
	at := 0
	for piece := range lang.Cut(s) {
		// One writes a non-joiner where another writes a space.
		for part := range strings.SplitAfterSeq(piece, "\u200c") {
			from := at
			at += len(part)
			if strings.TrimSpace(part) == "" {
				continue
			}
			folded := lang.Fold(strings.TrimSuffix(part, "\u200c"))
			sign := strings.IndexFunc(part, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0
			if sign || folded == "" {
				folded = part
			}
			out = append(out, token{from, at, number(folded), sign})
		}
	}
	return out
}

// weight says how much it tells that a word stands somewhere, up to 1.
func (f *Finder) weight(t token) float64 {
	if t.sign {
		return ofSign
	}
	if t.word < 0 {
		return 1
	}
	all := float64(len(f.tokens) + 1)
	return max(leastWord, math.Log(all/float64(len(f.stands[t.word])))/math.Log(all))
}

// pattern is a selector as words.
type pattern struct {
	tokens     []token
	weights    []float64
	from, to   int // the quotation, in bytes of the joined text
	lo, hi     int // and in tokens
	total, own float64
}

func (f *Finder) pattern(s Selector) pattern {
	p := pattern{from: len(s.Prefix), to: len(s.Prefix) + len(s.Quote)}
	p.tokens = f.cut(s.Prefix+s.Quote+s.Suffix, func(folded string) int32 {
		if n, known := f.number[folded]; known {
			return n
		}
		return -1
	})
	// A prefix begins, and a suffix ends, anywhere in a word.
	if len(p.tokens) > 0 && p.tokens[0].to < p.from && len([]rune(s.Prefix)) >= Around {
		p.tokens = p.tokens[1:]
	}
	if n := len(p.tokens); n > 0 && p.tokens[n-1].from > p.to && len([]rune(s.Suffix)) >= Around {
		p.tokens = p.tokens[:n-1]
	}
	p.lo, p.hi = len(p.tokens), 0
	p.weights = make([]float64, len(p.tokens))
	for i, t := range p.tokens {
		p.weights[i] = f.weight(t)
		p.total += p.weights[i]
		if t.to > p.from && t.from < p.to {
			p.lo, p.hi = min(p.lo, i), i+1
			p.own += p.weights[i]
		}
	}
	return p
}

// similar aligns the words with the likeliest stretches.
func (f *Finder) similar(s Selector) (from, to int, found bool) {
	f.read()
	p := f.pattern(s)
	if p.lo >= p.hi || len(f.tokens) == 0 {
		return 0, 0, false
	}
	expected := f.expected(s) - p.lo
	score := 0.0
	f.cells = 0
	for _, w := range f.stretches(p, expected) {
		if !f.affords(w, len(p.tokens)) {
			break
		}
		became := f.align(p, w, 0, len(p.tokens))
		l := p.left(became)
		if l.own < Similar*p.own {
			// The neighbours stayed and it went from them.
			if !f.affords(w, p.hi-p.lo) {
				break
			}
			became = f.align(p, w, p.lo, p.hi)
			l = p.left(became)
		}
		first, last, own, all := l.first, l.last, l.own, l.all
		if first < 0 || last < first || own < Similar*p.own || all < min(enough, Similar*p.total) {
			continue
		}
		points := 2*own/p.own + all/p.total
		if block := blockAt(f.text, f.tokens[became[first]].from); block >= 0 && f.text.Blocks[block].ID == s.Block {
			points += 0.1
		}
		if points > score {
			score, found = points, true
			from, to = f.edges(s, p, first, last, became)
		}
	}
	return from, to, found
}

// affords says whether some words are aligned with a stretch within maxCells, and
// counts that.
func (f *Finder) affords(w stretch, words int) bool {
	n := (w.to - w.from) * words
	if f.cells+n > maxCells {
		return false
	}
	f.cells += n
	return true
}

// left is what of a pattern was found again: the first and the last word of the
// quotation, and the weight of its words and of all.
type left struct {
	first, last int
	own, all    float64
}

func (p pattern) left(became []int) left {
	l := left{first: -1, last: -1}
	for i, at := range became {
		if at < 0 {
			continue
		}
		l.all += p.weights[i]
		if i < p.lo || i >= p.hi {
			continue
		}
		l.own += p.weights[i]
		// A sign is no end of it but where it was: its word is gone.
		if l.first < 0 && (i == p.lo || !p.tokens[i].sign) {
			l.first = i
		}
		if i == p.hi-1 || !p.tokens[i].sign {
			l.last = i
		}
	}
	return l
}

// expected gives the number of the word where the selector says that it begins,
// as far as that can be said.
func (f *Finder) expected(s Selector) int {
	for _, b := range f.text.Blocks {
		if b.ID == s.Block {
			at := b.End
			if o, err := offset(f.text, s.Block, s.Start); err == nil {
				at = o
			}
			n, _ := slices.BinarySearchFunc(f.tokens, at, func(t token, at int) int { return t.from - at })
			return n
		}
	}
	return -1 << 30
}

// edges gives the bytes from the first word to the last; where the quotation began
// or ended inside of a word, there.
func (f *Finder) edges(s Selector, p pattern, first, last int, became []int) (from, to int) {
	joined := s.Prefix + s.Quote + s.Suffix
	a, b := f.tokens[became[first]], f.tokens[became[last]]
	from, to = a.from, b.to
	same := func(t token, other token) bool { return f.text.Plain[t.from:t.to] == joined[other.from:other.to] }
	if t := p.tokens[first]; t.from < p.from && same(a, t) {
		from += p.from - t.from
	}
	if t := p.tokens[last]; t.to > p.to && same(b, t) {
		to -= t.to - p.to
	}
	return from, to
}

// stretch is a part of the text, in tokens.
type stretch struct {
	from, to int
	votes    float64
}

// stretches finds where words of the pattern stand at the distances that they had:
// each word votes for the places where the pattern would begin.
func (f *Finder) stretches(p pattern, expected int) []stretch {
	const width = 8
	votes := map[int]float64{}
	vote := func(begin int, weight float64) {
		at := begin
		if at < 0 {
			at -= width - 1
		}
		votes[at/width] += weight
		votes[at/width+1] += weight
	}
	for i, t := range p.tokens {
		if t.word < 0 || t.sign || len(f.stands[t.word]) > common {
			continue
		}
		weight := p.weights[i]
		if i >= p.lo && i < p.hi {
			weight *= 2 // a block may be moved away from its neighbours
		}
		for _, at := range f.stands[t.word] {
			vote(int(at)-i, weight)
		}
	}
	if expected > -1<<29 {
		vote(expected, 1)
	}
	list := make([]stretch, 0, len(votes))
	wide := slack + len(p.tokens)/2
	for bucket, v := range votes {
		begin := (bucket - 1) * width
		list = append(list, stretch{max(0, begin-wide), min(len(f.tokens), begin+2*width+len(p.tokens)+wide), v})
	}
	slices.SortFunc(list, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	// Neighbours are the same stretch.
	var out []stretch
	for _, s := range list {
		if s.from >= s.to || slices.ContainsFunc(out, func(o stretch) bool { return max(s.from-o.from, o.from-s.from) <= 2*width }) {
			continue
		}
		if out = append(out, s); len(out) == windows {
			break
		}
	}
	return out
}

// What a cell of an alignment came from.
const (
	fresh    uint8 = iota
	diagonal       // both go on, alike or not
	textGap        // words came
	wordGap        // words went
)

// align gives, for each word of the pattern, the word of the text that it is; −1:
// it is not there. Words of the pattern before lo and from hi on are not looked for.
func (f *Finder) align(p pattern, w stretch, lo, hi int) []int {
	n, m := w.to-w.from, hi-lo
	const never = -1e9
	// One row for each word of the pattern; a gap in the text runs along the row.
	best, gone := make([]float64, n+1), make([]float64, n+1)
	for j := range gone {
		gone[j] = never
	}
	came := make([]uint8, (m+1)*(n+1)) // 2 bits: of best; bit 2: the gap in the text widens; bit 3: that of the words
	top, ti, tj := 0.0, 0, 0
	for i := 1; i <= m; i++ {
		word, weight := p.tokens[lo+i-1].word, p.weights[lo+i-1]
		corner := best[0]
		best[0] = 0
		along := never
		row := came[i*(n+1):]
		for j := 1; j <= n; j++ {
			var bits uint8
			open, widen := best[j-1]-openGap, along-widenGap
			if along = open; widen > open {
				along = widen
				bits |= 4
			}
			open, widen = best[j]-openGap, gone[j]-widenGap
			if gone[j] = open; widen > open {
				gone[j] = widen
				bits |= 8
			}
			value, from := corner-otherWord, diagonal
			if word >= 0 && word == f.tokens[w.from+j-1].word {
				value = corner + weight
			}
			if along > value {
				value, from = along, textGap
			}
			if gone[j] > value {
				value, from = gone[j], wordGap
			}
			if value <= 0 {
				value, from = 0, fresh
			}
			corner = best[j]
			best[j] = value
			row[j] = bits | from
			if value > top {
				top, ti, tj = value, i, j
			}
		}
	}
	became := make([]int, len(p.tokens))
	for i := range became {
		became[i] = -1
	}
	for i, j := ti, tj; i > 0 && j > 0; {
		bits := came[i*(n+1)+j]
		switch bits & 3 {
		case fresh:
			return became
		case diagonal:
			if word := p.tokens[lo+i-1].word; word >= 0 && word == f.tokens[w.from+j-1].word {
				became[lo+i-1] = w.from + j - 1
			}
			i, j = i-1, j-1
		case textGap:
			for j > 1 && came[i*(n+1)+j]&4 != 0 {
				j--
			}
			j--
		case wordGap:
			for i > 1 && came[i*(n+1)+j]&8 != 0 {
				i--
			}
			i--
		}
	}
	return became
}

// Text is the text that is searched.
func (f *Finder) Text() body.Text { return f.text }
