//go:build desktop

package window

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestThePageHasTheWindowsScriptsAtEveryAddress(t *testing.T) {
	handler := withRuntime(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			w.Header().Set("Content-Type", "text/javascript")
		} else {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		io.WriteString(w, `<head><script type="module" src="/assets/a.js"></script>`)
		io.WriteString(w, `<script src="/assets/b.js"></script>`)
	}))
	for path, want := range map[string]int{
		"/article/7": 1, "/list": 1,
		"/": 0, "/index.html": 0, // Wails puts them there itself
		"/assets/a.js": 0,
	} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		body := answer.Body.String()
		if got := strings.Count(body, runtimeScripts); got != want {
			t.Errorf("%s: %d times the scripts, want %d: %s", path, got, want, body)
		}
		if want == 1 && strings.Index(body, runtimeScripts) > strings.Index(body, "module") {
			t.Errorf("%s: the page's script comes first: %s", path, body)
		}
	}
}
