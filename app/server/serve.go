package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"

	"broadsheet/internal/news"
)

// ListenLoopback opens a listener on an address of this machine's loopback
// (host:port, port 0 for any); every other address is CodeInvalid.
func ListenLoopback(addr string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, news.Errorf(news.CodeInvalid, "addr", "An address is written like 127.0.0.1:8080.")
	}
	if host == "localhost" || host == "" {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsLoopback() {
		return nil, news.Errorf(news.CodeInvalid, "addr", "Broadsheet serves on this machine's loopback addresses only, such as 127.0.0.1:8080.")
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, news.Errorf(news.CodeBusy, "addr", "The address %s could not be opened: %w.", addr, err)
	}
	return listener, nil
}

// Serve answers on the listener until ctx ends.
func Serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	return serve(ctx, listener, h)
}

// Times after which a connection that does nothing is let go.
const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	closeTimeout  = 2 * time.Second
	maxHeader     = 64 << 10
)

func serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		// Requests end with ctx, so that streams of events do not hold the end up.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
		defer stop()
		if server.Shutdown(last) != nil {
			server.Close()
		}
	}()
	err := server.Serve(listener)
	if errors.Is(err, http.ErrServerClosed) {
		<-done
		return nil
	}
	return err
}

// Films serves media files alone, behind a secret path, on a loopback listener:
// the window's webview plays films from nowhere else on Linux. Its player sends
// neither cookie nor origin, so the path is the only proof.
type Films struct {
	Origin string // http://127.0.0.1:PORT
	secret string
	store  Media
	host   string
}

// NewFilms serves the store's files on that listener.
func NewFilms(listener net.Listener, store Media) *Films {
	host := listener.Addr().String()
	return &Films{Origin: "http://" + host, host: host, secret: secret(), store: store}
}

// Address gives a file's address, good until the program ends.
func (f *Films) Address(hash string) string {
	return f.Origin + "/" + f.secret + "/media/" + hash
}

// ServeHTTP answers GET and HEAD of files under the secret path.
func (f *Films) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{secret}/media/{hash}", func(w http.ResponseWriter, r *http.Request) {
		if r.Host != f.host || !has(map[string]bool{f.secret: true}, r.PathValue("secret")) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		serveMedia(w, r, f.store, r.PathValue("hash"))
	})
	mux.ServeHTTP(w, r)
}
