package csv_test

import (
	"bytes"
	"testing"
	"time"

	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/csv"
	"broadsheet/internal/news"

	"github.com/google/go-cmp/cmp"
)

func TestAListOfCaptionsAndComments(t *testing.T) {
	var b bytes.Buffer
	err := csv.Format{}.Write(t.Context(), exporter.Output{Writer: &b}, func(yield func(news.Record, error) bool) {
		_ = yield(news.Record{Piece: &news.Piece{Thing: news.ThingCaption, Article: "1", Title: "Tide", Text: "=1", Beside: "Iron", URL: "https://example.org/1"}}, nil) &&
			yield(news.Record{Piece: &news.Piece{Thing: news.ThingComment, Article: "2", Title: "Ebb", By: "Nadia", Text: "Yes, it was."}}, nil)
	})
	want := "\uFEFFid,title,thing,by,text,published,language,url\r\n" + "1,Tide,caption,,\"'=1\r\nIron\",,,https://example.org/1\r\n" + "2,Ebb,comment,Nadia,\"Yes, it was.\",,,\r\n"
	if diff := cmp.Diff(want, b.String()); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

func TestAnEmptyListHasColumns(t *testing.T) {
	var b bytes.Buffer
	err := csv.Format{}.Write(t.Context(), exporter.Output{Writer: &b}, func(func(news.Record, error) bool) {})
	if err != nil || b.String() != "\uFEFFid,title,kind,section,published,language,authors,tags,url\r\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func TestAListForSpreadsheets(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	articles := []news.Article{
		{ID: "1", Public: "x:1", Title: `The "tide", again`, Kind: news.KindReport, Section: "Sea", Language: "en", URL: "https://example.org/1",
			Published: time.Date(2024, 5, 6, 7, 8, 9, 0, zone), Authors: []news.Author{{Name: "A. B."}, {Name: "C"}}, Tags: []string{"one", "two, three"}},
		{ID: "2", Title: "=HYPERLINK(\"x\")", Section: "@sum", Tags: []string{"-1"}, URL: " +1", Language: "\t=1"},
		{ID: "3", Title: "Taken back", State: news.StateWithdrawn},
		{ID: "4", Title: "کتاب\nها", Language: "fa", State: news.StatePublished},
	}
	written := 0
	var b bytes.Buffer
	err := csv.Format{}.Write(t.Context(), exporter.Output{Writer: &b, Written: func(news.Record) { written++ }}, func(yield func(news.Record, error) bool) {
		if !yield(news.Record{Publication: &news.Publication{Name: "P"}}, nil) {
			return
		}
		for i := range articles {
			if !yield(news.Record{Article: &articles[i]}, nil) {
				return
			}
		}
	})
	want := "\uFEFFid,title,kind,section,published,language,authors,tags,url\r\n" +
		`x:1,"The ""tide"", again",report,Sea,2024-05-06T07:08:09+02:00,en,A. B.; C,"one; two, three",https://example.org/1` + "\r\n" +
		`2,"'=HYPERLINK(""x"")",,'@sum,,'` + "\t=1" + `,,'-1,' +1` + "\r\n" +
		"4,\"کتاب\r\nها\",,,,fa,,,\r\n"
	if diff := cmp.Diff(want, b.String()); err != nil || diff != "" || written != 3 {
		t.Errorf("%v, %d written: %s", err, written, diff)
	}
}
