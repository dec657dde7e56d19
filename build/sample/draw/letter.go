package draw

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font gives letters as paths.
type Font struct {
	font *sfnt.Font
	upem fixed.Int26_6
}

// ParseFont reads a font file in WOFF 1.0 (W3C Recommendation of 2012).
func ParseFont(woff []byte) (*Font, error) {
	data, err := unpackWOFF(woff)
	if err != nil {
		return nil, fmt.Errorf("unpack font: %w", err)
	}
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	return &Font{font: f, upem: fixed.I(int(f.UnitsPerEm()))}, nil
}

// unpackWOFF gives the sfnt file that a WOFF file wraps.
func unpackWOFF(woff []byte) ([]byte, error) {
	const header, entry = 44, 20
	if len(woff) < header || string(woff[:4]) != "wOFF" {
		return nil, errors.New("not a WOFF file")
	}
	be := binary.BigEndian
	tables := int(be.Uint16(woff[12:]))
	if len(woff) < header+tables*entry {
		return nil, io.ErrUnexpectedEOF
	}
	out := append([]byte{}, woff[4:8]...)
	out = be.AppendUint16(out, uint16(tables))
	out = append(out, make([]byte, 6)...) // search hints, which nobody reads
	offset := 12 + 16*tables
	var body []byte
	for i := range tables {
		e := woff[header+i*entry:]
		from, packed, size := be.Uint32(e[4:]), be.Uint32(e[8:]), be.Uint32(e[12:])
		if uint64(from)+uint64(packed) > uint64(len(woff)) {
			return nil, io.ErrUnexpectedEOF
		}
		table := woff[from : from+packed]
		if packed < size {
			r, err := zlib.NewReader(bytes.NewReader(table))
			if err != nil {
				return nil, err
			}
			if table, err = io.ReadAll(r); err != nil {
				return nil, err
			}
		}
		out = append(out, e[:4]...)
		out = append(out, e[16:20]...)
		out = be.AppendUint32(out, uint32(offset+len(body)))
		out = be.AppendUint32(out, size)
		body = append(body, table...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...), nil
}

// Text gives a line of text with its baseline starting at x, y, and its width.
// A character that the font lacks is left out.
func (f *Font) Text(s string, x, y, size float64) (Path, float64) {
	var out Path
	var buf sfnt.Buffer
	k := size / float64(f.upem>>6)
	start, prev := x, sfnt.GlyphIndex(0)
	for _, r := range s {
		g, err := f.font.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			continue
		}
		if kern, err := f.font.Kern(&buf, prev, g, f.upem, font.HintingNone); err == nil && prev != 0 {
			x += float64(kern) / 64 * k
		}
		out = append(out, f.glyph(&buf, g, x, y, k)...)
		if adv, err := f.font.GlyphAdvance(&buf, g, f.upem, font.HintingNone); err == nil {
			x += float64(adv) / 64 * k
		}
		prev = g
	}
	return out, x - start
}

// Centred gives a line of text centred on x.
func (f *Font) Centred(s string, x, y, size float64) Path {
	p, w := f.Text(s, 0, y, size)
	return p.Move(x-w/2, 0)
}

func (f *Font) glyph(buf *sfnt.Buffer, g sfnt.GlyphIndex, x, y, k float64) Path {
	segments, err := f.font.LoadGlyph(buf, g, f.upem, nil)
	if err != nil {
		return nil
	}
	at := func(p fixed.Point26_6) Pt { return Pt{x + float64(p.X)/64*k, y + float64(p.Y)/64*k} }
	var out Path
	var line []Pt
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(line) > 0 {
				out = append(out, closed(line))
			}
			line = []Pt{at(s.Args[0])}
		case sfnt.SegmentOpLineTo:
			line = append(line, at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			line = appendCurve(line, at(s.Args[0]), at(s.Args[0]), at(s.Args[1]), true)
		case sfnt.SegmentOpCubeTo:
			line = appendCurve(line, at(s.Args[0]), at(s.Args[1]), at(s.Args[2]), false)
		}
	}
	if len(line) > 0 {
		out = append(out, closed(line))
	}
	return out
}

func appendCurve(line []Pt, b, c, d Pt, quadratic bool) []Pt {
	const steps = 10
	a := line[len(line)-1]
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
		if quadratic {
			w = [4]float64{u * u, u * t, u * t, t * t}
		}
		line = append(line, Pt{w[0]*a.X + w[1]*b.X + w[2]*c.X + w[3]*d.X, w[0]*a.Y + w[1]*b.Y + w[2]*c.Y + w[3]*d.Y})
	}
	return line
}
