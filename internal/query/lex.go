package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/internal/lang"
)

type tokenKind int

const (
	tokEnd tokenKind = iota
	tokWord
	tokPhrase
	tokField
	tokOpen
	tokClose
	tokOr
	tokAnd
	tokNot
	tokNear
	tokComma
	tokAtLeast // atleast3:
	tokCount   // words>500
)

// token is a piece of the query; start and end count runes.
type token struct {
	kind       tokenKind
	text       string
	start, end int
	number     int // of NEAR/n, of a phrase's ~n, or of atleast
}

// lexer cuts a query into tokens. Every character of the input is folded to
// one character, so that positions stay those of the text as given.
type lexer struct {
	runes     []rune
	at        int
	operators bool // translated ones work
	values    bool // a field's values stand here, parted by commas
	notes     *notes
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width forms of ASCII
		r = r - 0xFF01 + '!'
	case unicode.IsSpace(r) || r == 0 || r == 0xFEFF || r == unicode.ReplacementChar:
		return ' '
	}
	switch r {
	case '«', '»', '“', '”', '„', '‟', '‹', '›', '「', '」', '『', '』', '〝', '〞', '❝', '❞':
		return '"'
	case '،', '、', '﹐', '﹑':
		return ','
	}
	return r
}

func isText(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

func isBreak(r rune) bool {
	switch r {
	case ' ', '"', '(', ')', '|', ',':
		return true
	}
	return false
}

// joins says whether a comma or a quotation mark is part of the word around it:
// the comma of 1,000 and 3,5, and the mark before the last letters of a Hebrew
// abbreviation. start is where the word begins.
func (l *lexer) joins(start, at int) bool {
	if at <= start || at+1 >= len(l.runes) {
		return false
	}
	before, after := l.runes[at-1], l.runes[at+1]
	switch l.runes[at] {
	case '"':
		return unicode.Is(unicode.Hebrew, before) && unicode.Is(unicode.Hebrew, after)
	case ',':
		if _, ok := digit(after); !ok || l.values {
			return false
		}
		for _, r := range l.runes[start:at] {
			if _, ok := digit(r); !ok && r != ',' && r != '.' {
				return false
			}
		}
		_, ok := digit(before)
		return ok
	}
	return false
}

func (l *lexer) peek(ahead int) rune {
	if l.at+ahead < len(l.runes) {
		return l.runes[l.at+ahead]
	}
	return ' '
}

func (l *lexer) all() []token {
	var out []token
	for {
		t := l.next()
		out = append(out, t)
		if t.kind == tokEnd {
			return out
		}
	}
}

func (l *lexer) next() token {
	for l.at < len(l.runes) {
		start := l.at
		switch r := l.runes[l.at]; r {
		case ' ':
			l.at++
			l.values = false
		case '"':
			return l.phrase()
		case '(', ')', '|', ',':
			l.at++
			kind := map[rune]tokenKind{'(': tokOpen, ')': tokClose, '|': tokOr, ',': tokComma}[r]
			return token{kind: kind, text: string(r), start: start, end: l.at}
		case '-':
			l.at++
			if isBreak(l.peek(0)) && l.peek(0) != '"' && l.peek(0) != '(' {
				l.notes.add("stray_operator", start, l.at, "a minus sign stands alone")
				continue
			}
			return token{kind: tokNot, text: "-", start: start, end: l.at}
		default:
			if t, ok := l.word(); ok {
				return t
			}
		}
	}
	return token{kind: tokEnd, start: len(l.runes), end: len(l.runes)}
}

// phrase reads from a quotation mark to the next; any kind of mark closes any.
func (l *lexer) phrase() token {
	start := l.at
	l.at++
	from := l.at
	for l.at < len(l.runes) && (l.runes[l.at] != '"' || l.joins(from, l.at)) {
		l.at++
	}
	t := token{kind: tokPhrase, text: clean(l.runes[from:l.at]), start: start}
	if l.at == len(l.runes) {
		l.notes.add("unclosed_quote", start, start+1, "a quotation mark is opened and never closed")
	} else {
		l.at++
	}
	if l.peek(0) == '~' {
		digits := l.at + 1
		for l.at = digits; unicode.IsDigit(l.peek(0)); l.at++ {
		}
		t.number, _ = number(string(l.runes[digits:l.at]))
		t.number = min(t.number, maxDistance)
	}
	t.end = l.at
	return t
}

// wordStart passes over a field's name and colon, and what is no text.
func (l *lexer) wordStart(at int) int {
	for i := at; i < len(l.runes) && !isBreak(l.runes[i]); i++ {
		if l.runes[i] == ':' || i == at && !isText(l.runes[i]) {
			at = i + 1
		}
	}
	return at
}

// word reads up to the next break: an operator, a field name with its colon, or
// a word. It gives false where there was nothing but punctuation.
func (l *lexer) word() (token, bool) {
	start := l.at
	end := start
	for end < len(l.runes) && (!isBreak(l.runes[end]) || l.joins(l.wordStart(start), end)) {
		end++
	}
	if raw := string(l.runes[start:end]); strings.Contains(raw, "..") {
		if _, _, ok := splitRange(raw); ok {
			l.at = end
			return token{kind: tokWord, text: raw, start: start, end: end}, true
		}
	}
	for start < end && !isText(l.runes[start]) && l.runes[start] != '-' {
		start++
	}
	l.at = end
	if start < end && l.runes[start] == '-' {
		l.at = start
		return token{}, false
	}
	if start == end {
		return token{}, false
	}
	raw := string(l.runes[start:end])
	if name, _, ok := strings.Cut(raw, ":"); ok {
		length := len([]rune(name))
		if field, known := fieldNamed(name); known {
			l.at = start + length + 1
			l.values = isValueField(field)
			return token{kind: tokField, text: string(field), start: start, end: l.at}, true
		}
		if n, ok := readAtLeast(name); ok {
			l.at = start + length + 1
			return token{kind: tokAtLeast, text: name + ":", start: start, end: l.at, number: n}, true
		}
		if isName(name) && !strings.HasPrefix(raw[len(name):], "://") {
			l.notes.add("unknown_field", start, start+length, "there is no field “"+name+"”, so it is searched as text")
		}
	}
	if _, ok := readCount(raw); ok {
		return token{kind: tokCount, text: raw, start: start, end: end}, true
	}
	t := token{kind: tokWord, text: raw, start: start, end: end}
	if l.operators {
		if kind, n := translated(raw); kind != tokWord {
			t.kind, t.number = kind, n
			return t, true
		}
	}
	return operator(t), true
}

// translated reads an operator of a language that has no capitals. NEAR has its
// number with it, since its name alone is a common word.
func translated(text string) (tokenKind, int) {
	fold := lang.Fold(text)
	if fold == text && fold[0] < utf8.RuneSelf {
		return tokWord, 0
	}
	switch {
	case orTerm.translated(fold):
		return tokOr, 0
	case notTerm.translated(fold):
		return tokNot, 0
	}
	name, digits, ok := strings.Cut(fold, "/")
	if n, isNumber := number(digits); ok && isNumber && nearTerm.translated(name) {
		return tokNear, min(max(n, 1), maxDistance)
	}
	return tokWord, 0
}

// translatedOperator says whether a word would be an operator where it stands
// alone.
func translatedOperator(text string) bool {
	kind, _ := translated(text)
	return kind != tokWord
}

func operator(t token) token {
	switch t.text {
	case "OR":
		t.kind = tokOr
	case "AND":
		t.kind = tokAnd
	case "NOT":
		t.kind = tokNot
	case "NEAR":
		t.kind, t.number = tokNear, defaultDistance
	}
	if digits, ok := strings.CutPrefix(t.text, "NEAR/"); ok {
		if n, ok := number(digits); ok {
			t.kind, t.number = tokNear, min(max(n, 1), maxDistance)
		}
	}
	return t
}

func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// clean gives the text of a phrase with single spaces, or nothing where it
// holds no letter or digit.
func clean(runes []rune) string {
	fields := strings.Fields(string(runes))
	text := strings.Join(fields, " ")
	if !hasText(text) {
		return ""
	}
	return text
}

func hasText(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// number reads a small decimal number in the digits of any script.
func number(s string) (int, bool) {
	n := 0
	for _, r := range s {
		d, ok := digit(r)
		if !ok {
			return 0, false
		}
		if n < 1_000_000 {
			n = n*10 + d
		}
	}
	return n, s != ""
}

// digit gives the value of a decimal digit: those of a script stand in a row
// of ten, so that its place among the digits before it is its value.
func digit(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, zero := range [...]rune{0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10} {
		if r >= zero && r <= zero+9 {
			return int(r - zero), true
		}
	}
	return 0, false
}
