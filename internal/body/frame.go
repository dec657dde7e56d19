package body

import (
	"strings"

	"broadsheet/internal/lang"

	"golang.org/x/net/html/atom"
)

// frameKind says how an open element is closed.
type frameKind uint8

const (
	frameInline    frameKind = iota // may be taken out of the middle of the stack
	frameBlock                      // parts paragraphs
	frameContainer                  // holds blocks
)

const noMark = -1

// frame is an open element.
type frame struct {
	kind      frameKind
	tag       atom.Atom
	declared  [2]string // lang and dir of the element itself
	lang, dir string    // in force inside
	mark      int       // of its text, or noMark
	para      string    // tag of the paragraphs directly inside, "" for p
	own       string    // id for the first of them
	block     *block    // of a container
	closing   string    // text put behind it
	notes     bool      // a section of endnotes
}

// find gives the index of the innermost open element that is meant by an end
// tag, without looking out of a table cell, table or figure; 0 for none.
func (b *builder) find(match func(atom.Atom) bool) int {
	for i := len(b.stack) - 1; i > 0; i-- {
		tag := b.stack[i].tag
		if match(tag) {
			return i
		}
		switch tag {
		case atom.Td, atom.Th, atom.Caption, atom.Table, atom.Figure:
			if !match(atom.Table) && !match(atom.Tr) && !match(atom.Figure) && !match(atom.Tbody) && !match(atom.Thead) && !match(atom.Tfoot) {
				return 0
			}
		}
	}
	return 0
}

// push opens an element with the language and direction it declares.
func (b *builder) push(f frame) {
	below := b.stack[len(b.stack)-1]
	f.lang, f.dir = inForce(f.declared, below.lang, below.dir)
	b.stack = append(b.stack, f)
	b.stale = true
}

// remove takes an inline element out of the stack, wherever it stands.
func (b *builder) remove(i int) {
	closing := b.stack[i].closing
	b.stack = append(b.stack[:i], b.stack[i+1:]...)
	for ; i < len(b.stack); i++ {
		below := b.stack[i-1]
		b.stack[i].lang, b.stack[i].dir = inForce(b.stack[i].declared, below.lang, below.dir)
	}
	b.stale = true
	if closing != "" && b.para != nil {
		b.text(closing)
	}
}

// closeTo closes everything down to index i. Formatting that was left open
// inside goes on behind, but not out of cells, captions and figures.
func (b *builder) closeTo(i int) {
	switch b.stack[i].tag {
	case atom.Td, atom.Th, atom.Tr, atom.Table, atom.Caption, atom.Figure, atom.Figcaption:
		b.closeAll(i, false)
	default:
		b.closeAll(i, true)
	}
}

// closeAll closes everything down to index i; keep says whether formatting goes
// on behind.
func (b *builder) closeAll(i int, keep bool) {
	b.flush()
	var again []frame
	for len(b.stack) > i {
		f := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if f.kind == frameInline && keep && persists(f.tag) {
			again = append(again, f)
		}
		if f.block != nil {
			b.closeContainer(f)
		}
		if f.notes {
			b.inNotes--
		}
	}
	b.stale = true
	for j := len(again) - 1; j >= 0; j-- {
		if !b.marked(again[j].mark) {
			b.push(again[j])
		}
	}
}

// marked reports whether an open element gives that mark already.
func (b *builder) marked(mark int) bool {
	for _, f := range b.stack {
		if f.mark == mark {
			return true
		}
	}
	return false
}

// closeFor closes what a start tag of a block closes unsaid.
func (b *builder) closeFor(tag atom.Atom, c class) {
	b.flush()
	for i := len(b.stack) - 1; i > 0; i-- {
		f := b.stack[i]
		if f.kind == frameContainer {
			break
		}
		if f.tag == atom.P || c == classHeading && isHeading(f.tag) {
			b.closeTo(i)
			break
		}
	}
	switch tag {
	case atom.Li:
		b.closeInside(atom.Li, atom.Ul, atom.Ol, atom.Menu, atom.Dir)
	case atom.Dt, atom.Dd:
		b.closeInside(atom.Dt, atom.Dl)
		b.closeInside(atom.Dd, atom.Dl)
	}
}

// closeInside closes the innermost open tag that stands inside none of fences.
func (b *builder) closeInside(tag atom.Atom, fences ...atom.Atom) {
	for i := len(b.stack) - 1; i > 0; i-- {
		t := b.stack[i].tag
		if t == tag {
			b.closeTo(i)
			return
		}
		if t == atom.Td || t == atom.Th || t == atom.Table || t == atom.Figure || t == atom.Blockquote || t == atom.Aside {
			return
		}
		for _, fence := range fences {
			if t == fence {
				return
			}
		}
	}
}

// blockFrame opens an element that parts paragraphs.
func (b *builder) blockFrame(tag atom.Atom, c class) {
	f := frame{kind: frameBlock, tag: tag, declared: b.declared(), mark: noMark}
	switch c {
	case classParagraph:
		f.para = "p"
	case classHeading:
		f.para = headingTag(tag)
	}
	id := b.takeID()
	if f.para != "" {
		f.own = id
	}
	switch tag {
	case atom.Summary, atom.Legend:
		f.mark = b.mark("strong", nil)
	case atom.Section, atom.Div, atom.Footer, atom.Article:
		f.notes = b.attrs.get("role") == "doc-endnotes" || b.attrs.hasClass("footnotes", "endnotes", "wp-block-footnotes")
	}
	if f.notes {
		b.inNotes++
	}
	b.push(f)
	if b.preformatted() {
		b.newLine()
	}
}

// unknown notes the id and the language of an element that is not kept.
func (b *builder) unknown() {
	b.takeID()
}

// inline opens an inline element.
func (b *builder) inline(tag atom.Atom) {
	b.takeID()
	f := frame{kind: frameInline, tag: tag, declared: b.declared(), mark: noMark}
	switch name := markOf(tag); name {
	case "":
	case "a":
		if i := b.find(func(t atom.Atom) bool { return t == atom.A }); i > 0 {
			b.remove(i) // links do not stand in links
		}
		if b.isBackLink() {
			b.skip, b.skipped = "a", 1
			return
		}
		if name := b.attrs.get("name"); validTarget(name) {
			b.pending = append(b.pending, name)
		}
		if href := address(b.attrs.get("href")); href != "" {
			f.mark = b.mark("a", []attr{{"href", href}})
		}
	case "abbr":
		if title := line(b.attrs.get("title"), maxName); title != "" {
			f.mark = b.mark("abbr", []attr{{"title", title}})
		}
	case "time":
		if at := line(b.attrs.get("datetime"), maxName); validTime(at) {
			f.mark = b.mark("time", []attr{{"datetime", at}})
		}
	case "bdi":
		f.mark = b.mark("bdi", dirAttr(f.declared[1]))
		f.declared[1] = ""
	case "q":
		f.mark = b.mark("q", nil)
		if b.marked(f.mark) { // a quotation in a quotation keeps its signs as text
			b.text("‘")
			f.closing = "’"
		}
	default:
		f.mark = b.mark(name, nil)
	}
	b.push(f)
}

// isBackLink reports whether the link at hand leads from a note to its place.
func (b *builder) isBackLink() bool {
	if b.attrs.get("role") == "doc-backlink" || b.attrs.hasClass("footnote-backref", "footnote-back") {
		return true
	}
	href, ok := strings.CutPrefix(b.attrs.get("href"), "#")
	if !ok || b.inNotes == 0 && !b.inside("notes") {
		return false
	}
	for _, prefix := range []string{"fnref", "_ftnref", "cite_ref", "footnote-ref"} {
		if strings.HasPrefix(href, prefix) {
			return true
		}
	}
	return false
}

// inside reports whether a container with that tag is open.
func (b *builder) inside(tag string) bool {
	for _, o := range b.open {
		if o.tag == tag {
			return true
		}
	}
	return false
}

// takeID notes the id of the tag at hand as a target and gives it back where it
// may be the id of a block.
func (b *builder) takeID() string {
	id := b.attrs.get("id")
	if !validTarget(id) {
		return ""
	}
	b.pending = append(b.pending, id)
	if !validID(id) || strings.HasPrefix(id, notePrefix) {
		return ""
	}
	return id
}

// validTarget reports whether s can be what a fragment points at.
func validTarget(s string) bool {
	return s != "" && len(s) <= 200 && !strings.ContainsAny(s, " \t\n\r")
}

// declared gives the language and direction that the tag at hand states.
func (b *builder) declared() [2]string {
	var out [2]string
	out[0] = normalLanguage(b.attrs.get("lang"))
	switch d := strings.ToLower(strings.TrimSpace(b.attrs.get("dir"))); d {
	case "ltr", "rtl":
		out[1] = d
	}
	return out
}

// inForce gives language and direction inside an element that declares some.
func inForce(declared [2]string, outerLang, outerDir string) (string, string) {
	language, dir := outerLang, outerDir
	if declared[0] != "" && declared[0] != outerLang {
		language, dir = declared[0], directionOf(declared[0])
	}
	if declared[1] != "" {
		dir = declared[1]
	}
	return language, dir
}

// shown gives the lang and dir that have to be printed on an element so that
// inForce gives inner again.
func shown(innerLang, innerDir, outerLang, outerDir string) (string, string) {
	language, dir, implied := "", "", outerDir
	if innerLang != outerLang {
		language, implied = innerLang, directionOf(innerLang)
	}
	if innerDir != outerDir || innerDir != implied {
		dir = innerDir
	}
	return language, dir
}

// undetermined is the language of an article that states none (ISO 639-2). It is
// printed only where such text stands inside text of a known language.
const undetermined = "und"

// normalLanguage gives a tag in its usual letters, "" where it is none.
func normalLanguage(tag string) string {
	if tag == "" {
		return ""
	}
	if tag = lang.Normal(tag); tag == undetermined || lang.Valid(tag) {
		return tag
	}
	return ""
}

func directionOf(tag string) string { return lang.Direction(tag) }

func dirAttr(dir string) []attr {
	if dir == "" {
		return nil
	}
	return []attr{{"dir", dir}}
}

// validTime reports whether s looks like a machine-readable time of HTML.
func validTime(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && strings.IndexByte("TZWPHMDS:+-. ", c) < 0 {
			return false
		}
	}
	return s[0] >= '0' && s[0] <= '9' || s[0] == 'P'
}
