package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"broadsheet/app/server"
)

func reached(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }

func TestGuardLetsInOnlyItsOwnPage(t *testing.T) {
	const host = "127.0.0.1:4321"
	tests := map[string]struct {
		method, path string
		host         string
		headers      map[string]string
		want         int
	}{
		"the page itself":             {"GET", "/", host, nil, http.StatusTeapot},
		"an article's address":        {"GET", "/article/7", host, nil, http.StatusTeapot},
		"a call without a session":    {"POST", "/api/Articles/Front", host, nil, http.StatusForbidden},
		"media without a session":     {"GET", "/media/abc", host, nil, http.StatusForbidden},
		"events without a session":    {"GET", "/events", host, nil, http.StatusForbidden},
		"an offer without a session":  {"POST", "/offer", host, nil, http.StatusForbidden},
		"a rebound name":              {"GET", "/", "evil.example:4321", nil, http.StatusMisdirectedRequest},
		"localhost instead":           {"GET", "/", "localhost:4321", nil, http.StatusMisdirectedRequest},
		"another port":                {"GET", "/", "127.0.0.1:1", nil, http.StatusMisdirectedRequest},
		"another origin":              {"POST", "/api/session", host, map[string]string{"Origin": "http://evil.example"}, http.StatusForbidden},
		"a page of another origin":    {"GET", "/", host, map[string]string{"Sec-Fetch-Site": "cross-site"}, http.StatusForbidden},
		"a page of the same site":     {"GET", "/", host, map[string]string{"Sec-Fetch-Site": "same-site"}, http.StatusForbidden},
		"a false token":               {"POST", "/api/session", host, nil, http.StatusForbidden},
		"the null origin":             {"POST", "/api/session", host, map[string]string{"Origin": "null"}, http.StatusForbidden},
		"a session that was invented": {"GET", "/media/abc", host, map[string]string{"Cookie": "broadsheet-4321=x"}, http.StatusForbidden},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			guard := server.NewGuard(host, "/", http.HandlerFunc(reached))
			request := httptest.NewRequest(test.method, test.path, strings.NewReader(`{"token":"false"}`))
			request.Host = test.host
			request.Header.Set("Content-Type", "application/json")
			for key, value := range test.headers {
				request.Header.Set(key, value)
			}
			answer := httptest.NewRecorder()
			guard.ServeHTTP(answer, request)
			if answer.Code != test.want {
				t.Errorf("status %d, want %d", answer.Code, test.want)
			}
		})
	}
}

func TestTokenLetsOneBrowserInOnce(t *testing.T) {
	const host = "127.0.0.1:4321"
	guard := server.NewGuard(host, "/", http.HandlerFunc(reached))
	_, token, found := strings.Cut(guard.Address(), "#token=")
	if !found {
		t.Fatal("the address holds no token")
	}
	signIn := func() *httptest.ResponseRecorder {
		request := httptest.NewRequest("POST", "/api/session", strings.NewReader(`{"token":"`+token+`"}`))
		request.Host = host
		request.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		guard.ServeHTTP(answer, request)
		return answer
	}
	first := signIn()
	if first.Code != http.StatusOK {
		t.Fatalf("first sign-in: status %d", first.Code)
	}
	cookies := first.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode {
		t.Fatalf("cookies: %v", cookies)
	}
	if second := signIn(); second.Code != http.StatusForbidden {
		t.Errorf("second sign-in with the same token: status %d", second.Code)
	}
	request := httptest.NewRequest("GET", "/media/abc", nil)
	request.Host = host
	request.AddCookie(cookies[0])
	answer := httptest.NewRecorder()
	guard.ServeHTTP(answer, request)
	if answer.Code != http.StatusTeapot {
		t.Errorf("signed in, but status %d", answer.Code)
	}
}

func TestOnlyLoopbackAddressesAreServed(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", "192.168.1.2:0", "[::]:0", "example.org:0", "nonsense"} {
		if listener, err := server.ListenLoopback(addr); err == nil {
			listener.Close()
			t.Errorf("%s was opened", addr)
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0"} {
		listener, err := server.ListenLoopback(addr)
		if err != nil {
			t.Errorf("%s: %v", addr, err)
			continue
		}
		listener.Close()
	}
}
