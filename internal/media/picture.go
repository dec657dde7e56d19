package media

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"broadsheet/internal/news"
	"broadsheet/internal/thumbhash"
)

// widths of renditions, in pixels; a picture gets those below its own.
var widths = []int{320, 640, 1024, 1600}

// quality of renditions as JPEG.
const quality = 82

// decoder is one format's pair of functions. A table of our own instead of the
// image package's registry: what can be decoded is said here and nowhere else.
type decoder struct {
	config func([]byte) (image.Config, error)
	decode func([]byte) (image.Image, error)
}

var decoders = map[string]decoder{
	"image/jpeg": {on(jpeg.DecodeConfig), on(jpeg.Decode)},
	"image/png":  {on(png.DecodeConfig), on(png.Decode)},
	"image/gif":  {on(gif.DecodeConfig), on(gif.Decode)}, // the first frame
	"image/webp": {on(webp.DecodeConfig), on(webp.Decode)},
	"image/bmp":  {on(bmp.DecodeConfig), on(bmp.Decode)},
	"image/tiff": {on(tiff.DecodeConfig), on(tiff.Decode)},
}

// decode gives a picture upright. Its size is looked at before anything is
// decoded: 61 bytes can ask for 1.5 GB.
func decode(content []byte) (p image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			p, err = nil, unreadable(fmt.Errorf("decoder panicked: %v", fault))
		}
	}()
	kind, _ := sniff(content[:min(len(content), sniffLength)])
	d, known := decoders[kind]
	if !known {
		return nil, unreadable(fmt.Errorf("type %q", kind))
	}
	config, err := d.config(content)
	if err != nil {
		return nil, unreadable(err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > MaxSide || config.Height > MaxSide || config.Width*config.Height > MaxPixels {
		return nil, news.Errorf(news.CodeLimit, "media", "A picture of %d × %d pixels is too large and was left out.", config.Width, config.Height)
	}
	if p, err = d.decode(content); err != nil {
		return nil, unreadable(err)
	}
	return upright(p, orientation(content)), nil
}

func unreadable(cause error) error {
	return news.Errorf(news.CodeUnsupported, "media", "A picture could not be read and was left out: %w.", cause)
}

// rendition is a re-encoded picture before it is kept.
type rendition struct {
	news.Rendition
	content []byte
}

// renditions encodes a picture in the widths below its own, narrowest first;
// one that is narrower than all gets one rendition of its own width, so that no
// page ever shows the bytes that came from outside.
func renditions(p image.Image) []rendition {
	width := p.Bounds().Dx()
	var wanted []int
	for _, w := range widths {
		if w < width {
			wanted = append(wanted, w)
		}
	}
	if len(wanted) == 0 || width <= widths[len(widths)-1] {
		wanted = append(wanted, width)
	}
	made := make([]rendition, len(wanted))
	for i := len(wanted) - 1; i >= 0; i-- { // each from the next larger one: scaling is the cost
		p = scale(p, wanted[i])
		made[i] = encode(p)
	}
	return made
}

// scale gives the picture in a width, halving it cheaply first while it is more
// than four times as wide.
func scale(p image.Image, width int) image.Image {
	for p.Bounds().Dx() >= 4*width {
		p = scaled(p, p.Bounds().Dx()/2, draw.ApproxBiLinear)
	}
	if p.Bounds().Dx() == width {
		return p
	}
	return scaled(p, width, draw.BiLinear) // each step is below two, where wider kernels cost twice and show nothing
}

// scaled has fast paths in its library for RGBA alone, into which others are
// copied first.
func scaled(p image.Image, width int, by draw.Scaler) image.Image {
	b := p.Bounds()
	height := max(1, (b.Dy()*width+b.Dx()/2)/b.Dx())
	source, is := p.(*image.RGBA)
	if !is {
		source = image.NewRGBA(b)
		draw.Draw(source, b, p, b.Min, draw.Src)
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	by.Scale(out, out.Bounds(), source, b, draw.Src, nil)
	return out
}

// encode writes what has a palette or is see-through as PNG, all else as JPEG:
// drawings keep their sharp edges at their own width, and below it scaling has
// made many colours of few.
func encode(p image.Image) rendition {
	r := rendition{Rendition: news.Rendition{Type: "image/jpeg", Width: p.Bounds().Dx(), Height: p.Bounds().Dy()}}
	var b bytes.Buffer
	if _, drawing := p.(*image.Paletted); drawing || !opaque(p) {
		r.Type = "image/png"
		must(png.Encode(&b, p))
	} else {
		must(jpeg.Encode(&b, p, &jpeg.Options{Quality: quality}))
	}
	r.content, r.Bytes = b.Bytes(), int64(b.Len())
	return r
}

// must: the encoders fail only where their writer does, and a buffer does not.
func must(err error) {
	if err != nil {
		panic("media: encode into memory: " + err.Error())
	}
}

func opaque(p image.Image) bool {
	o, known := p.(interface{ Opaque() bool })
	return known && o.Opaque()
}

// placeholder gives the dominant colour and the ThumbHash.
func placeholder(p image.Image) (colour string, thumb []byte, err error) {
	width := 64
	if p.Bounds().Dy() > p.Bounds().Dx() {
		width = max(1, 64*p.Bounds().Dx()/p.Bounds().Dy())
	}
	small := scaled(p, min(width, max(1, p.Bounds().Dx())), draw.ApproxBiLinear)
	if small.Bounds().Dy() > 100 {
		small = scaled(small, max(1, small.Bounds().Dx()*100/small.Bounds().Dy()), draw.ApproxBiLinear)
	}
	if small.Bounds().Dy() <= 100 {
		if thumb, err = thumbhash.Encode(small); err != nil {
			return "", nil, fmt.Errorf("make placeholder: %w", err)
		}
	}
	return dominant(small), thumb, nil
}

// dominant gives the mean of the most frequent group of like colours (4 bits a
// channel), as #rrggbb; empty for what is see-through.
func dominant(p image.Image) string {
	type group struct{ n, r, g, b int }
	groups := map[[3]uint8]*group{}
	var best *group
	b := p.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(p.At(x, y)).(color.NRGBA)
			if c.A < 128 {
				continue
			}
			key := [3]uint8{c.R >> 4, c.G >> 4, c.B >> 4}
			g := groups[key]
			if g == nil {
				g = &group{}
				groups[key] = g
			}
			g.n++
			g.r += int(c.R)
			g.g += int(c.G)
			g.b += int(c.B)
			if best == nil || g.n > best.n {
				best = g
			}
		}
	}
	if best == nil {
		return ""
	}
	return fmt.Sprintf("#%02x%02x%02x", best.r/best.n, best.g/best.n, best.b/best.n)
}
