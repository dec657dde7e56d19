// Icons draws Broadsheet's icon, a folded sheet with a serif B, in the sizes
// that the systems want, and packs them for Windows (.ico) and macOS (.icns).
// The same source gives the same bytes. Run it from the root of the repository:
//
//	go run ./build/icons
package main

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"log"
	"os"
	"path/filepath"
)

// sizes are the edges in pixels of the pictures that are kept.
var sizes = []int{16, 24, 32, 48, 64, 128, 256, 512, 1024}

func main() {
	out := flag.String("out", filepath.Join("build", "icons"), "folder to write to")
	flag.Parse()
	if err := run(*out); err != nil {
		log.Fatal(err)
	}
}

func run(out string) error {
	drawn := map[int][]byte{}
	for _, size := range sizes {
		var b bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&b, draw(size)); err != nil {
			return fmt.Errorf("encode icon of %d: %w", size, err)
		}
		drawn[size] = b.Bytes()
	}
	files := map[string][]byte{"broadsheet.ico": ico(drawn), "broadsheet.icns": icns(drawn)}
	for size, text := range drawn {
		files[fmt.Sprintf("broadsheet-%d.png", size)] = text
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(out, name), text, 0o644); err != nil {
			return fmt.Errorf("write icon: %w", err)
		}
	}
	return nil
}
