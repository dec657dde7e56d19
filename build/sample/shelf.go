package main

import (
	"image/color"

	"broadsheet/build/sample/draw"
)

// bookShelves draws five shelves of bound books.
func bookShelves(*studio) *draw.Canvas {
	c := draw.New(topicW, topicH, draw.Hex(0x3a2a20))
	r := seeded(31)
	cloth := []color.RGBA{brick, rust, slate, navy, sage, moss, ochre, sand, cream, draw.Hex(0x5c4a5e), stone}
	const rows, shelfH = 4, 225.0
	for row := range rows {
		foot := float64(row+1)*shelfH - 18
		x := 14.0
		for x < topicW-14 {
			w, h := between(r, 22, 56), between(r, 138, 192)
			col := cloth[r.IntN(len(cloth))]
			set := 1
			if r.IntN(6) == 0 {
				set = 4 // volumes of one work
			}
			for range set {
				if x+w > topicW-10 {
					break
				}
				tilt := 0.0
				if set == 1 && r.IntN(11) == 0 {
					tilt = 6
				}
				book(c, x, foot, w, h, tilt, col, r.IntN(4))
				x += w + 2 + tilt*3
			}
			if r.IntN(14) == 0 {
				x += between(r, 20, 50)
			}
			if topicW-14-x < 24 {
				break
			}
		}
		c.Fill(draw.Rect(0, foot, topicW, 18), draw.Hex(0x7a5a3c))
		c.Fill(draw.Rect(0, foot+14, topicW, 6), draw.Hex(0x221812))
	}
	return c
}

func book(c *draw.Canvas, x, foot, w, h, tilt float64, col color.RGBA, style int) {
	place := func(p draw.Path) draw.Path { return p.Rotate(x+w, foot, tilt) }
	c.Fill(place(draw.Rect(x, foot-h, w, h)), col)
	c.Fill(place(draw.Rect(x, foot-h, w*.16, h)), draw.Blend(col, white, .14))
	c.Fill(place(draw.Rect(x+w*.84, foot-h, w*.16, h)), draw.Blend(col, ink, .22))
	trim := draw.Blend(gold, col, .15)
	if col == ochre || col == sand || col == cream || col == stone {
		trim = rust
	}
	switch style {
	case 0:
		for _, t := range []float64{.12, .2, .8, .88} {
			c.Fill(place(draw.Rect(x, foot-h+h*t, w, 3)), trim)
		}
	case 1:
		c.Fill(place(draw.Rect(x+3, foot-h*.8, w-6, h*.2)), draw.Blend(col, ink, .45))
		for i := range 3 {
			c.Fill(place(draw.Rect(x+w*.24, foot-h*.77+float64(i)*h*.055, w*.52, 3)), trim)
		}
	case 2:
		for i := range 5 {
			c.Fill(place(draw.Rect(x-1, foot-h*.9+float64(i)*h*.19, w+2, 5)), draw.Blend(col, ink, .3))
		}
		c.Fill(place(draw.Rect(x+w*.25, foot-h*.62, w*.5, 4)), trim)
	default:
		c.Fill(place(draw.Rect(x+w*.2, foot-h*.86, w*.6, w*.5)), paper)
		c.Fill(place(draw.Rect(x+w*.3, foot-h*.86+w*.14, w*.4, 2.5)), ink)
		c.Fill(place(draw.Rect(x+w*.3, foot-h*.86+w*.28, w*.4, 2.5)), ink)
	}
}

// cardCatalogue draws a wall of drawers, one of them open.
func cardCatalogue(s *studio) *draw.Canvas {
	c := draw.New(leadW, leadH, draw.Hex(0x5a3c25))
	r := seeded(12)
	labels := []string{"A–Am", "An–Ar", "As–Az", "B–Be", "Bi–Bo", "Br–By", "C–Ce", "Ch–Ci", "Cl–Co", "Cr–Cz", "D–De", "Di–Dz", "E–El", "Em–Ez", "F–Fi", "Fl–Fz", "G–Ge", "Gi–Go", "Gr–Gz", "H–He", "Hi–Ho", "Hu–Hz", "I–In", "Ir–Iz", "J–Jo", "Ju–Jz", "K–Ki", "Kl–Kz", "L–Le", "Li–Lo", "Lu–Lz", "M–Me", "Mi–Mo", "Mu–Mz", "N–Ni"}
	const cols, w, h = 7, 228.0, 180.0
	for i := range 35 {
		x, y := 2+float64(i%cols)*w, float64(i/cols)*h
		face := draw.Blend(draw.Hex(0x8f653d), draw.Hex(0xa1764a), r.Float64())
		c.Fill(draw.Rect(x+5, y+5, w-10, h-10), draw.Blend(face, ink, .35))
		c.Fill(draw.Rect(x+8, y+8, w-16, h-18), face)
		for g := range 9 { // the grain
			yy := y + 16 + float64(g)*17
			bend := between(r, -5, 5)
			c.Stroke(draw.Smooth([]draw.Pt{pt(x+10, yy), pt(x+80, yy+bend), pt(x+150, yy-bend), pt(x+w-10, yy)}, false), 1.3, draw.Alpha(draw.Hex(0x6d4a2b), .35))
		}
		s.drawerLabel(c, x+w/2, y+62, labels[i])
		c.Fill(draw.Circle(x+w/2, y+132, 17), draw.Hex(0x5f4a22))
		c.Fill(draw.Circle(x+w/2, y+129, 15), draw.Hex(0xc39b4e))
		c.Fill(draw.Circle(x+w/2-4, y+125, 5), draw.Hex(0xe6cd8d))
	}
	s.openDrawer(c, 2+4*w, 1*h, w, h)
	return c
}

func (s *studio) drawerLabel(c *draw.Canvas, x, y float64, text string) {
	c.Fill(draw.RoundRect(x-66, y-30, 132, 60, 6), draw.Hex(0x6b5426))
	c.Fill(draw.RoundRect(x-64, y-31, 128, 58, 6), draw.Hex(0xc39b4e))
	c.Fill(draw.Rect(x-55, y-22, 110, 40), draw.Hex(0xf4ecd6))
	c.Fill(s.regular.Centred(text, x, y+8, 31), ink)
}

// openDrawer draws a drawer pulled out towards the reader, with its cards.
func (s *studio) openDrawer(c *draw.Canvas, x, y, w, h float64) {
	c.Fill(draw.Rect(x+5, y+5, w-10, h-10), draw.Hex(0x1e130b))
	fx, fy, fw, fh := x-60, y+250, w+120, h+66
	c.Fill(draw.Poly(pt(x+8, y+h-8), pt(fx+4, fy+fh), pt(fx-30, fy+fh+46), pt(fx+fw+60, fy+fh+46), pt(fx+fw-4, fy+fh), pt(x+w-8, y+h-8)), draw.Alpha(ink, .3))
	c.Fill(draw.Poly(pt(x+8, y+40), pt(fx, fy), pt(fx, fy+fh), pt(x+8, y+h-8)), draw.Hex(0x6d4a2b))
	c.Fill(draw.Poly(pt(x+w-8, y+40), pt(fx+fw, fy), pt(fx+fw, fy+fh), pt(x+w-8, y+h-8)), draw.Hex(0x61421f))
	r := seeded(5)
	for i := range 46 {
		t := float64(i) / 46
		t = t*t*.55 + t*.45
		l, rr := x+16+(fx+14-x-16)*t, x+w-16+(fx+fw-14-x-w+16)*t
		top := y + 22 + (fy-18-y-22)*t - between(r, 0, 5)
		shade := draw.Blend(draw.Hex(0xcfc2a2), draw.Hex(0xf6f0de), t)
		c.Fill(draw.Rect(l, top, rr-l, 60+90*t), draw.Blend(shade, ink, .25))
		c.Fill(draw.Rect(l, top+1.6, rr-l, 60+90*t), shade)
		if i%9 == 4 { // guide cards
			at := l + (rr-l)*(.12+.19*float64(i/9%4))
			c.Fill(draw.RoundRect(at, top-20-8*t, (rr-l)*.2, 30, 5), []color.RGBA{brick, sage, slate, ochre}[i/9%4])
		}
	}
	c.Fill(draw.Rect(fx, fy, fw, fh), draw.Hex(0x6a4828))
	c.Fill(draw.Rect(fx+4, fy+4, fw-8, fh-12), draw.Hex(0xac8152))
	for g := range 12 {
		yy := fy + 16 + float64(g)*18
		c.Stroke(draw.Smooth([]draw.Pt{pt(fx+8, yy), pt(fx+110, yy+4), pt(fx+220, yy-3), pt(fx+fw-8, yy)}, false), 1.4, draw.Alpha(draw.Hex(0x6d4a2b), .35))
	}
	mid := fx + fw/2
	c.Fill(draw.RoundRect(mid-94, fy+36, 188, 82, 8), draw.Hex(0x6b5426))
	c.Fill(draw.RoundRect(mid-92, fy+34, 184, 80, 8), draw.Hex(0xcfa758))
	c.Fill(draw.Rect(mid-80, fy+46, 160, 56), draw.Hex(0xf8f1dd))
	c.Fill(s.regular.Centred("Di–Dz", mid, fy+88, 43), ink)
	c.Fill(draw.Circle(mid, fy+178, 27), draw.Hex(0x5f4a22))
	c.Fill(draw.Circle(mid, fy+173, 24), draw.Hex(0xcfa758))
	c.Fill(draw.Circle(mid-7, fy+166, 8), draw.Hex(0xecd596))
}
