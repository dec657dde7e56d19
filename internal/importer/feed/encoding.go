package feed

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"broadsheet/internal/tagsoup"
)

const nameUTF8 = "utf-8"

// wide are the encodings that show themselves by their first bytes, longest
// mark first: a byte order mark, or how "<?" looks in them.
var wide = []struct {
	mark []byte
	name string
}{
	{[]byte{0xFF, 0xFE, 0, 0}, "utf-32le"},
	{[]byte{0, 0, 0xFE, 0xFF}, "utf-32be"},
	{[]byte{'<', 0, 0, 0}, "utf-32le"},
	{[]byte{0, 0, 0, '<'}, "utf-32be"},
	{[]byte{'<', 0, '?', 0}, "utf-16le"},
	{[]byte{0, '<', 0, '?'}, "utf-16be"},
	{[]byte{'<', 0, 'r', 0}, "utf-16le"},
	{[]byte{0, '<', 0, 'r'}, "utf-16be"},
	{[]byte{0xEF, 0xBB, 0xBF}, nameUTF8},
	{[]byte{0xFF, 0xFE}, "utf-16le"},
	{[]byte{0xFE, 0xFF}, "utf-16be"},
}

// decode gives the content as UTF-8 and the name of what it was: by its first
// bytes, else as the server says, else as its first line says, where the bytes
// bear that out; else as UTF-8 or Windows-1252.
func decode(content []byte, contentType string) (text, name string) {
	for _, w := range wide {
		if bytes.HasPrefix(content, w.mark) {
			if text, ok := decodeAs(content, w.name); ok {
				return text, w.name
			}
			break
		}
	}
	valid, ascii := utf8.Valid(content), isASCII(content)
	for _, label := range []string{charsetOf(contentType), declared(content)} {
		name := canonicalName(label)
		switch {
		case name == "" || name == nameUTF8 || isWide(name) && ascii:
			continue
		case valid && !ascii && !manyBytes(name):
			continue // letters beyond ASCII are never by chance valid UTF-8
		}
		if text, ok := decodeAs(content, name); ok {
			return text, name
		}
	}
	if valid || mostlyUTF8(content) {
		return unmarked(strings.ToValidUTF8(string(content), "�")), nameUTF8
	}
	if name := guessed(content); name != "" {
		if text, ok := decodeAs(content, name); ok {
			return text, name
		}
	}
	text, _ = decodeAs(content, "windows-1252")
	return text, "windows-1252"
}

// A guess is taken that is sure by itself (of 100), or likely and far ahead of the
// next one: bytes of western letters look a little like everything.
const (
	surely   = 90
	likely   = 40
	farAhead = 3
)

// guessed gives the encoding that bytes look like which nobody names; empty where
// none does clearly.
func guessed(content []byte) string {
	list, err := chardet.NewTextDetector().DetectAll(content[:min(len(content), 64<<10)])
	if err != nil || len(list) == 0 {
		return ""
	}
	best, next := list[0], 0
	if len(list) > 1 {
		next = list[1].Confidence
	}
	if best.Confidence < surely && (best.Confidence < likely || best.Confidence < farAhead*next) {
		return ""
	}
	if best.Charset == "GB18030" {
		return "gbk" // as browsers call GB 2312, which it cannot be told from
	}
	return canonicalName(best.Charset)
}

func isASCII(content []byte) bool {
	for _, c := range content {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func isWide(name string) bool {
	return strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32")
}

// manyBytes says whether an encoding has letters of several bytes, so that what
// is valid UTF-8 may be text in it too.
func manyBytes(name string) bool {
	return isWide(name) || strings.HasPrefix(name, "iso-2022") || name == "hz-gb-2312"
}

// mostlyUTF8 says whether broken text is rather UTF-8 than a single-byte one:
// more letters of several bytes are whole than broken.
func mostlyUTF8(content []byte) bool {
	whole, broken := 0, 0
	for i := 0; i < len(content); {
		r, size := utf8.DecodeRune(content[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			whole++
		}
		i += size
	}
	return whole > broken
}

// charsetOf gives the charset of a content type.
func charsetOf(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.Trim(params["charset"], ` "'`)
	}
	_, after, found := strings.Cut(strings.ToLower(contentType), "charset=")
	if !found {
		return ""
	}
	label, _, _ := strings.Cut(after, ";")
	return strings.Trim(label, ` "'`)
}

// declared gives the encoding that the first line of XML names.
func declared(content []byte) string {
	s := tagsoup.NewScanner(string(content[:min(len(content), 1<<10)]))
	for s.Next() {
		switch t := s.Token(); t.Kind {
		case tagsoup.Instruction:
			label, _ := t.Attr("encoding")
			return label
		case tagsoup.Start:
			return ""
		}
	}
	return ""
}

// canonicalName gives the name of an encoding as browsers call it; empty for an
// unknown one.
func canonicalName(label string) string {
	label = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(label), "_", "-"))
	switch label {
	case "":
		return ""
	case "u8", "utf8":
		return nameUTF8
	case "u16", "utf16", "utf-16":
		return "utf-16le"
	case "u32", "utf32", "utf-32", "utf-32le":
		return "utf-32le"
	case "utf-32be":
		return label
	}
	_, name := charset.Lookup(label)
	return name
}

func decodeAs(content []byte, name string) (string, bool) {
	var e encoding.Encoding
	switch name {
	case nameUTF8:
		e = unicode.UTF8
	case "utf-16le":
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16be":
		e = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case "utf-32le":
		e = utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		e = utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	default:
		if e, _ = charset.Lookup(name); e == nil {
			return "", false
		}
	}
	text, err := e.NewDecoder().Bytes(content)
	if err != nil || garbled(text) {
		return "", false
	}
	return unmarked(string(text)), true
}

// garbled says whether so much could not be decoded that the encoding is
// another one: more than one letter in fifty.
func garbled(text []byte) bool {
	bad := bytes.Count(text, []byte("�"))
	return bad > 0 && bad*50 > utf8.RuneCount(text)
}

// unmarked gives a text without its byte order mark, and with the signs of
// Windows-1252 where their numbers stand as control characters.
func unmarked(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if !strings.Contains(text, "\xc2") {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r <= 0x9F && r != 0x85 {
			return charmap.Windows1252.DecodeByte(byte(r))
		}
		return r
	}, text)
}
