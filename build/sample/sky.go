package main

import (
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// star is a place in the sky: right ascension in hours, declination in degrees
// (J2000), and magnitude.
type star struct{ ra, dec, mag float64 }

// constellations are lines of bright stars as they are commonly joined, from
// the Yale Bright Star Catalogue, rounded.
var constellations = [][]star{
	{{13.79, 49.31, 1.9}, {13.40, 54.93, 2.2}, {12.90, 55.96, 1.8}, {12.26, 57.03, 3.3}, {11.06, 61.75, 1.8}, {11.03, 56.38, 2.4}, {11.90, 53.69, 2.4}, {12.26, 57.03, 3.3}},
	{{2.53, 89.26, 2}, {17.54, 86.59, 4.4}, {16.77, 82.04, 4.2}, {15.73, 77.79, 4.3}, {14.85, 74.16, 2.1}, {15.35, 71.83, 3}, {16.29, 75.76, 5}, {15.73, 77.79, 4.3}},
	{{.15, 59.15, 2.3}, {.68, 56.54, 2.2}, {.95, 60.72, 2.2}, {1.43, 60.24, 2.7}, {1.91, 63.67, 3.4}},
	{{21.31, 62.59, 2.5}, {21.48, 70.56, 3.2}, {23.66, 77.63, 3.2}, {22.83, 66.20, 3.5}, {22.18, 58.20, 3.4}, {21.31, 62.59, 2.5}},
	{{11.52, 69.33, 3.8}, {12.56, 69.79, 3.9}, {14.07, 64.38, 3.7}, {15.42, 58.97, 3.3}, {16.03, 58.57, 4}, {16.40, 61.51, 2.7}, {17.15, 65.71, 3.2}, {18.35, 72.73, 3.6}, {19.80, 70.27, 3.8}, {19.21, 67.66, 3.1}, {17.89, 56.87, 3.7}, {17.94, 51.49, 2.2}, {17.51, 52.30, 2.8}, {17.54, 55.18, 4.9}, {17.89, 56.87, 3.7}},
	{{20.69, 45.28, 1.2}, {20.37, 40.26, 2.2}, {19.51, 27.96, 3.1}},
	{{19.75, 45.13, 2.9}, {20.37, 40.26, 2.2}, {20.77, 33.97, 2.5}},
	{{18.62, 38.78, 0}, {18.75, 37.61, 4.3}, {18.91, 36.90, 4.3}, {18.98, 32.69, 3.2}, {18.84, 33.36, 3.5}, {18.75, 37.61, 4.3}},
	{{5.28, 46, .1}, {5.99, 44.95, 1.9}, {5.99, 37.21, 2.6}, {5.44, 28.61, 1.6}, {4.95, 33.17, 2.7}, {5.28, 46, .1}},
	{{3.08, 53.51, 2.9}, {3.41, 49.86, 1.8}, {3.72, 47.79, 3}, {3.96, 40.01, 2.9}, {3.90, 31.88, 2.8}},
	{{3.41, 49.86, 1.8}, {3.14, 40.96, 2.1}},
	{{.14, 29.09, 2.1}, {.66, 30.86, 3.3}, {1.16, 35.62, 2.1}, {2.07, 42.33, 2.3}},
	{{7.58, 31.89, 1.6}, {7.76, 28.03, 1.1}},
	{{14.26, 19.18, 0}, {14.75, 27.07, 2.4}, {15.26, 33.31, 3.5}, {15.03, 40.39, 3.5}, {14.54, 38.31, 3}, {14.26, 19.18, 0}},
	{{15.55, 29.11, 3.7}, {15.58, 26.71, 2.2}, {15.71, 26.30, 3.8}, {15.83, 26.07, 4.6}, {15.96, 26.88, 4.1}},
	{{16.69, 31.60, 2.8}, {16.71, 38.92, 3.5}, {17.25, 36.81, 3.2}, {17.00, 30.93, 3.9}, {16.69, 31.60, 2.8}},
	{{10.33, 19.84, 2}, {10.28, 23.42, 3.4}, {9.88, 26.01, 3.9}, {9.76, 23.77, 3}},
}

// starChart draws the northern sky about its pole, to 15 degrees north.
func starChart(*studio) *draw.Canvas {
	c := draw.New(squareSide, squareSide, night)
	const x, y, r = 600, 600, 540
	c.Fill(draw.Circle(x, y, r), navy)
	at := func(s star) draw.Pt { // equidistant from the pole, east to the left
		return draw.Polar(x, y, r*(90-s.dec)/75, -s.ra*15-90)
	}
	faint := draw.Alpha(teal, .3)
	for _, d := range []float64{30, 50, 70} {
		c.Stroke(draw.Circle(x, y, r*(90-d)/75), 1.3, faint)
	}
	for h := range 12 {
		c.Stroke(ray(x, y, r*5/75, r, float64(h)*30), 1.3, faint)
	}
	c.Stroke(draw.Dashes(ecliptic(x, y, r), 12, 9), 2, draw.Alpha(gold, .75))
	rnd := seeded(23)
	for range 620 {
		s := star{rnd.Float64() * 24, 90 - 75*math.Sqrt(rnd.Float64()), 0}
		p := at(s)
		c.Fill(draw.Circle(p.X, p.Y, between(rnd, .7, 1.7)), draw.Alpha(silver, between(rnd, .25, .7)))
	}
	for _, line := range constellations {
		for i := 1; i < len(line); i++ {
			a, b := at(line[i-1]), at(line[i])
			l := math.Hypot(b.X-a.X, b.Y-a.Y)
			ux, uy := (b.X-a.X)/l*13, (b.Y-a.Y)/l*13
			c.Stroke(seg(a.X+ux, a.Y+uy, b.X-ux, b.Y-uy), 2, draw.Alpha(silver, .6))
		}
	}
	for _, line := range constellations {
		for _, s := range line {
			p := at(s)
			c.Fill(draw.Circle(p.X, p.Y, 10.5-1.7*s.mag), draw.Hex(0xf4ecd2))
		}
	}
	c.Stroke(draw.Circle(x, y, r), 4, silver)
	c.Stroke(draw.Circle(x, y, r+26), 2, silver)
	ticks(c, x, y, r, r+13, 144, 1.6, silver)
	ticks(c, x, y, r, r+26, 24, 3, silver)
	return c
}

func ecliptic(x, y, r float64) draw.Path {
	var pts []draw.Pt
	for l := 20.0; l <= 160; l += 2 {
		s, co := math.Sincos(rad(l))
		dec := math.Asin(math.Sin(rad(23.44))*s) * 180 / math.Pi
		ra := math.Atan2(math.Cos(rad(23.44))*s, co) * 12 / math.Pi
		if dec >= 15 {
			pts = append(pts, draw.Polar(x, y, r*(90-dec)/75, -ra*15-90))
		}
	}
	return draw.Line(pts...)
}

// astrolabe draws the plate of an astrolabe for latitude 33 degrees, by
// stereographic projection from the south pole of the sky, and the pointers of
// its rete.
func astrolabe(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x1b3147))
	rnd := seeded(11)
	for range 220 {
		c.Fill(draw.Circle(between(rnd, 0, leadW), between(rnd, 0, leadH), between(rnd, .8, 2.2)), draw.Alpha(silver, between(rnd, .2, .8)))
	}
	const x, y, lat, tilt = 800, 470, 33.0, 23.44
	outer := 350.0
	eq := outer * math.Tan(rad(45-tilt/2)) // radius of the equator
	brass, dark := draw.Hex(0xd0a557), draw.Hex(0x5d431a)
	c.Fill(draw.Circle(x+12, y+16, 412), draw.Alpha(night, .6))
	c.Fill(draw.Circle(x, 42, 26), brass)
	c.Fill(draw.Circle(x, 42, 15), draw.Hex(0x1b3147))
	c.Fill(draw.Poly(pt(x-86, 84), pt(x-40, 62), pt(x, 50), pt(x+40, 62), pt(x+86, 84), pt(x+110, 100), pt(x-110, 100)), brass)
	c.Fill(draw.Circle(x, y, 412), draw.Hex(0x94702f))
	c.Fill(draw.Circle(x, y, 406), brass)
	ticks(c, x, y, 360, 374, 360, 1.4, dark)
	ticks(c, x, y, 360, 384, 72, 2, dark)
	ticks(c, x, y, 360, 402, 24, 2.4, dark)
	c.Fill(draw.Circle(x, y, 354), draw.Hex(0xe7cf96))
	c.Clip(draw.Circle(x, y, outer), func() {
		fine := draw.Alpha(dark, .62)
		for h := 0.0; h < 90; h += 6 { // circles of equal altitude
			d := math.Sin(rad(lat)) + math.Sin(rad(h))
			w := 1.7
			if h == 0 {
				w = 4
			}
			c.Stroke(draw.Circle(x, y-eq*math.Cos(rad(lat))/d, eq*math.Cos(rad(h))/d), w, fine)
		}
		azimuths(c, x, y, eq, lat, fine)
		c.Stroke(draw.Circle(x, y, eq), 3, draw.Hex(0x8a3a26))
		c.Stroke(draw.Circle(x, y, eq*eq/outer), 3, dark)
		c.Stroke(seg(x-outer, y, x+outer, y), 2, dark)
		c.Stroke(seg(x, y-outer, x, y+outer), 2, dark)
	})
	rete(c, x, y, eq, tilt)
	hand(c, x, y, 348, 348, 22, 62, draw.Hex(0x7a5a22))
	c.Fill(draw.Circle(x, y, 17), draw.Hex(0x94702f))
	c.Fill(draw.Circle(x, y, 9), draw.Hex(0xecd596))
	return c
}

// azimuths draws the circles through zenith and nadir, above the horizon only.
func azimuths(c *draw.Canvas, x, y, eq, lat float64, col color.RGBA) {
	for az := 0.0; az < 360; az += 15 {
		var pts []draw.Pt
		for h := 0.0; h <= 84; h += 3 {
			sd := math.Sin(rad(lat))*math.Sin(rad(h)) + math.Cos(rad(lat))*math.Cos(rad(h))*math.Cos(rad(az))
			dec := math.Asin(sd)
			ha := math.Atan2(math.Sin(rad(az))*math.Cos(rad(h)), math.Sin(rad(h))*math.Cos(rad(lat))-math.Cos(rad(h))*math.Cos(rad(az))*math.Sin(rad(lat)))
			r := eq * math.Tan(math.Pi/4-dec/2)
			s, co := math.Sincos(ha)
			pts = append(pts, pt(x+r*s, y-r*co))
		}
		c.Stroke(draw.Line(pts...), 1.3, col)
	}
}

// rete draws the ring of the zodiac and a pointer for each of twelve stars.
func rete(c *draw.Canvas, x, y, eq, tilt float64) {
	turn := func(p draw.Path) draw.Path { return p.Rotate(x, y, -28) }
	r, off := eq/math.Cos(rad(tilt)), eq*math.Tan(rad(tilt))
	steel, edge := draw.Hex(0xb98736), draw.Hex(0x4a3412)
	c.Fill(turn(draw.Ring(x, y-off, r-24, r)), edge)
	c.Fill(turn(draw.Ring(x, y-off, r-21.5, r-2.5)), steel)
	for i := range 72 {
		in := r - 12
		if i%6 == 0 {
			in = r - 22
		}
		c.Stroke(turn(ray(x, y-off, in, r-2, float64(i)*5)), 1.6, edge)
	}
	for _, s := range []star{{4.6, 16.5, 0}, {5.24, -8.2, 0}, {5.92, 7.4, 0}, {7.66, 5.2, 0}, {10.14, 12, 0}, {13.42, -11.2, 0}, {14.26, 19.2, 0}, {15.58, 26.7, 0}, {18.62, 38.8, 0}, {19.85, 8.9, 0}, {20.69, 45.3, 0}, {22.96, -14, 0}} {
		rr := eq * math.Tan(math.Pi/4-rad(s.dec)/2)
		tip := draw.Polar(x, y, rr, -s.ra*15-90)
		a := math.Atan2(tip.Y-(y-off), tip.X-x) * 180 / math.Pi
		from := draw.Polar(x, y-off, r-12, a)
		mid := draw.Polar((from.X+tip.X)/2, (from.Y+tip.Y)/2, 12, a+90)
		curve := draw.Smooth([]draw.Pt{from, mid, tip}, false)
		c.StrokeRound(turn(curve), 9, edge)
		c.StrokeRound(turn(curve), 5, steel)
		c.Fill(turn(draw.Star(tip.X, tip.Y, 5, 15, 4)), edge)
	}
}

// analemma draws the place of the noon sun at Greenwich, week by week.
func analemma(s *studio) *draw.Canvas {
	c := draw.New(900, 1200, draw.Hex(0x274a63))
	bands := []color.RGBA{draw.Hex(0x2f5670), draw.Hex(0x3c6780), draw.Hex(0x527b8e), draw.Hex(0x74959c), draw.Hex(0xa3b2a6), draw.Hex(0xd8c79c)}
	for i, col := range bands {
		c.Fill(draw.Rect(0, 330+float64(i)*130, 900, 900), col)
	}
	at := func(day float64) draw.Pt {
		b := rad(360 / 365.0 * (day - 81))
		minutes := 9.87*math.Sin(2*b) - 7.53*math.Cos(b) - 1.5*math.Sin(b)
		dec := 23.44 * math.Sin(rad(360/365.0*(day-81)))
		return pt(450+minutes*13.5, 545-dec*17.6)
	}
	c.Stroke(seg(450, 90, 450, 990), 1.6, draw.Alpha(white, .35))
	for day := 1.0; day <= 365; day += 7 {
		p := at(day)
		c.Fill(draw.Circle(p.X, p.Y, 20), draw.Alpha(gold, .25))
		c.Fill(draw.Circle(p.X, p.Y, 13.5), draw.Hex(0xf4dc9a))
	}
	for _, day := range []float64{80, 172, 266, 355} {
		p := at(day)
		c.Fill(draw.Circle(p.X, p.Y, 17), draw.Hex(0xe08a4c))
	}
	hills := func(y, h float64, seed uint64, col color.RGBA) {
		n := draw.NewNoise(seed)
		pts := []draw.Pt{pt(-10, 1210)}
		for x := -10.0; x <= 910; x += 10 {
			pts = append(pts, pt(x, y-h*n.Fractal(x/280, 1, 3)))
		}
		c.Fill(draw.Poly(append(pts, pt(910, 1210))...), col)
	}
	hills(1050, 34, 5, draw.Hex(0x5c7263))
	hills(1105, 26, 6, draw.Hex(0x3a4f45))
	// A post to sight along.
	c.Fill(draw.Rect(444, 985, 12, 220), ink)
	c.Fill(draw.Circle(450, 975, 16), ink)
	c.Fill(draw.Circle(450, 975, 8), draw.Hex(0xd8c79c))
	return c
}
