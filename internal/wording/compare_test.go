package wording_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/news"
	"broadsheet/internal/wording"
)

func compared(a, b, language string) wording.Comparison {
	return wording.Compare(wording.Article{Language: language, Text: textOf(a)}, wording.Article{Language: language, Text: textOf(b)})
}

// drawn writes pairs as "a=b", "a~b" for those that are only alike, with a star for
// those that were moved.
func drawn(c wording.Comparison) string {
	var out []string
	for _, p := range c.Pairs {
		s := fmt.Sprintf("%d=%d", p.A, p.B)
		if !p.Exact {
			s = fmt.Sprintf("%d~%d", p.A, p.B)
		}
		if p.Moved {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, language, a, b, want string }{
		{"the same, with other signs", "en", "The boats came home. Nobody knew why!", "THE BOATS came home – nobody knew. Nobody knew why?", "0~0 1=1"},
		{"moved", "en", "One boat came home late. Two boats stayed out. Three men were lost. It rained.", "Three men were lost. One boat came home late. Two boats stayed out.", "0=1 1=2 2=0*"},
		{"alike", "en", "The council voted against the new harbour wall on Monday.", "On Tuesday the council voted against the harbour wall.", "0~0"},
		{"only some words in common", "en", "The council voted against the new harbour wall on Monday.", "The council of the town has a new harbour and no wall at all.", ""},
		{"said twice", "en", "It rained all day. It rained all day.", "It rained all day. Nobody came.", "0=0"},
		{"Persian", "fa", "شورا به دیوار تازه بندر رای نداد. باران آمد.", "باران آمد. شورا به ديوار تازه بندر راي نداد.", "0=1 1=0*"},
		{"Chinese", "zh", "市议会昨天投票反对新的港口围墙。下雨了。", "市议会昨天投票反对港口围墙。", "0~0"},
		{"nothing", "en", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compared(c.a, c.b, c.language)
			if drawn(got) != c.want {
				t.Fatalf("%q, want %q", drawn(got), c.want)
			}
			for i, p := range got.Pairs {
				if got.A[p.A].Twin != i || got.B[p.B].Twin != i {
					t.Errorf("pair %d: %+v", i, p)
				}
			}
			for side, text := range map[*[]wording.Sentence]string{&got.A: c.a, &got.B: c.b} {
				for _, s := range *side {
					if string([]rune(text)[s.Start:s.End]) != s.Text {
						t.Errorf("%+v does not stand there", s)
					}
				}
			}
		})
	}
}

func TestWordsOfAPairLeadFromOneToTheOther(t *testing.T) {
	got := compared("The council voted against the new harbour wall on Monday.", "The council voted against the harbour wall on Monday.", "en")
	if len(got.Pairs) != 1 || told(got.Pairs[0].Words) != "The council voted against the [-new -]harbour wall on Monday." {
		t.Errorf("%+v", got.Pairs)
	}
}

func TestArticlesAreComparedByTheirIDs(t *testing.T) {
	s := &shelf{}
	s.put("one", "en", "The boats came home.", 2020)
	s.put("two", "en", "Nobody knew why. The boats came home.", 2021)
	got, err := wording.New(s, s).Compare(t.Context(), "one", "two")
	if err != nil || drawn(got) != "0=1" || got.Articles[1].ID != "two" || got.Articles[1].Text.Plain != "" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := wording.New(s, s).Compare(t.Context(), "one", "three"); news.CodeOf(err) != news.CodeNotFound {
		t.Error(err)
	}
}

func TestALongComparisonIsBounded(t *testing.T) {
	var a, b strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&a, "Boat number %d came home on day %d. ", i, i%7)
		fmt.Fprintf(&b, "Boat number %d came home late on day %d. ", 6000-i, i%7)
	}
	got := compared(a.String(), b.String(), "en")
	if !got.Cut || len(got.A) != 5000 || len(got.Pairs) == 0 {
		t.Errorf("%d sentences, %d pairs, cut: %v", len(got.A), len(got.Pairs), got.Cut)
	}
	one := strings.Repeat("word other ", 50_000)
	if got := compared(one, one+"end", "en"); len(got.Pairs) != 1 || got.Pairs[0].Exact {
		t.Errorf("%d pairs", len(got.Pairs))
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("One. Two three four five. Six", "Two three four. One", "en")
	f.Add("市议会。投票反对港口围墙。", "投票反对港口。", "zh")
	f.Fuzz(func(t *testing.T, a, b, language string) {
		got := compared(strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?"), language)
		if !slices.IsSortedFunc(got.Pairs, func(x, y wording.Pair) int { return x.A - y.A }) {
			t.Fatal("not in order")
		}
		for i, p := range got.Pairs {
			if got.A[p.A].Twin != i || got.B[p.B].Twin != i || p.Exact != (p.Similarity == 1) && p.Exact {
				t.Fatalf("%+v", p)
			}
		}
	})
}
