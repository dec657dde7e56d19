package app_test

import (
	"archive/zip"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/newstest"
)

// longest is what any file may take, however it is made.
const longest = 20 * time.Second

// forbidden is what no stored body may hold, as a browser would read it.
var forbidden = regexp.MustCompile(`(?i)<script|<iframe|<svg|<style|<[^>]*(?:href|src)="?javascript:|<[^>]*\son\w+=`)

// TestHostileFilesDoNoHarm imports files that are made to hurt, each by itself: an
// import ends soon, with a sentence where it brings nothing, what it brings is in
// the profile, and nothing is written beside the library.
func TestHostileFilesDoNoHarm(t *testing.T) {
	unraced(t)
	isolate(t)
	archive, err := zip.OpenReader(newstest.Data(t, "hostile/hostile-a.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	folder := t.TempDir()
	tried := 0
	for _, member := range archive.File {
		if strings.HasPrefix(member.Name, "MANIFEST") {
			continue
		}
		tried++
		t.Run(member.Name, func(t *testing.T) {
			path := filepath.Join(folder, filepath.Base(member.Name))
			unzip(t, member, path)
			offered, err := program.OfferPath(context.Background(), path, false)
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			var started bridge.JobStarted
			call(t, calls, "Imports/Start", bridge.ImportRequest{Token: offered.Token, Source: member.Name}, &started)
			var job bridge.Job
			for job.State == "" || job.State == "running" {
				call(t, calls, "Jobs/Wait", bridge.WaitRequest{ID: started.Job, Seen: job.Revision}, &job)
			}
			if took := time.Since(began); took > longest {
				t.Errorf("it took %v", took)
			}
			if job.State != "done" && (job.Error == nil || job.Error.Code == "internal" || !strings.HasSuffix(strings.TrimSpace(job.Error.Message), ".")) {
				t.Errorf("it ended as %s: %+v", job.State, job.Error)
			}
		})
	}
	if tried < 24 {
		t.Errorf("%d files were tried", tried)
	}
	list := answer[bridge.ListResult](t, calls, "Articles/List", `{"limit":500}`)
	for _, a := range list.Articles {
		request, err := json.Marshal(bridge.TextRequest{ID: a.ID, As: "html"})
		if err != nil {
			t.Fatal(err)
		}
		body := answer[bridge.TextResult](t, calls, "Articles/Text", string(request)).Text
		if _, inside, found := strings.Cut(body, "<body"); found {
			body = inside
		}
		if bad := forbidden.FindString(body); bad != "" {
			t.Errorf("%q holds %q", a.Title, bad)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "EVIL*")); len(left) > 0 {
		t.Errorf("%v was written", left)
	}
}

func unzip(t *testing.T, member *zip.File, path string) {
	t.Helper()
	in, err := member.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(path)
	if err == nil {
		_, err = io.Copy(out, in)
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
