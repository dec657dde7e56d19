package draw

import "math"

// Outline gives the area that a pen of the given width covers along a path,
// with round joins. Ends are cut off square; with round they are round.
func Outline(p Path, width float64, round bool) Path {
	var out Path
	for _, line := range p {
		out = appendOutline(out, line, width/2, round)
	}
	return out
}

func appendOutline(out Path, line []Pt, r float64, round bool) Path {
	loop := len(line) > 2 && line[0] == line[len(line)-1]
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		l := math.Hypot(dx, dy)
		if l == 0 {
			continue
		}
		nx, ny := -dy/l*r, dx/l*r
		out = append(out, oriented([]Pt{{a.X + nx, a.Y + ny}, {b.X + nx, b.Y + ny}, {b.X - nx, b.Y - ny}, {a.X - nx, a.Y - ny}}))
	}
	for i, q := range line {
		end := i == 0 || i == len(line)-1
		if end && !round && !loop {
			continue
		}
		if !end && !bends(line[i-1], q, line[i+1], r) {
			continue
		}
		out = append(out, oriented(dot(q, r)))
	}
	return out
}

// bends reports whether the gap at a join would be visible.
func bends(a, b, c Pt, r float64) bool {
	turn := math.Atan2(c.Y-b.Y, c.X-b.X) - math.Atan2(b.Y-a.Y, b.X-a.X)
	return math.Abs(math.Sin(turn/2))*r > .12
}

func dot(c Pt, r float64) []Pt {
	n := max(8, int(4*math.Sqrt(r))*2)
	pts := make([]Pt, n)
	for i := range pts {
		pts[i] = Polar(c.X, c.Y, r, 360*float64(i)/float64(n))
	}
	return pts
}

// oriented turns a polygon so that its area is positive: pieces of a stroke
// must not cancel one another out where they overlap.
func oriented(pts []Pt) []Pt {
	area := 0.0
	for i, q := range pts {
		p := pts[(i+len(pts)-1)%len(pts)]
		area += p.X*q.Y - q.X*p.Y
	}
	if area < 0 {
		for i, j := 0, len(pts)-1; i < j; i, j = i+1, j-1 {
			pts[i], pts[j] = pts[j], pts[i]
		}
	}
	return pts
}

// Dashes cuts a path into dashes of length on, with gaps of length off.
func Dashes(p Path, on, off float64) Path {
	var out Path
	for _, line := range p {
		out = appendDashes(out, line, on, off)
	}
	return out
}

func appendDashes(out Path, line []Pt, on, off float64) Path {
	drawing, left := true, on
	var current []Pt
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for {
			l := math.Hypot(b.X-a.X, b.Y-a.Y)
			if drawing && len(current) == 0 {
				current = []Pt{a}
			}
			if l <= left {
				left -= l
				if drawing {
					current = append(current, b)
				}
				break
			}
			a = Pt{a.X + (b.X-a.X)*left/l, a.Y + (b.Y-a.Y)*left/l}
			if drawing {
				out = append(out, append(current, a))
				current, left = nil, off
			} else {
				left = on
			}
			drawing = !drawing
		}
	}
	if len(current) > 1 {
		out = append(out, current)
	}
	return out
}
