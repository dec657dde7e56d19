package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"broadsheet/internal/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

// Options say which index is opened.
type Options struct {
	Dir     string     // its folder, made where absent
	Library string     // id of the library that it belongs to
	Clock   news.Clock // for names of what is set aside; nil: all have one name
	Log     *slog.Logger
	// Free gives the free bytes of the disk that holds a folder; nil: asked
	// of the system.
	Free func(dir string) (uint64, error)
}

// Index is an open index. Its methods may be called at the same time.
type Index struct {
	Options
	// open guards the pieces below against Close and Reset: searches hold it
	// for reading as long as they read mapped memory.
	open   sync.RWMutex
	scorch *scorch.Scorch
	queue  *bleve.AnalysisQueue
	hook   string
	// end tells background work of this opening to stop; it may be called
	// any number of times, and before open is locked for closing.
	end   func()
	ended <-chan struct{}

	write     sync.Mutex  // one batch at a time
	analysers []*analyser // guarded by write
	bulk      bool        // batches of many came since the last merge; guarded by write
	garbage   *int        // the process' GC percentage before a bulk; guarded by write
	lengths   atomic.Pointer[lengths]
	// persisted is the newest watermark that is known to be on the disk.
	// Each opening has a box of its own, so that a late word from an index that
	// was set aside goes nowhere.
	persisted *atomic.Pointer[Watermark]
	written   chan struct{} // told when persisted moves
	failure   atomic.Pointer[error]
	suspected atomic.Bool  // files are being read over after a panic
	trouble   atomic.Int64 // errors of background work since it last went well
	fresh     string       // why the index was begun anew; empty: it was not
	cache     cache
	days      dayColumns
	automata  automata
}

// hooks guards scorch's registry of callbacks, a plain map that is read by
// every opening.
var hooks sync.Mutex

// Open opens the index in a folder, or sets it aside and begins an empty one
// where there is any doubt; Begun tells which. An error means that not even an
// empty one could be made. The caller holds the library's lock.
func Open(ctx context.Context, o Options) (*Index, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = func() time.Time { return time.Time{} }
	}
	if o.Free == nil {
		o.Free = freeSpace
	}
	x := &Index{Options: o, written: make(chan struct{}, 1)}
	x.open.Lock()
	defer x.open.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doubt, unclean := inspect(o.Dir, x.ready())
	if _, err := os.Stat(o.Dir); errors.Is(err, os.ErrNotExist) {
		doubt = "there was none"
	}
	if doubt == "" {
		err := x.start()
		if err == nil {
			if unclean {
				x.checkLater()
			}
			return x, nil
		}
		doubt = err.Error()
	}
	if err := x.begin(doubt); err != nil {
		return nil, err
	}
	return x, nil
}

func (x *Index) ready() ready { return ready{x.Library, Mapping()} }

// begin sets aside what there is and starts an empty index.
func (x *Index) begin(why string) error {
	x.Log.Info("index begun anew", "reason", why)
	if err := setAside(x.Dir, x.Clock()); err != nil {
		return err
	}
	if err := create(x.Dir, x.ready()); err != nil {
		return err
	}
	x.failure.Store(nil)
	x.trouble.Store(0)
	x.suspected.Store(false)
	if err := x.start(); err != nil {
		return err
	}
	x.fresh = why
	return nil
}

// start opens scorch in a folder that passed inspection. It counts the attempt
// first, so that an index whose opening ends the process is given up.
func (x *Index) start() error {
	attempt := strconv.Itoa(openings(x.Dir) + 1)
	if err := writeFile(filepath.Join(x.Dir, fileOpening), []byte(attempt)); err != nil {
		return err
	}
	if err := x.openScorch(); err != nil {
		x.stop()
		return err
	}
	state, err := x.state()
	if err != nil {
		x.stop()
		return err
	}
	x.lengths.Store(&state.Lengths)
	x.persisted = &atomic.Pointer[Watermark]{}
	x.persisted.Store(&state.Watermark)
	if err := os.WriteFile(filepath.Join(x.Dir, fileRunning), nil, 0o600); err != nil {
		x.stop()
		return fmt.Errorf("mark index as running: %w", err)
	}
	if err := os.Remove(filepath.Join(x.Dir, fileOpening)); err != nil {
		x.stop()
		return fmt.Errorf("clear index marker: %w", err)
	}
	return nil
}

func (x *Index) openScorch() error {
	done := make(chan struct{})
	x.ended, x.end = done, sync.OnceFunc(func() { close(done) })
	x.queue = bleve.NewAnalysisQueue(1) // our documents come analysed
	x.hook = "broadsheet:" + x.Dir
	hooks.Lock()
	defer hooks.Unlock()
	scorch.RegistryAsyncErrorCallbacks[x.hook] = func(err error, _ string) { x.background(err, done) }
	opened, err := scorch.NewScorch(scorch.Name, x.settings(), x.queue)
	if err != nil {
		return fmt.Errorf("make index: %w", err)
	}
	s, ok := opened.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("make index: unexpected %T", opened)
	}
	if err := guard("open index", s.Open); err != nil {
		return err
	}
	x.scorch = s
	return nil
}

// settings are those that were measured. Batches are unsafe in Bleve's sense:
// what is lost with the process is fed again from the store's log of changes,
// and a full disk then cannot tear a search down.
func (x *Index) settings() map[string]any {
	return map[string]any{
		"path":                   filepath.Join(x.Dir, dirStore),
		"unsafe_batch":           true,
		"bolt_timeout":           "2s",
		"asyncErrorCallbackName": x.hook,
		"numSnapshotsToKeep":     1,
		"scorchPersisterOptions": map[string]any{
			"PersisterNapTimeMSec":          500,
			"PersisterNapUnderNumFiles":     100,
			"NumPersisterWorkers":           2,
			"MaxSizeInMemoryMergePerWorker": 64 << 20,
		},
		"scorchMergePlanOptions": map[string]any{
			"MaxSegmentsPerTier":   12,
			"SegmentsPerMergeTask": 12,
			"TierGrowth":           12,
			"FloorSegmentFileSize": 8 << 20,
			"MaxSegmentSize":       200_000,
		},
	}
}

// background takes the errors of scorch's own goroutines. The persister tries
// again at once and without end, so it is held here for a second each time.
func (x *Index) background(err error, ended <-chan struct{}) {
	x.trouble.Add(1)
	x.Log.Warn("index background work failed", "error", err)
	if errors.Is(err, scorch.ErrAsyncPanic) {
		x.fail(&faultError{"background work", err.Error(), true})
		return
	}
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ended:
	}
}

// fail marks the index as not to be trusted; the first reason stays.
func (x *Index) fail(err error) {
	if x.failure.CompareAndSwap(nil, &err) {
		x.Log.Error("index is not to be trusted", "error", err)
	}
}

// check takes note of errors that mean damage, and passes the error on. Where
// that is not certain the files are read over in the background.
func (x *Index) check(err error) error {
	var fault *faultError
	if !errors.As(err, &fault) {
		return err
	}
	if fault.certain {
		x.fail(err)
		return err
	}
	x.Log.Error("index call stopped", "error", err)
	if x.suspected.CompareAndSwap(false, true) {
		x.checkLater()
	}
	return err
}

// Damaged says why the index is not to be trusted any more, nil while it is.
// Who feeds it then calls Reset and builds it anew.
func (x *Index) Damaged() error {
	if err := x.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// Begun says why the index was begun empty when it was opened or reset; empty
// where it was simply opened.
func (x *Index) Begun() string {
	x.open.RLock()
	defer x.open.RUnlock()
	return x.fresh
}

// state reads the watermark. An index without one must be empty.
func (x *Index) state() (stored, error) {
	var s stored
	err := guard("read watermark", func() error {
		reader, err := x.scorch.Reader()
		if err != nil {
			return err
		}
		defer func() { _ = reader.Close() }()
		raw, err := reader.GetInternal([]byte(internalKey))
		if err != nil {
			return err
		}
		if raw == nil {
			n, err := reader.DocCount()
			if err == nil && n > 0 {
				err = errors.New("there are things but no watermark")
			}
			return err
		}
		s, err = decodeStored(raw)
		if err == nil && (s.Library != x.Library || s.Mapping != Mapping()) {
			err = errors.New("the watermark is another library's or version's")
		}
		return err
	})
	return s, err
}

// Watermark gives the state of the store that searches see now; all zero for
// an index that was begun empty.
func (x *Index) Watermark() (Watermark, error) {
	x.open.RLock()
	defer x.open.RUnlock()
	if x.scorch == nil {
		return Watermark{}, errClosed
	}
	s, err := x.state()
	return s.Watermark, x.check(err)
}

// Persisted gives the state of the store that the index is known to have on
// the disk: what a crash leaves is this or newer.
func (x *Index) Persisted() Watermark {
	x.open.RLock()
	defer x.open.RUnlock()
	if x.persisted == nil {
		return Watermark{}
	}
	return *x.persisted.Load()
}

var errClosed = news.Errorf(news.CodeBusy, "index", "The index is closed.")

// Reset sets the index aside and begins an empty one.
func (x *Index) Reset(why string) error {
	x.endBackground()
	x.write.Lock()
	defer x.write.Unlock()
	x.open.Lock()
	defer x.open.Unlock()
	x.stop()
	return x.begin(why)
}

// Forget deletes indexes that were set aside. Called when a new one is whole.
func (x *Index) Forget() error { return removeAside(x.Dir, 0) }

// Close ends searches, then the index. What was not written yet is fed again
// from the log of changes at the next start.
func (x *Index) Close() error {
	x.endBackground()
	x.endBulk()
	x.write.Lock()
	defer x.write.Unlock()
	x.settle()
	x.open.Lock()
	defer x.open.Unlock()
	if x.scorch == nil {
		return nil
	}
	clean := x.Damaged() == nil
	err := x.stop()
	if err == nil && clean {
		err = os.Remove(filepath.Join(x.Dir, fileRunning))
	}
	if err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// settle gives scorch a moment to write what is in memory, when that is much:
// a few changes are cheaper to feed again than to wait for.
func (x *Index) settle() {
	const much, longest = 200, 2 * time.Second
	w, err := x.Watermark()
	if err != nil {
		return
	}
	timer := time.NewTimer(longest)
	defer timer.Stop()
	for w.Seq-x.Persisted().Seq > much {
		select {
		case <-x.written:
		case <-timer.C:
			return
		}
	}
}

func (x *Index) endBackground() {
	x.open.RLock()
	end := x.end
	x.open.RUnlock()
	if end != nil {
		end()
	}
}

// stop closes scorch. It may hang when a disk does; past ten seconds it is
// left to itself.
func (x *Index) stop() error {
	var err error
	if x.end != nil {
		x.end()
	}
	if s := x.scorch; s != nil {
		x.scorch = nil
		err = watch("close index", 10*time.Second, s.Close)
	}
	if x.queue != nil {
		x.queue.Close()
		x.queue = nil
	}
	hooks.Lock()
	delete(scorch.RegistryAsyncErrorCallbacks, x.hook)
	hooks.Unlock()
	x.cache.drop()
	return err
}

// workers is how many goroutines analyse a batch.
func workers() int { return min(4, runtime.GOMAXPROCS(0)) }
