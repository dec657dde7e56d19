package body

import (
	"fmt"
	"net/url"
	"strings"
)

// address gives a link's address in the form that the profile prints, or ""
// where it is not one that may stand in a body. "#name" passes as it is: whether
// its target exists is seen at the end.
func address(href string) string {
	href = stripURL(href)
	switch {
	case href == "" || len(href) > maxAddress:
		return ""
	case href[0] == '#':
		return href
	case strings.HasPrefix(href, "//"):
		href = "https:" + href
	case strings.HasPrefix(href, "/article/"):
		return articleAddress(href)
	}
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok {
		return ""
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "http", "https":
		return webAddress(scheme, rest)
	case "mailto":
		if rest == "" {
			return ""
		}
		return bounded("mailto:" + escapeURL(rest))
	}
	return ""
}

// remote gives an absolute web address, or "".
func remote(src string) string {
	if a := address(src); strings.HasPrefix(a, "http") {
		return a
	}
	return ""
}

func webAddress(scheme, rest string) string {
	rest = strings.ReplaceAll(rest, `\`, "/") // as browsers read it
	if !strings.HasPrefix(rest, "//") {
		return ""
	}
	out := scheme + ":" + escapeURL(rest)
	u, err := url.Parse(out)
	if err != nil || u.Host == "" || u.User != nil {
		return ""
	}
	return bounded(out)
}

// articleAddress takes "/article/ID" with an optional fragment.
func articleAddress(href string) string {
	path, fragment, has := strings.Cut(href, "#")
	id := strings.TrimPrefix(path, "/article/")
	if id == "" || id == "." || id == ".." || strings.ContainsAny(id, `/?\`) || has && !validID(fragment) {
		return ""
	}
	if _, err := url.PathUnescape(id); err != nil {
		return ""
	}
	return bounded(escapeURL(href))
}

// stripURL removes what browsers remove from an address before they read it.
func stripURL(s string) string {
	s = strings.TrimFunc(clean(s), func(r rune) bool { return r <= ' ' || r == 0xA0 })
	if !strings.ContainsAny(s, "\t\n\r") {
		return s
	}
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

func bounded(s string) string {
	if len(s) > maxAddress {
		return ""
	}
	return s
}

// escapeURL percent-encodes what may not stand in an address as it is; letters
// of all scripts stay readable.
func escapeURL(s string) string {
	const hexDigits = "0123456789ABCDEF"
	s = line(s, len(s))
	if !strings.ContainsAny(s, " \"<>`{}|\\^") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if strings.IndexByte(" \"<>`{}|\\^", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// URI gives an address of the web as RFC 3987 has it, for readers that take nothing
// else: browsers read more (a second number sign, brackets, a lone percent sign).
func URI(address string) string {
	var b strings.Builder
	host := strings.Index(address, "://")
	fragment := false
	for i, r := range address {
		escaped := false
		switch r {
		case '#':
			escaped, fragment = fragment, true
		case '%':
			_, err := url.PathUnescape(address[i:min(i+3, len(address))])
			escaped = err != nil
		case '[', ']':
			// In a host they are about an address of IPv6.
			escaped = host < 0 || strings.ContainsAny(address[host+3:i], "/?#")
		default:
			escaped = r <= ' ' || r == 0x7F || strings.ContainsRune("\"<>`{}|\\^", r)
		}
		if escaped {
			fmt.Fprintf(&b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// stored reports whether src is the address of a file in the library.
func stored(src string) bool {
	_, ok := storedHash(src)
	return ok
}

func storedHash(src string) (string, bool) {
	hash, ok := strings.CutPrefix(src, "/media/")
	if !ok || len(hash) != 64 {
		return "", false
	}
	for i := 0; i < len(hash); i++ {
		if c := hash[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return "", false
		}
	}
	return hash, true
}

// validID reports whether s may be the id of a block.
func validID(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c != '-' && c != '_' && (c < '0' || c > '9')) {
			return false
		}
	}
	return true
}
