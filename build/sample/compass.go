package main

import (
	"image/color"

	"broadsheet/build/sample/draw"
)

// compassCard draws the card of a ship's compass with its thirty-two points, in
// a bowl slung in its box.
func compassCard(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x5a3c24))
	for i := range 18 { // the planks of the box
		c.Fill(draw.Rect(0, float64(i)*50+2, leadW, 47), draw.Blend(draw.Hex(0x66442a), draw.Hex(0x75502f), float64(i*7%5)/4))
	}
	const x, y, r = 800, 450, 372
	brass, shade := draw.Hex(0xc79b4a), draw.Hex(0x8a652a)
	c.Fill(draw.Circle(x+14, y+20, r+58), draw.Alpha(night, .5))
	c.Fill(draw.Rect(x-r-150, y-13, 2*r+300, 26), shade)
	c.Fill(draw.Rect(x-r-150, y-13, 2*r+300, 11), brass)
	c.Fill(draw.Circle(x, y, r+56), shade)
	c.Fill(draw.Circle(x, y, r+48), brass)
	c.Fill(draw.Circle(x, y, r+24), night)
	c.Fill(draw.Circle(x, y, r), white)
	ticks(c, x, y, r-14, r-2, 360, 1.3, ink)
	ticks(c, x, y, r-22, r-2, 32, 2.6, ink)
	c.Stroke(draw.Circle(x, y, r-24), 2, ink)
	for _, ring := range []struct {
		start, step, length, width float64
		main                       color.RGBA
	}{{11.25, 22.5, 250, 10, teal}, {22.5, 45, 268, 15, ochre}, {45, 90, 282, 26, slate}, {0, 90, 296, 34, brick}} {
		for a := ring.start; a < ring.start+360; a += ring.step {
			tip, left, right := draw.Polar(x, y, ring.length, a), draw.Polar(x, y, ring.width*2, a-40), draw.Polar(x, y, ring.width*2, a+40)
			c.Fill(draw.Poly(pt(x, y), left, tip), ring.main)
			c.Fill(draw.Poly(pt(x, y), right, tip), draw.Blend(ring.main, white, .62))
			c.Stroke(draw.Poly(pt(x, y), left, tip, right), 1.6, ink)
		}
	}
	around(c, s.bold, []string{"N", "E", "S", "W"}, x, y, 303, 42, -90, 90, ink)
	around(c, s.bold, []string{"NE", "SE", "SW", "NW"}, x, y, 303, 30, -45, 90, ink)
	c.Fill(draw.Circle(x, y, 34), brass)
	c.Fill(draw.Circle(x, y, 22), shade)
	c.Fill(draw.Circle(x-5, y-5, 9), draw.Hex(0xf0dca4))
	c.Fill(draw.Poly(pt(x-9, y-r-22), pt(x+9, y-r-22), pt(x, y-r+2)), white) // the lubber's mark
	return c
}
