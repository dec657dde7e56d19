package media

import (
	"bytes"
	"image"
	"io"

	"github.com/bep/imagemeta"
)

// orientation reads the EXIF orientation (TIFF 6.0, tag 274): 1 to 8, 1 where
// there is none or it cannot be read.
func orientation(content []byte) (value int) {
	value = 1
	defer func() {
		if recover() != nil {
			value = 1 // what a file says beside its pixels never costs the picture
		}
	}()
	formats := map[string]imagemeta.ImageFormat{
		"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/webp": imagemeta.WebP, "image/tiff": imagemeta.TIFF,
	}
	kind, _ := sniff(content[:min(len(content), sniffLength)])
	format, known := formats[kind]
	if !known {
		return 1
	}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: io.ReadSeeker(bytes.NewReader(content)), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == "Orientation" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if n, is := tag.Value.(uint16); is && n >= 1 && n <= 8 && tag.Namespace == "IFD0" {
				value = int(n)
			}
			return nil
		},
	})
	if err != nil {
		return value // it may have been read before the fault
	}
	return value
}

// upright turns and mirrors a picture as its orientation says.
func upright(p image.Image, orientation int) image.Image {
	if orientation <= 1 || orientation > 8 {
		return p
	}
	b := p.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := turned(orientation, x, y, w, h)
			out.Set(tx, ty, p.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// turned gives where the pixel at x, y of a w × h picture comes to stand.
func turned(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
