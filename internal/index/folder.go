package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"
)

// What lies in the folder of an index.
//
//	READY    written when the folder is whole: whose index it is
//	OPENING  how often opening was begun and not ended; at 2 it is not tried again
//	RUNNING  there while a program has it open; found at opening it says that the last end was unclean
//	store/   scorch's files
const (
	fileReady   = "READY"
	fileOpening = "OPENING"
	fileRunning = "RUNNING"
	dirStore    = "store"
	badPrefix   = ".bad-"
)

type ready struct {
	Library string `json:"library"`
	Mapping string `json:"mapping"`
}

// create makes a folder with an empty store and marks it ready only when all
// of it is on the disk: without the order, power cuts soon after creation leave
// an index that never opens.
func create(dir string, r ready) error {
	if err := os.MkdirAll(filepath.Join(dir, dirStore), 0o700); err != nil {
		return fmt.Errorf("make index folder: %w", err)
	}
	for _, d := range []string{filepath.Join(dir, dirStore), dir, filepath.Dir(dir)} {
		if err := syncDir(d); err != nil {
			return err
		}
	}
	data, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write index marker: %w", err)
	}
	return writeFile(filepath.Join(dir, fileReady), data)
}

// inspect looks at a folder without opening the index in it. It gives why the
// index cannot be used (empty: it can) and whether the last end was unclean.
func inspect(dir string, want ready) (doubt string, unclean bool) {
	data, err := os.ReadFile(filepath.Join(dir, fileReady))
	if err != nil {
		return "it was not finished when it was made", false
	}
	var got ready
	switch err := json.Unmarshal(data, &got); {
	case err != nil:
		return "its marker cannot be read", false
	case got.Library != want.Library:
		return "it belongs to another library", false
	case got.Mapping != want.Mapping:
		return "it was made with another analysis of words", false
	}
	if n := openings(dir); n >= 2 {
		return fmt.Sprintf("it was opened %d times without success", n), false
	}
	_, err = os.Stat(filepath.Join(dir, fileRunning))
	unclean = err == nil
	if err := checkBolt(filepath.Join(dir, dirStore, "root.bolt")); err != nil {
		return err.Error(), unclean
	}
	return "", unclean
}

func openings(dir string) int {
	data, err := os.ReadFile(filepath.Join(dir, fileOpening))
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		return 1
	}
	return n
}

// setAside renames a folder to a name that says when, and gives that name. The
// index in it must be closed: an open mapped file cannot be renamed everywhere.
func setAside(dir string, now time.Time) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	base := dir + badPrefix + now.UTC().Format("20060102-150405")
	to := base
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = fmt.Sprintf("%s-%d", base, n)
	}
	if err := os.Rename(dir, to); err != nil {
		return fmt.Errorf("set index aside: %w", err)
	}
	return syncDir(filepath.Dir(dir))
}

// removeAside deletes all folders set aside but the newest keep.
func removeAside(dir string, keep int) error {
	found, err := filepath.Glob(globQuote(dir) + badPrefix + "*")
	if err != nil {
		return fmt.Errorf("list indexes set aside: %w", err)
	}
	sort.Strings(found)
	var first error
	for _, path := range found[:max(0, len(found)-keep)] {
		if err := os.RemoveAll(path); err != nil && first == nil {
			first = fmt.Errorf("remove index set aside: %w", err)
		}
	}
	return first
}

func globQuote(s string) string {
	if filepath.Separator == '\\' {
		return s // there '\\' quotes nothing, and no file name holds '*' or '?'
	}
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(s)
}

// writeFile writes a small file so that after a power cut it is whole or absent.
func writeFile(path string, data []byte) error {
	temp := path + ".new"
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return syncDir(filepath.Dir(path))
}

// InUse says whether a program has the index in a folder open, or ended without
// closing it.
func InUse(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, fileRunning))
	return err == nil
}
