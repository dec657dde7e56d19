package main

import (
	"fmt"
	"image/color"

	"broadsheet/build/sample/draw"
)

// railNetwork draws a diagram of six lines with their stations.
func railNetwork(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xefe7d6))
	for i := 1; i < 20; i++ {
		c.Stroke(seg(float64(i)*60, 0, float64(i)*60, topicH), 1, draw.Hex(0xe2d8c2))
		c.Stroke(seg(0, float64(i)*60, topicW, float64(i)*60), 1, draw.Hex(0xe2d8c2))
	}
	river := draw.Smooth([]draw.Pt{pt(-30, 700), pt(160, 640), pt(300, 720), pt(470, 760), pt(600, 660), pt(780, 640), pt(930, 760), pt(1240, 720)}, false)
	c.Stroke(river, 46, draw.Hex(0xcfdcd8))
	lines := []struct {
		col color.RGBA
		pts []draw.Pt
	}{
		{slate, []draw.Pt{pt(-20, 180), pt(300, 180), pt(540, 420), pt(540, 560), pt(720, 740), pt(1220, 740)}},
		{brick, []draw.Pt{pt(60, 920), pt(60, 780), pt(360, 480), pt(840, 480), pt(1020, 300), pt(1220, 300)}},
		{ochre, []draw.Pt{pt(-20, 480), pt(180, 480), pt(360, 660), pt(600, 660), pt(900, 360), pt(900, 120), pt(1020, 0), pt(1040, -20)}},
		{sage, []draw.Pt{pt(120, -20), pt(120, 60), pt(420, 360), pt(420, 780), pt(540, 900), pt(560, 920)}},
		{draw.Hex(0x4b4454), []draw.Pt{pt(720, -20), pt(720, 240), pt(660, 300), pt(660, 600), pt(840, 780), pt(840, 920)}},
		{teal, []draw.Pt{pt(-20, 300), pt(120, 300), pt(240, 420), pt(1020, 420), pt(1140, 540), pt(1140, 920)}},
	}
	for _, l := range lines {
		c.StrokeRound(draw.Line(l.pts...), 15, l.col)
	}
	for _, l := range lines {
		for i := 1; i < len(l.pts); i++ {
			a, b := l.pts[i-1], l.pts[i]
			for _, t := range []float64{.3, .7} {
				station(c, a.X+(b.X-a.X)*t, a.Y+(b.Y-a.Y)*t, 9, 4)
			}
		}
	}
	for _, p := range []draw.Pt{pt(540, 480), pt(660, 480), pt(600, 660), pt(780, 480), pt(660, 600), pt(420, 420), pt(840, 420), pt(540, 420), pt(660, 420), pt(420, 480)} {
		station(c, p.X, p.Y, 17, 6)
	}
	return c
}

func station(c *draw.Canvas, x, y, r, edge float64) {
	c.Fill(draw.Circle(x, y, r), ink)
	c.Fill(draw.Circle(x, y, r-edge), white)
}

// trainGraph draws a day of trains as lines: hours across, stations down.
func trainGraph(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xf1ead8))
	const left, right, top, foot = 120.0, 1560.0, 90.0, 850.0
	x := func(h float64) float64 { return left + (right-left)*(h-5)/19 }
	y := func(km float64) float64 { return top + (foot-top)*km/512 }
	for h := 5.0; h <= 24; h += 1.0 / 6 {
		c.Stroke(seg(x(h), top, x(h), foot), .8, draw.Hex(0xddd1b6))
	}
	for h := 5; h <= 24; h++ {
		c.Stroke(seg(x(float64(h)), top, x(float64(h)), foot), 2, draw.Hex(0xb9a984))
		c.Fill(s.regular.Centred(fmt.Sprint(h), x(float64(h)), top-24, 30), ink)
	}
	stops := []float64{0, 45, 108, 155, 197, 262, 315, 383, 442, 512}
	for _, km := range stops {
		c.Stroke(seg(left-40, y(km), right, y(km)), 1.8, draw.Hex(0x8d8064))
		c.Fill(draw.Circle(left-48, y(km), 9), ink)
	}
	train := func(start, speed float64, up bool, every int, wait float64, col color.RGBA, width float64) {
		var pts []draw.Pt
		t := start
		order := make([]float64, len(stops))
		for i, km := range stops {
			order[i] = km
			if up {
				order[i] = stops[len(stops)-1-i]
			}
		}
		for i, km := range order {
			if i > 0 {
				d := km - order[i-1]
				t += max(d, -d) / speed
			}
			pts = append(pts, pt(x(t), y(km)))
			if i%every == 0 && i > 0 {
				t += wait
				pts = append(pts, pt(x(t), y(km)))
			}
		}
		c.StrokeRound(draw.Line(pts...), width, col)
	}
	c.Clip(draw.Rect(left, top, right-left, foot-top), func() {
		for i := range 5 {
			train(4.2+float64(i)*3.9, 34, i%2 == 1, 1, .42, draw.Hex(0x9c8f77), 3)
		}
		for i := range 7 {
			train(4.6+float64(i)*2.6, 58, false, 1, .14, sage, 4.5)
			train(3.6+float64(i)*2.6, 58, true, 1, .14, slate, 4.5)
		}
		train(7, 96, false, 3, .12, brick, 7)
		train(13.25, 96, true, 3, .12, brick, 7)
		train(17.5, 96, false, 3, .12, brick, 7)
		train(6.5, 96, true, 3, .12, ochre, 7)
	})
	return c
}

// birchTrain draws a red train behind birches in the snow.
func birchTrain(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xbfcfd0))
	r := seeded(77)
	c.Fill(draw.Circle(1180, 210, 92), draw.Hex(0xf0dfb8))
	ridge := func(y, h float64, col color.RGBA) {
		pts := []draw.Pt{pt(-60, 950)}
		for x := -60.0; x < leadW+120; x += 38 {
			pts = append(pts, pt(x, y-between(r, 0, h)), pt(x+19, y-between(r, h*.2, h*.45)))
		}
		pts = append(pts, pt(leadW+60, 950))
		c.Fill(draw.Poly(pts...), col)
	}
	ridge(440, 90, draw.Hex(0x93aba9))
	ridge(500, 120, draw.Hex(0x6d8a85))
	ridge(560, 130, draw.Hex(0x4b6964))
	c.Fill(draw.Rect(0, 545, leadW, 400), draw.Hex(0xeef0ea))
	train(c, 560)
	c.Fill(draw.Smooth([]draw.Pt{pt(-80, 700), pt(240, 676), pt(620, 700), pt(1010, 672), pt(1400, 698), pt(1700, 680), pt(1700, 960), pt(-80, 960)}, true), draw.Hex(0xf7f7f1))
	for i := range 7 {
		y := 716 + float64(i)*30
		c.StrokeRound(draw.Smooth([]draw.Pt{pt(between(r, -60, 500), y), pt(between(r, 600, 800), y-10), pt(between(r, 900, 1600), y+4)}, false), 3, draw.Alpha(teal, .35))
	}
	for _, b := range [][2]float64{{70, 38}, {215, 22}, {330, 46}, {520, 20}, {690, 30}, {985, 24}, {1120, 44}, {1330, 26}, {1480, 52}} {
		birch(c, b[0], b[1])
	}
	return c
}

func train(c *draw.Canvas, y float64) {
	c.Fill(draw.Rect(0, y+92, leadW, 10), ink)
	c.Fill(draw.Rect(0, y+102, leadW, 26), draw.Hex(0xcfd6d2))
	for i := range 6 {
		x := -110 + float64(i)*310
		c.Fill(draw.RoundRect(x, y-46, 296, 126, 12), brick)
		c.Fill(draw.Rect(x, y+40, 296, 12), gold)
		c.Fill(draw.RoundRect(x+4, y-54, 288, 20, 9), draw.Hex(0x5d5b56))
		for w := range 6 {
			c.Fill(draw.RoundRect(x+24+float64(w)*43, y-18, 30, 38, 4), draw.Hex(0xf2dca4))
		}
		c.Fill(draw.Rect(x-16, y+58, 18, 10), ink)
		for _, w := range []float64{40, 76, 220, 256} {
			c.Fill(draw.Circle(x+w, y+82, 15), ink)
			c.Fill(draw.Circle(x+w, y+82, 6), stone)
		}
	}
}

func birch(c *draw.Canvas, x, w float64) {
	r := seeded(uint64(x))
	lean := between(r, -24, 24)
	foot := 790 + w*1.7
	trunk := draw.Poly(pt(x-w/2-4, foot), pt(x-w*.42+lean, -10), pt(x+w*.42+lean, -10), pt(x+w/2+4, foot))
	c.Fill(draw.Ellipse(x+34, foot, w*2.1, 9), draw.Alpha(teal, .55))
	c.Fill(trunk, draw.Hex(0xf3f1e7))
	c.Clip(trunk, func() {
		c.Fill(draw.Poly(pt(x+w*.12, foot), pt(x+w*.16+lean, -10), pt(x+w+lean, -10), pt(x+w, foot)), draw.Hex(0xd5d6cc))
		for range 26 {
			y := between(r, 0, foot)
			at := x + lean*(1-y/foot) + between(r, -w*.5, w*.4)
			l, h := between(r, w*.18, w*.62), between(r, 2, 7)
			c.Fill(draw.Ellipse(at, y, l, h), draw.Hex(0x3d3f3d))
		}
	})
	for i := range 3 {
		y := between(r, 40, 380)
		at := x + lean*(1-y/foot)
		side := float64(i%2)*2 - 1
		tip := pt(at+side*between(r, 60, 130), y-between(r, 70, 150))
		c.StrokeRound(draw.Smooth([]draw.Pt{pt(at, y), pt((at+tip.X)/2, (y+tip.Y)/2+14), tip}, false), w*.13, draw.Hex(0x4d4f4b))
		c.StrokeRound(draw.Line(pt((at+tip.X)/2, (y+tip.Y)/2+12), pt((at+tip.X)/2+side*46, (y+tip.Y)/2-66)), w*.07, draw.Hex(0x4d4f4b))
	}
}
