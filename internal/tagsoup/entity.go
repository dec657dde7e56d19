package tagsoup

import (
	"html"
	"strings"
)

// maxEntity is how many bytes an entity may have: the longest name in HTML has
// 33 with its delimiters.
const maxEntity = 40

// Decode gives a text with its entities written out: those of XML, those that
// HTML names, and numbers. What is none, a bare ampersand among it, stays as it
// is. Numbers that stand for no character that text may hold are left out.
func Decode(text string) string {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	for at >= 0 {
		out.WriteString(text[:at])
		text = text[at:]
		value, length := Entity(text)
		if length == 0 {
			value, length = "&", 1
		}
		out.WriteString(value)
		text = text[length:]
		at = strings.IndexByte(text, '&')
	}
	out.WriteString(text)
	return out.String()
}

// Entity reads the entity with which a text begins: what it stands for and how
// many bytes it has; 0 where there is none.
func Entity(text string) (value string, length int) {
	end := strings.IndexByte(text[:min(len(text), maxEntity)], ';')
	if end < 2 {
		return "", 0
	}
	span := text[:end+1]
	if span[1] == '#' {
		return number(span)
	}
	for i := 1; i < end; i++ {
		if c := span[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
			return "", 0
		}
	}
	if span == "&apos;" {
		return "'", len(span)
	}
	// HTML decodes some names without their semicolon; here "&copy=2;" is part
	// of an address and no sign.
	value = html.UnescapeString(span)
	if strings.HasSuffix(value, ";") && len(value) > 1 {
		return "", 0
	}
	return value, len(span)
}

// number reads &#38; or &#x26;.
func number(span string) (value string, length int) {
	digits := span[2 : len(span)-1]
	hex := len(digits) > 1 && (digits[0] == 'x' || digits[0] == 'X')
	if hex {
		digits = digits[1:]
	}
	for i := range len(digits) {
		c := digits[i] | 0x20
		if !(digits[i] >= '0' && digits[i] <= '9' || hex && c >= 'a' && c <= 'f') {
			return "", 0
		}
	}
	if digits == "" {
		return "", 0
	}
	value = html.UnescapeString(span) // maps the numbers of Windows-1252, as browsers do
	if value == span {
		return "", 0
	}
	return strings.Map(keep, value), len(span)
}

// Allowed says whether XML lets a character stand in text.
func Allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return true
	case r < 0x20, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return r <= 0xD7FF || r >= 0xE000 && r <= 0x10FFFF
}

func keep(r rune) rune {
	if Allowed(r) {
		return r
	}
	return -1
}

// Clean gives a text without the characters that XML does not let stand, and
// with U+FFFD where its bytes are not UTF-8.
func Clean(text string) string {
	return strings.Map(keep, strings.ToValidUTF8(text, "�"))
}
