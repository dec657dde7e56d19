package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// block is a block while a body is being built. Its language is absolute; what
// is printed is the difference to what is around it.
type block struct {
	tag       string
	own       string   // the id it came with
	ids       []string // all ids that came inside or just before it
	noteFrom  int      // of a note: where its ids begin among the pending ones
	lang, dir string
	runs      []run
	text      strings.Builder // of pre
	attrs     []attr
	kids      []*block
	lift      []*block // what may not stand here and follows behind
	caption   *block
	figure    *figure
	header    bool // a row of thead
	layout    bool // a table that only arranges
}

// container opens an element that holds blocks.
func (b *builder) container(tag atom.Atom) {
	top := b.open[len(b.open)-1]
	switch {
	case b.preformatted(), b.nesting() >= maxContainers,
		tag == atom.Figcaption && top.tag != "figure":
		b.blockFrame(tag, classBlock)
		return
	case tag == atom.Caption:
		b.tableCaption()
		return
	case tag == atom.Ul || tag == atom.Ol || tag == atom.Menu || tag == atom.Dir:
		b.reopenItem()
	}
	if tag != atom.Figcaption {
		b.implied()
	}
	blk := &block{tag: containerTag(tag), own: b.takeID()}
	switch tag {
	case atom.Ol:
		if len(b.open) == 1 && (b.inNotes > 0 || b.attrs.get("role") == "doc-endnotes" || b.attrs.hasClass("footnotes", "wp-block-footnotes")) {
			blk.tag = "notes"
		}
		if n, err := strconv.Atoi(b.attrs.get("start")); err == nil && n >= 0 && n != 1 && n <= 1e6 && blk.tag == "ol" {
			blk.attrs = []attr{{"start", strconv.Itoa(n)}}
		}
	case atom.Table:
		role := b.attrs.get("role")
		blk.layout = role == "presentation" || role == "none"
	case atom.Figure:
		blk.figure = b.readFigure()
	}
	b.openBlock(tag, blk)
}

func containerTag(tag atom.Atom) string {
	switch tag {
	case atom.Menu, atom.Dir:
		return "ul"
	case atom.Listing, atom.Xmp:
		return "pre"
	}
	return tag.String()
}

// openBlock pushes the frame of a container.
func (b *builder) openBlock(tag atom.Atom, blk *block) {
	b.push(frame{kind: frameContainer, tag: tag, declared: b.declared(), mark: noMark, block: blk})
	f := b.stack[len(b.stack)-1]
	blk.lang, blk.dir = f.lang, f.dir
	b.open = append(b.open, blk)
}

// nesting counts the open containers that can hold each other without end.
func (b *builder) nesting() int {
	n := 0
	for _, o := range b.open {
		switch o.tag {
		case "blockquote", "aside", "ul", "ol", "notes", "table", "figure", "pre":
			n++
		}
	}
	return n
}

func (b *builder) preformatted() bool { return b.open[len(b.open)-1].tag == "pre" }

// newLine begins a line in pre, unless one has just begun.
func (b *builder) newLine() {
	t := &b.open[len(b.open)-1].text
	if s := t.String(); s != "" && s[len(s)-1] != '\n' {
		t.WriteByte('\n')
	}
}

// implied opens the item or cell that content directly in a list or table wants.
func (b *builder) implied() {
	attrs := b.attrs.list
	b.attrs.list = nil
	for {
		switch b.open[len(b.open)-1].tag {
		case "ul", "ol", "notes":
			b.openBlock(atom.Li, &block{tag: "li", noteFrom: len(b.pending)})
		case "table":
			b.openBlock(atom.Tr, &block{tag: "tr"})
		case "tr":
			b.openBlock(atom.Td, &block{tag: "td"})
		default:
			b.attrs.list = attrs
			return
		}
	}
}

// reopenItem lets a list that stands directly in a list belong to the item
// before it, as word processors mean it.
func (b *builder) reopenItem() {
	list := b.open[len(b.open)-1]
	if (list.tag != "ul" && list.tag != "ol") || len(list.kids) == 0 {
		return
	}
	last := list.kids[len(list.kids)-1]
	list.kids = list.kids[:len(list.kids)-1]
	b.push(frame{kind: frameContainer, tag: atom.Li, mark: noMark, block: last})
	b.open = append(b.open, last)
}

// item opens an entry of a list.
func (b *builder) item(tag atom.Atom) {
	switch top := b.open[len(b.open)-1].tag; {
	case tag == atom.Li && (top == "ul" || top == "ol" || top == "notes"):
		from := len(b.pending)
		b.takeID()
		b.openBlock(tag, &block{tag: "li", noteFrom: from})
	case tag == atom.Dt:
		b.blockFrame(tag, classBlock)
		b.stack[len(b.stack)-1].mark = b.mark("strong", nil)
	default:
		b.blockFrame(tag, classBlock)
	}
}

// lineBreak handles br.
func (b *builder) lineBreak() {
	b.takeID()
	switch b.open[len(b.open)-1].tag {
	case "pre":
		b.open[len(b.open)-1].text.WriteByte('\n')
	case "video", "audio":
	default:
		if b.para != nil {
			b.para.runs = append(b.para.runs, run{kind: runBreak, marks: b.currentMarks()})
		}
	}
}

// rule handles hr.
func (b *builder) rule() {
	id := b.takeID()
	if b.preformatted() || b.inNotes > 0 || len(b.open) > 1 && !b.holdsRules() {
		return
	}
	f := b.stack[len(b.stack)-1]
	b.add(&block{tag: "hr", own: id, lang: f.lang, dir: f.dir})
}

func (b *builder) holdsRules() bool {
	switch b.open[len(b.open)-1].tag {
	case "blockquote", "aside", "td", "th", "figure":
		return true
	}
	return false
}

// closeContainer finishes the innermost container and hands it to the one
// around it.
func (b *builder) closeContainer(f frame) {
	b.open = b.open[:len(b.open)-1]
	for _, done := range b.settle(f.block) {
		b.add(done)
	}
}

// settle gives what a closed container comes to: itself, nothing, or what was
// in it.
func (b *builder) settle(blk *block) []*block {
	switch blk.tag {
	case "blockquote", "aside":
		blk.fit(quoteRule)
	case "li":
		blk.fit(itemRule)
		if b.open[len(b.open)-1].tag == "notes" {
			blk.kids = b.withoutArrows(blk.kids)
			from := min(blk.noteFrom, len(b.pending))
			blk.ids = append([]string(nil), b.pending[from:]...)
			b.pending = b.pending[:from]
		}
	case "ul", "ol":
	case "notes":
		b.notes = append(b.notes, blk.kids...)
		if b.notesID == "" {
			b.notesID = blk.own
		}
		return blk.lift
	case "tr", "td", "th":
		return []*block{blk}
	case "table":
		return b.settleTable(blk)
	case "caption", "figcaption":
		b.settleCaption(blk)
		return blk.takeLift()
	case "figure":
		return b.settleFigure(blk)
	case "pre":
		return settlePre(blk)
	case "video", "audio":
		b.settleFilm(blk)
		return nil
	}
	if len(blk.kids) == 0 {
		return blk.takeLift()
	}
	return append([]*block{blk}, blk.takeLift()...)
}

func (blk *block) takeLift() []*block {
	lift := blk.lift
	blk.lift = nil
	return lift
}

func settlePre(blk *block) []*block {
	text := norm.NFC.String(strings.Trim(blk.text.String(), "\n"))
	if blank(text) {
		return blk.takeLift()
	}
	blk.runs = []run{{text: text}}
	blk.text.Reset()
	return append([]*block{blk}, blk.takeLift()...)
}

// verdict says what becomes of a block inside another.
type verdict uint8

const (
	verdictKeep verdict = iota
	verdictParagraph
	verdictSplice
	verdictLift
	verdictDrop
)

func quoteRule(tag string) verdict {
	switch tag {
	case "aside":
		return verdictSplice
	case "figure":
		return verdictLift
	}
	return verdictKeep
}

func itemRule(tag string) verdict {
	switch tag {
	case "h2", "h3", "h4":
		return verdictParagraph
	case "aside":
		return verdictSplice
	case "figure", "table":
		return verdictLift
	case "hr":
		return verdictDrop
	}
	return verdictKeep
}

func cellRule(tag string) verdict {
	if tag == "blockquote" {
		return verdictSplice
	}
	return itemRule(tag)
}

// fit brings the blocks inside a container to those that may stand there.
func (blk *block) fit(rule func(string) verdict) {
	var kept []*block
	var visit func(kids []*block)
	visit = func(kids []*block) {
		for _, k := range kids {
			switch rule(k.tag) {
			case verdictParagraph:
				k.tag = "p"
				kept = append(kept, k)
			case verdictSplice:
				visit(k.kids)
			case verdictLift:
				blk.lift = append(blk.lift, k)
			case verdictDrop:
			default:
				kept = append(kept, k)
			}
		}
	}
	visit(blk.kids)
	blk.kids = kept
}
