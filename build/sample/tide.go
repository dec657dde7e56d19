package main

import (
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// tideLines draws fifteen moons over the tide curves of thirty days. Each line
// is one day: the sum of a lunar and a solar half-daily wave, so that the lines
// swell and sink with the springs and neaps.
func tideLines(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, navy)
	for i := range 15 {
		moonPhase(c, 200+float64(i)*86, 118, 24, float64(i)/14, silver, draw.Hex(0x24394a))
	}
	const days = 30
	for day := range days {
		base := 250 + float64(day)*23.5
		var line []draw.Pt
		for x := -10.0; x <= leadW+10; x += 8 {
			hour := x / leadW * 49.7
			t := hour + float64(day)*24
			h := math.Cos(2*math.Pi*t/12.42) + .46*math.Cos(2*math.Pi*t/12) + .12*math.Cos(2*math.Pi*t/23.93)
			line = append(line, draw.Pt{X: x, Y: base - 34*h})
		}
		col, width := draw.Blend(draw.Hex(0x2f4a5d), draw.Hex(0x7f9ba4), float64(day)/days), 1.6
		if day == 9 || day == 23 {
			col, width = gold, 3.4
		}
		c.Stroke(draw.Smooth(line, false), width, col)
	}
	return c
}

// moonPhase draws a moon: age 0 is new, 1 full.
func moonPhase(c *draw.Canvas, x, y, r, age float64, lit, dark color.RGBA) {
	c.Fill(draw.Circle(x, y, r), dark)
	c.Stroke(draw.Circle(x, y, r), 1.4, draw.Alpha(lit, .55))
	var pts []draw.Pt
	for a := -90.0; a <= 90; a += 5 {
		pts = append(pts, draw.Polar(x, y, r, a))
	}
	k := math.Cos(age * math.Pi) // the terminator's half axis
	for a := 90.0; a >= -90; a -= 5 {
		p := draw.Polar(x, y, r, a)
		pts = append(pts, draw.Pt{X: x + (p.X-x)*k, Y: p.Y})
	}
	c.Fill(draw.Poly(pts...), lit)
}

// tideMill draws a mill house on its dam, the wheel in the race.
func tideMill(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, mist)
	sea := 560.0
	c.Fill(draw.Rect(0, sea, topicW, topicH-sea), teal)
	for i := range 14 {
		ripple(c, 0, topicW, sea+26+float64(i)*25, 5+float64(i%3), 90+float64(i%4)*22, float64(i)*41, draw.Alpha(slate, .28))
	}
	// The far shore and the high-water mark.
	c.Fill(draw.Smooth([]draw.Pt{{X: 640, Y: sea}, {X: 760, Y: 536}, {X: 900, Y: 528}, {X: 1060, Y: 538}, {X: 1240, Y: 524}, {X: 1240, Y: sea}}, true), sage)
	c.Stroke(draw.Dashes(draw.Line(draw.Pt{X: 760, Y: 620}, draw.Pt{X: topicW, Y: 620}), 14, 10), 3, rust)
	// Bank and dam.
	c.Fill(draw.Poly(draw.Pt{X: 0, Y: 690}, draw.Pt{X: 170, Y: 690}, draw.Pt{X: 270, Y: 500}, draw.Pt{X: 560, Y: 500}, draw.Pt{X: 560, Y: 900}, draw.Pt{X: 0, Y: 900}), wood)
	c.Fill(draw.Poly(draw.Pt{X: 0, Y: 690}, draw.Pt{X: 170, Y: 690}, draw.Pt{X: 270, Y: 500}, draw.Pt{X: 560, Y: 500}, draw.Pt{X: 560, Y: 516}, draw.Pt{X: 280, Y: 516}, draw.Pt{X: 180, Y: 706}, draw.Pt{X: 0, Y: 706}), moss)
	masonry(c, 510, 500, 250, 400, 11)
	millHouse(c, 290, 500)
	waterWheel(c, 960, 600, 200)
	return c
}

func ripple(c *draw.Canvas, from, to, y, height, length, phase float64, col color.RGBA) {
	var pts []draw.Pt
	for x := from; x <= to; x += 9 {
		pts = append(pts, draw.Pt{X: x, Y: y + height*math.Sin((x+phase)/length*2*math.Pi)})
	}
	c.Stroke(draw.Line(pts...), 2.2, col)
}

func masonry(c *draw.Canvas, x, y, w, h float64, seed uint64) {
	r := seeded(seed)
	c.Fill(draw.Rect(x, y, w, h), draw.Hex(0xa08c62))
	for row := 0.0; row*38 < h; row++ {
		for at := x - between(r, 0, 60); at < x+w; {
			width := between(r, 58, 92)
			x0, x1 := max(at, x)+2, min(at+width, x+w)-2
			if x1 > x0 {
				c.Fill(draw.Rect(x0, y+row*38+2, x1-x0, 34), draw.Blend(sand, land, r.Float64()))
			}
			at += width
		}
	}
}

func millHouse(c *draw.Canvas, x, y float64) {
	w, h := 250.0, 250.0
	c.Fill(draw.Poly(draw.Pt{X: x, Y: y}, draw.Pt{X: x, Y: y - h}, draw.Pt{X: x + w/2, Y: y - h - 120}, draw.Pt{X: x + w, Y: y - h}, draw.Pt{X: x + w, Y: y}), cream)
	c.Fill(draw.Poly(draw.Pt{X: x + w*.72, Y: y}, draw.Pt{X: x + w*.72, Y: y - h - 53}, draw.Pt{X: x + w, Y: y - h}, draw.Pt{X: x + w, Y: y}), draw.Hex(0xd8c59f))
	for i := range 8 {
		yy := y - 20 - float64(i)*30
		c.Stroke(draw.Line(draw.Pt{X: x, Y: yy}, draw.Pt{X: x + w, Y: yy}), 1.2, draw.Alpha(wood, .35))
	}
	c.Stroke(draw.Line(draw.Pt{X: x - 26, Y: y - h + 22}, draw.Pt{X: x + w/2, Y: y - h - 126}, draw.Pt{X: x + w + 26, Y: y - h + 22}), 22, rust)
	c.Stroke(draw.Line(draw.Pt{X: x - 22, Y: y - h + 15}, draw.Pt{X: x + w/2, Y: y - h - 131}, draw.Pt{X: x + w + 22, Y: y - h + 15}), 7, brick)
	for _, q := range []draw.Pt{{X: x + 40, Y: y - 215}, {X: x + 122, Y: y - 215}, {X: x + 40, Y: y - 115}, {X: x + 196, Y: y - 215}, {X: x + 196, Y: y - 115}} {
		window(c, q.X, q.Y, 38, 56)
	}
	c.Fill(draw.Rect(x+112, y-112, 62, 112), rust)
	c.Stroke(draw.Line(draw.Pt{X: x + 143, Y: y - 112}, draw.Pt{X: x + 143, Y: y}), 2, ink)
	c.Fill(draw.Circle(x+w/2, y-h-52, 20), slate)
	c.Stroke(draw.Circle(x+w/2, y-h-52, 20), 4, wood)
}

func window(c *draw.Canvas, x, y, w, h float64) {
	c.Fill(draw.Rect(x-4, y-4, w+8, h+8), wood)
	c.Fill(draw.Rect(x, y, w, h), slate)
	c.Stroke(draw.Line(draw.Pt{X: x + w/2, Y: y}, draw.Pt{X: x + w/2, Y: y + h}), 3, wood)
	c.Stroke(draw.Line(draw.Pt{X: x, Y: y + h/2}, draw.Pt{X: x + w, Y: y + h/2}), 3, wood)
}

func waterWheel(c *draw.Canvas, x, y, r float64) {
	for i := range 20 {
		a := float64(i)*18 + 5
		c.Fill(draw.Rect(x+r-26, y-9, 58, 18).Rotate(x, y, a), brick)
		c.Stroke(draw.Line(draw.Polar(x, y, 24, a), draw.Polar(x, y, r-4, a)), 8, ink)
	}
	c.Fill(draw.Ring(x, y, r-24, r-8), ink)
	c.Fill(draw.Ring(x, y, r*.52, r*.52+10), ink)
	c.Fill(draw.Circle(x, y, 36), ink)
	c.Fill(draw.Circle(x, y, 26), ochre)
	c.Fill(draw.Circle(x, y, 8), ink)
	// The race covers the foot of the wheel.
	c.Fill(draw.Rect(760, y+r*.42, topicW-760, 600), draw.Alpha(teal, .72))
	for i := range 10 {
		ripple(c, 762, topicW, y+r*.42+float64(i)*22, 5, 80+float64(i%3)*30, float64(i)*53, draw.Alpha(slate, .4))
	}
}

// harbourMoon draws a full moon over a tide pole, its light on the water.
func harbourMoon(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, navy)
	r := seeded(4)
	for range 150 {
		x, y := between(r, 0, leadW), between(r, 0, 520)
		c.Fill(draw.Circle(x, y, between(r, .8, 2.1)), draw.Alpha(silver, between(r, .2, .8)))
	}
	const mx, my, mr = 1010, 300, 196
	for i := range 5 {
		c.Fill(draw.Circle(mx, my, mr+float64(5-i)*26), draw.Alpha(silver, .035))
	}
	fullMoon(c, mx, my, mr)
	sea := 610.0
	c.Fill(draw.Rect(0, sea, leadW, leadH-sea), draw.Hex(0x20394b))
	c.Fill(draw.Smooth([]draw.Pt{{X: -40, Y: sea + 4}, {X: 90, Y: 560}, {X: 260, Y: 540}, {X: 420, Y: 566}, {X: 600, Y: 588}, {X: 760, Y: sea + 4}}, true), night)
	for i := range 34 {
		t := float64(i) / 34
		y := sea + 10 + t*t*270
		half := 40 + 190*t + between(r, -26, 26)
		x := mx + between(r, -50, 50)*(t+.2)
		c.StrokeRound(draw.Line(draw.Pt{X: x - half, Y: y}, draw.Pt{X: x + half, Y: y}), 2+4*t, draw.Alpha(draw.Hex(0xcfd6cf), .2+.4*t))
	}
	for i := range 11 {
		ripple(c, 0, leadW, sea+24+float64(i)*26, 4, 120+float64(i%4)*31, float64(i)*77, draw.Alpha(teal, .22))
	}
	tidePole(c, 330, 240, 900)
	return c
}

func fullMoon(c *draw.Canvas, x, y, r float64) {
	c.Fill(draw.Circle(x, y, r), draw.Hex(0xe6e2d2))
	c.Clip(draw.Circle(x, y, r), func() {
		// The larger seas of the near side, as seen from the north.
		for _, m := range [][4]float64{{-.38, -.34, .33, .28}, {.16, -.4, .22, .2}, {.34, -.14, .23, .2}, {-.52, .06, .26, .4}, {.55, .08, .17, .2}, {.6, -.36, .12, .11}, {-.2, .36, .24, .17}, {.38, .2, .14, .15}, {-.08, -.72, .4, .06}} {
			c.Fill(blob(x+m[0]*r, y+m[1]*r, m[2]*r, m[3]*r, uint64(m[2]*1000)), draw.Hex(0xc3c3b6))
		}
		for _, m := range [][3]float64{{-.08, .78, .055}, {-.3, .02, .035}, {-.55, -.02, .02}, {-.62, -.4, .018}, {.2, .55, .03}, {.1, .3, .03}, {-.12, .55, .03}} {
			c.Fill(draw.Circle(x+m[0]*r, y+m[1]*r, m[2]*r), draw.Hex(0xf6f2e4))
		}
		for i := range 9 { // the rays of Tycho
			a := float64(i)*40 + 12
			c.Stroke(draw.Line(draw.Polar(x-.08*r, y+.78*r, .07*r, a), draw.Polar(x-.08*r, y+.78*r, .42*r, a)), 2.4, draw.Alpha(draw.Hex(0xf6f2e4), .7))
		}
	})
}

// blob gives a rounded, uneven patch.
func blob(x, y, rx, ry float64, seed uint64) draw.Path {
	r := seeded(seed)
	var pts []draw.Pt
	for i := range 11 {
		p := draw.Polar(0, 0, between(r, .82, 1.14), float64(i)*360/11)
		pts = append(pts, draw.Pt{X: x + p.X*rx, Y: y + p.Y*ry})
	}
	return draw.Smooth(pts, true)
}

func tidePole(c *draw.Canvas, x, top, foot float64) {
	c.Fill(draw.Rect(x-29, top, 58, foot-top), night)
	c.Fill(draw.Rect(x-24, top+5, 48, foot-top), white)
	for i := 0; top+float64(i)*38 < foot; i++ {
		y := top + 12 + float64(i)*38
		if i%2 == 0 {
			c.Fill(draw.Rect(x-24, y, 24, 19), brick)
			c.Fill(draw.Rect(x, y+19, 24, 19), brick)
		} else {
			c.Fill(draw.Rect(x-24, y, 24, 19), ink)
			c.Fill(draw.Rect(x, y+19, 24, 19), ink)
		}
	}
	c.Fill(draw.Rect(x-60, 690, 120, 240), draw.Alpha(draw.Hex(0x20394b), .72))
	c.StrokeRound(draw.Line(draw.Pt{X: x - 62, Y: 690}, draw.Pt{X: x + 62, Y: 690}), 3, silver)
	c.StrokeRound(draw.Line(draw.Pt{X: x - 40, Y: 704}, draw.Pt{X: x + 44, Y: 704}), 2, draw.Alpha(silver, .6))
}
