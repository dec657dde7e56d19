package media

import (
	"bytes"
	"net/http"
	"strings"
)

// sniffLength is how many bytes of a file tell what it is.
const sniffLength = 512

// pictures are the types that we decode.
var pictures = map[string]bool{
	"image/jpeg": true, "image/png": true, "image/gif": true, "image/webp": true, "image/bmp": true, "image/tiff": true,
}

// sniff finds the media type from the content alone, never from a name; empty
// for what is not kept. The standard library follows the MIME Sniffing standard,
// which leaves TIFF, WebVTT and some sounds out.
func sniff(head []byte) (kind string, picture bool) {
	switch {
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return "image/tiff", true
	case bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("WEBVTT")):
		return "text/vtt", false
	case bytes.HasPrefix(head, []byte("fLaC")):
		return "audio/flac", false
	case bytes.HasPrefix(head, []byte("OggS")):
		if bytes.Contains(head, []byte("theora")) {
			return "video/ogg", false
		}
		return "audio/ogg", false
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		if strings.HasPrefix(string(head[8:12]), "M4A") {
			return "audio/mp4", false
		}
		return "video/mp4", false
	case len(head) > 2 && head[0] == 0xff && head[1]&0xe6 == 0xe2:
		return "audio/mpeg", false
	}
	kind, _, _ = strings.Cut(http.DetectContentType(head), ";")
	switch {
	case pictures[kind]:
		return kind, true
	case kind == "video/webm", kind == "video/mp4", kind == "audio/mpeg", kind == "audio/wave":
		return kind, false
	}
	return "", false
}
