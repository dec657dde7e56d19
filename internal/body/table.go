package body

import (
	"strconv"

	"golang.org/x/net/html/atom"
)

// tableAt gives the index of the innermost open table's frame, 0 for none.
func (b *builder) tableAt() int {
	for i := len(b.stack) - 1; i > 0; i-- {
		if blk := b.stack[i].block; blk != nil && blk.tag == "table" {
			return i
		}
	}
	return 0
}

// tablePart opens a section, row or cell of the innermost table; outside of
// tables it only parts paragraphs.
func (b *builder) tablePart(tag atom.Atom) {
	at := b.tableAt()
	if at == 0 || b.preformatted() {
		b.blockFrame(tag, classBlock)
		return
	}
	section := at
	if len(b.stack) > at+1 && isSection(b.stack[at+1].tag) {
		section = at + 1
	}
	switch tag {
	case atom.Thead, atom.Tbody, atom.Tfoot:
		b.closeDown(at + 1)
		b.takeID()
		b.push(frame{kind: frameBlock, tag: tag, declared: b.declared(), mark: noMark})
	case atom.Tr:
		b.closeDown(section + 1)
		b.takeID()
		b.openBlock(tag, &block{tag: "tr", header: b.stack[section].tag == atom.Thead})
	default:
		b.takeID()
		b.cell(tag, section)
	}
}

// cell opens a cell in the row that is open above the section's frame.
func (b *builder) cell(tag atom.Atom, section int) {
	row := section + 1
	if len(b.stack) <= row || b.stack[row].tag != atom.Tr {
		b.closeDown(row)
		attrs := b.attrs.list
		b.attrs.list = nil
		b.openBlock(atom.Tr, &block{tag: "tr", header: b.stack[section].tag == atom.Thead})
		b.attrs.list = attrs
	}
	b.closeDown(row + 1)
	cell := &block{tag: tag.String()}
	for _, name := range []string{"colspan", "rowspan"} {
		if n, err := strconv.Atoi(b.attrs.get(name)); err == nil && n > 1 {
			cell.attrs = append(cell.attrs, attr{name, strconv.Itoa(min(n, maxSpan))})
		}
	}
	b.openBlock(tag, cell)
}

// closeDown closes everything from index i on; nothing goes on behind.
func (b *builder) closeDown(i int) {
	if len(b.stack) > i {
		b.closeAll(i, false)
	}
}

func isSection(tag atom.Atom) bool {
	return tag == atom.Thead || tag == atom.Tbody || tag == atom.Tfoot
}

// tableCaption opens the caption of the innermost table.
func (b *builder) tableCaption() {
	at := b.tableAt()
	if at == 0 || b.stack[at].block.caption != nil {
		b.blockFrame(atom.Caption, classBlock)
		return
	}
	b.closeDown(at + 1)
	b.takeID()
	b.openBlock(atom.Caption, &block{tag: "caption"})
}

// settleTable gives a table its final shape: rows with cells, those of the head
// first. A table that only arranges comes apart into what its cells hold. One without
// a word is none, unless somebody is writing.
func (b *builder) settleTable(t *block) []*block {
	cells, nested := 0, false
	for _, row := range t.kids {
		for _, c := range row.kids {
			cells++
			for _, k := range c.kids {
				nested = nested || k.tag == "table"
			}
		}
	}
	writing := b.options.Writing && cells > 0
	if t.layout || nested || cells == 1 && !writing {
		return t.unwrapped()
	}
	var head, rows []*block
	some := false
	for _, row := range t.kids {
		for _, c := range row.kids {
			c.fit(cellRule)
			t.lift = append(t.lift, c.takeLift()...)
			some = some || len(c.kids) > 0
		}
		t.lift = append(t.lift, row.takeLift()...)
		switch {
		case len(row.kids) == 0:
		case row.header:
			head = append(head, row)
		default:
			rows = append(rows, row)
		}
	}
	if !some && !writing {
		if t.caption != nil { // somebody has begun at its top
			t.caption.tag = "p"
			return append([]*block{t.caption}, t.takeLift()...)
		}
		return t.takeLift()
	}
	if len(head) == 0 && len(rows) > 1 && headings(rows[0]) {
		rows[0].header = true
		head, rows = rows[:1:1], rows[1:]
	}
	t.kids = append(head, rows...)
	return append([]*block{t}, t.takeLift()...)
}

// headings reports whether a row has only th.
func headings(row *block) bool {
	for _, c := range row.kids {
		if c.tag != "th" {
			return false
		}
	}
	return true
}

// unwrapped gives what stands in the cells of a table, in order.
func (t *block) unwrapped() []*block {
	var out []*block
	if t.caption != nil {
		t.caption.tag = "p"
		out = append(out, t.caption)
	}
	for _, row := range t.kids {
		for _, c := range row.kids {
			out = append(out, c.kids...)
			out = append(out, c.takeLift()...)
		}
		out = append(out, row.takeLift()...)
	}
	return append(out, t.takeLift()...)
}

// settleCaption makes one line of inline content of a caption and gives it to
// the table or figure around it.
func (b *builder) settleCaption(c *block) {
	kids := c.kids
	c.kids = nil
	b.gather(c, kids)
	if len(c.runs) == 0 {
		return
	}
	owner := b.open[len(b.open)-1]
	switch {
	case owner.caption == nil:
		owner.caption = c
	default:
		owner.caption.runs = append(append(owner.caption.runs, run{kind: runBreak}), c.runs...)
	}
}

// gather flattens blocks into the inline content of c, parted by line breaks;
// figures go to lift.
func (b *builder) gather(c *block, kids []*block) {
	for _, k := range kids {
		if k.tag == "figure" {
			c.lift = append(c.lift, k)
			continue
		}
		if len(k.runs) > 0 {
			if len(c.runs) > 0 {
				c.runs = append(c.runs, run{kind: runBreak})
			}
			c.runs = append(c.runs, b.spoken(k, c)...)
		}
		if k.caption != nil {
			b.gather(c, []*block{k.caption})
		}
		b.gather(c, k.kids)
	}
}

// spoken gives the content of k as it has to stand inside c, with marks for the
// language where it differs.
func (b *builder) spoken(k, c *block) []run {
	if k.lang == c.lang && k.dir == c.dir {
		return k.runs
	}
	for i := range k.runs {
		var declared [2]string
		marks := make([]int, 0, len(k.runs[i].marks)+1)
		for _, m := range k.runs[i].marks {
			if b.marks[m].tag != "span" {
				marks = append(marks, m)
				continue
			}
			for _, a := range b.marks[m].attrs {
				if a.name == "lang" {
					declared[0] = a.value
				} else {
					declared[1] = a.value
				}
			}
		}
		inner, innerDir := inForce(declared, k.lang, k.dir)
		if language, dir := shown(inner, innerDir, c.lang, c.dir); language+dir != "" {
			marks = b.with(marks, b.mark("span", languageAttrs(language, dir)))
		}
		k.runs[i].marks = marks
	}
	return k.runs
}
