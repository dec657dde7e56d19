package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"broadsheet/internal/ledger"
	"broadsheet/internal/news"
)

// Limits of a request.
const (
	connectLimit  = 10 * time.Second
	wholeLimit    = 60 * time.Second
	mostRedirects = 5
)

// Client gets what stands at addresses. It is safe for many goroutines; at most
// two requests go to one host at a time.
type Client struct {
	door  *ledger.Ledger
	agent string
	clock news.Clock

	mu      sync.Mutex
	clients map[purpose]doer
}

// doer is a client of the ledger's.
type doer interface {
	Do(*http.Request) (*http.Response, error)
	CloseIdleConnections()
}

// purpose tells apart what clients are for.
type purpose struct {
	why     string
	private bool
}

// New makes a client that calls itself agent (RFC 9110, 10.1.5).
func New(door *ledger.Ledger, agent string, clock news.Clock) *Client {
	return &Client{door: door, agent: agent, clock: clock, clients: map[purpose]doer{}}
}

// FieldPrivate is the field of an error about a host of the person's own machine
// or network, which a source may be allowed to be on.
const FieldPrivate = "private"

// Request asks for what stands at an address.
type Request struct {
	URL    string
	Why    string // as the ledger says it: feed, page, picture
	Accept string // media types (RFC 9110, 12.5.1); empty: anything
	// ETag and LastModified are those of the last answer, as they came: what has
	// not changed since is not sent again.
	ETag, LastModified string
	Max                int64 // bytes of the answer, unpacked; more is an error of code limit
	Private            bool  // the host may be on the person's own machine or network
}

// Answer is what came.
type Answer struct {
	Status      int    // of HTTP
	URL         string // where it came from, after all redirects
	Moved       string // where the address has moved for good; empty: it has not
	ContentType string
	// ETag and LastModified are for the next request.
	ETag, LastModified string
	// RetryAfter is before when the host wants no further request (RFC 9110,
	// 10.2.3); zero: it does not say.
	RetryAfter time.Time
	Body       []byte // of an answer with status 200; else empty
}

// Get gets what stands at an address. An answer of any status is no error: those
// are of requests that brought none, each with a sentence, of the codes invalid
// (the address), network (no answer, or a host that is not asked) and limit (more
// than was wanted).
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	at, err := Parse(r.URL)
	if err != nil {
		return Answer{}, err
	}
	ctx, stop := context.WithTimeout(ctx, wholeLimit)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return Answer{}, news.Errorf(news.CodeInvalid, "address", "%.200q is no address of the web: %w.", r.URL, err)
	}
	request.Header.Set("User-Agent", c.agent)
	for name, value := range map[string]string{"Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.LastModified} {
		if value != "" && !strings.ContainsAny(value, "\r\n") {
			request.Header.Set(name, value)
		}
	}
	response, err := c.client(purpose{r.Why, r.Private}).Do(request)
	if err != nil {
		return Answer{}, failure(at, err)
	}
	answer := c.answer(response)
	if response.StatusCode == http.StatusOK {
		answer.Body, err = io.ReadAll(io.LimitReader(response.Body, r.Max+1))
	}
	if closing := response.Body.Close(); err == nil && closing != nil {
		err = fmt.Errorf("write down what came: %w", closing)
	}
	switch {
	case err != nil:
		return Answer{}, failure(at, err)
	case int64(len(answer.Body)) > r.Max:
		return Answer{}, news.Errorf(news.CodeLimit, "address", "What stands at %s is larger than %d MB; it was not taken in.", at.Host, max(1, r.Max>>20))
	}
	return answer, nil
}

func (c *Client) client(p purpose) doer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.clients[p] == nil {
		c.clients[p] = c.door.Client(p.why, dial(p.private), follow)
	}
	return c.clients[p]
}

// Close ends connections that are kept open for the next request.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, client := range c.clients {
		client.CloseIdleConnections()
	}
}

func (c *Client) answer(r *http.Response) Answer {
	a := Answer{
		Status: r.StatusCode, URL: r.Request.URL.String(), ContentType: r.Header.Get("Content-Type"),
		ETag: r.Header.Get("ETag"), LastModified: r.Header.Get("Last-Modified"), RetryAfter: c.later(r.Header.Get("Retry-After")),
	}
	a.Moved = moved(r)
	return a
}

// later reads when to come back: seconds, or a date.
func (c *Client) later(text string) time.Time {
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil && seconds >= 0 {
		return c.clock().Add(time.Duration(seconds) * time.Second)
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// moved gives the address that the redirects for good lead to (RFC 9110, 15.4.2
// and 15.4.9), up to the first that holds for now alone.
func moved(r *http.Response) string {
	var hops []*http.Response // last first
	for at := r.Request.Response; at != nil; at = at.Request.Response {
		hops = append(hops, at)
	}
	target := ""
	for i := len(hops) - 1; i >= 0; i-- {
		if hops[i].StatusCode != http.StatusMovedPermanently && hops[i].StatusCode != http.StatusPermanentRedirect {
			break
		}
		next := r.Request
		if i > 0 {
			next = hops[i-1].Request
		}
		target = next.URL.String()
	}
	return target
}

var (
	errPrivate   = errors.New("a host of this machine or its network")
	errRedirects = errors.New("too many redirects")
	errDowngrade = errors.New("a redirect to an address that is not encrypted")
	errScheme    = errors.New("a redirect to something other than the web")
)

// follow judges redirects.
func follow(r *http.Request, via []*http.Request) error {
	switch last := via[len(via)-1]; {
	case len(via) > mostRedirects:
		return errRedirects
	case r.URL.Scheme != "http" && r.URL.Scheme != "https":
		return errScheme
	case last.URL.Scheme == "https" && r.URL.Scheme == "http":
		return errDowngrade
	}
	r.Header.Del("Referer") // nobody learns where somebody came from
	return nil
}

// dial connects to hosts; which ones, it judges by the number that the name led
// to, at the moment of connecting, so that no second answer of the name can differ.
func dial(private bool) ledger.Dial {
	d := &net.Dialer{Timeout: connectLimit, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !private && !public(at.Addr()) {
			return errPrivate
		}
		return nil
	}}
	return d.DialContext
}

// failure gives an error with the sentence that a person reads.
func failure(at *url.URL, err error) error {
	var name *net.DNSError
	var timeout net.Error
	field := "address"
	say := func(code news.Code, format string, args ...any) error {
		return &news.Error{Code: code, Field: field, Message: fmt.Sprintf(format, args...), Cause: err}
	}
	switch host := at.Host; {
	case errors.Is(err, context.Canceled):
		return say(news.CodeCanceled, "The request to %s was stopped.", host)
	case errors.Is(err, errPrivate):
		field = FieldPrivate
		return say(news.CodeNetwork, "%s is on this machine or its own network; allow that for this source if it is meant.", host)
	case errors.Is(err, errRedirects):
		return say(news.CodeNetwork, "%s sends from one address to the next without end.", host)
	case errors.Is(err, errDowngrade):
		return say(news.CodeNetwork, "%s sends to an address that is not encrypted; nothing was fetched from there.", host)
	case errors.Is(err, errScheme):
		return say(news.CodeNetwork, "%s sends to an address that is not of the web.", host)
	case errors.As(err, &name) && name.IsNotFound:
		return say(news.CodeNetwork, "There is no host %s; look at the address.", at.Hostname())
	case errors.As(err, &name):
		return say(news.CodeNetwork, "The host %s cannot be looked up; is there a network?", at.Hostname())
	case errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded):
		return say(news.CodeNetwork, "%s did not answer in time.", host)
	case strings.Contains(err.Error(), "certificate"):
		return say(news.CodeNetwork, "The certificate of %s does not hold; nothing was fetched.", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return say(news.CodeNetwork, "%s takes no connections.", host)
	}
	return say(news.CodeNetwork, "The connection to %s broke off.", at.Host)
}
