package index_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
)

// TestLengthsAndCountsAreThoseOfLookingAtEveryArticle compares words> words<
// and atleast with counting, over several segments with deletions.
func TestLengthsAndCountsAreThoseOfLookingAtEveryArticle(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	c := rand.New(rand.NewPCG(7, 7))
	articles := map[int]index.Document{}
	for batch := range 4 {
		var docs []index.Document
		for range 60 {
			row := 1 + c.IntN(150)
			times := c.IntN(6)
			d := article(row, strings.Repeat("tide ", times/2), strings.Repeat("tides rise. ", times-times/2))
			d.Words = c.IntN(1 << c.IntN(22))
			articles[row] = d
			docs = append(docs, d)
		}
		put(t, x, int64(batch+1), unique(docs, articles)...)
	}
	put(t, x, 9, index.Document{Thing: news.ThingCaption, Row: news.CaptionRow(3, 0), Body: "tide tide tide", Words: 3})
	for range 300 {
		n := c.IntN(1 << c.IntN(21))
		over, under := 0, 0
		for _, d := range articles {
			if min(d.Words, 1<<20-1) > min(n, 1<<20-1) {
				over++
			}
			if d.Words < n {
				under++
			}
		}
		if got := find(t, x, fmt.Sprintf("words>%d", n), nil).Total; int(got) != over {
			t.Errorf("words>%d finds %d, want %d", n, got, over)
		}
		if got := find(t, x, fmt.Sprintf("words<%d", n), nil).Total; int(got) != under {
			t.Errorf("words<%d finds %d, want %d", n, got, under)
		}
	}
	for least := 2; least < 7; least++ {
		want := 0
		for _, d := range articles {
			if strings.Count(d.Title+d.Body, "tide") >= least {
				want++
			}
		}
		if got := find(t, x, fmt.Sprintf("atleast%d:tides", least), nil).Total; int(got) != want {
			t.Errorf("atleast%d finds %d, want %d", least, got, want)
		}
	}
}

// unique leaves the last state of each row, as a batch holds it once.
func unique(docs []index.Document, last map[int]index.Document) []index.Document {
	var out []index.Document
	seen := map[news.Row]bool{}
	for _, d := range docs {
		if !seen[d.Row] {
			seen[d.Row] = true
			out = append(out, last[int(d.Row)])
		}
	}
	return out
}
