package lang_test

import (
	"slices"
	"strings"
	"testing"

	"broadsheet/internal/lang"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ language, text string }{ // "|" parts sentences
		{"en", "Mr. Smith met Dr. Jones at 3 p.m. on Jan. 5. |“Was it late?” |J. R. Brown did not know. |It was."},
		{"en", "Prices rose by 3.5 per cent! |Nobody knows why…"},
		{"en", "It was 12. |Nobody came."},
		{"de", "Am 3. Mai sagte Dr. Weber bzw. Frau Klein: „Nein.“ |Dann ging sie."},
		{"fr", "M. Dupont a dit « non ». |Puis il est parti !"},
		{"fa", "او گفت که نمی‌آید. |آیا می‌دانی چرا؟ |نه."},
		{"ar", "قال الوزير إن الأمر انتهى. |هل عاد أحد؟ |لا."},
		{"ur", "اس نے کہا۔ |پھر وہ گیا۔"},
		{"zh", "他说：“我不来。”|我们等了很久。|为什么？"},
		{"ja", "彼は来ない。|私たちは待った！"},
		{"ru", "В 2020 г. Иванов уехал. |Он не вернулся."},
		{"en", "One line\n|another one\t|and a cell"},
		{"en", ""},
	} {
		want := strings.Split(c.text, "|")
		if c.text == "" {
			want = nil
		}
		if got := slices.Collect(lang.Sentences(strings.ReplaceAll(c.text, "|", ""), c.language)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.language, got, want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("Mr. Smith. J. R. Brown\n3. Mai\ta。b", "de")
	f.Fuzz(func(t *testing.T, s, language string) {
		var b strings.Builder
		for piece := range lang.Sentences(s, language) {
			if piece == "" {
				t.Fatal("an empty sentence")
			}
			b.WriteString(piece)
		}
		if b.String() != s {
			t.Fatalf("%q became %q", s, b.String())
		}
	})
}
