package query

// Typing is what stands at the caret of a query: the beginning of a word or of
// a field's name, or of a field's value.
type Typing struct {
	Field Field  // whose value it is; FieldAny: a word, or a field's name
	Text  string // up to the caret, without quotation marks
	// Start and End are, in runes, what a completion takes the place of.
	Start, End int
}

// TypingAt looks what is being typed at a caret, which counts runes.
func TypingAt(text string, caret int) Typing {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = foldRune(r)
	}
	caret = min(max(caret, 0), len(runes))
	t := Typing{}
	quoted := false
	for i, r := range runes[:caret] {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == ' ' || r == '(' || r == ')' || r == '|':
			t.Start, t.Field = i+1, FieldAny
		case r == ',':
			t.Start = i + 1
			if !isValueField(t.Field) {
				t.Field = FieldAny
			}
		case r == '-' && t.Start == i && t.Field == FieldAny:
			t.Start = i + 1
		case r == ':' && t.Field == FieldAny:
			if field, ok := fieldNamed(string(runes[t.Start:i])); ok {
				t.Field, t.Start = field, i+1
			}
		}
	}
	t.End = caret
	for t.End < len(runes) && (quoted || !isBreak(runes[t.End])) {
		t.End++
		if quoted && runes[t.End-1] == '"' {
			break
		}
	}
	given := []rune(text)[t.Start:caret]
	if len(given) > 0 && foldRune(given[0]) == '"' {
		given = given[1:]
	}
	t.Text = string(given)
	return t
}

// Put gives a text with something in the place of what is being typed, and the
// caret behind it.
func (t Typing) Put(text, insert string) (string, int) {
	runes := []rune(text)
	out := append(append(append([]rune{}, runes[:t.Start]...), []rune(insert)...), runes[t.End:]...)
	return string(out), t.Start + len([]rune(insert))
}

// Quote writes a value so that it is read as one.
func Quote(value string) string { return quote(value) }
