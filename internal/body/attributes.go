package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// attributes are those of the tag at hand that anyone asks for; of two with one
// name the first counts.
type attributes struct{ list []attr }

type attr struct{ name, value string }

func (a *attributes) reset() { a.list = a.list[:0] }

func (a *attributes) read(z *html.Tokenizer, more bool) {
	a.reset()
	for more {
		var name, value []byte
		name, value, more = z.TagAttr()
		if known, ok := attributeNames[string(name)]; ok && !a.has(known) {
			a.list = append(a.list, attr{known, string(value)})
		}
	}
}

func (a *attributes) has(name string) bool {
	return slices.ContainsFunc(a.list, func(x attr) bool { return x.name == name })
}

func (a *attributes) get(name string) string {
	for _, x := range a.list {
		if x.name == name {
			return x.value
		}
	}
	return ""
}

// hasClass reports whether one of words is among the element's classes.
func (a *attributes) hasClass(words ...string) bool {
	for class := range strings.FieldsSeq(a.get("class")) {
		if slices.Contains(words, strings.ToLower(class)) {
			return true
		}
	}
	return false
}

// attributeNames are all attributes that are looked at in what comes in.
var attributeNames = func() map[string]string {
	names := map[string]string{"xml:lang": "lang"}
	for _, n := range []string{"id", "name", "lang", "dir", "href", "role", "class", "title", "datetime", "start", "colspan",
		"rowspan", "src", "srcset", "data-lazy-src", "alt", "width", "height", "poster", "kind", "label", "srclang",
		"data-focus", "data-type", "data-src", "data-alt", "data-value", "data-title"} {
		names[n] = n
	}
	return names
}()
