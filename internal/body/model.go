package body

import (
	"strconv"
	"strings"

	"broadsheet/internal/news"
)

// tagNames are all elements of the profile; intern gives the one spelling of
// each, so that a tree does not hold on to the text it was parsed from by them.
var tagNames = func() map[string]string {
	names := map[string]string{}
	for _, t := range strings.Fields("p h2 h3 h4 blockquote ul ol li table caption thead tbody tr th td figure figcaption aside hr pre " +
		"img video audio track br") {
		names[t] = t
	}
	for t := range markRank {
		names[t] = t
	}
	return names
}()

func intern(tag string) string { return tagNames[tag] }

// isBlock reports whether an element may stand at the top.
func isBlock(tag string) bool {
	return tag == "aside" || tag == "figure" || isQuoted(tag)
}

// isQuoted reports whether an element may stand in blockquote and aside.
func isQuoted(tag string) bool {
	switch tag {
	case "p", "h2", "h3", "h4", "blockquote", "ul", "ol", "table", "pre", "hr":
		return true
	}
	return false
}

func isItemBlock(tag string) bool {
	switch tag {
	case "p", "ul", "ol", "pre", "blockquote":
		return true
	}
	return false
}

func isCellBlock(tag string) bool { return tag != "blockquote" && isItemBlock(tag) }

func isList(tag string) bool { return tag == "ul" || tag == "ol" }

func is(name string) func(string) bool { return func(tag string) bool { return tag == name } }

// content reads what an element may hold.
func (p *parser) content(n *Node, at scope) error {
	in := at
	in.depth, in.top, in.in = at.depth+1, false, n.Tag
	if n.Attrs["role"] == "doc-endnotes" {
		in.notes = true
	}
	switch n.Tag {
	case "p", "h2", "h3", "h4", "caption", "figcaption":
		in.marks = 0
		if err := p.inline(n, in); err != nil {
			return err
		}
		return p.filled(n)
	case "pre":
		text, err := p.text(true)
		if err != nil {
			return err
		}
		if text.Text == "" || text.Text[0] == '\n' || text.Text[len(text.Text)-1] == '\n' {
			return p.fault("pre begins or ends with a line end")
		}
		n.Children = []Node{text}
		return nil
	case "ul", "ol":
		return p.children(n, in, is("li"), 1)
	case "li":
		return p.flow(n, in, isItemBlock, 1)
	case "td", "th":
		return p.flow(n, in, isCellBlock, 0)
	case "blockquote", "aside":
		return p.children(n, in, isQuoted, 1)
	case "table":
		return p.table(n, in)
	case "thead", "tbody":
		return p.children(n, in, is("tr"), 1)
	case "tr":
		return p.children(n, in, func(t string) bool { return t == "th" || t == "td" }, 1)
	case "figure":
		return p.figure(n, in)
	case "video", "audio":
		return p.children(n, in, is("track"), 0)
	}
	return p.inline(n, in) // a mark
}

func (p *parser) filled(n *Node) error {
	if len(n.Children) == 0 {
		return p.fault("an empty " + n.Tag)
	}
	return nil
}

// children reads at least least elements.
func (p *parser) children(n *Node, in scope, may func(string) bool, least int) error {
	for !p.atEnd() {
		c, err := p.element(in, may)
		if err != nil {
			return err
		}
		n.Children = append(n.Children, c)
	}
	if len(n.Children) < least {
		return p.fault("an empty " + n.Tag)
	}
	return nil
}

// flow reads what an item or cell holds: text with lists behind it, or blocks.
func (p *parser) flow(n *Node, in scope, may func(string) bool, least int) error {
	in.marks = 0
	if may(p.next()) {
		return p.children(n, in, may, least)
	}
	if err := p.inline(n, in); err != nil {
		return err
	}
	return p.children(n, in, isList, least)
}

// inline reads text and marks, up to an end tag or a block.
func (p *parser) inline(n *Node, in scope) error {
	for p.i < len(p.s) && !p.atEnd() {
		if p.s[p.i] != '<' {
			text, err := p.text(false)
			if err != nil {
				return err
			}
			n.Children = append(n.Children, text)
			continue
		}
		tag := p.next()
		if (in.in == "li" || in.in == "td" || in.in == "th") && isList(tag) {
			return nil
		}
		c, err := p.mark(tag, in)
		if err != nil {
			return err
		}
		n.Children = append(n.Children, c)
	}
	return nil
}

// mark reads an inline element; none stands inside its own kind.
func (p *parser) mark(tag string, in scope) (Node, error) {
	if tag == "br" {
		return p.element(in, is("br"))
	}
	rank, ok := markRank[tag]
	if !ok || in.marks&(1<<rank) != 0 {
		return Node{}, p.fault("element " + tag + " does not stand here")
	}
	in.marks |= 1 << rank
	c, err := p.element(in, is(tag))
	if err == nil && c.Attrs["role"] == "doc-noteref" {
		text := nodeContent(c)
		if n, err := strconv.Atoi(text); err != nil || n < 1 || strconv.Itoa(n) != text {
			return c, p.fault("a reference without number")
		}
	}
	return c, err
}

func (p *parser) table(n *Node, in scope) error {
	if p.next() == "caption" {
		c, err := p.element(in, is("caption"))
		if err != nil {
			return err
		}
		n.Children = append(n.Children, c)
	}
	return p.children(n, in, func(t string) bool { return t == "thead" || t == "tbody" }, 1)
}

// figure reads what a figure of its type holds, in its order.
func (p *parser) figure(n *Node, in scope) error {
	kind := n.Attrs["data-type"]
	in.kind = kind
	remote := n.Attrs["data-src"] != "" || n.Attrs["data-alt"] != ""
	steps := map[string][]string{
		"image": {"img"}, "gallery": {"figure"}, "film": {"video"}, "audio": {"audio"}, "pullquote": {"blockquote"},
		"map": {"img?"}, "chart": {"img?", "table?"}, "embed": {"img?"},
	}[kind]
	switch {
	case remote && kind == "film":
		steps = []string{"img?"}
	case remote && (kind == "image" || kind == "audio"):
		steps = nil
	}
	for _, step := range append(steps, "figcaption?") {
		name, optional := strings.CutSuffix(step, "?")
		if optional && p.next() != name {
			continue
		}
		for {
			c, err := p.element(in, is(name))
			if err != nil {
				return err
			}
			n.Children = append(n.Children, c)
			if name != "figure" || p.next() != "figure" {
				break
			}
		}
	}
	if kind == "gallery" && (len(n.Children) < 2 || n.Children[1].Tag != "figure") {
		return p.fault("a gallery of one")
	}
	return nil
}

// checkAttrs refuses an attribute that the element does not have, or not with
// that value.
func (p *parser) checkAttrs(n Node, at scope) error {
	for name, value := range n.Attrs {
		if !p.attrOK(n, name, value, at) {
			return p.fault("attribute " + fitting(name, 20) + " of " + n.Tag)
		}
	}
	need := required[n.Tag]
	note := at.notes && at.in == "ol" && at.depth == 1
	switch {
	case at.top, note:
		need = append(need[:len(need):len(need)], "id")
	case n.Tag == "figure" && at.kind != "gallery":
		return p.fault("a figure inside another block")
	case n.Tag == "figure" && n.Attrs["data-type"] != "image":
		return p.fault("a gallery of other things than pictures")
	}
	for _, name := range need {
		if _, ok := n.Attrs[name]; !ok {
			return p.fault(n.Tag + " without " + name)
		}
	}
	if id := n.Attrs["id"]; id != "" {
		if p.ids[id] || strings.HasPrefix(id, notePrefix) != note {
			return p.fault("the id " + id)
		}
		p.ids[id] = true
	}
	return nil
}

// required are the attributes that an element must have.
var required = map[string][]string{
	"a": {"href"}, "abbr": {"title"}, "time": {"datetime"}, "figure": {"data-type"}, "img": {"alt", "src"},
	"video": {"src"}, "audio": {"src"}, "track": {"kind", "src"},
}

func (p *parser) attrOK(n Node, name, value string, at scope) bool {
	if value == "" && (n.Tag != "img" || name != "alt") {
		return false
	}
	switch name {
	case "id":
		return validID(value) && (at.top || at.notes && at.in == "ol" && at.depth == 1)
	case "lang":
		return hasLanguage(n.Tag) && normalLanguage(value) == value
	case "dir":
		return (hasLanguage(n.Tag) || n.Tag == "bdi") && (value == "ltr" || value == "rtl")
	}
	switch n.Tag {
	case "a":
		return p.linkOK(n, name, value)
	case "abbr":
		return name == "title" && line(value, maxName) == value
	case "time":
		return name == "datetime" && validTime(value)
	case "ol":
		return name == "start" && number(value, 0, 1e6) || name == "role" && value == "doc-endnotes" && at.top
	case "th", "td":
		return (name == "colspan" || name == "rowspan") && number(value, 2, maxSpan)
	case "img", "video", "audio", "track":
		return mediaAttrOK(n, name, value)
	case "figure":
		return figureAttrOK(n.Attrs["data-type"], name, value)
	}
	return false
}

// hasLanguage reports whether an element may state a language.
func hasLanguage(tag string) bool {
	switch tag {
	case "hr", "br", "img", "track", "video", "audio", "thead", "tbody":
		return false
	}
	rank, mark := markRank[tag]
	return !mark || rank == markRank["span"]
}

func (p *parser) linkOK(n Node, name, value string) bool {
	switch name {
	case "role":
		return value == "doc-noteref"
	case "href":
		if id, ok := strings.CutPrefix(value, "#"); ok {
			if n.Attrs["role"] != "" {
				p.refs = append(p.refs, id)
			} else {
				p.links = append(p.links, id)
			}
			return validID(id)
		}
		return n.Attrs["role"] == "" && address(value) == value
	}
	return false
}

func mediaAttrOK(n Node, name, value string) bool {
	switch name {
	case "src":
		return stored(value)
	case "poster":
		return n.Tag == "video" && stored(value)
	case "alt":
		return n.Tag == "img" && line(value, maxName) == value
	case "data-focus":
		return n.Tag == "img" && news.Focus(value) != ""
	case "width", "height":
		return (n.Tag == "img" || n.Tag == "video") && number(value, 1, 100_000)
	case "kind":
		return n.Tag == "track" && trackKind(value) == value
	case "label":
		return n.Tag == "track" && line(value, 100) == value
	case "srclang":
		return n.Tag == "track" && normalLanguage(value) == value
	}
	return false
}

func figureAttrOK(kind, name, val string) bool {
	placed := kind == "image" || kind == "film" || kind == "audio"
	switch name {
	case "data-type":
		return figureTypes[val]
	case "data-src":
		return (placed || kind == "embed") && remote(val) == val
	case "data-alt":
		return placed && line(val, maxName) == val
	case "data-title":
		return kind == "embed" && line(val, maxName) == val
	case "data-value":
		return (kind == "map" || kind == "chart" || kind == "embed") && value(val) == val
	}
	return false
}

// number reports whether s is a plain decimal number from low to high.
func number(s string, low, high int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && strconv.Itoa(n) == s && n >= low && n <= high
}
