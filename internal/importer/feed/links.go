package feed

import (
	"strings"

	"golang.org/x/net/html"
)

// addressed are the attributes that lead somewhere.
var addressed = map[string]bool{
	"href": true, "src": true, "poster": true, "cite": true, "data": true, "action": true, "background": true, "longdesc": true, "data-src": true, "srcset": true,
}

// resolveHTML gives HTML with its relative addresses as seen from the base. What
// needs no change stays byte for byte.
func resolveHTML(text string, base address) string {
	if base.url == nil || !hasRelative(text) {
		return text
	}
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			out.Write(z.Raw())
			return out.String()
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || !strings.Contains(string(raw), "=") {
			out.Write(raw)
			continue
		}
		raw = append([]byte(nil), raw...) // Token writes over it
		token := z.Token()
		if !resolveToken(&token, base) {
			out.Write(raw)
			continue
		}
		out.WriteString(token.String())
	}
}

// hasRelative looks for an attribute with an address that is not absolute. It
// may see one where none is, never the other way round: most texts need no more
// than this look.
func hasRelative(text string) bool {
	for {
		i := strings.IndexByte(text, '=')
		if i < 0 {
			return false
		}
		name, value := strings.TrimRight(text[:i], " \t\r\n"), strings.TrimLeft(text[i+1:], " \t\r\n\"'")
		text = text[i+1:]
		if addressed[lastWord(name)] && !strings.HasPrefix(value, "http://") && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "#") {
			return true
		}
	}
}

// lastWord gives the letters and strokes with which a text ends, in lower case.
func lastWord(text string) string {
	begin := len(text)
	for begin > 0 && len(text)-begin < 16 {
		c := text[begin-1]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-') {
			break
		}
		begin--
	}
	return strings.ToLower(text[begin:])
}

// resolveToken resolves what a tag names, and tells whether it changed.
func resolveToken(token *html.Token, base address) bool {
	changed := false
	for i, a := range token.Attr {
		switch {
		case a.Key == "srcset":
			token.Attr[i].Val, changed = srcset(a.Val, base), true
		case addressed[a.Key] && !strings.HasPrefix(a.Val, "#"):
			if full := base.resolve(a.Val); full != a.Val {
				token.Attr[i].Val, changed = full, true
			}
		}
	}
	return changed
}

// srcset resolves the addresses of a list of sizes.
func srcset(list string, base address) string {
	var out []string
	for entry := range strings.SplitSeq(list, ", ") {
		src, size, sized := strings.Cut(strings.TrimSpace(entry), " ")
		if src = base.resolve(src); sized {
			src += " " + size
		}
		out = append(out, src)
	}
	return strings.Join(out, ", ")
}
