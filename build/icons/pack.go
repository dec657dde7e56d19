package main

import (
	"bytes"
	"encoding/binary"
)

// ico packs PNG pictures up to 256 pixels as Windows reads them since Vista:
// ICONDIR, its entries, then the pictures.
func ico(pictures map[int][]byte) []byte {
	edges := []int{16, 24, 32, 48, 64, 128, 256}
	var head, body bytes.Buffer
	le := binary.LittleEndian
	head.Write(le.AppendUint16(le.AppendUint16(le.AppendUint16(nil, 0), 1), uint16(len(edges))))
	offset := 6 + 16*len(edges)
	for _, edge := range edges {
		picture := pictures[edge]
		entry := []byte{byte(edge), byte(edge), 0, 0} // 256 is written as 0
		entry = le.AppendUint16(entry, 1)             // planes
		entry = le.AppendUint16(entry, 32)            // bits a pixel
		entry = le.AppendUint32(entry, uint32(len(picture)))
		entry = le.AppendUint32(entry, uint32(offset+body.Len()))
		head.Write(entry)
		body.Write(picture)
	}
	return append(head.Bytes(), body.Bytes()...)
}

// icns packs PNG pictures in Apple's container: a type of four letters, a
// length that counts itself, the picture.
func icns(pictures map[int][]byte) []byte {
	var body []byte
	for _, part := range []struct {
		kind string
		edge int
	}{
		{"icp4", 16}, {"icp5", 32}, {"icp6", 64}, {"ic07", 128}, {"ic08", 256}, {"ic09", 512}, {"ic10", 1024},
	} {
		picture := pictures[part.edge]
		body = append(body, part.kind...)
		body = binary.BigEndian.AppendUint32(body, uint32(len(picture)+8))
		body = append(body, picture...)
	}
	head := binary.BigEndian.AppendUint32([]byte("icns"), uint32(len(body)+8))
	return append(head, body...)
}
