package feedtest

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"broadsheet/internal/body"
	"broadsheet/internal/importer/feed"
	"broadsheet/internal/news"
)

// sameText says whether two texts say the same: as they stand, or with markup
// and white space apart.
func sameText(want, have string) bool {
	return want == have || squeeze(want) == squeeze(have) || have != "" && plain(want) == plain(have)
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// plain gives the words of a text and the addresses in it.
func plain(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return strings.Join(strings.Fields(text), "")
	}
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		switch t := z.Token(); t.Type {
		case html.TextToken:
			out.WriteString(t.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range t.Attr {
				if a.Key == "href" || a.Key == "src" {
					out.WriteString(" " + a.Val + " ")
				}
			}
		}
	}
	return tight(unescaped(html.UnescapeString(out.String())))
}

func tight(text string) string { return strings.Join(strings.Fields(text), "") }

// unescaped makes addresses alike that differ in percent signs alone.
func unescaped(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// visible gives the words of HTML, without addresses.
func visible(text string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if t := z.Token(); t.Type == html.TextToken {
			out.WriteString(t.Data)
		}
	}
	return out.String()
}

// clean counts what feedparser asks of its sanitiser. Ours lets through less, so
// what counts is that nothing dangerous is left of any text.
func (l *Line) clean(s statement, f feed.Feed, parsing error) {
	l.Files++
	if parsing != nil {
		l.check(false, s.File, "read", "read", parsing)
		return
	}
	l.Read++
	for _, c := range s.Checks {
		if c.Path == "bozo" {
			continue
		}
		left := danger(f)
		l.check(left == "", s.File, c.Path, "nothing dangerous", left)
	}
	if len(s.Checks) == 0 { // only feedparser's own notation says what it wants
		left := danger(f)
		l.check(left == "", s.File, "all", "nothing dangerous", left)
	}
}

// danger gives what is left of scripts and the like in the bodies of a feed.
// Titles, standfirsts and the feed's own texts are text, never HTML.
func danger(f feed.Feed) string {
	for _, a := range f.Items {
		if found := dangerIn(a); found != "" {
			return found
		}
	}
	return ""
}

func dangerIn(a news.Article) string {
	text := a.Body
	if a.BodyFormat == news.BodyText {
		text = body.FromText(text)
	}
	result, err := body.Canonical(context.Background(), text, body.Options{})
	if err != nil {
		return err.Error()
	}
	if _, err := body.Parse(result.HTML); err != nil {
		return fmt.Sprintf("not in the profile: %v", err)
	}
	return active(result.HTML)
}

var badScheme = regexp.MustCompile(`(?i)^\s*(javascript|vbscript|data|file|livescript|mocha)\s*:`)

// active finds what a browser would run or load, by reading the text as one.
func active(text string) string {
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := z.Token()
		if t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
			continue
		}
		switch t.Data {
		case "script", "style", "iframe", "object", "embed", "applet", "meta", "link", "base", "frame", "frameset", "form", "svg", "math":
			return "<" + t.Data + ">"
		}
		for _, a := range t.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || badScheme.MatchString(a.Val) {
				return fmt.Sprintf("<%s %s=%q>", t.Data, a.Key, a.Val)
			}
		}
	}
	return ""
}
