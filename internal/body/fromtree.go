package body

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrTooLarge is what FromTree says of a tree that a body cannot hold: nothing
// of it is cut, since somebody is writing it.
var ErrTooLarge = errors.New("body: too large")

// FromTree brings a tree that was made elsewhere, as by an editor in a page,
// into the canonical form. It trusts nothing in it: an element or attribute that
// the profile does not know is an error (ErrProfile), and so is content where
// there can be none; a tree beyond the limits is ErrTooLarge. What stands where
// it may not, or says what it may not, is mended as Canonical mends it while somebody
// writes (Options.Writing). For the blocks of a Document in the same language it gives
// that document's bytes.
func FromTree(ctx context.Context, nodes []Node, o Options) (Result, error) {
	o.Writing = true
	p := printer{}
	c := treeCheck{}
	for _, n := range nodes {
		if err := c.node(n, 0); err != nil {
			return Result{}, err
		}
	}
	notes := written(nodes)
	for _, n := range nodes {
		p.node(withoutLoose(n, notes))
		p.b.WriteByte('\n')
	}
	if p.b.Len() > MaxBytes {
		return Result{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, p.b.Len())
	}
	r, err := Canonical(ctx, p.b.String(), o)
	if err == nil && r.Cut {
		return Result{}, fmt.Errorf("%w: %s", ErrTooLarge, strings.Join(r.Flags, ", "))
	}
	return r, err
}

// treeCheck counts the nodes and bytes of a tree before it is printed.
type treeCheck struct{ nodes, bytes int }

// node reports what of a node cannot be printed. It goes no deeper than maxTree.
func (c *treeCheck) node(n Node, depth int) error {
	c.nodes++
	c.bytes += len(n.Text) + len(n.Tag)
	if depth > maxTree || c.nodes > maxNodes || c.bytes > MaxBytes {
		return fmt.Errorf("%w: depth %d, %d nodes, %d bytes", ErrTooLarge, depth, c.nodes, c.bytes)
	}
	switch {
	case n.Tag == "" && len(n.Children)+len(n.Attrs) > 0:
		return fmt.Errorf("%w: a text with more than text", ErrProfile)
	case n.Tag != "" && intern(n.Tag) == "":
		return fmt.Errorf("%w: element %q", ErrProfile, fitting(n.Tag, 20))
	case n.Tag != "" && n.Text != "", voids[n.Tag] && len(n.Children) > 0:
		return fmt.Errorf("%w: text in the tag of %s", ErrProfile, n.Tag)
	}
	for name, value := range n.Attrs {
		c.bytes += len(name) + len(value)
		if !strings.Contains(treeAttributes, " "+name+" ") || name == "" {
			return fmt.Errorf("%w: attribute %q of %s", ErrProfile, fitting(name, 20), n.Tag)
		}
	}
	for _, child := range n.Children {
		if err := c.node(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// treeAttributes are all attributes of the profile.
const treeAttributes = " alt colspan data-alt data-focus data-src data-title data-type data-value datetime dir height href id kind label lang" +
	" poster role rowspan src srclang start title width "

// written are the ids of endnotes that say something: references to others have
// nothing to lead to, and their numbers are no words of the text.
func written(nodes []Node) map[string]bool {
	ids := map[string]bool{}
	for _, n := range nodes {
		if n.Attrs["role"] != "doc-endnotes" {
			continue
		}
		for _, note := range n.Children {
			if !blank(nodeText(note)) {
				ids["#"+note.Attrs["id"]] = true
			}
		}
	}
	return ids
}

// withoutLoose gives a node without the references to notes that are not there.
func withoutLoose(n Node, notes map[string]bool) Node {
	kept := make([]Node, 0, len(n.Children))
	for _, c := range n.Children {
		if c.Attrs["role"] != "doc-noteref" || notes[c.Attrs["href"]] {
			kept = append(kept, withoutLoose(c, notes))
		}
	}
	n.Children = kept
	return n
}
