package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// socketRoutes are what the command line may ask for beyond the calls: only a
// process of the same person can open the socket.
func socketRoutes(inner http.Handler, offers Offers, address func() string, show func([]string) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /path", func(w http.ResponseWriter, r *http.Request) {
		var ask pathRequest
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&ask); err != nil {
			refuse(w, http.StatusBadRequest, news.Errorf(news.CodeInvalid, "path", "The request could not be read: %w.", err))
			return
		}
		offered, err := offers.OfferPath(ask.Path, ask.Write)
		answer(w, offered, err)
	})
	mux.HandleFunc("POST /address", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, addressAnswer{URL: address()}, nil)
	})
	mux.HandleFunc("POST /show", func(w http.ResponseWriter, r *http.Request) {
		var ask showRequest
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&ask); err != nil {
			refuse(w, http.StatusBadRequest, news.Errorf(news.CodeInvalid, "open", "The request could not be read: %w.", err))
			return
		}
		answer(w, struct{}{}, show(ask.Open))
	})
	mux.Handle("/", inner)
	return mux
}

type pathRequest struct {
	Path  string `json:"path"`
	Write bool   `json:"write"`
}

// showRequest names addresses and files for the window to open.
type showRequest struct {
	Open []string `json:"open"`
}

type addressAnswer struct {
	URL string `json:"url"`
}

// ListenSocket opens the socket at path for this person alone. What a crashed
// process left there is removed; the library's lock says that nobody listens.
func ListenSocket(path string) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("remove old socket: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen on socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		listener.Close()
		return nil, fmt.Errorf("close socket to others: %w", err)
	}
	return listener, nil
}

// ServeSocket answers on the socket until ctx ends. address gives an address
// that signs a browser in, or nothing where no browser is served; show brings
// the window to the front, or says that there is none.
func ServeSocket(ctx context.Context, listener net.Listener, inner http.Handler, offers Offers, address func() string, show func([]string) error) error {
	return serve(ctx, listener, socketRoutes(inner, offers, address, show))
}

// Socket is the other end: the calls of a library that another process holds.
type Socket struct{ client *http.Client }

// DialSocket gives the calls of the process that listens at path.
func DialSocket(path string) *Socket {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", path)
	}
	return &Socket{client: &http.Client{Transport: &http.Transport{DialContext: dial, DisableCompression: true}}}
}

// Call makes one bridge call; the error, if any, is a *bridge.Error.
func (s *Socket) Call(ctx context.Context, name string, request []byte) ([]byte, error) {
	return s.post(ctx, "/api/"+name, request)
}

// OfferPath hands over a path of this machine.
func (s *Socket) OfferPath(ctx context.Context, path string, write bool) (offered bridge.OfferedResult, err error) {
	err = s.ask(ctx, "/path", pathRequest{Path: path, Write: write}, &offered)
	return offered, err
}

// Address asks for an address that signs a browser in; empty: the process
// serves none.
func (s *Socket) Address(ctx context.Context) (string, error) {
	var got addressAnswer
	err := s.ask(ctx, "/address", struct{}{}, &got)
	return got.URL, err
}

// Show brings the other process's window to the front, with what to open there;
// CodeUnsupported where it has none.
func (s *Socket) Show(ctx context.Context, open []string) error {
	return s.ask(ctx, "/show", showRequest{Open: open}, &struct{}{})
}

// Close lets the connections go.
func (s *Socket) Close() error {
	s.client.CloseIdleConnections()
	return nil
}

func (s *Socket) ask(ctx context.Context, path string, request, into any) error {
	text, err := json.Marshal(request)
	if err != nil {
		return err
	}
	got, err := s.post(ctx, path, text)
	if err != nil {
		return err
	}
	return json.Unmarshal(got, into)
}

func (s *Socket) post(ctx context.Context, path string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://broadsheet"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := s.client.Do(request)
	if err != nil {
		return nil, news.Errorf(news.CodeBusy, "", "The program that holds this library does not answer; nothing was changed: %w.", err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	if response.StatusCode == http.StatusOK {
		return text, nil
	}
	var told bridge.Error
	if json.Unmarshal(text, &told) != nil || told.Code == "" {
		return nil, fmt.Errorf("answer with status %d", response.StatusCode)
	}
	return nil, &told
}
