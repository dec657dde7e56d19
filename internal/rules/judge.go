package rules

import (
	"slices"
	"strings"

	"broadsheet/internal/body"
	"broadsheet/internal/lang"
	"broadsheet/internal/news"
)

// Judge decides what becomes of articles by a list of rules. It is safe for use
// by several goroutines.
type Judge struct {
	rules []news.Rule
}

// NewJudge makes a judge of the rules that are on; nil where none is.
func NewJudge(rules []news.Rule) *Judge {
	j := &Judge{}
	for _, r := range rules {
		if !r.Off {
			j.rules = append(j.rules, r)
		}
	}
	if len(j.rules) == 0 {
		return nil
	}
	return j
}

// Leaves tells whether a rule keeps the article out.
func (j *Judge) Leaves(a *news.Article) bool {
	e := evidence{article: a}
	for i := range j.rules {
		if j.rules[i].Skips() && e.meets(&j.rules[i]) {
			return true
		}
	}
	return false
}

// Act gives the article with what the rules do to it, in their order, and whether
// that is anything; the article itself stays as it is. All rules judge what
// arrived, and not what an earlier one made of it. The body must be canonical.
func (j *Judge) Act(a *news.Article) (ruled *news.Article, changed bool) {
	e := evidence{article: a}
	out := *a
	for i := range j.rules {
		if j.rules[i].Skips() || !e.meets(&j.rules[i]) {
			continue
		}
		for _, act := range j.rules[i].Then {
			changed = do(&out, act) || changed
		}
	}
	return &out, changed
}

// do acts on an article and tells whether that changed it.
func do(a *news.Article, act news.Action) bool {
	switch act.Do {
	case news.ActTag:
		return give(&a.Tags, act.Value)
	case news.ActTopic:
		return give(&a.Topics, act.Value)
	case news.ActKind:
		return set(&a.Kind, news.Kind(act.Value))
	case news.ActSection:
		if sameName(a.Section, act.Value) {
			return false
		}
		return set(&a.Section, act.Value)
	}
	return false
}

func set[T comparable](field *T, value T) bool {
	changed := *field != value
	*field = value
	return changed
}

// give adds a name to a list that may be shared with another article.
func give(list *[]string, name string) bool {
	if slices.ContainsFunc(*list, func(has string) bool { return sameName(has, name) }) {
		return false
	}
	*list = append(slices.Clip(*list), name)
	return true
}

// sameName compares names as the library does: by their fold, or as their slugs,
// by which articles name topics.
func sameName(a, b string) bool {
	if a == b || lang.Fold(a) == lang.Fold(b) {
		return true
	}
	slug := lang.Slug(a)
	return slug != "" && slug == lang.Slug(b) && (slug == a || slug == b)
}

// evidence is what is known of an article; its words are found out when a rule
// first asks for them.
type evidence struct {
	article *news.Article
	title   *words
	text    *words
}

func (e *evidence) meets(r *news.Rule) bool {
	for _, c := range r.If {
		if slices.ContainsFunc(c.Values, func(value string) bool { return e.holds(c.Field, value) }) == c.Not {
			return false
		}
	}
	return true
}

func (e *evidence) holds(field news.RuleField, value string) bool {
	a := e.article
	named := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return name != "" && sameName(name, value) })
	}
	switch field {
	case news.RuleSource:
		return named(a.Source)
	case news.RuleSection:
		return named(a.Section)
	case news.RuleKind:
		return named(string(a.Kind))
	case news.RuleTag:
		return named(a.Tags...)
	case news.RuleTopic:
		return named(a.Topics...)
	case news.RuleAuthor:
		return slices.ContainsFunc(a.Authors, func(by news.Author) bool { return named(by.Name) })
	case news.RuleLanguage:
		language, wanted := strings.ToLower(a.Language), strings.ToLower(value)
		return language == wanted || strings.HasPrefix(language, wanted+"-")
	case news.RuleTitle:
		if e.title == nil {
			e.title = newWords(a.Language)
			e.title.add(a.Title)
		}
		return e.title.hold(value)
	case news.RuleWords:
		if e.text == nil {
			e.text = wordsOf(a)
		}
		return e.text.hold(value)
	}
	return false
}

// words are those of a text, as searches find them: each by its stem, several as
// a phrase.
type words struct {
	language string
	stemmer  *lang.Stemmer
	places   map[string][]int // of each term
	stems    map[string]bool
	next     int // place of the next text's first word
}

// apart keeps phrases from reaching from one text into the next.
const apart = 100

func newWords(language string) *words {
	return &words{language: language, stemmer: lang.NewStemmer(lang.Base(language)), places: map[string][]int{}, stems: map[string]bool{}}
}

func wordsOf(a *news.Article) *words {
	w := newWords(a.Language)
	w.add(a.Kicker)
	w.add(a.Title)
	w.add(a.FrontTitle)
	w.add(a.Standfirst)
	w.add(body.ReadText(a.Body).Plain)
	return w
}

func (w *words) add(text string) {
	last := 0
	for token := range lang.Tokens(text, w.language) {
		last = token.Position
		if at := w.places[token.Term]; at == nil {
			w.stems[w.stemmer.Stem(token.Word)] = true
		}
		w.places[token.Term] = append(w.places[token.Term], w.next+last)
	}
	w.next += last + apart
}

func (w *words) hold(value string) bool {
	phrase := w.phrase(value)
	if len(phrase) == 0 {
		return false
	}
	if len(phrase) == 1 && phrase[0].Kind == lang.TokenWord {
		stem := w.stemmer.Stem(phrase[0].Word)
		return w.places[phrase[0].Term] != nil || stem != "" && w.stems[stem]
	}
	for _, start := range w.places[phrase[0].Term] {
		if !slices.ContainsFunc(phrase[1:], func(t lang.Token) bool {
			_, found := slices.BinarySearch(w.places[t.Term], start+t.Position-phrase[0].Position)
			return !found
		}) {
			return true
		}
	}
	return false
}

// phrase gives the words of a value. In a script without spaces its pairs stand
// for it, where it has more than one character.
func (w *words) phrase(value string) []lang.Token {
	tokens := slices.Collect(lang.Tokens(value, w.language))
	if slices.ContainsFunc(tokens, func(t lang.Token) bool { return t.Kind == lang.TokenPair }) {
		tokens = slices.DeleteFunc(tokens, func(t lang.Token) bool { return t.Kind == lang.TokenSingle })
	}
	return tokens
}
