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

// DeskMedia is a file on the media desk.
type DeskMedia struct {
	Media
	Uses int // published articles that show it now
	Bare int // of those, that show it without an alternative text, which a picture wants
}

// MediaQuery asks for a page of the files that are stored, the newest first.
type MediaQuery struct {
	Kind   string // picture, film, sound; empty: all of these
	Bare   bool   // only those that an article shows without an alternative text
	Unused bool   // only those that nothing shows
	Words  string // in the file's name, or in what articles say of it
	Skip   int    // files to pass over, where no words are asked for
	After  string // cursor of the page before; with words
	Limit  int    // 0: 100, at most 500
}

// MediaPage is a page of them.
type MediaPage struct {
	Files []DeskMedia
	Total int64  // -1: not counted, since words were asked for
	Next  string // cursor of the next page, where words were asked for; empty at the end
}

// RemoteMedia is a picture that articles name by an address of the web and that
// is not stored.
type RemoteMedia struct {
	Address string
	Uses    int    // published articles that name it
	Problem string // why it did not come when it was asked for; empty: it never was
}
