package bridge

import (
	"context"

	"broadsheet/internal/news"
	"broadsheet/internal/watch"
)

// Lookout looks into watched folders, as jobs.
type Lookout interface {
	// Watch begins to watch an offered folder; job looks into it first, and is empty
	// where what is in it now does not come in.
	Watch(context.Context, WatchWish) (kept news.Watched, entry int64, job string, err error)
	// Look's job gives a WatchReport; no ids: all folders.
	Look(ids []string) (job string, err error)
}

// WatchedFolder is a folder on this machine whose files come in by themselves.
type WatchedFolder struct {
	ID       string `json:"id"`
	Path     string `json:"path"`
	As       string `json:"as"`       // format of its files; empty: found from the content
	Source   string `json:"source"`   // empty: as an import of the folder has it
	Pictures bool   `json:"pictures"` // remote pictures are fetched too
	Paused   bool   `json:"paused"`
	Looked   string `json:"looked"` // RFC 3339; empty: never
	Files    int    `json:"files"`  // that can come in
	Came     string `json:"came"`   // when something came in last; empty: never
	Import   string `json:"import"` // that import
	Added    int    `json:"added"`  // its figures
	Updated  int    `json:"updated"`
	Refused  string `json:"refused"` // the first file that could not be read then, and why
	Problem  string `json:"problem"` // with the folder; empty: it is there
}

// WatchedResult lists the watched folders in the order in which they were added.
type WatchedResult struct {
	Folders []WatchedFolder `json:"folders"`
	Every   int             `json:"every"` // seconds between two looks
}

// WatchWish is a folder that is to be watched, which a face offered under a token.
type WatchWish struct {
	Token    string `json:"token"`
	As       string `json:"as,omitempty"`
	Source   string `json:"source,omitempty"`
	Pictures bool   `json:"pictures,omitempty"`
	Private  bool   `json:"private,omitempty"`
	OnlyNew  bool   `json:"onlyNew,omitempty"` // what is in it now does not come in
}

// WatchAdded is the folder, and the job that looks into it first; empty: none.
type WatchAdded struct {
	Folder WatchedFolder `json:"folder"`
	Entry  string        `json:"entry"`
	Job    string        `json:"job"`
}

// WatchRequest names folders; none: all.
type WatchRequest struct {
	IDs []string `json:"ids"`
}

// WatchPause holds the looking into a folder up, or lets it go on.
type WatchPause struct {
	ID     string `json:"id"`
	Paused bool   `json:"paused"`
}

// WatchReport is what came of looking.
type WatchReport struct {
	Looked   int            `json:"looked"` // folders
	Added    int            `json:"added"`
	Updated  int            `json:"updated"`
	Imports  []string       `json:"imports"`
	Problems []WatchProblem `json:"problems"`
}

// WatchProblem is what was wrong with a folder, or the first of its files that
// could not be read.
type WatchProblem struct {
	ID      string `json:"id"`
	Path    string `json:"path"`
	Message string `json:"message"`
	Gone    bool   `json:"gone"` // nothing of it was looked at
}

// Watch are the calls about watched folders.
type Watch struct {
	*shared
	folders *watch.Service
	lookout Lookout
	every   int
}

// List gives the watched folders.
func (w *Watch) List(Nothing) (WatchedResult, error) {
	return call(w.core, Call{}, func(ctx context.Context) (WatchedResult, error) {
		list, err := w.folders.List(ctx)
		out := WatchedResult{Folders: []WatchedFolder{}, Every: w.every}
		for _, one := range list {
			out.Folders = append(out.Folders, AsWatched(one))
		}
		return out, err
	})
}

// AsWatched gives a watched folder as it crosses.
func AsWatched(w news.Watched) WatchedFolder {
	l := w.Look
	return WatchedFolder{
		ID: w.ID, Path: w.Path, As: w.As, Source: w.Source, Pictures: w.Pictures, Paused: w.Paused, Looked: stamp(l.At), Files: l.Files,
		Came: stamp(l.Came), Import: l.Import, Added: l.Added, Updated: l.Updated, Refused: l.Refused, Problem: l.Problem,
	}
}

// Add begins to watch an offered folder. Can be undone.
func (w *Watch) Add(req WatchWish) (WatchAdded, error) {
	return call(w.core, Call{}, func(ctx context.Context) (WatchAdded, error) {
		kept, entry, job, err := w.lookout.Watch(ctx, req)
		return WatchAdded{Folder: AsWatched(kept), Entry: entryID(entry), Job: job}, err
	})
}

// Look looks into folders now; the job's result is a WatchReport.
func (w *Watch) Look(req WatchRequest) (JobStarted, error) {
	return call(w.core, Call{}, func(context.Context) (JobStarted, error) {
		id, err := w.lookout.Look(req.IDs)
		return JobStarted{Job: id}, err
	})
}

// Pause holds the looking into a folder up, or lets it go on. Can be undone.
func (w *Watch) Pause(req WatchPause) (EntryResult, error) {
	return call(w.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		entry, err := w.folders.Pause(ctx, req.ID, req.Paused)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Remove ends the watching of a folder; its articles stay. Can be undone.
func (w *Watch) Remove(req IDRequest) (EntryResult, error) {
	return call(w.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := w.folders.Remove(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}
