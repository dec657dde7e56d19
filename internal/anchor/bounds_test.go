package anchor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/body"
)

func finderOf(plain string) *Finder {
	return NewFinder(body.Text{Plain: plain, Blocks: []body.BlockText{{ID: "aaaaaaaa", Start: 0, End: len(plain)}}})
}

// words gives n different words.
func words(prefix string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", prefix, i)
	}
	return strings.TrimSpace(b.String())
}

// Places before the beginning of a text are one in it, and have the same votes: how far
// it reaches must not be chance.
func TestStretchesHaveOneOrder(t *testing.T) {
	f := finderOf("one " + words("x", 600))
	f.read()
	p := f.pattern(Selector{Quote: words("gone", 30) + " one " + words("lost", 20) + " one"})
	want := f.stretches(p, -1<<30)
	for range 50 {
		if got := f.stretches(p, -1<<30); !slices.Equal(got, want) {
			t.Fatalf("%v, and %v before", got, want)
		}
	}
}

// Where the words went from their neighbours they are aligned twice: both count.
func TestTheTimeForASelectorIsBounded(t *testing.T) {
	left := words("b", 500)
	f := finderOf(words("x", 4000) + " " + left + " " + words("y", 4000))
	// Words that are not there, those that are, and more that are not: long enough that
	// one alignment is within the bound and two are not.
	s := Selector{Quote: words("g", 1700) + " " + left + " " + words("h", 1000)}
	f.Place(s)
	if f.cells == 0 || f.cells > maxCells {
		t.Errorf("%d cells, the bound is %d", f.cells, maxCells)
	}
}
