package wording

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted is a quotation as it is looked for: the runs of its words between what it
// leaves out or puts in and says so.
type quoted struct {
	text string // the quotation, where each gap is the sign gap
	gaps []string
	runs [][]word // none is empty; places are bytes of text
}

// gap stands for what is left out or put in.
const gap = '\uFFFC'

// marked are the ways to say that something is left out, and brackets.
var marked = regexp.MustCompile(`[\[(（［]\s*(?:…+|⋯+|\.{2,}|\.(?:\s\.)+)\s*[\])）］]|…+|⋯+|\.{3,}|\.(?:\s\.){2,}|[\[［][^\[\]［］]{0,200}[\]］]`)

// read reads a quotation.
func read(text string) quoted {
	var q quoted
	var b strings.Builder
	at := 0
	text = strings.ReplaceAll(text, string(gap), "")
	for _, m := range marked.FindAllStringIndex(text, -1) {
		b.WriteString(text[at:m[0]])
		said := text[m[0]:m[1]]
		at = m[1]
		if letters, ok := letter(text, m[0], m[1]); ok {
			b.WriteString(letters)
			continue
		}
		q.gaps = append(q.gaps, said)
		b.WriteRune(gap)
	}
	b.WriteString(text[at:])
	q.text = b.String()
	from := 0
	for run := range strings.SplitSeq(q.text, string(gap)) {
		if words := wordsOf(run, from); len(words) > 0 {
			q.runs = append(q.runs, words)
		}
		from += len(run) + utf8.RuneLen(gap)
	}
	return q
}

// letter gives the letters in brackets that are part of a word: [T]he, walk[ed].
func letter(text string, from, to int) (string, bool) {
	inside := strings.Trim(text[from:to], "[]［］")
	if inside == "" || utf8.RuneCountInString(inside) > 3 || strings.IndexFunc(inside, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 || weight(inside) == 1 {
		return "", false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return inside, unicode.IsLetter(before) || unicode.IsLetter(after)
}

// enough reports whether there are words enough to be looked for.
func (q quoted) enough() bool {
	all, most := 0, 0
	for _, run := range q.runs {
		n := weigh(run)
		all += n
		most = max(most, n)
	}
	return all >= leastWeight && most >= leastRun
}

// longest gives the longest run.
func (q quoted) longest() []word {
	var out []word
	for _, run := range q.runs {
		if len(run) > len(out) {
			out = run
		}
	}
	return out
}

func (q quoted) weight() int {
	n := 0
	for _, run := range q.runs {
		n += weigh(run)
	}
	return n
}

// in finds the runs in a text, in their order and with no more than maxGap words
// between two of them; from and until are words of the text.
func (q quoted) in(words []word) (from, until int, found bool) {
	tables := make([][]int, len(q.runs))
	for i, run := range q.runs {
		tables[i] = fallback(run)
	}
	for start := 0; ; start = from + 1 {
		from = stands(words, q.runs[0], tables[0], start, len(words))
		if from < 0 {
			return 0, 0, false
		}
		at := from + len(q.runs[0])
		found = true
		for i, run := range q.runs[1:] {
			n := stands(words, run, tables[i+1], at, min(len(words), at+maxGap+len(run)))
			if n < 0 {
				found = false
				break
			}
			at = n + len(run)
		}
		if found {
			return from, at, true
		}
		if start > maxStarts {
			return 0, 0, false
		}
	}
}
