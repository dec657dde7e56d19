// Package library is one open library: a folder with everything of one
// publication on this machine. It takes the lock before any store opens, so that
// one process owns a library, opens its parts in order and closes them in
// reverse, and finds out at opening what may harm them: a network share, a
// synchronised folder, a read-only or full disk.
//
// In the folder lie library.db (SQLite, the truth), index/ (a cache of it),
// media/, backups/, tmp/, library.lock, and ballast, a file that is given up
// when the disk is full, since even deleting needs room.
package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"broadsheet/internal/follow"
	"broadsheet/internal/index"
	"broadsheet/internal/media"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
)

// Names of the parts in a library's folder.
const (
	storeName   = "library.db"
	indexName   = "index"
	mediaName   = "media"
	backupsName = "backups"
	tmpName     = "tmp"
	lockName    = "library.lock"
	ballastName = "ballast"
)

// ballastSize is the room that is kept back for cleaning up on a full disk.
const ballastSize = 16 << 20

// Options say which library to open and how.
type Options struct {
	Dir     string
	Version string // of the program, for the lock
	Clock   news.Clock
	Log     *slog.Logger
	Actor   string // name of who writes, at a first start
	New     bool   // CodeExists where there is a library already
	// OnChange and OnProgress, when set, are told of commits and of the index.
	OnChange   func(store.Changed)
	OnProgress func(follow.Progress)
}

// Library is an open library. Close it when done.
type Library struct {
	Dir      string
	Store    *store.DB
	Index    *index.Index
	Media    *media.Store
	Follower *follow.Follower
	Warnings []Warning
	Made     bool // it was made by this opening

	lock *lock
	stop context.CancelFunc
	wg   sync.WaitGroup
	log  *slog.Logger
}

// Warning is something about where a library lies that a person should know, as
// one sentence.
type Warning struct {
	Code    string // network, synchronised, read_only, space
	Message string
}

// Exists says whether there is a library in a folder.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, storeName))
	return err == nil
}

// Open opens the library in a folder, which is made where it is missing.
// Errors: *HeldError where another process has it, CodeForeign where the folder
// holds other things, CodeExists, CodeNewer, CodeDamaged, CodeFull.
func Open(ctx context.Context, o Options) (_ *Library, err error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	made := !Exists(o.Dir)
	if err := suitable(o, made); err != nil {
		return nil, err
	}
	l := &Library{Dir: o.Dir, Made: made, log: o.Log, Warnings: look(o.Dir)}
	readOnly := l.warned("read_only")
	if !readOnly {
		if l.lock, err = take(ctx, o.Dir, o.Version); err != nil {
			return nil, err
		}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.close())
		}
	}()
	if err = l.openParts(ctx, o, readOnly); err != nil {
		return nil, err
	}
	if !readOnly {
		l.keepBallast()
		l.follow(o)
	}
	return l, nil
}

// suitable refuses a folder that holds a library where none is wanted, and one
// that holds something else.
func suitable(o Options, made bool) error {
	if !made {
		if o.New {
			return news.Errorf(news.CodeExists, "library", "There is a library in %s already; nothing was changed.", o.Dir)
		}
		return nil
	}
	entries, err := os.ReadDir(o.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return news.Errorf(news.CodeForeign, "library", "The folder %s could not be read: %w.", o.Dir, err)
	}
	ours := map[string]bool{"socket": true, lockName: true, lockName + ".held": true, ballastName: true, tmpName: true, indexName: true, mediaName: true, backupsName: true}
	for _, entry := range entries {
		if !ours[entry.Name()] {
			return news.Errorf(news.CodeForeign, "library", "The folder %s holds other things and no library; choose an empty one. Nothing was changed.", o.Dir)
		}
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return news.Errorf(news.CodeReadOnly, "library", "The folder %s could not be made: %w.", o.Dir, err)
	}
	return nil
}

func (l *Library) openParts(ctx context.Context, o Options, readOnly bool) (err error) {
	l.Store, err = store.Open(ctx, store.Options{
		Path: filepath.Join(o.Dir, storeName), Clock: o.Clock, Log: o.Log, ReadOnly: readOnly,
		Actor: news.Actor{Name: o.Actor}, OnChange: o.OnChange,
		BeforeMigration: func(_ context.Context, from, to int, snapshot func(string) error) error {
			if err := os.MkdirAll(l.Path(backupsName), 0o700); err != nil {
				return fmt.Errorf("make folder of backups: %w", err)
			}
			name := fmt.Sprintf("before-%d-to-%d-%s.db", from, to, o.Clock().UTC().Format("20060102-150405"))
			return snapshot(l.Path(backupsName, name))
		},
	})
	if err != nil {
		return err
	}
	if l.Media, err = media.Open(l.Path(mediaName)); err != nil {
		return err
	}
	l.Index, err = index.Open(ctx, index.Options{Dir: l.Path(indexName), Library: l.Store.ID(), Clock: o.Clock, Log: o.Log})
	return err
}

// follow keeps the index in step in the background until Close.
func (l *Library) follow(o Options) {
	l.Follower = follow.New(follow.Options{Store: follow.StoreOf(l.Store), Index: l.Index, Log: o.Log, OnProgress: o.OnProgress})
	ctx, stop := context.WithCancel(context.Background())
	l.stop = stop
	l.wg.Go(func() {
		if err := l.Follower.Run(ctx); err != nil && ctx.Err() == nil {
			l.log.Error("index follower ended", "err", err)
		}
	})
}

// Path gives the path of a part.
func (l *Library) Path(parts ...string) string {
	return filepath.Join(append([]string{l.Dir}, parts...)...)
}

// Recovery is where copies of drafts lie. A backup leaves it out: it is the library's
// second memory, not a part of it.
func (l *Library) Recovery() string { return filepath.Join(l.Dir, "recovery") }

// Tmp gives the folder for what is under way, which is made where missing.
func (l *Library) Tmp() string { return l.Path(tmpName) }

// Backups gives the folder of backups.
func (l *Library) Backups() string { return l.Path(backupsName) }

// ReadOnly says whether the library can only be read.
func (l *Library) ReadOnly() bool { return l.lock == nil || l.Store.ReadOnly() != nil }

// Announce writes the socket that this process listens on into the lock, for
// others of the same person to find.
func (l *Library) Announce(socket string) error {
	if l.lock == nil {
		return nil
	}
	return l.lock.announce(socket)
}

func (l *Library) warned(code string) bool {
	for _, w := range l.Warnings {
		if w.Code == code {
			return true
		}
	}
	return false
}

// keepBallast makes the file that is given up on a full disk. Where there is no
// room for it, that is a warning already.
func (l *Library) keepBallast() {
	path := l.Path(ballastName)
	if info, err := os.Stat(path); err == nil && info.Size() == ballastSize {
		return
	}
	if err := os.WriteFile(path, make([]byte, ballastSize), 0o600); err != nil {
		l.log.Warn("no ballast", "err", err)
		os.Remove(path)
	}
}

// GiveUpBallast frees the kept room and says whether there was any.
func (l *Library) GiveUpBallast() bool { return os.Remove(l.Path(ballastName)) == nil }

// Close ends the follower and closes the parts in reverse order; the lock is
// given back last.
func (l *Library) Close() error { return l.close() }

func (l *Library) close() error {
	if l.stop != nil {
		l.stop()
		l.wg.Wait()
	}
	var errs []error
	if l.Index != nil {
		errs = append(errs, l.Index.Close())
	}
	if l.Store != nil {
		errs = append(errs, l.Store.Close())
	}
	if l.lock != nil {
		os.RemoveAll(l.Tmp())
		errs = append(errs, l.lock.release())
	}
	return errors.Join(errs...)
}
