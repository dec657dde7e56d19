package jsonl

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"broadsheet/internal/importer"
)

// MaxLine is how many bytes a line may have; a longer one is reported and
// passed over.
const MaxLine = 32 << 20

// Sniff knows the format by its first line: an object with the fields of a
// record.
func (Format) Sniff(head []byte) importer.Likelihood {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return importer.Unlikely
	}
	first, rest, more := bytes.Cut(head, []byte("\n"))
	var members line
	if err := json.Unmarshal(first, &members); err != nil {
		if !more && (hasBodyField(first) || bytes.HasPrefix(first, []byte(`{"type":"collection"`))) { // one line longer than what is shown
			return importer.Likely
		}
		return importer.Unlikely
	}
	if !looksLikeRecord(members) {
		return importer.Unlikely
	}
	if next := bytes.TrimLeft(rest, " \t\r\n"); len(next) == 0 || next[0] == '{' {
		return importer.Certain
	}
	return importer.Possible
}

var byteOrderMark = []byte("\ufeff")

func looksLikeRecord(members line) bool {
	switch str(members["type"]) {
	case typePublication, typeTopic, typeTag, typeFront, typeCollection:
		return true
	}
	if members["title"] == nil {
		return false
	}
	for _, field := range bodyFields {
		if members[field.name] != nil {
			return true
		}
	}
	return false
}

func hasBodyField(head []byte) bool {
	for _, field := range bodyFields {
		if bytes.Contains(head, []byte(`"`+field.name+`"`)) {
			return true
		}
	}
	return false
}

// Read gives a record for each line. The time zone of a publication's record
// holds for the dates below it.
func (Format) Read(ctx context.Context, in importer.Input, yield func(importer.Item) error) error {
	lines := lineReader{r: bufio.NewReaderSize(in.Content, 256<<10)}
	r := reader{zone: in.Zone}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		text, err := lines.next()
		if err == io.EOF {
			return nil
		}
		where := fmt.Sprintf("line %d", lines.number)
		if errors.Is(err, errTooLong) {
			problem := fmt.Sprintf("The line is longer than %d MB and was left out.", MaxLine>>20)
			if err := yield(importer.Item{Where: where, Problems: importer.Said(problem)}); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", where, err)
		}
		if len(text) == 0 {
			continue
		}
		item := r.item(text)
		item.Where = where
		if err := yield(item); err != nil {
			return err
		}
	}
}

var errTooLong = errors.New("line too long")

// lineReader gives line by line, without white space around it, holding no
// more than MaxLine of it.
type lineReader struct {
	r      *bufio.Reader
	number int // of the line given last, from 1
	buffer []byte
}

// next gives a line that is good until the next call; it is empty for a blank one.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	l.buffer = l.buffer[:0]
	long := false
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.buffer)+len(part) > MaxLine+1 {
			long, l.buffer = true, l.buffer[:0]
		}
		if !long {
			l.buffer = append(l.buffer, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && (long || len(l.buffer) > 0) {
			err = nil
		}
		if err != nil {
			return nil, err
		}
		break
	}
	if long {
		return nil, errTooLong
	}
	text := l.buffer
	if l.number == 1 {
		text = bytes.TrimPrefix(text, byteOrderMark)
	}
	return bytes.TrimSpace(text), nil
}
