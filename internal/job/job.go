// Package job runs long work: it starts, tells how far it is, can be paused and
// cancelled, and leaves a result. It does not know what the work is.
//
// A job's Revision rises with every change that is told, and changes of one job
// are told at most ten times a second but for its end. Close cancels what runs
// and waits for it: no goroutine outlives the runner.
package job

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"broadsheet/internal/news"
)

// State is where a job stands.
type State string

// The states. Interrupted: the program ended before the job did.
const (
	Running     State = "running"
	Paused      State = "paused"
	Done        State = "done"
	Failed      State = "failed"
	Canceled    State = "canceled"
	Interrupted State = "interrupted"
)

// Over says whether a job in this state has ended.
func (s State) Over() bool { return s != Running && s != Paused }

// Job is a piece of long work as others see it.
type Job struct {
	ID       string
	Kind     string // import, export, check …
	Title    string // what it works on
	State    State
	Done     int64
	Total    int64  // 0: unknown
	Unit     string // articles, bytes, files
	Note     string
	Started  time.Time
	Ended    time.Time
	Idle     time.Duration // how long it was held up, without a pause that still lasts
	Held     time.Time     // since when it is paused; zero: it is not
	Revision int64
	Err      error  // of a failed job
	Result   []byte // JSON, of one that is done; before that what it came to so far, if it tells
}

// Rate gives how many units a second were done up to now, pauses left out.
func (j Job) Rate(now time.Time) float64 {
	end := now
	switch {
	case !j.Ended.IsZero():
		end = j.Ended
	case !j.Held.IsZero():
		end = j.Held
	}
	seconds := (end.Sub(j.Started) - j.Idle).Seconds()
	if seconds <= 0 {
		return 0
	}
	return float64(j.Done) / seconds
}

// Work is what a job does. It looks at its context, which ends when the job is
// cancelled, tells its progress, and gives a result that JSON can carry.
type Work func(ctx context.Context, p *Progress) (result any, err error)

// Runner runs jobs. All methods may be called from any goroutine.
type Runner struct {
	clock news.Clock
	tell  func(Job)
	ctx   context.Context
	stop  context.CancelFunc
	wg    sync.WaitGroup

	mu   sync.Mutex
	jobs []*running // oldest first
}

type running struct {
	Job
	cancel  context.CancelFunc
	pause   chan struct{} // closed while it may go on; replaced while paused
	changed chan struct{} // closed at the next change
	told    time.Time
}

// keep is how many ended jobs are remembered.
const keep = 50

// quiet is the least time between two tellings of one job's progress.
const quiet = 100 * time.Millisecond

// NewRunner makes a runner; tell, which may be nil, is called after changes and
// must not block.
func NewRunner(clock news.Clock, tell func(Job)) *Runner {
	if tell == nil {
		tell = func(Job) {}
	}
	ctx, stop := context.WithCancel(context.Background())
	return &Runner{clock: clock, tell: tell, ctx: ctx, stop: stop}
}

// Start begins a job and gives its id.
func (r *Runner) Start(kind, title, unit string, work Work) (string, error) {
	if r.ctx.Err() != nil {
		return "", news.Errorf(news.CodeBusy, "", "Broadsheet is closing; nothing was started.")
	}
	ctx, cancel := context.WithCancel(r.ctx)
	open := make(chan struct{})
	close(open)
	j := &running{
		Job:    Job{ID: newID(), Kind: kind, Title: title, Unit: unit, State: Running, Started: r.clock(), Revision: 1},
		cancel: cancel, pause: open, changed: make(chan struct{}),
	}
	r.mu.Lock()
	r.jobs = append(r.jobs, j)
	r.forget()
	first := j.Job
	r.mu.Unlock()
	r.tell(first)
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		defer cancel()
		result, err := attempt(ctx, work, &Progress{runner: r, job: j})
		r.end(ctx, j, result, err)
	}()
	return first.ID, nil
}

func newID() string {
	var b [8]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

func attempt(ctx context.Context, work Work, p *Progress) (result any, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("work panicked: %v\n%s", fault, debug.Stack())
		}
	}()
	return work(ctx, p)
}

func (r *Runner) end(ctx context.Context, j *running, result any, err error) {
	r.change(j, true, func() {
		j.Ended = r.clock()
		switch {
		case err == nil:
			j.State = Done
			if j.Result, err = json.Marshal(result); err != nil {
				j.State, j.Err = Failed, fmt.Errorf("write result: %w", err)
			}
		case ctx.Err() != nil:
			j.State = Canceled
		default:
			j.State, j.Err = Failed, err
		}
	})
}

// change alters a job and tells of it: at once, or when it was quiet long enough.
func (r *Runner) change(j *running, always bool, alter func()) {
	r.mu.Lock()
	alter()
	now := r.clock()
	if !always && now.Sub(j.told) < quiet {
		r.mu.Unlock()
		return
	}
	j.told = now
	j.Revision++
	close(j.changed)
	j.changed = make(chan struct{})
	seen := j.Job
	r.mu.Unlock()
	r.tell(seen)
}

// forget drops the oldest ended jobs past keep; the caller holds mu.
func (r *Runner) forget() {
	ended := 0
	for _, j := range r.jobs {
		if j.State.Over() {
			ended++
		}
	}
	r.jobs = slices.DeleteFunc(r.jobs, func(j *running) bool {
		if ended <= keep || !j.State.Over() {
			return false
		}
		ended--
		return true
	})
}

// List gives running jobs and the last ended ones, newest first.
func (r *Runner) List() []Job {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]Job, 0, len(r.jobs))
	for i := len(r.jobs) - 1; i >= 0; i-- {
		list = append(list, r.jobs[i].Job)
	}
	return list
}

// Show gives one job, or CodeNotFound.
func (r *Runner) Show(id string) (Job, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	j := r.find(id)
	if j == nil {
		return Job{}, news.NotFound("job", id)
	}
	return j.Job, nil
}

func (r *Runner) find(id string) *running {
	for _, j := range r.jobs {
		if j.ID == id {
			return j
		}
	}
	return nil
}

// Wait gives the job as soon as its revision is above seen, or the context's
// error.
func (r *Runner) Wait(ctx context.Context, id string, seen int64) (Job, error) {
	for {
		r.mu.Lock()
		j := r.find(id)
		if j == nil {
			r.mu.Unlock()
			return Job{}, news.NotFound("job", id)
		}
		now, changed := j.Job, j.changed
		r.mu.Unlock()
		if now.Revision > seen {
			return now, nil
		}
		select {
		case <-ctx.Done():
			return Job{}, ctx.Err()
		case <-changed:
		}
	}
}

// Cancel stops a job; what it finished is kept. An ended one stays as it is.
func (r *Runner) Cancel(id string) error {
	return r.act(id, func(j *running) {
		j.cancel()
		r.release(j)
	})
}

// Pause holds a job up at its next step.
func (r *Runner) Pause(id string) error {
	return r.act(id, func(j *running) {
		if j.State == Running {
			j.State, j.Held, j.pause = Paused, r.clock(), make(chan struct{})
		}
	})
}

// Resume lets a paused job go on.
func (r *Runner) Resume(id string) error {
	return r.act(id, r.release)
}

// release lets a paused job go on; the caller holds mu.
func (r *Runner) release(j *running) {
	if j.State != Paused {
		return
	}
	close(j.pause)
	j.State = Running
	j.Idle += r.clock().Sub(j.Held)
	j.Held = time.Time{}
}

func (r *Runner) act(id string, do func(*running)) error {
	r.mu.Lock()
	j := r.find(id)
	over := j != nil && j.State.Over()
	r.mu.Unlock()
	if j == nil {
		return news.NotFound("job", id)
	}
	if over {
		return nil
	}
	r.change(j, true, func() {
		if !j.State.Over() {
			do(j)
		}
	})
	return nil
}

// Close cancels all jobs and waits until they have ended.
func (r *Runner) Close() error {
	r.stop()
	for _, j := range r.List() {
		if j.State == Paused {
			if err := r.Resume(j.ID); err != nil {
				return err
			}
		}
	}
	r.wg.Wait()
	return nil
}

// Progress is how work tells how far it is.
type Progress struct {
	runner *Runner
	job    *running
}

// Set tells how much is done of how much (0: unknown), and holds the work up
// while it is paused. It gives the context's error once the job is cancelled.
func (p *Progress) Set(ctx context.Context, done, total int64) error {
	p.runner.change(p.job, false, func() { p.job.Done, p.job.Total = done, total })
	return p.pause(ctx)
}

// pause holds the work up while it is paused.
func (p *Progress) pause(ctx context.Context) error {
	p.runner.mu.Lock()
	pause := p.job.pause
	p.runner.mu.Unlock()
	select {
	case <-pause:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Show is Set, and tells what the work has come to so far: what JSON can carry,
// and small, since it is written anew each time.
// Now: it is worth being told at once, however lately something else was.
func (p *Progress) Show(ctx context.Context, done, total int64, soFar any, now bool) error {
	text, err := json.Marshal(soFar)
	if err != nil {
		return fmt.Errorf("write what was done so far: %w", err)
	}
	p.runner.change(p.job, now, func() { p.job.Done, p.job.Total, p.job.Result = done, total, text })
	return p.pause(ctx)
}

// Note tells in a few words what is being done.
func (p *Progress) Note(text string) {
	p.runner.change(p.job, false, func() { p.job.Note = text })
}
