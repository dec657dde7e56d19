package draw

import (
	"math"
	"math/rand/v2"
)

// Noise is smooth value noise over the plane, between −1 and 1.
type Noise struct{ lattice [256 * 256]float64 }

// NewNoise gives the noise of a seed.
func NewNoise(seed uint64) *Noise {
	r := rand.New(rand.NewPCG(seed, 7))
	n := &Noise{}
	for i := range n.lattice {
		n.lattice[i] = 2*r.Float64() - 1
	}
	return n
}

// At gives the noise at a point; its features are about 1 wide.
func (n *Noise) At(x, y float64) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	u, v := fade(x-fx), fade(y-fy)
	at := func(i, j int) float64 { return n.lattice[(i&255)*256+(j&255)] }
	top := at(ix, iy)*(1-u) + at(ix+1, iy)*u
	low := at(ix, iy+1)*(1-u) + at(ix+1, iy+1)*u
	return top*(1-v) + low*v
}

// Fractal sums the given number of octaves.
func (n *Noise) Fractal(x, y float64, octaves int) float64 {
	sum, amp := 0.0, 1.0
	for range octaves {
		sum += amp * n.At(x, y)
		x, y, amp = x*2+17.3, y*2+5.1, amp/2
	}
	return sum
}

func fade(t float64) float64 { return t * t * t * (t*(t*6-15) + 10) }

// Field is a height over the canvas, sampled on a grid.
type Field struct {
	step  float64
	cols  int
	rows  int
	value []float64
}

// Sample evaluates f over w × h pixels (and a little outside) every step pixels.
func Sample(w, h int, step float64, f func(x, y float64) float64) *Field {
	cols, rows := int(float64(w)/step)+4, int(float64(h)/step)+4
	out := &Field{step: step, cols: cols, rows: rows, value: make([]float64, cols*rows)}
	for j := range rows {
		for i := range cols {
			out.value[j*cols+i] = f(out.x(i), out.x(j))
		}
	}
	return out
}

func (f *Field) x(i int) float64 { return float64(i-1) * f.step }

// Contour gives the lines along which the field has the given height, joined
// into polylines (marching squares).
func (f *Field) Contour(level float64) Path {
	next := map[Pt]Pt{}
	for j := range f.rows - 1 {
		for i := range f.cols - 1 {
			f.cell(i, j, level, next)
		}
	}
	return chain(next)
}

// cell adds the crossings of one cell, directed with the high side at the left,
// so that every point has at most one successor.
func (f *Field) cell(i, j int, level float64, next map[Pt]Pt) {
	a, b := f.value[j*f.cols+i]-level, f.value[j*f.cols+i+1]-level
	d, c := f.value[(j+1)*f.cols+i]-level, f.value[(j+1)*f.cols+i+1]-level
	x, y, x1, y1, s := f.x(i), f.x(j), f.x(i+1), f.x(j+1), f.step
	top := func() Pt { return Pt{x + s*a/(a-b), y} }
	right := func() Pt { return Pt{x1, y + s*b/(b-c)} }
	low := func() Pt { return Pt{x + s*d/(d-c), y1} }
	left := func() Pt { return Pt{x, y + s*a/(a-d)} }
	code := 0
	for bit, v := range [4]float64{a, b, c, d} {
		if v > 0 {
			code |= 1 << bit
		}
	}
	switch code {
	case 1:
		next[left()] = top()
	case 2:
		next[top()] = right()
	case 3:
		next[left()] = right()
	case 4:
		next[right()] = low()
	case 5:
		next[left()] = top()
		next[right()] = low()
	case 6:
		next[top()] = low()
	case 7:
		next[left()] = low()
	case 8:
		next[low()] = left()
	case 9:
		next[low()] = top()
	case 10:
		next[top()] = right()
		next[low()] = left()
	case 11:
		next[low()] = right()
	case 12:
		next[right()] = left()
	case 13:
		next[right()] = top()
	case 14:
		next[top()] = left()
	}
}

// chain joins the steps, walking the grid in order so that the outcome does not
// depend on the map's order.
func chain(next map[Pt]Pt) Path {
	entered := make(map[Pt]bool, len(next))
	for _, to := range next {
		entered[to] = true
	}
	starts := sortedPoints(next)
	var out Path
	walk := func(from Pt) {
		line := []Pt{from}
		for {
			to, ok := next[from]
			if !ok {
				break
			}
			delete(next, from)
			line = append(line, to)
			from = to
		}
		if len(line) > 2 {
			out = append(out, line)
		}
	}
	for _, p := range starts { // open lines from where they begin
		if !entered[p] {
			walk(p)
		}
	}
	for _, p := range starts { // then the closed ones
		if _, ok := next[p]; ok {
			walk(p)
		}
	}
	return out
}
