package redline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"broadsheet/internal/body"
	"broadsheet/internal/redline"
)

// blocksOf makes a body of blocks written as "id:words".
func blocksOf(t testing.TB, blocks ...string) *body.Document {
	t.Helper()
	var b strings.Builder
	for _, block := range blocks {
		id, words, _ := strings.Cut(block, ":")
		fmt.Fprintf(&b, "<p id=%q>%s</p>\n", id, words)
	}
	d, err := body.Parse(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func never(string) bool { return false }

func lines(d *body.Document) []string {
	var out []string
	for _, n := range d.Blocks {
		alone := body.Document{Blocks: []body.Node{n}}
		out = append(out, n.Attr("id")+":"+alone.Text().Plain)
	}
	return out
}

const (
	a = "aa:The tide comes by night and nobody sees it."
	b = "bb:The wall was built when the harbour was young."
	c = "cc:Boats lie there, and the keeper counts them."
)

func TestMerge(t *testing.T) {
	const (
		a2 = "aa:The tide comes by day and nobody sees it."
		a3 = "aa:The tide comes at dusk and nobody sees it."
		c2 = "cc:Boats lie there, and the keeper counts all of them."
		n1 = "n1:Something that was never said before stands here."
		n2 = "n2:An entirely different remark of the other side."
	)
	for name, test := range map[string]struct {
		base, ours, theirs, want []string
		clashes                  []string
	}{
		"nothing changed":            {[]string{a, b}, []string{a, b}, []string{a, b}, []string{a, b}, nil},
		"ours changed":               {[]string{a, b}, []string{a2, b}, []string{a, b}, []string{a2, b}, nil},
		"theirs changed":             {[]string{a, b}, []string{a, b}, []string{a2, b}, []string{a2, b}, nil},
		"different blocks":           {[]string{a, b, c}, []string{a2, b, c}, []string{a, b, c2}, []string{a2, b, c2}, nil},
		"neighbours":                 {[]string{a, c}, []string{a2, c}, []string{a, c2}, []string{a2, c2}, nil},
		"the same block":             {[]string{a, b}, []string{a2, b}, []string{a3, b}, []string{a2, b}, []string{"aa"}},
		"both the same":              {[]string{a, b}, []string{a2, b}, []string{a2, b}, []string{a2, b}, nil},
		"ours took out":              {[]string{a, b, c}, []string{a, c}, []string{a, b, c2}, []string{a, c2}, nil},
		"theirs took out":            {[]string{a, b, c}, []string{a2, b, c}, []string{a, c}, []string{a2, c}, nil},
		"both took out":              {[]string{a, b, c}, []string{a, c}, []string{a, c}, []string{a, c}, nil},
		"taken out here, kept there": {[]string{a, b}, []string{b}, []string{a2, b}, []string{b}, []string{"aa"}},
		"both put in":                {[]string{a, b}, []string{a, n1, b}, []string{a, n2, b}, []string{a, n2, n1, b}, nil},
		"both put in the same":       {[]string{a, b}, []string{a, n1, b}, []string{a, n1, b}, []string{a, n1, b}, nil},
		"at the end":                 {[]string{a}, []string{a, n1}, []string{a2}, []string{a2, n1}, nil},
		"at the beginning":           {[]string{a}, []string{n1, a}, []string{a, n2}, []string{n1, a, n2}, nil},
		"out of nothing":             {nil, []string{a}, []string{b}, []string{b, a}, nil},
		"everything went":            {[]string{a, b}, nil, []string{a, b}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			merged, clashes := redline.Merge(blocksOf(t, test.base...), blocksOf(t, test.ours...), blocksOf(t, test.theirs...), never)
			if diff := cmp.Diff(test.want, lines(merged)); diff != "" {
				t.Error(diff)
			}
			var places []string
			for _, clash := range clashes {
				places = append(places, clash.ID)
			}
			if diff := cmp.Diff(test.clashes, places); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAClashTakesTheirSideWhereItIsSaid(t *testing.T) {
	ours, theirs := strings.Replace(a, "night", "day", 1), strings.Replace(a, "night", "noon", 1)
	merged, clashes := redline.Merge(blocksOf(t, a, b), blocksOf(t, ours, b), blocksOf(t, theirs, b), func(id string) bool { return id == "aa" })
	if diff := cmp.Diff([]string{theirs, b}, lines(merged)); diff != "" || len(clashes) != 1 {
		t.Error(diff, clashes)
	}
	if clashes[0].Ours.Text == clashes[0].Theirs.Text || clashes[0].Base.Text == "" {
		t.Errorf("%+v", clashes[0])
	}
}

// TestMergeLaws holds what has to be true of any merge: a side that did nothing leaves
// the other as it is, and both sides' sameness is no clash.
func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		side := func(name string) *body.Document {
			n := rapid.IntRange(0, 6).Draw(rt, name)
			blocks := make([]string, n)
			for i := range blocks {
				words := rapid.SliceOfN(rapid.SampledFrom([]string{"tide", "wall", "boat", "night", "keeper", "stone"}), 1, 5).Draw(rt, "words")
				blocks[i] = fmt.Sprintf("b%d:%s", i, strings.Join(words, " "))
			}
			return blocksOf(t, blocks...)
		}
		base, one := side("base"), side("one")
		for name, got := range map[string]func() (*body.Document, []redline.Clash){
			"theirs did nothing": func() (*body.Document, []redline.Clash) { return redline.Merge(base, one, base, never) },
			"ours did nothing":   func() (*body.Document, []redline.Clash) { return redline.Merge(base, base, one, never) },
			"both did the same":  func() (*body.Document, []redline.Clash) { return redline.Merge(base, one, one, never) },
		} {
			merged, clashes := got()
			if len(clashes) > 0 {
				rt.Fatalf("%s: %d clashes", name, len(clashes))
			}
			if diff := cmp.Diff(bare(lines(one)), bare(lines(merged))); diff != "" {
				rt.Fatalf("%s: %s", name, diff)
			}
		}
	})
}

// bare leaves the ids out: a block that stayed keeps that of the base.
func bare(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		_, out[i], _ = strings.Cut(line, ":")
	}
	return out
}
