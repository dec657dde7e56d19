package main

import (
	"broadsheet/build/sample/draw"
)

// parisMeridian draws France with a chain of triangles along the meridian of
// Paris, and the meridian of Greenwich beside it.
func parisMeridian(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x2c4a5c))
	g := draw.Mercator(pt(2.34, 46.7), pt(880, 450), 52)
	coast := draw.Land(s.europe, g)
	c.Stroke(coast, 22, draw.Hex(0x34556a))
	c.Fill(coast, draw.Hex(0xe8ddc2))
	c.Stroke(coast, 2, draw.Hex(0x8d8262))
	c.Stroke(draw.Graticule(g, -20, 36, 26, 58, 2), 1.1, draw.Alpha(slate, .28))
	// Stations of the chain, alternately west and east of the line.
	var west, east []draw.Pt
	r := seeded(1798)
	for i := range 15 {
		lat := 51.03 - float64(i)*.594
		off := between(r, .3, .6)
		if i%2 == 0 {
			off = -off
		}
		p, _ := g(pt(2.337+off, lat+between(r, -.12, .12)))
		if i%2 == 0 {
			west = append(west, p)
		} else {
			east = append(east, p)
		}
	}
	line := func(a, b draw.Pt) { c.Stroke(draw.Line(a, b), 2.6, navy) }
	for i := range west {
		if i > 0 {
			line(west[i-1], west[i])
		}
		for j := max(i-1, 0); j <= i && j < len(east); j++ {
			line(west[i], east[j])
		}
		if i > 0 && i < len(east) {
			line(east[i-1], east[i])
		}
	}
	paris, _ := g(pt(2.337, 48.836))
	zero, _ := g(pt(0, 46))
	c.Stroke(draw.Dashes(seg(zero.X, 0, zero.X, leadH), 16, 12), 3, draw.Hex(0x6f8f9a))
	c.Stroke(seg(paris.X, 0, paris.X, leadH), 6, brick)
	for _, p := range append(west, east...) {
		c.Fill(draw.Poly(pt(p.X, p.Y-13), pt(p.X+12, p.Y+9), pt(p.X-12, p.Y+9)), navy)
		c.Fill(draw.Circle(p.X, p.Y+1, 3.4), white)
	}
	c.Fill(draw.Circle(paris.X, paris.Y, 30), draw.Hex(0x7a5a22))
	c.Fill(draw.Circle(paris.X, paris.Y, 27), gold)
	c.Stroke(draw.Circle(paris.X, paris.Y, 21), 2, draw.Hex(0x7a5a22))
	c.Fill(s.bold.Centred("N", paris.X, paris.Y-5, 17), draw.Hex(0x5a4014))
	c.Fill(s.bold.Centred("S", paris.X, paris.Y+17, 17), draw.Hex(0x5a4014))
	for _, l := range []struct {
		text string
		x, y float64
	}{{"0°", zero.X + 18, 560}, {"2° 20′ 14″", paris.X + 44, 360}} {
		p, _ := s.regular.Text(l.text, l.x, l.y, 40)
		c.Fill(p, ink)
	}
	return c
}

// tableGlobe draws a terrestrial globe in its stand.
func tableGlobe(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xd8d3c2))
	c.Fill(draw.Rect(0, 770, topicW, 130), draw.Hex(0xbfb59a))
	const x, y, r = 600, 400, 306
	dark, brass := draw.Hex(0x5b3d22), draw.Hex(0xc49a4a)
	c.Fill(draw.Ellipse(x, 838, 250, 26), draw.Alpha(ink, .25))
	for _, side := range []float64{-1, 1} { // turned legs and stretcher
		leg := []draw.Pt{pt(x+side*352, y+20), pt(x+side*342, 500), pt(x+side*290, 610), pt(x+side*240, 700), pt(x+side*236, 836)}
		c.StrokeRound(draw.Smooth(leg, false), 30, dark)
		c.StrokeRound(draw.Smooth(leg, false), 12, draw.Hex(0x7a5635))
		c.Fill(draw.Ellipse(x+side*236, 836, 34, 12), dark)
	}
	c.StrokeRound(seg(x-238, 772, x+238, 772), 20, dark)
	c.Fill(draw.Rect(x-15, 700, 30, 80), dark)
	c.Stroke(draw.Circle(x, y, r+20), 20, draw.Hex(0x8f6d2d))
	c.Stroke(draw.Circle(x, y, r+20), 13, brass)
	for i := range 72 {
		c.Stroke(ray(x, y, r+14, r+25, float64(i)*5), 1.4, draw.Hex(0x6d5220))
	}
	g := draw.Globe(pt(24, 18), pt(0, 0), r)
	turn := func(p draw.Path) draw.Path { return p.Move(x, y).Rotate(x, y, 23.4) }
	c.Fill(draw.Circle(x, y, r), draw.Hex(0xb9cbc6))
	coast := turn(draw.Land(s.world, g))
	c.Clip(draw.Circle(x, y, r), func() {
		c.Stroke(turn(draw.Graticule(g, -180, -75, 180, 75, 15)), 1.4, draw.Alpha(slate, .4))
		c.Fill(coast, draw.Hex(0xd9bf85))
		c.Stroke(coast, 2, draw.Hex(0x7d6238))
		c.Stroke(turn(draw.Course(g, false, pt(-180, 0), pt(180, 0))), 3, brick)
		shade := append(draw.Circle(x, y, r+60), draw.Circle(x-54, y-44, r+6).Scale(x-54, y-44, -1, 1)...)
		c.Fill(shade, draw.Alpha(ink, .13))
	})
	c.Stroke(draw.Circle(x, y, r), 2.4, draw.Hex(0x4d4a3c))
	for _, a := range []float64{-66.6, 113.4} {
		p := draw.Polar(x, y, r+34, a)
		c.Fill(draw.Circle(p.X, p.Y, 15), draw.Hex(0x8f6d2d))
		c.Fill(draw.Circle(p.X-2, p.Y-2, 11), brass)
	}
	// The horizon ring passes before the globe.
	ring := draw.Smooth([]draw.Pt{pt(x-392, y), pt(x-300, y+42), pt(x, y+64), pt(x+300, y+42), pt(x+392, y)}, false)
	c.StrokeRound(ring, 34, dark)
	c.StrokeRound(ring.Move(0, -4), 20, draw.Hex(0xe6d7b2))
	c.StrokeRound(ring.Move(0, -4), 3, draw.Hex(0x8f6d2d))
	return c
}
