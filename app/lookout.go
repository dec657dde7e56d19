package app

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/importer"
	"broadsheet/internal/job"
	"broadsheet/internal/news"
	"broadsheet/internal/store"
	"broadsheet/internal/watch"
)

// lookout looks into the watched folders, in jobs where something comes in.
type lookout struct {
	program *Program
	gate    *gate
	folders *watch.Service
	turn    chan struct{} // holds a token while somebody looks or brings in what was found
}

// newLookout joins the watched folders to the store and to the formats.
func newLookout(p *Program, g *gate) *lookout {
	db := p.library.Store
	return &lookout{program: p, gate: g, turn: make(chan struct{}, 1), folders: watch.New(watch.Needs{
		Folders: db, Memory: lookMemory{db, p.hub}, Kinds: g.imports, Own: p.library.Dir, Clock: time.Now, Wait: wait,
	})}
}

// wait lets a time pass.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// lookMemory tells pages of what is written down.
type lookMemory struct {
	*store.DB
	hub *bridge.Hub
}

// NoteLook writes down what came of a look.
func (m lookMemory) NoteLook(ctx context.Context, id string, l news.Look, seen news.Seen) error {
	defer m.hub.Send(bridge.Event{Event: bridge.EventWatch})
	return m.DB.NoteLook(ctx, id, l, seen)
}

// watchKind is the kind of the jobs that bring in what watched folders hold.
const watchKind = "watch"

// Watch begins to watch an offered folder.
func (l *lookout) Watch(ctx context.Context, wish bridge.WatchWish) (kept news.Watched, entry int64, job string, err error) {
	if err := l.program.writable(); err != nil {
		return kept, 0, "", err
	}
	file, err := l.program.offers.find(wish.Token, false)
	if err != nil {
		return kept, 0, "", err
	}
	if len(file.paths) != 1 || file.spooled || file.Format != importer.Folder {
		return kept, 0, "", news.Errorf(news.CodeInvalid, "folder", "%s is no folder; a folder of this machine can be watched.", file.Label)
	}
	kept, entry, err = l.folders.Add(ctx, news.Watched{
		Path: file.paths[0], As: wish.As, Source: wish.Source, Pictures: wish.Pictures, Private: wish.Private,
	}, wish.OnlyNew)
	if err != nil {
		return kept, 0, "", err
	}
	l.program.offers.done(wish.Token)
	if !wish.OnlyNew {
		job, err = l.Look([]string{kept.ID})
	}
	return kept, entry, job, err
}

// Look begins to look into folders; no ids: all.
func (l *lookout) Look(ids []string) (string, error) {
	if err := l.program.writable(); err != nil {
		return "", err
	}
	return l.program.jobs.Start(watchKind, "", "bytes", func(ctx context.Context, p *job.Progress) (any, error) {
		select {
		case l.turn <- struct{}{}:
			defer func() { <-l.turn }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return l.lookInto(ctx, ids, p)
	})
}

// lookInto looks into folders and brings in what is there; no ids: those that are
// not paused.
func (l *lookout) lookInto(ctx context.Context, ids []string, p *job.Progress) (bridge.WatchReport, error) {
	out := newWatchReport()
	list, err := l.folders.List(ctx)
	for _, w := range list {
		if len(ids) == 0 && w.Paused || len(ids) > 0 && !slices.Contains(ids, w.ID) {
			continue
		}
		ready, wrong := l.folders.LookNow(ctx, w.ID)
		if news.CodeOf(wrong) == news.CodeConflict {
			out.Looked++
			out.Problems = append(out.Problems, bridge.WatchProblem{ID: w.ID, Path: w.Path, Message: bridge.AsError(wrong).Message, Gone: true})
			continue
		}
		if wrong == nil {
			wrong = l.take(ctx, ready, p, &out)
		}
		if wrong != nil {
			return out, wrong
		}
	}
	if err == nil && len(ids) > 0 && out.Looked == 0 {
		err = news.NotFound("watched folder", ids[0])
	}
	return out, err
}

func newWatchReport() bridge.WatchReport {
	return bridge.WatchReport{Imports: []string{}, Problems: []bridge.WatchProblem{}}
}

// take brings in what is ready, if anything, and adds it to a report.
func (l *lookout) take(ctx context.Context, r watch.Ready, p *job.Progress, out *bridge.WatchReport) error {
	out.Looked++
	if len(r.Files) == 0 {
		return nil
	}
	came, err := l.folders.Take(ctx, r, func(ctx context.Context, w news.Watched, files []string) (watch.Came, error) {
		return l.bring(ctx, w, files, p)
	})
	if err != nil {
		return err
	}
	out.Added += came.Added
	out.Updated += came.Updated
	if came.Added+came.Updated > 0 {
		out.Imports = append(out.Imports, came.Import)
	}
	if came.Refused != "" {
		out.Problems = append(out.Problems, bridge.WatchProblem{ID: r.Folder.ID, Path: r.Folder.Path, Message: came.Refused})
	}
	return nil
}

// bring imports files of a folder as an import of the folder would, and forgets the
// import where nothing was new.
func (l *lookout) bring(ctx context.Context, w news.Watched, files []string, p *job.Progress) (watch.Came, error) {
	only := make(map[string]bool, len(files))
	for _, name := range files {
		only[name] = true
	}
	report, err := l.gate.run(ctx, l.gate.imports, importer.Request{
		Files: []importer.File{{Path: w.Path, Only: only}}, As: w.As, Source: w.Source, Label: filepath.Base(w.Path),
	}, p)
	if err != nil && !isRefusal(ctx, err) {
		return watch.Came{}, err
	}
	came := watch.Came{Import: report.Import, Added: report.Added, Updated: report.Updated}
	switch {
	case err != nil:
		came.Refused = bridge.AsError(err).Message
	case report.Skipped > 0 && len(report.Problems) > 0:
		came.Refused = report.Problems[0].Where + ": " + report.Problems[0].Message
	}
	if came.Added+came.Updated == 0 {
		return came, l.program.library.Store.DropImport(ctx, report.Import)
	}
	if w.Pictures {
		l.gate.illustrate(&report, w.Private)
	}
	return came, nil
}

// isRefusal tells of an error whether it is the files' own: to read them again as
// they are would end the same.
func isRefusal(ctx context.Context, err error) bool {
	switch news.CodeOf(err) {
	case news.CodeInvalid, news.CodeNotFound, news.CodeUnsupported, news.CodeLimit, news.CodeDamaged, news.CodeForeign:
		return ctx.Err() == nil
	}
	return false
}

// How often the folders are looked into. On a slow share the pauses are longer, so
// that looking takes a tenth of the time at most.
const (
	firstWatch = 2 * time.Second
	watchEvery = 30 * time.Second
	watchShare = 10
)

// attend looks into the folders as long as the program runs.
func (l *lookout) attend(ctx context.Context) {
	timer := time.NewTimer(firstWatch)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case began := <-timer.C:
			if err := l.round(ctx); err != nil && ctx.Err() == nil && news.CodeOf(err) != news.CodeBusy {
				l.program.log.Warn("watched folders not looked into", "err", err)
			}
			timer.Reset(max(watchEvery, watchShare*time.Since(began)))
		}
	}
}

// round looks once, unless somebody does, and begins to bring in what is ready.
func (l *lookout) round(ctx context.Context) error {
	if l.program.library.ReadOnly() {
		return nil
	}
	select {
	case l.turn <- struct{}{}:
	default:
		return nil
	}
	ready, err := l.folders.Look(ctx)
	if len(ready) > 0 {
		_, started := l.program.jobs.Start(watchKind, filepath.Base(ready[0].Folder.Path), "bytes", func(ctx context.Context, p *job.Progress) (any, error) {
			defer func() { <-l.turn }()
			return l.takeAll(ctx, ready, p)
		})
		if started == nil {
			return err
		}
		err = started
	}
	<-l.turn
	return err
}

func (l *lookout) takeAll(ctx context.Context, list []watch.Ready, p *job.Progress) (bridge.WatchReport, error) {
	out := newWatchReport()
	for _, ready := range list {
		if err := l.take(ctx, ready, p, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}
