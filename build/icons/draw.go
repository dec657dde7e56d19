package main

import (
	"image"
	"image/color"
	idraw "image/draw"

	"golang.org/x/image/vector"
)

// Colours of the light theme (frontend/src/styles): accent, paper, ink.
var (
	accent = color.RGBA{0xa3, 0x28, 0x1f, 0xff}
	paper  = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	shade  = color.RGBA{0xdc, 0xd7, 0xca, 0xff}
	ink    = color.RGBA{0x1b, 0x1a, 0x17, 0xff}
	line   = color.RGBA{0x85, 0x7f, 0x73, 0xff}
)

// pen draws shapes in units of a field of 1000 by 1000.
type pen struct {
	to    *image.RGBA
	scale float32
}

// draw draws the icon. Small ones lose the lines of text, which would be mud.
func draw(size int) image.Image {
	p := pen{to: image.NewRGBA(image.Rect(0, 0, size, size)), scale: float32(size) / 1000}
	p.fill(accent, rounded(40, 40, 960, 960, 200))
	if size < 64 {
		p.fill(paper, sheet(170, 130, 830, 870, 0))
		p.fill(ink, letter(262, 240, 476, 520))
		return p.to
	}
	const fold = 150
	p.fill(paper, sheet(200, 150, 800, 850, fold))
	p.fill(shade, corner(800, 850, fold))
	p.fill(ink, bar(260, 214, 740, 232))
	p.fill(ink, letter(260, 290, 250, 270))
	for _, y := range []float32{300, 366, 432, 498} {
		p.fill(line, bar(560, y, 740, y+26))
	}
	for _, y := range []float32{606, 668} {
		p.fill(line, bar(260, y, 740, y+26))
	}
	p.fill(line, bar(260, 730, 590, 756))
	return p.to
}

// path is a closed shape, drawn with the commands of a rasteriser.
type path func(z *vector.Rasterizer, at func(x, y float32) (float32, float32))

func (p pen) fill(c color.Color, shape path) {
	size := p.to.Bounds().Dx()
	z := vector.NewRasterizer(size, size)
	shape(z, func(x, y float32) (float32, float32) { return x * p.scale, y * p.scale })
	z.DrawOp = idraw.Over
	z.Draw(p.to, p.to.Bounds(), image.NewUniform(c), image.Point{})
}

// polygon is a shape of straight lines.
func polygon(points ...[2]float32) path {
	return func(z *vector.Rasterizer, at func(x, y float32) (float32, float32)) {
		z.MoveTo(at(points[0][0], points[0][1]))
		for _, point := range points[1:] {
			z.LineTo(at(point[0], point[1]))
		}
		z.ClosePath()
	}
}

func bar(x0, y0, x1, y1 float32) path {
	return polygon([2]float32{x0, y0}, [2]float32{x1, y0}, [2]float32{x1, y1}, [2]float32{x0, y1})
}

// sheet is a page whose lower right corner is cut by fold.
func sheet(x0, y0, x1, y1, fold float32) path {
	return polygon([2]float32{x0, y0}, [2]float32{x1, y0}, [2]float32{x1, y1 - fold}, [2]float32{x1 - fold, y1}, [2]float32{x0, y1})
}

// corner is the piece that was folded over.
func corner(x, y, fold float32) path {
	return polygon([2]float32{x, y - fold}, [2]float32{x - fold, y}, [2]float32{x - fold, y - fold})
}

// round is how far the handles of a cubic curve stand for a quarter of a circle.
const round = 0.5523

func rounded(x0, y0, x1, y1, r float32) path {
	h := r * (1 - round)
	return func(z *vector.Rasterizer, at func(x, y float32) (float32, float32)) {
		curve := func(ax, ay, bx, by, x, y float32) {
			ax, ay = at(ax, ay)
			bx, by = at(bx, by)
			x, y = at(x, y)
			z.CubeTo(ax, ay, bx, by, x, y)
		}
		z.MoveTo(at(x0+r, y0))
		z.LineTo(at(x1-r, y0))
		curve(x1-h, y0, x1, y0+h, x1, y0+r)
		z.LineTo(at(x1, y1-r))
		curve(x1, y1-h, x1-h, y1, x1-r, y1)
		z.LineTo(at(x0+r, y1))
		curve(x0+h, y1, x0, y1-h, x0, y1-r)
		z.LineTo(at(x0, y0+r))
		curve(x0, y0+h, x0+h, y0, x0+r, y0)
		z.ClosePath()
	}
}

// outline is the letter in a field of 100 by 100: a move (two numbers), lines
// (two) and curves (six); the counters run the other way round.
var outline = [][][]float32{
	{
		{0, 0}, {58, 0}, {84, 0, 94, 10, 94, 25}, {94, 38, 84, 46, 68, 48.5}, {89, 51, 100, 60, 100, 74},
		{100, 92, 86, 100, 60, 100}, {0, 100}, {0, 95.5}, {9, 94.5, 12, 93, 12, 86}, {12, 14}, {12, 7, 9, 5.5, 0, 4.5},
	},
	{{35, 6}, {35, 46}, {50, 46}, {65, 46, 71, 39, 71, 26}, {71, 12, 66, 6, 52, 6}},
	{{35, 52}, {35, 94}, {54, 94}, {69, 94, 76, 87, 76, 73}, {76, 59, 69, 52, 54, 52}},
}

// letter is a serif B in the given field.
func letter(x, y, width, height float32) path {
	return func(z *vector.Rasterizer, at func(x, y float32) (float32, float32)) {
		place := func(px, py float32) (float32, float32) { return at(x+px*width/100, y+py*height/100) }
		for _, contour := range outline {
			z.MoveTo(place(contour[0][0], contour[0][1]))
			for _, step := range contour[1:] {
				if len(step) == 2 {
					z.LineTo(place(step[0], step[1]))
					continue
				}
				ax, ay := place(step[0], step[1])
				bx, by := place(step[2], step[3])
				cx, cy := place(step[4], step[5])
				z.CubeTo(ax, ay, bx, by, cx, cy)
			}
			z.ClosePath()
		}
	}
}
