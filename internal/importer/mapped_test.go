package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/importer"
	"broadsheet/internal/importer/csv"
	"broadsheet/internal/importer/jsonl"
	"broadsheet/internal/importer/wxr"
)

func tables(m *memory) *importer.Host {
	return importer.New(importer.Parts{Formats: []importer.Format{jsonl.Format{}, wxr.Format{}, csv.Format{}}, Store: m, Runs: m, Media: &heap{}, Clock: clock})
}

func TestAMappingReachesTheFormat(t *testing.T) {
	text := "title,date,what\nA,2021-01-02,B\n"
	m := &memory{}
	report, err := tables(m).Run(t.Context(), importer.Request{
		ID: "i", Files: []importer.File{{Content: strings.NewReader(text), Name: "t.csv"}}, Mapping: map[string]string{"what": "title", "title": "section"},
	}, nil)
	if err != nil || report.Added != 1 || report.Format != "csv" {
		t.Fatalf("%+v %v", report, err)
	}
	for _, a := range m.articles {
		if a.Title != "B" || a.Section != "A" {
			t.Errorf("%q %q", a.Title, a.Section)
		}
	}
}

func TestTheColumnsOfATableCanBeAskedFor(t *testing.T) {
	h := tables(&memory{})
	columns, fields, err := h.Columns(strings.NewReader("title,what\nA,B\n"), "t.csv", "csv", nil)
	want := []importer.Column{{Heading: "title", Field: "title", Samples: []string{"A"}}, {Heading: "what", Samples: []string{"B"}}}
	if diff := cmp.Diff(want, columns); diff != "" || err != nil || len(fields) == 0 {
		t.Error(diff, fields, err)
	}
	columns, _, err = h.Columns(strings.NewReader("title,what\nA,B\n"), "t.csv", "", map[string]string{"what": "title"})
	want = []importer.Column{{Heading: "title", Samples: []string{"A"}}, {Heading: "what", Field: "title", Samples: []string{"B"}}}
	if diff := cmp.Diff(want, columns); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if columns, _, err = h.Columns(strings.NewReader(`{"title":"T","body_text":"B"}`), "t.jsonl", "", nil); columns != nil || err != nil {
		t.Error(columns, err)
	}
	if _, _, err = h.Columns(strings.NewReader("x"), "t.csv", "nonsense", nil); err == nil {
		t.Error("there is no such format")
	}
}

func TestWhatASourcePutAsideIsNotRefused(t *testing.T) {
	text := `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>A</title></item><item><title>B</title><wp:status>trash</wp:status></item></channel></rss>`
	report, err := tables(&memory{}).Run(t.Context(), importer.Request{ID: "i", Files: []importer.File{{Content: strings.NewReader(text), Name: "t.xml"}}}, nil)
	if err != nil || report.Added != 1 || report.Skipped != 0 || len(report.Problems) != 1 || report.Problems[0].Where != "trash" {
		t.Errorf("%+v %v", report, err)
	}
}
