package newstest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrase gives words without a full stop.
func (g *generator) phrase(r *rand.Rand, language string, words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = g.word(r, language)
	}
	list[0] = capital(list[0])
	return strings.Join(list, " ")
}

// word draws one; now and then a number or a name that no list holds, as real
// text has them.
func (g *generator) word(r *rand.Rand, language string) string {
	switch r.IntN(150) {
	case 0:
		return fmt.Sprint(1 + skewed(r, 100_000))
	case 1:
		return g.name(r, language)
	}
	return g.Vocabulary[language].draw(r)
}

// name makes one of two pieces of words.
func (g *generator) name(r *rand.Rand, language string) string {
	d := g.Vocabulary[language]
	first, second := []rune(d.draw(r)), []rune(d.draw(r))
	return capital(string(first[:min(4, len(first))]) + string(second[:min(3, len(second))]))
}

func (g *generator) sentence(r *rand.Rand, language string) string {
	return g.phrase(r, language, 8+r.IntN(17)) + stops[language]
}

var stops = map[string]string{"en": ".", "es": ".", "ar": ".", "fa": "."}

// paragraphs gives a body's text, half to one and a half times as long as
// bodies are on average.
func (g *generator) paragraphs(r *rand.Rand, language string) []string {
	left := g.Words/2 + r.IntN(g.Words+1)
	var list []string
	for left > 0 {
		var sentences []string
		for range 2 + r.IntN(4) {
			sentence := g.sentence(r, language)
			sentences = append(sentences, sentence)
			left -= 1 + strings.Count(sentence, " ")
			if left <= 0 {
				break
			}
		}
		list = append(list, strings.Join(sentences, " "))
	}
	return list
}

// html gives a body as pages have it: paragraphs, now and then a heading, a
// list, a quotation or a link.
func (g *generator) html(r *rand.Rand, language string) string {
	var b strings.Builder
	for i, text := range g.paragraphs(r, language) {
		if i > 0 && r.IntN(6) == 0 {
			fmt.Fprintf(&b, "<h2>%s</h2>\n", g.phrase(r, language, 4))
		}
		switch r.IntN(14) {
		case 0:
			fmt.Fprintf(&b, "<blockquote><p>%s</p></blockquote>\n", text)
		case 1:
			fmt.Fprintf(&b, "<ul><li>%s</li><li>%s</li></ul>\n", text, g.phrase(r, language, 5))
		case 2:
			fmt.Fprintf(&b, "<p>%s <a href=\"https://gazette.example/%d\">%s</a></p>\n", text, r.IntN(1000), g.phrase(r, language, 2))
		case 3:
			fmt.Fprintf(&b, "<p class=\"x\"><em>%s</em> %s</p>\n", g.phrase(r, language, 2), text)
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", text)
		}
	}
	return b.String()
}

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
