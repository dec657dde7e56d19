package lang

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
	"golang.org/x/text/unicode/norm"
)

// Stem gives the folded stem of a word in a language: Porter2 for English,
// Snowball for es fr de ru it pt nl sv tr da fi hu no ro, light10 for Arabic,
// short affix lists for Persian, Urdu, Hebrew and Hindi. Languages without a
// stemmer, and words in another script than the language's, give Fold(word).
//
// Hand in the word as it stands in the text (Token.Word): Snowball's rules look
// at accents, which folding takes away. A folded term works too, a little worse.
func Stem(word, lang string) string {
	s := NewStemmer(lang)
	return s.compute(word)
}

// HasStemmer reports whether words of the language have stems.
func HasStemmer(lang string) bool {
	base := Base(lang)
	return snowball(base) != nil || ownStemmer(base) != nil
}

// Stemmer stems many words of one language and remembers what it has stemmed.
// It is for one goroutine at a time.
type Stemmer struct {
	lang  string
	snow  func(*snowballstem.Env) bool
	own   func(string) string
	env   *snowballstem.Env
	known map[string]string
}

// maxKnown bounds a Stemmer's memory to some megabytes.
const maxKnown = 1 << 16

// NewStemmer makes a stemmer for a language; any tag will do.
func NewStemmer(lang string) *Stemmer {
	base := Base(lang)
	return &Stemmer{lang: base, snow: snowball(base), own: ownStemmer(base)}
}

// StemOnce gives what Stem gives and does not keep it: for who keeps it.
func (s *Stemmer) StemOnce(word string) string { return s.compute(word) }

// Stem gives what the function Stem gives.
func (s *Stemmer) Stem(word string) string {
	if stem, ok := s.known[word]; ok {
		return stem
	}
	if s.known == nil || len(s.known) >= maxKnown {
		s.known = make(map[string]string)
	}
	stem := s.compute(word)
	s.known[strings.Clone(word)] = stem
	return stem
}

func (s *Stemmer) compute(word string) string {
	switch {
	case s.own != nil:
		return s.own(term(word))
	case s.snow == nil, !s.writes(word):
		return term(word)
	}
	if s.env == nil {
		s.env = snowballstem.NewEnv("")
	}
	s.env.SetCurrent(s.lower(word))
	s.snow(s.env)
	stem := term(s.env.Current())
	if stem == "" {
		return term(word)
	}
	return stem
}

// term folds a word as the tokeniser does.
func term(word string) string {
	if plainLower(word) && !strings.ContainsAny(word, `'".,`) {
		return word
	}
	return string(tidy(FoldTo(nil, word)))
}

// writes reports whether a word is in the script of the language.
func (s *Stemmer) writes(word string) bool {
	for _, r := range word {
		switch script := Script(r); script {
		case "Zyyy":
		case "Latn":
			return s.lang != "ru"
		default:
			return s.lang == "ru" && script == "Cyrl"
		}
	}
	return false
}

// withoutMarks takes out what stands inside a word without being a letter.
var withoutMarks = strings.NewReplacer("’", "", "'", "", "\u00AD", "")

// TakesEndings says that a stem begins as its word does, as with all of
// Snowball's stemmers: words that begin otherwise have another stem.
func (s *Stemmer) TakesEndings() bool { return s.own == nil }

// lower brings a word into the form that Snowball expects.
func (s *Stemmer) lower(word string) string {
	if plainLower(word) {
		return word
	}
	if s.lang == "tr" {
		word = strings.NewReplacer("I", "ı", "İ", "i").Replace(word)
	}
	word = norm.NFC.String(strings.ToLower(word))
	word = withoutMarks.Replace(word)
	if s.lang == "ru" {
		word = strings.ReplaceAll(word, "ё", "е")
	}
	return word
}

func snowball(lang string) func(*snowballstem.Env) bool {
	switch lang {
	case "en":
		return english.Stem
	case "es":
		return spanish.Stem
	case "fr":
		return french.Stem
	case "de":
		return german.Stem
	case "ru":
		return russian.Stem
	case "it":
		return italian.Stem
	case "pt":
		return portuguese.Stem
	case "nl":
		return dutch.Stem
	case "sv":
		return swedish.Stem
	case "tr":
		return turkish.Stem
	case "da":
		return danish.Stem
	case "fi":
		return finnish.Stem
	case "hu":
		return hungarian.Stem
	case "no", "nb", "nn":
		return norwegian.Stem
	case "ro":
		return romanian.Stem
	}
	return nil
}
