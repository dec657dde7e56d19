package search

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	snippetLetters = 200
	snippetBefore  = 60 // letters before the first hit at most
)

// snippet gives the piece of an article that shows best why it was found: the
// window of about 200 letters with the most different words of the query, then
// with the most hits, then the earliest. Without hits it is the beginning.
func (m *marker) snippet(t Text) []Span {
	for _, text := range []string{t.Body, t.Lead} {
		if marks := m.marks(text, t.Language); len(marks) > 0 {
			return window(text, marks)
		}
	}
	text := t.Lead
	if strings.TrimSpace(text) == "" {
		text = t.Body
	}
	return window(text, nil)
}

func window(text string, marks []mark) []Span {
	start, end := 0, forward(text, 0, snippetLetters)
	if len(marks) > 0 {
		first, last := best(text, marks)
		start = begin(text, marks[first].start)
		end = max(forward(text, start, snippetLetters), marks[last].end)
	}
	end = wordEnd(text, start, end)
	for end > start && unicode.IsSpace(lastRune(text[start:end])) {
		_, size := utf8.DecodeLastRuneInString(text[start:end])
		end -= size
	}
	out := spans(text, start, end, marks)
	inOneLine(out)
	if start > 0 && len(out) > 0 {
		out = append([]Span{{Text: "… "}}, out...)
	}
	if end < len(text) && strings.TrimSpace(text[end:]) != "" {
		out = append(out, Span{Text: " …"})
	}
	return merged(out)
}

// merged joins neighbours of one kind.
func merged(in []Span) []Span {
	var out []Span
	for _, s := range in {
		if n := len(out); n > 0 && out[n-1].Mark == s.Mark {
			out[n-1].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

// best gives the first and last mark of the best window.
func best(text string, marks []mark) (int, int) {
	first, last, words := 0, 0, 0
	to := 0
	for from := range marks {
		limit := forward(text, marks[from].start, snippetLetters-snippetBefore)
		to = max(to, from)
		for to+1 < len(marks) && marks[to+1].end <= limit {
			to++
		}
		var seen uint64
		for _, k := range marks[from : to+1] {
			seen |= k.what
		}
		if n := bits.OnesCount64(seen); n > words || n == words && to-from > last-first {
			first, last, words = from, to, n
		}
	}
	return first, last
}

// begin goes back from the first hit to where its sentence begins, or where a
// word begins when that is too far.
func begin(text string, hit int) int {
	at, word := hit, hit
	for range snippetBefore {
		if at == 0 {
			return 0
		}
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if isSentenceEnd(r) && at < hit {
			next, n := utf8.DecodeRuneInString(text[at:])
			if unicode.IsSpace(next) {
				return at + n
			}
			if r == '\n' || r > 0x2000 { // the full stops of Chinese and Japanese need no space
				return at
			}
		}
		if unicode.IsSpace(r) {
			word = at
		}
		at -= size
	}
	return word
}

func isSentenceEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '؟', '۔', '。', '！', '？', '\n':
		return true
	}
	return false
}

// forward gives the offset so many letters on.
func forward(text string, from, letters int) int {
	for range letters {
		if from >= len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return from
}

// wordEnd goes back from an end to that of a word, unless words have no spaces
// between them.
func wordEnd(text string, start, end int) int {
	if end >= len(text) {
		return len(text)
	}
	if r, _ := utf8.DecodeRuneInString(text[end:]); unicode.IsSpace(r) {
		return end
	}
	for at := end; at > start && end-at < 80; {
		r, size := utf8.DecodeLastRuneInString(text[start:at])
		if unicode.IsSpace(r) {
			return at
		}
		at -= size
	}
	return end
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// inOneLine makes one line of several. A heading or an item of a list ends without
// a full stop: a dot in the middle keeps it from running into what follows.
func inOneLine(spans []Span) {
	before := '.'
	for i, span := range spans {
		var line strings.Builder
		for _, r := range span.Text {
			switch {
			case r != '\n' && r != '\r' && r != '\t':
				line.WriteRune(r)
			case unicode.IsSpace(before):
				continue
			default:
				if r == '\n' && !unicode.IsPunct(before) {
					line.WriteString(" ·")
				}
				r = ' '
				line.WriteRune(r)
			}
			before = r
		}
		spans[i].Text = line.String()
	}
}

// oneLine keeps the length of a text.
func oneLine(r rune) rune {
	if r == '\n' || r == '\r' || r == '\t' {
		return ' '
	}
	return r
}
