package bridge

import (
	"context"
	"time"

	"broadsheet/internal/news"
)

// Worker runs long work.
type Worker interface {
	Jobs() []Job
	Job(id string) (Job, error)
	// Wait gives the job as soon as its revision is above seen.
	Wait(ctx context.Context, id string, seen int64) (Job, error)
	Cancel(id string) error
	Pause(id string) error
	Resume(id string) error
}

// Jobs are the calls about long work.
type Jobs struct {
	*shared
	worker Worker
}

// List gives running jobs and the last ended ones.
func (j *Jobs) List(Nothing) (JobsResult, error) {
	return call(j.core, Call{}, func(context.Context) (JobsResult, error) {
		return JobsResult{Jobs: j.worker.Jobs()}, nil
	})
}

// Show gives one job.
func (j *Jobs) Show(req IDRequest) (Job, error) {
	return call(j.core, req.Call, func(context.Context) (Job, error) { return j.worker.Job(req.ID) })
}

// longestWait bounds Wait, so that no call hangs on a quiet job.
const longestWait = 10 * time.Second

// Wait gives the job as soon as there is news of it, after ten seconds as it is.
func (j *Jobs) Wait(req WaitRequest) (Job, error) {
	return call(j.core, Call{}, func(ctx context.Context) (Job, error) {
		ctx, stop := context.WithTimeout(ctx, longestWait)
		defer stop()
		job, err := j.worker.Wait(ctx, req.ID, req.Seen)
		if ctx.Err() == context.DeadlineExceeded {
			return j.worker.Job(req.ID)
		}
		return job, err
	})
}

// Cancel stops a job; what it finished is kept.
func (j *Jobs) Cancel(req IDRequest) (Nothing, error) { return j.act(req, j.worker.Cancel) }

// Pause holds a job up.
func (j *Jobs) Pause(req IDRequest) (Nothing, error) { return j.act(req, j.worker.Pause) }

// Resume lets a paused job go on.
func (j *Jobs) Resume(req IDRequest) (Nothing, error) { return j.act(req, j.worker.Resume) }

func (j *Jobs) act(req IDRequest, do func(string) error) (Nothing, error) {
	return call(j.core, req.Call, func(context.Context) (Nothing, error) { return Nothing{}, do(req.ID) })
}

// Gate is where articles come in and go out.
type Gate interface {
	Formats() FormatsResult
	// Offered describes what a face offered under a token.
	Offered(token string) (OfferedResult, error)
	Columns(ColumnsRequest) (ColumnsResult, error)
	Import(context.Context, ImportRequest) (job string, err error)
	// Fetch's job gives an OfferedResult of what stands at an address.
	Fetch(FetchRequest) (job string, err error)
	// Resume goes on with an import that was broken off; empty: the newest of them.
	Resume(ctx context.Context, id string) (job string, err error)
	Imports(context.Context) ([]ImportReport, error)
	UndoImport(ctx context.Context, id string) (news.Undone, error)
	Export(context.Context, ExportRequest) (job string, err error)
}

// Imports are the calls about bringing articles in.
type Imports struct {
	*shared
	gate Gate
}

// Formats lists what can be imported and exported.
func (i *Imports) Formats(Nothing) (FormatsResult, error) {
	return call(i.core, Call{}, func(context.Context) (FormatsResult, error) { return i.gate.Formats(), nil })
}

// Offered describes what a face offered under a token.
func (i *Imports) Offered(req IDRequest) (OfferedResult, error) {
	return call(i.core, req.Call, func(context.Context) (OfferedResult, error) { return i.gate.Offered(req.ID) })
}

// Columns says what the columns of an offered table are taken for.
func (i *Imports) Columns(req ColumnsRequest) (ColumnsResult, error) {
	return call(i.core, Call{}, func(context.Context) (ColumnsResult, error) { return i.gate.Columns(req) })
}

// Fetch gets what stands at an address, to be looked at and imported; the job's
// result is an OfferedResult.
func (i *Imports) Fetch(req FetchRequest) (JobStarted, error) {
	return call(i.core, Call{}, func(context.Context) (JobStarted, error) {
		id, err := i.gate.Fetch(req)
		return JobStarted{Job: id}, err
	})
}

// Start begins an import; the job's result is an ImportReport.
func (i *Imports) Start(req ImportRequest) (JobStarted, error) {
	return call(i.core, Call{}, func(ctx context.Context) (JobStarted, error) {
		id, err := i.gate.Import(ctx, req)
		return JobStarted{Job: id}, err
	})
}

// Resume goes on with an import that was broken off, the newest where no ID is
// given; the job's result is an ImportReport.
func (i *Imports) Resume(req IDRequest) (JobStarted, error) {
	return call(i.core, req.Call, func(ctx context.Context) (JobStarted, error) {
		id, err := i.gate.Resume(ctx, req.ID)
		return JobStarted{Job: id}, err
	})
}

// List gives the imports, newest first.
func (i *Imports) List(Nothing) (ImportsResult, error) {
	return call(i.core, Call{}, func(ctx context.Context) (ImportsResult, error) {
		list, err := i.gate.Imports(ctx)
		return ImportsResult{Imports: list}, err
	})
}

// Undo takes back what an import brought and nobody touched since.
func (i *Imports) Undo(req IDRequest) (UndoneResult, error) {
	return call(i.core, req.Call, func(ctx context.Context) (UndoneResult, error) {
		undone, err := i.gate.UndoImport(ctx, req.ID)
		return UndoneResult{Undone: undone.Undone, Kept: undone.Kept}, err
	})
}

// Exports are the calls about giving articles out.
type Exports struct {
	*shared
	gate Gate
}

// Start begins an export; the job's result is an ExportReport.
func (e *Exports) Start(req ExportRequest) (JobStarted, error) {
	return call(e.core, Call{}, func(ctx context.Context) (JobStarted, error) {
		id, err := e.gate.Export(ctx, req)
		return JobStarted{Job: id}, err
	})
}

// Desktop is the person's own system.
type Desktop interface {
	// Preferences gives the reader's settings.
	Preferences() (map[string]string, error)
	// SetPreferences merges values in and gives them all.
	SetPreferences(map[string]string) (map[string]string, error)
	// OpenOutside opens an http, https or mailto address in the system's program.
	OpenOutside(address string) error
	// Print opens a page in the system's browser, which prints it.
	Print(page string) error
	// OpenFolder shows a folder of this machine in the system's program for files.
	OpenFolder(path string) error
	// SaveDownload writes a file of that name into the person's folder of
	// downloads, beside those that are there, and gives its path.
	SaveDownload(name string, content []byte) (path string, err error)
	// Log gives the last lines of the program's log, oldest first.
	Log(lines int) ([]LogLine, error)
}

// Settings are the calls about the reader's own settings.
type Settings struct {
	*shared
	desktop Desktop
}

// Get gives the settings.
func (s *Settings) Get(Nothing) (Preferences, error) {
	return call(s.core, Call{}, func(context.Context) (Preferences, error) {
		values, err := s.desktop.Preferences()
		return Preferences{Values: values}, err
	})
}

// Limits of the reader's settings.
const (
	maxPreferences = 200
	maxPreference  = 8 << 10 // bytes of a value
)

// Set merges settings in and gives them all.
func (s *Settings) Set(req Preferences) (Preferences, error) {
	return call(s.core, Call{}, func(context.Context) (Preferences, error) {
		if len(req.Values) > maxPreferences {
			return Preferences{}, news.Errorf(news.CodeLimit, "values", "There are at most %d settings.", maxPreferences)
		}
		for key, value := range req.Values {
			if len(key) > 100 || len(value) > maxPreference {
				return Preferences{}, news.Errorf(news.CodeLimit, "values", "A setting's name has at most 100 bytes and its value at most 8 kB.")
			}
		}
		values, err := s.desktop.SetPreferences(req.Values)
		return Preferences{Values: values}, err
	})
}
