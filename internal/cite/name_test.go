package cite_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/calendar"
	"broadsheet/internal/cite"
	"broadsheet/internal/news"
)

func TestNames(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           cite.Name
	}{
		{"en", "Ada Brook", cite.Name{Given: "Ada", Family: "Brook"}},
		{"en", "Jan van der Berg", cite.Name{Given: "Jan", Particle: "van der", Family: "Berg"}},
		{"en", "Martin Luther King Jr.", cite.Name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"en", "King, Martin Luther, Jr.", cite.Name{Given: "Martin Luther", Family: "King", Suffix: "Jr."}},
		{"en", "Martin King, Jr.", cite.Name{Given: "Martin", Family: "King", Suffix: "Jr."}},
		{"en", "Dr. Ada Brook", cite.Name{Given: "Ada", Family: "Brook"}},
		{"en", "Sukarno", cite.Name{Literal: "Sukarno"}},
		{"en", "The Associated Press", cite.Name{Literal: "The Associated Press"}},
		{"en", "Smith & Brown", cite.Name{Literal: "Smith & Brown"}},
		{"en", "Muhammad Abu Bakr", cite.Name{Given: "Muhammad", Family: "Abu Bakr"}},
		{"de", "Karl von Steinfels", cite.Name{Given: "Karl", Dropping: "von", Family: "Steinfels"}},
		{"fr", "Simone de Rivage", cite.Name{Given: "Simone", Dropping: "de", Family: "Rivage"}},
		{"fr", "Jean de La Fontaine", cite.Name{Given: "Jean", Dropping: "de", Family: "La Fontaine"}},
		{"es", "Gabriel Ruiz Torres", cite.Name{Given: "Gabriel", Family: "Ruiz Torres"}},
		{"es", "José Luis Peña", cite.Name{Given: "José Luis", Family: "Peña"}},
		{"pt", "João Pinto Filho", cite.Name{Given: "João", Family: "Pinto Filho"}},
		{"fa", "مریم کریمی", cite.Name{Given: "مریم", Family: "کریمی"}},
		{"fa", "محمدرضا حسن زاده", cite.Name{Given: "محمدرضا", Family: "حسن زاده"}},
		{"fa", "دکتر سارا نوری‌زاده", cite.Name{Given: "سارا", Family: "نوری‌زاده"}},
		{"ar", "محمد بن سالم آل ثاني", cite.Name{Given: "محمد بن سالم", Family: "آل ثاني"}},
		{"hu", "Nagy Imre", cite.Name{Given: "Imre", Family: "Nagy"}},
		{"zh", "王小明", cite.Name{Literal: "王小明"}},
		{"en", " ", cite.Name{}},
	} {
		if diff := cmp.Diff(c.want, cite.ParseName(c.text, c.language)); diff != "" {
			t.Errorf("%s %q: %s", c.language, c.text, diff)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Jan van der Berg, Jr.", "en")
	f.Add("محمد بن سالم آل ثاني", "ar")
	f.Fuzz(func(t *testing.T, text, language string) {
		item := cite.Item{Title: text, Language: language, Authors: []cite.Name{cite.ParseName(text, language)}}
		for _, style := range cite.Styles() {
			if _, err := cite.Cite(item, cite.Options{Style: style, Quote: text}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestCalendarsAndParagraphs(t *testing.T) {
	item := cite.Of(news.Article{
		ID: "1", Language: "fa", Title: "دیوار بندر", URL: "https://example.org/1", Published: time.Date(2024, 5, 5, 22, 0, 0, 0, time.UTC), Authors: []news.Author{{Name: "مریم کریمی"}, {Name: "رضا نوری", Role: "عکس"}},
	}, cite.Held{Container: "روزنامه", Zone: time.FixedZone("", 3*3600+1800)})
	for _, c := range []struct {
		options cite.Options
		want    string
	}{
		{cite.Options{}, "کریمی، مریم. «دیوار بندر». روزنامه، ۱۷ اردیبهشت ۱۴۰۳ [۶ مهٔ ۲۰۲۴]. https://example.org/1."},
		{cite.Options{Style: cite.APA}, "کریمی، مریم. (۱۴۰۳ [۲۰۲۴]، ۱۷ اردیبهشت). دیوار بندر. روزنامه. https://example.org/1"},
		{cite.Options{Style: cite.MLA, Calendar: calendar.Gregorian, Paragraph: 4}, "کریمی، مریم. «دیوار بندر». روزنامه، ۶ مهٔ ۲۰۲۴، https://example.org/1. بند ۴."},
		{cite.Options{Style: cite.Note, Paragraph: 4}, "مریم کریمی، «دیوار بندر»، روزنامه، ۱۷ اردیبهشت ۱۴۰۳ [۶ مهٔ ۲۰۲۴]، بند ۴، https://example.org/1."},
	} {
		got, err := cite.Cite(item, c.options)
		if err != nil || got.Text != c.want {
			t.Errorf("%+v, %v\n got %s\nwant %s", c.options, err, got.Text, c.want)
		}
	}
	if _, err := cite.Cite(item, cite.Options{Calendar: "julian"}); err == nil || !strings.Contains(err.Error(), "calendars") {
		t.Errorf("a calendar that there is not: %v", err)
	}
}
