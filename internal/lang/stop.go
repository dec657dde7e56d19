package lang

import (
	"embed"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// stopFiles holds a list for each language, one word a line: words so frequent
// that they say little about what a text is about. They were put together for
// Broadsheet from the function words of each language.
//
//go:embed stop/*.txt
var stopFiles embed.FS

// stopWords holds the lists, folded, read on first use.
var stopWords = sync.OnceValue(func() map[string]map[string]bool {
	lists := map[string]map[string]bool{}
	names, err := fs.Glob(stopFiles, "stop/*.txt")
	if err != nil {
		panic("lang: stop word lists: " + err.Error()) // the pattern is constant
	}
	for _, name := range names {
		text, err := stopFiles.ReadFile(name)
		if err != nil {
			panic("lang: stop word lists: " + err.Error()) // they are part of the binary
		}
		list := map[string]bool{}
		for _, word := range strings.Fields(string(text)) {
			list[term(word)] = true
		}
		lists[strings.TrimSuffix(path.Base(name), ".txt")] = list
	}
	return lists
})

// StopWord reports whether a folded term is a stop word of a language. Languages
// without a list (other than en es fr de it pt ru tr ar fa ur he) have none.
func StopWord(term, lang string) bool {
	return stopWords()[Base(lang)][term]
}
