package beside

import (
	"strings"
	"testing"
)

func TestTheTableIsOfWhatBenchmarksPrint(t *testing.T) {
	r := run{Date: "2026-01-02", Machine: "here", Figures: map[string]figures{}}
	read([]byte(`goos: linux
BenchmarkSuggestions-2   	       5	 709143750 ns/op	         1.000 known	         2.626 ms/word	         0.8556 right
BenchmarkRelated/20news-2         	       1	35456775003 ns/op	         5.077 cpu-ms/article	        26.97 fts5-cpu-ms/article	         0.8323 fts5-same-class	         0.8210 same-class
--- BENCH: BenchmarkRelated/20news-2
PASS
`), r.Figures)
	var out strings.Builder
	write(&out, r)
	want := `2026-01-02, here.

| what | measured | |
| --- | --- | --- |
| Did you mean, Norvig's 270 misspellings, a dictionary that has the right words: first suggestion right | 0.856, 2.6 ms a word | reached |
| Related articles, 20 Newsgroups: share of the first five of the same class, beside FTS5 | 0.821 beside 0.832; 5.1 ms CPU an article beside 27.0 | NOT REACHED |
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
