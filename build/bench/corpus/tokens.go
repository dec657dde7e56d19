package corpus

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// leftovers of markup stand in the news corpora where characters did.
var leftovers = map[string]bool{"quot": true, "lt": true, "gt": true, "amp": true, "nbsp": true, "br": true, "NUMBER": true}

// tokens cuts running text into words and the full stops between sentences.
func tokens(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := 0; at < len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			if isStop(r) {
				if !yield(".") {
					return
				}
			}
			if !inWord(r) {
				at += size
				continue
			}
			end := at
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if !inWord(r) {
					break
				}
				end += size
			}
			if word := text[at:end]; !leftovers[word] && (len(word) > 1 || word == "a") {
				if !yield(word) {
					return
				}
			}
			at = end
		}
	}
}

// inWord leaves out digits of all scripts but the ASCII ones, which tokenisers
// fold differently.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r >= '0' && r <= '9'
}

func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '؟', '۔', '\n':
		return true
	}
	return false
}
