package index

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/query"

	"github.com/google/go-cmp/cmp"
)

// filled is an index of one segment, in which some words are far more frequent
// than others.
func filled(t testing.TB, articles int) *Index {
	t.Helper()
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
	for row := 1; row <= articles; row++ {
		bulk.Documents = append(bulk.Documents, Document{Thing: news.ThingArticle, Row: news.Row(row), Language: "en", Title: text(6), Body: text(30)})
	}
	if err := x.Apply(t.Context(), bulk); err != nil {
		t.Fatal(err)
	}
	return x
}

// TestWhatIsKeptAnswersAlike asks the same again and again, with articles
// taken away in between: from the second time on other memory is read.
func TestWhatIsKeptAnswersAlike(t *testing.T) {
	x := filled(t, 4000)
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
	rows := func(q string) []news.Row {
		parsed, err := query.Parse(q, query.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := x.Rows(t.Context(), query.Request{Tree: parsed.Tree})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	queries := []string{"worda", "wordk wordt", "worda OR wordj", "wordb OR wordu OR wordv", "wordx -wordc", "title:worda wordz", `"worda wordb"`, `"worda wordc"~3`, "worda NEAR/3 wordd", `-"worda wordb" wordz`}
	for round := range 2 {
		dense, sparse := 0, 0
		for _, q := range queries {
			first := ask(q)
			if len(first.Hits) == 0 {
				t.Fatalf("nothing for %s", q)
			}
			for _, row := range rows(q) {
				if round == 1 && row%7 == 3 {
					t.Fatalf("%s finds %d, which is deleted", q, row)
				}
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

// BenchmarkPostings tells what a posting costs: read from the segment for its
// frequency and length, kept unpacked, and read with its positions.
func BenchmarkPostings(b *testing.B) {
	x := filled(b, 20_000)
	err := x.readFor(b.Context(), time.Minute, func(ctx context.Context, v *view) error {
		m := matcher{ctx: ctx, view: v}
		s := &scorer{matcher: m, lengths: *x.lengths.Load(), sums: &sums{}}
		s.fit(m.part().size)
		docs, err := m.part().docs("body", "worda")
		if err != nil {
			return err
		}
		kept, err := m.part().unpack("body", "worda")
		if err != nil {
			return err
		}
		perPosting := func(b *testing.B, read func() error) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(docs.GetCardinality()), "ns/posting")
		}
		b.Run("read", func(b *testing.B) {
			perPosting(b, func() error {
				m.part().cached.forgetUnpacked()
				return s.collect(s.stem, []int{fieldBody}, []string{"worda"}, docs)
			})
		})
		b.Run("kept", func(b *testing.B) {
			perPosting(b, func() error { kept.add(s.stem, docs, s.weighting(fieldBody)); return nil })
		})
		b.Run("positions", func(b *testing.B) {
			perPosting(b, func() error {
				p, err := m.positions(fieldBody, []string{"worda"}, docs)
				each(docs, func(doc uint32) {
					if err == nil {
						_, err = p.in(doc)
					}
				})
				return err
			})
		})
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
