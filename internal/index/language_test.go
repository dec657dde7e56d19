package index_test

import (
	"path/filepath"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/news"

	"github.com/google/go-cmp/cmp"
)

func TestEachScriptIsFoundAsItIsTyped(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var docs []index.Document
	for i, d := range []struct{ language, title, body string }{
		{"ar", "الانتخابات في إيران", "قال وزير الخارجية إن المدرسة الكبيرة أُغلقت."},
		{"fa", "کتاب‌های تازه", "او می‌رود و کتاب‌ها را می‌خواند؛ علی در کرمان است."},
		{"he", "שלום הבית", "הילדים הלכו לבית הספר."},
		{"ru", "Ёлка и выборы", "Дети нарядили ёлку перед выборами."},
		{"es", "La elección presidencial", "El niño canta la canción de la elección."},
		{"fr", "L’été à Québec", "L’école ouvre l'été; aujourd’hui non."},
		{"de", "Straße und Häuser", "Die Straßen der Stadt sind voller Häuser."},
		{"tr", "İstanbul'da ışık", "Istanbul’un ışıkları yanıyor."},
		{"zh", "北京大学图书馆", "日本語の新聞ではありません。"},
		{"th", "ประเทศไทย", "ข่าววันนี้"},
		{"el", "Η Αθήνα", "Ο δήμος της Αθήνας."},
		{"en", "The U.S.A. and the minister's 3.5 percent", "COVID-19 figures rose; naïve café owners, ﬁve of them."},
	} {
		docs = append(docs, index.Document{Thing: news.ThingArticle, Row: news.Row(i + 1), Language: d.language, Title: d.title, Body: d.body})
	}
	put(t, x, 1, docs...)
	for text, want := range map[string]int{
		"انتخابات": 1, "الإنتخابات": 1, "ايران": 1, "المدرسه": 1, "وزیر": 1, `"وزير الخارجية"`: 1,
		"کتاب": 2, "كتاب": 2, "کتابهای": 2, "می‌رود": 2, "علي": 2, "کتاب‌ها": 2, "کرم*": 2,
		"בית": 3, "ילדים": 3,
		"елка": 4, "выбор": 4, "ЁЛКУ": 4,
		"eleccion": 5, "elecciones": 5, "cancion": 5, "niños": 5,
		"ete": 6, "l'été": 6, "été": 6, "écoles": 6, "quebec": 6,
		"strasse": 7, "straße": 7, "haus": 7, "Strassen": 7,
		"istanbul": 8, "ışık": 8,
		"北京": 9, "图书馆": 9, "大": 9, "新聞": 9, `"京大学"`: 9,
		"ไทย":   10,
		"αθηνα": 11, "ΑΘΗΝΑ": 11,
		"usa": 12, "u.s.a.": 12, "USA": 12, "minister": 12, "3.5": 12, "covid-19": 12, "covid": 12, "naive": 12, "cafe": 12, "five": 12,
	} {
		if got := rows(find(t, x, text, nil)); !cmp.Equal(got, []int{want}) {
			t.Errorf("%q finds %v, want %d", text, got, want)
		}
	}
}
