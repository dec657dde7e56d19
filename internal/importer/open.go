package importer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

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
	zstdMark = []byte{0x28, 0xb5, 0x2f, 0xfd}
	gzipMark = []byte{0x1f, 0x8b}
)

// content is a file opened for reading: decompressed, counted, and with its
// first bytes at hand.
type content struct {
	head   []byte
	reader io.Reader
	in     *counter // what was read of the file itself
	close  func()
}

// open looks at the first bytes, undoes zstd or gzip, and gives what is inside.
func open(file io.Reader) (*content, error) {
	in := &counter{r: file}
	outer := bufio.NewReaderSize(in, SniffLength)
	mark, err := peek(outer, len(zstdMark))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	c := &content{in: in, close: func() {}}
	inner, err := c.decompress(outer, mark)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReaderSize(inner, SniffLength)
	if c.head, err = peek(buffered, SniffLength); err != nil {
		c.close()
		return nil, fmt.Errorf("read the file: %w", err)
	}
	c.head = bytes.Clone(c.head)
	c.reader = buffered
	return c, nil
}

func (c *content) decompress(outer io.Reader, mark []byte) (io.Reader, error) {
	switch {
	case bytes.HasPrefix(mark, zstdMark):
		z, err := zstd.NewReader(outer, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("open zstd: %w", err)
		}
		c.close = z.Close
		return &ratioGuard{r: z, in: c.in}, nil
	case bytes.HasPrefix(mark, gzipMark):
		z, err := gzip.NewReader(outer)
		if err != nil {
			return nil, fmt.Errorf("open gzip: %w", err)
		}
		return &ratioGuard{r: z, in: c.in}, nil
	}
	return outer, nil
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
