// Package ledger is the door to the network: every request goes through it, and
// is written down before it leaves. A request that cannot be written down is not
// made. It judges no addresses and keeps no contents; it is the only package
// that may hold a client of net/http for hosts outside.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/internal/news"
)

// Book keeps requests.
type Book interface {
	// BeginRequest writes a request down before it is made, and gives its number.
	BeginRequest(ctx context.Context, r news.NetworkRequest) (number int64, err error)
	// EndRequest writes down what came of it.
	EndRequest(ctx context.Context, number, bytes int64, result string) error
	// Requests lists requests, newest first, and counts all that were ever made.
	Requests(ctx context.Context, limit int) (list []news.NetworkRequest, total int64, err error)
}

// Ledger writes requests down. It is safe for many goroutines.
type Ledger struct {
	book    Book
	clock   news.Clock
	session atomic.Int64
}

// New makes a ledger; its session begins now.
func New(book Book, clock news.Clock) *Ledger { return &Ledger{book: book, clock: clock} }

// Session counts the requests since New.
func (l *Ledger) Session() int64 { return l.session.Load() }

// Requests lists the requests ever made, newest first, and counts them.
func (l *Ledger) Requests(ctx context.Context, limit int) ([]news.NetworkRequest, int64, error) {
	return l.book.Requests(ctx, limit)
}

// Dial opens a connection; whoever judges hosts and addresses does it here.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// longest is how long a request may take, with its answer.
const longest = 2 * time.Minute

// Client gives a client whose every request, each redirect on the way included,
// is written down with why it is made. It asks no proxy, keeps no cookies, and
// follows no redirect by itself unless follow says so (an error of it ends the
// request); nil: none is followed.
func (l *Ledger) Client(why string, dial Dial, follow func(r *http.Request, via []*http.Request) error) *http.Client {
	if follow == nil {
		follow = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return &http.Client{Timeout: longest, CheckRedirect: follow, Transport: &written{ledger: l, why: why, way: &http.Transport{
		DialContext: dial, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second,
		MaxConnsPerHost: 2, IdleConnTimeout: 30 * time.Second, MaxResponseHeaderBytes: 64 << 10,
	}}}
}

// written writes down each request that it hands on.
type written struct {
	ledger *Ledger
	why    string
	way    http.RoundTripper
}

// RoundTrip makes a request that stands in the book already.
func (w *written) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := context.WithoutCancel(r.Context()) // what was begun is ended in the book
	number, err := w.ledger.book.BeginRequest(ctx, news.NetworkRequest{
		At: w.ledger.clock().UTC(), Host: r.URL.Hostname(), Address: bare(r.URL), Why: w.why,
	})
	if err != nil {
		return nil, fmt.Errorf("write request down: %w", err)
	}
	w.ledger.session.Add(1)
	response, err := w.way.RoundTrip(r)
	if err != nil {
		return nil, errors.Join(err, w.ledger.book.EndRequest(ctx, number, 0, reason(err)))
	}
	response.Body = &counted{ReadCloser: response.Body, end: func(bytes int64, err error) error {
		result := strconv.Itoa(response.StatusCode)
		if err != nil {
			result += ", cut off"
		}
		return w.ledger.book.EndRequest(ctx, number, bytes, result)
	}}
	return response, nil
}

// bare gives an address without a name, a password or a fragment in it.
func bare(u *url.URL) string {
	kept := *u
	kept.User, kept.Fragment, kept.RawFragment = nil, "", ""
	return kept.String()
}

// reason says in a word what went wrong; the error's own text may hold what was
// taken out of the address.
func reason(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return "stopped"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	}
	return "failed"
}

// counted counts what comes, and tells once when it has ended.
type counted struct {
	io.ReadCloser
	end   func(bytes int64, err error) error
	once  sync.Once
	bytes int64
	wrong error
}

// Read reads on.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.bytes += int64(n)
	if err != nil && err != io.EOF {
		c.wrong = err
	}
	return n, err
}

// CloseIdleConnections ends connections that are kept for the next request.
func (w *written) CloseIdleConnections() {
	if way, ok := w.way.(interface{ CloseIdleConnections() }); ok {
		way.CloseIdleConnections()
	}
}

// Close ends the request in the book.
func (c *counted) Close() error {
	err := c.ReadCloser.Close()
	c.once.Do(func() { err = errors.Join(err, c.end(c.bytes, c.wrong)) })
	return err
}
