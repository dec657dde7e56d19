package redline

import "broadsheet/internal/body"

// Op says what became of a block or of words.
type Op string

// What became of it. Words are never OpChange.
const (
	OpEqual  Op = "equal"
	OpInsert Op = "insert"
	OpDelete Op = "delete"
	OpChange Op = "change"
)

// Part is a block of one side.
type Part struct {
	ID   string
	Tag  string // what it is: an element of the profile, or a name such as "title"
	Lang string // where it differs from the article's
	Text string // what is compared word by word
	// Form is what else tells it from another, such as the address of a picture.
	// It is compared and never shown.
	Form string

	node body.Node
}

// Word is a run of words with the white space between them.
type Word struct {
	Op   Op
	Text string
}

// Block is a block of the difference: the newer side's, of OpDelete the older's.
// One of OpChange whose words are all equal changed in its form alone: another
// picture, link or emphasis.
type Block struct {
	ID, Tag, Lang string
	Op            Op
	Words         []Word // none where there is no text
}

// Compare gives the blocks of both sides in order, what went before what came.
func Compare(older, newer []Part) []Block {
	c := comparer{steps: maxSteps}
	return c.compare(older, newer)
}

// comparer is one comparison.
type comparer struct {
	steps int                       // what is left of the bound
	as    func(piece string) string // how pieces are compared; nil: as they are
}

func (c *comparer) compare(older, newer []Part) []Block {
	var out []Block
	a, b := 0, 0
	for _, p := range append(Match(older, newer), Pair{len(older), len(newer)}) {
		for ; a < p.A; a++ {
			out = append(out, whole(older[a], OpDelete))
		}
		for ; b < p.B; b++ {
			out = append(out, whole(newer[b], OpInsert))
		}
		if a < len(older) && b < len(newer) {
			out = append(out, c.pair(older[a], newer[b]))
			a, b = a+1, b+1
		}
	}
	return out
}

func whole(p Part, op Op) Block {
	b := Block{ID: p.ID, Tag: p.Tag, Lang: p.Lang, Op: op}
	if p.Text != "" {
		b.Words = []Word{{op, p.Text}}
	}
	return b
}

func (c *comparer) pair(older, newer Part) Block {
	b := whole(newer, OpEqual)
	switch {
	case older.Text != newer.Text:
		b.Op, b.Words = OpChange, c.words(older.Text, newer.Text)
	case older.Tag != newer.Tag || older.Form != newer.Form || !alike(older.node, newer.node, true):
		b.Op = OpChange
	}
	return b
}
