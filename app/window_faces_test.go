//go:build windowtest

package app_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/app/bridge"
	"broadsheet/build/windowtest"
	"broadsheet/internal/newstest"
)

// TestTheWindowAnswersLikeTheSocket makes each call of the bridge in the real
// window and over the socket of the same process. That the socket answers like
// the others, TestAllFacesAnswerAlike says.
func TestTheWindowAnswersLikeTheSocket(t *testing.T) {
	d := windowtest.NewDisplay(t)
	file, err := newstest.CopyPublication(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(d.Home(), "library")
	d.Run(t, windowtest.Binary(t, windowtest.BinaryVariable), "--library", folder, "--quiet", "import", "--source", "newstest", file)
	w := windowtest.Open(t, d, "--library", folder)
	socket := overSocket(t, folder)

	first := func(name, list, field string) string {
		var answer map[string]json.RawMessage
		var items []map[string]any
		if json.Unmarshal(socket(name, []byte(`{}`)), &answer) != nil || json.Unmarshal(answer[list], &items) != nil || len(items) == 0 {
			t.Fatalf("%s holds nothing", name)
		}
		return items[0][field].(string)
	}
	fill := strings.NewReplacer("ID", first("Articles/List", "articles", "id"), "TOPIC", first("Topics/List", "topics", "slug"), "TAG", first("Tags/List", "tags", "slug"))
	for _, method := range bridge.Methods(bridge.Services(bridge.Parts{})) {
		name := method.Area + "/" + method.Name
		t.Run(name, func(t *testing.T) {
			request := requests[name]
			if !strings.Contains(request, "no such token") {
				request = fill.Replace(request)
			}
			want := steady(t, socket(name, []byte(request)))
			atRest(t, socket)
			got := steady(t, bytes.TrimSpace(w.Call(method.Area, method.Name, []byte(request))))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s answers otherwise (-over the socket, +in the window):\n%s", name, diff)
			}
		})
	}
	if status := w.Close(); status != 0 {
		t.Errorf("exit status %d", status)
	}
}
