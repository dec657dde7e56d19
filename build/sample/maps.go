package main

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"broadsheet/build/sample/draw"
)

// classColour is the colour of a map's first, second and third class.
var classColour = []color.RGBA{ink, slate, brick}

// classIndex numbers the classes in the order in which they come.
func classIndex(features []feature) map[string]int {
	out := map[string]int{}
	for _, f := range features {
		if _, ok := out[f.class]; !ok {
			out[f.class] = len(out)
		}
	}
	return out
}

// townsMap draws the towns that had a press, over Europe.
func (s *studio) townsMap() *draw.Canvas {
	c := draw.New(leadW, leadH, mist)
	g := draw.Conic(pt(9.5, 48), pt(800, 478), 34, 40, 58)
	coast := draw.Land(s.europe, g)
	c.Stroke(coast, 14, draw.Hex(0xcfdad6))
	c.Fill(coast, draw.Hex(0xeee6d2))
	c.Stroke(coast, 1.8, draw.Hex(0x9d9378))
	c.Stroke(draw.Graticule(g, -60, 20, 70, 75, 5), 1, draw.Alpha(slate, .18))
	index := classIndex(s.towns)
	for _, f := range s.towns {
		p, _ := g(f.places[0])
		c.Fill(draw.Circle(p.X, p.Y, 17), draw.Alpha(classColour[index[f.class]], .2))
	}
	for _, f := range s.towns {
		p, _ := g(f.places[0])
		c.Fill(draw.Circle(p.X, p.Y, 8.5), white)
		c.Fill(draw.Circle(p.X, p.Y, 6.5), classColour[index[f.class]])
	}
	for _, n := range []struct {
		label  string
		dx, dy float64
	}{{"Mainz", 14, -14}, {"Venice", 16, -10}, {"Paris", -84, 8}, {"Westminster", -160, 26}, {"Subiaco", 16, 8}, {"Kraków", 16, 8}, {"Lisbon", -100, 8}, {"Stockholm", 16, 8}, {"Constantinople", -80, -24}, {"Seville", 14, -10}} {
		for _, f := range s.towns {
			if f.label != n.label {
				continue
			}
			p, _ := g(f.places[0])
			label, _ := s.regular.Text(n.label, p.X+n.dx, p.Y+n.dy, 28)
			c.Fill(draw.Outline(label, 6, true), draw.Alpha(draw.Hex(0xeee6d2), .9))
			c.Fill(label, ink)
		}
	}
	return c
}

// cablesMap draws submarine cables along great circles over the world.
func (s *studio) cablesMap() *draw.Canvas {
	c := draw.New(leadW, leadH, navy)
	g := draw.Mercator(pt(10, 27), pt(800, 450), 4.45)
	coast := draw.Land(inhabited(s.world), g)
	c.Stroke(draw.Graticule(g, -170, -60, 190, 80, 20), 1, draw.Alpha(teal, .16))
	c.Fill(coast, draw.Hex(0x2a4456))
	c.Stroke(coast, 1.4, draw.Hex(0x4d6a79))
	colours := []color.RGBA{white, gold, draw.Hex(0xe08a6c)}
	index := classIndex(s.cables)
	for _, f := range s.cables {
		path := apart(draw.Course(g, true, f.places...), 400)
		c.StrokeRound(path, 9, draw.Alpha(night, .7))
		c.StrokeRound(path, 4.6, colours[index[f.class]])
	}
	for _, f := range s.cables {
		for _, q := range []draw.Pt{f.places[0], f.places[len(f.places)-1]} {
			p, _ := g(q)
			c.Fill(draw.Circle(p.X, p.Y, 7), night)
			c.Fill(draw.Circle(p.X, p.Y, 5), white)
		}
	}
	return c
}

// inhabited leaves out the land south of 60 degrees, which no cable reached.
func inhabited(world []draw.Coast) []draw.Coast {
	var out []draw.Coast
	for _, ring := range world {
		if slices.MaxFunc(ring, func(a, b draw.Pt) int { return cmp.Compare(a.Y, b.Y) }).Y > -60 {
			out = append(out, ring)
		}
	}
	return out
}

// apart breaks lines where they leap from one edge of the map to the other.
func apart(p draw.Path, leap float64) draw.Path {
	var out draw.Path
	for _, line := range p {
		from := 0
		for i := 1; i < len(line); i++ {
			if math.Abs(line[i].X-line[i-1].X) > leap {
				out = append(out, line[from:i])
				from = i
			}
		}
		out = append(out, line[from:])
	}
	return out
}

// seaRoutes draws the North Atlantic with crossings and a compass rose.
func seaRoutes(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, mist)
	g := draw.Conic(pt(-40, 34), pt(600, 470), 15.5, 20, 50)
	c.Stroke(draw.Graticule(g, -130, 0, 60, 75, 10), 1.6, draw.Alpha(slate, .26))
	coast := draw.Land(s.atlantic, g)
	c.Stroke(coast, 16, draw.Hex(0xcddad7))
	c.Fill(coast, land)
	c.Stroke(coast, 2, draw.Hex(0x7d6d48))
	route := func(col color.RGBA, dashed bool, places ...draw.Pt) {
		p := draw.Course(g, true, places...)
		if dashed {
			p = draw.Dashes(p, 16, 10)
		}
		c.StrokeRound(p, 4.5, col)
	}
	lisbon, azores, bristol, newfoundland := pt(-9.2, 38.6), pt(-27.2, 38.7), pt(-5, 50.2), pt(-52.7, 47.5)
	canaries, antilles, bermuda, verde := pt(-15.4, 28.1), pt(-61, 15.3), pt(-64.7, 32.3), pt(-24, 15.5)
	route(brick, false, lisbon, canaries, antilles)
	route(brick, true, antilles, bermuda, azores, lisbon)
	route(slate, false, bristol, newfoundland)
	route(slate, true, newfoundland, pt(-70, 42.3))
	route(moss, false, lisbon, pt(-17, 32.7), verde, pt(-30, 6))
	route(ink, true, bristol, pt(-12, 44), pt(-17.5, 33.5), verde)
	for _, q := range []draw.Pt{lisbon, azores, bristol, newfoundland, canaries, antilles, bermuda, verde, pt(-70, 42.3)} {
		p, _ := g(q)
		station(c, p.X, p.Y, 11, 4)
	}
	compassRose(c, 640, 775, 104, brick, slate)
	return c
}

// portolan draws the Mediterranean in the manner of a chart on vellum.
func portolan(s *studio) *draw.Canvas {
	ground := draw.Hex(0xe9d7ac)
	c := draw.New(leadW, leadH, ground)
	n := draw.NewNoise(50)
	stains := draw.Sample(leadW, leadH, 10, func(x, y float64) float64 { return n.Fractal(x/340, y/340, 3) })
	for _, l := range []float64{.35, .7} {
		c.Fill(closedOnly(stains.Contour(l)), draw.Alpha(draw.Hex(0xd9c08a), .5))
	}
	g := draw.Mercator(pt(15.5, 38.6), pt(800, 450), 33)
	coast := draw.Land(s.europe, g)
	c.Fill(coast, draw.Alpha(draw.Hex(0xd8b878), .6))
	rhumbs(c, 800, 450, 690)
	c.Stroke(coast, 3.4, draw.Hex(0x4d3417))
	coastNames(c, coast)
	compassRose(c, 800-690*math.Cos(rad(45))*.28, 450+690*.48, 84, brick, moss)
	compassRose(c, 1352, 770, 62, brick, slate)
	c.Stroke(draw.Rect(18, 18, leadW-36, leadH-36), 5, draw.Hex(0x6b4a20))
	c.Stroke(draw.Rect(30, 30, leadW-60, leadH-60), 1.6, draw.Hex(0x6b4a20))
	return c
}

// rhumbs draws the net of sixteen knots on a circle, each joined to all others:
// dark lines for the eight winds, green for the half winds, red for the quarters.
func rhumbs(c *draw.Canvas, x, y, r float64) {
	colours := []color.RGBA{draw.Hex(0x5a4428), moss, brick}
	var knots []draw.Pt
	for i := range 16 {
		knots = append(knots, draw.Polar(x, y, r, float64(i)*22.5))
	}
	for i, a := range knots {
		for j := i + 1; j < 16; j++ {
			kind := (i + j) % 4
			col := colours[[4]int{0, 2, 1, 2}[kind]]
			if (j-i)%2 == 1 {
				continue
			}
			c.Stroke(draw.Line(a, knots[j]), 1.4, draw.Alpha(col, .5))
		}
		c.Stroke(draw.Line(pt(x, y), draw.Polar(x, y, 2*r, float64(i)*22.5)), 1.5, draw.Alpha(colours[[2]int{0, 1}[i%2]], .55))
	}
}

// coastNames draws short strokes landwards from the coast, where a chart has its
// names; the scale makes them unreadable.
func coastNames(c *draw.Canvas, coast draw.Path) {
	r := seeded(3)
	for _, line := range coast {
		if len(line) < 60 {
			continue
		}
		for i := 8; i+8 < len(line); i += 9 {
			a, b, q := line[i-4], line[i+4], line[i]
			l := math.Hypot(b.X-a.X, b.Y-a.Y)
			if q.X < 40 || q.X > leadW-40 || q.Y < 40 || q.Y > leadH-40 || l < 8 {
				continue
			}
			nx, ny := (a.Y-b.Y)/l, (b.X-a.X)/l
			x, y := q.X+nx*8, q.Y+ny*8
			if !inside(coast, x, y) {
				nx, ny = -nx, -ny
				x, y = q.X+nx*8, q.Y+ny*8
			}
			col := draw.Hex(0x4d3417)
			if r.IntN(6) == 0 {
				col = brick
			}
			for d := 0.0; d < between(r, 22, 46); d += 7 {
				w := between(r, 3, 6)
				c.StrokeRound(seg(x+nx*d, y+ny*d, x+nx*(d+w), y+ny*(d+w)), 2.6, draw.Alpha(col, .8))
			}
		}
	}
}

// inside reports whether a point lies in the filled path (even-odd rule).
func inside(p draw.Path, x, y float64) bool {
	in := false
	for _, line := range p {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			if (a.Y > y) != (b.Y > y) && x < a.X+(y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				in = !in
			}
		}
	}
	return in
}

func closedOnly(p draw.Path) draw.Path {
	var out draw.Path
	for _, l := range p {
		if l[0] == l[len(l)-1] {
			out = append(out, l)
		}
	}
	return out
}
