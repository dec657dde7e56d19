package index

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/internal/news"
)

// counted tells all that a document hands to Bleve.
func counted(d *document) map[string]string {
	out := map[string]string{}
	for _, f := range d.fields {
		for text, term := range f.terms {
			var at []int
			for _, place := range term.Locations {
				at = append(at, place.Position)
			}
			out[f.name+" "+text] = fmt.Sprint(f.length, term.Frequency(), at)
		}
	}
	return out
}

func numbered(n, words int) Document {
	var body strings.Builder
	for i := range words {
		fmt.Fprintf(&body, "word%d running%d ", (i*n)%97, i%(n+3))
	}
	return Document{Thing: news.ThingArticle, Row: news.Row(n), Language: "en", Title: fmt.Sprintf("Titles of %d", n), Body: body.String()}
}

func TestAnalyserGivesTheSameInMemoryOfABatchBefore(t *testing.T) {
	shared := &spellings{known: map[string]string{}}
	used := newAnalyser(shared)
	for i := range 40 { // longer and shorter ones than those below, over more than one chunk
		used.document(numbered(i+1, 700-15*i))
	}
	used.supply.reset()
	var made, want []*document
	for i := range 40 {
		d := numbered(41-i, 20*i+1)
		got, _ := used.document(d)
		fresh, _ := newAnalyser(&spellings{known: map[string]string{}}).document(d)
		made, want = append(made, got), append(want, fresh)
	}
	for i := range made { // all of them hold until the next reset
		got, want := counted(made[i]), counted(want[i])
		if len(got) != len(want) {
			t.Fatalf("document %d has %d terms, want %d", i, len(got), len(want))
		}
		for term, w := range want {
			if got[term] != w {
				t.Errorf("document %d, %q: %s, want %s", i, term, got[term], w)
			}
		}
	}
}

func TestLocationsPastThoseKeptHaveTheirPositions(t *testing.T) {
	var s supply
	for _, at := range []int{0, 1023, 1024, placesKept - 1, placesKept, 3 * placesKept} {
		if got := s.location(at).Position; got != at {
			t.Errorf("location of %d is at %d", at, got)
		}
	}
}
