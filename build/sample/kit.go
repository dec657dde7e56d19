package main

import (
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// pt is short for a point.
func pt(x, y float64) draw.Pt { return draw.Pt{X: x, Y: y} }

// seg is a line of one leg.
func seg(x0, y0, x1, y1 float64) draw.Path { return draw.Line(pt(x0, y0), pt(x1, y1)) }

// ray is a line outwards from a centre.
func ray(x, y, from, to, deg float64) draw.Path {
	return draw.Line(draw.Polar(x, y, from, deg), draw.Polar(x, y, to, deg))
}

// compassRose draws a wind rose with sixteen points, north upwards.
func compassRose(c *draw.Canvas, x, y, r float64, main, second color.RGBA) {
	c.Stroke(draw.Circle(x, y, r), 2, ink)
	c.Stroke(draw.Circle(x, y, r*.93), 1, ink)
	for i := range 72 {
		c.Stroke(ray(x, y, r*.93, r, float64(i)*5), 1, ink)
	}
	half := func(deg, length, width float64, left bool, col color.RGBA) {
		side := 1.0
		if left {
			side = -1
		}
		tip, foot := draw.Polar(x, y, length, deg), draw.Polar(x, y, width, deg+side*45)
		c.Fill(draw.Poly(pt(x, y), foot, tip), col)
	}
	for _, ring := range []struct{ step, start, length, width float64 }{{45, 22.5, .58, .12}, {90, 45, .74, .15}, {90, 0, 1.12, .18}} {
		for a := ring.start; a < ring.start+360; a += ring.step {
			half(a, r*ring.length, r*ring.width, true, main)
			half(a, r*ring.length, r*ring.width, false, second)
		}
	}
	c.Fill(draw.Circle(x, y, r*.1), paper)
	c.Stroke(draw.Circle(x, y, r*.1), 2, ink)
}

// ticks draws n short rays all round, from one radius to another.
func ticks(c *draw.Canvas, x, y, inner, outer float64, n int, width float64, col color.RGBA) {
	for i := range n {
		c.Stroke(ray(x, y, inner, outer, float64(i)*360/float64(n)-90), width, col)
	}
}

// around sets letters along a circle, the first one at start degrees and the
// others every step degrees, their feet towards the centre.
func around(c *draw.Canvas, f *draw.Font, words []string, x, y, r, size, start, step float64, col color.RGBA) {
	for i, w := range words {
		a := start + float64(i)*step
		p := f.Centred(w, x, y-r, size).Rotate(x, y, a+90)
		c.Fill(p, col)
	}
}

// hand draws a tapering clock hand; deg counts clockwise from twelve.
func hand(c *draw.Canvas, x, y, length, tail, width, deg float64, col color.RGBA) {
	p := draw.Poly(pt(x-width/2, y+tail), pt(x+width/2, y+tail), pt(x+width*.62, y), pt(x+width*.18, y-length), pt(x-width*.18, y-length), pt(x-width*.62, y))
	c.Fill(p.Rotate(x, y, deg), col)
}

// sunFace draws a sun with straight and wavy rays.
func sunFace(c *draw.Canvas, x, y, r float64, body, rays color.RGBA) {
	for i := range 16 {
		a := float64(i) * 22.5
		tip, w := 1.9, 8.0
		if i%2 == 1 {
			tip, w = 1.55, 6
		}
		c.Fill(draw.Poly(draw.Polar(x, y, r*1.08, a-w), draw.Polar(x, y, r*tip, a), draw.Polar(x, y, r*1.08, a+w)), rays)
	}
	c.Fill(draw.Circle(x, y, r), body)
	c.Stroke(draw.Circle(x, y, r*.86), 2, rays)
}

func rad(deg float64) float64 { return deg * math.Pi / 180 }
