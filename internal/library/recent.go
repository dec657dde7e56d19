package library

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"

	"broadsheet/internal/atomicfile"
)

// Recent is a library that was opened before.
type Recent struct {
	Folder string    `json:"folder"`
	Name   string    `json:"name"` // of its publication, when it was last open
	Opened time.Time `json:"opened"`
}

// maxRecent is how many are remembered.
const maxRecent = 20

// DefaultFolder is the person's own library.
func DefaultFolder() string { return filepath.Join(xdg.DataHome, "broadsheet", "library") }

func recentFile() string { return filepath.Join(xdg.ConfigHome, "broadsheet", "libraries.json") }

// Recents lists the libraries that were opened before, newest first.
func Recents() ([]Recent, error) {
	text, err := os.ReadFile(recentFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read recent libraries: %w", err)
	}
	var list []Recent
	if json.Unmarshal(text, &list) != nil {
		return nil, nil // a convenience, not worth an error: it is written anew
	}
	return list, nil
}

// Remember puts a library first among the recent ones.
func Remember(r Recent) error {
	full, err := filepath.Abs(r.Folder)
	if err != nil {
		return fmt.Errorf("name library's folder: %w", err)
	}
	r.Folder = full
	list, err := Recents()
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(old Recent) bool { return old.Folder == full })
	list = append([]Recent{r}, list...)
	text, err := json.MarshalIndent(list[:min(len(list), maxRecent)], "", "  ")
	if err != nil {
		return fmt.Errorf("write recent libraries: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(recentFile()), 0o700); err != nil {
		return fmt.Errorf("make folder of settings: %w", err)
	}
	return atomicfile.WriteBytes(recentFile(), text)
}
