package redline

import (
	"maps"
	"strings"

	"broadsheet/internal/body"
)

// Parts are the blocks of a body. To the text of a figure belong the alternative
// texts of its pictures, each on a line behind the caption.
func Parts(d *body.Document) []Part {
	parts := make([]Part, len(d.Blocks))
	for i, n := range d.Blocks {
		alone := body.Document{Blocks: []body.Node{n}}
		lines := []string{alone.Text().Plain}
		for _, f := range alone.Figures() {
			lines = append(lines, f.Alt)
		}
		parts[i] = Part{ID: n.Attr("id"), Tag: n.Tag, Lang: n.Attr("lang"), Text: Lines(lines...), node: n}
	}
	return parts
}

// Lines joins what is not empty, each on a line.
func Lines(texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, "\n")
}

// alike compares two blocks with all their markup, but for their ids and the
// numbers of notes, which every note before them changes.
func alike(a, b body.Node, top bool) bool {
	if a.Tag != b.Tag || a.Text != b.Text || len(a.Children) != len(b.Children) {
		return false
	}
	if top {
		a.Attrs, b.Attrs = unnamed(a.Attrs), unnamed(b.Attrs)
	}
	if !maps.Equal(a.Attrs, b.Attrs) {
		return false
	}
	if a.Attr("role") == "doc-noteref" {
		return true
	}
	for i := range a.Children {
		if !alike(a.Children[i], b.Children[i], false) {
			return false
		}
	}
	return true
}

func unnamed(attrs map[string]string) map[string]string {
	out := maps.Clone(attrs)
	delete(out, "id")
	return out
}
