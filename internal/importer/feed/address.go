package feed

import (
	"net/url"
	"strings"
)

// address is an absolute http or https address that relative ones are taken
// from; the zero value knows none.
type address struct {
	url *url.URL
}

// absolute takes an address where it is absolute and of the web.
func absolute(text string) address {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return address{}
	}
	return address{u}
}

// join gives the base that an xml:base makes of this one (XML Base, RFC 3986);
// one that is unusable changes nothing.
func (a address) join(text string) address {
	if a.url == nil {
		return absolute(text)
	}
	u, err := a.url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return a
	}
	return address{u}
}

// resolve gives an address as seen from the base: absolute, or as it came where
// it cannot be. White space around and line ends inside are out.
func (a address) resolve(text string) string {
	if text = strings.TrimSpace(text); strings.ContainsAny(text, "\r\n\t") {
		text = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(text)
	}
	if a.url == nil || text == "" {
		return text
	}
	if scheme, _, found := strings.Cut(text, ":"); found && !strings.ContainsAny(scheme, "/?#.") {
		return text // absolute: stays byte for byte as it is
	}
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	return a.url.ResolveReference(u).String()
}
