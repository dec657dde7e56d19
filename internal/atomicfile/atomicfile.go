// Package atomicfile writes files that are either as they were or wholly new,
// whatever happens meanwhile: the content goes into a file beside, is flushed to
// the disk, and takes the name in one step; the folder is flushed last, so that
// the step itself survives a power cut.
package atomicfile

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Write replaces the file at path by what fill writes. The file is readable by
// its owner only. When fill fails, the old file stands and nothing is left
// beside it.
func Write(path string, fill func(io.Writer) error) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("make file beside: %w", err)
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := fill(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("flush file: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("close file: %w", err)
	}
	if err := rename(file.Name(), path); err != nil {
		return fmt.Errorf("put file in place: %w", err)
	}
	return SyncFolder(filepath.Dir(path))
}

// WriteBytes replaces the file at path by content.
func WriteBytes(path string, content []byte) error {
	return Write(path, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(content))
		return err
	})
}

// tries and pause are how often and how long we wait for a virus scanner that
// holds the file, which Windows answers with a refusal.
const (
	tries = 20
	pause = 50 * time.Millisecond
)

func rename(from, to string) error {
	err := os.Rename(from, to)
	for i := 0; i < tries && err != nil && runtime.GOOS == "windows"; i++ {
		time.Sleep(pause)
		err = os.Rename(from, to)
	}
	return err
}

// SyncFolder flushes a folder's entries to the disk, on systems that can.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be opened for that there
	}
	folder, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("open folder to flush: %w", err)
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil {
		return fmt.Errorf("flush folder: %w", err)
	}
	return nil
}
