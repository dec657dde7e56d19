package page

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const maxAddress = 4 << 10

// addresses makes the addresses of a page absolute.
type addresses struct {
	base *url.URL // of links; nil: nobody knows
	// beside says that the page lies in a folder: relative pictures are files
	// there, and stay as they are.
	beside bool
}

// webAddress parses an absolute address of the web; nil for any other.
func webAddress(s string) *url.URL {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxAddress {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil
	}
	return u
}

// link gives an address as it is to be followed: absolute where that is possible,
// a fragment of the page as it stands, and "" for what is none.
func (a addresses) link(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxAddress || s[0] == '#' {
		return s
	}
	u, err := url.Parse(s)
	if err != nil || a.base == nil {
		return s
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return s
	}
	resolved := a.base.ResolveReference(u)
	if resolved.Fragment != "" {
		page := *a.base
		page.Fragment, page.RawFragment = "", ""
		target := *resolved
		target.Fragment, target.RawFragment = "", ""
		if page.String() == target.String() { // back into the page itself
			return "#" + resolved.Fragment
		}
	}
	return resolved.String()
}

// file gives the address of a picture, film or sound.
func (a addresses) file(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasPrefix(s, "data:") || len(s) > maxAddress {
		return s
	}
	if a.beside && s[0] != '/' && !strings.Contains(s, ":") {
		return s
	}
	if u, err := url.Parse(s); err != nil || a.base == nil || u.Scheme != "" && u.Host == "" {
		return s
	} else {
		return a.base.ResolveReference(u).String()
	}
}

// resolve makes the addresses below root absolute.
func (a addresses) resolve(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		switch {
		case n.Type != html.ElementNode:
		case is(n, atom.A):
			if href := attr(n, "href"); href != "" {
				setAttr(n, "href", a.link(href))
			}
		default:
			for _, name := range []string{"src", "poster"} {
				if src := attr(n, name); src != "" {
					setAttr(n, name, a.file(src))
				}
			}
		}
		return true
	})
}

// fileStem is what two addresses of one picture have in common in most cases: the
// name without its size and ending.
func fileStem(address string) string {
	if strings.HasPrefix(address, "data:") {
		return ""
	}
	address, _, _ = strings.Cut(address, "?")
	address, _, _ = strings.Cut(address, "#")
	name := path.Base(address)
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	name = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	return sizeInName.ReplaceAllString(name, "")
}

func hasPictureName(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif":
		return true
	}
	return false
}

// isFront reports whether an address is that of a whole site and not of a page.
func isFront(u *url.URL) bool {
	if u == nil || u.RawQuery != "" {
		return false
	}
	p := strings.Trim(strings.ToLower(u.Path), "/")
	switch p {
	case "", "index.html", "index.htm", "index.php", "home", "default.aspx":
		return true
	}
	return len(p) == 2 // a language
}
