package bridge

import "sync"

// Names of events.
const (
	EventArticles    = "articles.changed"
	EventPublication = "publication.changed"
	EventComments    = "comments.changed"
	EventJob         = "job.changed"
	EventIndex       = "index.changed"
	EventWatch       = "watch.changed"
	EventDrafts      = "drafts.changed"
	EventCollections = "collections.changed"
	EventSaved       = "saved.changed" // saved searches or watched articles, or what is new in them
	EventHighlights  = "highlights.changed"
	EventSessions    = "sessions.changed"
)

// Event tells open pages that something changed; they ask for what they need.
// As JSON it is under 4 kB.
type Event struct {
	Event string  `json:"event"`
	Job   *JobTip `json:"job,omitempty"`
	Count int64   `json:"count,omitempty"` // how many things changed, where known
}

// JobTip is how far a job is.
type JobTip struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`
	State    string  `json:"state"`
	Done     int64   `json:"done"`
	Total    int64   `json:"total"`
	Rate     float64 `json:"rate"`
	Revision int64   `json:"revision"`
}

// Hub hands events to whoever listens. A listener that does not keep up loses
// the oldest events, never delays the sender.
type Hub struct {
	mu        sync.Mutex
	listeners map[chan Event]struct{}
}

// hubBuffer is how many events wait for a slow listener.
const hubBuffer = 64

// NewHub makes a hub without listeners.
func NewHub() *Hub { return &Hub{listeners: map[chan Event]struct{}{}} }

// Listen gives a channel of the events from now on and what ends it.
func (h *Hub) Listen() (<-chan Event, func()) {
	events := make(chan Event, hubBuffer)
	h.mu.Lock()
	h.listeners[events] = struct{}{}
	h.mu.Unlock()
	return events, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.listeners, events)
	}
}

// Send hands an event to all listeners.
func (h *Hub) Send(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for events := range h.listeners {
		select {
		case events <- e:
			continue
		default:
		}
		select { // make room: the newest matters
		case <-events:
		default:
		}
		select {
		case events <- e:
		default:
		}
	}
}
