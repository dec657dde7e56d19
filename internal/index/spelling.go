package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"

	"github.com/blevesearch/vellum/levenshtein"
)

// How another spelling is chosen (search.md d): the logarithm of the number of
// articles less perLetter for each letter of distance.
const (
	spellFrom   = 3    // letters of a word that is looked at
	spellFew    = 3    // articles that a suggestion must stand in
	spellTimes  = 50   // times as many as the word itself
	spellWithin = 2    // letters that may differ
	spellLong   = 5    // of words of so many letters; one of shorter ones
	perLetter   = 8.0  //
	oddDoubled  = 0.5  // a letter too many or too few beside its like
	oddSilent   = 0.7  // an e or h
	oddKey      = 0.85 // the key beside the right one
	oddVowel    = 0.7  // a vowel for a vowel
	oddOrder    = 0.8  // two letters that changed places
	oddFirst    = 1.0  // more, where the first letter is another
)

// Spellings gives for each of the words of a query one of the library that may
// have been meant instead: of those at most two letters away the likeliest, when
// the given one stands in no article, or in fewer than a fiftieth of the other's.
// Of several it prefers those that stand in one article with their neighbours.
// Where a word is right, or nothing is near it, its place is empty.
func (x *Index) Spellings(ctx context.Context, words []string) ([]string, error) {
	out := make([]string, len(words))
	err := x.read(ctx, func(ctx context.Context, v *view) error {
		s := &speller{ctx: ctx, view: v}
		choices := make([][]spelt, len(words))
		wrong := false
		for i, word := range words {
			var err error
			if choices[i], err = s.choices(oneTerm(word)); err != nil {
				return err
			}
			wrong = wrong || len(choices[i]) > 0 && choices[i][0].other
		}
		if !wrong {
			return nil
		}
		chosen, err := s.together(choices)
		for i, c := range chosen {
			if c.other {
				out[i] = c.word
			}
		}
		return err
	})
	return out, err
}

// oneTerm gives the folded form of a word; empty where it is several or none.
func oneTerm(word string) string {
	term := ""
	for t := range lang.Tokens(word, "") {
		if term != "" {
			return ""
		}
		term = strings.Clone(t.Term)
	}
	return term
}

// spelt is a word that may have been meant.
type spelt struct {
	word  string
	other bool // it is not the one that was typed
	score float64
}

// spellMost is how many spellings of a word are tried beside its neighbours.
const spellMost = 4

type speller struct {
	ctx  context.Context
	view *view
}

// choices gives the likeliest spellings of a term, best first; the term alone
// where it is right, none where nothing can be said of it.
func (s *speller) choices(term string) ([]spelt, error) {
	if term == "" {
		return nil, nil
	}
	asTyped := []spelt{{word: term}}
	if utf8.RuneCountInString(term) < spellFrom || strings.ContainsFunc(term, unicode.IsDigit) {
		return asTyped, nil
	}
	counts, err := s.view.near(s.ctx, term, letters(term))
	if err != nil {
		return nil, err
	}
	if better := likeliest(term, counts, spellMost); len(better) > 0 {
		return better, nil
	}
	return asTyped, nil
}

// letters says how many letters of a word may differ: of a short one every other
// word is two letters away.
func letters(term string) int {
	if utf8.RuneCountInString(term) < spellLong {
		return 1
	}
	return spellWithin
}

// near counts in how many articles the words stand that differ from a term in at
// most so many letters, two that changed places being one; those that no
// suggestion could be are left out.
func (v *view) near(ctx context.Context, term string, distance int) (map[string]int64, error) {
	dfa, err := v.automata.of(term, distance)
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	able := func(word string) bool {
		return word == term || !strings.HasPrefix(word, stemMarker) && !strings.ContainsFunc(word, unicode.IsDigit)
	}
	err = v.collect(ctx, []string{"title", "body"}, dfa, nil, nil, able, counts)
	return counts, err
}

// likeliest ranks the words near a term, at most so many, best first; none where
// the term stands by itself.
func likeliest(term string, counts map[string]int64, most int) []spelt {
	var r ruler
	var all []spelt
	for word, n := range counts {
		if word != term && n >= spellFew && n >= spellTimes*counts[term] {
			all = append(all, spelt{word, true, logOf(n) - perLetter*r.distance(term, word)})
		}
	}
	slices.SortFunc(all, func(a, b spelt) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.word, b.word)) })
	var out []spelt
	for _, c := range all {
		if len(out) == most {
			break
		}
		if !r.misspelt(c.word, counts) {
			out = append(out, c)
		}
	}
	return out
}

// misspelt says whether a word is itself a mistake that many made: another stands
// in ten times as many articles and differs by what is mistaken easily, or in
// forty times as many and differs by one letter. Not to suggest those gains 1 %
// of Norvig's list with a dictionary and 2 % with texts of Usenet.
func (r *ruler) misspelt(word string, counts map[string]int64) bool {
	for other, n := range counts {
		if n < 10*counts[word] || len(other) > len(word)+4 || len(word) > len(other)+4 {
			continue
		}
		if d := r.distance(word, other); d <= oddKey || d <= 1 && n >= 40*counts[word] {
			return true
		}
	}
	return false
}

// togetherWorth is what standing in one article with the word before is worth, in
// letters of distance.
const togetherWorth = 1.25 * perLetter

// together chooses one spelling for each word: the best path through the
// choices, on which neighbours that stand in one article count (Viterbi).
func (s *speller) together(choices [][]spelt) ([]spelt, error) {
	type state struct {
		score float64
		from  int
	}
	paths := make([][]state, len(choices))
	last := -1 // the word before that anything can be said of
	for i, list := range choices {
		paths[i] = make([]state, len(list))
		for j, c := range list {
			paths[i][j] = state{c.score, -1}
			if last < 0 {
				continue
			}
			for k, before := range choices[last] {
				worth, err := s.meet(before.word, c.word)
				if err != nil {
					return nil, err
				}
				if score := paths[last][k].score + c.score + worth; paths[i][j].from < 0 || score > paths[i][j].score {
					paths[i][j] = state{score, k}
				}
			}
		}
		if len(list) > 0 {
			last = i
		}
	}
	out := make([]spelt, len(choices))
	at := -1
	for i := len(choices) - 1; i >= 0; i-- {
		if len(choices[i]) == 0 {
			continue
		}
		if at < 0 { // the end of the path
			at = 0
			for j := range paths[i] {
				if paths[i][j].score > paths[i][at].score {
					at = j
				}
			}
		}
		out[i] = choices[i][at]
		at = paths[i][at].from
	}
	return out, nil
}

// meet is worth something where two words stand in the body of one article.
func (s *speller) meet(a, b string) (float64, error) {
	for _, p := range s.view.segments {
		first, err := p.docs("body", a)
		if err != nil {
			return 0, err
		}
		second, err := p.docs("body", b)
		if err != nil {
			return 0, err
		}
		if first.Intersects(second) {
			return togetherWorth, nil
		}
	}
	return 0, s.ctx.Err()
}

// ruler measures how far words are from each other, in rooms that it keeps.
type ruler struct {
	a, b []rune
	rows [3][]float64
}

// distance weighs what was mistyped on the way from one word to another: by
// Damerau and Levenshtein, with what people mistake more easily counting less.
func (r *ruler) distance(from, to string) float64 {
	r.a, r.b = append(r.a[:0], []rune(from)...), append(r.b[:0], []rune(to)...)
	a, b := r.a, r.b
	for i := range r.rows {
		r.rows[i] = append(r.rows[i][:0], make([]float64, len(b)+1)...)
	}
	for j := 1; j <= len(b); j++ {
		r.rows[0][j] = r.rows[0][j-1] + oddLetter(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		before, last, now := r.rows[(i+1)%3], r.rows[(i-1)%3], r.rows[i%3]
		odd := oddLetter(a, i-1)
		now[0] = last[0] + odd
		for j := 1; j <= len(b); j++ {
			now[j] = min(last[j]+odd, now[j-1]+oddLetter(b, j-1), last[j-1]+swap(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+oddOrder)
			}
		}
	}
	d := r.rows[len(a)%3][len(b)]
	if len(a) > 0 && len(b) > 0 && a[0] != b[0] {
		d += oddFirst
	}
	return d
}

// oddLetter is the cost of a letter too many or too few.
func oddLetter(word []rune, at int) float64 {
	switch c := word[at]; {
	case at > 0 && word[at-1] == c, at+1 < len(word) && word[at+1] == c:
		return oddDoubled
	case c == 'e', c == 'h':
		return oddSilent
	}
	return 1
}

// swap is the cost of one letter for another.
func swap(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case vowel(a) && vowel(b):
		return oddVowel
	case a < 'a' || a > 'z' || b < 'a' || b > 'z':
		return 1
	case touch(a, b):
		return oddKey
	}
	return 1
}

func vowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// Where a to z stand on a keyboard: the row, and how far in, each row half a key
// further than the one above.
const (
	keyRows    = "12210111011122000010020202"
	keyColumns = "04222345767865890314631150"
)

// touch says whether two keys lie beside each other.
func touch(a, b rune) bool {
	row, column := func(r rune) int { return int(keyRows[r-'a']) }, func(r rune) int { return int(keyColumns[r-'a']) }
	if row(a) > row(b) {
		a, b = b, a
	}
	across := column(a) - column(b)
	switch row(b) - row(a) {
	case 0:
		return across == 1 || across == -1
	case 1:
		return across == 0 || across == 1
	}
	return false
}

// automata keeps what automata are built with, by how many letters may differ:
// making that takes five times as long as looking a word up.
type automata struct {
	mu       sync.Mutex
	builders map[int]*levenshtein.LevenshteinAutomatonBuilder
}

// of gives the automaton of the words that differ from one in at most so many
// letters, two that changed places being one.
func (a *automata) of(term string, distance int) (*levenshtein.DFA, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	builder := a.builders[distance]
	if builder == nil {
		var err error
		if builder, err = levenshtein.NewLevenshteinAutomatonBuilder(uint8(distance), true); err != nil {
			return nil, err
		}
		if a.builders == nil {
			a.builders = map[int]*levenshtein.LevenshteinAutomatonBuilder{}
		}
		a.builders[distance] = builder
	}
	return builder.BuildDfa(term, uint8(distance))
}
