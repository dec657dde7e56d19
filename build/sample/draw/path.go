package draw

import "math"

// Pt is a point in pixels, y downwards.
type Pt struct{ X, Y float64 }

// Path is a list of polylines. Fill closes each of them; Stroke closes those
// whose last point equals the first.
type Path [][]Pt

// Poly gives a closed polygon through the points.
func Poly(pts ...Pt) Path { return Path{closed(pts)} }

// Line gives an open polyline through the points.
func Line(pts ...Pt) Path { return Path{pts} }

// Rect gives a rectangle by its corner and size.
func Rect(x, y, w, h float64) Path {
	return Poly(Pt{x, y}, Pt{x + w, y}, Pt{x + w, y + h}, Pt{x, y + h})
}

// RoundRect gives a rectangle with corners of radius r.
func RoundRect(x, y, w, h, r float64) Path {
	var pts []Pt
	corner := func(cx, cy, from float64) {
		for i := 0; i <= 8; i++ {
			a := (from + 90*float64(i)/8) * math.Pi / 180
			pts = append(pts, Pt{cx + r*math.Cos(a), cy + r*math.Sin(a)})
		}
	}
	corner(x+w-r, y+h-r, 0)
	corner(x+r, y+h-r, 90)
	corner(x+r, y+r, 180)
	corner(x+w-r, y+r, 270)
	return Poly(pts...)
}

// Circle gives a circle about a centre.
func Circle(cx, cy, r float64) Path { return Ellipse(cx, cy, r, r) }

// Ellipse gives an axis-parallel ellipse.
func Ellipse(cx, cy, rx, ry float64) Path {
	return Path{closed(arcPoints(cx, cy, rx, ry, 0, 360))}
}

// Arc gives an open arc from one angle to another, in degrees clockwise from
// the right-hand axis.
func Arc(cx, cy, r, from, to float64) Path {
	return Path{arcPoints(cx, cy, r, r, from, to)}
}

// Sector gives the part of a ring between two radii and two angles (degrees,
// clockwise from the right-hand axis).
func Sector(cx, cy, inner, outer, from, to float64) Path {
	pts := arcPoints(cx, cy, outer, outer, from, to)
	pts = append(pts, arcPoints(cx, cy, inner, inner, to, from)...)
	return Poly(pts...)
}

// Ring gives the whole ring between two radii.
func Ring(cx, cy, inner, outer float64) Path {
	in := arcPoints(cx, cy, inner, inner, 360, 0)
	return Path{closed(arcPoints(cx, cy, outer, outer, 0, 360)), closed(in)}
}

// Star gives a star of n points, the first one upwards.
func Star(cx, cy, inner, outer float64, n int) Path {
	var pts []Pt
	for i := range 2 * n {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		pts = append(pts, Polar(cx, cy, r, -90+180*float64(i)/float64(n)))
	}
	return Poly(pts...)
}

// Polar gives the point at a radius and an angle in degrees clockwise from the
// right-hand axis.
func Polar(cx, cy, r, deg float64) Pt {
	s, c := math.Sincos(deg * math.Pi / 180)
	return Pt{cx + r*c, cy + r*s}
}

// Smooth gives a Catmull–Rom curve through the points, open or closed.
func Smooth(pts []Pt, close bool) Path {
	n := len(pts)
	at := func(i int) Pt {
		if close {
			return pts[((i%n)+n)%n]
		}
		return pts[min(max(i, 0), n-1)]
	}
	last := n - 1
	if close {
		last = n
	}
	var out []Pt
	for i := range last {
		p0, p1, p2, p3 := at(i-1), at(i), at(i+1), at(i+2)
		steps := int(math.Hypot(p2.X-p1.X, p2.Y-p1.Y)/6) + 2
		for s := range steps {
			t := float64(s) / float64(steps)
			out = append(out, Pt{catmull(p0.X, p1.X, p2.X, p3.X, t), catmull(p0.Y, p1.Y, p2.Y, p3.Y, t)})
		}
	}
	out = append(out, at(last))
	return Path{out}
}

func catmull(a, b, c, d, t float64) float64 {
	return .5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
}

// Move shifts a path.
func (p Path) Move(dx, dy float64) Path {
	return p.each(func(q Pt) Pt { return Pt{q.X + dx, q.Y + dy} })
}

// Scale scales a path about a centre; a negative factor mirrors it.
func (p Path) Scale(cx, cy, sx, sy float64) Path {
	return p.each(func(q Pt) Pt { return Pt{cx + (q.X-cx)*sx, cy + (q.Y-cy)*sy} })
}

// Rotate turns a path about a centre, in degrees clockwise.
func (p Path) Rotate(cx, cy, deg float64) Path {
	s, c := math.Sincos(deg * math.Pi / 180)
	return p.each(func(q Pt) Pt {
		x, y := q.X-cx, q.Y-cy
		return Pt{cx + x*c - y*s, cy + x*s + y*c}
	})
}

// Bounds gives the smallest box round a path.
func (p Path) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, line := range p {
		for _, q := range line {
			x0, y0 = min(x0, q.X), min(y0, q.Y)
			x1, y1 = max(x1, q.X), max(y1, q.Y)
		}
	}
	return x0, y0, x1, y1
}

func (p Path) each(f func(Pt) Pt) Path {
	out := make(Path, len(p))
	for i, line := range p {
		out[i] = make([]Pt, len(line))
		for j, q := range line {
			out[i][j] = f(q)
		}
	}
	return out
}

func arcPoints(cx, cy, rx, ry, from, to float64) []Pt {
	n := int(math.Abs(to-from)/360*math.Max(24, 2.2*math.Sqrt(max(rx, ry))*8)) + 2
	pts := make([]Pt, n+1)
	for i := range pts {
		s, c := math.Sincos((from + (to-from)*float64(i)/float64(n)) * math.Pi / 180)
		pts[i] = Pt{cx + rx*c, cy + ry*s}
	}
	return pts
}

func closed(pts []Pt) []Pt {
	if len(pts) > 0 && pts[0] != pts[len(pts)-1] {
		pts = append(pts, pts[0])
	}
	return pts
}
