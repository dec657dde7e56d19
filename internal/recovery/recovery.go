// Package recovery keeps a file for each draft in a folder of its own, written whole
// or not at all, so that what was typed survives a database that does not. It knows
// nothing of what stands in the files.
package recovery

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"broadsheet/internal/atomicfile"
)

// suffix ends the name of each file.
const suffix = ".draft.json"

// maxFile bounds what is read back, in bytes: a draft of 4 MB, escaped.
const maxFile = 64 << 20

var names = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)

// Folder is the folder; it is made when something is first kept.
type Folder string

// Keep writes a file and returns when it is on the disk.
func (f Folder) Keep(name string, content []byte) error {
	if !names.MatchString(name) {
		return fmt.Errorf("keep draft: %q is no name of a file", name)
	}
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return fmt.Errorf("make folder of recovery: %w", err)
	}
	return atomicfile.WriteBytes(f.path(name), content)
}

// Drop removes a file; one that is not there is no error.
func (f Folder) Drop(name string) error {
	if !names.MatchString(name) {
		return fmt.Errorf("drop draft: %q is no name of a file", name)
	}
	if err := os.Remove(f.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}

// Held gives every file by its name. What is no file of ours, or cannot be read, is
// left where it is and left out; what a broken-off Keep left beside a file is removed,
// so nobody may be keeping anything meanwhile.
func (f Folder) Held() (map[string][]byte, error) {
	list, err := os.ReadDir(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read folder of recovery: %w", err)
	}
	held := map[string][]byte{}
	for _, file := range list {
		if strings.HasPrefix(file.Name(), ".") && strings.Contains(file.Name(), suffix+".") { // of atomicfile
			os.Remove(filepath.Join(string(f), file.Name())) // else the next time
			continue
		}
		name, ok := strings.CutSuffix(file.Name(), suffix)
		if info, err := file.Info(); !ok || !names.MatchString(name) || err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
			continue
		}
		content, err := os.ReadFile(f.path(name))
		if err != nil {
			continue
		}
		held[name] = content
	}
	return held, nil
}

func (f Folder) path(name string) string { return filepath.Join(string(f), name+suffix) }
