package main

import (
	"fmt"
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// calendarWheel draws rings of days, weeks, months and seasons round a sun.
func calendarWheel(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xeae0c8))
	const x, y = 600, 450
	ring := func(inner, outer float64, n int, gap float64, cols ...color.RGBA) {
		step := 360 / float64(n)
		for i := range n {
			from := float64(i)*step - 90
			c.Fill(draw.Sector(x, y, inner, outer, from+gap, from+step-gap), cols[i%len(cols)])
		}
	}
	c.Fill(draw.Circle(x, y, 434), draw.Hex(0xdccdaa))
	ticks(c, x, y, 418, 432, 365, 1.6, wood)
	ring(372, 412, 52, .35, brick, cream, draw.Hex(0xc9b48a), cream)
	ring(306, 364, 24, .8, slate, sand, draw.Hex(0x4b6b80), cream)
	ring(248, 298, 12, 1, ochre, cream)
	ring(200, 240, 28, .5, navy, silver)
	ring(160, 192, 4, 1.4, sage, gold, brick, slate)
	for _, r := range []float64{416, 368, 302, 244, 196, 156} {
		c.Stroke(draw.Circle(x, y, r), 2, ink)
	}
	for i := range 12 {
		p := draw.Polar(x, y, 273, float64(i)*30-75)
		moonPhase(c, p.X, p.Y, 15, float64(i)/11, white, ink)
	}
	c.Fill(draw.Circle(x, y, 154), paper)
	sunFace(c, x, y, 70, ochre, draw.Hex(0xb87f2f))
	for _, dx := range []float64{-22, 22} {
		c.Fill(draw.Circle(x+dx, y-10, 6), wood)
	}
	c.StrokeRound(draw.Arc(x, y+4, 30, 35, 145), 4, wood)
	c.StrokeRound(draw.Line(pt(x, y-8), pt(x-5, y+12), pt(x+5, y+13)), 3, wood)
	return c
}

// equinoxDrift draws the day of the March equinox in the calendar of the time,
// one dot a year from 325 to 2100, from the mean length of the year.
func equinoxDrift(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xf3ecdb))
	const left, right, top, foot = 150.0, 1540.0, 110.0, 760.0
	x := func(year float64) float64 { return left + (right-left)*(year-300)/1820 }
	y := func(day float64) float64 { return top + (foot-top)*(22.5-day)/13.5 }
	c.Fill(draw.Rect(x(1582), top-40, right-x(1582)+20, foot-top+40), draw.Hex(0xe7dcc0))
	for day := 10.0; day <= 22; day += 2 {
		c.Stroke(seg(left, y(day), right+20, y(day)), 1.4, draw.Hex(0xd3c6a6))
		c.Fill(s.regular.Centred(fmt.Sprint(day), left-44, y(day)+11, 34), ink)
	}
	c.Fill(s.regular.Centred("March", left-40, top-34, 34), ink)
	for year := 400; year <= 2000; year += 200 {
		c.Stroke(seg(x(float64(year)), foot+12, x(float64(year)), foot+26), 2.4, ink)
		c.Fill(s.regular.Centred(fmt.Sprint(year), x(float64(year)), foot+66, 34), ink)
	}
	c.Stroke(seg(left, foot+12, right+20, foot+12), 3, ink)
	for year := 325; year <= 2100; year++ {
		day := equinoxDay(year)
		col, r := slate, 3.6
		if year > 1582 {
			col = brick
		}
		c.Fill(draw.Circle(x(float64(year)), y(day), r), col)
	}
	c.Stroke(draw.Dashes(seg(x(1582), y(10), x(1582), y(22)), 10, 8), 3, ink)
	label := s.regular.Centred("1582", x(1582), top-58, 44)
	c.Fill(label, ink)
	c.Fill(s.regular.Centred("325", x(325), y(22.2), 34), slate)
	return c
}

// equinoxDay gives the day of March, with its fraction, of the mean equinox:
// 2000 March 20.3 and 365.24219 days a year before and after, read off in the
// Julian calendar up to 1582 and in the Gregorian one from then on.
func equinoxDay(year int) float64 {
	const jd2000, tropical = 2451623.81, 365.24219
	jd := jd2000 + tropical*float64(year-2000)
	if year > 1582 {
		return jd - gregorianDay(year)
	}
	return jd - julianDay(year)
}

// julianDay gives the Julian day of March 0 in the Julian calendar.
func julianDay(year int) float64 {
	return math.Floor(365.25*float64(year+4716)) + 122 - 1524.5
}

// gregorianDay gives the Julian day of March 0 in the Gregorian calendar.
func gregorianDay(year int) float64 {
	century := year / 100
	return julianDay(year) + float64(2-century+century/4)
}

// lostDays draws the page of September 1752 in Britain.
func lostDays(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x5c6b58))
	c.Fill(draw.Rect(322, 52, 980, 830).Rotate(800, 450, -1.2), draw.Alpha(night, .35))
	sheet := func(p draw.Path) draw.Path { return p.Rotate(800, 450, -1.2) }
	c.Fill(sheet(draw.Rect(310, 36, 980, 830)), draw.Hex(0xf3ead3))
	c.Stroke(sheet(draw.Rect(336, 62, 928, 778)), 4, ink)
	c.Stroke(sheet(draw.Rect(346, 72, 908, 758)), 1.6, ink)
	c.Fill(sheet(s.bold.Centred("SEPTEMBER", 800, 160, 76)), ink)
	c.Fill(sheet(s.regular.Centred("hath only XIX days · MDCCLII", 800, 214, 36)), brick)
	c.Stroke(sheet(seg(366, 240, 1234, 240)), 2.4, ink)
	for i, d := range []string{"Su", "M", "Tu", "W", "Th", "F", "Sa"} {
		c.Fill(sheet(s.regular.Centred(d, 428+float64(i)*124, 288, 36)), ink)
	}
	c.Stroke(sheet(seg(366, 308, 1234, 308)), 1.6, ink)
	place := func(row, col, day int, f *draw.Font, colour color.RGBA) {
		c.Fill(sheet(f.Centred(fmt.Sprint(day), 428+float64(col)*124, 392+float64(row)*118, 72)), colour)
	}
	for day := 1; day <= 2; day++ {
		place(0, day+1, day, s.bold, ink)
	}
	for i, day := 4, 14; day <= 30; i, day = i+1, day+1 {
		col := ink
		if i%7 == 0 {
			col = brick
		}
		place(i/7, i%7, day, s.bold, col)
	}
	gap := sheet(draw.Dashes(seg(862, 336, 862, 412), 8, 7))
	c.Stroke(gap, 3.4, brick)
	// The eleven that were left out stand below, uninked.
	for i := range 11 {
		c.Fill(sheet(s.regular.Centred(fmt.Sprint(i+3), 428+float64(i)*74.4, 790, 48)), draw.Hex(0xd6c8a5))
	}
	return c
}

// starsAndCrosses draws a pattern of eight-pointed stars with a year of twelve
// months at its middle: six of 31 days, five of 30 and one of 29.
func starsAndCrosses(*studio) *draw.Canvas {
	ground, line := draw.Hex(0x1f4e63), draw.Hex(0xf2ead4)
	c := draw.New(leadW, leadH, ground)
	const r = 78.0 // the octagon's inradius
	side := 2 * r * math.Tan(math.Pi/8)
	for j := -1; j <= 6; j++ {
		for i := -1; i <= 11; i++ {
			x, y := 800+float64(i-5)*2*r, 450+float64(j-3)*2*r
			tile(c, x, y, r, 8, 0, draw.Hex(0x3f8f92), draw.Hex(0xd9a441), line)
			tile(c, x+r, y+r, side/2, 4, 45, draw.Hex(0xb5502f), line, line)
		}
	}
	yearWheel(c, 800, 450)
	return c
}

// tile draws the star that Hankin's construction gives in a regular polygon: two
// rays from the middle of each side, at 67.5 degrees to it, up to where they meet.
func tile(c *draw.Canvas, x, y, r float64, n int, turn float64, fill, heart, line color.RGBA) {
	half := math.Pi / float64(n)
	q := r / (math.Cos(half) + math.Tan(rad(67.5))*math.Sin(half))
	var star []draw.Pt
	for i := range n {
		a := turn + float64(i)*360/float64(n)
		star = append(star, draw.Polar(x, y, r, a), draw.Polar(x, y, q, a+180/float64(n)))
	}
	p := draw.Poly(star...)
	c.Fill(p, fill)
	if n == 8 {
		c.Fill(draw.Star(x, y, r*.24, r*.36, 8), heart)
	}
	c.Stroke(p, 5, line)
}

func yearWheel(c *draw.Canvas, x, y float64) {
	c.Fill(draw.Circle(x, y, 300), draw.Hex(0xf2ead4))
	c.Fill(draw.Circle(x, y, 290), draw.Hex(0x173c4d))
	months := []int{31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29}
	seasons := []color.RGBA{draw.Hex(0x7fa06a), draw.Hex(0xd9a441), draw.Hex(0xb5502f), draw.Hex(0x8fb2b8)}
	from := -90.0
	for i, days := range months {
		step := float64(days) * 360 / 365
		c.Fill(draw.Sector(x, y, 206, 262, from+.7, from+step-.7), seasons[i/3])
		c.Fill(draw.Sector(x, y, 160, 198, from+.9, from+step-.9), draw.Blend(seasons[i/3], white, .35))
		for d := range days {
			c.Stroke(ray(x, y, 268, 282, from+step*float64(d)/float64(days)), 1.8, draw.Hex(0xf2ead4))
		}
		from += step
	}
	c.Fill(draw.Circle(x, y, 148), draw.Hex(0xf2ead4))
	sunFace(c, x, y, 66, draw.Hex(0xd9a441), draw.Hex(0xb5702f))
}

// nineteenYears draws a cycle of nineteen years as a wheel: each year with its
// twelve moons, the seven long ones in gold with thirteen.
func nineteenYears(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x1f3a44))
	rnd := seeded(19)
	for range 160 {
		c.Fill(draw.Circle(between(rnd, 0, leadW), between(rnd, 0, leadH), between(rnd, .8, 2)), draw.Alpha(silver, between(rnd, .15, .6)))
	}
	const x, y, n = 800.0, 450.0, 19
	long := map[int]bool{3: true, 6: true, 8: true, 11: true, 14: true, 17: true, 19: true}
	c.Fill(draw.Circle(x, y, 426), draw.Hex(0x152a33))
	step := 360.0 / n
	for year := 1; year <= n; year++ {
		from := float64(year-1)*step - 90
		ground, moon, months := draw.Hex(0x355866), mist, 12
		if long[year] {
			ground, moon, months = gold, draw.Hex(0x4a3516), 13
		}
		c.Fill(draw.Sector(x, y, 128, 366, from+.7, from+step-.7), ground)
		for m := range months {
			p := draw.Polar(x, y, 146+float64(m)*17, from+step/2)
			c.Fill(draw.Circle(p.X, p.Y, 4+float64(m)*.28), moon)
		}
		label := s.bold.Centred(fmt.Sprint(year), x, y-382, 34).Rotate(x, y, from+step/2+90)
		c.Fill(label, map[bool]color.RGBA{true: gold, false: mist}[long[year]])
	}
	c.Stroke(draw.Circle(x, y, 426), 4, gold)
	c.Stroke(draw.Circle(x, y, 370), 2, draw.Alpha(gold, .6))
	sunFace(c, x, y, 44, ochre, gold)
	return c
}
