package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
)

// maxLog is how long the log grows before it is set aside once, in bytes.
const maxLog = 4 << 20

// openLog gives the program's log: a file in the person's state folder. Where
// that cannot be written, nothing is logged. It holds no text of articles, no
// queries and no names of readers.
func openLog() (*slog.Logger, io.Closer) {
	file, err := appendTo(logPath())
	if err != nil {
		return slog.New(slog.DiscardHandler), io.NopCloser(nil)
	}
	return slog.New(slog.NewJSONHandler(file, &slog.HandlerOptions{Level: slog.LevelInfo})), file
}

func logPath() string { return filepath.Join(xdg.StateHome, "broadsheet", "broadsheet.log") }

// maxTail is how much of the log's end is read, in bytes.
const maxTail = 256 << 10

// logTail gives the last lines of a log: of each the time, the level and the
// program's own sentence. What stands beside those may hold paths or words that
// came from outside, and stays in the file.
func logTail(path string, lines int) ([]bridge.LogLine, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open log: %w", err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > maxTail {
		if _, err := file.Seek(-maxTail, io.SeekEnd); err != nil {
			return nil, fmt.Errorf("read log: %w", err)
		}
	}
	text, err := io.ReadAll(io.LimitReader(file, maxTail))
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	var out []bridge.LogLine
	for line := range bytes.Lines(text) {
		var held struct {
			Time  time.Time `json:"time"`
			Level string    `json:"level"`
			Msg   string    `json:"msg"`
		}
		if json.Unmarshal(line, &held) == nil && held.Msg != "" { // else the cut beginning of one
			out = append(out, bridge.LogLine{At: held.Time.Format(time.RFC3339), Level: held.Level, Text: held.Msg})
		}
	}
	return out[max(0, len(out)-lines):], nil
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
