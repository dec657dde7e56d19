package lang_test

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"broadsheet/internal/lang"
	"broadsheet/internal/newstest"

	"github.com/klauspost/compress/zstd"
)

var corpora = []string{"20news-train.en", "agnews-test.en", "masakhanews-1.fr", "fakenews-1.es", "fars-varzesh3-1.fa", "bend-the-truth.ur", "factrueval-dev.ru"}

func TestDetectOnCorpora(t *testing.T) {
	for _, c := range []struct {
		name  string
		among []string
		least float64
	}{
		{"all languages", nil, 97},
		{"those of a publication", []string{"en", "fr", "es", "fa", "ur", "ar", "ru"}, 98},
	} {
		t.Run(c.name, func(t *testing.T) {
			right, total := 0, 0
			for _, name := range corpora {
				r, n := detected(t, name, c.among)
				t.Logf("%s: %.2f %% of %d", name, 100*float64(r)/float64(n), n)
				right, total = right+r, total+n
			}
			share := 100 * float64(right) / float64(total)
			t.Logf("all: %.2f %% of %d", share, total)
			if share < c.least {
				t.Errorf("%.2f %% are right", share)
			}
		})
	}
}

// detected counts the right answers over a corpus; of the large ones it takes a
// part. Bodies with hardly any letters (encoded files in mail) are left out.
func detected(t *testing.T, name string, among []string) (right, total int) {
	f, err := os.Open(newstest.Data(t, "corpora/"+name+".jsonl.zst"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	s := bufio.NewScanner(z)
	s.Buffer(nil, 4<<20)
	for i := 0; s.Scan(); i++ {
		if strings.HasSuffix(name, ".en") && i%10 != 0 || i%3 != 0 && !strings.HasSuffix(name, ".ru") {
			continue
		}
		var line struct{ Lang, Title, Body string }
		if err := json.Unmarshal(s.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if len(line.Body) < 100 {
			continue
		}
		total++
		if got, _ := lang.Detect(line.Title+"\n"+line.Body, among); got == line.Lang {
			right++
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return right, total
}

func TestDetectOnTheDeclarationOfRights(t *testing.T) {
	r, err := zip.OpenReader(newstest.Data(t, "lang/udhr-bidi.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	err = fs.WalkDir(r, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".txt" {
			return err
		}
		data, err := fs.ReadFile(r, name)
		if err != nil {
			return err
		}
		tag, confidence := lang.Detect(string(data), nil)
		t.Logf("%s: %s %.2f", name, tag, confidence)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, among, want string }{
		{"The ship left the harbour at dawn and sailed with the wind.", "", "en"},
		{"これは日本語の文章です。東京へ行きます。", "", "ja"},
		{"这是中文。北京大学。", "", "zh"},
		{"這是中文", "zh-Hant en", "zh-Hant"},
		{"이것은 한국어 문장입니다", "", "ko"},
		{"Αυτό είναι ένα κείμενο", "", "el"},
		{"זה טקסט בעברית", "", "he"},
		{"यह हिन्दी का एक वाक्य है और यह भारत में बोली जाती है", "", "hi"},
		{"Le navire quitta le port à l'aube", "en fr-CA", "fr-CA"},
		{"Le navire quitta le port", "ar", "fr"},
		{"کتاب‌ها را در کتابخانه می‌خوانند و آن را دوست دارند", "ar fa ur", "fa"},
		{"123 … 456", "", ""},
		{"", "en", ""},
	} {
		if got, confidence := lang.Detect(c.text, strings.Fields(c.among)); got != c.want || confidence < 0 || confidence > 1 {
			t.Errorf("Detect(%q, %s) = %s %v, want %s", c.text, c.among, got, confidence, c.want)
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	text := strings.Repeat(english, 16)
	b.ReportAllocs()
	for b.Loop() {
		lang.Detect(text, nil)
	}
}
