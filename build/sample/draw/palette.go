package draw

import (
	"cmp"
	"image"
	"image/color"
	"image/png"
	"io"
	"slices"
)

const (
	paletteSize = 256
	fixedSize   = 40 // the most frequent colours, kept exactly
)

type weighted struct {
	col   color.RGBA
	count int
}

// WritePNG writes the canvas as a PNG with a palette of at most 256 colours:
// the flat colours exactly, the edges between them as near as the palette has.
func (c *Canvas) WritePNG(w io.Writer) error {
	seen := c.histogram()
	colours := choose(seen)
	index := make(map[color.RGBA]uint8, len(seen))
	for _, s := range seen {
		index[s.col] = uint8(colours.Index(s.col))
	}
	out := image.NewPaletted(c.img.Bounds(), colours)
	for i := 0; i < len(c.img.Pix); i += 4 {
		out.Pix[i/4] = index[color.RGBA{c.img.Pix[i], c.img.Pix[i+1], c.img.Pix[i+2], 255}]
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	return encoder.Encode(w, out)
}

// histogram lists the colours of the picture, the most frequent first.
func (c *Canvas) histogram() []weighted {
	counts := map[color.RGBA]int{}
	for i := 0; i < len(c.img.Pix); i += 4 {
		counts[color.RGBA{c.img.Pix[i], c.img.Pix[i+1], c.img.Pix[i+2], 255}]++
	}
	out := make([]weighted, 0, len(counts))
	for col, n := range counts {
		out = append(out, weighted{col, n})
	}
	slices.SortFunc(out, func(a, b weighted) int {
		return cmp.Or(cmp.Compare(b.count, a.count), compareColour(a.col, b.col))
	})
	return out
}

func choose(seen []weighted) color.Palette {
	var out color.Palette
	if len(seen) <= paletteSize {
		for _, s := range seen {
			out = append(out, s.col)
		}
		return out
	}
	for _, s := range seen[:fixedSize] {
		out = append(out, s.col)
	}
	for _, box := range medianCut(seen[fixedSize:], paletteSize-fixedSize) {
		out = append(out, mean(box))
	}
	return out
}

// medianCut parts the colours into at most n boxes (Heckbert 1982), splitting
// the box with the widest spread each time.
func medianCut(all []weighted, n int) [][]weighted {
	boxes := [][]weighted{slices.Clone(all)}
	for len(boxes) < n {
		best, channel, width := -1, 0, 0
		for i, b := range boxes {
			if ch, w := widest(b); len(b) > 1 && w > width {
				best, channel, width = i, ch, w
			}
		}
		if best < 0 {
			return boxes
		}
		b := boxes[best]
		slices.SortFunc(b, func(x, y weighted) int {
			return cmp.Or(cmp.Compare(part(x.col, channel), part(y.col, channel)), compareColour(x.col, y.col))
		})
		boxes[best] = b[:len(b)/2]
		boxes = append(boxes, b[len(b)/2:])
	}
	return boxes
}

func widest(box []weighted) (channel, width int) {
	for ch := range 3 {
		lo, hi := 255, 0
		for _, s := range box {
			v := int(part(s.col, ch))
			lo, hi = min(lo, v), max(hi, v)
		}
		if hi-lo > width {
			channel, width = ch, hi-lo
		}
	}
	return channel, width
}

func mean(box []weighted) color.RGBA {
	var r, g, b, n int
	for _, s := range box {
		r += int(s.col.R) * s.count
		g += int(s.col.G) * s.count
		b += int(s.col.B) * s.count
		n += s.count
	}
	return color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}
}

func part(c color.RGBA, channel int) uint8 {
	return [3]uint8{c.R, c.G, c.B}[channel]
}

func compareColour(a, b color.RGBA) int {
	return cmp.Or(cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
}
