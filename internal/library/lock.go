package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"broadsheet/internal/news"
)

// HeldError: another process holds the library. Socket is where it listens;
// empty where it says nothing.
type HeldError struct {
	PID    int
	Socket string
}

// Error gives the sentence for people.
func (e *HeldError) Error() string {
	return "Another program holds this library. Close it there and try again; nothing has been changed."
}

// Unwrap makes it an error of code busy.
func (e *HeldError) Unwrap() error {
	return &news.Error{Code: news.CodeBusy, Field: "library", Message: e.Error()}
}

// holder is what the lock file says.
type holder struct {
	PID     int    `json:"pid"`
	Version string `json:"version"`
	Socket  string `json:"socket,omitempty"`
}

// lock is the taken lock. The locked file and the one that says who holds it are
// two, since a locked file cannot be read by others on Windows.
type lock struct {
	flock *flock.Flock
	path  string
	holder
}

// Locking is tried for a moment: the process before may be just ending.
const (
	lockFor   = 100 * time.Millisecond
	lockAgain = 10 * time.Millisecond
)

func take(ctx context.Context, dir, version string) (*lock, error) {
	path := filepath.Join(dir, lockName)
	l := &lock{flock: flock.New(path + ".held"), path: path, holder: holder{PID: os.Getpid(), Version: version}}
	trying, stop := context.WithTimeout(ctx, lockFor)
	defer stop()
	taken, err := l.flock.TryLockContext(trying, lockAgain)
	switch {
	case taken:
		return l, l.write()
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, whoHolds(path)
	}
	return nil, news.Errorf(news.CodeReadOnly, "library", "The library's folder %s cannot be locked: %w.", dir, err)
}

func whoHolds(path string) error {
	var who holder
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &who)
	}
	if err != nil {
		return &HeldError{} // it has not said yet
	}
	return &HeldError{PID: who.PID, Socket: who.Socket}
}

func (l *lock) write() error {
	text, err := json.Marshal(l.holder)
	if err != nil {
		return fmt.Errorf("write lock: %w", err)
	}
	// Not flushed to the disk: after a power cut it says nothing true anyway.
	if err := os.WriteFile(l.path, text, 0o600); err != nil {
		return fmt.Errorf("write lock: %w", err)
	}
	return nil
}

func (l *lock) announce(socket string) error {
	l.Socket = socket
	return l.write()
}

func (l *lock) release() error {
	os.Remove(l.path)
	if err := l.flock.Unlock(); err != nil {
		return fmt.Errorf("give the lock back: %w", err)
	}
	return nil
}
