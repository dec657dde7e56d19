package main

import (
	"math"

	"broadsheet/build/sample/draw"
)

// paperMould draws a papermaker's mould from above: laid and chain wires, a wire
// figure sewn on them, and the wet sheet, cut away at the right to show all this.
func paperMould(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0x52635b))
	for i := range 20 {
		ripple(c, 0, topicW, 22+float64(i)*46, 7, 190+float64(i%5)*30, float64(i)*83, draw.Alpha(mist, .12))
	}
	frame := draw.RoundRect(130, 110, 940, 680, 16)
	c.Fill(frame.Move(14, 18), draw.Alpha(night, .45))
	c.Fill(frame, draw.Hex(0x9a7446))
	c.Fill(draw.Rect(178, 158, 844, 584), draw.Hex(0x6f7a6c))
	for y := 162.0; y < 742; y += 6 {
		c.Stroke(seg(178, y, 1022, y), 2.2, draw.Hex(0xc9c2a4))
	}
	for x := 232.0; x < 1022; x += 74 {
		c.Stroke(seg(x, 158, x, 742), 3.2, draw.Hex(0xe0d7b4))
	}
	wireAnchor(c, 824, 452)
	wetSheet(c)
	c.Stroke(draw.Rect(178, 158, 844, 584), 6, draw.Hex(0x6b4c2a))
	for _, corner := range []draw.Pt{pt(154, 134), pt(1046, 134), pt(154, 766), pt(1046, 766)} {
		c.Fill(draw.Circle(corner.X, corner.Y, 9), draw.Hex(0xcda95b))
	}
	return c
}

// wireAnchor draws the figure whose place in the sheet will be thin.
func wireAnchor(c *draw.Canvas, x, y float64) {
	for _, pass := range []struct {
		width float64
		col   uint32
	}{{13, 0x4b3a1d}, {8, 0xe9c873}} {
		col := draw.Hex(pass.col)
		c.StrokeRound(draw.Circle(x, y-132, 22), pass.width, col)
		c.StrokeRound(seg(x, y-110, x, y+118), pass.width, col)
		c.StrokeRound(seg(x-58, y-74, x+58, y-74), pass.width, col)
		c.StrokeRound(draw.Arc(x, y+8, 110, 22, 158), pass.width, col)
		for _, side := range []float64{-1, 1} {
			tip := pt(x+side*102, y+49)
			c.StrokeRound(draw.Line(pt(tip.X-side*34, tip.Y-2), tip, pt(tip.X+side*8, tip.Y+36)), pass.width, col)
		}
	}
	for i := range 7 { // stitches
		yy := y - 96 + float64(i)*34
		c.StrokeRound(seg(x-11, yy, x+11, yy+4), 3, draw.Hex(0x4b3a1d))
	}
}

// wetSheet draws the layer of pulp on the left part of the wire.
func wetSheet(c *draw.Canvas) {
	n := draw.NewNoise(105)
	edge := []draw.Pt{pt(178, 158)}
	for y := 158.0; y <= 742; y += 8 {
		edge = append(edge, pt(520+46*n.Fractal(y/120, 3, 3)+26*math.Sin(y/170), y))
	}
	sheet := draw.Poly(append(edge, pt(178, 742))...)
	c.Fill(sheet.Move(7, 6), draw.Alpha(night, .3))
	c.Fill(sheet, draw.Alpha(draw.Hex(0xf1e9d2), .93))
	r := seeded(24)
	c.Clip(sheet, func() {
		for range 420 {
			x, y := between(r, 178, 600), between(r, 158, 742)
			c.StrokeRound(draw.Line(pt(x, y), draw.Polar(x, y, between(r, 6, 17), r.Float64()*360)), 1.4, draw.Alpha(draw.Hex(0xb9aa82), .55))
		}
	})
}
