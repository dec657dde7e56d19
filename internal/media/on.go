package media

import (
	"bytes"
	"io"
)

// on makes a decoder of bytes out of one of readers.
func on[T any](decode func(io.Reader) (T, error)) func([]byte) (T, error) {
	return func(content []byte) (T, error) { return decode(bytes.NewReader(content)) }
}
