package thumbhash_test

import (
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"broadsheet/internal/thumbhash"
)

func picture(w, h int, at func(x, y int) color.Color) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, at(x, y))
		}
	}
	return m
}

func TestHashKeepsColourAndShape(t *testing.T) {
	navy := color.NRGBA{R: 20, G: 40, B: 90, A: 255}
	for _, size := range [][2]int{{90, 50}, {50, 90}, {60, 60}, {8, 8}, {100, 9}} {
		hash, err := thumbhash.Encode(picture(size[0], size[1], func(int, int) color.Color { return navy }))
		if err != nil {
			t.Fatal(err)
		}
		if len(hash) > 25 {
			t.Errorf("%v: %d bytes", size, len(hash))
		}
		m, err := thumbhash.Decode(hash)
		if err != nil {
			t.Fatal(err)
		}
		c := m.NRGBAAt(m.Bounds().Dx()/2, m.Bounds().Dy()/2)
		if off(c.R, navy.R) > 12 || off(c.G, navy.G) > 12 || off(c.B, navy.B) > 12 {
			t.Errorf("%v: drawn as %v", size, c)
		}
		if (size[0] > size[1]) != (m.Bounds().Dx() > m.Bounds().Dy()) {
			t.Errorf("%v: drawn as %v", size, m.Bounds())
		}
	}
}

func off(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func TestHashKeepsLightAndDarkSides(t *testing.T) {
	hash, err := thumbhash.Encode(picture(80, 40, func(x, _ int) color.Color {
		if x < 40 {
			return color.White
		}
		return color.Black
	}))
	if err != nil {
		t.Fatal(err)
	}
	m, err := thumbhash.Decode(hash)
	if err != nil {
		t.Fatal(err)
	}
	if left, right := m.NRGBAAt(2, 5), m.NRGBAAt(m.Bounds().Dx()-3, 5); left.R < 180 || right.R > 80 {
		t.Errorf("left %v, right %v", left, right)
	}
}

func TestAlphaIsKept(t *testing.T) {
	hash, err := thumbhash.Encode(picture(40, 40, func(_, y int) color.Color {
		if y < 20 {
			return color.NRGBA{R: 200, A: 255}
		}
		return color.NRGBA{}
	}))
	if err != nil {
		t.Fatal(err)
	}
	m, err := thumbhash.Decode(hash)
	if err != nil {
		t.Fatal(err)
	}
	if top, bottom := m.NRGBAAt(8, 1), m.NRGBAAt(8, 14); top.A < 200 || bottom.A > 60 {
		t.Errorf("top %v, bottom %v", top, bottom)
	}
}

// What the page is given must be a PNG that others read as Decode drew it.
func TestDataURLIsThePictureThatDecodeDraws(t *testing.T) {
	for name, ground := range map[string]color.NRGBA{"opaque": {R: 200, G: 90, B: 20, A: 255}, "with alpha": {R: 200, G: 90, B: 20, A: 40}} {
		t.Run(name, func(t *testing.T) {
			hash, err := thumbhash.Encode(picture(80, 50, func(x, y int) color.Color {
				return color.NRGBA{R: ground.R, G: uint8(2 * x), B: uint8(4 * y), A: ground.A}
			}))
			if err != nil {
				t.Fatal(err)
			}
			want, err := thumbhash.Decode(hash)
			if err != nil {
				t.Fatal(err)
			}
			text, found := strings.CutPrefix(thumbhash.DataURL(hash), "data:image/png;base64,")
			if !found {
				t.Fatal("no data: address of a PNG")
			}
			got, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(text)))
			if err != nil {
				t.Fatal(err)
			}
			for y := range want.Rect.Dy() {
				for x := range want.Rect.Dx() {
					if c := color.NRGBAModel.Convert(got.At(x, y)); c != want.NRGBAAt(x, y) {
						t.Fatalf("%d, %d: %v, drawn as %v", x, y, c, want.NRGBAAt(x, y))
					}
				}
			}
			if got.Bounds() != want.Bounds() {
				t.Errorf("%v, drawn as %v", got.Bounds(), want.Bounds())
			}
		})
	}
}

func TestWrongSizesAndBytesAreErrors(t *testing.T) {
	if _, err := thumbhash.Encode(image.NewNRGBA(image.Rect(0, 0, 101, 5))); err == nil {
		t.Error("a large picture was encoded")
	}
	if thumbhash.DataURL(nil) != "" || thumbhash.DataURL([]byte{1, 2, 3, 4, 5}) != "" {
		t.Error("a short hash was drawn")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23})
	f.Fuzz(func(_ *testing.T, hash []byte) { thumbhash.Decode(hash) })
}
