package main

import (
	"fmt"
	"math"

	"broadsheet/build/sample/draw"
)

var romans = []string{"XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI"}

// stationClock draws a dial showing hours and minutes.
func (s *studio) stationClock(c *draw.Canvas, x, y, r, hour, minute float64) {
	c.Fill(draw.Circle(x+6, y+9, r), draw.Alpha(ink, .35))
	c.Fill(draw.Circle(x, y, r), ink)
	c.Fill(draw.Circle(x, y, r*.93), draw.Hex(0xb08a4a))
	c.Fill(draw.Circle(x, y, r*.88), white)
	ticks(c, x, y, r*.8, r*.85, 60, 2, ink)
	ticks(c, x, y, r*.76, r*.85, 12, 4, ink)
	around(c, s.bold, romans, x, y, r*.59, r*.155, -90, 30, ink)
	hand(c, x, y, r*.46, r*.1, r*.075, (hour+minute/60)*30, ink)
	hand(c, x, y, r*.71, r*.13, r*.055, minute*6, ink)
	c.Fill(draw.Circle(x, y, r*.055), brick)
}

// localClocks draws six stations at London's noon, each by its own meridian.
func localClocks(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x9a3d2b))
	r := seeded(8)
	for row := range 24 { // a wall of bricks
		for col := -1; col < 14; col++ {
			x := float64(col)*122 + float64(row%2)*61
			shade := draw.Blend(draw.Hex(0x9a3d2b), draw.Hex(0xa94a35), r.Float64())
			c.Fill(draw.Rect(x+2, float64(row)*38+2, 118, 34), shade)
		}
	}
	places := []struct {
		name string
		west float64 // degrees of longitude west of Greenwich
	}{{"London", 0}, {"Reading", .97}, {"Bristol", 2.59}, {"Exeter", 3.53}, {"Plymouth", 4.14}, {"Penzance", 5.54}}
	for i, p := range places {
		x, y := 300+float64(i%3)*500, 222+float64(i/3)*432
		minutes := 12*60 - p.west*4
		s.stationClock(c, x, y, 172, math.Floor(minutes/60), math.Mod(minutes, 60))
		label := s.regular.Centred(p.name, x, y+212, 34)
		x0, _, x1, _ := label.Bounds()
		c.Fill(draw.Rect(x0-18, y+180, x1-x0+36, 46), draw.Hex(0x4a2018))
		c.Fill(label, cream)
	}
	return c
}

// chronometer draws the dial of a marine timekeeper over a graticule.
func chronometer(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, navy)
	g := draw.Globe(pt(-38, 24), pt(420, 560), 760)
	c.Fill(draw.Circle(420, 560, 760), draw.Hex(0x1d3446))
	c.Fill(draw.Land(s.world, g), draw.Hex(0x2b475a))
	c.Stroke(draw.Graticule(g, -180, -75, 180, 75, 15), 1.6, draw.Alpha(teal, .35))
	c.StrokeRound(draw.Dashes(draw.Course(g, true, pt(-1.1, 50.8), pt(-17, 32.7), pt(-76.8, 17.9)), 18, 12), 4, gold)
	const x, y, r = 1085, 450, 372
	c.Fill(draw.Circle(x, y, r+44), draw.Hex(0x0c1823))
	c.Fill(draw.Circle(x, y, r+36), draw.Hex(0xc9ccc4))
	c.Fill(draw.Circle(x, y, r+18), draw.Hex(0x8f9590))
	c.Fill(draw.Circle(x, y, r+12), white)
	for i := range 60 {
		c.Stroke(ray(x, y, r-22, r, float64(i)*6), 2.4, ink)
	}
	c.Stroke(draw.Circle(x, y, r), 2, ink)
	c.Stroke(draw.Circle(x, y, r-22), 2, ink)
	var fives []string
	for i := range 12 {
		fives = append(fives, fmt.Sprint((i+11)%12*5+5))
	}
	around(c, s.regular, fives, x, y, r-58, 34, -90, 30, ink)
	c.Stroke(draw.Circle(x, y, r-72), 1.4, ink)
	around(c, s.bold, romans, x, y, r-138, 62, -90, 30, ink)
	c.Stroke(draw.Circle(x, y, r-152), 1.4, ink)
	for i := range 4 {
		flourish(c, x, y, float64(i)*90+45)
	}
	hand(c, x, y, 190, 40, 26, 38, slate)
	hand(c, x, y, 300, 60, 18, 96, slate)
	hand(c, x, y, 346, 90, 6, 228, brick)
	c.Fill(draw.Circle(x, y, 17), draw.Hex(0x8f9590))
	c.Fill(draw.Circle(x, y, 7), ink)
	return c
}

// flourish draws a pair of engraved scrolls in the middle of a dial.
func flourish(c *draw.Canvas, x, y, deg float64) {
	for _, side := range []float64{-1, 1} {
		var pts []draw.Pt
		for t := 0.0; t <= 1; t += .04 {
			a := deg + side*(4+34*t)
			pts = append(pts, draw.Polar(x, y, 62+96*math.Sin(t*math.Pi*.72), a))
		}
		end := pts[len(pts)-1]
		for t := 0.0; t <= 1; t += .06 {
			pts = append(pts, draw.Polar(end.X, end.Y-14*(1-t), 14*(1-t), deg+side*(90+t*420)))
		}
		c.StrokeRound(draw.Line(pts...), 2.6, draw.Alpha(ink, .55))
	}
	c.Fill(draw.Circle(draw.Polar(x, y, 168, deg).X, draw.Polar(x, y, 168, deg).Y, 5), draw.Alpha(ink, .55))
}

// leapSecond draws the one reading that a clock shows in no other minute, over
// a scale of sixty-one seconds.
func leapSecond(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x243b36))
	words := s.regular.Centred("23:59:60", leadW/2, 540, 340)
	c.Fill(words.Move(0, 7), draw.Hex(0x1a2c28))
	c.Fill(words, draw.Hex(0xf0e6cd))
	for i := range 61 {
		x := 140 + float64(i)*22
		h := 34.0
		if i%5 == 0 {
			h = 58
		}
		col, w := draw.Hex(0x8fa899), 4.0
		if i == 60 {
			col, w, h = gold, 10, 92
		}
		c.Stroke(seg(x, 690, x, 690-h), w, col)
		if i%10 == 0 {
			c.Fill(s.regular.Centred(fmt.Sprint(i), x, 740, 32), col)
		}
	}
	c.Stroke(seg(120, 690, 1480, 690), 3, draw.Hex(0x8fa899))
	for i := range 27 { // one mark for each leap second so far
		c.Fill(draw.Circle(345+float64(i)*35, 150, 8), draw.Hex(0xc8603f))
	}
	return c
}

// sundial draws a horizontal dial for latitude 51.5 with its shadow.
func sundial(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xe4dccb))
	const x, y, r, lat = 600, 720, 520, 51.5
	for i := range 5 {
		c.Fill(draw.Circle(x, y, r+60-float64(i)*9), draw.Blend(draw.Hex(0xd2c6ac), draw.Hex(0xece4d2), float64(i)/4))
	}
	hourAngle := func(h float64) float64 { // degrees from noon (tan a = sin φ tan h)
		a := math.Atan2(math.Sin(rad(lat))*math.Sin(rad(h*15)), math.Cos(rad(h*15)))
		return a * 180 / math.Pi
	}
	for q := -28; q <= 28; q++ {
		a := hourAngle(float64(q)/4) - 90
		in := r - 18.0
		if q%4 == 0 {
			in = 190
		} else if q%2 == 0 {
			in = r - 42
		}
		c.Stroke(ray(x, y, in, r, a), 2, draw.Alpha(ink, .75))
	}
	for _, rr := range []float64{r, r + 46, 190} {
		c.Stroke(draw.Circle(x, y, rr), 2.4, ink)
	}
	names := []string{"V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "I", "II", "III", "IIII", "V", "VI", "VII"}
	for i, n := range names {
		a := hourAngle(float64(i - 7))
		c.Fill(s.bold.Centred(n, x, y-r-10, 34).Rotate(x, y, a), ink)
	}
	shadow := hourAngle(-2.35) - 90
	c.Fill(draw.Poly(pt(x-12, y), draw.Polar(x, y, 455, shadow), pt(x+12, y)), draw.Alpha(draw.Hex(0x5d5646), .45))
	c.Fill(draw.Poly(pt(x-16, y+10), pt(x+16, y+10), pt(x+5, y-360), pt(x-5, y-360)), ochre)
	c.Fill(draw.Poly(pt(x, y+10), pt(x+16, y+10), pt(x+5, y-360), pt(x, y-360)), wood)
	sunFace(c, x, y+96, 30, ochre, wood)
	return c
}
