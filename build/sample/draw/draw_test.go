package draw_test

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"os"
	"testing"

	"broadsheet/build/sample/draw"
)

func TestFillCoversWhatItShould(t *testing.T) {
	c := draw.New(20, 20, draw.Hex(0xffffff))
	c.Fill(draw.Rect(5, 5, 10, 10), draw.Hex(0x000000))
	for _, at := range []struct{ x, y, want int }{{2, 2, 255}, {10, 10, 0}, {5, 5, 0}, {15, 15, 255}} {
		if got, _, _, _ := c.Image().At(at.x, at.y).RGBA(); int(got>>8) != at.want {
			t.Errorf("at %d, %d: %d, want %d", at.x, at.y, got>>8, at.want)
		}
	}
}

func TestClipKeepsOut(t *testing.T) {
	c := draw.New(20, 20, draw.Hex(0xffffff))
	c.Clip(draw.Rect(0, 0, 10, 20), func() { c.Fill(draw.Rect(0, 0, 20, 20), draw.Hex(0x000000)) })
	if got, _, _, _ := c.Image().At(15, 10).RGBA(); got != 0xffff {
		t.Error("drawn outside the clip")
	}
}

func TestAPictureHasAtMost256Colours(t *testing.T) {
	c := draw.New(200, 200, draw.Hex(0xffffff))
	for i := range 200 {
		c.Fill(draw.Circle(float64(i), float64(199-i), 30), color.RGBA{uint8(i), uint8(255 - i), uint8(i * 7), 255})
	}
	var out bytes.Buffer
	if err := c.WritePNG(&out); err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[color.Color]bool{}
	for x := range 200 {
		for y := range 200 {
			seen[got.At(x, y)] = true
		}
	}
	if len(seen) > 256 {
		t.Errorf("%d colours", len(seen))
	}
}

func TestContourOfAConeIsACircle(t *testing.T) {
	f := draw.Sample(200, 200, 4, func(x, y float64) float64 { return 100 - math.Hypot(x-100, y-100) })
	lines := f.Contour(50)
	if len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
		t.Fatalf("%d lines, want one closed line", len(lines))
	}
	for _, p := range lines[0] {
		if r := math.Hypot(p.X-100, p.Y-100); math.Abs(r-50) > .5 {
			t.Errorf("radius %.2f at %v, want 50", r, p)
		}
	}
}

func TestDashesKeepTheirLength(t *testing.T) {
	line := draw.Line(draw.Pt{}, draw.Pt{X: 30}, draw.Pt{X: 100})
	dashes := draw.Dashes(line, 10, 10)
	if len(dashes) != 5 {
		t.Fatalf("%d dashes, want 5", len(dashes))
	}
	for i, d := range dashes {
		if from, to := d[0].X, d[len(d)-1].X; from != float64(i*20) || to != float64(i*20+10) {
			t.Errorf("dash %d from %g to %g", i, from, to)
		}
	}
}

func TestProjectionsPutTheirCentreWhereTheyAreTold(t *testing.T) {
	centre, at := draw.Pt{X: 12, Y: 50}, draw.Pt{X: 300, Y: 200}
	for name, p := range map[string]draw.Projection{
		"Mercator": draw.Mercator(centre, at, 10), "Conic": draw.Conic(centre, at, 10, 40, 60),
		"Flat": draw.Flat(centre, at, 10), "Globe": draw.Globe(centre, at, 100),
	} {
		got, ok := p(centre)
		if !ok || math.Hypot(got.X-at.X, got.Y-at.Y) > 1e-6 {
			t.Errorf("%s: %v, %t", name, got, ok)
		}
		north, _ := p(draw.Pt{X: 12, Y: 55})
		east, _ := p(draw.Pt{X: 17, Y: 50})
		if north.Y >= at.Y || east.X <= at.X {
			t.Errorf("%s: north at %v, east at %v", name, north, east)
		}
	}
}

func TestALetterHasItsShape(t *testing.T) {
	woff, err := os.ReadFile("../fonts/newsreader-latin-400-normal.woff")
	if err != nil {
		t.Fatal(err)
	}
	font, err := draw.ParseFont(woff)
	if err != nil {
		t.Fatal(err)
	}
	letter, width := font.Text("o", 0, 0, 100)
	if len(letter) != 2 || width < 40 || width > 70 {
		t.Errorf("an o of %d outlines, %.1f wide", len(letter), width)
	}
	for _, broken := range [][]byte{nil, woff[:30], woff[:2000], append([]byte("nope"), woff[4:]...)} {
		if _, err := draw.ParseFont(broken); err == nil {
			t.Errorf("%d bytes of a broken font were taken", len(broken))
		}
	}
}
