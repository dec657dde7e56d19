// Package sample holds the built-in sample publication: the articles, topics
// and front page of The Sample Gazette as one interchange file, and its
// pictures and films.
//
// It is data only: it reads nothing, opens no library, and knows nothing of how
// the publication is brought in. The files are made by build/sample from the
// sources there and are in the public domain. What FS gives never changes while
// the program runs.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed publication.jsonl pictures films
var files embed.FS

// FS gives the publication: publication.jsonl in the article interchange
// format at the root, and beside it the folders pictures and films, to which the
// src fields of that file are relative.
func FS() fs.FS { return files }
