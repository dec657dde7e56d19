package preflight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"broadsheet/internal/lang"
)

// What is shown at a wrong side follows from the Unicode Bidirectional Algorithm
// (UAX #9): signs and numbers beside text of the other direction go with it or with
// the paragraph, whatever the writer meant. Spoken of is only what is surely not
// meant; an isolate (bdi, a span with a direction, U+2066 to U+2069) settles it.

// direction looks at text of both directions.
func (l *looking) direction() {
	for _, u := range append(l.fields[:len(l.fields):len(l.fields)], l.units...) {
		l.embeddings(u)
		if u.tag == "pre" {
			continue
		}
		rtl, ltr := lettersOf(u.text)
		if rtl+ltr == 0 {
			continue
		}
		l.disagrees(u, rtl, ltr)
		if rtl == 0 && u.dir() == lang.LeftToRight || ltr == 0 && !strings.ContainsAny(u.text, "0123456789") {
			continue
		}
		if u.dir() == lang.RightToLeft {
			l.inRightToLeft(u)
		} else {
			l.inLeftToRight(u)
		}
	}
}

// embeddings looks for the signs that force a direction: bodies have none, fields
// may; and for isolates without an end.
func (l *looking) embeddings(u *unit) {
	if !strings.ContainsAny(u.text, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") {
		return
	}
	var open []int
	for i, r := range u.text {
		switch {
		case 0x202A <= r && r <= 0x202E:
			l.at(Look, MixedDirection, "forced", u, i, i+3)
			return
		case r == 0x2069:
			if len(open) == 0 {
				l.at(Look, MixedDirection, "isolate", u, i, i+3)
				return
			}
			open = open[:len(open)-1]
		case 0x2066 <= r && r <= 0x2068:
			open = append(open, i)
		}
	}
	if len(open) > 0 {
		l.at(Look, MixedDirection, "isolate", u, open[0], open[0]+3)
	}
}

// lettersOf counts the letters of both directions.
func lettersOf(s string) (rtl, ltr int) {
	for _, r := range s {
		switch {
		case r < 0x80:
			if c := r | 0x20; 'a' <= c && c <= 'z' {
				ltr++
			}
		case 0x590 <= r && r <= 0x8FF || 0xFB1D <= r && r <= 0xFDFF || 0xFE70 <= r && r <= 0xFEFC:
			if unicode.IsLetter(r) {
				rtl++
			}
		case unicode.IsLetter(r):
			ltr++
		}
	}
	return rtl, ltr
}

// disagrees looks for a text whose letters run against what is said of it.
func (l *looking) disagrees(u *unit, rtl, ltr int) {
	const few, share = 15, 0.8
	total := float64(rtl + ltr)
	switch {
	case rtl+ltr < few:
	case u.dir() == lang.LeftToRight && float64(rtl) > share*total:
		l.at(Look, MixedDirection, "direction", u, 0, len(u.text), "direction", lang.RightToLeft)
		return
	case u.dir() == lang.RightToLeft && float64(ltr) > share*total && !isAddress(u.text):
		l.at(Look, MixedDirection, "direction", u, 0, len(u.text), "direction", lang.LeftToRight)
		return
	}
	for i, s := range u.stretches {
		if i == 0 || s.code || s.to-s.from < 4 {
			continue
		}
		rtl, ltr := lettersOf(u.text[s.from:s.to])
		wants := lang.Direction(s.lang)
		if wants == lang.LeftToRight && rtl > 3 && ltr == 0 || wants == lang.RightToLeft && ltr > 3 && rtl == 0 {
			l.at(Look, MixedDirection, "language", u, s.from, s.to, "language", s.lang)
		}
	}
}

// isAddress reports whether a text is one word: an address, a name of an account.
func isAddress(s string) bool { return !strings.ContainsAny(strings.TrimSpace(s), " \n") }

// piece is a run of characters of one kind.
type piece struct {
	kind     rune // 'L', 'R', '0' European digits, '٠' Arabic ones, ' ' white space, '.' all others
	from, to int
}

// piecesOf parts a text. What is isolated is one piece of kind 'I'.
func piecesOf(u *unit) []piece {
	var out []piece
	add := func(kind rune, from, to int) {
		if n := len(out); n > 0 && out[n-1].kind == kind && kind != 'I' && out[n-1].to == from {
			out[n-1].to = to
			return
		}
		out = append(out, piece{kind, from, to})
	}
	depth, began := 0, 0
	for i := 0; i < len(u.text); {
		if s := u.at(i); s.isolated && depth == 0 {
			add('I', s.from, s.to)
			i = s.to
			continue
		}
		r, size := utf8.DecodeRuneInString(u.text[i:])
		switch {
		case 0x2066 <= r && r <= 0x2068:
			if depth == 0 {
				began = i
			}
			depth++
		case r == 0x2069 && depth > 0:
			if depth--; depth == 0 {
				add('I', began, i+size)
			}
		case depth > 0:
		default:
			add(directionKind(r), i, i+size)
		}
		i += size
	}
	return out
}

func directionKind(r rune) rune {
	if r < 0x80 {
		switch c := r | 0x20; {
		case 'a' <= c && c <= 'z':
			return 'L'
		case '0' <= r && r <= '9':
			return '0'
		case r == ' ':
			return ' '
		}
		return '.'
	}
	if 0x620 <= r && r <= 0x65F || 0x671 <= r && r <= 0x6D3 { // nearly always
		return 'R'
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return 'L'
	case bidi.R, bidi.AL:
		return 'R'
	case bidi.EN:
		return '0'
	case bidi.AN:
		return '٠'
	case bidi.WS, bidi.S, bidi.B:
		return ' '
	}
	if unicode.IsMark(r) || unicode.Is(unicode.Cf, r) && r != '\u200e' && r != '\u200f' {
		return 'R' // belongs to what stands before it, in scripts that have such
	}
	return '.'
}

// inRightToLeft looks at a paragraph that runs from right to left.
func (l *looking) inRightToLeft(u *unit) {
	list := piecesOf(u)
	kind := func(i int) rune {
		if i < 0 || i >= len(list) {
			return ' '
		}
		return list[i].kind
	}
	words := func(i int) string { return u.text[list[i].from:list[i].to] }
	right := false // the nearest letters before are of a script that runs from right to left
	for i, p := range list {
		switch p.kind {
		case 'R', '٠':
			right = true
		case 'L', 'I':
			right = false
		}
		if u.at(p.from).code && p.kind != '.' {
			continue
		}
		switch p.kind {
		case '.':
			s := words(i)
			switch {
			// C++, C#: what belongs to a Latin word is shown before it.
			case kind(i-1) == 'L' && kind(i+1) != 'L' && kind(i+1) != '0' && (strings.HasPrefix(s, "+") || s == "#" || strings.HasPrefix(s, "*")):
				l.at(Look, MixedDirection, "sign", u, list[i-1].from, p.to)
			// @name, #tag
			case kind(i+1) == 'L' && (kind(i-1) == ' ' || kind(i-1) == 'R') && (strings.HasSuffix(s, "@") || s == "#"):
				l.at(Look, MixedDirection, "sign", u, p.from, list[i+1].to)
			// −5: the minus is shown behind the number.
			case kind(i+1) == '0' && kind(i-1) == ' ' && (s == "-" || s == "−") && !l.isRange(u, list, i):
				l.at(Look, MixedDirection, "minus", u, p.from, list[i+1].to)
			}
		case '0':
			if end := groups(u, list, i); right && end > i { // a date or number in groups
				l.at(Look, MixedDirection, "groups", u, p.from, list[end].to)
			}
		}
	}
}

// isRange reports whether a sign before a number parts two: 5 - 7.
func (l *looking) isRange(u *unit, list []piece, i int) bool {
	return i >= 2 && (list[i-2].kind == '0' || list[i-2].kind == '٠') || i == 0 || i+2 < len(list) && strings.HasPrefix(u.text[list[i+2].from:], "-")
}

// groups finds the end of a number in groups that are joined by a sign over which
// they change places: 2024-05-12, 021-555-1234. Two groups are a span of years or a
// result, which reads right either way.
func groups(u *unit, list []piece, i int) int {
	if i > 0 && (list[i-1].kind == '.' || list[i-1].kind == 'L' || list[i-1].kind == '0') {
		return i
	}
	end, count := i, 1
	for end+2 < len(list) && list[end+2].kind == '0' {
		s := u.text[list[end+1].from:list[end+1].to]
		if s != "-" && s != "–" && s != "‑" {
			break
		}
		end, count = end+2, count+1
	}
	// Latin digits right behind Latin letters run with them.
	if count < 3 || u.text[list[i].from] >= 0x80 {
		return i
	}
	return end
}

// inLeftToRight looks at a paragraph that runs from left to right and has words of the
// other direction in it.
func (l *looking) inLeftToRight(u *unit) {
	list := piecesOf(u)
	for i, p := range list {
		if p.kind != 'R' || u.at(p.from).code {
			continue
		}
		j := i + 1
		for j < len(list) && (list[j].kind == ' ' || list[j].kind == '.') {
			j++
		}
		if j >= len(list) || j == i+1 {
			continue
		}
		between := u.text[p.to:list[j].from]
		switch list[j].kind {
		case '0', '٠':
			// A number behind such a word goes to its left, unless a letter stands between.
			l.at(Look, MixedDirection, "number", u, p.from, list[j].to)
		case 'R':
			if strings.ContainsAny(between, ",;/،؛") && !strings.ContainsAny(between, "\"”»'’)") && !isolatedAt(u, p, list[j]) {
				l.at(Look, MixedDirection, "order", u, p.from, list[j].to)
			}
		}
	}
}

// isolatedAt reports whether two pieces lie in one stretch of their own language,
// where they stand in their own order rightly.
func isolatedAt(u *unit, a, b piece) bool {
	s := u.at(a.from)
	return lang.Direction(s.lang) == lang.RightToLeft && b.from < s.to
}
