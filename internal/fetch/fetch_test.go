package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"broadsheet/internal/fetch"
	"broadsheet/internal/ledger"
	"broadsheet/internal/news"
)

// book is a ledger's book that counts.
type book struct{ began, ended int }

func (b *book) BeginRequest(context.Context, news.NetworkRequest) (int64, error) {
	b.began++
	return int64(b.began), nil
}

func (b *book) EndRequest(context.Context, int64, int64, string) error {
	b.ended++
	return nil
}

func (b *book) Requests(context.Context, int) ([]news.NetworkRequest, int64, error) {
	return nil, 0, nil
}

func clock() time.Time { return time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC) }

func client(t *testing.T) (*fetch.Client, *book) {
	b := &book{}
	c := fetch.New(ledger.New(b, clock), "Broadsheet/test", clock)
	t.Cleanup(func() {
		c.Close()
		if b.began != b.ended {
			t.Errorf("%d requests began and %d ended", b.began, b.ended)
		}
	})
	return c, b
}

// web answers as a site does that moves, changes, and misbehaves.
func web(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		switch path {
		case "same":
			w.Header().Set("ETag", `W/"7"`)
			w.Header().Set("Last-Modified", "Tue, 24 Nov 2026 07:00:00 GMT")
			if r.Header.Get("If-None-Match") == `W/"7"` && r.Header.Get("If-Modified-Since") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			fmt.Fprintf(w, "%s|%s|%s|%d", r.Header.Get("User-Agent"), r.Header.Get("Accept"), r.Header.Get("Referer"), len(r.Cookies()))
		case "301", "302", "308":
			http.SetCookie(w, &http.Cookie{Name: "who", Value: "you"})
			code := map[string]int{"301": 301, "302": 302, "308": 308}[path]
			http.Redirect(w, r, "/"+rest, code)
		case "round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "elsewhere":
			http.Redirect(w, r, "ftp://example.org/", http.StatusFound)
		case "seconds":
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusTooManyRequests)
			io.WriteString(w, "later")
		case "date":
			w.Header().Set("Retry-After", "Tue, 24 Nov 2026 09:00:00 GMT")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "large":
			io.WriteString(w, strings.Repeat("0", 2000))
		case "bomb":
			w.Header().Set("Content-Encoding", "gzip")
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			io.WriteString(z, strings.Repeat("0", 1<<20))
			z.Close()
			w.Write(packed.Bytes())
		case "cut":
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "short")
		case "rude":
			connection, _, _ := w.(http.Hijacker).Hijack()
			connection.Close()
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func TestWhatStandsThereIsFetched(t *testing.T) {
	s := web(t)
	c, b := client(t)
	get := func(path string, r fetch.Request) fetch.Answer {
		t.Helper()
		r.URL, r.Why, r.Max, r.Private = s.URL+path, "feed", 1000, true
		answer, err := c.Get(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	first := get("/same", fetch.Request{Accept: "application/rss+xml"})
	if string(first.Body) != "Broadsheet/test|application/rss+xml||0" || first.Status != 200 || first.URL != s.URL+"/same" || first.Moved != "" {
		t.Errorf("%+v %s", first, first.Body)
	}
	again := get("/same", fetch.Request{ETag: first.ETag, LastModified: first.LastModified})
	if again.Status != http.StatusNotModified || len(again.Body) > 0 {
		t.Errorf("%+v", again)
	}
	for _, c := range []struct{ path, moved string }{
		{"/301/308/same", "/same"}, {"/302/same", ""}, {"/301/302/same", "/302/same"}, {"/302/301/same", ""},
	} {
		answer := get(c.path, fetch.Request{})
		want := c.moved
		if want != "" {
			want = s.URL + want
		}
		if answer.Status != 200 || answer.Moved != want || answer.URL != s.URL+"/same" || string(answer.Body) != "Broadsheet/test|||0" {
			t.Errorf("%s: %+v %s", c.path, answer, answer.Body)
		}
	}
	for path, want := range map[string]time.Time{"/seconds": clock().Add(90 * time.Second), "/date": clock().Add(time.Hour)} {
		if answer := get(path, fetch.Request{}); !answer.RetryAfter.Equal(want) || len(answer.Body) > 0 {
			t.Errorf("%s: %+v", path, answer)
		}
	}
	if b.began < 14 { // each redirect is a request
		t.Errorf("%d requests are written down", b.began)
	}
}

func TestWhatGoesWrongIsSaid(t *testing.T) {
	s := web(t)
	gone := httptest.NewServer(nil)
	gone.Close()
	c, _ := client(t)
	for _, test := range []struct {
		address string
		private bool
		code    news.Code
		field   string
	}{
		{"", true, news.CodeInvalid, "address"},
		{"ftp://example.org/", true, news.CodeInvalid, "address"},
		{"https://exa mple.org/", true, news.CodeInvalid, "address"},
		{s.URL + "/large", true, news.CodeLimit, "address"},
		{s.URL + "/bomb", true, news.CodeLimit, "address"},
		{s.URL + "/cut", true, news.CodeNetwork, "address"},
		{s.URL + "/rude", true, news.CodeNetwork, "address"},
		{s.URL + "/round", true, news.CodeNetwork, "address"},
		{s.URL + "/elsewhere", true, news.CodeNetwork, "address"},
		{gone.URL, true, news.CodeNetwork, "address"},
		{s.URL + "/same", false, news.CodeNetwork, fetch.FieldPrivate},
		{strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/same", false, news.CodeNetwork, fetch.FieldPrivate},
		{strings.Replace(s.URL, "127.0.0.1", "[::ffff:127.0.0.1]", 1) + "/same", false, news.CodeNetwork, fetch.FieldPrivate},
		{strings.Replace(s.URL, "127.0.0.1", "2130706433", 1) + "/same", false, news.CodeNetwork, ""},
	} {
		answer, err := c.Get(t.Context(), fetch.Request{URL: test.address, Why: "feed", Max: 1000, Private: test.private})
		var told *news.Error
		if !errors.As(err, &told) || told.Code != test.code || test.field != "" && told.Field != test.field || len(answer.Body) > 0 {
			t.Errorf("%s: %v, %+v", test.address, err, answer)
			continue
		}
		if !strings.HasSuffix(told.Message, ".") || strings.Contains(told.Message, "dial tcp") {
			t.Errorf("%s: %q is no sentence for a person", test.address, told.Message)
		}
	}
}

func TestARequestEndsWithItsContext(t *testing.T) {
	began := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(began)
		<-r.Context().Done()
	}))
	defer s.Close()
	c, _ := client(t)
	ctx, stop := context.WithCancel(t.Context())
	go func() { <-began; stop() }()
	if _, err := c.Get(ctx, fetch.Request{URL: s.URL, Max: 10, Private: true}); news.CodeOf(err) != news.CodeCanceled {
		t.Error(err)
	}
}

func TestAddressesAsTheyAreTyped(t *testing.T) {
	for given, want := range map[string]string{
		" example.org/feed ": "https://example.org/feed", "feed://example.org/a": "https://example.org/a", "feed:http://example.org/a": "http://example.org/a",
		"HTTP://example.org/#part": "http://example.org/", "example.org:8080": "https://example.org:8080", "https://bücher.example/": "https://b%C3%BCcher.example/",
	} {
		u, err := fetch.Parse(given)
		if err != nil || u.String() != want {
			t.Errorf("%q is %v, %v; want %s", given, u, err, want)
		}
	}
	for _, given := range []string{"", "https://", "javascript://x", "file:///etc/passwd", "https://" + strings.Repeat("a", 5000)} {
		if u, err := fetch.Parse(given); err == nil {
			t.Errorf("%.40q is %v", given, u)
		}
	}
}

func TestPublicAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true, "64:ff9b::5db8:d822": true, "2002:5db8:d822::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false,
		"0.1.2.3": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false, "198.18.0.1": false, "192.0.2.1": false,
		"::1": false, "::": false, "fe80::1": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "::ffff:10.0.0.1": false, "::10.0.0.1": false,
		"64:ff9b::a00:1": false, "64:ff9b:1::a00:1": false, "2002:a00:1::1": false, "2001::1": false, "2001:db8::1": false,
	} {
		if got := fetch.Public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
