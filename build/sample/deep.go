package main

import (
	"fmt"
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// sounding draws a ship over 4,475 fathoms of water, with the line that reached
// the bottom. The height of the ship is not to the scale of the depth.
func sounding(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0xdfe3d6))
	const surface = 176.0
	y := func(fathoms float64) float64 { return surface + fathoms*.148 }
	for i := range 10 {
		c.Fill(draw.Rect(0, y(float64(i)*500), leadW, leadH), draw.Blend(draw.Hex(0x7fa6ab), draw.Hex(0x0d1c29), float64(i)/9))
	}
	bed := []draw.Pt{pt(-40, y(3700)), pt(150, y(3420)), pt(300, y(2400)), pt(440, y(1250)), pt(560, y(1800)), pt(690, y(2450)), pt(830, y(2650)), pt(960, y(2900)), pt(1075, y(4100)), pt(1140, y(4475)), pt(1210, y(4050)), pt(1330, y(2800)), pt(1480, y(2400)), pt(1660, y(2550))}
	line := draw.Smooth(bed, false)[0]
	c.Fill(draw.Path{append(line, pt(1660, 920), pt(-60, 920))}, draw.Hex(0x55452f))
	c.Stroke(draw.Path{line}, 7, draw.Hex(0xc9b487))
	for f := 0.0; f <= 4000; f += 1000 {
		c.Stroke(seg(40, y(f), 84, y(f)), 3, white)
		if f > 0 {
			label, _ := s.regular.Text(fmt.Sprintf("%.0f", f), 98, y(f)+11, 32)
			c.Fill(label, white)
		}
	}
	c.Stroke(seg(40, y(0), 40, y(4475)), 3, white)
	c.Stroke(seg(1140, surface-20, 1140, y(4475)-36), 2.6, draw.Hex(0xf0e4c2))
	for f := 500.0; f < 4475; f += 500 { // the marks whose times were written down
		c.Fill(draw.Circle(1140, y(f), 5.5), brick)
	}
	c.Fill(draw.RoundRect(1130, y(4475)-64, 20, 34, 9), ochre)
	c.Fill(draw.RoundRect(1136, y(4475)-32, 8, 28, 3), gold)
	label, _ := s.regular.Text("4475", 1172, y(4475)-30, 40)
	c.Fill(label, gold)
	corvette(c, 1010, surface)
	c.Stroke(seg(0, surface, leadW, surface), 3, draw.Hex(0xeef2ea))
	return c
}

// corvette draws a three-masted ship with a funnel, bare of sails.
func corvette(c *draw.Canvas, x, water float64) {
	hull := draw.Hex(0x1d2830)
	c.Fill(draw.Poly(pt(x-142, water-34), pt(x+150, water-36), pt(x+190, water-44), pt(x+138, water+12), pt(x-130, water+12)), hull)
	c.Stroke(seg(x-138, water-22, x+158, water-24), 5, white)
	for i, mast := range []struct{ at, top float64 }{{-84, 126}, {8, 150}, {98, 138}} {
		c.Stroke(seg(x+mast.at, water-34, x+mast.at, water-mast.top), 5, hull)
		for k := range 3 {
			half, h := 46-float64(k)*12-float64(i%2)*3, mast.top*(.5+.2*float64(k))
			c.Stroke(seg(x+mast.at-half, water-h, x+mast.at+half, water-h), 3, hull)
		}
		c.Stroke(seg(x+mast.at-34, water-34, x+mast.at, water-mast.top*.9), 1.4, hull)
		c.Stroke(seg(x+mast.at+34, water-34, x+mast.at, water-mast.top*.9), 1.4, hull)
	}
	c.Stroke(seg(x+180, water-44, x+250, water-72), 4, hull)
	c.Fill(draw.Rect(x-42, water-72, 20, 40), hull)
	for i := range 5 {
		c.Fill(blob(x-52-float64(i)*40, water-88-float64(i)*9, 16+float64(i)*7, 10+float64(i)*3, uint64(i+3)), draw.Alpha(slate, .4-float64(i)*.06))
	}
}

// lighthouse draws a sea tower with its beams at dusk, and beside it the stump
// of the tower before.
func lighthouse(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x1b3246))
	for i, band := range []color.RGBA{draw.Hex(0x20394d), draw.Hex(0x2a4658), draw.Hex(0x3b5865), draw.Hex(0x57706f), draw.Hex(0x85887a), draw.Hex(0xb99f78)} {
		c.Fill(draw.Rect(0, 90+float64(i)*92, leadW, leadH), band)
	}
	const x, lamp, foot = 960.0, 190.0, 720.0
	for _, deg := range []float64{176, -5} {
		for i := range 4 {
			half := 6.5 - float64(i)*1.5
			c.Fill(draw.Poly(pt(x, lamp), draw.Polar(x, lamp, 1500, deg-half), draw.Polar(x, lamp, 1500, deg+half)), draw.Alpha(draw.Hex(0xf5e6b5), .13))
		}
	}
	sea(c, 640, 5, draw.Hex(0x3e5a66), draw.Hex(0x1a2f3e))
	stump(c, 640, 716)
	tower(c, x, lamp, foot)
	rock := func(left, right, top float64, seed uint64) {
		r := seeded(seed)
		pts := []draw.Pt{pt(left-40, 940)}
		for px := left; px <= right; px += 46 {
			pts = append(pts, pt(px, top+between(r, -18, 22)+34*math.Pow((px-(left+right)/2)/(right-left)*2, 2)))
		}
		c.Fill(draw.Poly(append(pts, pt(right+40, 940))...), draw.Hex(0x161e22))
	}
	rock(500, 1150, 716, 5)
	rock(250, 470, 800, 8)
	swell := []draw.Pt{pt(-40, 860), pt(120, 838), pt(300, 856), pt(430, 832), pt(620, 858), pt(800, 836), pt(980, 860), pt(1170, 830), pt(1380, 858), pt(1640, 836)}
	line := draw.Smooth(swell, false)[0]
	c.Fill(draw.Path{append(line, pt(1640, 940), pt(-40, 940))}, draw.Hex(0x1a2f3e))
	c.Stroke(draw.Path{line}, 5, draw.Hex(0xd3dbd5))
	return c
}

// tower draws the shaft on its drum, the lantern and the lamp.
func tower(c *draw.Canvas, x, lamp, foot float64) {
	stoneLight, stoneDark := draw.Hex(0xcfc6ae), draw.Hex(0x9b947f)
	c.Fill(draw.Rect(x-98, foot-96, 196, 140), stoneDark)
	c.Fill(draw.Rect(x-98, foot-96, 110, 140), draw.Blend(stoneDark, stoneLight, .55))
	var left, right []draw.Pt
	for t := 0.0; t < 1.02; t += .05 {
		half := 42 + 34*math.Pow(t, 2.4)
		left = append(left, pt(x-half, lamp+62+(foot-96-lamp-62)*t))
		right = append([]draw.Pt{pt(x+half, lamp+62+(foot-96-lamp-62)*t)}, right...)
	}
	shaft := draw.Poly(append(left, right...)...)
	c.Fill(shaft, stoneLight)
	c.Clip(shaft, func() {
		c.Fill(draw.Rect(x+10, lamp, 120, foot-lamp), stoneDark)
		for yy := lamp + 80; yy < foot; yy += 26 {
			c.Stroke(seg(x-120, yy, x+120, yy), 1.6, draw.Alpha(ink, .28))
		}
	})
	for i := range 5 {
		c.Fill(draw.RoundRect(x-9, lamp+100+float64(i)*66, 18, 30, 6), ink)
	}
	c.Fill(draw.Rect(x-62, lamp+48, 124, 16), ink)
	c.Fill(draw.Rect(x-34, lamp-44, 68, 92), draw.Hex(0xf7e7ae))
	for _, dx := range []float64{-34, -12, 12, 34} {
		c.Stroke(seg(x+dx, lamp-44, x+dx, lamp+48), 4, ink)
	}
	c.Fill(draw.Sector(x, lamp-44, 0, 44, 180, 360), ink)
	c.Stroke(seg(x, lamp-86, x, lamp-118), 5, ink)
	c.Fill(draw.Circle(x, lamp, 18), white)
}

// stump draws the lowest courses of an older tower.
func stump(c *draw.Canvas, x, foot float64) {
	body := draw.Poly(pt(x-64, foot+30), pt(x-50, foot-70), pt(x-44, foot-92), pt(x+44, foot-88), pt(x+50, foot-66), pt(x+64, foot+30))
	c.Fill(body, draw.Hex(0x8f8672))
	c.Clip(body, func() {
		c.Fill(draw.Rect(x+8, foot-120, 90, 200), draw.Hex(0x6f6858))
		for i := range 6 {
			c.Stroke(seg(x-90, foot-68+float64(i)*22, x+90, foot-68+float64(i)*22), 2, draw.Alpha(ink, .35))
		}
	})
}
