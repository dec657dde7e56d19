package page

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// metaBytes is how much of a page is looked through for the charset that it
// declares; the standard says 1,024, and pages do worse.
const metaBytes = 64 << 10

var (
	metaCharset = regexp.MustCompile(`(?i)<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)
	xmlCharset  = regexp.MustCompile(`^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']`)
)

// decode gives a page as UTF-8. In this order count: a byte order mark, the
// header, what the page declares, whether it is UTF-8, and windows-1252. What
// reads as UTF-8 with letters beyond ASCII is UTF-8 whatever the page declares:
// no text of another charset does so by accident, and saved pages are often
// written anew with their old declaration.
func decode(content []byte, contentType string) []byte {
	if rest, ok := bytes.CutPrefix(content, []byte("\xef\xbb\xbf")); ok {
		return bytes.ToValidUTF8(rest, []byte("\ufffd"))
	}
	for mark, order := range map[string]unicode.Endianness{"\xff\xfe": unicode.LittleEndian, "\xfe\xff": unicode.BigEndian} {
		if bytes.HasPrefix(content, []byte(mark)) {
			return with(unicode.UTF16(order, unicode.UseBOM), content)
		}
	}
	if named := ofHeader(contentType); named != nil {
		return with(named, content)
	}
	if utf8.Valid(content) {
		// ISO-2022-JP is ASCII to the eye, with escapes.
		if declared := ofPage(content); declared != nil && isASCII(content) && bytes.IndexByte(content, 0x1b) >= 0 {
			return with(declared, content)
		}
		return content
	}
	if declared := ofPage(content); declared != nil && !(isUTF8(declared) && mostlyBroken(content)) {
		return with(declared, content)
	}
	if !mostlyBroken(content) {
		return bytes.ToValidUTF8(content, []byte("\ufffd"))
	}
	windows1252, _ := htmlindex.Get("windows-1252")
	return with(windows1252, content)
}

func with(e encoding.Encoding, content []byte) []byte {
	out, err := e.NewDecoder().Bytes(content)
	if err != nil {
		out = content
	}
	return bytes.ToValidUTF8(out, []byte("\ufffd"))
}

func ofHeader(contentType string) encoding.Encoding {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil
	}
	return byLabel(parameters["charset"])
}

func ofPage(content []byte) encoding.Encoding {
	head := content[:min(len(content), metaBytes)]
	found := metaCharset.FindSubmatch(head)
	if found == nil {
		found = xmlCharset.FindSubmatch(head)
	}
	if found == nil {
		return nil
	}
	label := strings.ToLower(string(found[1]))
	if strings.HasPrefix(label, "utf-16") || strings.HasPrefix(label, "utf-32") {
		label = "utf-8" // it could be read so far: the standard says the same
	}
	return byLabel(label)
}

func byLabel(label string) encoding.Encoding {
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return nil
	}
	return e
}

func isUTF8(e encoding.Encoding) bool {
	name, err := htmlindex.Name(e)
	return err == nil && name == "utf-8"
}

func isASCII(content []byte) bool {
	for _, c := range content {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mostlyBroken reports whether a text that is not valid UTF-8 is not meant as
// such: more of it is broken than whole.
func mostlyBroken(content []byte) bool {
	whole, broken := 0, 0
	for i := 0; i < len(content); {
		if content[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			whole++
		}
		i += size
	}
	return broken >= whole
}
