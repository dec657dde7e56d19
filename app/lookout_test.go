package app

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
	"broadsheet/app/server"
)

func openAlone(t *testing.T, home string) *Program {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", home)
	xdg.Reload()
	p, err := Open(t.Context(), Options{Library: filepath.Join(home, "library")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestFoldersAreNamedByThePersonAtThisMachineAlone(t *testing.T) {
	home := t.TempDir()
	p := openAlone(t, home)
	ask := func(h http.Handler, path string) int {
		t.Helper()
		text, err := json.Marshal(map[string]string{"path": path})
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequest("POST", "/offer/folder", bytes.NewReader(text))
		request.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, request)
		return answer.Code
	}
	if got := ask(p.Handler(), home); got != http.StatusForbidden {
		t.Errorf("a host program's visitors named a folder: %d", got)
	}
	options := p.serving("/")
	options.Folders = true
	mine := server.Handler(options)
	file := filepath.Join(home, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		home: http.StatusOK, ` "` + home + `" `: http.StatusOK, file: http.StatusBadRequest, "relative": http.StatusBadRequest, filepath.Join(home, "none"): http.StatusBadRequest,
	} {
		if got := ask(mine, path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

// It calls a round of the schedule, which is half a minute away, and so looks inside.
func TestTheScheduleBringsInWhatAppears(t *testing.T) {
	home := t.TempDir()
	p := openAlone(t, home)
	in := filepath.Join(home, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	offered, err := p.OfferPath(t.Context(), in, false)
	if err != nil {
		t.Fatal(err)
	}
	kept, _, _, err := p.lookout.Watch(t.Context(), bridge.WatchWish{Token: offered.Token, OnlyNew: true})
	if err != nil {
		t.Fatal(err)
	}
	events, stop := p.hub.Listen()
	defer stop()
	if err := os.WriteFile(filepath.Join(in, "a.jsonl"), []byte(`{"id":"a","title":"T","language":"en","body_text":"B"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := p.lookout.round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	late := time.After(30 * time.Second)
	for told := false; !told; {
		select {
		case e := <-events:
			told = e.Event == bridge.EventWatch
		case <-late:
			t.Fatal("nothing came in")
		}
	}
	list, err := p.lookout.folders.List(t.Context())
	if err != nil || list[0].ID != kept.ID || list[0].Look.Added != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}
