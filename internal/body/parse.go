package body

import (
	"errors"
	"fmt"
	"strings"
)

// ErrProfile is what errors of Parse are: the text is not a canonical body.
var ErrProfile = errors.New("body: not in the profile")

// maxTree bounds the depth of a canonical body: twelve containers, of which a
// table has four levels, and every mark once.
const maxTree = 96

// Parse reads a canonical body. It is the second wall behind Canonical and takes
// nothing from it on trust: an element, attribute, address, character or order
// that the profile does not have is an error (ErrProfile, with the byte where).
// Parse(s).HTML() == s.
func Parse(canonical string) (*Document, error) {
	p := parser{s: canonical, ids: map[string]bool{}}
	d := &Document{}
	for p.i < len(p.s) {
		if len(d.Blocks) > 0 && d.Blocks[len(d.Blocks)-1].Attr("role") == "doc-endnotes" {
			return nil, p.fault("a block behind the endnotes")
		}
		n, err := p.element(scope{top: true}, isBlock)
		if err != nil {
			return nil, err
		}
		if p.i >= len(p.s) || p.s[p.i] != '\n' {
			return nil, p.fault("no line end behind a block")
		}
		p.i++
		d.Blocks = append(d.Blocks, n)
	}
	if err := p.checkLinks(); err != nil {
		return nil, err
	}
	return d, nil
}

type parser struct {
	s     string
	i     int
	nodes int
	ids   map[string]bool
	links []string // fragments that must be ids
	refs  []string // fragments that must be ids of notes
}

// scope is where in the tree an element stands.
type scope struct {
	top   bool // directly in the body
	notes bool // inside the endnotes
	in    string
	kind  string // data-type of the figure around
	depth int
	marks uint32
}

func (p *parser) fault(what string) error {
	return fmt.Errorf("%w: byte %d: %s", ErrProfile, p.i, what)
}

// element reads one element that the predicate takes.
func (p *parser) element(at scope, may func(string) bool) (Node, error) {
	var n Node
	if p.nodes++; p.nodes > maxNodes || at.depth > maxTree {
		return n, p.fault("too large")
	}
	if p.i >= len(p.s) || p.s[p.i] != '<' {
		return n, p.fault("an element was expected")
	}
	end := p.i + 1
	for end < len(p.s) && ('a' <= p.s[end] && p.s[end] <= 'z' || '0' <= p.s[end] && p.s[end] <= '9') {
		end++
	}
	n.Tag = intern(p.s[p.i+1 : end])
	if n.Tag == "" || !may(n.Tag) {
		return n, p.fault("element " + fitting(p.s[p.i:min(end, len(p.s))], 40) + " does not stand here")
	}
	p.i = end
	if err := p.readAttrs(&n); err != nil {
		return n, err
	}
	if err := p.checkAttrs(n, at); err != nil {
		return n, err
	}
	if voids[n.Tag] {
		return n, nil
	}
	if err := p.content(&n, at); err != nil {
		return n, err
	}
	rest, ok := strings.CutPrefix(p.s[p.i:], "</"+n.Tag+">")
	if !ok {
		return n, p.fault("no end of " + n.Tag)
	}
	p.i = len(p.s) - len(rest)
	return n, nil
}

// readAttrs reads attributes in order of their names, and the end of the tag.
func (p *parser) readAttrs(n *Node) error {
	last := ""
	for p.i < len(p.s) && p.s[p.i] == ' ' {
		name, rest, ok := strings.Cut(p.s[p.i+1:], `="`)
		if !ok || name <= last || len(name) > 20 {
			return p.fault("an attribute out of order")
		}
		end := strings.IndexByte(rest, '"')
		if end < 0 {
			return p.fault("an attribute without end")
		}
		value, err := p.decode(rest[:end], true, false)
		if err != nil {
			return err
		}
		if n.Attrs == nil {
			n.Attrs = make(map[string]string, 2)
		}
		n.Attrs[name], last = value, name
		p.i = len(p.s) - len(rest) + end + 1
	}
	if p.i >= len(p.s) || p.s[p.i] != '>' {
		return p.fault("a tag without end")
	}
	p.i++
	return nil
}

// decode gives the text of what is printed, with the only entities there are.
func (p *parser) decode(s string, quoted, pre bool) (string, error) {
	if strings.ContainsAny(s, "<>\n") {
		return "", p.fault("a character that is not escaped")
	}
	if strings.IndexByte(s, '&') >= 0 {
		var err error
		if s, err = p.unescape(s, quoted, pre); err != nil {
			return "", err
		}
	}
	if !kept(s) || !pre && strings.IndexByte(s, '\t') >= 0 {
		return "", p.fault("a character that is not kept")
	}
	if !quoted && !pre && strings.Contains(s, "  ") {
		return "", p.fault("white space that is not collapsed")
	}
	return s, nil
}

func (p *parser) unescape(s string, quoted, pre bool) (string, error) {
	var b strings.Builder
	b.Grow(len(s))
	for first := true; ; first = false {
		text, rest, ok := strings.Cut(s, "&")
		b.WriteString(text)
		if !ok {
			return b.String(), nil
		}
		entity, after, ok := strings.Cut(rest, ";")
		switch {
		case !ok:
			return "", p.fault("an entity without end")
		case entity == "amp":
			b.WriteByte('&')
		case entity == "lt":
			b.WriteByte('<')
		case entity == "gt":
			b.WriteByte('>')
		case entity == "quot" && quoted:
			b.WriteByte('"')
		case entity == "#10" && pre:
			b.WriteByte('\n')
		case entity == "#824" && !quoted && first && text == "":
			b.WriteString(stroke)
		default:
			return "", p.fault("an entity that is not used")
		}
		s = after
	}
}

// text reads character data up to the next tag.
func (p *parser) text(pre bool) (Node, error) {
	if p.nodes++; p.nodes > maxNodes {
		return Node{}, p.fault("too large")
	}
	raw, _, ok := strings.Cut(p.s[p.i:], "<")
	if !ok {
		return Node{}, p.fault("text without end")
	}
	if strings.HasPrefix(raw, stroke) {
		return Node{}, p.fault("a stroke that is not escaped")
	}
	s, err := p.decode(raw, false, pre)
	p.i += len(raw)
	return Node{Text: s}, err
}

// next gives the name of the tag that follows, "" where text or an end does.
func (p *parser) next() string {
	if p.i >= len(p.s) || p.s[p.i] != '<' {
		return ""
	}
	end := p.i + 1
	for end < len(p.s) && p.s[end] != ' ' && p.s[end] != '>' && p.s[end] != '/' && end-p.i < 20 {
		end++
	}
	return p.s[p.i+1 : end]
}

// atEnd reports whether an end tag follows.
func (p *parser) atEnd() bool { return strings.HasPrefix(p.s[p.i:], "</") }

// checkLinks sees to it that links inside the body lead somewhere.
func (p *parser) checkLinks() error {
	for _, id := range p.links {
		if !p.ids[id] {
			return p.fault("a link to " + id + ", which is not there")
		}
	}
	for _, id := range p.refs {
		if !p.ids[id] || !strings.HasPrefix(id, notePrefix) {
			return p.fault("a reference to " + id + ", which is no note")
		}
	}
	return nil
}
