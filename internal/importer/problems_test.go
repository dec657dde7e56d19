package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/importer"
	"broadsheet/internal/news"
)

func TestProblemsAreCountedByKindAndALateOneIsKept(t *testing.T) {
	dir := t.TempDir()
	var many strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&many, `{"id":"%d","title":"T","language":"en","body_html":"<p><img src=\"gone/%d.jpg\"></p>"}`+"\n", i, i)
	}
	for name, text := range map[string]string{
		"a.jsonl": many.String(),
		"b.jsonl": `{"id":"x","title":"T","published":"the day before","body_text":"B"}` + "\nno object\n",
		"c.jsonl": "\x1f\x8b broken",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := &memory{}
	report, err := host(m).Run(t.Context(), importer.Request{ID: "i", Files: []importer.File{{Path: dir}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []news.ProblemCount{
		{Kind: news.ProblemPicture, Count: 1200}, {Kind: news.ProblemDate, Count: 1}, {Kind: news.ProblemRefused, Count: 1}, {Kind: news.ProblemFile, Count: 1},
	}
	if diff := cmp.Diff(want, report.Kinds); diff != "" {
		t.Error(diff)
	}
	if len(report.Problems) > news.MaxProblems || len(report.Problems) < news.MaxProblems/2 {
		t.Errorf("%d are kept", len(report.Problems))
	}
	late := report.Problems[len(report.Problems)-3:]
	for i, kind := range []news.ProblemKind{news.ProblemDate, news.ProblemRefused, news.ProblemFile} {
		if late[i].Kind != kind {
			t.Errorf("%+v", late[i])
		}
	}
}
