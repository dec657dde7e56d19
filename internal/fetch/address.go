package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"broadsheet/internal/news"
)

// special are ranges in which no public host is (IANA's special-purpose address
// registries), beyond those that package netip knows by name.
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "240.0.0.0/4", "100::/64", "2001:2::/48", "2001:db8::/32", "3fff::/20", "5f00::/16",
)

// within are ranges whose addresses hold an IPv4 address: where, in bytes.
var within = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64 (RFC 6052)
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4 (RFC 3056)
	{netip.MustParsePrefix("::/96"), 12},        // IPv4-compatible (RFC 4291)
}

// never are ranges that lead to hosts that nobody can tell from outside.
var never = prefixes("64:ff9b:1::/48", "2001::/32")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, text := range list {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

// public says whether an address is one of the open network: not of this
// machine, of its network, or of anything that routers keep to themselves.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || !a.IsGlobalUnicast() {
		return false
	}
	for _, list := range [][]netip.Prefix{special, never} {
		for _, prefix := range list {
			if prefix.Contains(a) {
				return false
			}
		}
	}
	for _, w := range within {
		if w.prefix.Contains(a) {
			bytes := a.As16()
			inner, _ := netip.AddrFromSlice(bytes[w.at : w.at+4])
			return public(inner)
		}
	}
	return true
}

// maxAddress is how long an address may be, in bytes.
const maxAddress = 4 << 10

// Parse reads an address as a person types it: without a scheme it is one of
// https, and feed: stands for http or https as it says.
func Parse(address string) (*url.URL, error) {
	text := strings.TrimSpace(address)
	if rest, found := strings.CutPrefix(text, "feed:"); found {
		text = strings.TrimPrefix(rest, "//")
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || len(text) > maxAddress || strings.ContainsAny(u.Host, " \t") {
		return nil, news.Errorf(news.CodeInvalid, "address", "%.200q is no address of the web.", address)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, news.Errorf(news.CodeInvalid, "address", "Only addresses of http and https can be fetched, and %.200q is neither.", address)
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}
