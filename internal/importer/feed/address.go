package feed

import (
	"net/url"
	"slices"
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

// trackers are parameters of addresses that say by which way a reader came. They
// may differ from one asking to the next, and say nothing of the article.
var trackers = map[string]bool{"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "yclid": true, "twclid": true, "igshid": true,
	"mc_cid": true, "mc_eid": true, "xtor": true, "wt_mc": true, "_hsenc": true, "_hsmi": true, "at_medium": true, "at_campaign": true}

func isTracker(parameter string) bool {
	name, _, _ := strings.Cut(strings.ToLower(parameter), "=")
	return trackers[name] || strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "mtm_") || strings.HasPrefix(name, "pk_")
}

// withoutTrackers takes them out of an address; all else stays as it came.
func withoutTrackers(address string) string {
	rest, fragment, marked := strings.Cut(address, "#")
	if marked && !isTracker(fragment) {
		fragment = "#" + fragment
	} else {
		fragment = ""
	}
	path, query, asks := strings.Cut(rest, "?")
	if !asks || !slices.ContainsFunc(strings.Split(query, "&"), isTracker) {
		return rest + fragment
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), isTracker)
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	return path + fragment
}
