package app

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// maxLog is how long the log grows before it is set aside once, in bytes.
const maxLog = 4 << 20

// openLog gives the program's log: a file in the person's state folder. Where
// that cannot be written, nothing is logged. It holds no text of articles, no
// queries and no names of readers.
func openLog() (*slog.Logger, io.Closer) {
	path := filepath.Join(xdg.StateHome, "broadsheet", "broadsheet.log")
	file, err := appendTo(path)
	if err != nil {
		return slog.New(slog.DiscardHandler), io.NopCloser(nil)
	}
	return slog.New(slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo})), file
}

func appendTo(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make log's folder: %w", err)
	}
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, fmt.Errorf("set old log aside: %w", err)
		}
	}
	return os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}
