// Package draw is a small drawing kit for flat, anti-aliased pictures: paths,
// strokes, letters, contour lines and map projections on a canvas, written as
// a PNG with a palette. It knows nothing of what is drawn. The same calls give
// the same picture.
package draw

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// Canvas is a picture that is being drawn.
type Canvas struct {
	W, H int
	img  *image.RGBA
	clip *image.Alpha
}

// New gives a canvas filled with one colour.
func New(w, h int, ground color.RGBA) *Canvas {
	c := &Canvas{W: w, H: h, img: image.NewRGBA(image.Rect(0, 0, w, h))}
	for i := 0; i < len(c.img.Pix); i += 4 {
		c.img.Pix[i], c.img.Pix[i+1], c.img.Pix[i+2], c.img.Pix[i+3] = ground.R, ground.G, ground.B, 255
	}
	return c
}

// Fill fills a path. The colour's alpha says how much it covers.
func (c *Canvas) Fill(p Path, col color.RGBA) {
	mask, at := c.mask(p)
	if mask == nil {
		return
	}
	size := mask.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			cover := int(mask.Pix[y*mask.Stride+x]) * int(col.A) / 255
			if c.clip != nil {
				cover = cover * int(c.clip.AlphaAt(at.X+x, at.Y+y).A) / 255
			}
			if cover > 0 {
				c.blend(at.X+x, at.Y+y, col, cover)
			}
		}
	}
}

// Stroke draws along a path with a pen of the given width.
func (c *Canvas) Stroke(p Path, width float64, col color.RGBA) {
	c.Fill(Outline(p, width, false), col)
}

// StrokeRound is Stroke with round ends.
func (c *Canvas) StrokeRound(p Path, width float64, col color.RGBA) {
	c.Fill(Outline(p, width, true), col)
}

// Clip keeps everything that is drawn by f inside a path.
func (c *Canvas) Clip(p Path, f func()) {
	old := c.clip
	area := image.NewAlpha(c.img.Bounds())
	if mask, at := c.mask(p); mask != nil {
		size := mask.Bounds().Size()
		for y := range size.Y {
			copy(area.Pix[(at.Y+y)*area.Stride+at.X:], mask.Pix[y*mask.Stride:y*mask.Stride+size.X])
		}
	}
	if old != nil {
		for i := range area.Pix {
			area.Pix[i] = uint8(int(area.Pix[i]) * int(old.Pix[i]) / 255)
		}
	}
	c.clip = area
	f()
	c.clip = old
}

// Image gives the picture as it stands.
func (c *Canvas) Image() image.Image { return c.img }

// mask rasterises a path over the part of the canvas that it touches.
func (c *Canvas) mask(p Path) (*image.Alpha, image.Point) {
	bx0, by0, bx1, by1 := p.Bounds()
	x0, y0 := max(0, int(math.Floor(bx0))), max(0, int(math.Floor(by0)))
	x1, y1 := min(c.W, int(math.Ceil(bx1))+1), min(c.H, int(math.Ceil(by1))+1)
	if !(bx0 <= bx1) || x0 >= x1 || y0 >= y1 {
		return nil, image.Point{}
	}
	r := vector.NewRasterizer(x1-x0, y1-y0)
	for _, line := range p {
		for i, q := range line {
			x, y := float32(q.X-float64(x0)), float32(q.Y-float64(y0))
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, x1-x0, y1-y0))
	r.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return mask, image.Pt(x0, y0)
}

func (c *Canvas) blend(x, y int, col color.RGBA, cover int) {
	px := c.img.Pix[c.img.PixOffset(x, y):]
	px[0] = mix(px[0], col.R, cover)
	px[1] = mix(px[1], col.G, cover)
	px[2] = mix(px[2], col.B, cover)
}

func mix(under, over uint8, cover int) uint8 {
	return uint8((int(under)*(255-cover) + int(over)*cover + 127) / 255)
}

// Hex gives the opaque colour of a number such as 0xa3281f.
func Hex(rgb uint32) color.RGBA {
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// Alpha gives the colour with a cover of 0 to 1.
func Alpha(col color.RGBA, a float64) color.RGBA {
	col.A = uint8(math.Round(a * 255))
	return col
}

// Blend gives the colour that lies the part t of the way from a to b.
func Blend(a, b color.RGBA, t float64) color.RGBA {
	cover := int(math.Round(min(max(t, 0), 1) * 255))
	return color.RGBA{mix(a.R, b.R, cover), mix(a.G, b.G, cover), mix(a.B, b.B, cover), 255}
}
