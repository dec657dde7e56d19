package wxr

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var errTooLong = errors.New("longer than an item may be")

// lookAhead is how far the source looks to judge what stands there.
const lookAhead = 4 << 10

// source gives the bytes of the file, mended so that an XML parser takes them.
// It reads not a byte further than it was asked for, so that after an error
// another parser can go on from the same place.
type source struct {
	r     *bufio.Reader
	left  int    // bytes until errTooLong
	ready []byte // mended bytes that are still to be given
	cdata bool
	// failure is the error of the file itself, not of its text.
	failure error
}

func newSource(r io.Reader) *source {
	buffered := bufio.NewReaderSize(r, 64<<10)
	head, _ := buffered.Peek(1024) // what cannot be read shows itself later
	if decoder := decoderOf(head); decoder != nil {
		buffered = bufio.NewReaderSize(transform.NewReader(buffered, decoder), 64<<10)
	}
	s := &source{r: buffered, left: MaxItem}
	s.skipProlog()
	return s
}

// skipProlog passes over the byte order mark and the declaration: what it says
// was heeded, and a parser refuses other versions than 1.0.
func (s *source) skipProlog() {
	head, _ := s.r.Peek(1024)
	begin := len(head) - len(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	if bytes.HasPrefix(head[begin:], []byte("<?xml ")) {
		if n := bytes.Index(head[begin:], []byte("?>")); n >= 0 {
			begin += n + len("?>")
		}
	}
	s.r.Discard(begin) // it was peeked at
}

// decoderOf finds the encoding by byte order mark and prolog; nil is UTF-8.
func decoderOf(head []byte) transform.Transformer {
	if bytes.HasPrefix(head, []byte{0xFE, 0xFF}) || bytes.HasPrefix(head, []byte{0xFF, 0xFE}) {
		return unicode.BOMOverride(unicode.UTF8.NewDecoder())
	}
	prolog, _, _ := bytes.Cut(head, []byte("?>"))
	_, after, found := bytes.Cut(prolog, []byte("encoding="))
	if !found || len(after) < 2 {
		return nil
	}
	label, _, found := bytes.Cut(after[1:], after[:1])
	if !found {
		return nil
	}
	encoding, name := charset.Lookup(string(label))
	if encoding == nil || name == "utf-8" {
		return nil
	}
	return encoding.NewDecoder()
}

// Read is there for the interface: the parser asks for single bytes.
func (s *source) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// ReadByte gives the next byte.
func (s *source) ReadByte() (byte, error) {
	for {
		if s.left--; s.left < 0 {
			return 0, errTooLong
		}
		if len(s.ready) > 0 {
			c := s.ready[0]
			s.ready = s.ready[1:]
			return c, nil
		}
		c, err := s.r.ReadByte()
		if err != nil {
			if err != io.EOF {
				s.failure = err
			}
			return 0, err
		}
		switch {
		case c >= utf8.RuneSelf:
			s.letter(c)
		case c == '&':
			if s.control() {
				continue
			}
			return c, nil
		case c == '<' && !s.cdata:
			s.tag()
			return s.first('<')
		case c == ']':
			if s.section() {
				continue
			}
			return s.first(']')
		case c >= ' ' || c == '\n' || c == '\t' || c == '\r':
			return c, nil
		}
	}
}

// first gives what was made ready, or the byte itself.
func (s *source) first(c byte) (byte, error) {
	if len(s.ready) > 0 {
		c = s.ready[0]
		s.ready = s.ready[1:]
	}
	return c, nil
}

// letter makes a letter beyond ASCII ready; a byte that is no UTF-8 is taken for
// windows-1252, which is what such files were pieced together from.
func (s *source) letter(c byte) {
	var whole [utf8.UTFMax]byte
	whole[0] = c
	next, _ := s.r.Peek(utf8.UTFMax - 1)
	n := 1 + copy(whole[1:], next)
	r, size := utf8.DecodeRune(whole[:n])
	if r == utf8.RuneError && size == 1 {
		s.ready = utf8.AppendRune(nil, charmap.Windows1252.DecodeByte(c))
		return
	}
	if _, err := s.r.Discard(size - 1); err != nil || r == 0xFFFE || r == 0xFFFF {
		return
	}
	s.ready = append(s.ready[:0], whole[:size]...)
}

// control takes a numeric reference away that stands for what no text has.
func (s *source) control() bool {
	next, _ := s.r.Peek(12)
	if len(next) < 3 || next[0] != '#' {
		return false
	}
	end := bytes.IndexByte(next, ';')
	if end < 2 {
		return false
	}
	digits, base := string(next[1:end]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil || isText(n) {
		return false
	}
	_, err = s.r.Discard(end + 1)
	return err == nil
}

func isText(n uint64) bool {
	switch {
	case n < ' ':
		return n == '\n' || n == '\t' || n == '\r'
	case n >= 0xD800 && n < 0xE000, n == 0xFFFE, n == 0xFFFF:
		return false
	}
	return n <= utf8.MaxRune
}

var (
	cdataBegin = []byte("![CDATA[")
	cdataEnd   = []byte("]]>")
	endTag     = []byte("</")
)

// tag looks at what begins with <: a section, a tag, or a sign that was not
// escaped.
func (s *source) tag() {
	next, _ := s.r.Peek(len(cdataBegin))
	if len(next) == 0 {
		return
	}
	if bytes.Equal(next, cdataBegin) {
		s.cdata = true
		return
	}
	if c := next[0]; c != '/' && c != '!' && c != '?' && c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') && c < utf8.RuneSelf {
		s.ready = []byte("&lt;")
	}
}

// section looks at what begins with ]. The end of a section that stands inside
// its text, since the exporter did not divide it, is divided now; one outside a
// section is taken away.
func (s *source) section() (away bool) {
	next, _ := s.r.Peek(2)
	if !bytes.Equal(next, cdataEnd[1:]) {
		return false
	}
	if !s.cdata {
		_, err := s.r.Discard(2)
		return err == nil
	}
	if s.ends() {
		s.cdata = false
		return false
	}
	if _, err := s.r.Discard(2); err != nil {
		return false
	}
	s.ready = []byte("]]]]><![CDATA[>")
	return false
}

// ends says whether a section really ends here: a tag follows, and not text with
// another end of a section behind it.
func (s *source) ends() bool {
	next, _ := s.r.Peek(lookAhead)
	next = next[2:]
	if after := bytes.TrimLeft(next, " \t\r\n"); len(after) == 0 || after[0] == '<' {
		return true
	}
	end := bytes.Index(next, cdataEnd)
	close := bytes.Index(next, endTag)
	return end < 0 || close >= 0 && close < end
}

// skipTo passes over the bytes before the next start of an item, and says
// whether there is one.
func (s *source) skipTo(mark string) (found bool, err error) {
	s.ready, s.cdata = nil, false
	matched := 0
	for {
		c, err := s.r.ReadByte()
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		switch {
		case c == mark[matched]:
			matched++
		case c == mark[0]:
			matched = 1
		default:
			matched = 0
		}
		if matched < len(mark) {
			continue
		}
		if next, _ := s.r.Peek(1); len(next) == 1 && (next[0] == '>' || next[0] == ' ' || next[0] == '\n' || next[0] == '\t' || next[0] == '\r') {
			s.ready = []byte(mark)
			return true, nil
		}
		matched = 0
	}
}
