package app_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
)

func TestWhatASearchFindsIsGivenOutAmongTheDownloads(t *testing.T) {
	isolate(t)
	folder := t.TempDir()
	t.Setenv("XDG_DOWNLOAD_DIR", folder)
	xdg.Reload()
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	all := answer[bridge.SearchResult](t, calls, "Search/Query", `{"query":"harbour"}`)
	first := all.Hits[0].Article
	chosen := fmt.Sprintf(`"query":"harbour","within":%q,"filters":[{"field":"kind","values":[%q]}]`, first.Day[:4], first.Kind)
	some := answer[bridge.SearchResult](t, calls, "Search/Query", `{`+chosen+`}`)
	if some.Total == 0 || some.Total == all.Total {
		t.Fatalf("the choices leave %d of %d: they have to leave some", some.Total, all.Total)
	}
	for _, want := range []string{"found.csv", "found 2.csv"} {
		report := exported(t, calls, `{"name":"found.csv","format":"csv","forgiving":true,`+chosen+`}`)
		if report.Path != filepath.Join(folder, want) || int64(report.Exported) != some.Total {
			t.Errorf("%d in %s, want %d in %s", report.Exported, report.Path, some.Total, want)
		}
		text, err := os.ReadFile(report.Path)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines < int(some.Total)+1 {
			t.Errorf("%d lines for %d articles and a head", lines, some.Total)
		}
	}
}

func TestADownloadStaysInItsFolder(t *testing.T) {
	isolate(t)
	folder := t.TempDir()
	t.Setenv("XDG_DOWNLOAD_DIR", folder)
	xdg.Reload()
	program, _ := open(t)
	report := exported(t, bridge.NewDispatcher(program.Areas()), `{"name":"../../found.csv","format":"csv","query":"harbour"}`)
	if filepath.Dir(report.Path) != folder {
		t.Errorf("written to %s", report.Path)
	}
}

// exported runs an export to its end.
func exported(t *testing.T, calls *bridge.Dispatcher, request string) (report bridge.ExportReport) {
	t.Helper()
	started := answer[bridge.JobStarted](t, calls, "Exports/Start", request)
	var job bridge.Job
	for job.State == "" || job.State == "running" {
		call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: started.Job, Seen: job.Revision}, &job)
	}
	if err := json.Unmarshal([]byte(job.Result), &report); err != nil {
		t.Fatalf("job %s (%+v): %v", job.State, job.Error, err)
	}
	return report
}
