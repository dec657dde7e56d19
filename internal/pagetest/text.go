package pagetest

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// textOfHTML gives the words of a document, blocks parted by white space.
func textOfHTML(source string) (string, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style":
			b.WriteString(n.Data)
		case n.Type == html.ElementNode:
			switch n.Data {
			case "p", "div", "br", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figcaption", "section", "dt", "dd", "figure", "table", "ul", "ol":
				b.WriteByte('\n')
			}
		}
	}
	return b.String(), nil
}

// tokens cuts a text into words; letters of scripts without spaces are words.
func tokens(s string) map[string]int {
	bag := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		if !strings.ContainsFunc(word, isUnspaced) {
			bag[word]++
			continue
		}
		for _, r := range word {
			bag[string(r)]++
		}
	}
	return bag
}

func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Myanmar)
}

// f1 is the harmonic mean of precision and recall over the words of two texts.
func f1(got, want string) float64 {
	g, w := tokens(got), tokens(want)
	both, ofGot, ofWant := 0, 0, 0
	for word, n := range g {
		ofGot += n
		both += min(n, w[word])
	}
	for _, n := range w {
		ofWant += n
	}
	if ofGot+ofWant == 0 {
		return 1
	}
	return 2 * float64(both) / float64(ofGot+ofWant)
}

// letterFold is a text for comparison: letters and digits alone, in lower case.
func letterFold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(html.UnescapeString(s)))
}
