package wording

import (
	"slices"
	"sort"
	"strings"

	"broadsheet/internal/anchor"
	"broadsheet/internal/redline"
)

// altered holds a quotation against the words of a text that are most like it.
func altered(q quoted, t *source) (Verdict, bool) {
	place, state := t.finder.Place(anchor.Selector{Quote: strings.ReplaceAll(q.text, string(gap), " ")})
	if state == anchor.Detached || place.To-place.From > 4*maxLong {
		return Verdict{}, false
	}
	from, until := t.within(place.From, place.To)
	if from >= until {
		return Verdict{}, false
	}
	from, until = t.widened(q, from, until)
	words := q.against(t.Text.Plain[t.words[from].from:t.words[until-1].to])
	words, before, behind := trimmed(words)
	from, until = from+before, until-behind
	if from >= until || until > len(t.words) {
		return Verdict{}, false
	}
	same, gone := 0, 0
	for _, w := range words {
		switch w.Op {
		case redline.OpEqual:
			same += weigh(read(w.Text).all())
		case redline.OpDelete:
			gone += weigh(wordsOf(w.Text, 0))
		}
	}
	v := t.verdict(t.words[from].from, t.words[until-1].to)
	v.State, v.Gaps, v.Words = Altered, len(q.gaps), words
	v.Similarity = min(1, 2*float64(same)/float64(q.weight()+same+gone))
	return v, same >= leastWeight && v.Similarity >= near
}

// all gives the words of all runs.
func (q quoted) all() []word { return slices.Concat(q.runs...) }

// within gives the words that stand between two bytes.
func (t *source) within(from, to int) (first, until int) {
	first = sort.Search(len(t.words), func(i int) bool { return t.words[i].to > from })
	until = sort.Search(len(t.words), func(i int) bool { return t.words[i].from >= to })
	return first, until
}

// widened takes in some words of the same block where a quotation begins or ends with
// other ones than the text.
func (t *source) widened(q quoted, from, until int) (int, int) {
	words := q.against(t.Text.Plain[t.words[from].from:t.words[until-1].to])
	if len(words) < 2 {
		return from, until
	}
	for n := missing(words[0]); n > 0 && from > 0 && !t.parted(from-1, from); n-- {
		from--
	}
	for n := missing(words[len(words)-1]); n > 0 && until < len(t.words) && !t.parted(until-1, until); n-- {
		until++
	}
	return from, until
}

// missing is how many words of a text may be those that a quotation has others for.
func missing(w redline.Word) int {
	n := len(wordsOf(w.Text, 0))
	if w.Op != redline.OpInsert || n == 0 || n > edge {
		return 0
	}
	return n + edge
}

// trimmed takes off what of the text stands before or behind the quotation, and tells
// how many words that were. Where the quotation begins or ends with other words, as
// many of the text's are left.
func trimmed(words []redline.Word) (_ []redline.Word, before, behind int) {
	if len(words) > 0 && words[0].Op == redline.OpDelete {
		gone, left := wordsOf(words[0].Text, 0), instead(words, 1)
		switch before = max(0, len(gone)-left); {
		case left == 0:
			words = words[1:]
		case before > 0:
			words[0].Text = words[0].Text[gone[before].from:]
		}
	}
	last := len(words) - 1
	left := instead(words, last)
	if last > 0 && words[last].Op == redline.OpInsert {
		last--
	}
	if last >= 0 && words[last].Op == redline.OpDelete {
		gone := wordsOf(words[last].Text, 0)
		switch behind = max(0, len(gone)-left); {
		case left == 0:
			words = slices.Delete(words, last, last+1)
		case behind > 0:
			words[last].Text = words[last].Text[:gone[left-1].to]
		}
	}
	return words, before, behind
}

// instead counts the words of an insertion at a place.
func instead(words []redline.Word, at int) int {
	if at < 0 || at >= len(words) || words[at].Op != redline.OpInsert {
		return 0
	}
	return len(wordsOf(words[at].Text, 0))
}

// parted reports whether a block or a line ends between two words.
func (t *source) parted(a, b int) bool {
	return strings.Contains(t.Text.Plain[t.words[a].to:t.words[b].from], "\n")
}

// against tells a quotation from the words that it is held against. Other signs and
// other spellings of a word are no change, and neither is what a gap stands for.
func (q quoted) against(text string) []redline.Word {
	var out []redline.Word
	add := func(op redline.Op, text string) {
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += text
		} else if text != "" {
			out = append(out, redline.Word{Op: op, Text: text})
		}
	}
	list := redline.WordsAs(text, q.text, as)
	gaps := 0
	for i := 0; i < len(list); i++ {
		w := list[i]
		gone, came := "", ""
		switch {
		case w.Op == redline.OpEqual:
			add(w.Op, q.restored(w.Text, &gaps))
			continue
		case w.Op == redline.OpInsert:
			came = w.Text
		case i+1 < len(list) && list[i+1].Op == redline.OpInsert:
			gone, came = w.Text, list[i+1].Text
			i++
		default:
			gone = w.Text
		}
		isGap := strings.ContainsRune(came, gap)
		came = q.restored(came, &gaps)
		old, fresh := wordsOf(gone, 0), read(came).all()
		switch {
		case isGap && len(fresh) == 0 && len(old) <= maxGap, slices.EqualFunc(old, fresh, func(a, b word) bool { return a.sum == b.sum }):
			add(redline.OpEqual, came)
		default:
			add(redline.OpDelete, gone)
			add(redline.OpInsert, came)
		}
	}
	return out
}

// restored puts back what the signs of gaps stand for; n counts those that were.
func (q quoted) restored(text string, n *int) string {
	for strings.ContainsRune(text, gap) && *n < len(q.gaps) {
		text = strings.Replace(text, string(gap), q.gaps[*n], 1)
		*n++
	}
	return text
}
