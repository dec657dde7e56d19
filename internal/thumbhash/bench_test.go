package thumbhash_test

import (
	"image/color"
	"testing"

	"broadsheet/internal/thumbhash"
)

// BenchmarkDataURL makes the address of a placeholder: a gallery of 500 pictures asks for 500.
func BenchmarkDataURL(b *testing.B) {
	hash, err := thumbhash.Encode(picture(100, 75, func(x, y int) color.Color { return color.NRGBA{uint8(2 * x), uint8(3 * y), uint8(x * y), 255} }))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if thumbhash.DataURL(hash) == "" {
			b.Fatal("no address")
		}
	}
	b.ReportMetric(float64(len(thumbhash.DataURL(hash))), "bytes")
}
