package paste

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// links makes addresses absolute and takes off what programs wrap around them to
// count clicks.
func (p *pasted) links() {
	base, _ := url.Parse(p.base)
	for _, n := range elements(p.root, atom.A) {
		href := strings.TrimSpace(attr(n, "href"))
		if href == "" || href[0] == '#' {
			continue
		}
		u, err := url.Parse(href)
		if err != nil {
			continue
		}
		if !u.IsAbs() && base != nil && p.base != "" {
			u = base.ResolveReference(u)
		}
		if p.base != "" && u.Fragment != "" && sameDocument(u, base) {
			setAttr(n, "href", "#"+u.Fragment)
			continue
		}
		u = unwrapped(u)
		setAttr(n, "href", u.String())
	}
}

func sameDocument(a, b *url.URL) bool {
	return b != nil && a.Host == b.Host && a.Path == b.Path && a.RawQuery == b.RawQuery
}

// unwrapped gives the address that a counting one leads to.
func unwrapped(u *url.URL) *url.URL {
	for _, wrap := range []struct{ host, path, key string }{
		{"www.google.com", "/url", "q"}, {"google.com", "/url", "q"}, {"www.google.com", "/url", "url"},
		{".safelinks.protection.outlook.com", "/", "url"}, {"l.facebook.com", "/l.php", "u"}, {"lm.facebook.com", "/l.php", "u"},
	} {
		if !strings.HasSuffix(u.Host, wrap.host) || u.Path != wrap.path {
			continue
		}
		if inner, err := url.Parse(u.Query().Get(wrap.key)); err == nil && (inner.Scheme == "http" || inner.Scheme == "https" || inner.Scheme == "mailto") {
			u = inner
			break
		}
	}
	if !strings.Contains(u.RawQuery, "utm_") && !strings.Contains(u.RawQuery, "fbclid=") && !strings.Contains(u.RawQuery, "gclid=") {
		return u
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		if !strings.HasPrefix(part, "utm_") && !strings.HasPrefix(part, "fbclid=") && !strings.HasPrefix(part, "gclid=") {
			kept = append(kept, part)
		}
	}
	copied := *u
	copied.RawQuery = strings.Join(kept, "&")
	return &copied
}

// pictures takes out those that lie in their address, makes others absolute, and
// counts those that the program did not hand over.
func (p *pasted) pictures() {
	base, _ := url.Parse(p.base)
	for _, n := range elements(p.root, atom.Img) {
		src := strings.TrimSpace(attr(n, "src"))
		dropAttr(n, "srcset")
		switch {
		case strings.HasPrefix(src, "data:image/svg"), src == "":
		case strings.HasPrefix(src, "data:"):
			p.inside(n, src)
		case strings.HasPrefix(src, "http:"), strings.HasPrefix(src, "https:"), strings.HasPrefix(src, "/media/"):
		case hasScheme(src):
			p.missing(n)
		case p.base != "":
			if u, err := url.Parse(src); err == nil {
				setAttr(n, "src", base.ResolveReference(u).String())
			}
		case p.beside && !strings.HasPrefix(src, "//"):
		default:
			p.missing(n)
		}
	}
}

// taken takes out pictures that lie in their address, and leaves all others.
func (p *pasted) taken(images []*html.Node) {
	for _, n := range images {
		if src := strings.TrimSpace(attr(n, "src")); strings.HasPrefix(src, "data:") && !strings.HasPrefix(src, "data:image/svg") {
			p.inside(n, src)
		}
	}
}

// hasScheme reports whether an address is one of a program's own: file:, cid:,
// blob:, webkit-fake-url:, C:\.
func hasScheme(src string) bool {
	i := strings.IndexByte(src, ':')
	return i > 0 && strings.IndexFunc(src[:i], func(r rune) bool {
		return r != '-' && r != '+' && r != '.' && (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9')
	}) < 0
}

// missing leaves the name of a picture that did not come along.
func (p *pasted) missing(n *html.Node) {
	p.result.Missing++
	alt := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(attr(n, "alt")), "Description automatically generated"))
	if alt == "" {
		remove(n)
		return
	}
	dropAttr(n, "src")
	setAttr(n, "alt", alt)
}

// inside takes the content of a picture out of its address.
func (p *pasted) inside(n *html.Node, src string) {
	head, data, ok := strings.Cut(src, ",")
	if !ok || len(p.result.Pictures) >= maxPictures {
		p.missing(n)
		return
	}
	var content []byte
	if strings.Contains(head, ";base64") {
		data = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\n' || r == '\r' || r == '\t' {
				return -1
			}
			return r
		}, data)
		decoded, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(data, "="))
		if err != nil {
			p.missing(n)
			return
		}
		content = decoded
	} else if text, err := url.PathUnescape(data); err == nil {
		content = []byte(text)
	}
	if len(content) == 0 {
		p.missing(n)
		return
	}
	name := fmt.Sprintf("paste:%d", len(p.result.Pictures)+1)
	p.result.Pictures[name] = content
	setAttr(n, "src", name)
}
