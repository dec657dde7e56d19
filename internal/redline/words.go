package redline

import (
	"strings"
	"unicode"

	"broadsheet/internal/lang"
)

// maxBlock bounds the text that is compared word by word, in bytes.
const maxBlock = 256 << 10

// shred is up to how many letters what stayed between two changes is told as part
// of them: "to the", no sentence of a reader.
const shred = 4

// Words tells two texts apart word by word.
func Words(older, newer string) []Word {
	c := comparer{steps: maxSteps}
	return c.words(older, newer)
}

// WordsAs is Words where pieces (lang.Cut) are the same if as gives the same for them.
// What is equal is given as the newer text has it, so that the older one cannot be had
// back from the answer.
func WordsAs(older, newer string, as func(piece string) string) []Word {
	c := comparer{steps: maxSteps, as: as}
	return c.words(older, newer)
}

func (c *comparer) words(older, newer string) []Word {
	if len(older) > maxBlock || len(newer) > maxBlock {
		return told(nil, OpDelete, older, OpInsert, newer)
	}
	var known numbers
	a, b := pieces(older), pieces(newer)
	d := differ{a: known.all(c.seen(a)), b: known.all(c.seen(b)), steps: c.steps}
	d.run()
	c.steps = d.steps
	var out []Word
	for _, s := range tidy(d.spans(), a) {
		gone, came := strings.Join(a[s.a0:s.a1], ""), strings.Join(b[s.b0:s.b1], "")
		if s.same {
			out = told(out, OpEqual, came, OpInsert, "")
		} else {
			out = told(out, OpDelete, gone, OpInsert, came)
		}
	}
	return out
}

// seen gives pieces as they are compared.
func (c *comparer) seen(pieces []string) []string {
	if c.as == nil {
		return pieces
	}
	out := make([]string, len(pieces))
	for i, piece := range pieces {
		out[i] = c.as(piece)
	}
	return out
}

// told adds what is not empty.
func told(out []Word, op Op, text string, then Op, more string) []Word {
	if text != "" {
		out = append(out, Word{op, text})
	}
	if more != "" {
		out = append(out, Word{then, more})
	}
	return out
}

func pieces(text string) []string {
	out := make([]string, 0, len(text)/3)
	for piece := range lang.Cut(text) {
		out = append(out, piece)
	}
	return out
}

// numbers gives equal words equal numbers. The zero value is ready.
type numbers struct{ known map[string]int32 }

func (n *numbers) of(word string) int32 {
	if n.known == nil {
		n.known = map[string]int32{}
	}
	number, found := n.known[word]
	if !found {
		number = int32(len(n.known))
		n.known[word] = number
	}
	return number
}

func (n *numbers) all(words []string) []int32 {
	out := make([]int32, len(words))
	for i, word := range words {
		out[i] = n.of(word)
	}
	return out
}

// span is a stretch of both sides, the same words or others.
type span struct {
	same           bool
	a0, a1, b0, b1 int
}

// tidy joins changes that only a shred of what stayed keeps apart: it is short,
// and no longer than either of them. A line end is never one: it parts items.
func tidy(spans []span, a []string) []span {
	var out []span
	for i, s := range spans {
		n := len(out)
		switch {
		case !s.same && n > 0 && !out[n-1].same:
			out[n-1].a1, out[n-1].b1 = s.a1, s.b1
		case s.same && n > 0 && i+1 < len(spans) && isShred(a[s.a0:s.a1], min(length(out[n-1]), length(spans[i+1]))):
			out[n-1].a1, out[n-1].b1 = s.a1, s.b1
		default:
			out = append(out, s)
		}
	}
	return out
}

// length is how many pieces a change has, on its longer side.
func length(s span) int { return max(s.a1-s.a0, s.b1-s.b0) }

func isShred(words []string, beside int) bool {
	total, real := 0, 0
	for _, word := range words {
		if word == "\n" || word == "\t" {
			return false
		}
		if n := letters(word); n > 0 {
			total += n
			real++
		}
	}
	return real == 0 || total <= shred && len(words) <= max(beside, 3)
}

// letters counts the letters and digits of a word; one of a script in which a
// single character is a word counts as two.
func letters(word string) int {
	count := 0
	for _, r := range word {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hangul):
			count += 2
		case unicode.IsLetter(r), unicode.IsNumber(r):
			count++
		}
	}
	return count
}
