package importer

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"broadsheet/internal/news"
)

// Limits on compressed files: past slack, what comes out may be ratio times
// what went in.
const (
	maxRatio   = 200
	ratioSlack = 1 << 20
	maxWindow  = 128 << 20
)

var (
	zstdMark  = []byte{0x28, 0xb5, 0x2f, 0xfd}
	gzipMark  = []byte{0x1f, 0x8b}
	xzMark    = []byte{0xfd, '7', 'z', 'X', 'Z', 0}
	bzip2Mark = []byte("BZh")
)

// maxWrapped is how many compressions one inside another are undone.
const maxWrapped = 2

// content is a file opened for reading: decompressed, counted, and with its
// first bytes at hand.
type content struct {
	head   []byte
	reader io.Reader
	in     *counter // what was read of the file itself
	packed bool     // it was compressed
	close  func()
}

// open looks at the first bytes, undoes compression, and gives what is inside.
func open(file io.Reader) (*content, error) {
	c := &content{in: &counter{r: file}, close: func() {}}
	buffered := bufio.NewReaderSize(c.in, SniffLength)
	for wrapped := 0; ; wrapped++ {
		mark, err := peek(buffered, len(xzMark))
		var inner io.Reader
		if err == nil && wrapped < maxWrapped {
			inner, err = c.decompress(buffered, mark)
		}
		if err != nil {
			c.close()
			return nil, unreadable(err)
		}
		if inner == nil {
			break
		}
		c.packed = true
		buffered = bufio.NewReaderSize(&ratioGuard{r: inner, in: c.in}, SniffLength)
	}
	head, err := peek(buffered, SniffLength)
	if err != nil {
		c.close()
		return nil, unreadable(err)
	}
	c.head, c.reader = bytes.Clone(head), buffered
	return c, nil
}

func unreadable(err error) error { return damaged("file is damaged or cannot be read", err) }

// damaged says in a sentence what is wrong with a file; an error that has one
// keeps it.
func damaged(what string, err error) error {
	if known := (*news.Error)(nil); errors.As(err, &known) {
		return err
	}
	return news.Errorf(news.CodeInvalid, "file", "The "+what+": %w; nothing of it was brought in.", err)
}

// decompress gives what a compressed stream holds; nil where it is none.
func (c *content) decompress(outer *bufio.Reader, mark []byte) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(mark, zstdMark):
		z, err := zstd.NewReader(outer, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("open zstd: %w", err)
		}
		before := c.close
		c.close = func() { z.Close(); before() }
		return z, nil
	case bytes.HasPrefix(mark, gzipMark):
		return gzip.NewReader(outer)
	case bytes.HasPrefix(mark, xzMark):
		if head, _ := outer.Peek(xzHead); !xzFits(head) {
			return nil, news.Errorf(news.CodeLimit, "file", "The compressed file asks for more than %d MB of memory; nothing of it was brought in.", maxWindow>>20)
		}
		return xz.NewReader(outer)
	case bytes.HasPrefix(mark, bzip2Mark):
		return bzip2.NewReader(outer), nil
	}
	return nil, nil
}

// xzHead is how much of an xz file its stream's and its first block's headers
// take at most that say how large its dictionary is.
const xzHead = 12 + 40

// xzFits says whether the dictionary of the first block (.xz file format 3.1 and
// 5.3.1) is one that is allowed; the library makes one of any size.
func xzFits(head []byte) bool {
	const stream, lzma2, most = 12, 0x21, 30 // dictionary size 30: 128 MB
	if len(head) <= stream+2 {
		return true // the library finds what is wrong
	}
	at := stream + 2
	for _, bit := range []byte{0x40, 0x80} { // sizes that may stand before the filters
		if head[stream+1]&bit != 0 {
			_, n := binary.Uvarint(head[at:])
			if n <= 0 {
				return false
			}
			at += n
		}
	}
	return at+2 < len(head) && head[at] == lzma2 && head[at+2] <= most
}

// peek gives up to n bytes; fewer at the end of the file are no error.
func peek(r *bufio.Reader, n int) ([]byte, error) {
	head, err := r.Peek(n)
	if err == io.EOF || err == bufio.ErrBufferFull {
		err = nil
	}
	return head, err
}

// counter counts what is read. It is read by one goroutine at a time.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ratioGuard stops a decompression bomb.
type ratioGuard struct {
	r   io.Reader
	in  *counter
	out int64
}

func (g *ratioGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.out += int64(n)
	if g.out > ratioSlack && g.out > maxRatio*g.in.n {
		return 0, news.Errorf(news.CodeLimit, "file", "The compressed file grows more than %d-fold; it was not read further.", maxRatio)
	}
	return n, err
}
