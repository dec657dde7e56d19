package lang_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/lang"
)

func TestCut(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"words, spaces and signs", "Don't pay 3.5, well-known sums.", "Don't| |pay| |3.5|,| |well-known| |sums|."},
		{"line ends and tabs stand alone", "one  two\n\n\tthree", "one|  |two|\n|\n|\t|three"},
		{"Arabic with its vowels", "كَتَبَ الدرس", "كَتَبَ| |الدرس"},
		{"a Persian word with a non-joiner", "می‌خواهد برود", "می‌خواهد| |برود"},
		{"Chinese", "你好,世界", "你|好|,|世|界"},
		{"half-width kana with its voicing mark", "ｶﾞｽ", "ｶﾞ|ｽ"},
		{"Thai vowels stay with their letter", "กินน้ำ", "กิ|น|น้|ำ"},
		{"pictures", "👩🏽‍🚀🇫🇷🇩🇪☀️!", "👩🏽‍🚀|🇫🇷|🇩🇪|☀️|!"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, strings.Join(slices.Collect(lang.Cut(c.text)), "|")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzCut(f *testing.F) {
	for _, seed := range []string{"a b", "你好 ｶﾞ", "กินน้ำ", "👩🏽‍🚀", "a\xffb\u0301", "\u200d\u200d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		joined := ""
		for piece := range lang.Cut(text) {
			if piece == "" {
				t.Fatal("an empty piece")
			}
			joined += piece
		}
		if joined != text {
			t.Errorf("joined: %q", joined)
		}
	})
}
