package news

// Media is a stored picture, film, sound or text track, named by the SHA-256 of
// its bytes.
type Media struct {
	SHA256  string // hex
	Type    string // media type, as found from the content: image/jpeg …
	Name    string // file name it came with; may be empty
	Bytes   int64
	Width   int     // pixels, upright; 0 for sound and text
	Height  int     // pixels, upright
	Seconds float64 // 0 where unknown
	Colour  string  // dominant colour, #rrggbb; empty where none
	Thumb   []byte  // ThumbHash (github.com/evanw/thumbhash), at most 25 bytes
	// Renditions are smaller encodings of a picture, narrowest first; each is
	// a media file of its own.
	Renditions []Rendition
}

// Rendition is a re-encoded picture of a certain width.
type Rendition struct {
	SHA256 string
	Type   string
	Width  int
	Height int
	Bytes  int64
}
