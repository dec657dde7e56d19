package tagsoup

import (
	"iter"
	"strings"
)

const space = " \t\r\n"

// Attrs gives the attributes of a start tag or an instruction in their order:
// names as written, values decoded. One without a value has an empty one.
func (t Token) Attrs() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		rest := t.Inner
		for {
			rest = strings.TrimLeft(rest, space+"/?,")
			if rest == "" {
				return
			}
			var name, value string
			name, value, rest = attr(rest)
			if name != "" && !yield(name, Decode(value)) {
				return
			}
		}
	}
}

// attr takes the attribute with which a text begins.
func attr(text string) (name, value, rest string) {
	n := strings.IndexAny(text, "="+space)
	if n < 0 {
		return text, "", ""
	}
	name, rest = text[:n], strings.TrimLeft(text[n:], space)
	if !strings.HasPrefix(rest, "=") {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], space)
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		if shut := strings.IndexByte(rest[1:], rest[0]); shut >= 0 {
			return name, rest[1 : 1+shut], rest[2+shut:]
		}
		return name, strings.TrimRight(rest[1:], space), ""
	}
	if end := strings.IndexAny(rest, space); end >= 0 {
		return name, rest[:end], rest[end:]
	}
	return name, rest, ""
}

// Attr gives the value of the first attribute of that name, whatever its case,
// and whether there is one.
func (t Token) Attr(name string) (string, bool) {
	for have, value := range t.Attrs() {
		if strings.EqualFold(have, name) {
			return value, true
		}
	}
	return "", false
}
