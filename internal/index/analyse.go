package index

import (
	"strings"

	"broadsheet/internal/lang"

	bleve "github.com/blevesearch/bleve_index_api"
)

// analyser turns documents into counted terms. It works a word out once for all
// documents: its tables know the term and the stem of each. It is
// for one goroutine.
type analyser struct {
	languages map[string]*table
	seen      []occurrence
	stems     []*term
}

// table knows the words of a language.
type table struct {
	stemmer *lang.Stemmer
	words   map[string]entry // by the word as it stands in a text
	terms   map[string]*term // by the folded form
	stems   map[string]*term
}

// entry is what a word becomes.
type entry struct {
	term *term
	stem *term // nil where it is the term itself
}

// term is a term of the dictionary. What it counts is of the field at hand.
type term struct {
	bytes []byte
	count int
	last  int // index in seen of the last occurrence, plus one
}

type occurrence struct {
	term     *term
	position int
	previous int // as last
}

func newAnalyser() *analyser { return &analyser{languages: map[string]*table{}} }

// wordsKept bounds the memory of a language's words to some megabytes.
const wordsKept = 150_000

// tidy forgets the words of languages that have seen too many.
func (a *analyser) tidy() {
	for tag, t := range a.languages {
		if len(t.words) > wordsKept {
			delete(a.languages, tag)
		}
	}
}

func (a *analyser) table(tag string) *table {
	base := lang.Base(tag)
	t := a.languages[base]
	if t == nil {
		t = &table{
			stemmer: lang.NewStemmer(base),
			words:   make(map[string]entry, 4096), terms: make(map[string]*term, 4096), stems: make(map[string]*term, 1024),
		}
		a.languages[base] = t
	}
	return t
}

func (t *table) entry(token lang.Token) entry {
	if e, ok := t.words[token.Word]; ok {
		return e
	}
	e := entry{term: intern(t.terms, token.Term, "")}
	if stem := t.stemmer.Stem(token.Word); stem != "" && stem != token.Term {
		e.stem = intern(t.stems, stem, stemMarker)
	}
	t.words[strings.Clone(token.Word)] = e
	return e
}

func intern(known map[string]*term, text, marker string) *term {
	if t := known[text]; t != nil {
		return t
	}
	t := &term{bytes: []byte(marker + text)}
	known[string(t.bytes[len(marker):])] = t
	return t
}

func (a *analyser) document(d Document) (*document, lengths) {
	out := &document{id: ID{d.Thing, d.Row}.key(), size: len(d.Title) + len(d.Lead) + len(d.Body)}
	out.fields = make([]field, 0, 12)
	out.fields = append(out.fields, keyword(nameID, idOptions, out.id))
	var counted lengths
	position := 1
	for i, text := range [textFields]string{d.Title, d.Lead, d.Body} {
		if text == "" {
			continue
		}
		f, last := a.text(textNames[i], text, d.Language, position)
		if f.length == 0 {
			continue
		}
		out.fields = append(out.fields, f)
		counted[i] = sum{1, int64(f.length)}
		position = last + fieldGap
	}
	for _, k := range []struct {
		name   string
		values []string
	}{
		{"kind", one(d.Kind)}, {"section", one(d.Section)}, {"topic", d.Topics}, {"tag", d.Tags},
		{"author", d.Authors}, {"lang", one(strings.ToLower(d.Language))}, {"source", one(d.Source)},
	} {
		if len(k.values) > 0 {
			out.fields = append(out.fields, keyword(k.name, keywordOptions, k.values...))
		}
	}
	if !d.Published.IsZero() {
		out.fields = append(out.fields, keyword(nameDate, keywordOptions, dateTerm(d.Published)))
	}
	return out, counted
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func keyword(name string, options bleve.FieldIndexingOptions, values ...string) field {
	f := field{name: name, options: options, length: len(values), terms: make(bleve.TokenFrequencies, len(values))}
	for _, v := range values {
		t := &bleve.TokenFreq{Term: []byte(v)}
		t.SetFrequency(1)
		f.terms[v] = t
	}
	if options == idOptions {
		f.value = []byte(values[0])
	}
	return f
}

// text counts the words of one field. Positions go on from start; it gives the
// last one used.
func (a *analyser) text(name, text, language string, start int) (field, int) {
	table := a.table(language)
	a.seen, a.stems = a.seen[:0], a.stems[:0]
	distinct, last, words := 0, start, 0
	previous := -1
	for token := range lang.Tokens(text, language) {
		e := table.entry(token)
		if e.term.count == 0 {
			distinct++
		}
		e.term.count++
		last = start + token.Position
		a.seen = append(a.seen, occurrence{e.term, last, e.term.last})
		e.term.last = len(a.seen)
		if e.stem != nil {
			if e.stem.count == 0 {
				a.stems = append(a.stems, e.stem)
			}
			e.stem.count++
		}
		if token.Position != previous { // tokens at the place of another make no text longer
			words++
			previous = token.Position
		}
	}
	return a.collect(name, words, distinct), last
}

// collect makes the terms of what text has seen, in few large allocations, and
// clears the counts for the next field. Terms have positions, stems do not.
func (a *analyser) collect(name string, words, distinct int) field {
	f := field{name: name, length: words, options: textOptions, terms: make(bleve.TokenFrequencies, distinct+len(a.stems))}
	locations := make([]bleve.TokenLocation, len(a.seen))
	pointers := make([]*bleve.TokenLocation, len(a.seen))
	terms := make([]bleve.TokenFreq, distinct+len(a.stems))
	used, next := 0, 0
	put := func(t *term, at []*bleve.TokenLocation) {
		terms[next] = bleve.TokenFreq{Term: t.bytes, Locations: at}
		terms[next].SetFrequency(t.count)
		f.terms[string(t.bytes)] = &terms[next]
		t.count, t.last = 0, 0
		next++
	}
	for i := range a.seen {
		t := a.seen[i].term
		if t.count == 0 {
			continue
		}
		from := used
		used += t.count
		for n, at := used-1, t.last; at > 0; n-- { // the chain runs from the last to the first
			o := a.seen[at-1]
			locations[n].Position = o.position
			pointers[n] = &locations[n]
			at = o.previous
		}
		put(t, pointers[from:used:used])
	}
	for _, t := range a.stems {
		put(t, nil)
	}
	return f
}
