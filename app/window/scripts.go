//go:build desktop

package window

import (
	"bytes"
	"net/http"
	"strings"
)

// runtimeScripts are those by which Wails binds the calls and tells of events.
const runtimeScripts = `<script src="/wails/ipc.js"></script><script src="/wails/runtime.js"></script>`

// withRuntime puts Wails' own scripts into the page at every address of a
// screen. Wails does that for folders and index.html alone (its assetserver,
// isRuntimeInjectionMatch); a page that is loaded anew at another address would
// find itself without the window.
func withRuntime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && r.URL.Path != "" && !strings.HasSuffix(r.URL.Path, "/") && !strings.HasSuffix(r.URL.Path, "/index.html") {
			w = &pageWriter{ResponseWriter: w}
		}
		next.ServeHTTP(w, r)
	})
}

// pageWriter passes everything on as it comes, a page with the scripts before
// its own. The page comes in one piece.
type pageWriter struct {
	http.ResponseWriter
	begun bool
}

// Write writes what was given, and the scripts where it is the page.
func (w *pageWriter) Write(text []byte) (int, error) {
	page := !w.begun && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
	w.begun = true
	if !page {
		return w.ResponseWriter.Write(text)
	}
	if _, err := w.ResponseWriter.Write(bytes.Replace(text, []byte("<script"), []byte(runtimeScripts+"<script"), 1)); err != nil {
		return 0, err
	}
	return len(text), nil
}
