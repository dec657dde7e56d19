package exporter

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// ZipTime is when every file of a zip that we write was changed: the first time that a
// zip can say, so that equal content gives equal bytes.
func ZipTime() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// inFolder lets a format write its files into a folder that stands at path whole, or
// not at all; where path ends with .zip, into that file. A folder that is there and
// holds something is left alone.
func inFolder(path string, write func(w io.Writer, dir string, create func(string) (io.Writer, error)) error) error {
	packed := strings.EqualFold(filepath.Ext(path), ".zip")
	if entries, err := os.ReadDir(path); !packed && err == nil && len(entries) > 0 {
		return news.Errorf(news.CodeExists, "path", "There is a folder %q with something in it; name one that is not there yet. Nothing was written.", filepath.Base(path))
	}
	tmp, err := os.MkdirTemp(filepath.Dir(path), ".export-")
	if err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	defer os.RemoveAll(tmp)
	var file *os.File
	create := func(name string) (io.Writer, error) {
		if file != nil {
			if err := file.Close(); err != nil {
				return nil, err
			}
		}
		full := filepath.Join(tmp, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return nil, err
		}
		file, err = os.OpenFile(full, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		return file, err
	}
	err = write(io.Discard, tmp, create)
	if file != nil {
		err = errors.Join(err, file.Close())
	}
	switch {
	case err != nil:
		return err
	case packed:
		return atomically(path, func(w io.Writer) error { return zipFolder(w, os.DirFS(tmp)) })
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(tmp, path)
}

func zipFolder(w io.Writer, folder fs.FS) error {
	z := zip.NewWriter(w)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		in, err := folder.Open(name)
		if err != nil {
			return err
		}
		defer in.Close()
		out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: ZipTime()})
		if err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		return err
	})
	if err != nil {
		return err
	}
	return z.Close()
}
