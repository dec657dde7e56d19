package news

import "time"

// PictureScope says of which articles the remote pictures are meant; the zero
// value means all published ones. Only one field is set.
type PictureScope struct {
	Import string   // id: the articles that it added or changed
	Source string   // name: the articles that came from there
	IDs    []string // public ids
}

// RemotePicture is a picture that articles name by an address of the web, and
// that is not in the library.
type RemotePicture struct {
	Picture  int64 // its row
	Address  string
	Failures int // how often it was asked for in vain
}

// PictureAnswer is what came of asking for a remote picture.
type PictureAnswer struct {
	RemotePicture
	Media   *Media    // the stored file; nil: there is none
	Problem string    // a sentence, where there is none
	Next    time.Time // not asked before that by itself; zero: only when somebody says so
}

// PictureRun is a round of fetching, which is one act of the history.
type PictureRun struct {
	Label  string // of what the pictures are
	Number int64  // given by the store with the first picture that came; 0: none did
	Entry  int64  // of the history
}

// MissingPictures counts remote pictures that are not in the library.
type MissingPictures struct {
	Missing int
	Failed  int // of those, that were asked for in vain and wait
}
