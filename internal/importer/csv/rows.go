package csv

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encodingOf finds how the letters of a file are written.
func encodingOf(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ { // the last letter may be cut off
		if utf8.Valid(head[:len(head)-cut]) {
			return unicode.UTF8
		}
	}
	return charmap.Windows1252
}

// delimiters are what may part cells, the likeliest first.
const delimiters = ",;\t|"

// delimiterOf finds what parts the cells: what stands in the first row as often
// as in those after it, and most often; rest is the text behind a line that says
// so itself, as Excel understands it.
func delimiterOf(text string) (delimiter byte, rest string) {
	if after, found := strings.CutPrefix(text, "sep="); found && len(after) > 1 && after[1] < utf8.RuneSelf {
		_, rest, _ = strings.Cut(after, "\n")
		return after[0], rest
	}
	best, most := byte(','), 0
	for i := range len(delimiters) {
		counts := countIn(text, delimiters[i])
		if len(counts) == 0 || counts[0] == 0 {
			continue
		}
		score := 1
		for _, n := range counts {
			if n == counts[0] {
				score += 2
			}
		}
		score = score*1000/len(counts) + min(counts[0], 100)
		if score > most {
			best, most = delimiters[i], score
		}
	}
	return best, text
}

// countIn counts the delimiters outside of quotes in each of the first rows.
func countIn(text string, delimiter byte) []int {
	var counts []int
	n, quoted := 0, false
	for i := 0; i < len(text) && len(counts) < 20; i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == delimiter:
			n++
		case c == '\n':
			if i > 0 && text[i-1] != '\n' {
				counts = append(counts, n)
			}
			n = 0
		}
	}
	if len(counts) == 0 {
		counts = append(counts, n)
	}
	return counts
}

// preview gives the first rows of a text that may be cut off at its end.
func preview(text string, most int) [][]string {
	delimiter, rest := delimiterOf(text)
	r := rows{r: bufio.NewReader(strings.NewReader(rest)), delimiter: delimiter}
	var out [][]string
	for len(out) < most {
		row, err := r.next()
		if err != nil {
			break
		}
		out = append(out, row)
	}
	if n := len(out); n > 1 && !strings.HasSuffix(text, "\n") {
		out = out[:n-1]
	}
	return out
}

var errTooLong = errors.New("row too long")

// rows reads a table row by row, in the manner of RFC 4180 and of the programs
// that never read it: a quotation mark inside an unquoted cell is a letter, and
// what stands behind the end of a quoted one belongs to it.
type rows struct {
	r         *bufio.Reader
	delimiter byte
	line      int // where the row that was given last begins, from 1
	ended     int // line ends that were read
	cell      []byte
	size      int
}

// next gives the next row that is not empty.
func (r *rows) next() ([]string, error) {
	for {
		row, err := r.row()
		if err != nil || len(row) > 1 || row[0] != "" {
			return row, err
		}
	}
}

func (r *rows) row() ([]string, error) {
	r.line, r.size = r.ended+1, 0
	var row []string
	for {
		last, err := r.readCell()
		if err == io.EOF && len(row) == 0 && len(r.cell) == 0 {
			return nil, io.EOF
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		if len(row) < maxColumns {
			row = append(row, string(r.cell))
		}
		if last || err == io.EOF {
			return row, nil
		}
	}
}

// readCell reads a cell into r.cell; last says that its row ends with it.
func (r *rows) readCell() (last bool, err error) {
	r.cell = r.cell[:0]
	quoted, wasQuoted := false, false
	for {
		c, err := r.r.ReadByte()
		if err != nil {
			return true, err
		}
		if r.size++; r.size > MaxRow {
			return true, r.skip()
		}
		if c == '\n' {
			r.ended++
		}
		switch {
		case quoted && c != '"':
			r.cell = append(r.cell, c)
		case quoted:
			if next, _ := r.r.Peek(1); len(next) == 1 && next[0] == '"' {
				r.r.Discard(1) // it was peeked at
				r.cell = append(r.cell, '"')
				continue
			}
			quoted = false
		case c == '"' && len(bytes.TrimLeft(r.cell, " ")) == 0 && !wasQuoted:
			r.cell, quoted, wasQuoted = r.cell[:0], true, true
		case c == r.delimiter:
			return false, nil
		case c == '\n':
			r.cell = bytes.TrimSuffix(r.cell, []byte("\r"))
			return true, nil
		case c == '\r' && r.endsLine():
			r.ended++
			return true, nil
		default:
			r.cell = append(r.cell, c)
		}
	}
}

// endsLine says whether a carriage return ends a line by itself, as on old
// machines.
func (r *rows) endsLine() bool {
	next, _ := r.r.Peek(1)
	return len(next) == 1 && next[0] != '\n'
}

// skip passes over the rest of a line.
func (r *rows) skip() error {
	for {
		c, err := r.r.ReadByte()
		if err == io.EOF {
			return errTooLong
		}
		if err != nil {
			return err
		}
		if c == '\n' {
			r.ended++
			return errTooLong
		}
	}
}
