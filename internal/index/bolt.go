package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// The head of a bolt file (go.etcd.io/bbolt, page.go and meta.go): two meta
// pages, each with a magic number, the size of a page and the number of pages
// in use. The file is mapped into memory; where it is shorter than it says,
// reading it kills a process.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	boltHeader  = 16 // of a page, before the meta record
	boltMeta    = 64 // bytes of the record
)

var errBolt = errors.New("its root file is damaged")

// checkBolt looks whether a bolt file is as long as it must be. A file that is
// not there is fine: a new one will be made.
func checkBolt(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open root file: %w", err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at root file: %w", err)
	}
	for _, page := range []int64{4096, 8192, 16384, 32768, 65536} {
		for _, at := range []int64{0, page} {
			if size, ok := boltSize(f, at); ok && size <= info.Size() {
				return nil
			} else if ok {
				return errBolt // whole head, cut body
			}
		}
	}
	return errBolt
}

// boltSize reads the meta page at an offset and gives the bytes in use.
func boltSize(f io.ReaderAt, at int64) (int64, bool) {
	var b [boltHeader + boltMeta]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		return 0, false
	}
	// bbolt writes in the machine's own order; all that Go compiles this for
	// with mapped files are little-endian, or fail here and get a new index.
	m := b[boltHeader:]
	if binary.LittleEndian.Uint32(m) != boltMagic || binary.LittleEndian.Uint32(m[4:]) != boltVersion {
		return 0, false
	}
	sum := fnv.New64a()
	_, _ = sum.Write(m[:boltMeta-8])
	if sum.Sum64() != binary.LittleEndian.Uint64(m[boltMeta-8:]) {
		return 0, false
	}
	pageSize := int64(binary.LittleEndian.Uint32(m[8:]))
	pages := binary.LittleEndian.Uint64(m[40:])
	if pages > 1<<40 {
		return 0, false
	}
	return int64(pages) * pageSize, true
}
