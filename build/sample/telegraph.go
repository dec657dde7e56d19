package main

import (
	"image/color"
	"math"

	"broadsheet/build/sample/draw"
)

// morse is the International Morse code of the letters used below
// (Recommendation ITU-R M.1677).
var morse = map[rune]string{
	'a': ".-", 'b': "-...", 'c': "-.-.", 'd': "-..", 'e': ".", 'f': "..-.", 'g': "--.", 'h': "....",
	'i': "..", 'j': ".---", 'k': "-.-", 'l': ".-..", 'm': "--", 'n': "-.", 'o': "---", 'p': ".--.",
	'q': "--.-", 'r': ".-.", 's': "...", 't': "-", 'u': "..-", 'v': "...-", 'w': ".--", 'x': "-..-",
	'y': "-.--", 'z': "--..",
}

// morseSheet draws a page of dots and dashes, some words picked out.
func morseSheet(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xefe6cf))
	text := "a wire can carry a letter as a pattern of long and short a dash is three dots long the gap inside a letter is one dot the gap between letters three and between words seven so that the ear can tell them apart at any speed and a practised hand is known by its rhythm"
	const unit, size = 17.0, 13.0
	x, y := 66.0, 78.0
	word, picked := 0, map[int]bool{4: true, 13: true, 14: true, 28: true, 41: true, 47: true}
	for _, r := range text {
		if r == ' ' {
			word++
			x += unit * 3
			continue
		}
		code := morse[r]
		if x+unit*width(code) > topicW-60 {
			x, y = 66, y+56
		}
		if y > topicH-50 {
			break
		}
		col := ink
		if picked[word] {
			col = brick
		}
		for _, m := range code {
			l := unit
			if m == '-' {
				l = unit * 3
			}
			c.StrokeRound(seg(x, y, x+l-unit+.1, y), size, col)
			x += l + unit*.55
		}
		x += unit * 1.2
	}
	return c
}

func width(code string) float64 {
	w := 0.0
	for _, m := range code {
		w += 1.55
		if m == '-' {
			w += 2
		}
	}
	return w
}

// cableSection draws a deep-sea cable cut across, beside its layers peeled off.
func cableSection(*studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x1b3a45))
	for i := range 18 {
		ripple(c, 0, leadW, 30+float64(i)*52, 8, 210+float64(i%5)*28, float64(i)*91, draw.Alpha(teal, .13))
	}
	peeledCable(c)
	const x, y = 1130, 450
	c.Fill(draw.Circle(x+10, y+16, 372), draw.Alpha(night, .5))
	c.Fill(draw.Circle(x, y, 370), draw.Hex(0x6d5a3a))
	for i := range 10 { // ten wires, each in its own yarn
		p := draw.Polar(x, y, 297, float64(i)*36-90)
		c.Fill(draw.Circle(p.X, p.Y, 88), draw.Hex(0xb3965c))
		for k := range 26 {
			a := float64(k) * 360 / 26
			c.Stroke(ray(p.X, p.Y, 50, 87, a), 2.4, draw.Hex(0x8d7241))
		}
		c.Fill(draw.Circle(p.X, p.Y, 50), draw.Hex(0x53575a))
		c.Fill(draw.Circle(p.X-5, p.Y-5, 42), draw.Hex(0x878d8f))
		c.Fill(draw.Circle(p.X-14, p.Y-14, 17), draw.Hex(0xaeb3b2))
	}
	c.Fill(draw.Circle(x, y, 208), draw.Hex(0x9c7d48))
	r := seeded(9)
	for range 420 {
		p := draw.Polar(x, y, 160+46*math.Sqrt(r.Float64()), r.Float64()*360)
		c.StrokeRound(draw.Line(p, draw.Polar(p.X, p.Y, 9, r.Float64()*360)), 2, draw.Hex(0x76592b))
	}
	for i, shade := range []color.RGBA{draw.Hex(0x2e2621), draw.Hex(0x3b3029), draw.Hex(0x2e2621), draw.Hex(0x3b3029)} {
		c.Fill(draw.Circle(x, y, 158-float64(i)*23), shade)
	}
	copperStrand(c, x, y, 22)
	return c
}

// copperStrand draws seven copper wires, six round one.
func copperStrand(c *draw.Canvas, x, y, r float64) {
	one := func(x, y float64) {
		c.Fill(draw.Circle(x, y, r), draw.Hex(0x7a4021))
		c.Fill(draw.Circle(x-1, y-1, r*.86), draw.Hex(0xc77a45))
		c.Fill(draw.Circle(x-r*.3, y-r*.3, r*.34), draw.Hex(0xeab586))
	}
	one(x, y)
	for i := range 6 {
		p := draw.Polar(x, y, 2*r, float64(i)*60-90)
		one(p.X, p.Y)
	}
}

// peeledCable draws the cable from the side, each layer cut back.
func peeledCable(c *draw.Canvas) {
	const y = 450.0
	layer := func(from, to, half float64, col, line color.RGBA, slant, gap, width float64) {
		body := draw.Rect(from, y-half, to-from, 2*half)
		c.Fill(body, col)
		c.Clip(body, func() {
			for x := from - 400; x < to+400; x += gap {
				c.Stroke(seg(x, y-half, x+slant, y+half), width, line)
			}
			c.Fill(draw.Rect(from, y-half, to-from, half*.34), draw.Alpha(white, .12))
			c.Fill(draw.Rect(from, y+half*.5, to-from, half*.5), draw.Alpha(night, .24))
		})
	}
	layer(470, 690, 20, draw.Hex(0xc77a45), draw.Hex(0x7a4021), 30, 17, 3)
	layer(350, 560, 52, draw.Hex(0x33291f), draw.Hex(0x3d322a), 4, 40, 5)
	layer(240, 430, 76, draw.Hex(0x9c7d48), draw.Hex(0x76592b), -90, 12, 3)
	layer(-10, 330, 128, draw.Hex(0xb3965c), draw.Hex(0x6d5a3a), 210, 54, 9)
}
