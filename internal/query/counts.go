package query

import (
	"strings"

	"broadsheet/internal/lang"
)

// The largest numbers of what is counted.
const (
	maxAtLeast = 1000
	maxCount   = 1_000_000
)

// readCount reads words>500 and words<500, in the names of any language.
func readCount(text string) (Length, bool) {
	at := strings.IndexAny(text, "<>")
	if at <= 0 {
		return Length{}, false
	}
	n, ok := number(text[at+1:])
	if !ok || !wordsTerm.means(lang.Fold(text[:at])) {
		return Length{}, false
	}
	return Length{Over: text[at] == '>', Words: min(n, maxCount)}, true
}

// readAtLeast reads what stands before the colon of atleast3:word.
func readAtLeast(name string) (int, bool) {
	head := strings.TrimRightFunc(name, func(r rune) bool { _, ok := digit(r); return ok })
	n, ok := number(name[len(head):])
	if !ok || head == "" || !atLeastTerm.means(lang.Fold(head)) {
		return 0, false
	}
	return min(max(n, 1), maxAtLeast), true
}

// atLeast reads the word behind atleast3:, which counts in all text. What is no
// plain word is searched as it is.
func (p *parser) atLeast(t token) Node {
	next := p.peek()
	if next.kind == tokWord && next.start == t.end {
		p.take()
		n := p.leaf(FieldAny, next)
		w, ok := n.(Word)
		switch {
		case n == nil:
			return nil
		case ok && nearable(w):
			if t.number > 1 {
				w.AtLeast = t.number
			}
			return w
		}
		p.notes.add("bad_count", t.start, t.end, "“"+t.text+"” counts a plain word, so it is left out")
		return n
	}
	p.notes.add("bad_count", t.start, t.end, "no word stands after “"+t.text+"”, so it is searched as a word")
	return p.word(FieldAny, token{kind: tokWord, text: strings.TrimSuffix(t.text, ":"), start: t.start, end: t.end - 1})
}
