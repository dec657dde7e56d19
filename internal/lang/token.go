package lang

import (
	"bytes"
	"iter"
	"unicode/utf8"
)

// maxTerm bounds a term in bytes: what is longer is no word (encoded files in
// mail, addresses) and would only fill the dictionary.
const maxTerm = 96

// TokenKind says what a token stands for.
type TokenKind uint8

// The kinds of token.
const (
	TokenWord   TokenKind = iota // a word or a number
	TokenSingle                  // one character of a script without spaces; a query of several uses the pairs
	TokenPair                    // two neighbours of such a script, at the position of the first
)

// Token is a word of a text. Term is folded (see Fold) and never empty; it may be
// a part of the text itself, so clone it where it outlives the text. Word is how
// it stands in the text, for Stem. Start and End are byte offsets into the text.
// Position counts words from zero; a pair has that of its first character.
type Token struct {
	Term       string
	Word       string
	Start, End int
	Position   int
	Kind       TokenKind
}

// Tokens gives the words of s, which is of the given language ("" where that is
// unknown), in order:
//
//   - a run of letters, marks and digits is a word; the zero-width non-joiner
//     and the hyphen part words;
//   - after an apostrophe, one or two letters are dropped (minister's, don't)
//     and more begin a new word (dell'arte); in French, Italian, Catalan and
//     Occitan it always parts words, in Turkish what follows is dropped, in
//     scripts other than Latin it is as though it were not there;
//   - U.S.A. is the word usa; 3.5 is one word, 1,000 is 1000, 3,5 is 3.5;
//   - Han, kana and Hangul give each character (TokenSingle) and each pair of
//     neighbours (TokenPair), a voicing mark belongs to the kana before it
//     (ｶﾞ is ガ); Thai, Lao, Khmer and Burmese give the pairs.
func Tokens(s, lang string) iter.Seq[Token] { return TokensAmong(s, lang, Wanted{}) }

// Wanted says which words of a text are wanted, as they stand in it. The zero value
// wants all.
type Wanted struct {
	// Begins are the ASCII characters that wanted words may begin with; nil: any. Of
	// other characters it says nothing.
	Begins *[utf8.RuneSelf]bool
	// Word wants a word; nil: every word. A character that folds to nothing has no
	// position among words, so what is not known has to be wanted.
	Word func(word string) bool
}

// TokensAmong gives those tokens whose word is wanted, each as Tokens gives it. The
// others are passed over and not folded, which is most of the work.
func TokensAmong(s, lang string, wanted Wanted) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		t := tokeniser{s: s, class: classes(), rule: apostropheRule(lang), wanted: wanted, yield: yield}
		t.run()
	}
}

type tokeniser struct {
	s        string
	class    *[1 << 16]class
	rule     apostrophe
	wanted   Wanted
	yield    func(Token) bool
	position int
	buf      []byte // the term that is being folded
	apart    int    // up to here groups of digits are not joined
	stopped  bool
}

func (t *tokeniser) run() {
	s, class, begins := t.s, t.class, t.wanted.Begins
	for i := 0; i < len(s) && !t.stopped; {
		size, c := 1, classGap
		if b := s[i]; b < utf8.RuneSelf { // as in span
			c = class[b]
			if c == classLetter && begins != nil && !begins[b] {
				if end := plain(s, i, class); end > i {
					t.position++
					i = end
					continue
				}
			}
		} else {
			_, size, c = t.at(i)
		}
		switch c {
		case classLetter, classDigit:
			i = t.word(i)
		case classIdeograph, classRun:
			i = t.spaceless(i, c)
		default:
			i += size
		}
	}
}

// plain finds the end of a word of ASCII letters alone that nothing makes another word
// of: a gap stands behind it, or a point behind two letters or more. i: it is none of
// those.
func plain(s string, i int, class *[1 << 16]class) int {
	end := i + 1
	for end < len(s) && s[end] < utf8.RuneSelf && class[s[end]] == classLetter {
		end++
	}
	if end == len(s) {
		return end
	}
	if b := s[end]; b < utf8.RuneSelf && (class[b] == classGap || class[b] == classPoint && end > i+1) {
		return end
	}
	return i
}

// at gives the character at byte i, its size and its class.
func (t *tokeniser) at(i int) (rune, int, class) {
	if i >= len(t.s) {
		return 0, 0, classGap
	}
	c := t.s[i]
	if c < utf8.RuneSelf {
		return rune(c), 1, t.class[c]
	}
	if 0xC2 <= c && c < 0xE0 && i+1 < len(t.s) && t.s[i+1]&0xC0 == 0x80 { // Arabic, Cyrillic, Greek, Hebrew
		r := rune(c&0x1F)<<6 | rune(t.s[i+1]&0x3F)
		return r, 2, t.class[r]
	}
	r, size := utf8.DecodeRuneInString(t.s[i:])
	return r, size, classOf(t.class, r)
}

// span finds the end of a run of letters and digits from i. It reports whether
// the run is digits only and how many letters it has (2 for more).
func (t *tokeniser) span(i int) (end int, digits bool, letters int) {
	digits = true
	for s := t.s; i < len(s); {
		size, c := 1, classGap
		if b := s[i]; b < utf8.RuneSelf { // at, without the call: this is where texts are walked through
			c = t.class[b]
		} else {
			_, size, c = t.at(i)
		}
		switch c {
		case classLetter:
			digits = false
			letters++
		case classDigit:
		case classNothing:
		default:
			return i, digits, letters
		}
		i += size
	}
	return i, digits, letters
}

// word reads the word that begins at start and gives where to go on.
func (t *tokeniser) word(start int) int {
	end, digits, letters := t.span(start)
	if end < len(t.s) {
		switch _, size, next := t.at(end); {
		case next == classGap: // nearly always
		case next == classPoint && digits:
			return t.number(start, end, size)
		case next == classPoint && letters == 1:
			if last := t.abbreviation(start, end); last > 0 {
				return last
			}
		case next == classApostrophe:
			return t.withApostrophe(start, end, size)
		case next == classQuote && letters > 0:
			if last := t.hebrew(start, end, size); last > 0 {
				t.emit(start, last)
				return last
			}
		}
	}
	t.emit(start, end)
	return end
}

// number joins two groups of digits with a point between them, and thousands;
// dates and versions, which have more points, stay apart.
func (t *tokeniser) number(start, end, size int) int {
	if start < t.apart {
		t.emit(start, end)
		return end
	}
	last, groups, thousands := end+size, 0, t.s[end] == ','
	for at := end; ; {
		_, size, c := t.at(at)
		stop, digits, _ := t.span(at + size)
		if c != classPoint || !digits || stop == at+size {
			break
		}
		thousands = thousands && t.s[at] == ',' && stop-at-size == 3
		last, at, groups = stop, stop, groups+1
	}
	switch {
	case groups == 1, thousands && groups > 0:
		t.emit(start, last)
		return last
	case groups > 1:
		t.apart = last
	}
	t.emit(start, end)
	return end
}

// abbreviation joins single letters with points (U.S.A.); 0 where there is none.
func (t *tokeniser) abbreviation(start, end int) int {
	last, parts := end, 1
	for {
		_, size, c := t.at(last)
		if c != classPoint || t.s[last] != '.' {
			break
		}
		stop, _, letters := t.span(last + size)
		if stop == last+size || letters != 1 || stop-last-size > utf8.UTFMax {
			break
		}
		last, parts = stop, parts+1
	}
	if parts < 2 {
		return 0
	}
	t.emit(start, last)
	if last < len(t.s) && t.s[last] == '.' {
		last++
	}
	return last
}

// withApostrophe reads a word with an apostrophe behind start..end.
func (t *tokeniser) withApostrophe(start, end, size int) int {
	next := end + size
	last, _, letters := t.span(next)
	if last == next || letters == 0 {
		t.emit(start, end)
		return end
	}
	r, _ := utf8.DecodeRuneInString(t.s[start:])
	switch {
	case Script(r) != "Latn":
		t.emit(start, last)
		return last
	case t.rule == apostropheParts:
		t.emit(start, end)
		return next
	case t.rule == apostropheCuts || letters <= 2:
		t.emit(start, end)
		return last
	}
	t.emit(start, end)
	return next
}

// hebrew finds the end of an abbreviation with a double quote before its last
// letters; 0 where there is none.
func (t *tokeniser) hebrew(start, end, size int) int {
	r, _ := utf8.DecodeRuneInString(t.s[start:])
	next, _, c := t.at(end + size)
	if c != classLetter || Script(r) != "Hebr" || Script(next) != "Hebr" {
		return 0
	}
	last, _, _ := t.span(end + size)
	return last
}

// spaceless reads a run of a script without spaces.
func (t *tokeniser) spaceless(start int, kind class) int {
	at, first := start, true
	previous := start
	for at < len(t.s) {
		_, size, c := t.at(at)
		if c != kind {
			break
		}
		size += t.voicing(at + size)
		if !first {
			t.give(previous, at+size, TokenPair)
			t.position++
		}
		if kind == classIdeograph {
			t.give(at, at+size, TokenSingle)
		}
		previous, first = at, false
		at += size
		if t.stopped {
			return at
		}
	}
	if kind == classRun && previous == start {
		t.give(start, at, TokenSingle)
	}
	t.position++
	return at
}

// voicing gives how many bytes of voicing marks stand at byte i: with the kana
// before them they are one character.
func (t *tokeniser) voicing(i int) int {
	size := 0
	for {
		r, n, c := t.at(i + size)
		if c != classIdeograph || !voices(r) {
			return size
		}
		size += n
	}
}

// emit gives the word s[start:end].
func (t *tokeniser) emit(start, end int) {
	if t.give(start, end, TokenWord) {
		t.position++
	}
}

func (t *tokeniser) give(start, end int, kind TokenKind) bool {
	if t.stopped {
		return false
	}
	if t.wanted.Word != nil && !t.wanted.Word(t.s[start:end]) {
		return true
	}
	term := t.fold(start, end)
	if term == "" {
		return false
	}
	t.stopped = !t.yield(Token{Term: term, Word: t.s[start:end], Start: start, End: end, Position: t.position, Kind: kind})
	return true
}

// fold folds a word; apostrophes, quotes and the points of abbreviations go,
// the point of a decimal stays.
func (t *tokeniser) fold(start, end int) string {
	word := t.s[start:end]
	if len(word) > maxTerm {
		word = cutRunes(word, maxTerm)
	}
	plain := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf || asciiLower[c] != c || c < '0' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	t.buf = FoldTo(t.buf[:0], word)
	if term := tidy(t.buf); string(term) != word {
		return string(term)
	}
	return word
}

// tidy takes apostrophes, quotes and the points of abbreviations out of a
// folded word, and gives a number the decimal point.
func tidy(w []byte) []byte {
	if len(w) > 0 && '0' <= w[0] && w[0] <= '9' {
		return tidyNumber(w)
	}
	out := w[:0]
	for _, c := range w {
		if c != '\'' && c != '"' && c != '.' {
			out = append(out, c)
		}
	}
	return out
}

func tidyNumber(w []byte) []byte {
	if bytes.ContainsAny(w, "٫٬") {
		w = bytes.ReplaceAll(bytes.ReplaceAll(w, []byte("٬"), nil), []byte("٫"), []byte("."))
	}
	comma := bytes.LastIndexByte(w, ',')
	if comma < 0 {
		return w
	}
	if bytes.Count(w, []byte(",")) == 1 && len(w)-comma-1 != 3 {
		w[comma] = '.'
		return w
	}
	return bytes.ReplaceAll(w, []byte(","), nil)
}

// cutRunes gives the first n bytes of s, less a character that would be split.
func cutRunes(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// apostrophe is what a language does with an apostrophe in Latin letters.
type apostrophe uint8

const (
	apostropheEnds  apostrophe = iota // up to two letters behind it are an ending
	apostropheParts                   // l'été, qu'il
	apostropheCuts                    // Ankara'da
)

func apostropheRule(lang string) apostrophe {
	switch Base(lang) {
	case "fr", "it", "ca", "oc":
		return apostropheParts
	case "tr":
		return apostropheCuts
	}
	return apostropheEnds
}
