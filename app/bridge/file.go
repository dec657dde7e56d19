package bridge

import (
	"bytes"
	"context"
	"encoding/base64"

	"broadsheet/internal/sheet"
)

// FileResult is a file that was made: where it is, or the file itself.
type FileResult struct {
	Path string `json:"path"` // among the person's downloads; empty: it is handed over
	File string `json:"file"` // base64
	Rows int    `json:"rows"` // of a table that may not hold all: how many it holds; else 0
}

// handed gives a file that was made: handed over, for a browser or the command line to
// keep, or put among the person's downloads, for the window, which has none of its own.
func handed(to Desktop, name string, content []byte, hand bool) (FileResult, error) {
	if hand {
		return FileResult{File: base64.StdEncoding.EncodeToString(content)}, nil
	}
	path, err := to.SaveDownload(name, content)
	return FileResult{Path: path}, err
}

// table makes a file of rows, and hands it over or puts it among the downloads.
func (s *Search) table(name string, hand bool, columns []string, rows func(row func(cells ...string) error) error) (FileResult, error) {
	return call(s.core, Call{}, func(context.Context) (FileResult, error) {
		var b bytes.Buffer
		w, err := sheet.New(&b, columns...)
		if err != nil {
			return FileResult{}, err
		}
		if err := rows(w.Row); err != nil {
			return FileResult{}, err
		}
		if err := w.Close(); err != nil {
			return FileResult{}, err
		}
		return handed(s.desktop, name, b.Bytes(), hand)
	})
}

// PictureFileRequest is a chart that the screen drew.
type PictureFileRequest struct {
	Name string `json:"name"` // of the file
	File string `json:"file"` // base64
}

// SavePicture puts a chart that the screen drew among the person's downloads.
func (s *Search) SavePicture(req PictureFileRequest) (SavedResult, error) {
	return call(s.core, Call{}, func(context.Context) (SavedResult, error) {
		content, err := base64.StdEncoding.DecodeString(req.File)
		if err != nil {
			return SavedResult{}, err
		}
		made, err := handed(s.desktop, req.Name, content, false)
		return SavedResult{Path: made.Path}, err
	})
}
