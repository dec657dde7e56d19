package index_test

import (
	"path/filepath"
	"testing"

	"broadsheet/internal/index"
	"broadsheet/internal/news"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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

// TestScriptsAsTheirReadersWriteThem asks each script for what its readers take
// for one word, and for what they do not.
func TestScriptsAsTheirReadersWriteThem(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	var docs []index.Document
	for i, d := range []struct{ language, body string }{
		{"fa", "نمی‌خواهم کتاب‌خانه‌ها را ببینم؛ مسئول خانۀ موسیقی پاسخ داد."},
		{"ar", "أعلن المســؤول عن إنشاء مدرسةٍ جديدة؛ اﻟﻜﺘﺎﺏ في لا مركزية."},
		{"ur", "لڑکیوں نے ہمارے گھر کی بھینس دیکھی۔"},
		{"he", "שָׁלוֹם לצה״ל; ג׳ורג׳ בירושלים ובית הספרים."},
		{"ru", "Всё ещё не ясно: мой или мои выборы в Йошкар-Оле."},
		{"uk", "М'яч і сім'я."},
		{"tr", "IĞDIR'ın ışıkları İSTANBUL'a ulaştı; ılık su."},
		{"de", "Die Bäder in Koeln und Düsseldorf; GROSSE Straßen, Müller und Moeller."},
		{"fr", "L’État n’a qu'une œuvre d’été à Nîmes."},
		{"it", "Dell'arte e l’acqua; perché?"},
		{"en", "The ministers' report, O'Brien's U.S.A. desk: 3.5 per cent of 1,000,000."},
		{"zh", "我们在上海交通大学读书。"},
		{"ja", "東京タワーの高さ、ﾃﾆｽ、カ。"},
		{"ko", "대한민국의 수도"},
		{"th", "กรุงเทพมหานคร"},
		{"el", "Ο Οδυσσεύς στην Αθήνα."},
		{"hi", "लड़कियों की किताबें"},
		{"vi", "Tiếng Việt ở Hà Nội"},
		{"pl", "Łódź i Gdańsk"},
	} {
		docs = append(docs, index.Document{Thing: news.ThingArticle, Row: news.Row(i + 1), Language: d.language, Body: d.body})
	}
	put(t, x, 1, docs...)
	for text, want := range map[string][]int{
		"می‌خواهم": {1}, "نمی‌خواهم": {1}, "نمي خواهم": {1}, "کتاب‌خانه": {1}, "كتاب خانه ها": {1}, "مسوول": {2}, "خانه": {1}, "مسیول": {1},
		"المسؤول": {2}, "المسوول": {2}, "مسؤول": {2}, "إنشاء": {2}, "انشاء": {2}, "المدرسة": {2}, "مدرسه": {2}, "كتاب": {1, 2}, "اﻟﻜﺘﺎب": {1, 2},
		"ہمارے": {3}, "همارے": {3}, "گھر": {3}, "لڑکی": {3}, "بهينس": {3},
		"שלום": {4}, "צהל": {4}, `צה"ל`: {4}, "ג'ורג'": {4}, "ירושלים": {4}, "בית": {4}, "ספרים": {4},
		"все": {5}, "еще": {5}, "ещё": {5}, "мой": {5}, "мои": {5}, "exact:мои exact:мой": {5}, "йошкар": {5}, "иошкар": nil,
		"м’яч": {6}, "мяч": {6}, "сім'я": {6},
		"ığdır": {7}, "iğdir": {7}, "istanbul": {7}, "İstanbul": {7}, "ışık": {7}, "ilik": {7},
		"bäder": {8}, "baeder": {8}, "bader": {8}, "köln": {8}, "koeln": {8}, "koln": nil, "duesseldorf": {8}, "düsseldorf": {8}, "große": {8}, "grosse": {8}, "strassen": {8}, "möller": {8}, "mueller": {8},
		"état": {9}, "l'etat": {9}, "oeuvre": {9}, "œuvre": {9}, "été": {9}, "nimes": {9},
		"arte": {10}, "acqua": {10}, "l'acqua": {10}, "perche": {10},
		"minister's": {11}, "ministers": {11}, "O’Brien": {11}, "USA": {11}, "U.S.A.": {11}, "u.s.a": {11}, "3.5": {11}, "3,5": {11}, "1000000": {11}, "1,000,000": {11}, "35": nil,
		"学": {12}, "大学": {12}, "交通大学": {12}, "大上": nil, "東京": {13}, "タワー": {13}, "テニス": {13}, "カ": {13}, "ガ": nil,
		"수도": {14}, "한민": {14}, "กรุงเทพ": {15}, "Οδυσσέας": nil, "οδυσσευς": {16}, "ΑΘΗΝΑ": {16},
		"लड़की": {17}, "किताब": {17}, "tieng viet": {18}, "Hà Nội": {18}, "lodz": {19}, "gdansk": {19},
	} {
		found := find(t, x, text, nil)
		got := sorted(rows(found))
		if found.Relaxed {
			got = nil
		}
		if !cmp.Equal(got, sorted(want), cmpopts.EquateEmpty()) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
}

func TestALanguageNarrowsTheStems(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	put(t, x, 1,
		index.Document{Thing: news.ThingArticle, Row: 1, Language: "en", Body: "The news paper was a general one."},
		index.Document{Thing: news.ThingArticle, Row: 2, Language: "fr", Body: "Les générales."},
		index.Document{Thing: news.ThingArticle, Row: 3, Language: "de", Body: "Der Baer."},
	)
	for text, want := range map[string][]int{
		"général": {1, 2}, "général lang:fr": {2}, "bär lang:de": {3}, "bär lang:en": nil, "lang:en,fr general": {1, 2},
	} {
		if got := sorted(rows(find(t, x, text, nil))); !cmp.Equal(got, sorted(want), cmpopts.EquateEmpty()) {
			t.Errorf("%q finds %v, want %v", text, got, want)
		}
	}
}
