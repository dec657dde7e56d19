package anchor_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/internal/anchor"
	"broadsheet/internal/body"
)

// block is a block of a case; the mark stands between ⟦ and ⟧, in one of them or
// from one to another.
type block struct{ ID, Text string }

func textOf(blocks []block) (t body.Text, from, to int) {
	from, to = -1, -1
	var b strings.Builder
	for i, block := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		for _, r := range block.Text {
			switch r {
			case '⟦':
				from = b.Len()
			case '⟧':
				to = b.Len()
			default:
				b.WriteRune(r)
			}
		}
		t.Blocks = append(t.Blocks, body.BlockText{ID: block.ID, Tag: "p", Start: start, End: b.Len()})
	}
	t.Plain = b.String()
	return t, from, to
}

func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name          string
		Before, After []block
		State         anchor.State
		Bare          bool
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			before, from, to := textOf(c.Before)
			s, err := anchor.Describe(before, from, to)
			if err != nil {
				t.Fatal(err)
			}
			if c.Bare {
				s = anchor.Selector{Quote: s.Quote}
			}
			after, from, to := textOf(c.After)
			p, state := anchor.NewFinder(after).Place(s)
			want := ""
			if from >= 0 {
				want = after.Plain[from:to]
			}
			if got := after.Plain[p.From:p.To]; state != c.State || got != want || from >= 0 && p.From != from {
				t.Fatalf("%s on %q (byte %d), want %s on %q (byte %d)", state, got, p.From, c.State, want, from)
			}
			if state == anchor.Detached {
				return
			}
			a, b, err := anchor.Stretch(after, p.Block, p.Start, p.EndBlock, p.End)
			if err != nil || a != p.From || b != p.To {
				t.Errorf("the place says bytes %d to %d, its blocks %d to %d (%v)", p.From, p.To, a, b, err)
			}
		})
	}
}

func TestFind(t *testing.T) {
	text, _, _ := textOf([]block{{"a", "The boats went out. Rain fell."}, {"b", "The boats went out. Snow fell on the harbourmaster."}})
	for _, c := range []struct {
		quote, prefix, suffix string
		block                 string
		start                 int
	}{
		{"The boats went out.", "", "", "a", 0},
		{"The boats  went\nout.", "", "Snow", "b", 0},
		{"boats went out. Snow", "The ", "", "b", 4},
		{"fell. The boats", "", "", "a", 25},
		{"Rain fell.", "went out.", "The boats", "a", 20},
		{"harbour", "", "", "", 0},
		{"ships", "", "", "", 0},
		{"", "", "", "", 0},
		{"Snow", "Rain", "", "", 0},
	} {
		s, err := anchor.Find(text, c.quote, c.prefix, c.suffix)
		if (err != nil) != (c.block == "") || s.Block != c.block || s.Start != c.start {
			t.Errorf("%q between %q and %q: block %q, place %d (%v)", c.quote, c.prefix, c.suffix, s.Block, s.Start, err)
		}
	}
}

// FuzzPlace holds what is promised of every answer, whatever text and selector.
func FuzzPlace(f *testing.F) {
	f.Add("one two three\n\nfour five", "two three", "one ", " four", "b0", 4)
	f.Add("昨天下午，市议会投票", "市议会", "下午，", "投票", "b0", 5)
	f.Add("x\u0301ab می‌خواهد", "x", "", "", "", -3)
	f.Add("aaaaaaaa", "aa", "a", "a", "b0", 1<<40)
	f.Add("و", "\x88", "", "", "", -3) // the second byte of that letter
	f.Fuzz(func(t *testing.T, plain, quote, prefix, suffix, id string, start int) {
		if len(plain)+len(quote)+len(prefix)+len(suffix) > 4000 || !utf8.ValidString(plain) {
			t.Skip()
		}
		text := body.Text{}
		for i, part := range strings.Split(plain, "\n\n") {
			if i > 0 {
				text.Plain += "\n\n"
			}
			text.Blocks = append(text.Blocks, body.BlockText{ID: "b" + string(rune('0'+i)), Start: len(text.Plain), End: len(text.Plain) + len(part)})
			text.Plain += part
		}
		s := anchor.Selector{Block: id, Start: start, Quote: quote, Prefix: prefix, Suffix: suffix}
		p, state := anchor.NewFinder(text).Place(s)
		if again, as := anchor.NewFinder(text).Place(s); again != p || as != state {
			t.Fatalf("%+v %s, then %+v %s", p, state, again, as)
		}
		if state == anchor.Detached {
			return
		}
		if p.From < 0 || p.To > len(text.Plain) || p.From >= p.To || !utf8.ValidString(text.Plain[p.From:p.To]) {
			t.Fatalf("%+v is no stretch of %d bytes", p, len(text.Plain))
		}
		made, err := anchor.Describe(text, p.From, p.To)
		if err != nil {
			t.Fatal(err)
		}
		if again, state := anchor.NewFinder(text).Place(made); state != anchor.Anchored || again.From != p.From || again.To != p.To {
			t.Fatalf("what was described at %d to %d is found at %+v (%s)", p.From, p.To, again, state)
		}
		if _, err := anchor.Find(text, quote, prefix, suffix); err != nil && err != anchor.ErrAbsent {
			t.Fatal(err)
		}
	})
}

func BenchmarkPlace(b *testing.B) {
	text, from, to := textOf([]block{{"a", strings.Repeat("There are words of many kinds in every paragraph of a text. ", 2000) +
		"⟦The council voted against the harbour wall⟧ in a session that lasted until midnight."}})
	s, err := anchor.Describe(text, from, to)
	if err != nil {
		b.Fatal(err)
	}
	changed := s
	changed.Quote = "The council decided against the harbour wall"
	for name, s := range map[string]anchor.Selector{"exact": s, "similar": changed} {
		b.Run(name, func(b *testing.B) {
			finder := anchor.NewFinder(text)
			for b.Loop() {
				finder.Place(s)
			}
		})
	}
}
