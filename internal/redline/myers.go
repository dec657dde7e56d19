package redline

// maxSteps bounds the work of one comparison; 8 million steps are some 30 ms. A
// text of n words with d of them changed takes about n + d².
const maxSteps = 8_000_000

// unreached stands where no path came to, far outside of every text.
const unreached = 1 << 30

// differ finds what of a went and what of b came (Myers 1986, section 4b: the path
// is halved at its middle, so that the room is linear).
type differ struct {
	a, b       []int32
	steps      int    // that are left
	gone, came []bool // of a and of b
	f, g       []int  // the furthest points of each diagonal, from the start and from the end
}

func (d *differ) run() {
	d.gone, d.came = make([]bool, len(d.a)), make([]bool, len(d.b))
	d.between(0, len(d.a), 0, len(d.b))
}

// between marks the differences of a[a0:a1] and b[b0:b1]. Each half has half of the
// differences, so that it calls itself no deeper than their logarithm.
func (d *differ) between(a0, a1, b0, b1 int) {
	for a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0] {
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && d.a[a1-1] == d.b[b1-1] {
		a1, b1 = a1-1, b1-1
	}
	if a0 < a1 && b0 < b1 {
		if x, y, found := d.middle(d.a[a0:a1], d.b[b0:b1]); found {
			d.between(a0, a0+x, b0, b0+y)
			d.between(a0+x, a1, b0+y, b1)
			return
		}
	}
	for i := a0; i < a1; i++ {
		d.gone[i] = true
	}
	for j := b0; j < b1; j++ {
		d.came[j] = true
	}
}

// middle gives a point on a shortest path through two texts that begin and end
// otherwise; none where the steps are used up. Diagonal k holds the points with
// x − y = k; the slices have room for one more on either side.
func (d *differ) middle(a, b []int32) (x, y int, found bool) {
	n, m := len(a), len(b)
	d.steps -= n + m
	f, g, zero := d.room(n, m)
	delta := n - m
	odd := delta&1 != 0
	f[zero], g[zero+delta] = 0, n
	for depth := 1; d.steps > 0; depth++ {
		for k := first(depth, -m); k <= min(depth, n); k += 2 {
			x, y := max(f[zero+k-1]+1, f[zero+k+1]), 0
			if y = x - k; x < 0 || y < 0 || x > n || y > m {
				f[zero+k] = -unreached
				continue
			}
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
				d.steps--
			}
			f[zero+k] = x
			if odd && g[zero+k] <= x {
				return x, y, true
			}
		}
		for k := first(depth, -m-delta); k <= min(depth, n-delta); k += 2 {
			at := zero + delta + k
			x, y := min(g[at-1], g[at+1]-1), 0
			if y = x - delta - k; x < 0 || y < 0 || x > n || y > m {
				g[at] = unreached
				continue
			}
			for x > 0 && y > 0 && a[x-1] == b[y-1] {
				x, y = x-1, y-1
				d.steps--
			}
			g[at] = x
			if !odd && f[at] >= x {
				return x, y, true
			}
		}
		d.steps -= 2 * depth
	}
	return 0, 0, false
}

// first is the lowest diagonal of a depth that is not below lo: they alternate.
func first(depth, lo int) int {
	if -depth >= lo {
		return -depth
	}
	return lo + (lo+depth)&1
}

// room gives the diagonals −m−1 to n+1, none of them reached, and where 0 stands.
func (d *differ) room(n, m int) (f, g []int, zero int) {
	size := n + m + 3
	if cap(d.f) < size {
		d.f, d.g = make([]int, size), make([]int, size)
	}
	f, g = d.f[:size], d.g[:size]
	for i := range f {
		f[i], g[i] = -unreached, unreached
	}
	return f, g, m + 1
}

// spans gives the stretches of both sides in order.
func (d *differ) spans() []span {
	var out []span
	for i, j := 0, 0; i < len(d.a) || j < len(d.b); {
		s := span{a0: i, b0: j}
		for i < len(d.a) && d.gone[i] {
			i++
		}
		for j < len(d.b) && d.came[j] {
			j++
		}
		if s.same = i == s.a0 && j == s.b0; s.same {
			for i < len(d.a) && j < len(d.b) && !d.gone[i] && !d.came[j] {
				i, j = i+1, j+1
			}
		}
		s.a1, s.b1 = i, j
		out = append(out, s)
	}
	return out
}
