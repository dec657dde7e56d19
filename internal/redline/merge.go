package redline

import "broadsheet/internal/body"

// Clash is a block that two sides changed in different ways. A side that took it out
// has an empty node.
type Clash struct {
	ID           string // the base's
	Base         Part
	Ours, Theirs Part
}

// Merge joins what two sides made of a common base, block by block: what one of them
// changed, moved in, or took out is taken over; where both did the same, once; what
// both put in at one place stands theirs first. A block that they changed in different
// ways is a Clash, and ours stands in the result, or theirs where take says so of its
// id in the base. The result is a tree of the profile
// whose ids may meet: Canonical settles that.
//
// It is the three-way merge of Khanna, Kunal and Pierce ("A Formal Investigation of
// Diff3", 2007) over Match instead of lines: a pair of blocks that are alike enough
// counts as one block that changed, so that two edits of neighbouring blocks never clash.
func Merge(base, ours, theirs *body.Document, take func(id string) bool) (*body.Document, []Clash) {
	m := merger{base: Parts(base), ours: Parts(ours), theirs: Parts(theirs), take: take}
	m.inOurs, m.oursNew = places(Match(m.base, m.ours), len(m.base), len(m.ours))
	m.inTheirs, m.theirsNew = places(Match(m.base, m.theirs), len(m.base), len(m.theirs))
	for i := range m.base {
		m.insert(i)
		m.block(i)
	}
	m.insert(len(m.base))
	return &body.Document{Blocks: m.out}, m.clashes
}

type merger struct {
	base, ours, theirs []Part
	inOurs, inTheirs   []int   // where each block of the base is; -1: gone
	oursNew, theirsNew [][]int // new blocks before each block of the base
	take               func(id string) bool
	out                []body.Node
	clashes            []Clash
}

// places reads pairs as: where each block of the base went, and which blocks are new
// before each.
func places(pairs []Pair, base, side int) (at []int, fresh [][]int) {
	at, fresh = make([]int, base), make([][]int, base+1)
	for i := range at {
		at[i] = -1
	}
	matched := make([]int, side)
	for j := range matched {
		matched[j] = -1
	}
	for _, p := range pairs {
		at[p.A], matched[p.B] = p.B, p.A
	}
	before := 0
	for j, i := range matched {
		if i >= 0 {
			before = i + 1
			continue
		}
		fresh[before] = append(fresh[before], j)
	}
	return at, fresh
}

func (m *merger) insert(i int) {
	for _, j := range m.theirsNew[i] {
		m.out = append(m.out, m.theirs[j].node)
	}
next:
	for _, j := range m.oursNew[i] {
		for _, k := range m.theirsNew[i] {
			if samePart(m.ours[j], m.theirs[k]) {
				continue next
			}
		}
		m.out = append(m.out, m.ours[j].node)
	}
}

func (m *merger) block(i int) {
	base, ours, theirs := m.base[i], part(m.ours, m.inOurs[i]), part(m.theirs, m.inTheirs[i])
	switch {
	case samePart(base, ours):
		m.keep(theirs)
	case samePart(base, theirs) || samePart(ours, theirs):
		m.keep(ours)
	default:
		if m.take(base.ID) {
			m.keep(theirs)
		} else {
			m.keep(ours)
		}
		m.clashes = append(m.clashes, Clash{ID: base.ID, Base: base, Ours: ours, Theirs: theirs})
	}
}

func part(side []Part, at int) Part {
	if at < 0 {
		return Part{}
	}
	return side[at]
}

func (m *merger) keep(p Part) {
	if p.node.Tag != "" {
		m.out = append(m.out, p.node)
	}
}

func samePart(a, b Part) bool { return alike(a.node, b.node, true) }
