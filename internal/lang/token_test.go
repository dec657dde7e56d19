package lang_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/internal/lang"

	"github.com/google/go-cmp/cmp"
)

// shown writes tokens as "position:term", pairs in brackets, single characters
// in parentheses.
func shown(s, language string) string {
	var out []string
	for t := range lang.Tokens(s, language) {
		form := "%d:%s"
		switch t.Kind {
		case lang.TokenSingle:
			form = "%d:(%s)"
		case lang.TokenPair:
			form = "%d:[%s]"
		}
		out = append(out, fmt.Sprintf(form, t.Position, t.Term))
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, lang, in, want string }{
		{"words", "en", "The quick, brown-fox!", "0:the 1:quick 2:brown 3:fox"},
		{"endings behind an apostrophe", "en", "minister's don't we’ll", "0:minister 1:don 2:we"},
		{"names with an apostrophe", "en", "O'Brien d'Artagnan", "0:o 1:brien 2:d 3:artagnan"},
		{"French elision", "fr", "l'été d’or qu'il aujourd'hui", "0:l 1:ete 2:d 3:or 4:qu 5:il 6:aujourd 7:hui"},
		{"Italian elision", "it", "dell'arte", "0:dell 1:arte"},
		{"Turkish suffixes", "tr", "Ankara'daki İstanbul'a", "0:ankara 1:istanbul"},
		{"other scripts join", "uk", "м'яч", "0:мяч"},
		{"abbreviations", "en", "the U.S.A. and U.K.", "0:the 1:usa 2:and 3:uk"},
		{"a sentence's end is none", "en", "plan B. Then", "0:plan 1:b 2:then"},
		{"numbers", "en", "3.5 1,000 1,234,567 3,5 10.30", "0:3.5 1:1000 2:1234567 3:3.5 4:10.30"},
		{"dates stay apart", "en", "12.05.2011 1.2.3", "0:12 1:05 2:2011 3:1 4:2 5:3"},
		{"a list of numbers", "en", "1, 2,3", "0:1 1:2.3"},
		{"digits of other scripts", "fa", "۳٫۵ ۱۲۳", "0:3.5 1:123"},
		{"letters and digits", "en", "covid19 b2b m²", "0:covid19 1:b2b 2:m2"},
		{"Persian with ZWNJ", "fa", "می‌خواهم کتاب‌ها", "0:مي 1:خواهم 2:كتاب 3:ها"},
		{"Arabic", "ar", "كِتَابٌ، والكتاب", "0:كتاب 1:والكتاب"},
		{"Hebrew abbreviations", "he", `צה"ל ארה״ב ג'ורג' "שלום"`, "0:צהל 1:ארהב 2:גורג 3:שלומ"},
		{"quotes around words", "en", `"quoted" 'single' rock 'n' roll`, "0:quoted 1:single 2:rock 3:n 4:roll"},
		{"Chinese", "zh", "北京大学, ok", "0:(北) 0:[北京] 1:(京) 1:[京大] 2:(大) 2:[大学] 3:(学) 4:ok"},
		{"Japanese with kana", "ja", "東京タワー", "0:(東) 0:[東京] 1:(京) 1:[京タ] 2:(タ) 2:[タワ] 3:(ワ) 3:[ワー] 4:(ー)"},
		{"half-width kana with voicing marks", "ja", "ﾊﾟﾘ ｶﾞｽ", "0:(パ) 0:[パリ] 1:(リ) 2:(ガ) 2:[ガス] 3:(ス)"},
		{"combining voicing marks", "ja", "カ\u3099ス ﾞ", "0:(ガ) 0:[ガス] 1:(ス) 2:(\u3099)"},
		{"one character", "zh", "我 x", "0:(我) 1:x"},
		{"Thai", "th", "ไทย ก", "0:[ไท] 1:[ทย] 3:(ก)"},
		{"invisible characters", "en", "co\u00adoperate a\u200eb", "0:cooperate 1:ab"},
		{"a combining mark alone", "en", "\u0301 a\u0301b", "0:ab"},
		{"nothing", "en", " … — ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := shown(c.in, c.lang)
			if c.lang == "zh" || c.lang == "ja" {
				got = sortPairs(got)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// sortPairs puts the tokens of a position in order: single, pair.
func sortPairs(s string) string {
	fields := strings.Fields(s)
	for i := 1; i < len(fields); i++ {
		for j := i; j > 0 && fields[j][:2] < fields[j-1][:2]; j-- {
			fields[j], fields[j-1] = fields[j-1], fields[j]
		}
		if i > 0 && fields[i][:2] == fields[i-1][:2] && strings.Contains(fields[i], "(") {
			fields[i], fields[i-1] = fields[i-1], fields[i]
		}
	}
	return strings.Join(fields, " ")
}

func TestTokensStop(t *testing.T) {
	n := 0
	for range lang.Tokens("a b c 北京 d", "en") {
		if n++; n == 4 {
			break
		}
	}
	if n != 4 {
		t.Error(n)
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"U.S.A. 3.5 l'été", "北京 ไทย", `צה"ל`, "1,2,3.4.5", "a'b'c", "b.d.f. d'été, d3 b\u0301 dd.x d\u200Cd bd"} {
		f.Add(s, "fr")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		at := map[lang.TokenKind]int{}
		position := 0
		words := map[string]bool{}
		var even []lang.Token
		for tok := range lang.Tokens(s, language) {
			words[tok.Word] = true
			if len(tok.Word)%2 == 0 {
				even = append(even, tok)
			}
			if c := tok.Word[0]; c < utf8.RuneSelf && tok.Term[0] != lang.FoldASCII(c) {
				t.Fatalf("%q: %+v begins with another letter", s, tok)
			}
			if tok.Start >= tok.End || tok.End > len(s) || tok.Word != s[tok.Start:tok.End] || tok.Term == "" {
				t.Fatalf("%q: %+v", s, tok)
			}
			if tok.Start < at[tok.Kind] || tok.Position < position-1 {
				t.Fatalf("%q: %+v goes back", s, tok)
			}
			at[tok.Kind], position = tok.Start, tok.Position
		}
		among := slices.Collect(lang.TokensAmong(s, language, lang.Wanted{Word: func(word string) bool { return len(word)%2 == 0 || !words[word] }}))
		if !slices.Equal(even, among) {
			t.Fatalf("%q: those of an even length: %s", s, cmp.Diff(even, among))
		}
		odd := new([utf8.RuneSelf]bool)
		for c := range odd {
			odd[c] = c%2 == 1
		}
		begin := func(list []lang.Token) []lang.Token {
			return slices.DeleteFunc(list, func(tok lang.Token) bool { return tok.Word[0] < utf8.RuneSelf && !odd[tok.Word[0]] })
		}
		got, want := begin(slices.Collect(lang.TokensAmong(s, language, lang.Wanted{Begins: odd}))), begin(slices.Collect(lang.Tokens(s, language)))
		if !slices.Equal(want, got) {
			t.Fatalf("%q: those that begin with every other letter: %s", s, cmp.Diff(want, got))
		}
		if lang.Words(s, language) < 0 {
			t.Fatal("negative")
		}
	})
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		lang, in string
		want     int
	}{
		{"en", "The minister's co-operation, 3.5 per cent of U.S.A.", 8},
		{"fr", "l'été dernier", 2},
		{"fa", "می‌خواهم کتاب‌ها را", 3},
		{"zh", "北京大学 2024", 5},
		{"ja", "ﾊﾟﾘ", 2},
		{"th", "ประเทศไทย", 3},
		{"en", " … ", 0},
	} {
		if got := lang.Words(c.in, c.lang); got != c.want {
			t.Errorf("Words(%q) = %d, want %d", c.in, got, c.want)
		}
	}
	for _, c := range []struct {
		words int
		lang  string
		want  int
	}{{0, "en", 0}, {10, "en", 1}, {2280, "en", 10}, {2550, "zh-Hant", 10}, {1840, "xx", 10}} {
		if got := lang.ReadingMinutes(c.words, c.lang); got != c.want {
			t.Errorf("ReadingMinutes(%d, %s) = %d, want %d", c.words, c.lang, got, c.want)
		}
	}
}

func BenchmarkTokens(b *testing.B) {
	for name, s := range map[string]string{"en": english, "fa": persian, "ru": russian, "zh": "北京大学的历史可以追溯到十九世纪末。"} {
		text := strings.Repeat(s, 20)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				for range lang.Tokens(text, name) {
				}
			}
		})
	}
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat(english, 30)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		lang.Words(text, "en")
	}
}
