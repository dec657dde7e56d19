// Package server gives the bridge's calls, the pages and the media files over
// HTTP: on loopback for a browser, on a socket in the library's folder for the
// command line, and as a plain handler for a host program or the window.
//
// One inner chain (recover, headers, routes) serves all of them. What may enter
// is decided outside it: Guard for a browser, the file mode for the socket, the
// host program for an embedded one. Answers carry a content security policy
// that allows nothing remote.
package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// Media opens stored files by their hash.
type Media interface {
	// OpenMedia gives a file and its media type; CodeNotFound where there is none.
	OpenMedia(hash string) (file io.ReadSeekCloser, mediaType string, err error)
}

// Offers takes files that a face hands over.
type Offers interface {
	// OfferContent spools content under a name and describes it; with the token of
	// what came before it comes in together with that.
	OfferContent(name, with string, content io.Reader) (bridge.OfferedResult, error)
	// OfferPath describes a file or folder of this machine, or with write names
	// one that is to be written.
	OfferPath(path string, write bool) (bridge.OfferedResult, error)
	// OfferFolder describes a folder of this machine by the path that a person typed.
	OfferFolder(path string) (bridge.OfferedResult, error)
}

// Options are what the handler serves. All fields but MediaOrigin and Folders are required.
type Options struct {
	Areas  []any
	Prefix string // begins and ends with a slash
	Site   fs.FS  // the built pages, or the placeholder that says how to build them
	Media  Media
	Offers Offers
	Hub    *bridge.Hub
	Log    *slog.Logger
	// MediaOrigin is another origin that films may come from (the window's
	// loopback listener), such as http://127.0.0.1:4000; may be empty.
	MediaOrigin string
	// Folders: whoever enters may name folders of this machine by their paths.
	Folders bool
}

// Limits on what is taken in.
const (
	maxBody  = 8 << 20 // a call's request
	maxOffer = 2 << 30 // a file that a browser hands over
)

// Handler gives the inner chain: whoever enters is trusted.
func Handler(o Options) http.Handler {
	h := &handler{Options: o, calls: bridge.NewDispatcher(o.Areas)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+o.Prefix+"api/{area}/{method}", h.call)
	mux.HandleFunc("POST "+o.Prefix+"offer", h.offer)
	mux.HandleFunc("POST "+o.Prefix+"offer/folder", h.offerFolder)
	mux.HandleFunc("GET "+o.Prefix+"events", h.events)
	mux.HandleFunc("GET "+o.Prefix+"media/{hash}", h.media)
	mux.HandleFunc("GET "+o.Prefix, h.page)
	return h.recovered(h.headed(mux))
}

type handler struct {
	Options
	calls *bridge.Dispatcher
}

// recovered answers 500 where a handler panics: in the window nobody else would
// recover, and the program would end.
func (h *handler) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil || fault == http.ErrAbortHandler {
				return
			}
			h.Log.Error("request panicked", "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
			refuse(w, http.StatusInternalServerError, errors.New("panic"))
		}()
		next.ServeHTTP(w, r)
	})
}

// headed sets the headers that every answer carries.
func (h *handler) headed(next http.Handler) http.Handler {
	policy := Policy(h.MediaOrigin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}

// Policy gives the content security policy: nothing remote, nothing inline.
// Films may also come from mediaOrigin, where one is given.
func Policy(mediaOrigin string) string {
	films := strings.TrimSpace("media-src 'self' blob: " + mediaOrigin)
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", films,
		"font-src 'self'", "connect-src 'self'", "frame-src 'none'", "worker-src 'self'", "form-action 'none'",
		"base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'",
	}, "; ")
}

func (h *handler) call(w http.ResponseWriter, r *http.Request) {
	if !isJSON(r) {
		refuse(w, http.StatusUnsupportedMediaType, news.Errorf(news.CodeInvalid, "request", "Calls are made with application/json."))
		return
	}
	request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		refuse(w, http.StatusRequestEntityTooLarge, news.Errorf(news.CodeLimit, "request", "A request holds at most 8 MB."))
		return
	}
	answer, err := h.calls.Call(r.PathValue("area")+"/"+r.PathValue("method"), request)
	if err != nil {
		refuse(w, Status(err), err)
		return
	}
	reply(w, answer)
}

func isJSON(r *http.Request) bool {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	return strings.TrimSpace(kind) == "application/json"
}

func (h *handler) offer(w http.ResponseWriter, r *http.Request) {
	offered, err := h.Offers.OfferContent(r.URL.Query().Get("name"), r.URL.Query().Get("with"), http.MaxBytesReader(w, r.Body, maxOffer))
	answer(w, offered, err)
}

func (h *handler) offerFolder(w http.ResponseWriter, r *http.Request) {
	var ask pathRequest
	switch {
	case !h.Folders:
		refuse(w, http.StatusForbidden, news.Errorf(news.CodeUnsupported, "path", "Folders of the machine that serves this page cannot be named here."))
		return
	case !isJSON(r) || json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&ask) != nil:
		refuse(w, http.StatusBadRequest, news.Errorf(news.CodeInvalid, "path", "The request could not be read."))
		return
	}
	offered, err := h.Offers.OfferFolder(ask.Path)
	answer(w, offered, err)
}

// answer writes a value as JSON, or the error.
func answer(w http.ResponseWriter, value any, err error) {
	if err != nil {
		refuse(w, Status(err), err)
		return
	}
	text, err := json.Marshal(value)
	if err != nil {
		refuse(w, http.StatusInternalServerError, err)
		return
	}
	reply(w, text)
}

func reply(w http.ResponseWriter, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(text) // an error means that the page left
}

func refuse(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	io.WriteString(w, bridge.AsError(err).Error())
}

// Status gives the HTTP status that goes with an error's code.
func Status(err error) int {
	told := bridge.AsError(err)
	if told.Start != nil { // a query that was read strictly
		return http.StatusBadRequest
	}
	switch news.Code(told.Code) {
	case news.CodeNotFound:
		return http.StatusNotFound
	case news.CodeInvalid, news.CodeUnsupported, news.CodeForeign:
		return http.StatusBadRequest
	case news.CodeLimit:
		return http.StatusRequestEntityTooLarge
	case news.CodeExists, news.CodeConflict, news.CodeBusy, news.CodeCanceled:
		return http.StatusConflict
	case news.CodeDenied:
		return http.StatusForbidden
	case news.CodeReadOnly, news.CodeFull, news.CodeNewer:
		return http.StatusInsufficientStorage
	}
	return http.StatusInternalServerError
}
