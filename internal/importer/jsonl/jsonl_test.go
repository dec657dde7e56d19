package jsonl_test

import (
	"encoding/json"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/formattest"
	"broadsheet/internal/importer"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/news"
	"broadsheet/internal/newstest"
)

func read(t testing.TB, text string) []importer.Item {
	t.Helper()
	return formattest.Read(t, jsonl.Format{}, formattest.Text(t, "test.jsonl", text))
}

func one(t testing.TB, text string) importer.Item {
	t.Helper()
	items := read(t, text)
	if len(items) != 1 {
		t.Fatalf("%d items", len(items))
	}
	return items[0]
}

func article(t testing.TB, members string) (*news.Article, []string) {
	t.Helper()
	item := one(t, `{"title":"T","body_text":"B"`+members+`}`)
	if item.Record.Article == nil {
		t.Fatalf("refused: %v", item.Problems)
	}
	return item.Record.Article, formattest.Sentences(item.Problems)
}

func TestThePublicationReadsAsInItsGoldenFile(t *testing.T) {
	text, err := fs.ReadFile(newstest.Publication(), newstest.PublicationFile)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, item := range read(t, string(text)) {
		line, err := json.MarshalIndent(item, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		got.Write(append(line, '\n'))
	}
	formattest.Golden(t, filepath.Join("testdata", "publication.golden.json"), got.String())
}

func TestWhatCannotBeReadIsReportedWithItsLine(t *testing.T) {
	good := `{"title":"Good","body_text":"Yes."}`
	tests := []struct{ name, line, problem string }{
		{"not JSON", `{"title":`, "not JSON"},
		{"a list", `[1,2]`, "not a JSON object"},
		{"a string", `"str"`, "not a JSON object"},
		{"no title", `{"body_text":"x"}`, "no title"},
		{"a blank title", `{"title":"  ","body_text":"x"}`, "no title"},
		{"no body", `{"title":"x"}`, "no body"},
		{"a body that is null", `{"title":"x","body_html":null}`, "no body"},
		{"a title that is a number", `{"title":5,"body_text":"x"}`, `"title" holds a JSON number`},
		{"tags that are a string", `{"title":"x","body_text":"x","tags":"a,b"}`, `"tags" holds a JSON string`},
		{"a body that is an object", `{"title":"x","body_html":{"a":1}}`, `"body_html" holds a JSON object`},
		{"an unknown type", `{"type":"recipe","title":"x","body_text":"x"}`, `type "recipe"`},
		{"an unknown state", `{"title":"x","body_text":"x","state":"draft"}`, `state "draft"`},
		{"a topic without a name", `{"type":"topic","order":1}`, "neither name nor slug"},
		{"a tag without a name", `{"type":"tag"}`, "no name"},
		{"a publication without a name", `{"type":"publication"}`, "no name"},
		{"deep nesting", strings.Repeat(`{"a":`, 100_000), "not JSON"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			items := read(t, good+"\n\n"+test.line+"\n"+good+"\n")
			if len(items) != 3 {
				t.Fatalf("%d items", len(items))
			}
			bad := items[1]
			if bad.Where != "line 3" || bad.Record != (news.Record{}) || len(bad.Problems) != 1 || !strings.Contains(bad.Problems[0].Message, test.problem) {
				t.Errorf("got %+v", bad)
			}
			if items[2].Where != "line 4" || items[2].Record.Article == nil {
				t.Errorf("the line after: %+v", items[2])
			}
		})
	}
}

func TestALineThatIsTooLongIsPassedOver(t *testing.T) {
	long := `{"title":"x","body_text":"` + strings.Repeat("x", jsonl.MaxLine) + `"}`
	items := read(t, long+"\n"+`{"title":"y","body_text":"y"}`)
	if len(items) != 2 || !strings.Contains(items[0].Problems[0].Message, "longer than 32 MB") || items[1].Where != "line 2" || items[1].Record.Article == nil {
		t.Errorf("got %+v", items)
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ given, want string }{
		{"2024-05-06T07:08:09+03:00", "2024-05-06T07:08:09+03:00"},
		{"2024-05-06T07:08:09.25Z", "2024-05-06T07:08:09.25Z"},
		{"2024-05-06", "2024-05-06T00:00:00+03:30"},
		{"2020-06-06", "2020-06-06T00:00:00+04:30"}, // summer time
		{"2024-05-06T07:08:09", "2024-05-06T07:08:09+03:30"},
	}
	for _, test := range tests {
		a, problems := article(t, `,"published":"`+test.given+`"`)
		if got := a.Published.Format(time.RFC3339Nano); got != test.want || len(problems) > 0 {
			t.Errorf("%s: got %s, want %s; %v", test.given, got, test.want, problems)
		}
	}
	for _, bad := range []string{"yesterday", "2024-02-30", "0000-01-01", "20240506"} {
		a, problems := article(t, `,"published":"`+bad+`"`)
		if !a.Published.IsZero() || len(problems) != 1 || string(a.Extra["published"]) != `"`+bad+`"` {
			t.Errorf("%s: %v, %v, %s", bad, a.Published, problems, a.Extra["published"])
		}
	}
}

func TestAPublicationsZoneHoldsBelowIt(t *testing.T) {
	items := read(t, `{"type":"publication","name":"P","time_zone":"America/Bogota"}`+"\n"+`{"title":"T","body_text":"B","published":"2024-05-06"}`)
	if got := items[1].Record.Article.Published.Format(time.RFC3339); got != "2024-05-06T00:00:00-05:00" {
		t.Error(got)
	}
	items = read(t, `{"type":"publication","name":"P","time_zone":"Mars/Olympus"}`)
	if p := items[0]; len(p.Problems) != 1 || p.Record.Publication.TimeZone != "" {
		t.Errorf("got %+v", p)
	}
}

func TestFieldsOfAnArticle(t *testing.T) {
	t.Run("the first body field wins", func(t *testing.T) {
		a := one(t, `{"title":"T","body_text":"t","body_markdown":"m"}`).Record.Article
		if a.Body != "m" || a.BodyFormat != news.BodyMarkdown {
			t.Errorf("%q %q", a.Body, a.BodyFormat)
		}
		if len(a.Extra) > 0 {
			t.Errorf("extra: %v", a.Extra)
		}
	})
	t.Run("unknown fields go to extra beside its own", func(t *testing.T) {
		a, _ := article(t, `,"desk":"a","nothing":null,"extra":{"deep":{"b": [1, 2.50]},"desk":"b"}`)
		want := map[string]json.RawMessage{"desk": json.RawMessage(`"b"`), "nothing": json.RawMessage("null"), "deep": json.RawMessage(`{"b":[1,2.50]}`)}
		if diff := cmp.Diff(want, a.Extra); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("authors are names or records", func(t *testing.T) {
		a, _ := article(t, `,"authors":["A",{"name":"B","role":"r","email":"e"}]`)
		want := []news.Author{{Name: "A", Plain: true}, {Name: "B", Role: "r", Email: "e"}}
		if diff := cmp.Diff(want, a.Authors); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("ids may be numbers", func(t *testing.T) {
		a, _ := article(t, `,"id":12345678901234567890,"related":[7,"x"]`)
		if a.ID != "12345678901234567890" || !cmp.Equal(a.Related, []string{"7", "x"}) {
			t.Errorf("%q %q", a.ID, a.Related)
		}
	})
	t.Run("texts lose control characters and are composed", func(t *testing.T) {
		a, _ := article(t, `,"kicker":"a\u0000b","standfirst":"e\u0301","section":"line1\nline2"`)
		if a.Kicker != "ab" || a.Standfirst != "é" || a.Section != "line1\nline2" {
			t.Errorf("%q %q %q", a.Kicker, a.Standfirst, a.Section)
		}
	})
	t.Run("a place needs a position", func(t *testing.T) {
		a, problems := article(t, `,"places":[{"name":"x"},{"name":"y","lat":91,"lon":0},{"name":"z","lat":-90,"lon":180}]`)
		if len(a.Places) != 1 || len(problems) != 2 {
			t.Errorf("%v %v", a.Places, problems)
		}
	})
	t.Run("a map that is none is kept under extra", func(t *testing.T) {
		a, problems := article(t, `,"map":{"type":"Point"}`)
		if a.Map != nil || len(problems) != 1 || a.Extra["map"] == nil {
			t.Errorf("%s %v %v", a.Map, problems, a.Extra)
		}
	})
	t.Run("a comment without a status waits", func(t *testing.T) {
		a, problems := article(t, `,"comments":[{"id":1,"text":"x"},{"id":"2","parent":1,"text":"y","status":"loud"}]`)
		if len(problems) != 1 || a.Comments[0].Status != news.CommentPending || a.Comments[1].Status != news.CommentPending || a.Comments[1].Parent != "1" {
			t.Errorf("%+v %v", a.Comments, problems)
		}
	})
	t.Run("a version that cannot be read leaves the others", func(t *testing.T) {
		a, problems := article(t, `,"id":"x","published":"2020-01-01","versions":[{"n":1,"title":"no body"},{"n":2,"title":"v","body_text":"w","change":"update","note":"why","published":"2021-01-01"}]`)
		if len(a.Versions) != 1 || len(problems) != 1 {
			t.Fatalf("%+v %v", a.Versions, problems)
		}
		v := a.Versions[0]
		if v.N != 2 || v.Article.Title != "v" || v.Article.ID != "x" || !v.Article.Published.Equal(a.Published) || v.Note != "why" {
			t.Errorf("%+v", v)
		}
	})
}

func TestSniff(t *testing.T) {
	formattest.Sniffs(t, jsonl.Format{}, []formattest.Sight{
		{"articles", `{"title":"T","body_text":"B"}` + "\n" + `{"title":"T"`, importer.Certain},
		{"a byte order mark and blank lines", "\ufeff\n\n" + `{"type":"publication","name":"P"}` + "\n", importer.Certain},
		{"one endless line", `{"title":"T","body_html":"` + strings.Repeat("x", 1000), importer.Likely},
		{"a JSON feed", `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}`, importer.Unlikely},
		{"a JSON document", "{\n \"title\": 5\n}", importer.Unlikely},
		{"HTML", "<!doctype html>", importer.Unlikely},
		{"nothing", "", importer.Unlikely},
	})
}

func TestReadStopsWhereItIsTold(t *testing.T) {
	formattest.Stops(t, jsonl.Format{}, "x.jsonl", "{}\n{}\n")
}

func FuzzRead(f *testing.F) {
	text, err := fs.ReadFile(newstest.Publication(), newstest.PublicationFile)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f.Add(line)
	}
	f.Add("\ufeff{}\r\n\n[")
	f.Fuzz(func(t *testing.T, text string) {
		for _, item := range read(t, text) {
			if a := item.Record.Article; a != nil && (a.Title == "" || a.State == "") {
				t.Errorf("incomplete article: %+v", a)
			}
			if item.Record == (news.Record{}) && len(item.Problems) == 0 {
				t.Error("left out without a word")
			}
		}
	})
}
