package index

import (
	"strings"

	"broadsheet/internal/lang"
	"broadsheet/internal/news"

	bleve "github.com/blevesearch/bleve_index_api"
)

// analyser turns documents into counted terms. It works a word out once for all
// documents: its tables know the term and the stem of each. The documents that
// it makes hold until its supply is reset. It is for one goroutine.
type analyser struct {
	languages map[string]*table
	terms     map[string]*term // by the folded form; of all languages, which one text may mix
	stemTerms map[string]*term
	seen      []occurrence
	stems     []*term
	spellings *spellings // of all analysers
	supply    supply
}

// table knows the words of a language.
type table struct {
	language string
	stemmer  *lang.Stemmer
	words    map[string]entry // by the word as it stands in a text
	scripts  map[string]bool  // whether the language uses them, as far as asked
}

func (t *table) writtenIn(script string) bool {
	written, ok := t.scripts[script]
	if !ok {
		written = writtenIn(t.language, script)
		t.scripts[script] = written
	}
	return written
}

// entry is what a word becomes.
type entry struct {
	term *term
	stem *term // nil where it is the term itself
}

// term is a term of the dictionary. What it counts is of the field at hand.
type term struct {
	text  string
	count int
	last  int // index in seen of the last occurrence, plus one
}

type occurrence struct {
	term     *term
	position int
	previous int // as last
}

func newAnalyser(s *spellings) *analyser {
	return &analyser{languages: map[string]*table{}, terms: make(map[string]*term, 4096), stemTerms: make(map[string]*term, 1024), spellings: s}
}

// words counts what the analyser knows.
func (a *analyser) words() int {
	n := 0
	for _, t := range a.languages {
		n += len(t.words)
	}
	return n
}

func (a *analyser) table(tag string) *table {
	base := lang.Base(tag)
	t := a.languages[base]
	if t == nil {
		t = &table{language: base, stemmer: lang.NewStemmer(base), words: make(map[string]entry, 4096), scripts: map[string]bool{}}
		a.languages[base] = t
	}
	return t
}

// entry works out what a word is in a language. In a script that the language
// is not written in, the usual language of that script counts.
func (a *analyser) entry(t *table, token lang.Token) entry {
	if e, ok := t.words[token.Word]; ok {
		return e
	}
	stemmer := t.stemmer
	if script := scriptOf(token.Word); !t.writtenIn(script) {
		stemmer = a.table(usualIn(script)).stemmer
	}
	e := entry{term: a.intern(a.terms, token.Term, "")}
	if stem := stemmer.StemOnce(token.Word); stem != "" && stem != token.Term {
		e.stem = a.intern(a.stemTerms, stem, stemMarker)
	}
	word := e.term.text
	if token.Word != word {
		word = strings.Clone(token.Word)
	}
	t.words[word] = e
	return e
}

// usualIn gives the language by whose rules words of a script are read in texts
// of languages that do not use it; none for Latin, which has too many.
func usualIn(script string) string {
	switch script {
	case "Arab":
		return "ar"
	case "Cyrl":
		return "ru"
	case "Hebr":
		return "he"
	case "Deva":
		return "hi"
	}
	return ""
}

// pieces cuts a text by language: its own around the runs of others.
func pieces(text, language string, runs []Run) []Run {
	var out []Run
	at := 0
	for _, r := range runs {
		if r.Start < at || r.End > len(text) || r.Start >= r.End {
			continue
		}
		if r.Start > at {
			out = append(out, Run{at, r.Start, language})
		}
		out = append(out, r)
		at = r.End
	}
	if at < len(text) {
		out = append(out, Run{at, len(text), language})
	}
	return out
}

func placeTerms(names []string) []string {
	var out []string
	for _, name := range names {
		if fold := lang.Fold(name); fold != "" {
			out = appendNew(out, fold+placeMark+name)
		}
	}
	return out
}

func (a *analyser) intern(known map[string]*term, text, marker string) *term {
	if t := known[text]; t != nil {
		return t
	}
	t := &term{text: a.spellings.of(marker, text)}
	known[t.text[len(marker):]] = t
	return t
}

func (a *analyser) document(d Document) (*document, lengths) {
	out := &document{id: ID{d.Thing, d.Row}.key(), size: len(d.Title) + len(d.Lead) + len(d.Body)}
	out.fields = make([]field, 0, 16)
	out.fields = append(out.fields, keyword(nameID, idOptions, out.id))
	var counted lengths
	position := 1
	for i, text := range [textFields]string{d.Title, d.Lead, d.Body} {
		if text == "" {
			continue
		}
		var runs []Run
		if i == fieldBody {
			runs = d.Runs
		}
		f, last := a.text(textNames[i], text, pieces(text, d.Language, runs), position)
		if f.length == 0 {
			continue
		}
		out.fields = append(out.fields, f)
		if d.Thing == news.ThingArticle { // averages are those of articles
			counted[i] = sum{1, int64(f.length)}
		}
		position = last + fieldGap
	}
	for _, k := range []struct {
		name   string
		values []string
	}{
		{"kind", one(d.Kind)}, {"section", one(d.Section)}, {"topic", d.Topics}, {"tag", d.Tags},
		{"author", d.Authors}, {"lang", one(strings.ToLower(d.Language))}, {"source", one(d.Source)},
		{nameHas, d.Has}, {namePlace, placeTerms(d.Places)}, {nameWords, wordTerms(d.Words)}, {nameThing, thingOf(d)},
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

// text counts the words of one field, piece by piece. Positions go on from
// start; it gives the last one used.
func (a *analyser) text(name, text string, pieces []Run, start int) (field, int) {
	a.seen, a.stems = a.seen[:0], a.stems[:0]
	distinct, last, words := 0, start, 0
	previous := -1
	for _, piece := range pieces {
		table := a.table(piece.Language)
		for token := range lang.Tokens(text[piece.Start:piece.End], piece.Language) {
			e := a.entry(table, token)
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
			if last != previous { // tokens at the place of another make no text longer
				words++
				previous = last
			}
		}
		if words > 0 {
			start = last + 1
		}
	}
	return a.collect(name, words, distinct), last
}

// collect makes the terms of what text has seen, in memory of the supply, and
// clears the counts for the next field. Terms have positions, stems do not.
func (a *analyser) collect(name string, words, distinct int) field {
	n := distinct + len(a.stems)
	f := field{name: name, length: words, options: textOptions, terms: a.supply.frequencies(n)}
	places := a.supply.places.take(len(a.seen))
	terms := a.supply.terms.take(n)
	used, next := 0, 0
	put := func(t *term, at []*bleve.TokenLocation) {
		terms[next] = bleve.TokenFreq{Locations: at}
		terms[next].SetFrequency(t.count)
		f.terms[t.text] = &terms[next]
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
			places[n] = a.supply.location(o.position)
			at = o.previous
		}
		put(t, places[from:used:used])
	}
	for _, t := range a.stems {
		put(t, nil)
	}
	return f
}
