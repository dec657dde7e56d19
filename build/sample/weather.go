package main

import (
	"fmt"
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// pressure is the field of the weather drawings: two depressions and a high.
func pressure(w, h int, seed uint64) *draw.Field {
	n := draw.NewNoise(seed)
	hill := func(x, y, cx, cy, r float64) float64 {
		return math.Exp(-((x-cx)*(x-cx) + (y-cy)*(y-cy)*1.5) / (r * r))
	}
	fw, fh := float64(w), float64(h)
	return draw.Sample(w, h, 8, func(x, y float64) float64 {
		v := 1012 - 46*hill(x, y, fw*.34, fh*.36, fw*.25) - 16*hill(x, y, fw*.9, fh*.12, fw*.2)
		v += 24*hill(x, y, fw*.82, fh*.78, fw*.32) + 8*hill(x, y, fw*.02, fh*.98, fw*.2)
		return v + 3.4*n.Fractal(x/230, y/230, 2)
	})
}

// isobars draws a weather chart: lines of equal pressure and two fronts.
func isobars(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, mist)
	g := draw.Conic(pt(-8, 54), pt(600, 470), 27, 45, 62)
	coast := draw.Land(s.europe, g)
	c.Fill(coast, draw.Hex(0xe9e4d2))
	c.Stroke(coast, 1.4, draw.Hex(0xb7b096))
	c.Stroke(draw.Graticule(g, -60, 30, 40, 75, 10), 1.2, draw.Alpha(slate, .2))
	f := pressure(topicW, topicH, 3)
	for p := 964.0; p <= 1044; p += 4 {
		w := 2.2
		if math.Mod(p, 20) == 0 {
			w = 4
		}
		c.Stroke(f.Contour(p), w, draw.Hex(0x4d6a78))
	}
	cold := []draw.Pt{pt(420, 330), pt(520, 430), pt(560, 560), pt(520, 700), pt(420, 850)}
	warm := []draw.Pt{pt(420, 330), pt(560, 330), pt(710, 380), pt(850, 470), pt(960, 600)}
	front(c, cold, slate, false)
	front(c, warm, brick, true)
	c.Fill(s.bold.Centred("L", 372, 330, 84), brick)
	c.Fill(s.bold.Centred("H", 1000, 760, 84), slate)
	return c
}

// front draws a weather front with its teeth or half-circles on one side.
func front(c *draw.Canvas, pts []draw.Pt, col color.RGBA, warm bool) {
	curve := draw.Smooth(pts, false)
	c.StrokeRound(curve, 7, col)
	line := curve[0]
	gone := 40.0
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		gone += math.Hypot(b.X-a.X, b.Y-a.Y)
		if gone < 74 {
			continue
		}
		gone = 0
		deg := math.Atan2(b.Y-a.Y, b.X-a.X) * 180 / math.Pi
		if warm {
			var half []draw.Pt
			for t := 180.0; t <= 360; t += 12 {
				half = append(half, draw.Polar(b.X, b.Y, 22, deg+t))
			}
			c.Fill(draw.Poly(half...), col)
		} else {
			c.Fill(draw.Poly(draw.Polar(b.X, b.Y, 24, deg), draw.Polar(b.X, b.Y, 34, deg-90), draw.Polar(b.X, b.Y, 24, deg+180)), col)
		}
	}
}

// stormSignal draws a mast with cone and drum hoisted over a rising sea.
func stormSignal(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x8ea1a3))
	bands := []color.RGBA{draw.Hex(0x3f525c), draw.Hex(0x4e626b), draw.Hex(0x60747b), draw.Hex(0x72868a), draw.Hex(0x83969a)}
	n := draw.NewNoise(19)
	for i := len(bands) - 1; i >= 0; i-- {
		base := 120 + float64(i)*92
		pts := []draw.Pt{pt(-20, -20)}
		for x := -20.0; x <= leadW+20; x += 13 {
			pts = append(pts, pt(x, base+58*n.Fractal(x/260+float64(i)*9, float64(i)*3.3, 3)))
		}
		c.Fill(draw.Poly(append(pts, pt(leadW+20, -20))...), bands[i])
	}
	sea(c, 600, 8, draw.Hex(0x6b878c), draw.Hex(0x14242f))
	signalMast(c, 1120)
	return c
}

// sea draws rows of waves from a horizon down to the lower edge.
func sea(c *draw.Canvas, top float64, rows int, far, near color.RGBA) {
	r := seeded(uint64(rows))
	for i := range rows {
		t := float64(i) / float64(rows-1)
		y := top + t*t*250
		length, height := 60+t*190, 5+t*30
		phase := between(r, 0, length)
		var pts []draw.Pt
		for x := -length; x <= float64(c.W)+length; x += length / 24 {
			u := math.Mod(x+phase+length*8, length) / length
			crest := math.Pow(1-math.Abs(2*u-1), 1.7) // sharp crests, long troughs
			pts = append(pts, pt(x+crest*height*.5, y-crest*height))
		}
		body := draw.Path{append(append([]draw.Pt{}, pts...), pt(float64(c.W)+300, 1200), pt(-300, 1200))}
		c.Fill(body, draw.Blend(far, near, t))
		c.Stroke(draw.Line(pts...), 1.6+2.4*t, draw.Alpha(draw.Hex(0xe7ece6), .35+.4*t))
	}
}

func signalMast(c *draw.Canvas, x float64) {
	c.Fill(draw.Smooth([]draw.Pt{pt(820, 930), pt(880, 800), pt(960, 742), pt(1080, 716), pt(1240, 712), pt(1400, 742), pt(1520, 730), pt(1660, 770), pt(1660, 930)}, true), draw.Hex(0x1d2524))
	c.Fill(draw.Poly(pt(x-11, 730), pt(x-6, 110), pt(x+6, 110), pt(x+11, 730)), draw.Hex(0xe7dcc4))
	c.Fill(draw.Poly(pt(x, 730), pt(x, 110), pt(x+6, 110), pt(x+11, 730)), draw.Hex(0xbcae90))
	c.Fill(draw.Circle(x, 104, 12), gold)
	c.StrokeRound(seg(x-190, 196, x+190, 196), 13, draw.Hex(0xe7dcc4))
	for _, foot := range []float64{-230, -120, 130, 240} {
		c.Stroke(seg(x, 160, x+foot, 730), 2, draw.Alpha(ink, .75))
	}
	black := draw.Hex(0x15191b)
	line := x - 150
	c.Stroke(seg(line, 196, line, 560), 3, black)
	c.Fill(draw.Rect(line-56, 246, 112, 104), black)
	c.Fill(draw.Rect(line+10, 246, 46, 104), draw.Hex(0x24292b))
	for i := range 3 {
		c.Stroke(seg(line-56, 246+float64(i)*52, line+56, 246+float64(i)*52), 3, draw.Hex(0x3a4144))
	}
	c.Fill(draw.Poly(pt(line-64, 396), pt(line+64, 396), pt(line, 512)), black) // point down: at first from the south
	c.Fill(draw.Poly(pt(line+8, 396), pt(line+64, 396), pt(line, 512)), draw.Hex(0x24292b))
	// A small watch house.
	c.Fill(draw.Rect(1290, 640, 150, 100), draw.Hex(0xd9cbab))
	c.Fill(draw.Rect(1390, 640, 50, 100), draw.Hex(0xb9a985))
	c.Fill(draw.Poly(pt(1276, 644), pt(1365, 584), pt(1454, 644)), rust)
	c.Fill(draw.Rect(1312, 668, 26, 32), gold)
	c.Fill(draw.Rect(1356, 676, 26, 64), ink)
}

// beaufortSeas draws thirteen panels of sea, force 0 to 12.
func beaufortSeas(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xefe8d8))
	const w, left, top, h = 112.0, 72.0, 90.0, 640.0
	for force := range 13 {
		x := left + float64(force)*w
		t := float64(force) / 12
		panel := draw.Rect(x+4, top, w-8, h)
		c.Clip(panel, func() {
			c.Fill(panel, draw.Blend(draw.Hex(0xcfdedd), draw.Hex(0x5a6b72), t))
			seaPanel(c, x, w, top+h*(.46-.1*t), t)
		})
		c.Fill(s.regular.Centred(fmt.Sprint(force), x+w/2, 806, 60), draw.Blend(ink, brick, t))
	}
	c.Stroke(seg(left, 842, left+13*w, 842), 3, ink)
	return c
}

func seaPanel(c *draw.Canvas, x, w, top, t float64) {
	n := draw.NewNoise(uint64(100 + x))
	for i := range 9 {
		y := top + float64(i)*46
		amp := 1 + t*t*54
		var pts []draw.Pt
		for px := x; px <= x+w; px += 2 {
			swell := math.Sin((px*(2.4-1.5*t)+float64(i)*170)/38) + .6*t*n.Fractal(px/26, float64(i)*5, 3)
			pts = append(pts, pt(px, y-amp*(.5+.5*swell)))
		}
		body := draw.Path{append(append([]draw.Pt{}, pts...), pt(x+w, 1000), pt(x, 1000))}
		c.Fill(body, draw.Blend(draw.Blend(draw.Hex(0x9fbcbc), draw.Hex(0x3f6175), float64(i)/9), draw.Hex(0x15293a), t*.75))
		c.Stroke(draw.Line(pts...), 1.2+t*4.6, draw.Alpha(draw.Hex(0xf3f3ea), .28+t*.62))
	}
	r := seeded(uint64(x))
	for range int(t * t * 90) { // blown spray
		px, py := between(r, x, x+w), between(r, top-90*t, top+380)
		l := between(r, 6, 26) * t
		c.StrokeRound(seg(px, py, px+l, py-l*.2), 1.8, draw.Alpha(draw.Hex(0xf3f3ea), .6))
	}
}

// barograph draws a week of pressure on a recorder's sheet.
func barograph(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xf3ecd9))
	days := []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	const left, top, w, h = 90.0, 130.0, 1020.0, 660.0
	x := func(hours float64) float64 { return left + w*hours/168 }
	y := func(hpa float64) float64 { return top + h*(1040-hpa)/80 }
	arc := func(hours float64) draw.Path { // the pen swings on an arm
		var pts []draw.Pt
		for p := 960.0; p <= 1040; p += 2 {
			d := (p - 1000) / 40
			pts = append(pts, pt(x(hours)-26*(1-d*d)+26, y(p)))
		}
		return draw.Line(pts...)
	}
	for hr := 0.0; hr <= 168; hr += 4 {
		wd, col := 1.0, draw.Hex(0xdcb9a4)
		if math.Mod(hr, 24) == 0 {
			wd, col = 2.4, draw.Hex(0xb97459)
		}
		c.Stroke(arc(hr).Move(-26, 0), wd, col)
	}
	for p := 960.0; p <= 1040; p += 2 {
		wd, col := 1.0, draw.Hex(0xdcb9a4)
		if math.Mod(p, 10) == 0 {
			wd, col = 2.2, draw.Hex(0xb97459)
			c.Fill(s.regular.Centred(fmt.Sprint(p), left-46, y(p)+9, 25), draw.Hex(0x8d4a34))
		}
		c.Stroke(seg(left-13, y(p), left+w-13, y(p)), wd, col)
	}
	for i, d := range days {
		c.Fill(s.regular.Centred(d, x(float64(i)*24+12)-10, top-30, 34), draw.Hex(0x8d4a34))
	}
	n := draw.NewNoise(44)
	var trace []draw.Pt
	for hr := 2.0; hr <= 160; hr++ {
		v := 1022 - 44*math.Exp(-math.Pow((hr-86)/21, 2)) + 9*math.Exp(-math.Pow((hr-132)/18, 2)) + 2.6*n.Fractal(hr/13, 2, 3)
		trace = append(trace, pt(x(hr)-10, y(v)))
	}
	c.StrokeRound(draw.Smooth(trace, false), 5, draw.Hex(0x3b3a63))
	end := trace[len(trace)-1]
	c.Fill(draw.Poly(pt(end.X, end.Y), pt(end.X+60, end.Y-9), pt(topicW, end.Y-16), pt(topicW, end.Y+16), pt(end.X+60, end.Y+9)), ink)
	c.Fill(draw.Circle(end.X+4, end.Y, 7), draw.Hex(0x3b3a63))
	return c
}
