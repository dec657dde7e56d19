// Package thumbhash makes very small placeholders of pictures after Evan
// Wallace's ThumbHash (github.com/evanw/thumbhash, public description): at most
// 25 bytes that keep the shape, the alpha and the colours of a picture, and
// draws them again.
package thumbhash

import (
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"math"
)

// side is the longest side that Encode looks at, in pixels; larger pictures are
// to be scaled down first.
const side = 100

// ErrSize: a picture to encode has more than 100 pixels on a side, or none.
var ErrSize = errors.New("thumbhash: a picture of 1 to 100 pixels on each side is wanted")

// channel is a picture's cosine transform in one channel.
type channel struct {
	dc    float64
	ac    []float64
	scale float64
}

// Encode gives the hash of a picture of at most 100 × 100 pixels.
func Encode(m image.Image) ([]byte, error) {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	if w < 1 || h < 1 || w > side || h > side {
		return nil, ErrSize
	}
	l, p, q, a, alpha := channels(m, w, h)
	limit := 7.0
	if alpha {
		limit = 5 // fewer luminance terms make room for alpha
	}
	longest := math.Max(float64(w), float64(h))
	lx := max(1, int(math.Round(limit*float64(w)/longest)))
	ly := max(1, int(math.Round(limit*float64(h)/longest)))
	lc := transform(l, w, h, max(3, lx), max(3, ly))
	pc := transform(p, w, h, 3, 3)
	qc := transform(q, w, h, 3, 3)
	return pack(lc, pc, qc, a, w, h, lx, ly, alpha), nil
}

// channels parts a picture into luminance, yellow-blue, red-green and alpha,
// put over its average colour.
func channels(m image.Image, w, h int) (l, p, q, a []float64, alpha bool) {
	n := w * h
	l, p, q, a = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	pixels := make([][3]float64, n)
	var average [3]float64
	var weight float64
	for y := range h {
		for x := range w {
			c := color.NRGBAModel.Convert(m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y)).(color.NRGBA)
			i := y*w + x
			a[i] = float64(c.A) / 255
			pixels[i] = [3]float64{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
			for k := range 3 {
				average[k] += a[i] * pixels[i][k]
			}
			weight += a[i]
		}
	}
	if weight > 0 {
		for k := range 3 {
			average[k] /= weight
		}
	}
	for i, pixel := range pixels {
		r := average[0]*(1-a[i]) + a[i]*pixel[0]
		g := average[1]*(1-a[i]) + a[i]*pixel[1]
		b := average[2]*(1-a[i]) + a[i]*pixel[2]
		l[i], p[i], q[i] = (r+g+b)/3, (r+g)/2-b, r-g
	}
	return l, p, q, a, weight < float64(n)
}

func transform(values []float64, w, h, nx, ny int) channel {
	var c channel
	fx := make([]float64, w)
	for cy := range ny {
		for cx := 0; cx*ny < nx*(ny-cy); cx++ {
			for x := range w {
				fx[x] = math.Cos(math.Pi / float64(w) * float64(cx) * (float64(x) + 0.5))
			}
			var f float64
			for y := range h {
				fy := math.Cos(math.Pi / float64(h) * float64(cy) * (float64(y) + 0.5))
				for x := range w {
					f += values[y*w+x] * fx[x] * fy
				}
			}
			f /= float64(w * h)
			if cx == 0 && cy == 0 {
				c.dc = f
				continue
			}
			c.ac = append(c.ac, f)
			c.scale = math.Max(c.scale, math.Abs(f))
		}
	}
	if c.scale > 0 {
		for i := range c.ac {
			c.ac[i] = 0.5 + 0.5/c.scale*c.ac[i]
		}
	}
	return c
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

func pack(l, p, q channel, a []float64, w, h, lx, ly int, alpha bool) []byte {
	landscape := w > h
	head := int(math.Round(63*l.dc)) | int(math.Round(31.5+31.5*p.dc))<<6 | int(math.Round(31.5+31.5*q.dc))<<12 |
		int(math.Round(31*l.scale))<<18 | bit(alpha)<<23
	other := lx
	if landscape {
		other = ly
	}
	tail := other | int(math.Round(63*p.scale))<<3 | int(math.Round(63*q.scale))<<9 | bit(landscape)<<15
	hash := []byte{byte(head), byte(head >> 8), byte(head >> 16), byte(tail), byte(tail >> 8)}
	all := []channel{l, p, q}
	if alpha {
		ac := transform(a, w, h, 5, 5)
		hash = append(hash, byte(int(math.Round(15*ac.dc))|int(math.Round(15*ac.scale))<<4))
		all = append(all, ac)
	}
	start, index := len(hash), 0
	for _, c := range all {
		for _, f := range c.ac {
			if index&1 == 0 {
				hash = append(hash, 0)
			}
			hash[start+index>>1] |= byte(int(math.Round(15*f)) << (4 * (index & 1)))
			index++
		}
	}
	return hash
}

// ErrHash: the bytes are not a hash.
var ErrHash = errors.New("thumbhash: these bytes are not a hash")

// drawn is the longest side of a picture that Decode draws, in pixels. The
// shortest wave of a hash is five of them long, and browsers draw between.
const drawn = 16

// Decode draws a hash, 16 pixels on the longer side.
func Decode(hash []byte) (*image.NRGBA, error) {
	if len(hash) < 5 {
		return nil, ErrHash
	}
	head := int(hash[0]) | int(hash[1])<<8 | int(hash[2])<<16
	tail := int(hash[3]) | int(hash[4])<<8
	alpha, landscape := head>>23 != 0, tail>>15 != 0
	lx, ly := tail&7, 7
	if alpha {
		ly = 5
	}
	if landscape {
		lx, ly = ly, lx
	}
	lx, ly = max(3, lx), max(3, ly)
	nibbles := hash[5:]
	aDC, aScale := 1.0, 0.0
	if alpha {
		if len(hash) < 6 {
			return nil, ErrHash
		}
		aDC, aScale = float64(hash[5]&15)/15, float64(hash[5]>>4)/15
		nibbles = hash[6:]
	}
	read := &reader{nibbles: nibbles}
	l := read.channel(lx, ly, float64(head>>18&31)/31)
	p := read.channel(3, 3, float64(tail>>3&63)/63*1.25)
	q := read.channel(3, 3, float64(tail>>9&63)/63*1.25)
	var ac []float64
	if alpha {
		ac = read.channel(5, 5, aScale)
	}
	if read.short {
		return nil, ErrHash
	}
	return draw(plane{float64(head&63) / 63, l, lx, ly}, plane{float64(head>>6&63)/31.5 - 1, p, 3, 3},
		plane{float64(head>>12&63)/31.5 - 1, q, 3, 3}, plane{aDC, ac, 5, 5}, alpha, ratio(hash)), nil
}

// ratio gives width by height.
func ratio(hash []byte) float64 {
	head := hash[3]
	alpha, landscape := hash[2]&0x80 != 0, hash[4]&0x80 != 0
	lx, ly := float64(head&7), 7.0
	if alpha {
		ly = 5
	}
	lx = math.Max(1, lx)
	if landscape {
		return ly / lx
	}
	return lx / ly
}

type reader struct {
	nibbles []byte
	index   int
	short   bool
}

func (r *reader) channel(nx, ny int, scale float64) []float64 {
	var ac []float64
	for cy := range ny {
		for cx := bit(cy == 0); cx*ny < nx*(ny-cy); cx++ {
			if r.index>>1 >= len(r.nibbles) {
				r.short = true
				return ac
			}
			nibble := r.nibbles[r.index>>1] >> (4 * (r.index & 1)) & 15
			ac = append(ac, (float64(nibble)/7.5-1)*scale)
			r.index++
		}
	}
	return ac
}

// plane is a channel to be drawn.
type plane struct {
	dc     float64
	ac     []float64
	nx, ny int
}

// cosines holds the waves of one side of a drawing: the value of wave k at place
// i stands at k*size+i. They are the same for every row, column and channel.
type cosines struct {
	size   int
	values []float64
}

// waves is how many a side can have: Encode makes no more than 7.
const waves = 7

func cosinesOf(size int) cosines {
	c := cosines{size: size, values: make([]float64, waves*size)}
	for k := range waves {
		for i := range size {
			c.values[k*size+i] = math.Cos(math.Pi * float64(k) * (float64(i) + 0.5) / float64(size))
		}
	}
	return c
}

func (c cosines) at(k, i int) float64 { return c.values[k*c.size+i] }

// at gives the channel's value at a pixel.
func (p plane) at(across, down cosines, x, y int) float64 {
	v := p.dc
	i := 0
	for cy := range p.ny {
		fy := 2 * down.at(cy, y)
		for cx := bit(cy == 0); cx*p.ny < p.nx*(p.ny-cy) && i < len(p.ac); cx++ {
			v += p.ac[i] * across.at(cx, x) * fy
			i++
		}
	}
	return v
}

func draw(l, p, q, a plane, alpha bool, ratio float64) *image.NRGBA {
	w, h := drawn, drawn
	if ratio > 1 {
		h = max(1, int(math.Round(drawn/ratio)))
	} else {
		w = max(1, int(math.Round(drawn*ratio)))
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	across, down := cosinesOf(w), cosinesOf(h)
	for y := range h {
		for x := range w {
			lum, yb, rg, op := l.at(across, down, x, y), p.at(across, down, x, y), q.at(across, down, x, y), 1.0
			if alpha {
				op = a.at(across, down, x, y)
			}
			b := lum - 2.0/3*yb
			r := (3*lum - b + rg) / 2
			m.SetNRGBA(x, y, color.NRGBA{R: level(r), G: level(r - rg), B: level(b), A: level(op)})
		}
	}
	return m
}

func level(v float64) uint8 { return uint8(math.Round(255 * math.Max(0, math.Min(1, v)))) }

// DataURL gives a hash as the data: address of a small PNG; empty where it is
// not a hash.
func DataURL(hash []byte) string {
	m, err := Decode(hash)
	if err != nil {
		return ""
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(plainPNG(m))
}
