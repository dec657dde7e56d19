package server

import (
	"encoding/json"
	"net/http"
	"time"

	"broadsheet/internal/news"
)

// heartbeat is how often a quiet stream of events says that it lives.
const heartbeat = 20 * time.Second

// events streams the hub's events (HTML, section 9.2, server-sent events) until
// the page leaves.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	events, stop := h.Hub.Listen()
	defer stop()
	if _, err := w.Write([]byte(": open\n\n")); err != nil {
		return
	}
	if err := control.Flush(); err != nil {
		refuse(w, http.StatusNotImplemented, news.Errorf(news.CodeUnsupported, "", "Events come another way here."))
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		line := []byte(": still here\n\n")
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
		case event := <-events:
			text, err := json.Marshal(event)
			if err != nil {
				h.Log.Error("event could not be written", "err", err)
				continue
			}
			line = append(append([]byte("data: "), text...), "\n\n"...)
		}
		if _, err := w.Write(line); err != nil || control.Flush() != nil {
			return
		}
	}
}
