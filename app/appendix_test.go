package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
)

// An appendix for which every step is run again is a job that tells how far it is.
func TestAnAppendixIsWrittenByAJob(t *testing.T) {
	isolate(t)
	folder := t.TempDir()
	t.Setenv("XDG_DOWNLOAD_DIR", folder)
	xdg.Reload()
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	answer[bridge.SessionStarted](t, calls, "Sessions/Start", `{"session":"Tides"}`)
	for _, query := range []string{"tide", "harbour", "the"} {
		answer[bridge.SearchResult](t, calls, "Search/Query", `{"query":"`+query+`","remember":true}`)
	}
	end := func(id string) (job bridge.Job) {
		for job.State == "" || job.State == "running" || job.State == "paused" {
			call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: id, Seen: job.Revision}, &job)
		}
		return job
	}
	started := answer[bridge.JobStarted](t, calls, "Sessions/Save", `{"session":"tides","format":"markdown","replay":true}`)
	job := end(started.Job)
	var saved bridge.SavedResult
	if err := json.Unmarshal([]byte(job.Result), &saved); err != nil {
		t.Fatalf("%+v: %v", job, err)
	}
	if job.Kind != "appendix" || job.Title != "Tides" || job.Done != 3 || job.Total != 3 || job.Unit != "steps" {
		t.Errorf("%+v", job)
	}
	text, err := os.ReadFile(saved.Path)
	if err != nil || filepath.Dir(saved.Path) != folder || !strings.Contains(string(text), "every step gave the same") {
		t.Errorf("%s: %v\n%s", saved.Path, err, text)
	}

	if _, err := calls.Call("Sessions/Save", []byte(`{"session":"nobody"}`)); err == nil || !strings.Contains(err.Error(), "not_found") {
		t.Error(err)
	}
}
