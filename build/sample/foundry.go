package main

import (
	"image/color"

	"broadsheet/build/sample/draw"
)

// typeCase draws a case of type: compartments of several sizes, each with its
// heap of sorts.
func typeCase(s *studio) *draw.Canvas {
	c := draw.New(leadW, 1200, draw.Hex(0x6d4a2b))
	r := seeded(41)
	rows := []struct {
		height float64
		boxes  []string
		widths []float64
	}{
		{150, []string{"&", "j", "ff", "fi", "fl", "ffi", "-", "k", "1", "2", "3", "4"}, nil},
		{245, []string{"q", "b", "c", "d", "e", "i", "s", "f", "g", "w"}, []float64{.7, 1, 1.2, 1.2, 2, 1.5, 1.4, 1, 1, .9}},
		{265, []string{"v", "l", "m", "n", "h", "o", "y", "p", ","}, []float64{.8, 1.1, 1.3, 1.4, 1.4, 1.5, 1, 1, .9}},
		{265, []string{"x", "u", "t", "a", "r", ";", "."}, []float64{.8, 1.4, 1.6, 1.6, 1.3, .8, .9}},
		{150, []string{"z", "A", "B", "C", "D", "E", "F", "G", "H", "R", "S"}, nil},
	}
	y := 40.0
	for _, row := range rows {
		total := 0.0
		for i := range row.boxes {
			total += boxWidth(row.widths, i)
		}
		x := 40.0
		for i, letter := range row.boxes {
			w := (leadW - 80) * boxWidth(row.widths, i) / total
			s.compartment(c, r.Uint64(), letter, x, y, w, row.height)
			x += w
		}
		y += row.height + 10
	}
	for _, e := range []draw.Path{draw.Rect(0, 0, leadW, 34), draw.Rect(0, 1166, leadW, 34), draw.Rect(0, 0, 34, 1200), draw.Rect(leadW-34, 0, 34, 1200)} {
		c.Fill(e, draw.Hex(0x8a6039))
	}
	return c
}

func boxWidth(widths []float64, i int) float64 {
	if widths == nil {
		return 1
	}
	return widths[i]
}

func (s *studio) compartment(c *draw.Canvas, seed uint64, letter string, x, y, w, h float64) {
	r := seeded(seed)
	c.Fill(draw.Rect(x, y, w, h), draw.Hex(0x8a6039))
	c.Fill(draw.Rect(x+6, y+6, w-12, h-12), draw.Hex(0x2e2118))
	c.Fill(draw.Rect(x+6, y+6, w-12, 10), draw.Hex(0x1d140e))
	inner := draw.Rect(x+6, y+6, w-12, h-12)
	c.Clip(inner, func() {
		for range int(w * h / 640) {
			px, py := between(r, x+16, x+w-16), between(r, y+18, y+h-16)
			turn := between(r, 0, 360)
			metal := draw.Blend(draw.Hex(0x767a7a), draw.Hex(0xb9bdba), r.Float64())
			body := draw.Rect(px-26, py-9, 52, 18).Rotate(px, py, turn)
			c.Fill(body.Move(2, 3), draw.Alpha(night, .5))
			c.Fill(body, metal)
			c.Fill(draw.Rect(px+16, py-7, 8, 14).Rotate(px, py, turn), draw.Blend(metal, ink, .55))
			c.Stroke(seg(px-8, py-9, px-8, py+9).Rotate(px, py, turn), 2.4, draw.Blend(metal, ink, .4))
		}
		if w > 90 || h > 200 { // one lies face up
			size := min(w, h) * .42
			_, adv := s.bold.Text(letter, 0, 0, size)
			bw := adv + 18
			bx, by := x+w/2-bw/2, y+h/2-size*.55
			tilt := between(r, -14, 14)
			cx, cy := x+w/2, y+h/2
			c.Fill(draw.Rect(bx+4, by+5, bw, size*1.1).Rotate(cx, cy, tilt), draw.Alpha(night, .55))
			c.Fill(draw.Rect(bx, by, bw, size*1.1).Rotate(cx, cy, tilt), draw.Hex(0xcfd0c8))
			glyph := s.bold.Centred(letter, cx, by+size*.8, size).Scale(cx, 0, -1, 1).Rotate(cx, cy, tilt)
			c.Fill(glyph, ink)
		}
	})
}

// woodType draws blocks of large wooden letters, stacked for a poster.
func woodType(s *studio) *draw.Canvas {
	c := draw.New(900, 1200, draw.Hex(0x2b241d))
	r := seeded(52)
	block := func(letter string, x, y, w, h float64, inked bool) {
		body := draw.Blend(draw.Hex(0xb98a55), draw.Hex(0xd1a872), r.Float64())
		c.Fill(draw.Rect(x, y, w, h), draw.Blend(body, ink, .4))
		c.Fill(draw.Rect(x+3, y+3, w-8, h-8), body)
		for i := range int(h / 15) {
			yy := y + 10 + float64(i)*15
			b := between(r, -4, 4)
			c.Stroke(draw.Smooth([]draw.Pt{pt(x+4, yy), pt(x+w*.3, yy+b), pt(x+w*.7, yy-b), pt(x+w-6, yy+b)}, false), 1.2, draw.Alpha(draw.Hex(0x6d4a2b), .4))
		}
		glyph := s.bold.Centred(letter, 0, 0, 1000)
		x0, y0, x1, y1 := glyph.Bounds()
		fit := min((w-36)/(x1-x0), (h-44)/(y1-y0))
		glyph = glyph.Move(-(x0+x1)/2, -(y0+y1)/2).Scale(0, 0, -fit, fit).Move(x+w/2-1, y+h/2-1)
		col := ink
		if inked {
			col = draw.Hex(0xa83a26)
		}
		c.Fill(glyph.Move(4, 4), draw.Blend(body, ink, .5))
		c.Fill(glyph, col)
	}
	block("R", 30, 30, 400, 520, true)
	block("&", 440, 30, 430, 330, false)
	block("t", 440, 370, 140, 180, false)
	block("h", 590, 370, 130, 180, false)
	block("e", 730, 370, 140, 180, true)
	block("Q", 30, 560, 500, 420, false)
	block("a", 540, 560, 330, 300, true)
	block("7", 540, 870, 160, 300, false)
	block("5", 710, 870, 160, 300, false)
	block("g", 30, 990, 170, 180, false)
	block("M", 210, 990, 320, 180, true)
	return c
}

// ampersand draws one ampersand on the square of its body, with its drafting
// lines.
func ampersand(s *studio) *draw.Canvas {
	c := draw.New(squareSide, squareSide, draw.Hex(0xe9ddc3))
	glyph := s.regular.Centred("&", 600, 905, 1020)
	x0, y0, x1, y1 := glyph.Bounds()
	rule := draw.Alpha(draw.Hex(0x7d8f9b), .8)
	for i := range 13 {
		v := float64(i) * 100
		c.Stroke(seg(v, 0, v, 1200), 1, draw.Alpha(rule, .35))
		c.Stroke(seg(0, v, 1200, v), 1, draw.Alpha(rule, .35))
	}
	c.Fill(glyph, draw.Hex(0x24333f))
	for _, y := range []float64{y0, y1} {
		c.Stroke(draw.Dashes(seg(0, y, 1200, y), 14, 10), 2.4, brick)
	}
	for _, x := range []float64{x0, x1} {
		c.Stroke(draw.Dashes(seg(x, 0, x, 1200), 14, 10), 2.4, brick)
	}
	for _, line := range glyph {
		for i := 0; i < len(line)-1; i += 10 { // the ends of its curves
			c.Fill(draw.Rect(line[i].X-6, line[i].Y-6, 12, 12), white)
			c.Stroke(draw.Rect(line[i].X-6, line[i].Y-6, 12, 12), 2.2, brick)
		}
	}
	return c
}

// lockedPage draws a newspaper page of type, wedged into its iron frame.
func lockedPage(s *studio) *draw.Canvas {
	c := draw.New(leadW, 1200, draw.Hex(0x54565a))
	r := seeded(60)
	c.Fill(draw.Rect(60, 60, 1480, 1080), draw.Hex(0x26282b))
	c.Fill(draw.Rect(74, 74, 1452, 1052), draw.Hex(0x3a3d41))
	c.Fill(draw.Rect(130, 130, 1340, 940), draw.Hex(0x1d1e1f))
	wooden := func(x, y, w, h float64) {
		c.Fill(draw.Rect(x, y, w, h), draw.Hex(0x6d4a2b))
		c.Fill(draw.Rect(x+2, y+2, w-5, h-5), draw.Blend(draw.Hex(0xa07244), draw.Hex(0xb68a57), r.Float64()))
	}
	for i := range 4 { // furniture at the right and at the foot
		wooden(1310+float64(i%2)*52, 134+float64(i/2)*466, 50, 462)
		wooden(134+float64(i)*294, 990, 290, 36)
	}
	for i := range 5 { // wedges in pairs
		y := 160 + float64(i)*180
		c.Fill(draw.Poly(pt(1418, y), pt(1440, y), pt(1450, y+110), pt(1418, y+110)), draw.Hex(0x8e9497))
		c.Fill(draw.Poly(pt(1444, y), pt(1466, y), pt(1466, y+110), pt(1454, y+110)), draw.Hex(0xb5babb))
	}
	for i := range 5 {
		x := 180 + float64(i)*220
		c.Fill(draw.Poly(pt(x, 1032), pt(x+120, 1032), pt(x+120, 1044), pt(x, 1052)), draw.Hex(0x8e9497))
		c.Fill(draw.Poly(pt(x, 1056), pt(x+120, 1048), pt(x+120, 1066), pt(x, 1066)), draw.Hex(0xb5babb))
	}
	headline := func(text string, x, y, w, h, size float64) {
		c.Fill(draw.Rect(x, y, w, h), draw.Hex(0xa9aca8))
		c.Fill(s.bold.Centred(text, x+w/2, y+h*.74, size).Scale(x+w/2, 0, -1, 1), ink)
	}
	headline("THE SAMPLE GAZETTE", 140, 140, 1160, 120, 96)
	c.Fill(draw.Rect(140, 266, 1160, 5), draw.Hex(0xd6d3c4))
	c.Fill(draw.Rect(140, 276, 1160, 3), draw.Hex(0xd6d3c4))
	for col := range 5 {
		x := 140 + float64(col)*233.6
		y := 290.0
		if col > 0 {
			c.Fill(draw.Rect(x-8, 290, 3, 692), draw.Hex(0xd6d3c4))
		}
		for y < 972 {
			if r.IntN(24) == 0 && y < 880 {
				headline([]string{"Tides", "Post", "Wool", "Rail", "Sails", "Frost", "Lamps"}[r.IntN(7)], x, y, 218, 50, 40)
				y += 58
				continue
			}
			s.typeLine(c, r.Uint64(), x, y, 218)
			y += 15
		}
	}
	return c
}

// typeLine draws a line of small type as a row of tiny faces.
func (s *studio) typeLine(c *draw.Canvas, seed uint64, x, y, w float64) {
	r := seeded(seed)
	c.Fill(draw.Rect(x, y, w, 13), draw.Hex(0x8f938f))
	end := x + w
	if r.IntN(7) == 0 {
		end = x + w*between(r, .2, .7)
		c.Fill(draw.Rect(end, y, x+w-end, 13), draw.Hex(0x5d605e))
	}
	for x < end-6 {
		l := between(r, 3, 6)
		top, h := y+5, 5.0
		if r.IntN(4) == 0 {
			top, h = y+2, 8
		}
		if r.IntN(6) > 0 {
			c.Fill(draw.Rect(x+1, top, l-1.4, h), draw.Hex(0x2c2e2d))
		}
		x += l + 1
	}
}

// specimen draws a sheet that shows one face in seven sizes.
func specimen(s *studio) *draw.Canvas {
	c := draw.New(900, 1200, draw.Hex(0x7c8577))
	c.Fill(draw.Rect(68, 62, 784, 1096), draw.Alpha(ink, .3))
	c.Fill(draw.Rect(56, 46, 784, 1096), draw.Hex(0xf5eedc))
	c.Stroke(draw.Rect(84, 74, 728, 1040), 3, ink)
	y := 0.0
	for i, row := range []struct {
		text string
		size float64
		col  color.RGBA
	}{{"Quart", 260, ink}, {"Harbour", 160, brick}, {"Almanac & Co", 106, ink}, {"Ships in the offing", 76, ink}, {"A page of type is a landscape", 47, ink}, {"Every line rests upon the line below it, 1234567890", 30, ink}, {"Small sizes are cut wider and stronger than large ones, so that they hold on the press", 19, ink}} {
		y += row.size * .98
		if i == 0 {
			y = 302
		}
		c.Fill(s.regular.Centred(row.text, 448, y, row.size), row.col)
		if i < 6 {
			c.Stroke(seg(120, y+row.size*.3, 776, y+row.size*.3), 1.4, draw.Hex(0x8a8371))
		}
		y += row.size*.3 + 14
	}
	c.Fill(draw.Star(448, 1072, 8, 18, 8), brick)
	return c
}
