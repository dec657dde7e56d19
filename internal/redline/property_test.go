package redline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"broadsheet/internal/redline"
)

// joined gives the older and the newer text back.
func joined(words []redline.Word) (older, newer string) {
	for _, w := range words {
		if w.Op != redline.OpInsert {
			older += w.Text
		}
		if w.Op != redline.OpDelete {
			newer += w.Text
		}
	}
	return older, newer
}

func holds(t interface{ Fatalf(string, ...any) }, older, newer string) {
	words := redline.Words(older, newer)
	if a, b := joined(words); a != older || b != newer {
		t.Fatalf("%q and %q came back as %q and %q", older, newer, a, b)
	}
	for i, w := range words {
		if w.Text == "" || i > 0 && w.Op == words[i-1].Op {
			t.Fatalf("%q and %q: words are not whole: %q", older, newer, words)
		}
	}
}

var text = rapid.Custom(func(t *rapid.T) string {
	words := rapid.SampledFrom([]string{"the ", "sea", " ", "\n", ".", "is", "船", "น้ำ", "بحر", "a", "\u0301", "👩🏽‍🚀", "\xff", "3.5"})
	return strings.Join(rapid.SliceOfN(words, 0, 40).Draw(t, "words"), "")
})

func TestWordsGiveBothTextsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { holds(t, text.Draw(t, "older"), text.Draw(t, "newer")) })
}

var side = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) redline.Part {
	return redline.Part{
		ID: rapid.SampledFrom([]string{"a", "b", "c", "d", "e", ""}).Draw(t, "id"), Tag: rapid.SampledFrom([]string{"p", "h2", "figure"}).Draw(t, "tag"),
		Text: rapid.SampledFrom([]string{"", "one", "two words here", "two words there", "three"}).Draw(t, "text"),
	}
}), 0, 12)

func TestBlocksGiveBothSidesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		older, newer := side.Draw(t, "older"), side.Draw(t, "newer")
		last := redline.Pair{A: -1, B: -1}
		for _, p := range redline.Match(older, newer) {
			if p.A <= last.A || p.B <= last.B {
				t.Fatalf("%v does not rise over %v", p, last)
			}
			last = p
		}
		var a, b []string
		for _, block := range redline.Compare(older, newer) {
			before, after := joined(block.Words)
			if block.Op != redline.OpInsert {
				a = append(a, before)
			}
			if block.Op != redline.OpDelete {
				b = append(b, after)
			}
		}
		if !slices.Equal(a, texts(older)) || !slices.Equal(b, texts(newer)) {
			t.Fatalf("%q and %q came back as %q and %q", texts(older), texts(newer), a, b)
		}
	})
}

func texts(parts []redline.Part) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p.Text)
	}
	return out
}

func FuzzWords(f *testing.F) {
	for _, seed := range [][2]string{{"a b c", "a c"}, {"", "x"}, {"船在", "在船"}, {"a\u0301 b", "a b"}, {"one\ntwo", "two\none"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, older, newer string) { holds(t, older, newer) })
}

// TestHostileTextsTakeNoLonger: all of the words are others, or stand in another
// order, so that without a bound the work is the square of their number.
func TestHostileTextsTakeNoLonger(t *testing.T) {
	write := func(word func(i int) int) string {
		var b strings.Builder
		for i := range 30_000 {
			fmt.Fprintf(&b, "w%d ", word(i))
		}
		return b.String()
	}
	forth := write(func(i int) int { return i })
	for name, other := range map[string]string{
		"backwards": write(func(i int) int { return 30_000 - i }),
		"others":    write(func(i int) int { return i + 50_000 }),
		"periods":   write(func(i int) int { return i * 7919 % 101 }),
	} {
		t.Run(name, func(t *testing.T) { holds(t, forth, other) })
	}
	blocks := func(word string) []redline.Part {
		var out []redline.Part
		for i := range 20_000 {
			out = append(out, redline.Part{ID: fmt.Sprint(word, i), Text: fmt.Sprint(word, i%97)})
		}
		return out
	}
	if n := len(redline.Compare(blocks("a"), blocks("b"))); n != 40_000 {
		t.Errorf("%d blocks", n)
	}
}

// article has some 5,000 words in paragraphs of 80; of every so many sentences one
// is otherwise.
func article(every int) []redline.Part {
	var out []redline.Part
	for p := range 63 {
		var b strings.Builder
		for s := range 8 {
			name := "harbour"
			if n := p*8 + s; every > 0 && n%every == 0 {
				name = "anchorage of the north"
			}
			fmt.Fprintf(&b, "Sentence %d tells of the %s and of boats that lay there. ", p*8+s, name)
		}
		out = append(out, redline.Part{ID: fmt.Sprint("b", p), Tag: "p", Text: b.String()})
	}
	return out
}

// BenchmarkCompare: two versions of 5,000 words are to take 20 ms at most.
func BenchmarkCompare(b *testing.B) {
	other := article(1)
	for i := range other {
		other[i].ID = fmt.Sprint("c", i)
	}
	one := []redline.Part{{ID: "all", Text: strings.Join(texts(article(0)), "")}}
	two := []redline.Part{{ID: "all", Text: strings.Join(texts(article(3)), "")}}
	for name, sides := range map[string][2][]redline.Part{
		"few":       {article(0), article(20)},
		"many":      {article(0), article(1)},
		"new ids":   {article(0), other},
		"one block": {one, two},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				redline.Compare(sides[0], sides[1])
			}
		})
	}
}
