package index

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

// TestUnpackedPostingsScoreAlike asks the same again and again, with articles
// taken away in between: from the second time on other memory is read.
func TestUnpackedPostingsScoreAlike(t *testing.T) {
	x, err := Open(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "index"), Library: "l"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	r := rand.New(rand.NewPCG(5, 8))
	text := func(words int) string {
		var b strings.Builder
		for range 1 + r.IntN(words) {
			fmt.Fprintf(&b, "word%c ", 'a'+rune(r.IntN(26)*r.IntN(26)/25)) // the first letters are the most frequent
		}
		return b.String()
	}
	bulk := Batch{Watermark: Watermark{Seq: 1}} // one segment
	for row := 1; row <= 4000; row++ {
		bulk.Documents = append(bulk.Documents, Document{Thing: news.ThingArticle, Row: news.Row(row), Language: "en", Title: text(6), Body: text(30)})
	}
	if err := x.Apply(t.Context(), bulk); err != nil {
		t.Fatal(err)
	}
	ask := func(q string) query.Found {
		parsed, err := query.Parse(q, query.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := x.Search(t.Context(), query.Request{Tree: parsed.Tree, Limit: 50})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	queries := []string{"worda", "wordk wordt", "worda OR wordj", "wordb OR wordu OR wordv", "wordx -wordc", "title:worda wordz"}
	for round := range 2 {
		dense, sparse := 0, 0
		for _, q := range queries {
			first := ask(q)
			if len(first.Hits) == 0 {
				t.Fatalf("nothing for %s", q)
			}
			for range 2 {
				if diff := cmp.Diff(first, ask(q)); diff != "" {
					t.Fatalf("round %d, %s: %s", round, q, diff)
				}
			}
			// Merging may begin anew with other segments at any time.
			for _, c := range x.cache.byID {
				size := 0
				for _, u := range c.unpacked {
					switch {
					case u == nil || u.counts == nil:
						continue
					case u.docs == nil:
						dense++
					default:
						sparse++
					}
					size += u.size()
				}
				if size != c.unpackedSize {
					t.Errorf("%d numbers are kept, %d are counted", size, c.unpackedSize)
				}
			}
		}
		if dense == 0 || sparse == 0 {
			t.Fatalf("%d lists by document and %d others were kept: the test says nothing", dense, sparse)
		}
		gone := Batch{Watermark: Watermark{Seq: 100}}
		for row := 3; row <= 4000; row += 7 {
			gone.Deletes = append(gone.Deletes, ID{Thing: news.ThingArticle, Row: news.Row(row)})
		}
		if err := x.Apply(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSeek(t *testing.T) {
	docs := []uint32{2, 3, 5, 8, 13, 21, 34, 55}
	for from := range len(docs) + 1 {
		for doc := range uint32(60) {
			want := from
			for want < len(docs) && docs[want] < doc {
				want++
			}
			if got := seek(docs, from, doc); got != want {
				t.Fatalf("from %d to %d: %d, want %d", from, doc, got, want)
			}
		}
	}
}
