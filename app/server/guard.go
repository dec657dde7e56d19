package server

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"broadsheet/internal/news"
)

// Guard is the door of serve: it lets in only the browser that was given a
// token, and only requests of our own page. Host and Origin must be ours to the
// letter, so that neither a rebound name nor another site's page gets in.
type Guard struct {
	host   string // as in the address: 127.0.0.1:PORT
	prefix string
	inner  http.Handler
	cross  *http.CrossOriginProtection

	mu       sync.Mutex
	tokens   map[string]bool // one-time, not used yet
	sessions map[string]bool
}

// NewGuard stands before inner on the given host (address and port).
func NewGuard(host, prefix string, inner http.Handler) *Guard {
	return &Guard{
		host: host, prefix: prefix, inner: inner, cross: http.NewCrossOriginProtection(),
		tokens: map[string]bool{}, sessions: map[string]bool{},
	}
}

// Address gives an address that signs one browser in, once.
func (g *Guard) Address() string {
	token := secret()
	g.mu.Lock()
	g.tokens[token] = true
	g.mu.Unlock()
	return "http://" + g.host + g.prefix + "#token=" + token
}

// secret gives 128 random bits as text.
func secret() string {
	var b [16]byte
	rand.Read(b[:]) // never fails (crypto/rand, Go 1.24)
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// ServeHTTP checks Host, Origin, Fetch Metadata and the session, then lets in.
func (g *Guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Host != g.host {
		http.Error(w, "This address is not Broadsheet's.", http.StatusMisdirectedRequest)
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+g.host {
		denied(w)
		return
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		denied(w)
		return
	}
	if g.cross.Check(r) != nil {
		denied(w)
		return
	}
	if r.Method == http.MethodPost && r.URL.Path == g.prefix+"api/session" {
		g.signIn(w, r)
		return
	}
	if g.private(r.URL.Path) && !g.signedIn(r) {
		denied(w)
		return
	}
	g.inner.ServeHTTP(w, r)
}

func denied(w http.ResponseWriter) {
	refuse(w, http.StatusForbidden, news.Errorf(news.CodeDenied, "", "This browser has not been let in; open the address that `broadsheet serve` prints."))
}

// private says whether a path gives anything of the library; the page itself,
// which is the same for everybody, has to come before it can sign in.
func (g *Guard) private(path string) bool {
	rest := strings.TrimPrefix(path, g.prefix)
	for _, private := range []string{"api/", "offer", "events", "media/"} {
		if strings.HasPrefix(rest, private) {
			return true
		}
	}
	return false
}

// cookieName holds the port, since cookies of one host are shared by its ports.
func (g *Guard) cookieName() string {
	_, port, _ := strings.Cut(g.host, ":")
	return "broadsheet-" + port
}

func (g *Guard) signedIn(r *http.Request) bool {
	cookie, err := r.Cookie(g.cookieName())
	if err != nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return has(g.sessions, cookie.Value)
}

// has compares in constant time.
func has(secrets map[string]bool, given string) bool {
	found := 0
	for s := range secrets {
		found |= subtle.ConstantTimeCompare([]byte(s), []byte(given))
	}
	return found == 1
}

// signIn exchanges a one-time token for a session cookie.
func (g *Guard) signIn(w http.ResponseWriter, r *http.Request) {
	var given struct {
		Token string `json:"token"`
	}
	if !isJSON(r) || json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&given) != nil {
		denied(w)
		return
	}
	g.mu.Lock()
	known := has(g.tokens, given.Token)
	session := secret()
	if known {
		delete(g.tokens, given.Token)
		g.sessions[session] = true
	}
	g.mu.Unlock()
	if !known {
		denied(w)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: g.cookieName(), Value: session, Path: g.prefix, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	reply(w, []byte("{}"))
}
