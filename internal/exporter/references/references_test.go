package references_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/exporter"
	"broadsheet/internal/exporter/references"
	"broadsheet/internal/news"
)

func TestReferences(t *testing.T) {
	articles := []news.Article{
		{ID: "1", Public: "x:1", Source: "The Coast Times", Title: "NATO & the tide", Kind: news.KindReport, Language: "en", URL: "https://example.org/1",
			Published: time.Date(2024, 5, 6, 23, 30, 0, 0, time.UTC), Authors: []news.Author{{Name: "Ada Brook"}, {Name: "Omar Mole", Role: "photographs"}},
			Versions: []news.Version{{N: 1, Article: news.Article{Title: "The tide"}}}},
		{ID: "2", Source: news.SourceOwn, Title: "Taken back", State: news.StateWithdrawn},
		{ID: "3", Source: news.SourceOwn, Title: "دیوار بندر", Language: "fa", Authors: []news.Author{{Name: "مریم کریمی"}}},
	}
	want := map[string]string{
		"bibtex": "@article{brook2024nato,\n  author       = {Brook, Ada},\n  title        = {{NATO} \\& the tide},\n  journaltitle = {The Coast Times},\n  version      = {2},\n  type         = {report},\n  language     = {en},\n  url          = {https://example.org/1},\n  date         = {2024-05-07},\n  entrysubtype = {newspaper},\n}\n\n" +
			"@article{and3,\n  author       = {کریمی, مریم},\n  title        = {دیوار بندر},\n  journaltitle = {The Gazette},\n  language     = {fa},\n  entrysubtype = {newspaper},\n}\n\n",
		"ris": "TY  - NEWS\r\nAU  - Brook, Ada\r\nTI  - NATO & the tide\r\nT2  - The Coast Times\r\nM3  - report\r\nC7  - 2\r\nLA  - en\r\nUR  - https://example.org/1\r\nID  - x:1\r\nPY  - 2024\r\nDA  - 2024/05/07/\r\nER  - \r\n\r\n" +
			"TY  - NEWS\r\nAU  - کریمی, مریم\r\nTI  - دیوار بندر\r\nT2  - The Gazette\r\nLA  - fa\r\nID  - 3\r\nER  - \r\n\r\n",
		"csl-json": `[` + "\n" + `{"id":"x:1","type":"article-newspaper","title":"NATO & the tide","author":[{"family":"Brook","given":"Ada"}],"container-title":"The Coast Times","genre":"report","language":"en","URL":"https://example.org/1","issued":{"date-parts":[[2024,5,7]]},"version":"2"},` + "\n" +
			`{"id":"3","type":"article-newspaper","title":"دیوار بندر","author":[{"family":"کریمی","given":"مریم"}],"container-title":"The Gazette","language":"fa"}` + "\n]\n",
	}
	for _, f := range references.Formats() {
		written := 0
		var b bytes.Buffer
		err := f.Write(t.Context(), exporter.Output{Writer: &b, Publication: news.Publication{Name: "The Gazette", TimeZone: "Europe/Paris"}, Written: func(news.Record) { written++ }}, func(yield func(news.Record, error) bool) {
			for i := range articles {
				if !yield(news.Record{Article: &articles[i]}, nil) {
					return
				}
			}
		})
		if diff := cmp.Diff(want[f.About().Name], b.String()); err != nil || diff != "" || written != 2 {
			t.Errorf("%s: %v, %d written: %s", f.About().Name, err, written, diff)
		}
	}
}
