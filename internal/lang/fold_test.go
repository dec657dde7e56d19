package lang_test

import (
	"strings"
	"testing"
	"unicode"

	"broadsheet/internal/lang"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"capitals", "The TIMES", "the times"},
		{"accents", "Élysée São Čapek Ångström naïve", "elysee sao capek angstrom naive"},
		{"decomposed accents", "e\u0301te\u0301", "ete"},
		{"letters without decomposition", "Łódź Ørsted Đà Straße ẞ Æsir cœur þing", "lodz orsted da strasse ss aesir coeur thing"},
		{"Turkish i", "İstanbul Iğdır ısı", "istanbul igdir isi"},
		{"full width and ligatures", "ＡＢＣ１２ ﬁn ½", "abc12 fin 1⁄2"},
		{"digits of all scripts", "۱۲۳ ١٢٣ १२३ ๑๒๓", "123 123 123 123"},
		{"й is a letter, ё is not", "Ёлка Йод и\u0306 и ў", "елка йод й и у"},
		{"Greek", "Ἀθήνα Ὀδυσσεύς", "αθηνα οδυσσευσ"},
		{"alef", "أإآٱا", "ااااا"},
		{"ya and kaf across keyboards", "ی ي ى ې ئ ے ک ك", "ي ي ي ي ي ي ك ك"},
		{"ta marbuta and heh", "مدرسة خانۀ ہ ھ ە ۂ ۃ", "مدرسه خانه ه ه ه ه ه"},
		{"waw with hamza", "مؤمن", "مومن"},
		{"harakat and tatweel", "كِتَــابٌ", "كتاب"},
		{"presentation forms", "ﻛﺘﺎﺏ ﻻ", "كتاب لا"},
		{"ZWNJ parts words", "می‌خواهد", "مي خواهد"},
		{"Hebrew points, finals, gershayim", "שָׁלוֹם צה״ל", "שלומ צהל"},
		{"Vietnamese", "Tiếng Việt", "tieng viet"},
		{"Devanagari keeps its vowels", "हिन्दी", "हिन्दी"},
		{"kana voicing is kept", "ガカ゛ｶﾞ か\u3099", "ガカ ゙ガ が"},
		{"Hangul letters compose", "\u1112\u1161\u11ab", "한"},
		{"typographic signs", "O’Neill co‑op", "o'neill co-op"},
		{"invisible characters", "co\u00adop\u200e\u202e\ufeff", "coop"},
		{"beyond the BMP", "𝐁𝐨𝐥𝐝 𐐀 𠮷", "bold 𐐨 𠮷"},
		{"not UTF-8", "a\xffb", "a\ufffdb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lang.Fold(c.in); got != c.want {
				t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestFoldIsStable(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if 0xD800 <= r && r < 0xE000 {
			continue
		}
		once := lang.Fold("x" + string(r) + "y")
		if twice := lang.Fold(once); twice != once {
			t.Errorf("%U: %q folds again to %q", r, once, twice)
		}
		if parts := norm.NFD.String(string(r)); parts != string(r) && lang.Fold(parts) != lang.Fold(string(r)) {
			t.Errorf("%U folds to %q, its parts to %q", r, lang.Fold(string(r)), lang.Fold(parts))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once := lang.Fold(s)
		if twice := lang.Fold(once); twice != once {
			t.Fatalf("%q: %q folds again to %q", s, once, twice)
		}
		if composed := lang.Fold(norm.NFC.String(s)); composed != lang.Fold(norm.NFD.String(s)) {
			t.Fatalf("%q folds by its normal form", s)
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Élysée و كتاب")
	f.Fuzz(func(t *testing.T, s string) {
		if once := lang.Fold(s); lang.Fold(once) != once {
			t.Errorf("%q", s)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for name, s := range map[string]string{"English": english, "Persian": persian, "Russian": russian} {
		text := strings.Repeat(s, 20)
		var buf []byte
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				buf = lang.FoldTo(buf[:0], text)
			}
		})
	}
}

const (
	english = "The Observatory's new telescope, built in 1923 near Mount Wilson, measured the distance to Andromeda: 3.5 million light-years. "
	persian = "رصدخانهٔ مراغه را خواجه نصیرالدین طوسی در سال ۶۵۷ بنا کرد و کتاب‌های بسیاری در آن گرد آمد. "
	russian = "Первая железная дорога в России была открыта в 1837 году; она соединила Петербург и Царское Село. "
)
