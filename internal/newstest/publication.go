package newstest

import (
	"embed"
	"io/fs"
	"os"
)

// publication holds publication.jsonl and, beside it, the pictures and tracks
// that it names by relative path.
//
//go:embed testdata/publication
var publication embed.FS

// PublicationFile is the name of the interchange file in Publication.
const PublicationFile = "publication.jsonl"

// Publication gives the frozen test publication: PublicationFile and the files
// that it refers to.
func Publication() fs.FS {
	sub, err := fs.Sub(publication, "testdata/publication")
	if err != nil {
		panic("newstest: embedded publication: " + err.Error()) // the path is a constant
	}
	return sub
}

// CopyPublication writes the frozen test publication into a folder, which it
// makes where needed, and gives the path of the interchange file.
func CopyPublication(dir string) (string, error) {
	if err := os.CopyFS(dir, Publication()); err != nil {
		return "", err
	}
	return dir + string(os.PathSeparator) + PublicationFile, nil
}
