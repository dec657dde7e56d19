package body

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Excerpt gives the beginning of a text on one line, of at most limit
// characters as readers see them (grapheme clusters): whole sentences where they
// fill more than half of it, else whole words and an ellipsis.
func Excerpt(text string, limit int) string {
	if limit <= 0 {
		return ""
	}
	// A grapheme is rarely above 4 bytes; what is read is bounded anyhow.
	text = strings.Join(strings.Fields(fitting(text, 64*limit+256)), " ")
	cut := graphemes(text, limit)
	if cut == len(text) {
		return text
	}
	if end := sentences(text, cut); end > cut/2 {
		return strings.TrimRight(text[:end], " ")
	}
	cut = graphemes(text, limit-1) // room for the ellipsis
	if end := words(text, cut); end > 0 {
		cut = end
	}
	return strings.TrimRight(text[:cut], " ,;:–—-،؛、，：；") + "…"
}

// graphemes gives where the first n grapheme clusters of s end.
func graphemes(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	at, state := 0, -1
	for ; n > 0 && at < len(s); n-- {
		var cluster string
		cluster, _, _, state = uniseg.FirstGraphemeClusterInString(s[at:], state)
		at += len(cluster)
	}
	return at
}

// sentences gives the last end of a sentence within the first cut bytes.
func sentences(s string, cut int) int {
	at, state := 0, -1
	for at < len(s) {
		var sentence string
		sentence, _, state = uniseg.FirstSentenceInString(s[at:], state)
		end := at + len(sentence)
		if end > cut && len(strings.TrimRight(s[:end], " ")) > cut {
			return at
		}
		at = end
	}
	return at
}

// words gives the last end of a word within the first cut bytes.
func words(s string, cut int) int {
	if cut >= len(s) || s[cut] == ' ' {
		return cut
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > 0 && cut-i < 120 {
		return i
	}
	at, state := 0, -1 // a script without spaces
	for at < cut {
		var word string
		word, _, state = uniseg.FirstWordInString(s[at:], state)
		if at+len(word) > cut {
			break
		}
		at += len(word)
	}
	return at
}
