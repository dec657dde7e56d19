package search

import (
	"fmt"
	"strings"
	"time"
)

// form is what a query asks of the text.
type form string

const (
	formAll        form = "all" // every article
	formAnd        form = "and"
	formOr         form = "or"
	formPhrase     form = "phrase"
	formPrefix     form = "prefix"      // the last of the words is the beginning of one
	formFuzzy      form = "fuzzy"       // a letter may differ
	formAndNot     form = "and not"     // the last word must not stand there
	pageSize            = 20            // results of a page
	deepOffset          = 50 * pageSize // the page that "deep page" asks for
	snippetResults      = 10
)

// question is a query as every engine can be asked it.
type question struct {
	Class   string
	Form    form
	Words   []string // as they stand in the text
	Section string   // "": any
	From    int      // years, both included; 0: any
	To      int
	Newest  bool
	Facets  bool
	Snippet bool
	Offset  int
}

// limit is how many results are asked for.
func (q question) limit() int {
	if q.Snippet {
		return snippetResults
	}
	return pageSize
}

// ascii says whether all words are plain Latin letters, on which every engine's
// tokeniser agrees.
func (q question) ascii() bool {
	for _, w := range q.Words {
		for i := range len(w) {
			if c := w[i] | 0x20; c < 'a' || c > 'z' {
				return false
			}
		}
	}
	return true
}

// text writes the query in the program's own language; exactly asks for the
// words as they are written, without their stems.
func (q question) text(exactly bool) string {
	words := append([]string(nil), q.Words...)
	if exactly {
		for i := range words {
			words[i] = "exact:" + words[i]
		}
	}
	last := len(words) - 1
	var text string
	switch q.Form {
	case formAll:
		return ""
	case formAnd:
		text = strings.Join(words, " ")
	case formOr:
		text = strings.Join(words, " OR ")
	case formPhrase:
		text = `"` + strings.Join(q.Words, " ") + `"`
	case formPrefix:
		words[last] = q.Words[last] + "*" // a beginning is never stemmed
		text = strings.Join(words, " ")
	case formFuzzy:
		text = q.Words[0] + "~1"
	case formAndNot:
		text = strings.Join(words[:last], " ") + " -" + words[last]
	}
	if q.Section != "" {
		text += " section:" + q.Section
	}
	if q.From != 0 {
		text += fmt.Sprintf(" from:%d to:%d", q.From, q.To)
	}
	return text
}

// dates gives the seconds between which articles were published, the second
// excluded.
func (q question) dates() (from, until int64) {
	return time.Date(q.From, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(q.To+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
}
