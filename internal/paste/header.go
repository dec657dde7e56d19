package paste

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var headerLine = regexp.MustCompile(`(?m)^(StartHTML|EndHTML|StartFragment|EndFragment|SourceURL):(.*?)\r?$`)

// unheaded takes off the header that Windows puts before HTML on its clipboard
// (Version:0.9, offsets in bytes) and gives the address that it names.
func unheaded(src string) (rest, base string) {
	src = strings.TrimPrefix(strings.TrimRight(src, "\x00"), "\ufeff")
	if !strings.HasPrefix(src, "Version:") {
		return src, ""
	}
	head := src
	if i := strings.IndexByte(src, '<'); i >= 0 {
		head, rest = src[:i], src[i:]
	}
	for _, found := range headerLine.FindAllStringSubmatch(head, -1) {
		value := strings.TrimSpace(found[2])
		switch found[1] {
		case "SourceURL":
			base = value
		case "StartHTML":
			if n, err := strconv.Atoi(value); err == nil && n >= len(head) && n < len(src) {
				rest = src[n:]
			}
		}
	}
	return rest, base
}

// fragment drops what stands outside the marks of the selection, but for endnotes,
// which Word puts behind them.
func (p *pasted) fragment() {
	const before, inside, after = 0, 1, 2
	state := inside
	walk(p.doc, func(n *html.Node) bool {
		if n.Type == html.CommentNode && strings.TrimSpace(n.Data) == "StartFragment" {
			state = before
			return false
		}
		return true
	})
	if state == inside {
		return
	}
	var outside []*html.Node
	walk(p.root, func(n *html.Node) bool {
		switch {
		case n.Type == html.CommentNode && strings.TrimSpace(n.Data) == "StartFragment":
			state = inside
		case n.Type == html.CommentNode && strings.TrimSpace(n.Data) == "EndFragment":
			state = after
		case state == inside:
		case isNoteArea(n):
			return false
		case n.Type == html.TextNode, is(n, atom.Img, atom.Br, atom.Hr):
			outside = append(outside, n)
		}
		return true
	})
	for _, n := range outside {
		remove(n)
	}
}

// baseOf is the address that relative ones are relative to.
func baseOf(doc *html.Node, base string) string {
	walk(doc, func(n *html.Node) bool {
		if is(n, atom.Base) && attr(n, "href") != "" {
			if u, err := url.Parse(attr(n, "href")); err == nil && u.IsAbs() {
				base = u.String()
			}
		}
		return true
	})
	if u, err := url.Parse(base); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return base
}
