package follow

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
)

// Store is what the follower needs of the truth.
type Store interface {
	// Changes gives at most limit changes after a number, in order, the
	// present state of the things they name (those missing are gone), and the
	// newest change of all, in one read transaction.
	Changes(ctx context.Context, after int64, limit int) (Snapshot, error)
	// Rows gives the things of at most limit rows after a row, in order, and
	// the newest change, which is not older than what was read of them. No
	// Things: there are no more.
	Rows(ctx context.Context, after news.Row, limit int) (Snapshot, error)
	// Log gives the number of the oldest change in the log and the newest
	// change; zero where the log is empty.
	Log(ctx context.Context) (oldest int64, newest news.Change, err error)
	// Nonce gives that of a change, false where the log does not hold it.
	Nonce(ctx context.Context, seq int64) ([8]byte, bool, error)
	// Trim forgets the changes before a number.
	Trim(ctx context.Context, below int64) error
}

// Snapshot is a piece of the store as it stood at one moment.
type Snapshot struct {
	Changes []news.Change
	Things  []index.Document // articles come first, in the order of their rows
	Gone    []index.ID       // other things that hang on them and are not there
	Newest  news.Change
}

// Index is what the follower needs of the index.
type Index interface {
	Apply(ctx context.Context, b index.Batch) error
	Watermark() (index.Watermark, error)
	Persisted() index.Watermark
	Damaged() error
	Reset(why string) error
	Merge(ctx context.Context) error
	Forget() error
	Warm(ctx context.Context) error
}

// Progress says how far the index is.
type Progress struct {
	Applied    int64 // number of the last change that searches see
	Latest     int64 // number of the newest change that the follower knows of
	Rebuilding bool
	Done       int64 // things put in since the rebuild began
	Problem    error // why it stands still at the moment; nil: it does not
}

// Options join a store and an index.
type Options struct {
	Store Store
	Index Index
	Log   *slog.Logger
	// OnProgress, when set, is told when the index has come further or has met
	// a problem. It must not block.
	OnProgress func(Progress)
}

// Follower keeps one index in step. Its methods may be called at the same time.
type Follower struct {
	Options
	work    sync.Mutex // one Sync at a time
	wake    chan struct{}
	merging sync.WaitGroup

	mu       sync.Mutex
	progress Progress
	moved    chan struct{} // closed when progress changes
	rebuild  string        // why a rebuild was asked for; empty: none was
	trimmed  int64
	unmerged int // things put in since the segments were last merged
}

const (
	step        = index.MaxBatch // changes or rows of one batch
	mergeFrom   = 5_000          // things after which merging is worth its while
	trimStep    = 1_000          // changes that may gather before they are trimmed
	lookEvery   = 5 * time.Second
	retryFirst  = 250 * time.Millisecond
	retryLonger = 30 * time.Second
)

// New makes a follower of an open index. It does nothing before Run or Sync.
func New(o Options) *Follower {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	f := &Follower{Options: o, wake: make(chan struct{}, 1), moved: make(chan struct{})}
	if w, err := o.Index.Watermark(); err == nil {
		f.progress.Applied, f.progress.Rebuilding = w.Seq, w.Rebuilding
	}
	return f
}

// Notify tells the follower that something was committed. It never blocks.
func (f *Follower) Notify() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// Progress says how far the index is.
func (f *Follower) Progress() Progress {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.progress
}

// Rebuild has the index set aside and built anew. It returns at once; Progress
// tells how far it is.
func (f *Follower) Rebuild(why string) {
	f.mu.Lock()
	f.rebuild = why
	f.progress.Rebuilding, f.progress.Done = true, 0
	f.mu.Unlock()
	f.Notify()
}

// Wait returns when searches see the change of that number, or when ctx ends;
// the progress says which. A write waits so for at most 200 ms.
func (f *Follower) Wait(ctx context.Context, seq int64) Progress {
	f.Notify()
	for {
		f.mu.Lock()
		p, moved := f.progress, f.moved
		f.mu.Unlock()
		if p.Applied >= seq && !p.Rebuilding {
			return p
		}
		select {
		case <-ctx.Done():
			return p
		case <-moved:
		}
	}
}

// WaitAll waits like Wait for everything that is committed now.
func (f *Follower) WaitAll(ctx context.Context) (Progress, error) {
	_, newest, err := f.Store.Log(ctx)
	if err != nil {
		return f.Progress(), fmt.Errorf("read change log: %w", err)
	}
	return f.Wait(ctx, newest.Seq), nil
}

// Behind counts the changes that searches do not see yet.
func (f *Follower) Behind(ctx context.Context) (int64, error) {
	_, newest, err := f.Store.Log(ctx)
	if err != nil {
		return 0, fmt.Errorf("read change log: %w", err)
	}
	return max(0, newest.Seq-f.Progress().Applied), nil
}

// Run follows until ctx ends. What goes wrong is tried again, ever less often;
// Progress tells of it meanwhile.
func (f *Follower) Run(ctx context.Context) error {
	defer f.merging.Wait()
	pause, warm := retryFirst, false
	for ctx.Err() == nil {
		err := f.Sync(ctx)
		if ctx.Err() != nil {
			break
		}
		f.move(func(p *Progress) { p.Problem = err })
		wait := lookEvery // the index may have found damage meanwhile
		if err != nil {
			f.Log.Warn("indexing stands still", "error", err, "retry_in", pause.String())
			wait, pause = pause, min(2*pause, retryLonger)
		} else {
			pause = retryFirst
			f.mergeLater(ctx)
		}
		if quiet := f.sleep(ctx, wait, err != nil); quiet && err == nil && !warm {
			warm = true
			if err := f.Index.Warm(ctx); err != nil && ctx.Err() == nil {
				f.Log.Warn("index was not read ahead", "error", err)
			}
		} else if !quiet {
			warm = false
		}
	}
	return ctx.Err()
}

// sleep waits for a while or, unless something went wrong, for a commit. It
// says whether nothing happened meanwhile.
func (f *Follower) sleep(ctx context.Context, wait time.Duration, failed bool) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	wake := f.wake
	if failed {
		wake = nil
	}
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	case <-wake:
		return false
	}
}

// mergeLater merges segments after much was put in, while nothing else is to
// be done; work that comes meanwhile is not held up, only slower.
func (f *Follower) mergeLater(ctx context.Context) {
	f.mu.Lock()
	much := f.unmerged >= mergeFrom
	if much {
		f.unmerged = 0
	}
	f.mu.Unlock()
	if !much {
		return
	}
	f.merging.Go(func() {
		if err := f.Index.Merge(ctx); err != nil && ctx.Err() == nil {
			f.Log.Warn("index was not merged", "error", err)
		}
	})
}

// move changes the progress and, where that makes a difference, wakes who waits
// for it and tells.
func (f *Follower) move(change func(*Progress)) {
	f.mu.Lock()
	before := f.progress
	change(&f.progress)
	if f.rebuild != "" { // asked for while changes were put in: those do not end it
		f.progress.Rebuilding = true
	}
	p := f.progress
	if p.same(before) {
		f.mu.Unlock()
		return
	}
	close(f.moved)
	f.moved = make(chan struct{})
	f.mu.Unlock()
	if f.OnProgress != nil {
		f.OnProgress(p)
	}
}

// same compares problems by what they say.
func (p Progress) same(other Progress) bool {
	said := func(err error) string {
		if err == nil {
			return ""
		}
		return err.Error()
	}
	if said(p.Problem) != said(other.Problem) {
		return false
	}
	p.Problem, other.Problem = nil, nil
	return p == other
}
