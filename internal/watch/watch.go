// Package watch looks into folders that a person named, and brings in the files that
// appear or change there.
//
// It polls: folders on network shares and on drives that come and go tell nobody of
// what happens in them, and a look at 20,000 files that are as they were takes a
// fraction of a second. A file is taken when two looks find it with the same size and
// the same time, so that one that is still being copied waits. What was taken is
// remembered by size and time; a file that goes away takes nothing out of the
// library, and one that was taken comes again only when it changes. A folder that is
// gone says so and is looked for again. Nothing is watched that nobody named.
//
// It knows neither the formats nor the store: each is an interface below. It changes
// nothing in the folders.
package watch

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/news"
)

// Limits.
const (
	// MaxFiles is how many files a watched folder may hold that could come in, and
	// ten times as many others.
	MaxFiles = 100_000
	// maxFolders is how many folders are watched at once.
	maxFolders = 100
	// Settle is how long a look that somebody asked for waits to look again.
	Settle = 2 * time.Second
)

// Folders keeps the watched folders. Changes by a person can be undone by their
// entry in the journal, 0 where nothing changed.
type Folders interface {
	Watched(context.Context) ([]news.Watched, error)
	AddWatched(ctx context.Context, w news.Watched, seen news.Seen) (kept news.Watched, entry int64, err error)
	PauseWatched(ctx context.Context, id string, paused bool) (entry int64, err error)
	RemoveWatched(ctx context.Context, id string) (entry int64, err error)
}

// Memory keeps what came of looking.
type Memory interface {
	Seen(ctx context.Context, id string) (news.Seen, error)
	// NoteLook writes down a look; seen nil leaves what was taken as it is.
	NoteLook(ctx context.Context, id string, l news.Look, seen news.Seen) error
}

// Kinds knows which files can come in.
type Kinds interface {
	// Takes tells by a file's name whether it could.
	Takes(name string) bool
	// Beside tells whether a folder only holds the parts of a file beside it.
	Beside(tree fs.FS, folder string) bool
}

// Bring imports files of a folder, by their paths inside it, as one import, which
// leaves no trace where nothing of it is new.
type Bring func(ctx context.Context, w news.Watched, files []string) (Came, error)

// Came is what came of bringing files in.
type Came struct {
	Import         string
	Added, Updated int
	Refused        string // the first of the files that could not be read, and why; empty: all could
}

// Needs are what the service is made of. All but Most are required.
type Needs struct {
	Folders Folders
	Memory  Memory
	Kinds   Kinds
	Own     string // the library's own folder, of which nothing is taken
	Clock   news.Clock
	// Wait lets a time pass, or gives the context's error.
	Wait func(context.Context, time.Duration) error
	Most int // files of a folder; 0: MaxFiles
}

// Service is the watched folders of one library. It is safe for many goroutines;
// looks do not overlap.
type Service struct {
	Needs
	looking sync.Mutex

	mu     sync.Mutex           // guards what follows
	before map[string]news.Seen // files at the last look that are not taken, by folder
	looked map[string]news.Look // the last look, which is only written down when it brought news
}

// New makes the service.
func New(n Needs) *Service {
	n.Most = cmp.Or(n.Most, MaxFiles)
	return &Service{Needs: n, before: map[string]news.Seen{}, looked: map[string]news.Look{}}
}

// List gives the watched folders in the order in which they were added.
func (s *Service) List(ctx context.Context) ([]news.Watched, error) {
	list, err := s.Folders.Watched(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range list {
		if last, found := s.looked[list[i].ID]; found {
			list[i].Look.At, list[i].Look.Files = last.At, last.Files
		}
	}
	return list, err
}

// Add begins to watch a folder. onlyNew leaves out what is in it now; else that
// comes in with the first look.
func (s *Service) Add(ctx context.Context, w news.Watched, onlyNew bool) (kept news.Watched, entry int64, err error) {
	w.Path = filepath.Clean(w.Path)
	if !filepath.IsAbs(w.Path) {
		return kept, 0, news.Errorf(news.CodeInvalid, "folder", "The path of a folder has to be absolute.")
	}
	found, err := s.files(ctx, w.Path)
	if news.CodeOf(err) == news.CodeConflict {
		err = news.Errorf(news.CodeInvalid, "folder", "There is no folder at %s that could be read.", w.Path)
	}
	if err != nil {
		return kept, 0, err
	}
	if inside(s.Own, w.Path) != "" {
		return kept, 0, news.Errorf(news.CodeInvalid, "folder", "%s belongs to this library itself; choose another folder.", w.Path)
	}
	list, err := s.Folders.Watched(ctx)
	if err != nil {
		return kept, 0, err
	}
	if len(list) >= maxFolders {
		return kept, 0, news.Errorf(news.CodeLimit, "folder", "At most %d folders are watched at once.", maxFolders)
	}
	for _, other := range list {
		if inside(other.Path, w.Path) != "" || inside(w.Path, other.Path) != "" {
			return kept, 0, news.Errorf(news.CodeExists, "folder", "%s is watched already, or lies in or around a folder that is: %s.", w.Path, other.Path)
		}
	}
	seen := news.Seen{}
	if onlyNew {
		seen = found
	}
	return s.Folders.AddWatched(ctx, w, seen)
}

// Remove ends the watching of a folder; what came from it stays.
func (s *Service) Remove(ctx context.Context, id string) (entry int64, err error) {
	return s.Folders.RemoveWatched(ctx, id)
}

// Pause holds the looking into a folder up, or lets it go on.
func (s *Service) Pause(ctx context.Context, id string, paused bool) (entry int64, err error) {
	return s.Folders.PauseWatched(ctx, id, paused)
}

// Ready is what a look found that can come in.
type Ready struct {
	Folder news.Watched
	Files  news.Seen
}

// Look looks into all folders that are not paused, and gives what is ready.
func (s *Service) Look(ctx context.Context) ([]Ready, error) {
	s.looking.Lock()
	defer s.looking.Unlock()
	list, err := s.Folders.Watched(ctx)
	if err != nil {
		return nil, err
	}
	var all []Ready
	for _, w := range list {
		if w.Paused {
			continue
		}
		ready, _, err := s.look(ctx, w)
		if err != nil {
			return all, err
		}
		if len(ready.Files) > 0 {
			all = append(all, ready)
		}
	}
	return all, nil
}

// LookNow looks into one folder, paused or not, and where it finds something waits
// to see whether that is still being written. CodeNotFound where the folder is gone.
func (s *Service) LookNow(ctx context.Context, id string) (Ready, error) {
	s.looking.Lock()
	defer s.looking.Unlock()
	list, err := s.Folders.Watched(ctx)
	if err != nil {
		return Ready{}, err
	}
	at := slices.IndexFunc(list, func(w news.Watched) bool { return w.ID == id })
	if at < 0 {
		return Ready{}, news.NotFound("watched folder", id)
	}
	ready, waiting, err := s.look(ctx, list[at])
	if err == nil && waiting {
		if err = s.Wait(ctx, Settle); err == nil {
			ready, _, err = s.look(ctx, list[at])
		}
	}
	if err == nil && ready.Folder.Look.Problem != "" {
		err = news.Errorf(news.CodeConflict, "folder", "%s", ready.Folder.Look.Problem)
	}
	return ready, err
}

// look looks into a folder once. waiting: files are there that are new or still
// change. What is wrong with the folder stands in its look.
func (s *Service) look(ctx context.Context, w news.Watched) (ready Ready, waiting bool, err error) {
	ready = Ready{Folder: w, Files: news.Seen{}}
	found, wrong := s.files(ctx, w.Path)
	if ctx.Err() != nil {
		return ready, false, ctx.Err()
	}
	problem := w.Look.Problem
	w.Look.At, w.Look.Problem = s.Clock(), ""
	if wrong != nil {
		w.Look.Problem = told(wrong)
	} else {
		w.Look.Files = len(found)
		if waiting, err = s.compare(ctx, w.ID, found, ready.Files); err != nil {
			return ready, waiting, err
		}
	}
	s.mu.Lock()
	s.looked[w.ID] = w.Look
	s.mu.Unlock()
	ready.Folder = w
	if w.Look.Problem != problem {
		err = s.Memory.NoteLook(ctx, w.ID, w.Look, nil)
	}
	return ready, waiting, err
}

// compare puts into ready what is new and was the same at the look before.
func (s *Service) compare(ctx context.Context, id string, found, ready news.Seen) (waiting bool, err error) {
	taken, err := s.Memory.Seen(ctx, id)
	if err != nil {
		return false, fmt.Errorf("read what was taken: %w", err)
	}
	left := news.Seen{}
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, mark := range found {
		if taken[name] == mark {
			continue
		}
		left[name] = mark
		if before, seen := s.before[id][name]; seen && before == mark {
			ready[name] = mark
		} else {
			waiting = true
		}
	}
	s.before[id] = left
	return waiting, nil
}

// Take brings in what is ready, and remembers it. An error means that nothing is
// remembered, so that a later look takes it again.
func (s *Service) Take(ctx context.Context, r Ready, bring Bring) (Came, error) {
	files := slices.Sorted(maps.Keys(r.Files))
	came, err := bring(ctx, r.Folder, files)
	if err != nil {
		return came, err
	}
	look := r.Folder.Look
	look.Refused = came.Refused
	if came.Added+came.Updated > 0 {
		look.Came, look.Import, look.Added, look.Updated = s.Clock(), came.Import, came.Added, came.Updated
	}
	if came.Refused != "" {
		// It may be that the drive was taken out meanwhile: what is not there as it
		// was comes in once it is.
		found, err := s.files(ctx, r.Folder.Path)
		maps.DeleteFunc(r.Files, func(name string, mark news.FileMark) bool { return err != nil || found[name] != mark })
	}
	taken, err := s.Memory.Seen(ctx, r.Folder.ID)
	if err != nil {
		return came, fmt.Errorf("read what was taken: %w", err)
	}
	if len(taken)+len(r.Files) > 2*s.Most { // most of them are gone
		clear(taken)
	}
	maps.Copy(taken, r.Files)
	return came, s.Memory.NoteLook(ctx, r.Folder.ID, look, taken)
}
