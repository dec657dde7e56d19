package index

import (
	"sort"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"

	"github.com/RoaringBitmap/roaring/v2"
	bcp47 "golang.org/x/text/language"
)

// language is one of the library's, with the number of its articles.
type language struct {
	tag   string
	count int64
}

// wordLanguages is in how many languages a word of a query is stemmed at most.
const wordLanguages = 3

// stopShare is the share of articles, of those in a word's script, that a
// language must have for its stop words to be that of the library.
const stopShare = 0.1

// tongues lists the languages of the articles of a view, the most frequent first.
func (v *view) tongues() ([]language, error) {
	p, err := v.published()
	if err != nil {
		return nil, err
	}
	return p.languages, nil
}

// published is what is known of the articles of a state of the index as a whole.
type published struct {
	of        *vocabulary
	count     int64
	languages []language // the most frequent first
	newest    int64      // date; undated: none has one
}

// published looks at the articles alone. How a query is read and what age takes from a
// score depend on them, not on what stands beside (a reader's notes, comments) or is
// gone and not merged away yet. A view that is narrowed reads as the whole does.
func (v *view) published() (*published, error) {
	all, err := v.vocabulary("lang")
	if err != nil {
		return nil, err
	}
	// Segments never change, and what is deleted from them makes the count smaller.
	v.cache.mu.Lock()
	known := v.cache.published
	v.cache.mu.Unlock()
	if known != nil && known.of == all && known.count == v.count {
		return known, nil
	}
	counts, made := make([]int64, len(all.terms)), &published{of: all, count: v.count, newest: undated}
	for i, p := range v.segments {
		articles, err := p.articlesAlive()
		if err != nil {
			return nil, err
		}
		count([]tallied{{all.columns[i], all.numbers[i], counts}}, articles, p.size)
		dates, err := p.dates()
		if err != nil {
			return nil, err
		}
		for n := len(dates.order) - 1; n >= 0; n-- {
			if doc := dates.order[n]; articles.Contains(doc) {
				made.newest = max(made.newest, dates.seconds[doc])
				break
			}
		}
	}
	for i, n := range counts {
		if n > 0 {
			made.languages = append(made.languages, language{all.terms[i], n})
		}
	}
	sort.Slice(made.languages, func(i, j int) bool {
		a, b := made.languages[i], made.languages[j]
		if a.count != b.count {
			return a.count > b.count
		}
		return a.tag < b.tag
	})
	v.cache.mu.Lock()
	v.cache.published = made
	v.cache.mu.Unlock()
	return made, nil
}

// articlesAlive gives the articles of a segment that are not deleted, however much of
// it the view sees.
func (p *part) articlesAlive() (*roaring.Bitmap, error) {
	live := p.DocNumbersLive()
	var others []*roaring.Bitmap
	err := p.eachTerm(nameThing, func(_ string, docs *roaring.Bitmap) { others = append(others, docs) })
	if err != nil || len(others) == 0 {
		return live, err
	}
	return roaring.AndNot(live, union(others)), nil
}

// scriptOf gives the script in which a text is written, by its first letter.
func scriptOf(text string) string {
	for _, r := range text {
		switch s := lang.Script(r); s {
		case "Zyyy", "Zzzz":
		case "Hira", "Kana", "Hang", "Bopo":
			return "Hani"
		default:
			return s
		}
	}
	return ""
}

// writtenIn says whether a language uses a script; "" is any.
func writtenIn(tag, script string) bool {
	if script == "" {
		return true
	}
	t := bcp47.Make(tag)
	s, _ := t.Script()
	switch name := s.String(); name {
	case "Jpan", "Hans", "Hant", "Kore", "Hang":
		return script == "Hani"
	case "Aran":
		return script == "Arab"
	default:
		return name == script
	}
}

// languagesFor gives the languages in which a text of the query is read: those
// of the library in its script, the most frequent first, at most three, each
// language once. Without any it is read without rules.
func (p *planner) languagesFor(text string) []string {
	script := scriptOf(text)
	var out []string
	for _, l := range p.languages {
		if base := lang.Base(l.tag); len(out) < wordLanguages && writtenIn(l.tag, script) {
			out = appendNew(out, base)
		}
	}
	if out == nil {
		out = []string{""}
	}
	return out
}

func (p *planner) first(text string) string { return p.languagesFor(text)[0] }

// form is a word of the query as one language reads it.
type form struct {
	term  string
	stems []string // of the word as typed and as folded; they differ where accents count
	stop  bool
}

// forms gives how each language reads a word; none where the most frequent of
// them cuts it into several.
func (p *planner) forms(text string) []form {
	var out []form
	for i, language := range p.languagesFor(text) {
		tokens := query.Tokens(text, language)
		if len(tokens) != 1 {
			if i == 0 {
				return nil
			}
			continue
		}
		term := tokens[0].Term
		stems := appendNew([]string{lang.Stem(tokens[0].Word, language)}, lang.Stem(term, language))
		out = append(out, form{term, stems, lang.StopWord(term, language) && p.common(language, text)})
		if language != "de" {
			continue
		}
		for _, other := range germanForms(text) {
			out = append(out, form{term: lang.Fold(other), stems: appendNew([]string{lang.Stem(other, language)}, lang.Stem(lang.Fold(other), language))})
		}
	}
	return out
}

// common says whether a language has its share of the articles in a script.
func (p *planner) common(language, text string) bool {
	script := scriptOf(text)
	var own, all int64
	for _, l := range p.languages {
		if writtenIn(l.tag, script) {
			all += l.count
			if lang.Base(l.tag) == language {
				own += l.count
			}
		}
	}
	return own > 0 && float64(own) >= stopShare*float64(all)
}
