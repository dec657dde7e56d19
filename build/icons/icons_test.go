package main

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"testing"
)

// near is how far a channel (of 65,535) may lie from what is kept: processors
// round the curves' edges a little otherwise.
const near = 0x300

func TestKeptIconsAreWhatIsDrawn(t *testing.T) {
	kept := map[int][]byte{}
	for _, size := range sizes {
		name := fmt.Sprintf("broadsheet-%d.png", size)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kept[size] = text
		got, err := png.Decode(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		want := draw(size)
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s is %v", name, got.Bounds())
		}
		for y := range size {
			for x := range size {
				if !alike(got.At(x, y), want.At(x, y)) {
					t.Fatalf("%s is not what is drawn at %d, %d; run: go run ./build/icons", name, x, y)
				}
			}
		}
	}
	for name, want := range map[string][]byte{"broadsheet.ico": ico(kept), "broadsheet.icns": icns(kept)} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s does not hold the pictures beside it; run: go run ./build/icons", name)
		}
	}
}

func alike(a, b interface{ RGBA() (r, g, b, a uint32) }) bool {
	ar, ag, ab, aa := a.RGBA()
	br, bg, bb, ba := b.RGBA()
	for _, pair := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}, {aa, ba}} {
		if max(pair[0], pair[1])-min(pair[0], pair[1]) > near {
			return false
		}
	}
	return true
}
