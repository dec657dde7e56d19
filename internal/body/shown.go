package body

// Shown is a figure of a body with what is said about it.
type Shown struct {
	Block   string // id of the top-level block that it stands in
	Type    string // image, film, audio, map, chart, pullquote, embed, gallery
	Caption string // without references to notes; may be empty
	Alt     string
	Src     string // of the picture, film or sound; may be empty
	Lang    string // where it differs from the article's
}

// Figures lists the figures of a body in order; the pictures of a gallery come
// after it, each for itself.
func (d *Document) Figures() []Shown {
	var out []Shown
	for _, n := range d.Blocks {
		out = figuresIn(out, n, Shown{Block: n.Attrs["id"], Lang: n.Attrs["lang"]})
	}
	return out
}

func figuresIn(out []Shown, n Node, in Shown) []Shown {
	if own := n.Attrs["lang"]; own != "" {
		in.Lang = own
	}
	if n.Tag == "figure" {
		f := in
		f.Type, f.Src, f.Alt = n.Attrs["data-type"], n.Attrs["data-src"], n.Attrs["data-alt"]
		for _, c := range n.Children {
			switch c.Tag {
			case "figcaption":
				f.Caption = nodeText(c)
			case "img", "video", "audio":
				f.Src, f.Alt = c.Attrs["src"], c.Attrs["alt"]
			}
		}
		out = append(out, f)
	}
	for _, c := range n.Children {
		out = figuresIn(out, c, in)
	}
	return out
}

// Has says whether an element of that name stands anywhere in the body.
func (d *Document) Has(tag string) bool {
	return anyNode(d.Blocks, func(n Node) bool { return n.Tag == tag })
}

// HasNotes says whether the body has endnotes.
func (d *Document) HasNotes() bool {
	return anyNode(d.Blocks, func(n Node) bool { return n.Attrs["role"] == "doc-endnotes" })
}

func anyNode(nodes []Node, test func(Node) bool) bool {
	for _, n := range nodes {
		if test(n) || anyNode(n.Children, test) {
			return true
		}
	}
	return false
}
