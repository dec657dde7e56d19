package fetch

import (
	"net/http"
	"net/url"

	"broadsheet/internal/news"
)

// Unwelcome says what an answer means that brought nothing, and what to do, as an
// error of the code network; nil with the status 200. The address is the one that
// was asked for.
func (a Answer) Unwelcome(address string) error {
	host := address
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		host = u.Host
	}
	told := func(format string, args ...any) error {
		return news.Errorf(news.CodeNetwork, "address", format, args...)
	}
	switch {
	case a.Status == http.StatusOK:
		return nil
	case a.Status == http.StatusUnauthorized || a.Status == http.StatusProxyAuthRequired:
		return told("%s wants a name and a password; put them into the address (https://name:password@…).", host)
	case a.Status == http.StatusForbidden || a.Status == http.StatusUnavailableForLegalReasons:
		return told("%s does not give this out; open it in a browser to see why.", host)
	case a.Status == http.StatusNotFound:
		return told("There is nothing at %s; look on its site for the new address.", address)
	case a.Status == http.StatusGone:
		return told("%s says that this is gone for good.", host)
	case a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable && !a.RetryAfter.IsZero():
		return told("%s wants no more requests for now; try again later.", host)
	case a.Status >= http.StatusInternalServerError:
		return told("%s has a fault of its own (%d); try again later.", host, a.Status)
	}
	return told("%s answers with the number %d, which brings nothing.", host, a.Status)
}
