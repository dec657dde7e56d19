package server

import (
	"bytes"
	"html"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// Where the built pages and the placeholder lie in the site's files.
const (
	builtIndex  = "site/dist/index.html"
	placeholder = "site/placeholder.html"
	distFolder  = "site/dist/"
)

// page answers with a built file, or for every other address with the page that
// draws all screens.
func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, h.Prefix)
	if strings.HasPrefix(name, "assets/") {
		h.asset(w, r, name)
		return
	}
	text, err := fs.ReadFile(h.Site, builtIndex)
	if err != nil {
		if text, err = fs.ReadFile(h.Site, placeholder); err != nil {
			refuse(w, http.StatusInternalServerError, err)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(prefixed(text, h.Prefix, Policy(h.MediaOrigin)))
}

// prefixed writes into the page where it is served: its own relative addresses
// become absolute (base-uri is 'none', so no <base> can do it), and a meta
// element tells the router. The policy stands in the page too, for a webview
// that drops headers.
func prefixed(index []byte, prefix, policy string) []byte {
	index = bytes.ReplaceAll(index, []byte(`="./`), []byte(`="`+prefix))
	policy = strings.TrimSuffix(policy, "; frame-ancestors 'none'") // a meta element may not say it
	head := `<head><meta charset="utf-8">` +
		`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(policy) + `">` +
		`<meta name="broadsheet-prefix" content="` + html.EscapeString(prefix) + `">`
	return bytes.Replace(index, []byte("<head>"), []byte(head), 1)
}

// asset answers with a built file. Its name holds a hash of its content, so that
// it may be kept for ever.
func (h *handler) asset(w http.ResponseWriter, r *http.Request, name string) {
	file := path.Clean(distFolder + name)
	text, err := fs.ReadFile(h.Site, file)
	if err != nil || !strings.HasPrefix(file, distFolder) {
		refuse(w, http.StatusNotFound, news.NotFound("file", name))
		return
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
}

// media answers with a stored file, by byte range where asked.
func (h *handler) media(w http.ResponseWriter, r *http.Request) {
	serveMedia(w, r, h.Media, r.PathValue("hash"))
}

// safeTypes are what a browser may show; everything else is a download.
var safeTypes = []string{"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff", "video/", "audio/", "text/vtt"}

func serveMedia(w http.ResponseWriter, r *http.Request, store Media, hash string) {
	file, kind, err := store.OpenMedia(hash)
	if err != nil {
		refuse(w, Status(err), err)
		return
	}
	defer file.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	for _, safe := range safeTypes {
		if strings.HasPrefix(kind, safe) {
			w.Header().Set("Content-Type", kind)
		}
	}
	if w.Header().Get("Content-Type") == "application/octet-stream" {
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	w.Header().Set("ETag", `"`+hash+`"`)
	http.ServeContent(w, r, "", time.Time{}, io.ReadSeeker(file))
}
