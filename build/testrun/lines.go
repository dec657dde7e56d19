package main

import (
	"bufio"
	"errors"
	"io"
)

// lineReader gives lines of any length.
type lineReader struct {
	r   io.Reader
	buf *bufio.Reader
	err error // why reading ended, where that was no proper end
}

func (l *lineReader) next() (line []byte, ok bool) {
	if l.buf == nil {
		l.buf = bufio.NewReader(l.r)
	}
	line, err := l.buf.ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		l.err = err
		return nil, false
	}
	return line, len(line) > 0
}
