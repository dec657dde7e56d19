package main

import (
	"math"

	"broadsheet/build/sample/draw"
)

// treeRings draws the end of an oak: some hundred rings about an off-centre pith.
func treeRings(*studio) *draw.Canvas {
	c := draw.New(squareSide, squareSide, draw.Hex(0xd9b981))
	n, r := draw.NewNoise(6), seeded(15)
	const cx, cy = 560, 630
	radius := 12.0
	for i := 0; radius < 860; i++ {
		ring := radius
		var pts []draw.Pt
		for a := 0.0; a < 360; a += 3 {
			s, co := math.Sincos(rad(a))
			wobble := 1 + .1*n.At(co*1.1+3, s*1.1+ring/900) + .018*n.At(co*5+ring/70, s*5)
			pts = append(pts, pt(cx+ring*wobble*co, cy+ring*wobble*s))
		}
		gap := between(r, 4, 13) * (1.15 - ring/2600)
		if i%23 > 18 { // narrow years come together
			gap *= .5
		}
		dark := between(r, .25, .85)
		if i%31 == 30 {
			dark = 1
		}
		c.Stroke(draw.Smooth(pts, true), 1.2+gap*.26, draw.Blend(draw.Hex(0xc59f62), draw.Hex(0x7f5a2c), dark))
		radius += gap
	}
	for range 150 { // rays
		a, from := r.Float64()*360, between(r, 60, 600)
		c.Stroke(ray(cx, cy, from, from+between(r, 20, 110), a), 1.1, draw.Alpha(draw.Hex(0xeed6a6), .6))
	}
	c.Fill(draw.Poly(pt(cx, cy), draw.Polar(cx, cy, 700, 24), draw.Polar(cx, cy, 700, 25.2)), draw.Hex(0x5a3d1d))
	c.Fill(draw.Circle(cx, cy, 7), draw.Hex(0x5a3d1d))
	return c
}

// contours draws a hill country by its lines of equal height, tinted by height.
func contours(s *studio) *draw.Canvas {
	c := draw.New(leadW, 1200, draw.Hex(0xf1e8cf))
	n := draw.NewNoise(27)
	f := draw.Sample(leadW, 1200, 6, func(x, y float64) float64 {
		hill := 520 * math.Exp(-(math.Pow((x-560)/420, 2) + math.Pow((y-560)/330, 2)))
		ridge := 260 * math.Exp(-(math.Pow((x-1240)/330, 2) + math.Pow((y-330-(x-1240)*.3)/190, 2)))
		return 90 + hill + ridge + 74*n.Fractal(x/330, y/330, 4)
	})
	for level := 40.0; level < 720; level += 20 {
		t := level / 700
		lines := f.Contour(level)
		var loops draw.Path
		for _, l := range lines {
			if l[0] == l[len(l)-1] {
				loops = append(loops, l)
			}
		}
		if level >= 240 {
			c.Fill(loops, draw.Alpha(draw.Blend(draw.Hex(0xe2cd99), draw.Hex(0x9a6f3a), (t-.3)*1.5), .34))
		}
		w := 1.5
		if math.Mod(level, 100) == 0 {
			w = 3.4
		}
		c.Stroke(lines, w, draw.Blend(draw.Hex(0xb59963), draw.Hex(0x6e4c24), t))
	}
	stream := draw.Smooth([]draw.Pt{pt(930, 1210), pt(912, 1080), pt(960, 960), pt(930, 830), pt(976, 700), pt(950, 590), pt(985, 500)}, false)
	c.StrokeRound(stream, 6, draw.Hex(0x5f8a96))
	for _, p := range []struct {
		x, y float64
		name string
	}{{556, 556, "611"}, {1236, 332, "402"}} {
		c.Fill(draw.Poly(pt(p.x, p.y-13), pt(p.x+12, p.y+9), pt(p.x-12, p.y+9)), ink)
		label, _ := s.regular.Text(p.name, p.x+20, p.y+10, 32)
		c.Fill(label, ink)
	}
	return c
}
