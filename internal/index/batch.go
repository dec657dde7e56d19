package index

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"broadsheet/internal/news"

	bleve "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// MaxBatch is how many documents a batch should hold at most. What is done once
// for each word of a batch made 500 a seventh dearer; 2,000 were no cheaper than
// 1,000 and took half as much memory again.
const MaxBatch = 1000

const (
	batchLimit  = 2 * time.Minute
	waitingMost = 15                     // segments in memory before feeding stops
	waitingStep = 20 * time.Millisecond  // between two looks
	spaceFloor  = 512 << 20              // bytes that stay free
	spaceEvery  = 100 * time.Millisecond // no look at the disk more often
)

// Batch is what goes into the index in one step.
type Batch struct {
	Documents []Document
	Deletes   []ID
	// Captions are articles whose captions are replaced by those in Documents.
	Captions  []news.Row
	Watermark Watermark
}

// Apply puts a batch and its watermark into the index, both or neither, and
// returns when searches see them. Errors of code full and busy pass: the same
// batch may be tried again later.
func (x *Index) Apply(ctx context.Context, b Batch) error {
	x.write.Lock()
	defer x.write.Unlock()
	x.open.RLock()
	defer x.open.RUnlock()
	if err := x.mayWrite(ctx); err != nil {
		return err
	}
	var err error
	if b.Deletes, err = x.withCaptions(b); err != nil {
		return err
	}
	batch, counted, err := x.analyse(b)
	if err != nil {
		return err
	}
	state := stored{Watermark: b.Watermark, Library: x.Library, Mapping: Mapping(), Lengths: *x.lengths.Load()}
	state.Lengths.add(counted)
	value, err := state.encode()
	if err != nil {
		return fmt.Errorf("write watermark: %w", err)
	}
	batch.SetInternal([]byte(internalKey), value)
	persisted := x.persisted
	batch.SetPersistedCallback(func(err error) {
		if err == nil {
			x.trouble.Store(0)
			persisted.Store(&b.Watermark)
			select {
			case x.written <- struct{}{}:
			default:
			}
		}
	})
	s := x.scorch
	if err := watch("write to index", batchLimit, func() error { return s.Batch(batch) }); err != nil {
		x.analysers = nil // a call that was left to itself still reads their memory
		return x.check(err)
	}
	x.lengths.Store(&state.Lengths)
	return nil
}

// mayWrite looks whether the index is whole, the disk has room and the
// background work keeps up; it waits for the last.
func (x *Index) mayWrite(ctx context.Context) error {
	if err := x.Damaged(); err != nil {
		return news.Errorf(news.CodeDamaged, "index", "The search index is damaged and will be built anew: %w.", err)
	}
	if x.scorch == nil {
		return errClosed
	}
	if err := x.room(); err != nil {
		return err
	}
	for {
		if x.trouble.Load() > 0 {
			return news.Errorf(news.CodeBusy, "index", "The search index cannot be written to at the moment; it is tried again.")
		}
		waiting, err := x.waiting()
		if err != nil || waiting <= waitingMost {
			return err
		}
		timer := time.NewTimer(waitingStep)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// room stops writing before the disk is full: at 512 MB, or at twice the
// largest segment, which a merge may need.
func (x *Index) room() error {
	free, err := x.Free(x.Dir)
	if err != nil {
		return nil // a system that does not tell is no reason to stop
	}
	need := uint64(spaceFloor)
	if free < 64*spaceFloor {
		files, err := os.ReadDir(filepath.Join(x.Dir, dirStore))
		if err != nil {
			return fmt.Errorf("look at index files: %w", err)
		}
		for _, f := range files {
			if info, err := f.Info(); err == nil {
				need = max(need, 2*uint64(info.Size()))
			}
		}
	}
	if free < need {
		return news.Errorf(news.CodeFull, "index", "The disk is nearly full: %d MB are free and the search index needs %d. What is stored is kept; indexing goes on when there is room.", free>>20, need>>20)
	}
	return nil
}

// waiting counts the segments that are not on the disk yet.
func (x *Index) waiting() (int, error) {
	n := 0
	err := guard("look at index", func() error {
		v, err := x.snapshot()
		if err != nil {
			return err
		}
		defer func() { _ = v.Close() }()
		for _, s := range v.Segments() {
			if _, ok := s.Segment().(segment.PersistedSegment); !ok {
				n++
			}
		}
		return nil
	})
	return n, x.check(err)
}

// keepFrom is from how many documents on a batch is one of many.
const keepFrom = 100

// wordsKept bounds the memory of the words of an analyser to some tens of
// megabytes.
const wordsKept = 150_000

// tidy forgets all words when they have become too many: they share their terms.
func (x *Index) tidy() {
	for _, a := range x.analysers {
		if a.words() > wordsKept {
			x.analysers = nil
			return
		}
	}
}

// analyse makes Bleve's batch of ours, on several goroutines, each with words
// of its own that it keeps from batch to batch.
func (x *Index) analyse(b Batch) (*bleve.Batch, lengths, error) {
	batch := bleve.NewBatch()
	made := make([]*document, len(b.Documents))
	n := min(workers(), len(b.Documents)/16+1)
	x.tidy()
	for len(x.analysers) < n {
		shared := &spellings{known: map[string]string{}}
		if len(x.analysers) > 0 {
			shared = x.analysers[0].spellings
		}
		x.analysers = append(x.analysers, newAnalyser(shared))
	}
	if len(b.Documents) >= keepFrom {
		x.beginBulk()
	} else { // the end of a bulk, or a save: memory before speed
		x.usualGarbage()
		defer func() { x.analysers = nil }()
	}
	counted := make([]lengths, n)
	failed := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			failed[i] = guard("analyse", func() error {
				a := x.analysers[i]
				a.supply.reset()
				for at := i; at < len(b.Documents); at += n {
					var l lengths
					made[at], l = a.document(b.Documents[at])
					counted[i].add(l)
				}
				return nil
			})
		})
	}
	wait.Wait()
	var all lengths
	for i := range n {
		if failed[i] != nil {
			x.analysers = nil // their counts are of a text half done
			// Our own code stopped, not the index: no reason to rebuild.
			return nil, lengths{}, news.Errorf(news.CodeInternal, "index", "An article could not be analysed: %v.", failed[i])
		}
		all.add(counted[i])
	}
	for _, id := range b.Deletes {
		batch.Delete(id.key())
	}
	for _, d := range made {
		batch.Update(d)
	}
	return batch, all, nil
}
