package main

import (
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// handPress draws an iron hand press from the front, printed sheets drying
// behind it.
func handPress(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xd6b068))
	c.Fill(draw.Rect(0, 770, leadW, 130), draw.Hex(0x9c6f3c))
	for i := range 9 {
		x := float64(i)*200 - 30
		c.Stroke(seg(x, 770, x+(x-800)*.32, 900), 2, draw.Alpha(ink, .3))
	}
	c.Stroke(seg(0, 770, leadW, 770), 4, draw.Hex(0x7a5430))
	for row := range 2 { // lines with sheets over them
		y := 92 + float64(row)*236
		c.Stroke(seg(0, y, leadW, y), 3, draw.Hex(0x7a5430))
		for i := range 11 {
			if row == 1 && (i == 4 || i == 5 || i == 6) {
				continue
			}
			s.dryingSheet(c, 30+float64(i)*146+float64(row)*30, y, uint64(row*20+i))
		}
	}
	iron, shade, light := draw.Hex(0x24343f), draw.Hex(0x172530), draw.Hex(0x3c515d)
	c.Fill(draw.Ellipse(820, 842, 420, 26), draw.Alpha(ink, .3))
	frame(c, iron, shade, light)
	s.platen(c, iron, shade, light)
	bed(c, iron, shade, light)
	return c
}

func (s *studio) dryingSheet(c *draw.Canvas, x, y float64, seed uint64) {
	r := seeded(seed)
	sag := between(r, -3, 3)
	c.Fill(draw.Poly(pt(x+6, y+4), pt(x+118, y+4), pt(x+116+sag, y+178), pt(x+4+sag, y+178)), draw.Alpha(draw.Hex(0x6d4a20), .3))
	c.Fill(draw.Poly(pt(x, y-6), pt(x+112, y-6), pt(x+110+sag, y+170), pt(x-2+sag, y+170)), draw.Hex(0xf3ead3))
	c.Fill(draw.Rect(x+12, y+12, 88, 10), ink)
	for col := range 2 {
		for i := range 15 {
			w := between(r, 30, 40)
			c.Fill(draw.Rect(x+12+float64(col)*47, y+32+float64(i)*8.6, w, 3), draw.Alpha(ink, .55))
		}
	}
}

// frame draws the two cheeks, the arch and the counterweight of the press.
func frame(c *draw.Canvas, iron, shade, light color.RGBA) {
	arch := func(grow float64) draw.Path {
		pts := []draw.Pt{pt(560-grow, 770), pt(560-grow, 300)}
		for a := 180.0; a <= 360; a += 6 {
			p := draw.Polar(800, 300, 240+grow, a)
			pts = append(pts, pt(p.X, 300+(p.Y-300)*.62))
		}
		return draw.Line(append(pts, pt(1040+grow, 300), pt(1040+grow, 770))...)
	}
	c.StrokeRound(arch(0), 74, shade)
	c.StrokeRound(arch(2), 62, iron)
	c.StrokeRound(arch(18), 8, light)
	c.Fill(draw.Circle(800, 112, 44), shade)
	c.Fill(draw.Circle(800, 110, 38), draw.Hex(0xc49a4a))
	c.Fill(draw.Star(800, 110, 14, 30, 8), draw.Hex(0x8f6d2d))
	c.Fill(draw.Poly(pt(770, 74), pt(830, 74), pt(812, 26), pt(788, 26)), iron)
	c.Fill(draw.Circle(800, 22, 17), draw.Hex(0xc49a4a))
	for _, x := range []float64{560, 1040} {
		c.Fill(draw.RoundRect(x-62, 286, 124, 26, 8), draw.Hex(0xc49a4a))
		c.Fill(draw.RoundRect(x-62, 640, 124, 26, 8), draw.Hex(0xc49a4a))
		side := math.Copysign(1, x-800)
		foot := draw.Smooth([]draw.Pt{pt(x-36, 740), pt(x+36, 740), pt(x+40+side*20, 800), pt(x+side*70+40, 836), pt(x+side*70-50, 838), pt(x-44, 810)}, true)
		c.Fill(foot, iron)
		for i := range 3 {
			c.Stroke(draw.Arc(x+side*70-24+float64(i)*24, 840, 11, 180, 360), 4, shade)
		}
	}
}

// platen draws toggle, bar, and the plate that comes down on the paper.
func (s *studio) platen(c *draw.Canvas, iron, shade, light color.RGBA) {
	brass := draw.Hex(0xc49a4a)
	c.Fill(draw.Rect(760, 205, 80, 90), shade)
	c.StrokeRound(seg(800, 250, 846, 330), 40, light)
	c.StrokeRound(seg(846, 330, 800, 408), 40, iron)
	for _, p := range []draw.Pt{pt(800, 250), pt(846, 330), pt(800, 408)} {
		c.Fill(draw.Circle(p.X, p.Y, 17), brass)
		c.Fill(draw.Circle(p.X, p.Y, 7), shade)
	}
	// The bar, pulled from the right.
	bar := draw.Smooth([]draw.Pt{pt(846, 330), pt(960, 352), pt(1090, 372), pt(1230, 352), pt(1300, 332)}, false)
	c.StrokeRound(bar, 22, shade)
	c.StrokeRound(bar.Move(0, -3), 9, light)
	c.StrokeRound(seg(1290, 335, 1410, 302), 32, draw.Hex(0x6d4426))
	c.StrokeRound(seg(1296, 329, 1404, 299), 9, draw.Hex(0x96683f))
	for _, x := range []float64{640, 960} { // springs that lift the plate
		for i := range 8 {
			c.StrokeRound(seg(x-17, 318+float64(i)*14, x+17, 325+float64(i)*14), 6, draw.Hex(0x8e9497))
		}
		c.Fill(draw.Rect(x-7, 424, 14, 40), shade)
	}
	c.Fill(draw.Poly(pt(720, 420), pt(880, 420), pt(960, 470), pt(640, 470)), iron)
	c.Fill(draw.RoundRect(612, 466, 376, 40, 6), shade)
	c.Fill(draw.RoundRect(612, 464, 376, 30, 6), iron)
	c.Fill(draw.Rect(622, 470, 356, 6), light)
}

// bed draws the carriage with the type, its rails, and the handle of the rounce.
func bed(c *draw.Canvas, iron, shade, light color.RGBA) {
	c.Fill(draw.Rect(624, 536, 352, 26), draw.Hex(0xb5babb))
	for i := range 46 {
		c.Fill(draw.Rect(627+float64(i)*7.6, 531, 5, 10), draw.Hex(0x6f7577))
	}
	c.Fill(draw.Rect(640, 522, 320, 9), draw.Hex(0xf3ead3)) // the sheet
	c.Fill(draw.RoundRect(596, 562, 408, 34, 5), iron)
	c.Fill(draw.Rect(606, 568, 388, 6), light)
	c.Fill(draw.Rect(520, 596, 560, 30), shade)
	c.Fill(draw.Rect(520, 596, 560, 10), draw.Hex(0x8e9497))
	c.Fill(draw.Circle(800, 668, 58), shade)
	c.Fill(draw.Circle(800, 668, 50), draw.Hex(0x6d4426))
	for i := range 7 {
		c.Stroke(seg(752, 640+float64(i)*9, 848, 640+float64(i)*9), 2, draw.Hex(0x96683f))
	}
	c.Fill(draw.Circle(800, 668, 14), draw.Hex(0xc49a4a))
	c.StrokeRound(seg(800, 668, 880, 726), 16, light)
	c.StrokeRound(seg(876, 722, 918, 736), 26, draw.Hex(0x6d4426))
}

// typeWheel draws two turning tables of movable type, seen from above, such as
// Wang Zhen described in 1313.
func typeWheel(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x7d8e84))
	for i := range 11 { // a boarded floor
		c.Fill(draw.Rect(0, float64(i)*84, leadW, 82), draw.Blend(draw.Hex(0x7a8b80), draw.Hex(0x8a9a8d), float64(i%3)/2))
	}
	for i, x := range []float64{410, 1190} {
		turntable(c, x, 450, 376, uint64(i+1))
	}
	return c
}

func turntable(c *draw.Canvas, x, y, r float64, seed uint64) {
	rnd := seeded(seed)
	c.Fill(draw.Circle(x+14, y+18, r+8), draw.Alpha(night, .4))
	c.Fill(draw.Circle(x, y, r+10), draw.Hex(0x5b3d22))
	c.Fill(draw.Circle(x, y, r), draw.Hex(0xb98a55))
	radius := 92.0
	for radius+36 < r {
		n := int(2 * math.Pi * (radius + 18) / 37)
		for i := range n {
			a := float64(i) * 360 / float64(n)
			if int(a)%60 < 3 && i > 0 {
				continue
			}
			p := draw.Polar(x, y, radius+18, a)
			turn := a + 90
			body := draw.Blend(draw.Hex(0xdcb57d), draw.Hex(0xf0d3a2), rnd.Float64())
			col := ink
			if rnd.IntN(17) == 0 {
				body, col = draw.Hex(0xb04a30), draw.Hex(0xf6e3c2)
			}
			c.Fill(draw.Rect(p.X-14, p.Y-14, 31, 31).Rotate(p.X, p.Y, turn), draw.Alpha(draw.Hex(0x4a3018), .65))
			c.Fill(draw.Rect(p.X-15, p.Y-15, 30, 30).Rotate(p.X, p.Y, turn), body)
			character(c, rnd.IntN(len(strokes)), p.X, p.Y, 20, turn, col)
		}
		c.Stroke(draw.Circle(x, y, radius-2), 3, draw.Hex(0x6d4a2b))
		radius += 41
	}
	c.Fill(draw.Circle(x, y, 86), draw.Hex(0x6d4a2b))
	c.Fill(draw.Circle(x, y, 78), draw.Hex(0x9c6f42))
	for i := range 6 {
		c.Stroke(draw.Circle(x+3, y-2, 12+float64(i)*12), 2, draw.Hex(0x7a5430))
	}
	c.Fill(draw.Circle(x, y, 15), draw.Hex(0x3a2717))
}

// strokes are a dozen characters that are made of straight strokes only, on a
// square of 10: one two three ten earth work king mouth sun field middle big.
var strokes = [][][4]float64{
	{{1, 5, 9, 5}},
	{{2, 3, 8, 3}, {1, 8, 9, 8}},
	{{2, 2, 8, 2}, {2.5, 5, 7.5, 5}, {1, 8.5, 9, 8.5}},
	{{1, 5, 9, 5}, {5, 1, 5, 9.5}},
	{{2, 4.5, 8, 4.5}, {5, 1, 5, 9}, {1, 9, 9, 9}},
	{{2, 2, 8, 2}, {5, 2, 5, 8.5}, {1, 8.5, 9, 8.5}},
	{{1.5, 1.5, 8.5, 1.5}, {2, 5, 8, 5}, {1, 9, 9, 9}, {5, 1.5, 5, 9}},
	{{2, 2, 8, 2}, {2, 2, 2, 9}, {8, 2, 8, 9}, {2, 8.5, 8, 8.5}},
	{{2.5, 1, 7.5, 1}, {2.5, 1, 2.5, 9.5}, {7.5, 1, 7.5, 9.5}, {2.5, 5, 7.5, 5}, {2.5, 9, 7.5, 9}},
	{{1.5, 1.5, 8.5, 1.5}, {1.5, 1.5, 1.5, 9}, {8.5, 1.5, 8.5, 9}, {1.5, 5, 8.5, 5}, {5, 1.5, 5, 9}, {1.5, 9, 8.5, 9}},
	{{1.5, 3, 8.5, 3}, {1.5, 3, 1.5, 7}, {8.5, 3, 8.5, 7}, {1.5, 7, 8.5, 7}, {5, .5, 5, 10}},
	{{1, 3.5, 9, 3.5}, {5, .5, 5, 4}, {5, 3.8, 1.2, 9.5}, {5, 3.8, 8.8, 9.5}},
}

// character draws one of them, mirrored as on type.
func character(c *draw.Canvas, n int, x, y, size, turn float64, col color.RGBA) {
	k := size / 10
	for _, l := range strokes[n] {
		c.StrokeRound(seg(x-(l[0]-5)*k, y+(l[1]-5)*k, x-(l[2]-5)*k, y+(l[3]-5)*k).Rotate(x, y, turn), 2.3, col)
	}
}
