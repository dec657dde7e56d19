package body_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/internal/body"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// canonical runs Canonical over English text without media.
func canonical(t testing.TB, src string) string {
	t.Helper()
	return with(t, src, body.Options{Language: "en"}).HTML
}

func with(t testing.TB, src string, o body.Options) body.Result {
	t.Helper()
	r, err := body.Canonical(context.Background(), src, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// holds checks all that the package guarantees of whatever comes in.
func holds(t testing.TB, src string, o body.Options) body.Result {
	t.Helper()
	r := with(t, src, o)
	o.Dateline = false
	if again := with(t, r.HTML, o); again.HTML != r.HTML {
		t.Fatalf("not idempotent\nfrom  %q\nonce  %s\ntwice %s", short(src), short(r.HTML), short(again.HTML))
	}
	d, err := body.Parse(r.HTML)
	if err != nil {
		t.Fatalf("Parse: %v\nfrom %q\n%s", err, short(src), short(r.HTML))
	}
	if printed := d.HTML(); printed != r.HTML {
		t.Fatalf("HTML of Parse differs\nfrom %q\n%s\n%s", short(src), short(r.HTML), short(printed))
	}
	if !norm.NFC.IsNormalString(r.HTML) || !utf8.ValidString(r.HTML) {
		t.Fatalf("not NFC: %q", short(r.HTML))
	}
	if len(r.HTML) > body.MaxBytes {
		t.Fatalf("%d bytes", len(r.HTML))
	}
	if alien := foreign(t, r.HTML); alien != "" {
		t.Fatalf("a browser would see %s\nfrom %q\n%s", alien, short(src), short(r.HTML))
	}
	text := d.Text()
	for _, b := range text.Blocks {
		if b.Start >= b.End || b.End > len(text.Plain) || b.ID == "" {
			t.Fatalf("block %+v of %q", b, short(text.Plain))
		}
	}
	if diff := cmp.Diff(text, body.ReadText(r.HTML)); diff != "" {
		t.Fatalf("the text that is read without the document differs: %s\nfrom %q\n%s", diff, short(src), short(r.HTML))
	}
	if _, err := body.Markdown(d); err != nil {
		t.Fatal(err)
	}
	return r
}

func short(s string) string {
	if len(s) > 3000 {
		return s[:3000] + "…"
	}
	return s
}

// profile is the list of elements and attributes of the package comment, written
// down a second time on purpose.
var profile = map[string]string{
	"p": "dir id lang", "h2": "dir id lang", "h3": "dir id lang", "h4": "dir id lang", "hr": "id", "pre": "dir id lang",
	"blockquote": "dir id lang", "aside": "dir id lang", "ul": "dir id lang", "ol": "dir id lang role start", "li": "dir id lang",
	"table": "dir id lang", "caption": "dir lang", "thead": "", "tbody": "", "tr": "dir lang",
	"th": "colspan dir lang rowspan", "td": "colspan dir lang rowspan",
	"figure": "data-alt data-src data-title data-type data-value dir id lang", "figcaption": "dir lang",
	"img": "alt data-focus height src width", "video": "height poster src width", "audio": "src", "track": "kind label src srclang",
	"a": "href role", "em": "", "strong": "", "s": "", "u": "", "sub": "", "sup": "", "mark": "", "code": "", "q": "", "cite": "",
	"abbr": "title", "time": "datetime", "bdi": "dir", "span": "dir lang", "br": "",
}

// foreign parses as a browser does and names the first thing outside the profile.
func foreign(t testing.TB, src string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(src), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return err.Error()
	}
	var visit func(n *html.Node) string
	visit = func(n *html.Node) string {
		switch n.Type {
		case html.CommentNode, html.DoctypeNode:
			return "a comment"
		case html.ElementNode:
			allowed, ok := profile[n.Data]
			if !ok || n.Namespace != "" {
				return "<" + n.Data + ">"
			}
			for _, a := range n.Attr {
				if !slices.Contains(strings.Fields(allowed), a.Key) {
					return n.Data + " " + a.Key
				}
				if bad := badValue(a); bad {
					return a.Key + "=" + a.Val
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if s := visit(c); s != "" {
				return s
			}
		}
		return ""
	}
	for _, n := range nodes {
		if s := visit(n); s != "" {
			return s
		}
	}
	return ""
}

func badValue(a html.Attribute) bool {
	switch a.Key {
	case "src", "poster":
		return !strings.HasPrefix(a.Val, "/media/")
	case "data-src":
		return !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "https://")
	case "href":
		for _, ok := range []string{"http://", "https://", "mailto:", "#", "/article/"} {
			if strings.HasPrefix(a.Val, ok) {
				return false
			}
		}
		return true
	}
	return false
}
