package body

import (
	"net/url"
	"strconv"
	"strings"
)

// target is what a link inside the body leads to.
type target struct {
	mark   int // the link to print, noMark for none
	note   bool
	number int // of the note
}

// provisional begins the address of a link to a block that has no id yet; its
// number follows.
const provisional = "#@"

// finish closes what is open and gives the document with what was taken off as
// its dateline.
func (b *builder) finish() (*Document, string) {
	if len(b.stack) > 1 {
		b.closeAll(1, false)
	}
	b.flush()
	b.resolveTargets(b.nameNotes())
	if len(b.notes) > 0 {
		b.blocks = append(b.blocks, &block{tag: "notes", own: b.notesID, lang: b.stack[0].lang, dir: b.stack[0].dir, kids: b.notes})
	}
	doc := &Document{Blocks: make([]Node, 0, len(b.blocks))}
	for _, blk := range b.blocks {
		doc.Blocks = append(doc.Blocks, b.node(blk, b.stack[0].lang, b.stack[0].dir))
	}
	dateline := ""
	if b.options.Dateline {
		dateline = takeDateline(doc)
	}
	ids := b.identify(doc)
	for i := range doc.Blocks {
		n := &doc.Blocks[i]
		if n.Attrs == nil {
			n.Attrs = make(map[string]string, 1)
		}
		n.Attrs["id"] = ids[i]
		if b.fragments {
			linkTo(n, ids)
		}
	}
	return doc, dateline
}

// resolveTargets finds out where each link inside the body leads.
func (b *builder) resolveTargets(notes map[string]int) {
	var links []int
	for i, m := range b.marks {
		if m.tag == "a" && m.attrs[0].value[0] == '#' {
			links = append(links, i)
		}
	}
	if len(links) == 0 {
		return
	}
	b.fragments = true
	blocks := map[string]int{}
	for i, blk := range b.blocks {
		for _, id := range append([]string{blk.own}, blk.ids...) {
			if _, ok := blocks[id]; !ok && id != "" {
				blocks[id] = i
			}
		}
	}
	targets := make([]target, len(b.marks))
	for _, i := range links {
		targets[i] = target{mark: noMark}
		name := b.marks[i].attrs[0].value[1:]
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		if n, ok := notes[name]; ok {
			targets[i] = target{note: true, number: n + 1,
				mark: b.mark("a", []attr{{"href", "#" + b.notes[n].own}, {"role", "doc-noteref"}})}
		} else if n, ok := blocks[name]; ok {
			targets[i].mark = b.mark("a", []attr{{"href", provisional + strconv.Itoa(n)}})
		}
	}
	for i := range targets {
		if b.marks[i].tag != "a" || b.marks[i].attrs[0].value[0] != '#' {
			targets[i].mark = i
		}
	}
	b.targets = targets
}

// linkTo gives provisional links the ids of their blocks.
func linkTo(n *Node, ids []string) {
	if number, ok := strings.CutPrefix(n.Attrs["href"], provisional); ok && n.Tag == "a" {
		if i, err := strconv.Atoi(number); err == nil && i < len(ids) {
			n.Attrs["href"] = "#" + ids[i]
		}
	}
	for i := range n.Children {
		linkTo(&n.Children[i], ids)
	}
}

// node makes the node of a block inside something of the given language.
func (b *builder) node(blk *block, outerLang, outerDir string) Node {
	n := Node{Tag: blk.tag}
	attrs := blk.attrs
	language, dir := shown(blk.lang, blk.dir, outerLang, outerDir)
	if blk.tag != "hr" {
		attrs = append(attrs[:len(attrs):len(attrs)], languageAttrs(language, dir)...)
	}
	switch blk.tag {
	case "p", "caption", "figcaption":
		n.Children = b.inlineNodes(blk.runs, true)
	case "h2", "h3", "h4":
		n.Children = b.inlineNodes(blk.runs, false)
	case "pre":
		n.Children = []Node{{Text: blk.runs[0].text}}
	case "hr":
	case "li", "td", "th":
		n.Children = b.content(blk)
	case "table":
		n.Children = b.table(blk)
	case "figure":
		attrs = append(attrs, blk.figure.attrs()...)
		n.Children = b.figure(blk)
	case "notes":
		n.Tag = "ol"
		attrs = append(attrs, attr{"role", "doc-endnotes"})
		for _, k := range blk.kids {
			item := b.node(k, blk.lang, blk.dir)
			if item.Attrs == nil {
				item.Attrs = make(map[string]string, 1)
			}
			item.Attrs["id"] = k.own
			n.Children = append(n.Children, item)
		}
	default:
		n.Children = b.all(blk.kids, blk)
	}
	if len(attrs) > 0 {
		n.Attrs = attrMap(attrs)
	}
	return n
}

func (b *builder) all(kids []*block, in *block) []Node {
	out := make([]Node, 0, len(kids))
	for _, k := range kids {
		out = append(out, b.node(k, in.lang, in.dir))
	}
	return out
}

// content gives what stands in an item or cell: the text itself where there is
// one paragraph with nothing but lists behind it, else blocks.
func (b *builder) content(blk *block) []Node {
	kids := blk.kids
	if len(kids) == 0 || kids[0].tag != "p" {
		return b.all(kids, blk)
	}
	if language, dir := shown(kids[0].lang, kids[0].dir, blk.lang, blk.dir); language+dir != "" {
		return b.all(kids, blk)
	}
	for _, k := range kids[1:] {
		if k.tag != "ul" && k.tag != "ol" {
			return b.all(kids, blk)
		}
	}
	return append(b.inlineNodes(kids[0].runs, true), b.all(kids[1:], blk)...)
}

func (b *builder) table(t *block) []Node {
	var out []Node
	if t.caption != nil {
		out = append(out, b.node(t.caption, t.lang, t.dir))
	}
	for i := 0; i < len(t.kids); {
		j := i
		section := Node{Tag: "tbody"}
		if t.kids[i].header {
			section.Tag = "thead"
		}
		for j < len(t.kids) && t.kids[j].header == t.kids[i].header {
			row := b.node(t.kids[j], t.lang, t.dir)
			section.Children = append(section.Children, row)
			j++
		}
		out = append(out, section)
		i = j
	}
	return out
}

// attrs gives what the tag of a figure says.
func (f *figure) attrs() []attr {
	out := []attr{{"data-type", f.kind}}
	for _, a := range []attr{{"data-alt", f.alt}, {"data-src", f.src}, {"data-title", f.title}, {"data-value", f.value}} {
		if a.value != "" {
			out = append(out, a)
		}
	}
	return out
}

func (b *builder) figure(blk *block) []Node {
	var out []Node
	if blk.figure.media != nil {
		out = append(out, *blk.figure.media)
	}
	out = append(out, b.all(blk.kids, blk)...)
	if blk.caption != nil {
		out = append(out, b.node(blk.caption, blk.lang, blk.dir))
	}
	return out
}

// mediaOf lists the stored files that a document refers to.
func mediaOf(d *Document) []string {
	var out []string
	seen := map[string]bool{}
	var visit func(n Node)
	visit = func(n Node) {
		for _, name := range [...]string{"poster", "src"} {
			if hash, ok := storedHash(n.Attrs[name]); ok && !seen[hash] {
				seen[hash] = true
				out = append(out, hash)
			}
		}
		for _, c := range n.Children {
			visit(c)
		}
	}
	for _, b := range d.Blocks {
		if b.Tag == "figure" {
			visit(b)
		}
	}
	return out
}
