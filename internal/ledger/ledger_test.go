package ledger_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/ledger"
	"broadsheet/internal/news"
)

// book is a ledger's book in memory.
type book struct {
	list   []news.NetworkRequest
	closed bool
}

func (b *book) BeginRequest(_ context.Context, r news.NetworkRequest) (int64, error) {
	if b.closed {
		return 0, errors.New("no room")
	}
	b.list = append(b.list, r)
	return int64(len(b.list)), nil
}

func (b *book) EndRequest(_ context.Context, number, bytes int64, result string) error {
	b.list[number-1].Bytes, b.list[number-1].Result = bytes, result
	return nil
}

func (b *book) Requests(context.Context, int) ([]news.NetworkRequest, int64, error) {
	return b.list, int64(len(b.list)), nil
}

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, network, address)
}

func clock() time.Time { return time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC) }

func TestEveryRequestIsWrittenDown(t *testing.T) {
	b := &book{}
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if len(b.list) != asked {
			t.Errorf("request %d left before it was written down", asked)
		}
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/there", http.StatusFound)
			return
		}
		io.WriteString(w, "twelve bytes")
	}))
	defer server.Close()
	l := ledger.New(b, clock)
	follow := func(*http.Request, []*http.Request) error { return nil }
	address := strings.Replace(server.URL, "http://", "http://name:secret@", 1) + "/moved?q=1#part"
	answer, err := l.Client("feed", dial, follow).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	if len(b.list) != 2 || l.Session() != 2 {
		t.Fatalf("%d requests, %d in the session", len(b.list), l.Session())
	}
	first, second := b.list[0], b.list[1]
	if first.Address != server.URL+"/moved?q=1" || first.Host != "127.0.0.1" || first.Why != "feed" || first.Result != "302" || !first.At.Equal(clock()) {
		t.Errorf("%+v", first)
	}
	if second.Address != server.URL+"/there" || second.Bytes != 12 || second.Result != "200" {
		t.Errorf("%+v", second)
	}
}

func TestNoRedirectIsFollowedUnasked(t *testing.T) {
	b := &book{}
	server := httptest.NewServer(http.RedirectHandler("/there", http.StatusFound))
	defer server.Close()
	answer, err := ledger.New(b, clock).Client("feed", dial, nil).Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if len(b.list) != 1 || b.list[0].Result != "302" {
		t.Errorf("%+v", b.list)
	}
}

func TestWhatCannotBeWrittenDownIsNotMade(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a request was made") }))
	defer server.Close()
	l := ledger.New(&book{closed: true}, clock)
	if _, err := l.Client("feed", dial, nil).Get(server.URL); err == nil || l.Session() != 0 {
		t.Errorf("%v, %d in the session", err, l.Session())
	}
}

func TestAFailureIsWrittenDownWithoutSecrets(t *testing.T) {
	b := &book{}
	refuse := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("secret") }
	if _, err := ledger.New(b, clock).Client("feed", refuse, nil).Get("http://name:secret@example.org/"); err == nil {
		t.Error("no error")
	}
	if len(b.list) != 1 || b.list[0].Result != "failed" || strings.Contains(b.list[0].Address, "secret") {
		t.Errorf("%+v", b.list)
	}
}
