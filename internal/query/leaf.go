package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func isDateField(f Field) bool { return f == FieldFrom || f == FieldTo || f == FieldDate }

func isValueField(f Field) bool {
	switch f {
	case FieldKind, FieldSection, FieldTopic, FieldTag, FieldAuthor, FieldLang, FieldSource,
		FieldHas, FieldIs, FieldIn, FieldPlace, FieldID:
		return true
	}
	return false
}

// parseField reads what follows a field's name and colon. A field inside a
// group that has one already counts for itself.
func (p *parser) parseField(name token, outer Field) Node {
	field := Field(name.text)
	switch next := p.peek(); next.kind {
	case tokOpen:
		p.take()
		return p.group(field)
	case tokWord, tokPhrase:
		p.take()
		if isValueField(field) {
			return p.values(field, next)
		}
		return p.leaf(field, next)
	}
	p.notes.add("empty_field", name.start, name.end, "nothing stands after “"+name.text+":”, so it is searched as a word")
	return p.leaf(outer, token{kind: tokWord, text: name.text, start: name.start, end: name.end - 1})
}

// values reads a,b,c: the commas and what they join must touch each other.
func (p *parser) values(field Field, first token) Node {
	v := Values{Field: field}
	last := first
	for {
		if next := p.peek(); field == FieldIn && strings.HasSuffix(last.text, "/") && next.kind == tokPhrase && next.start == last.end {
			p.take() // collection/"A name"
			last = token{kind: tokPhrase, text: last.text + next.text, start: last.start, end: next.end}
		}
		if text := valueText(last); text != "" {
			v.Values = append(v.Values, Value(field, text))
		}
		comma := p.peek()
		if comma.kind != tokComma || comma.start != last.end {
			break
		}
		next := p.tokens[p.at+1]
		if next.start != comma.end || next.kind != tokWord && next.kind != tokPhrase {
			break
		}
		p.take()
		last = p.take()
	}
	if len(v.Values) == 0 {
		p.notes.add("empty_field", first.start, first.end, "nothing stands after “"+string(field)+":”")
		return nil
	}
	return v
}

func valueText(t token) string {
	text := strings.TrimFunc(t.text, func(r rune) bool { return r == ' ' || t.kind == tokWord && r == ':' })
	if !hasText(text) {
		return ""
	}
	return text
}

// leaf makes a word, a phrase, a value or a range of a token.
func (p *parser) leaf(field Field, t token) Node {
	switch {
	case isDateField(field):
		return p.date(field, t)
	case isValueField(field):
		if text := valueText(t); text != "" {
			return Values{field, []string{Value(field, text)}}
		}
		return nil
	case t.kind == tokPhrase:
		if t.text == "" {
			p.notes.add("empty_phrase", t.start, t.end, "there is nothing between the quotation marks")
			return nil
		}
		return Phrase{Field: field, Text: t.text, Slop: t.number}
	}
	if r, ok := p.bareRange(field, t.text, t); ok {
		return r
	}
	return p.word(field, t)
}

// bareRange reads what needs no field before it: 2011-03..2011-06, and outside
// of other fields P30D and 2011-03/2011-06, which have the form of nothing else.
func (p *parser) bareRange(field Field, text string, t token) (Range, bool) {
	_, _, ok := splitRange(text)
	if !ok && field == FieldAny {
		first, last, slash := strings.Cut(text, "/")
		ok = slash && strings.Contains(first, "-") && strings.Contains(last, "-") && maybeDate(first) && maybeDate(last) ||
			strings.HasPrefix(text, "P")
	}
	if !ok {
		return Range{}, false
	}
	if strings.HasPrefix(text, "P") {
		return p.readPeriod(text)
	}
	return p.dated(FieldDate, text, t)
}

// dated reads a range and says in which calendar, where that was chosen.
func (p *parser) dated(field Field, text string, t token) (Range, bool) {
	r, how, ok := p.readRange(field, text)
	if ok && how != "" {
		p.told.add("calendar", t.start, t.end, fmt.Sprintf("“%s” is read in the %s calendar: %s", text, how, plainRange(r)))
	}
	return r, ok
}

// date reads a date; what is none is searched as text, the field's name too.
func (p *parser) date(field Field, t token) Node {
	if r, ok := p.dated(field, t.text, t); ok {
		return r
	}
	p.notes.add("bad_date", t.start, t.end, "“"+t.text+"” is not a date such as 2011, 2011-03 or 2011-03-25, so it is searched as text")
	name := Word{Text: string(field)}
	if t.kind == tokPhrase {
		return joinAnd(appendNode([]Node{name}, p.leaf(FieldAny, t)))
	}
	return joinAnd(appendNode([]Node{name}, p.word(FieldAny, t)))
}

// word reads the marks at the end of a word: '*', '~1', '^2'.
func (p *parser) word(field Field, t token) Node {
	w := Word{Field: field}
	text := t.text
	for {
		before := text
		text, w = p.cutMark(text, w, t)
		if text == before {
			break
		}
	}
	text = strings.Trim(trimPunctuation(text), "*")
	if !hasText(text) {
		return nil
	}
	if r, ok := p.bareRange(field, text, t); ok {
		return r
	}
	if c, ok := readCount(text); ok {
		return c
	}
	if strings.Contains(text, "*") {
		text, w = p.wild(text, w, t)
	}
	if w.Prefix && !longEnough(text) {
		p.notes.add("short_prefix", t.start, t.end, fmt.Sprintf("a beginning needs at least %d letters before “*”, so the word itself is searched", MinPrefix))
		w.Prefix = false
	}
	if w.Prefix || w.Wild {
		w.Fuzzy = 0
	}
	w.Text = text
	if operator(token{kind: tokWord, text: text}).kind != tokWord {
		w.Text = strings.ToLower(text)
	}
	return w
}

// cutMark takes one mark, or one piece of punctuation, off the end of a word.
func (p *parser) cutMark(text string, w Word, t token) (string, Word) {
	if rest, ok := strings.CutSuffix(text, "*"); ok {
		w.Prefix = true
		return rest, w
	}
	if at := strings.LastIndexByte(text, '~'); at > 0 {
		digits := text[at+1:]
		n, ok := number(digits)
		if digits == "" {
			n, ok = 2, true
			if len([]rune(text[:at])) < 6 {
				n = 1
			}
		}
		if ok {
			if n > 2 {
				p.notes.add("limit_fuzzy", t.start, t.end, "at most 2 letters of a word may differ")
			}
			w.Fuzzy = min(n, 2)
			return text[:at], w
		}
	}
	if at := strings.LastIndexByte(text, '^'); at > 0 {
		if f, err := strconv.ParseFloat(text[at+1:], 64); err == nil && f > 0 && f <= 100 {
			if w.Boost = f; f == 1 {
				w.Boost = 0
			}
			return text[:at], w
		}
	}
	if trimmed := strings.TrimRightFunc(text, func(r rune) bool { return !isText(r) && r != '*' }); trimmed != text {
		return trimmed, w
	}
	return text, w
}

func (p *parser) wild(text string, w Word, t token) (string, Word) {
	for strings.Contains(text, "**") {
		text = strings.ReplaceAll(text, "**", "*")
	}
	head, _, _ := strings.Cut(text, "*")
	if !longEnough(head) {
		p.notes.add("short_prefix", t.start, t.end, fmt.Sprintf("at least %d letters must stand before “*”", MinPrefix))
		return trimPunctuation(strings.ReplaceAll(text, "*", "-")), w // not "": what it joins could mean something
	}
	if w.Prefix {
		text, w.Prefix = text+"*", false
	}
	w.Wild = true
	return text, w
}

// longEnough says whether so much of a word may be completed: two letters, or
// one character of a script that writes words with them.
func longEnough(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters++
		}
	}
	return letters >= MinPrefix
}

func trimPunctuation(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !isText(r) && r != '*' })
}
