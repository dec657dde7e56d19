package app

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/job"
	"broadsheet/internal/library"
	"broadsheet/internal/news"
	"broadsheet/internal/upkeep"
)

// keeper gives the open library to the bridge.
type keeper struct{ *Program }

// Holding describes the library.
func (k *keeper) Holding(ctx context.Context, sizes bool) (bridge.Holding, error) {
	l := k.library
	h := bridge.Holding{Name: filepath.Base(l.Dir), Folder: l.Dir, ID: l.Store.ID(), Schema: l.Store.Schema(), ReadOnly: l.ReadOnly()}
	for _, w := range l.Warnings {
		h.Warnings = append(h.Warnings, bridge.Note{Code: w.Code, Message: w.Message})
	}
	if !sizes {
		return h, nil
	}
	var err error
	if h.Bytes.Store, err = l.Store.Bytes(ctx); err != nil {
		return h, err
	}
	h.Bytes.Media = l.Media.Bytes(ctx)
	if info, err := l.Index.Info(); err == nil {
		h.Bytes.Index = info.Bytes
	}
	h.Bytes.Backups = folderBytes(l.Backups())
	return h, nil
}

// Lag says how far the index is.
func (k *keeper) Lag(ctx context.Context) (bridge.Lag, error) {
	if k.library.Follower == nil {
		return bridge.Lag{}, nil
	}
	_, newest, err := k.library.Store.Log(ctx)
	p := k.library.Follower.Progress()
	return bridge.Lag{Applied: p.Applied, Latest: newest.Seq, Rebuilding: p.Rebuilding}, err
}

// Recent lists the libraries that were opened before.
func (k *keeper) Recent(context.Context) ([]bridge.RecentLibrary, error) {
	list, err := recentLibraries()
	for i := range list {
		list[i].Current = list[i].Folder == k.library.Dir
	}
	return list, err
}

func recentLibraries() ([]bridge.RecentLibrary, error) {
	held, err := library.Recents()
	var list []bridge.RecentLibrary
	for _, r := range held {
		list = append(list, bridge.RecentLibrary{
			Name: r.Name, Folder: r.Folder, Opened: r.Opened.Format(time.RFC3339), Missing: !library.Exists(r.Folder),
		})
	}
	return list, err
}

// Check reads everything.
func (k *keeper) Check(context.Context) (string, error) {
	return k.start("check", "files", func(ctx context.Context, p *job.Progress) (any, error) {
		return upkeep.Check(ctx, k.library, p.Set)
	})
}

// Repair mends what can be mended.
func (k *keeper) Repair(context.Context) (string, error) {
	return k.start("repair", "files", func(ctx context.Context, p *job.Progress) (any, error) {
		return upkeep.Repair(ctx, k.library, p.Set)
	})
}

// done is the result of work that has nothing to tell.
type done struct {
	OK bool `json:"ok"`
}

// Reindex builds the index anew.
func (k *keeper) Reindex(context.Context) (string, error) {
	return k.start("reindex", "articles", func(ctx context.Context, _ *job.Progress) (any, error) {
		return done{OK: true}, upkeep.Reindex(ctx, k.library)
	})
}

// Compact gives room back.
func (k *keeper) Compact(context.Context) (string, error) {
	return k.start("compact", "files", func(ctx context.Context, p *job.Progress) (any, error) {
		return done{OK: true}, upkeep.Compact(ctx, k.library, p.Set)
	})
}

// Backup writes into the offered file.
func (k *keeper) Backup(_ context.Context, target string) (string, error) {
	file, err := k.offers.find(target, true)
	if err != nil {
		return "", err
	}
	return k.start("backup", "files", func(ctx context.Context, p *job.Progress) (any, error) {
		defer k.offers.done(target)
		return upkeep.Backup(ctx, k.library, file.paths[0], time.Now(), p.Set)
	})
}

// start begins work on the library; two of a kind at once are refused.
func (k *keeper) start(kind, unit string, work job.Work) (string, error) {
	for _, j := range k.jobs.List() {
		if j.Kind == kind && !j.State.Over() {
			return "", news.Errorf(news.CodeBusy, "", "This is running already; its progress is under Imports and jobs.")
		}
	}
	return k.jobs.Start(kind, filepath.Base(k.library.Dir), unit, work)
}

func bridgeJob(j job.Job) bridge.Job {
	out := bridge.Job{
		ID: j.ID, Kind: j.Kind, Title: j.Title, State: string(j.State), Done: j.Done, Total: j.Total, Unit: j.Unit,
		Rate: j.Rate(time.Now()), Note: j.Note, Started: j.Started.Format(time.RFC3339), Revision: j.Revision, Result: string(j.Result),
	}
	if !j.Ended.IsZero() {
		out.Ended = j.Ended.Format(time.RFC3339)
	}
	if j.Err != nil {
		out.Error = bridge.AsError(j.Err)
	}
	return out
}

// The weekly backup is thought of a minute after opening, so that no short
// command pays for it, and then every hour.
const (
	firstLook = time.Minute
	lookAgain = time.Hour
)

// keep looks after the library in the background.
func (p *Program) keep(ctx context.Context) {
	timer := time.NewTimer(firstLook)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-timer.C:
			if _, err := upkeep.BackupIfDue(ctx, p.library, now); err != nil && ctx.Err() == nil {
				p.log.Error("weekly backup failed", "err", err)
			}
			timer.Reset(lookAgain)
		}
	}
}

// quiet is how long nothing has been written before texts are compared: while
// articles come in, the writer is theirs, and many are cheaper together.
const quiet = 3 * time.Second

// compare brings up to date by what near-duplicates are found, and what a crash left
// undone, in the background, whenever the library has been changed and then left alone.
func (p *Program) compare(ctx context.Context) {
	timer := time.NewTimer(quiet)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.written:
			timer.Reset(quiet)
		case <-timer.C:
			if err := p.library.Store.SettleMerges(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("the articles of a merge not moved", "err", err)
			}
			compared, err := p.library.Store.KeySketches(ctx)
			if err != nil && ctx.Err() == nil {
				p.log.Error("texts not compared", "err", err)
			}
			if compared > 0 { // lists fold them now
				p.hub.Send(bridge.Event{Event: bridge.EventArticles, Count: int64(compared)})
			}
			if _, err := p.library.Store.ReadPictures(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("remote pictures not looked for", "err", err)
			}
			if _, err := p.library.Store.ReadMedia(ctx); err != nil && ctx.Err() == nil {
				p.log.Error("media not looked for", "err", err)
			}
		}
	}
}

// folderBytes adds up the files that lie in a folder; one that is not there holds none.
func folderBytes(dir string) (sum int64) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
	}
	return sum
}
