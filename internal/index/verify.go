package index

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// checkLater reads all segments over once after an unclean end, in the
// background: a power cut may have torn a file whose length is right. Found
// damage marks the index as damaged.
func (x *Index) checkLater() {
	ended := x.ended
	go func() {
		if err := x.verify(ended); err != nil {
			x.fail(err)
		}
		x.suspected.Store(false)
	}()
}

// Verify compares every segment file with the checksum in its footer, which
// Bleve writes but does not read.
func (x *Index) Verify() error { return x.verify(nil) }

func (x *Index) verify(ended <-chan struct{}) error {
	x.open.RLock()
	defer x.open.RUnlock()
	if x.scorch == nil {
		return nil
	}
	return guard("verify index", func() error {
		v, err := x.snapshot()
		if err != nil {
			return err
		}
		defer func() { _ = v.Close() }()
		for _, s := range v.Segments() {
			file, ok := s.Segment().(segment.PersistedSegment)
			if !ok {
				continue
			}
			select {
			case <-ended:
				return nil
			default:
			}
			if err := checkSegment(file.Path()); err != nil {
				return &faultError{"verify index", err.Error(), true}
			}
		}
		return nil
	})
}

// checkSegment: the last four bytes of a zap file are the CRC-32 (IEEE) of all
// before them.
func checkSegment(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open segment: %w", err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("look at segment: %w", err)
	}
	if info.Size() < 4 {
		return fmt.Errorf("segment %s is cut", info.Name())
	}
	sum := crc32.NewIEEE()
	in := bufio.NewReaderSize(f, 1<<20)
	if _, err := io.CopyN(sum, in, info.Size()-4); err != nil {
		return fmt.Errorf("read segment: %w", err)
	}
	var want [4]byte
	if _, err := io.ReadFull(in, want[:]); err != nil {
		return fmt.Errorf("read segment: %w", err)
	}
	if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
		return fmt.Errorf("segment %s does not give its checksum", info.Name())
	}
	return nil
}
