package main

import (
	"image/color"
	"math/rand/v2"

	"broadsheet/build/sample/draw"
)

// sort draws one piece of type from above: its body, and the letter mirrored.
func (s *studio) sort(c *draw.Canvas, letter string, x, y, w, h, size float64, body color.RGBA) {
	c.Fill(draw.Rect(x, y, w, h), draw.Blend(body, ink, .28))
	c.Fill(draw.Rect(x+3, y+2, w-6, h-7), draw.Blend(body, white, .22))
	c.Fill(draw.Rect(x+6, y+6, w-12, h-14), body)
	p := s.bold.Centred(letter, x+w/2, y+h*.7, size).Scale(x+w/2, 0, -1, 1)
	c.Clip(draw.Rect(x+2, y+2, w-4, h-4), func() { c.Fill(p, ink) })
}

// typeRow sets one line of random sorts into a width.
func (s *studio) typeRow(c *draw.Canvas, r *rand.Rand, letters []rune, x, y, end, h float64) {
	for x < end {
		l := letters[r.IntN(len(letters))]
		_, adv := s.bold.Text(string(l), 0, 0, h*.72)
		w := adv + h*.24
		if l == ' ' {
			w = between(r, h*.3, h*.6)
		}
		body := stone
		if r.IntN(13) == 0 {
			body = draw.Hex(0xb9573f)
		}
		s.sort(c, string(l), x, y, w-4, h, h*.72, body)
		x += w
	}
}

// typeForme draws a page of mixed type, locked up and seen from above.
func typeForme(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, ink)
	r := seeded(21)
	letters := []rune("aaabcdeeeeefghiiijklmnnnooopqrrsstttuuvwxyz &,.fi  ")
	for row := range 7 {
		s.typeRow(c, r, letters, 26-between(r, 0, 40), 27+float64(row)*122, leadW+60, 113)
	}
	return c
}

// typeRag draws three large letters between their guide lines.
func typeRag(s *studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0xa33b29))
	base, size := 640.0, 640.0
	guide := draw.Alpha(draw.Hex(0xe0a58f), .55)
	for _, y := range []float64{base, base - size*.445, base - size*.68, base + size*.215} {
		c.Stroke(draw.Line(draw.Pt{X: 0, Y: y}, draw.Pt{X: topicW, Y: y}), 2, guide)
	}
	letters := s.regular.Centred("Rag", topicW/2, base, size)
	x0, _, x1, _ := letters.Bounds()
	for _, x := range []float64{x0, x1} {
		c.Stroke(draw.Dashes(draw.Line(draw.Pt{X: x, Y: 40}, draw.Pt{X: x, Y: topicH - 40}), 8, 8), 2, guide)
	}
	c.Fill(letters, draw.Hex(0xf6ead2))
	return c
}
