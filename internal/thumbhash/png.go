package thumbhash

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
)

// plainPNG writes a picture as a PNG (RFC 2083) whose rows are stored as they
// are (RFC 1951, 3.2.4). Of so few bytes a deflater makes hardly fewer, and each
// needs hundreds of kilobytes of room to try.
func plainPNG(m *image.NRGBA) []byte {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	colours, kind := 3, byte(2) // red, green, blue
	if !m.Opaque() {
		colours, kind = 4, 6 // and alpha
	}
	rows := make([]byte, 0, h*(1+w*colours))
	for y := range h {
		rows = append(rows, 0) // no filter
		for x := range w {
			at := m.PixOffset(x, y)
			rows = append(rows, m.Pix[at:at+colours]...)
		}
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(w))
	head = binary.BigEndian.AppendUint32(head, uint32(h))
	head = append(head, 8, kind, 0, 0, 0)
	data := []byte{0x78, 0x01, 1} // zlib, fastest; the last block, stored
	data = binary.LittleEndian.AppendUint16(data, uint16(len(rows)))
	data = binary.LittleEndian.AppendUint16(data, ^uint16(len(rows)))
	data = append(data, rows...)
	data = binary.BigEndian.AppendUint32(data, adler32.Checksum(rows))
	out := []byte("\x89PNG\r\n\x1a\n")
	out = chunk(out, "IHDR", head)
	out = chunk(out, "IDAT", data)
	return chunk(out, "IEND", nil)
}

func chunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	from := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}
