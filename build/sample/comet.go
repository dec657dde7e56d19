package main

import (
	"fmt"
	"math"

	"broadsheet/build/sample/draw"
)

// comet draws a comet over a village in snow, and somebody with a telescope.
func comet(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, night)
	for i := range 6 {
		c.Fill(draw.Rect(0, 120*float64(i), leadW, leadH), draw.Blend(night, draw.Hex(0x33566b), float64(i)/6))
	}
	r := seeded(1758)
	for range 210 {
		c.Fill(draw.Circle(between(r, 0, leadW), between(r, 0, 600), between(r, .8, 2.3)), draw.Alpha(silver, between(r, .25, .9)))
	}
	cometTail(c, 980, 360)
	hills := []draw.Pt{pt(-40, 720), pt(180, 676), pt(420, 700), pt(700, 664), pt(980, 690), pt(1280, 650), pt(1640, 690)}
	c.Fill(draw.Path{append(draw.Smooth(hills, false)[0], pt(1640, 920), pt(-40, 920))}, draw.Hex(0x4a6675))
	village(c)
	snow := []draw.Pt{pt(-40, 790), pt(260, 770), pt(620, 800), pt(1000, 776), pt(1340, 800), pt(1640, 780)}
	c.Fill(draw.Path{append(draw.Smooth(snow, false)[0], pt(1640, 920), pt(-40, 920))}, draw.Hex(0xd5dedb))
	watcher(c, 1240, 812)
	return c
}

// cometTail draws the head at a point and the tail behind it, away from a sun
// that has set at the right.
func cometTail(c *draw.Canvas, x, y float64) {
	r := seeded(76)
	for range 150 {
		spread, length := between(r, -1, 1), between(r, 300, 860)
		var pts []draw.Pt
		for t := 0.0; t <= 1; t += .1 {
			p := draw.Polar(x, y, length*t, 202+spread*9)
			pts = append(pts, pt(p.X, p.Y+70*t*t*spread-34*t*t))
		}
		c.Stroke(draw.Smooth(pts, false), between(r, 1.5, 6), draw.Alpha(draw.Hex(0xe9e3c8), .05+.07*(1-math.Abs(spread))))
	}
	for i := range 7 {
		c.Fill(draw.Circle(x, y, 46-float64(i)*5), draw.Alpha(draw.Hex(0xf4eccd), .1))
	}
	c.Fill(draw.Circle(x, y, 13), draw.Hex(0xfbf6e4))
}

// village draws a church and houses with snow on their roofs.
func village(c *draw.Canvas) {
	wall, roof, lit := draw.Hex(0x22323d), draw.Hex(0xc9d4d3), gold
	house := func(x, foot, w, h float64) {
		c.Fill(draw.Rect(x, foot-h, w, h), wall)
		c.Fill(draw.Poly(pt(x-12, foot-h), pt(x+w/2, foot-h-w*.42), pt(x+w+12, foot-h)), roof)
		c.Fill(draw.Poly(pt(x+8, foot-h), pt(x+w/2, foot-h-w*.42+20), pt(x+w-8, foot-h)), wall)
		c.Fill(draw.Rect(x+w*.3, foot-h*.7, w*.14, h*.3), lit)
		c.Fill(draw.Rect(x+w*.58, foot-h*.7, w*.14, h*.3), lit)
	}
	for i, x := range []float64{70, 210, 520, 640, 790} {
		house(x, 800, 110+float64(i%3)*16, 66+float64(i%2)*20)
	}
	house(330, 800, 180, 96)
	c.Fill(draw.Rect(342, 560, 62, 240), wall)
	c.Fill(draw.Poly(pt(334, 562), pt(373, 400), pt(412, 562)), wall)
	c.Fill(draw.Poly(pt(334, 562), pt(373, 400), pt(373, 562)), draw.Alpha(roof, .5))
	c.Fill(draw.Rect(364, 600, 18, 40), lit)
}

// watcher draws a person at a long telescope on a stand, looking up at the left.
func watcher(c *draw.Canvas, x, foot float64) {
	coat := draw.Hex(0x1c2a33)
	for _, dx := range []float64{-52, 0, 52} { // the stand
		c.StrokeRound(seg(x-60, foot-110, x-60+dx, foot+8), 6, coat)
	}
	c.StrokeRound(seg(x-190, foot-196, x+36, foot-84), 19, draw.Hex(0x8a6a45))
	c.StrokeRound(seg(x-196, foot-199, x-176, foot-189), 25, ochre)
	c.StrokeRound(seg(x+30, foot-87, x+50, foot-77), 13, ochre)
	c.Fill(draw.Smooth([]draw.Pt{pt(x+56, foot+8), pt(x+62, foot-60), pt(x+72, foot-78), pt(x+108, foot-74), pt(x+120, foot-30), pt(x+124, foot+8)}, true), coat)
	c.StrokeRound(seg(x+78, foot-60, x+22, foot-70), 17, coat)
	c.Fill(draw.Circle(x+74, foot-94, 19), draw.Hex(0xc79a72))
	c.Fill(draw.Sector(x+75, foot-98, 0, 23, 185, 365), brick)
	c.StrokeRound(seg(x+54, foot-98, x+98, foot-96), 6, brick)
}

// newStar draws a piece of a printed star chart, the star that is not on it, and
// the place that had been reckoned for it.
func newStar(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x2c4350))
	sheet := draw.Rect(110, 50, 1380, 800)
	c.Fill(sheet.Move(12, 14), draw.Alpha(night, .5))
	c.Fill(sheet, draw.Hex(0xf2ead5))
	x := func(minutes float64) float64 { return 1400 - (minutes-40)*48 } // of the hour, eastwards to the left
	y := func(dec float64) float64 { return 110 + (-11-dec)*135 }
	for m := 40.0; m <= 65; m += 5 {
		c.Stroke(seg(x(m), 110, x(m), 785), 1.6, draw.Hex(0xbcae8b))
		c.Fill(s.regular.Centred(fmt.Sprintf("%d:%02d", 21+int(m)/60, int(m)%60), x(m), 830, 30), ink)
	}
	for d := -16.0; d <= -11; d++ {
		c.Stroke(seg(200, y(d), 1400, y(d)), 1.6, draw.Hex(0xbcae8b))
		c.Fill(s.regular.Centred(fmt.Sprintf("−%.0f°", -d), 156, y(d)+10, 30), ink)
	}
	c.Stroke(draw.Rect(200, 110, 1200, 675), 4, ink)
	r := seeded(21)
	place := pt(x(53.4), y(-13.4))
	for range 190 {
		p := pt(between(r, 216, 1384), between(r, 126, 770))
		if math.Hypot(p.X-place.X, p.Y-place.Y) < 60 {
			continue
		}
		c.Fill(draw.Star(p.X, p.Y, 1.4+math.Pow(r.Float64(), 4)*5, 3.4+math.Pow(r.Float64(), 5)*13, 6), ink)
	}
	// Reckoned: not quite a degree along the sun's path, here drawn as a cross.
	guess := pt(place.X+math.Cos(rad(18))*118, place.Y+math.Sin(rad(18))*118)
	c.Stroke(draw.Dashes(draw.Line(place, guess), 10, 8), 3, slate)
	c.Stroke(seg(guess.X-16, guess.Y, guess.X+16, guess.Y), 5, slate)
	c.Stroke(seg(guess.X, guess.Y-16, guess.X, guess.Y+16), 5, slate)
	c.Fill(draw.Circle(place.X, place.Y, 11), brick)
	c.Stroke(draw.Circle(place.X, place.Y, 34), 5, brick)
	return c
}
