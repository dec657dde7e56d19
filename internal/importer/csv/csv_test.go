package csv_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/exporter"
	exportcsv "broadsheet/internal/exporter/csv"
	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/csv"
	"broadsheet/internal/news"
)

func read(t testing.TB, text string, mapping map[string]string) []importer.Item {
	t.Helper()
	in := formattest.Text(t, "t.csv", text)
	in.Mapping = mapping
	return formattest.Read(t, csv.Format{}, in)
}

func one(t testing.TB, text string) (*news.Article, []string) {
	t.Helper()
	items := read(t, text, nil)
	if len(items) == 0 || items[0].Record.Article == nil {
		t.Fatalf("%+v", items)
	}
	return items[0].Record.Article, formattest.Sentences(items[0].Problems)
}

func TestARowIsAnArticle(t *testing.T) {
	text := "id,Title,URL,Publication date,Authors,Category,Tags,Summary,Content,Image,Alt text,Status,Odd\r\n" +
		"7,\"One, \"\"two\"\"\",https://x.example/7,2021-03-02T06:30:00Z,Ann Day; Bo Fry,News,\"a; b\",Sum,\"First line\r\n\r\nSecond\",pic.jpg,Alt,draft,x\r\n"
	got, problems := one(t, text)
	want := &news.Article{
		ID: "7", Title: `One, "two"`, URL: "https://x.example/7", Published: time.Date(2021, 3, 2, 6, 30, 0, 0, time.UTC), Kind: "news",
		Authors: []news.Author{{Name: "Ann Day", Plain: true}, {Name: "Bo Fry", Plain: true}}, Section: "News", Tags: []string{"a", "b"},
		Standfirst: "Sum", Body: "First line\n\nSecond", BodyFormat: news.BodyText, Lead: &news.Picture{Src: "pic.jpg", Alt: "Alt"},
		State: news.StateUnpublished, Extra: map[string]json.RawMessage{"Odd": json.RawMessage(`"x"`)},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Error(diff, problems)
	}
}

func TestHeadingsInSixLanguages(t *testing.T) {
	tests := []struct{ language, text string }{
		{"English", "Headline,Link,Published on,By,Section,Keywords,Abstract,Full text"},
		{"German", "Überschrift;Adresse;Veröffentlicht;Verfasser;Ressort;Schlagwörter;Zusammenfassung;Inhalt"},
		{"French", "Titre;Lien;Date de publication;Auteur;Rubrique;Mots-clés;Résumé;Contenu"},
		{"Spanish", "Título;Enlace;Fecha de publicación;Autor;Sección;Palabras clave;Resumen;Contenido"},
		{"Arabic", "العنوان,الرابط,تاريخ النشر,الكاتب,القسم,الوسوم,الملخص,النص"},
		{"Persian", "عنوان,پیوند,تاریخ انتشار,نویسنده,بخش,برچسب‌ها,خلاصه,متن"},
	}
	want := []string{"title", "url", "published", "authors", "section", "tags", "standfirst", "body"}
	for _, test := range tests {
		t.Run(test.language, func(t *testing.T) {
			var got []string
			for _, c := range (csv.Format{}).Columns([]byte(test.text+"\n"), nil) {
				got = append(got, c.Field)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDelimitersAndEncodings(t *testing.T) {
	wide := []byte{0xFF, 0xFE}
	for _, r := range "title\tbody\ncafé\tx\n" {
		wide = append(wide, byte(r), byte(r>>8))
	}
	big := []byte{0xFE, 0xFF}
	for _, r := range "title|body\ncafé|x\n" {
		big = append(big, byte(r>>8), byte(r))
	}
	tests := []struct{ name, text string }{
		{"comma", "title,body\ncafé,x\n"}, {"semicolon", "title;body\ncafé;x\n"}, {"tab", "title\tbody\ncafé\tx\n"}, {"pipe", "title|body\ncafé|x\n"},
		{"commas inside semicolons", "title;body\ncafé;x\n\"a,b,c\";\"d,e,f\"\n"}, {"a line that says so", "\ufeffsep=;\ntitle;body\ncafé;x\n"},
		{"a mark", "\ufefftitle,body\ncafé,x\n"}, {"windows-1252", "title,body\ncaf\xe9,x\n"}, {"UTF-16", string(wide)}, {"UTF-16, big end first", string(big)},
		{"old line ends", "title,body\rcafé,x\r"}, {"empty lines", "\n\ntitle,body\n\ncafé,x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if a, _ := one(t, test.text); a.Title != "café" || a.Body != "x" {
				t.Errorf("%q %q", a.Title, a.Body)
			}
		})
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ heading, given, want string }{
		{"date", "2021-03-02", "2021-03-02T00:00:00+03:30"}, {"date", "2021-03-02 10:20:30", "2021-03-02T10:20:30+03:30"}, {"date", "2021-03-02T10:20:30+01:00", "2021-03-02T10:20:30+01:00"},
		{"datum", "2.3.2021", "2021-03-02T00:00:00+03:30"}, {"datum", "02.03.21 10:20 Uhr", "2021-03-02T10:20:00+03:30"}, {"datum", "2. März 2021", "2021-03-02T00:00:00+03:30"},
		{"date", "3/2/2021 1:05 PM", "2021-03-02T13:05:00+03:30"}, {"fecha", "02/03/2021", "2021-03-02T00:00:00+03:30"}, {"date", "25/12/2020", "2020-12-25T00:00:00+03:30"},
		{"date de publication", "1er mars 2021", "2021-03-01T00:00:00+03:30"}, {"fecha", "2 de marzo de 2021", "2021-03-02T00:00:00+03:30"}, {"date", "March 2, 2021", "2021-03-02T00:00:00+03:30"},
		{"تاریخ", "۱۳۹۹/۱۲/۱۲", "2021-03-02T00:00:00+03:30"}, {"تاریخ", "1399-12-12", "2021-03-02T00:00:00+03:30"}, {"التاريخ", "٢٠٢١-٠٣-٠٢", "2021-03-02T00:00:00+03:30"},
		{"timestamp", "1614666600", "2021-03-02T06:30:00Z"}, {"timestamp", "1614666600000", "2021-03-02T06:30:00Z"}, {"date", "44257.25", "2021-03-02T06:00:00+03:30"},
	}
	for _, test := range tests {
		a, problems := one(t, "title,"+test.heading+"\nT,\""+test.given+"\"\n")
		if got := a.Published.Format(time.RFC3339); got != test.want || len(problems) > 0 {
			t.Errorf("%s: got %s, want %s; %v", test.given, got, test.want, problems)
		}
	}
	for _, bad := range []string{"yesterday", "31.2.2021", "13/13/2021", "99", "1399/13/01", strings.Repeat("1", 1000)} {
		a, problems := one(t, "title,date\nT,"+bad+"\n")
		if !a.Published.IsZero() || len(problems) != 1 || string(a.Extra["date"]) != `"`+bad+`"` {
			t.Errorf("%s: %v %v %s", bad, a.Published, problems, a.Extra)
		}
	}
	t.Run("the order of a file", func(t *testing.T) {
		items := read(t, "title,date\na,03/02/2021\nb,25/12/2020\n", nil)
		if got := items[0].Record.Article.Published.Format(time.DateOnly); got != "2021-02-03" {
			t.Error(got)
		}
		if last := items[len(items)-1]; !last.Note || !strings.Contains(last.Problems[0].Message, "day first") {
			t.Errorf("%+v", last)
		}
	})
}

func TestAMappingGoesBeforeGuesses(t *testing.T) {
	text := "Name;Was;Titel\nA;B;C\n"
	a := read(t, text, map[string]string{"Was": "title", "Titel": "section", "Name": ""})[0].Record.Article
	if a.Title != "B" || a.Section != "C" || string(a.Extra["Name"]) != `"A"` {
		t.Errorf("%+v", a)
	}
	var told *news.Error
	in := importer.Input{Content: strings.NewReader(text), Zone: time.UTC, Mapping: map[string]string{"Was": "nonsense"}}
	if err := (csv.Format{}).Read(context.Background(), in, nil); !errors.As(err, &told) || told.Code != news.CodeInvalid {
		t.Error(err)
	}
	if items := read(t, "a,b\n1,2\n", nil); len(items) != 1 || items[0].Record.Article != nil || !strings.Contains(items[0].Problems[0].Message, "say which") {
		t.Errorf("%+v", items)
	}
	if a := read(t, "a,b\n1,2\n", map[string]string{"a": "title"})[0].Record.Article; a.Title != "1" || string(a.Extra["b"]) != `"2"` {
		t.Errorf("%+v", a)
	}
}

func TestColumnsForAScreen(t *testing.T) {
	long := strings.Repeat("é", 300)
	got := csv.Format{}.Columns([]byte("Title,Odd,\nA,,1\nB,"+long+",2\nC,y,3\nD,z,4\nE,w,5\nhalf a r"), nil)
	want := []importer.Column{
		{Heading: "Title", Field: "title", Samples: []string{"A", "B", "C"}},
		{Heading: "Odd", Samples: []string{strings.Repeat("é", 200), "y", "z"}},
		{Heading: "column 3", Samples: []string{"1", "2", "3"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := (csv.Format{}).Columns([]byte("%PDF-1.7\x00"), nil); got != nil {
		t.Error(got)
	}
	var _ importer.Mapped = csv.Format{}
}

func TestListsOfReadersForLater(t *testing.T) {
	for name, text := range map[string]string{
		"Pocket":     "title,url,time_added,tags,status\nT,https://x.example/a?b=1&c=2,1614666600,one|two three,unread\n",
		"Instapaper": "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://x.example/a?b=1&c=2,T,,Unread,1614666600,\"[\"\"one\"\", \"\"two three\"\"]\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			a, problems := one(t, text)
			if a.Kind != news.KindNote || a.Title != "T" || a.State != news.StatePublished || a.Published.Unix() != 1614666600 || len(problems) > 0 {
				t.Errorf("%+v %v", a, problems)
			}
			if diff := cmp.Diff([]string{"one", "two three"}, a.Tags); diff != "" {
				t.Error(diff)
			}
			if want := `<p><a href="https://x.example/a?b=1&amp;c=2">https://x.example/a?b=1&amp;c=2</a></p>` + "\n"; a.Body != want || a.BodyFormat != news.BodyHTML {
				t.Error(a.Body)
			}
		})
	}
}

func TestWhatCannotBeReadIsReportedWithItsLine(t *testing.T) {
	long := strings.Repeat("x", csv.MaxRow)
	items := read(t, "title,body\na,\"b\nc\"\n,\n"+long+",x\nd,e\n\"never\nends,f\n", nil)
	var got []string
	for _, item := range items {
		if a := item.Record.Article; a != nil {
			got = append(got, item.Where+" "+a.Title)
		} else {
			got = append(got, item.Where+" "+item.Problems[0].Message[:20])
		}
	}
	want := []string{"line 2 a", "line 4 The row has neither ", "line 5 The row is longer th", "line 6 d", "line 7 never ends,f"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOurOwnListComesBack(t *testing.T) {
	want := &news.Article{ID: "x:1", Public: "x:1", Title: "=SUM(1) and, \"more\"", Kind: news.KindReport, Section: "Sport", Published: time.Date(2021, 3, 2, 6, 30, 0, 0, time.UTC),
		Language: "fa", Authors: []news.Author{{Name: "Ann Day", Plain: true}, {Name: "Bo", Plain: true}}, Tags: []string{"a", "b"}, URL: "https://x.example", State: news.StatePublished}
	var out bytes.Buffer
	err := exportcsv.Format{}.Write(context.Background(), exporter.Output{Writer: &out}, func(yield func(news.Record, error) bool) {
		yield(news.Record{Article: want}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	got, problems := one(t, out.String())
	got.Public, got.Body, got.BodyFormat = want.Public, "", ""
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Error(diff, problems)
	}
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, csv.Format{}, []formattest.Sight{
		{"a table", "title,date,body\na,b,c\n", importer.Likely},
		{"a ragged one", "title,date,body\na,b\n", importer.Possible},
		{"headings of another kind", "name,price\na,5\n", importer.Unlikely},
		{"text", "The title, of course, is this.\nAnd so on, and so on.\n", importer.Unlikely},
		{"JSON", `{"title":"x","body_text":"y"}`, importer.Unlikely},
		{"HTML", "<html><title>a,b</title>", importer.Unlikely},
		{"Markdown", "---\ntitle: x, y\nbody: z\n---\n", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	})
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	stop := errors.New("stop")
	calls := 0
	in := importer.Input{Content: strings.NewReader("title,body\na,b\nc,d\n"), Zone: time.UTC}
	if err := (csv.Format{}).Read(context.Background(), in, func(importer.Item) error { calls++; return stop }); !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in.Content = strings.NewReader("title,body\na,b\n")
	if err := (csv.Format{}).Read(ctx, in, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("title,body,date\n\"a\"\"b\",c,1.2.2021\n")
	f.Add("sep=|\ntitle|tags\r\nx|a;b,c\r\"open")
	f.Add("\xff\xfet\x00")
	f.Add("عنوان,تاریخ\nا,۱۴۰۰/۰۱/۰۱\n")
	f.Fuzz(func(t *testing.T, text string) {
		csv.Format{}.Sniff([]byte(text))
		csv.Format{}.Columns([]byte(text), nil)
		for _, item := range read(t, text, nil) {
			if a := item.Record.Article; a != nil && (a.Title == "" || a.State == "" || a.Kind == "") {
				t.Errorf("incomplete article: %+v", a)
			}
			if item.Record == (news.Record{}) && len(item.Problems) == 0 {
				t.Error("left out without a word")
			}
		}
	})
}

// BenchmarkRead reads a table of articles of 600 words.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("id,title,published,tags,body\n")
	words := strings.Repeat("Words of an article, \"\"quoted\"\".\n", 100)
	for i := range 1000 {
		fmt.Fprintf(&text, "%d,Title %d,2021-03-02 10:20:30,a;b,\"%s\"\n", i, i, words)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		in := importer.Input{Content: strings.NewReader(text.String()), Zone: time.UTC}
		if err := (csv.Format{}).Read(context.Background(), in, func(importer.Item) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
