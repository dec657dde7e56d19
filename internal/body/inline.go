package body

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// run is a piece of inline content with the marks on it, which are indices into
// builder.marks in order of rank.
type run struct {
	kind  runKind
	text  string
	marks []int
}

type runKind uint8

const (
	runText  runKind = iota
	runBreak         // br
	runNote          // a reference to the endnote whose number is the text
)

// mark is an inline element with its attributes; equal ones have one index.
type mark struct {
	tag   string
	attrs []attr
}

// mark gives the index of a mark.
func (b *builder) mark(tag string, attrs []attr) int {
	key := tag
	for _, a := range attrs {
		key += "\x00" + a.name + "\x00" + a.value
	}
	if i, ok := b.known[key]; ok {
		return i
	}
	b.marks = append(b.marks, mark{tag, attrs})
	b.known[key] = len(b.marks) - 1
	return len(b.marks) - 1
}

// currentMarks gives the marks of text at this point: those of all open
// elements, of each kind the innermost, and a span where the language or the
// direction is not the paragraph's.
func (b *builder) currentMarks() []int {
	if !b.stale {
		return b.current
	}
	b.stale = false
	var set []int
	for _, f := range b.stack {
		if f.mark != noMark && !slices.Contains(set, f.mark) {
			set = b.with(set, f.mark)
		}
	}
	top := b.stack[len(b.stack)-1]
	if language, dir := shown(top.lang, top.dir, b.para.lang, b.para.dir); language+dir != "" {
		set = b.with(set, b.mark("span", languageAttrs(language, dir)))
	}
	b.current = set
	return set
}

func languageAttrs(language, dir string) []attr {
	var out []attr
	if dir != "" {
		out = append(out, attr{"dir", dir})
	}
	if language != "" {
		out = append(out, attr{"lang", language})
	}
	return out
}

// with gives set with a mark added; it replaces one of its kind.
func (b *builder) with(set []int, m int) []int {
	out := make([]int, 0, len(set)+1)
	for _, x := range set {
		if b.marks[x].tag != b.marks[m].tag {
			out = append(out, x)
		}
	}
	out = append(out, m)
	slices.SortFunc(out, func(x, y int) int { return markRank[b.marks[x].tag] - markRank[b.marks[y].tag] })
	return out
}

// splitAtBreaks parts a paragraph where two line breaks follow each other, which
// is how old pages part paragraphs. What has nothing to show is left out.
func splitAtBreaks(p *block) []*block {
	var out []*block
	part := &block{tag: p.tag, own: p.own, lang: p.lang, dir: p.dir}
	breaks, first := 0, 0
	close := func(end int) {
		part.runs = p.runs[first:end:end]
		if hasInk(part.runs) {
			out = append(out, part)
			part = &block{tag: p.tag, lang: p.lang, dir: p.dir}
		}
	}
	for i, r := range p.runs {
		switch {
		case r.kind == runBreak:
			breaks++
		case !blank(r.text):
			if breaks > 1 && p.tag == "p" {
				close(i)
				first = i
			}
			breaks = 0
		}
	}
	close(len(p.runs))
	return out
}

func hasInk(runs []run) bool {
	return slices.ContainsFunc(runs, func(r run) bool { return r.kind == runText && !blank(r.text) })
}

// inlineNodes turns runs into canonical inline nodes.
func (b *builder) inlineNodes(runs []run, breaks bool) []Node {
	return b.nest(b.tidy(b.resolve(runs), breaks), nil)
}

// resolve replaces references to notes by their numbers and fragment links by
// links to the blocks that they mean; those that lead nowhere are no links.
func (b *builder) resolve(runs []run) []run {
	if !b.fragments {
		return runs
	}
	out := make([]run, 0, len(runs))
	last := noMark
	for _, r := range runs {
		at := slices.IndexFunc(r.marks, func(m int) bool { return b.marks[m].tag == "a" })
		if at < 0 || r.marks[at] >= len(b.targets) {
			last = noMark
			out = append(out, r)
			continue
		}
		switch m := r.marks[at]; {
		case b.targets[m].note && r.kind == runText:
			if m != last {
				out = append(out, b.reference(r, at))
			}
			last = m
			continue
		case b.targets[m].mark == noMark, b.targets[m].note: // the latter a break inside a reference
			r.marks = slices.Delete(slices.Clone(r.marks), at, at+1)
		default:
			r.marks = slices.Clone(r.marks)
			r.marks[at] = b.targets[m].mark
		}
		last = noMark
		out = append(out, r)
	}
	return out
}

// reference makes the run of a reference to a note. It is never raised by a
// sup: how it stands is the page's affair.
func (b *builder) reference(r run, at int) run {
	target := b.targets[r.marks[at]]
	marks := make([]int, 0, len(r.marks))
	for i, m := range r.marks {
		switch {
		case i == at:
			marks = append(marks, target.mark)
		case b.marks[m].tag == "strong" || b.marks[m].tag == "em" || b.marks[m].tag == "mark":
			marks = append(marks, m)
		}
	}
	return run{kind: runNote, text: strconv.Itoa(target.number), marks: marks}
}

// tidy joins equal neighbours, collapses white space across them, trims the
// edges and brings text to NFC.
func (b *builder) tidy(runs []run, breaks bool) []run {
	out := make([]run, 0, len(runs))
	space := true // white space here would be at an edge or a second one
	for _, r := range joined(runs) {
		if r.kind == runBreak {
			if !breaks {
				r = run{text: " ", marks: r.marks}
			} else {
				out = trimEnd(out)
				if n := len(out); n > 0 && out[n-1].kind != runBreak {
					out = append(out, run{kind: runBreak, marks: r.marks})
				}
				space = true
				continue
			}
		}
		if r.kind == runText {
			r.text, space = collapse(r.text, space, len(out) == 0)
			if r.text == "" {
				continue
			}
		} else {
			space = false
		}
		out = append(out, r)
	}
	out = trimEnd(out)
	for len(out) > 0 && out[len(out)-1].kind == runBreak {
		out = trimEnd(out[:len(out)-1])
	}
	out = joined(b.unmarkedSpaces(out))
	for i := range out {
		out[i].text = norm.NFC.String(out[i].text)
	}
	return out
}

// joined merges neighbours with the same marks.
func joined(runs []run) []run {
	out := make([]run, 0, len(runs))
	for i := 0; i < len(runs); {
		j := i + 1
		for runs[i].kind == runText && j < len(runs) && runs[j].kind == runText && slices.Equal(runs[i].marks, runs[j].marks) {
			j++
		}
		if j == i+1 {
			out = append(out, runs[i])
			i = j
			continue
		}
		var t strings.Builder
		for _, r := range runs[i:j] {
			t.WriteString(r.text)
		}
		out = append(out, run{text: t.String(), marks: runs[i].marks})
		i = j
	}
	return out
}

// collapse makes single spaces of white space; space says that one stands before
// s already, edge that s begins a block. It tells whether s ends in a space.
func collapse(s string, space, edge bool) (string, bool) {
	if edge {
		s = strings.TrimLeft(s, " \t\n\u00a0")
	}
	if s == "" {
		return "", space
	}
	if tidyAlready(s, space) {
		return s, s[len(s)-1] == ' '
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' || c == '\n' || c == '\t' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteByte(c)
	}
	return b.String(), space
}

func tidyAlready(s string, space bool) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\n', '\t':
			return false
		case ' ':
			if space {
				return false
			}
			space = true
		default:
			space = false
		}
	}
	return true
}

// trimEnd takes white space off the end, no-break spaces too.
func trimEnd(runs []run) []run {
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.kind != runText {
			return runs
		}
		if last.text = strings.TrimRight(last.text, " \u00a0"); last.text != "" {
			return runs
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

// unmarkedSpaces leaves on a lone space or line break only the marks that both neighbours have.
func (b *builder) unmarkedSpaces(runs []run) []run {
	for i := range runs {
		loose := runs[i].kind == runBreak || runs[i].kind == runText && runs[i].text == " "
		if !loose || len(runs[i].marks) == 0 {
			continue
		}
		var left, right []int
		if i > 0 {
			left = runs[i-1].marks
		}
		if i+1 < len(runs) {
			right = runs[i+1].marks
		}
		runs[i].marks = slices.DeleteFunc(slices.Clone(runs[i].marks), func(m int) bool {
			return !slices.Contains(left, m) || !slices.Contains(right, m)
		})
	}
	return runs
}

// nest builds the elements of runs, without the marks that are open already. Of
// the marks that begin at one place the one that reaches furthest is outside.
func (b *builder) nest(runs []run, open []int) []Node {
	var out []Node
	for i := 0; i < len(runs); {
		best, reach := noMark, 0
		for _, m := range runs[i].marks {
			if slices.Contains(open, m) {
				continue
			}
			n := 1
			for i+n < len(runs) && slices.Contains(runs[i+n].marks, m) && !(runs[i].kind == runNote && b.marks[m].tag == "a") {
				n++
			}
			if n > reach {
				best, reach = m, n
			}
		}
		if best == noMark {
			out = append(out, runs[i].node())
			i++
			continue
		}
		n := Node{Tag: b.marks[best].tag, Children: b.nest(runs[i:i+reach], append(open[:len(open):len(open)], best))}
		if attrs := b.marks[best].attrs; len(attrs) > 0 {
			n.Attrs = attrMap(attrs)
		}
		out = append(out, n)
		i += reach
	}
	return out
}

func (r run) node() Node {
	if r.kind == runBreak {
		return Node{Tag: "br"}
	}
	return Node{Text: r.text}
}

func attrMap(attrs []attr) map[string]string {
	out := make(map[string]string, len(attrs))
	for _, a := range attrs {
		out[a.name] = a.value
	}
	return out
}
