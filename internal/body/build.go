package body

import (
	"context"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// builder turns a stream of tags and texts into blocks. It does not build the
// tree that a browser would: open elements stand on one flat stack, formatting
// is a set of marks on each piece of text, and what may not stand somewhere is
// unwrapped or lifted out. So it is linear, never recurs over the input, and
// misnested markup costs nothing. Safety does not depend on reading as a browser
// does, because everything is printed anew from the profile's own tables.
type builder struct {
	options Options
	attrs   attributes

	stack []frame // open elements, the lowest is the document
	open  []*block
	para  *block // the paragraph being filled, nil between paragraphs

	marks   []mark
	known   map[string]int // mark by its key
	current []int          // marks of text at this point
	stale   bool           // current must be computed again
	skip    string         // the element whose content is being dropped
	skipped int            // how often it is open in itself
	nodes   int

	blocks  []*block
	after   []*block // figures that follow the paragraph being filled
	notes   []*block // items of the endnotes
	notesID string
	inNotes int      // open sections of endnotes
	pending []string // ids met since the last top-level block

	fragments bool     // there are links inside the body
	targets   []target // of marks, by index
}

// newBuilder makes a builder with the document's frame.
func newBuilder(o Options) *builder {
	b := &builder{options: o, known: map[string]int{}, stale: true}
	b.open = []*block{{tag: "doc"}}
	language := normalLanguage(o.Language)
	if language == "" {
		language = undetermined
	}
	b.stack = append(b.stack, frame{kind: frameContainer, block: b.open[0], lang: language, dir: directionOf(language), mark: noMark})
	return b
}

// read takes in src. It gives the flag of the limit that it met, "" when none.
func (b *builder) read(ctx context.Context, src string) string {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(0)
	for step := 1; ; step++ {
		if step%512 == 0 && ctx.Err() != nil {
			return FlagTime
		}
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return FlagBytes
			}
			return ""
		case html.TextToken:
			if b.skip == "" {
				b.text(string(z.Text()))
			}
		case html.StartTagToken:
			b.nodes++
			b.start(z, false)
		case html.SelfClosingTagToken:
			b.nodes++
			b.start(z, true)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(atom.Lookup(name))
		}
		if b.nodes > maxNodes {
			return FlagNodes
		}
		if len(b.stack) > maxDepth {
			return FlagDepth
		}
	}
}

// start handles a start tag.
func (b *builder) start(z *html.Tokenizer, closed bool) {
	name, more := z.TagName()
	tag := atom.Lookup(name)
	if b.skip != "" && !b.resumes(z, tag, closed) {
		return
	}
	b.attrs.read(z, more)
	class := classes[tag]
	if class == classDrop {
		if !closed && !isVoid(tag) {
			b.skip, b.skipped = tag.String(), 1
		}
		b.dropped(tag)
		return
	}
	if class.block() {
		b.closeFor(tag, class)
	}
	switch class {
	case classUnknown:
		b.unknown()
	case classInline:
		b.inline(tag)
	case classBlock, classParagraph, classHeading:
		b.blockFrame(tag, class)
	case classContainer:
		b.container(tag)
	case classTablePart:
		b.tablePart(tag)
	case classItem:
		b.item(tag)
	case classBreak:
		b.lineBreak()
	case classRule:
		b.rule()
	case classImage:
		b.image()
	case classMedia:
		b.mediaFrame(tag)
		if closed {
			b.end(tag)
		}
	case classSource:
		b.source(tag)
	}
}

// resumes reports whether dropping ends before a start tag: SVG and MathML that
// were never closed end where HTML begins again.
func (b *builder) resumes(z *html.Tokenizer, tag atom.Atom, closed bool) bool {
	if b.skip == "svg" || b.skip == "math" {
		if breaksOut[tag] {
			b.skip = ""
			return true
		}
		z.NextIsNotRawText()
	}
	if tag.String() == b.skip && !closed {
		b.skipped++
	}
	return false
}

// end handles an end tag.
func (b *builder) end(tag atom.Atom) {
	if b.skip != "" {
		if tag.String() == b.skip {
			if b.skipped--; b.skipped == 0 {
				b.skip = ""
			}
		}
		return
	}
	switch tag {
	case 0:
		return
	case atom.Br:
		b.attrs.reset()
		b.lineBreak()
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if i := b.find(isHeading); i > 0 {
			b.closeTo(i)
		}
		return
	}
	i := b.find(func(t atom.Atom) bool { return t == tag })
	if i <= 0 {
		return
	}
	if b.stack[i].kind == frameInline {
		b.remove(i)
		return
	}
	b.closeTo(i)
}

// text handles character data.
func (b *builder) text(s string) {
	top := b.open[len(b.open)-1]
	switch top.tag {
	case "pre":
		top.text.WriteString(clean(s))
		return
	case "video", "audio":
		return
	}
	s = clean(s)
	if b.para == nil && strings.TrimLeft(s, " \t\n") == "" {
		return
	}
	b.nodes++
	b.paragraph()
	b.para.runs = append(b.para.runs, run{text: s, marks: b.currentMarks()})
}

// paragraph opens one where none is open.
func (b *builder) paragraph() {
	if b.para != nil {
		return
	}
	b.implied()
	b.stale = true // marks of language are relative to the block
	p := &block{tag: "p"}
	for i := len(b.stack) - 1; i >= 0; i-- {
		f := &b.stack[i]
		if f.kind == frameInline {
			continue
		}
		p.lang, p.dir = f.lang, f.dir
		if f.para != "" {
			p.tag = f.para
			p.own, f.own = f.own, ""
		}
		break
	}
	b.para = p
}

// flush ends the paragraph, if one is open, and the figures lifted out of it.
func (b *builder) flush() {
	p := b.para
	b.para = nil
	if p != nil {
		b.stale = true
		for _, part := range splitAtBreaks(p) {
			b.add(part)
		}
	}
	for len(b.after) > 0 {
		next := b.after[0]
		b.after = b.after[1:]
		b.add(next)
	}
}

// add puts a finished block into the innermost open container.
func (b *builder) add(blk *block) {
	top := b.open[len(b.open)-1]
	switch top.tag {
	case "doc":
		blk.ids, b.pending = b.pending, nil
		b.blocks = append(b.blocks, blk)
	case "ul", "ol", "notes", "table", "tr":
		switch blk.tag {
		case "li", "tr", "td", "th", "caption":
			top.kids = append(top.kids, blk)
		default:
			top.lift = append(top.lift, blk)
		}
	case "video", "audio":
	case "pre":
		top.lift = append(top.lift, blk)
	default:
		top.kids = append(top.kids, blk)
	}
}
