package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"broadsheet/build/bench/corpus"
	"broadsheet/internal/lang"
)

// class is a kind of query; make draws one, or gives false where the article at
// hand does not serve.
type class struct {
	name string
	make func(d *drawer) (question, bool)
}

// Bands of words, by the share of the articles of their language that hold them.
var (
	frequent = band{0.05, 0.40}
	usual    = band{0.01, 0.20}
	uncommon = band{0.002, 0.05}
)

type band struct{ from, to float64 }

// rareMost is in how many of the articles that queries are drawn from a rare
// word stands at most.
const rareMost = 10

func classes() []class {
	some := func(name string, f form, b band, count int, change func(*drawer, *question)) class {
		return class{name, func(d *drawer) (question, bool) {
			words, ok := d.words(b, count)
			q := question{Form: f, Words: words}
			if ok && change != nil {
				change(d, &q)
			}
			return q, ok
		}}
	}
	facets := func(_ *drawer, q *question) { q.Facets = true }
	return []class{
		some("one word", formAnd, frequent, 1, nil),
		some("two words", formAnd, usual, 2, nil),
		some("three words", formAnd, usual, 3, nil),
		some("two words OR", formOr, usual, 2, nil),
		some("three words OR", formOr, usual, 3, nil),
		{"three stop words OR", (*drawer).stops},
		{"rare word", (*drawer).rare},
		{"phrase of two", func(d *drawer) (question, bool) { return d.phrase(2) }},
		{"phrase of three", func(d *drawer) (question, bool) { return d.phrase(3) }},
		some("prefix", formPrefix, uncommon, 1, func(_ *drawer, q *question) { q.cut() }),
		some("word and prefix", formPrefix, usual, 2, func(_ *drawer, q *question) { q.cut() }),
		some("fuzzy", formFuzzy, uncommon, 1, nil),
		{"words, NOT, section, dates", (*drawer).filtered},
		some("one word, newest first", formAnd, frequent, 1, func(_ *drawer, q *question) { q.Newest = true }),
		some("word and 4 facets", formAnd, frequent, 1, facets),
		some("two words OR and 4 facets", formOr, usual, 2, facets),
		{"browse, newest, 4 facets", func(*drawer) (question, bool) {
			return question{Form: formAll, Newest: true, Facets: true}, true
		}},
		some("ten snippets, all facets", formAnd, usual, 2, func(_ *drawer, q *question) { q.Facets, q.Snippet = true, true }),
		some("page 50", formAnd, frequent, 1, func(_ *drawer, q *question) { q.Offset = deepOffset }),
	}
}

// cut leaves the beginning of the last word.
func (q *question) cut() {
	last := &q.Words[len(q.Words)-1]
	*last = strings.ToLower(string([]rune(*last)[:3]))
}

// drawnFrom is from how many articles queries are drawn at most: the same for
// every size of corpus, so that a larger one is asked the same.
const drawnFrom = 10_000

// drawer draws queries from articles.
type drawer struct {
	*rand.Rand
	articles []corpus.Article
	counts   map[string]map[string]int // by language and folded word: articles that hold it
	each     map[string]int            // articles of a language
	article  corpus.Article            // at hand
}

func newDrawer(file corpus.File, articles int, seed uint64) (*drawer, error) {
	d := &drawer{Rand: rand.New(rand.NewPCG(seed, seed)), counts: map[string]map[string]int{}, each: map[string]int{}}
	for a, err := range corpus.Read(file.Path, min(articles, drawnFrom)) {
		if err != nil {
			return nil, err
		}
		d.articles = append(d.articles, a)
		if d.counts[a.Language] == nil {
			d.counts[a.Language] = map[string]int{}
		}
		d.each[a.Language]++
		seen := map[string]bool{}
		for t := range lang.Tokens(a.Body, a.Language) {
			if !seen[t.Term] {
				term := strings.Clone(t.Term)
				seen[term] = true
				d.counts[a.Language][term]++
			}
		}
	}
	return d, nil
}

// questions draws so many of each class, all different but those of everything.
func (d *drawer) questions(each int) ([]question, error) {
	var list []question
	for _, c := range classes() {
		seen := map[string]bool{}
		drawn := 0
		for tries := 0; drawn < each && tries < 100*each; tries++ {
			d.article = d.articles[d.IntN(len(d.articles))]
			q, ok := c.make(d)
			if !ok || q.Form != formAll && seen[q.text(false)] {
				continue
			}
			seen[q.text(false)] = true
			q.Class = c.name
			list, drawn = append(list, q), drawn+1
		}
		if drawn == 0 {
			return nil, fmt.Errorf("no query of the class %q can be drawn from this corpus", c.name)
		}
	}
	return list, nil
}

// share is that of the language's articles which hold a word.
func (d *drawer) share(term string) float64 {
	l := d.article.Language
	return float64(d.counts[l][term]) / float64(d.each[l])
}

// isStop is asked of every language, since a query does not say its own.
func isStop(term string) bool {
	return slices.ContainsFunc([]string{"en", "es", "ar", "fa"}, func(l string) bool { return lang.StopWord(term, l) })
}

// serves says whether a token is a word of letters alone, long enough to search.
func serves(t lang.Token) bool {
	letters := 0
	for _, r := range t.Term {
		if r >= '0' && r <= '9' {
			return false
		}
		letters++
	}
	return letters >= 3
}

// words draws different ones of a band that stand in the article at hand.
func (d *drawer) words(b band, count int) ([]string, bool) {
	var found []string
	seen := map[string]bool{}
	for t := range lang.Tokens(d.article.Body, d.article.Language) {
		if s := d.share(t.Term); s < b.from || s > b.to || seen[t.Term] || !serves(t) || isStop(t.Term) {
			continue
		}
		seen[strings.Clone(t.Term)] = true
		found = append(found, strings.Clone(t.Word))
	}
	if len(found) < count {
		return nil, false
	}
	d.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return found[:count], true
}

func (d *drawer) rare() (question, bool) {
	most := float64(rareMost) / float64(d.each[d.article.Language])
	words, ok := d.words(band{2 / float64(d.each[d.article.Language]), most}, 1)
	return question{Form: formAnd, Words: words}, ok
}

func (d *drawer) stops() (question, bool) {
	var found []string
	for t := range lang.Tokens(d.article.Body, d.article.Language) {
		word := strings.ToLower(t.Word)
		if lang.StopWord(t.Term, d.article.Language) && d.share(t.Term) > 0.2 && !slices.Contains(found, word) {
			found = append(found, word)
		}
	}
	if len(found) < 3 {
		return question{}, false
	}
	d.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return question{Form: formOr, Words: found[:3]}, true
}

// phrase draws words that stand side by side, one of which is no stop word.
func (d *drawer) phrase(count int) (question, bool) {
	var all []lang.Token
	for t := range lang.Tokens(d.article.Body, d.article.Language) {
		t.Term, t.Word = strings.Clone(t.Term), strings.Clone(t.Word)
		all = append(all, t)
	}
	for range 20 {
		at := d.IntN(len(all) - count)
		row := all[at : at+count]
		if !slices.ContainsFunc(row, func(t lang.Token) bool { return serves(t) && !isStop(t.Term) }) {
			continue
		}
		q := question{Form: formPhrase}
		for _, t := range row {
			q.Words = append(q.Words, t.Word)
		}
		return q, true
	}
	return question{}, false
}

// filtered wants a word that the article does not hold, its section, and four
// years around it.
func (d *drawer) filtered() (question, bool) {
	words, ok := d.words(usual, 2)
	if !ok {
		return question{}, false
	}
	here := d.article
	for range 100 {
		d.article = d.articles[d.IntN(len(d.articles))]
		other, ok := d.words(usual, 1)
		if !ok || d.article.Language != here.Language || strings.Contains(strings.ToLower(here.Body), strings.ToLower(other[0])[:3]) {
			continue
		}
		year := 1970 + int(here.Published/(365.2425*24*3600))
		return question{Form: formAndNot, Words: append(words, other[0]), Section: here.Section, From: year - 1, To: year + 2}, true
	}
	return question{}, false
}
