package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Coast is the edge of an area of land in degrees: X longitude, Y latitude.
type Coast []Pt

// ParseRings reads one ring a line, points as "longitude,latitude".
func ParseRings(text string) ([]Coast, error) {
	var out []Coast
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var ring Coast
		for _, word := range strings.Fields(line) {
			var p Pt
			if _, err := fmt.Sscanf(word, "%g,%g", &p.X, &p.Y); err != nil {
				return nil, fmt.Errorf("line %d: read %q: %w", n+1, word, err)
			}
			ring = append(ring, p)
		}
		out = append(out, ring)
	}
	return out, nil
}

// Projection puts a place (X longitude, Y latitude) on the canvas; ok is false
// where it cannot be seen.
type Projection func(place Pt) (at Pt, ok bool)

// Mercator maps with a scale in pixels a degree of longitude, the given place at
// the given point.
func Mercator(centre Pt, at Pt, scale float64) Projection {
	y0 := mercatorY(centre.Y)
	return func(p Pt) (Pt, bool) {
		return Pt{at.X + (p.X-centre.X)*scale, at.Y - (mercatorY(p.Y)-y0)*scale}, true
	}
}

func mercatorY(lat float64) float64 {
	lat = min(max(lat, -85), 85)
	return math.Log(math.Tan(math.Pi/4+lat*math.Pi/360)) * 180 / math.Pi
}

// Conic is Lambert's conformal conic projection (Snyder, Map Projections: A
// Working Manual, 1987, section 15) with two standard parallels.
func Conic(centre, at Pt, scale, south, north float64) Projection {
	rad := math.Pi / 180
	t := func(lat float64) float64 { return math.Tan(math.Pi/4 + lat*rad/2) }
	n := math.Log(math.Cos(south*rad)/math.Cos(north*rad)) / math.Log(t(north)/t(south))
	f := math.Cos(south*rad) * math.Pow(t(south), n) / n
	rho := func(lat float64) float64 { return f / math.Pow(t(lat), n) * scale / rad }
	r0 := rho(centre.Y)
	return func(p Pt) (Pt, bool) {
		r, a := rho(p.Y), n*(p.X-centre.X)*rad
		return Pt{at.X + r*math.Sin(a), at.Y - r0 + r*math.Cos(a)}, p.Y > -60
	}
}

// Flat is the equirectangular projection.
func Flat(centre, at Pt, scale float64) Projection {
	return func(p Pt) (Pt, bool) {
		return Pt{at.X + (p.X-centre.X)*scale, at.Y - (p.Y-centre.Y)*scale}, true
	}
}

// Globe is the orthographic projection. What lies on the far side is put on the
// rim and is not ok.
func Globe(centre, at Pt, radius float64) Projection {
	rad := math.Pi / 180
	s0, c0 := math.Sincos(centre.Y * rad)
	return func(p Pt) (Pt, bool) {
		s, c := math.Sincos(p.Y * rad)
		sl, cl := math.Sincos((p.X - centre.X) * rad)
		x, y, z := c*sl, c0*s-s0*c*cl, s0*s+c0*c*cl
		if z < 0 {
			l := max(math.Hypot(x, y), 1e-9)
			x, y = x/l, y/l
		}
		return Pt{at.X + radius*x, at.Y - radius*y}, z >= 0
	}
}

// Land projects rings as areas to fill.
func Land(rings []Coast, project Projection) Path {
	var out Path
	for _, ring := range rings {
		line := make([]Pt, 0, len(ring))
		seen := false
		for _, p := range ring {
			q, ok := project(p)
			seen = seen || ok
			line = append(line, q)
		}
		if seen {
			out = append(out, closed(line))
		}
	}
	return out
}

// Course projects a line through places, each leg cut into short steps along
// the parallel of its projection, or along the great circle.
func Course(project Projection, great bool, places ...Pt) Path {
	var out Path
	var line []Pt
	for i := 1; i < len(places); i++ {
		a, b := places[i-1], places[i]
		steps := int(max(math.Abs(b.X-a.X), math.Abs(b.Y-a.Y))) + 2
		for s := 0; s <= steps; s++ {
			t := float64(s) / float64(steps)
			p := Pt{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}
			if great {
				p = greatCircle(a, b, t)
			}
			q, ok := project(p)
			if !ok {
				if len(line) > 1 {
					out = append(out, line)
				}
				line = nil
				continue
			}
			line = append(line, q)
		}
	}
	if len(line) > 1 {
		out = append(out, line)
	}
	return out
}

func greatCircle(a, b Pt, t float64) Pt {
	va, vb := unit(a), unit(b)
	angle := math.Acos(min(max(va[0]*vb[0]+va[1]*vb[1]+va[2]*vb[2], -1), 1))
	if angle < 1e-9 {
		return a
	}
	wa, wb := math.Sin((1-t)*angle)/math.Sin(angle), math.Sin(t*angle)/math.Sin(angle)
	x, y, z := wa*va[0]+wb*vb[0], wa*va[1]+wb*vb[1], wa*va[2]+wb*vb[2]
	return Pt{math.Atan2(y, x) * 180 / math.Pi, math.Asin(min(max(z, -1), 1)) * 180 / math.Pi}
}

func unit(p Pt) [3]float64 {
	s, c := math.Sincos(p.Y * math.Pi / 180)
	sl, cl := math.Sincos(p.X * math.Pi / 180)
	return [3]float64{c * cl, c * sl, s}
}

// Graticule gives meridians and parallels every step degrees.
func Graticule(project Projection, west, south, east, north, step float64) Path {
	var out Path
	for lon := west; lon <= east; lon += step {
		out = append(out, Course(project, false, Pt{lon, south}, Pt{lon, north})...)
	}
	for lat := south; lat <= north; lat += step {
		out = append(out, Course(project, false, Pt{west, lat}, Pt{east, lat})...)
	}
	return out
}

func sortedPoints(m map[Pt]Pt) []Pt {
	out := make([]Pt, 0, len(m))
	for p := range m {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Pt) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	return out
}
