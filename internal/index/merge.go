package index

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"broadsheet/internal/lang"
	"broadsheet/internal/query"

	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// Merge brings the segments that a bulk import leaves down to a few, because
// every query pays for each of them: at 500,000 articles 31 became 4 and
// queries a third to a half cheaper. It works in the background of searches
// and writes, may take minutes, and ends early when ctx does.
func (x *Index) Merge(ctx context.Context) error {
	x.open.RLock()
	s := x.scorch
	x.open.RUnlock()
	if s == nil || x.Damaged() != nil {
		return nil
	}
	x.endBulk()
	// scorch waits for its own end as well, so that a Close meanwhile is no trap.
	done := make(chan error, 1)
	go func() {
		done <- guard("merge index", func() error {
			return s.ForceMerge(ctx, &mergeplan.MergePlanOptions{
				MaxSegmentsPerTier:   1,
				MaxSegmentSize:       200_000,
				TierGrowth:           10,
				SegmentsPerMergeTask: 10,
				FloorSegmentSize:     60_000,
				ReclaimDeletesWeight: 2,
			})
		})
	}()
	select {
	case err := <-done:
		return x.check(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// bulkGarbage is the garbage, in percent of what is in use, that is let lie while
// batches of many come. Between 70 and the usual 100 lie 150 MB at 14,000 articles
// and a twentieth of the processor time.
const bulkGarbage = 75

// beginBulk is called with write held.
func (x *Index) beginBulk() {
	x.bulk = true
	if x.garbage == nil {
		before := debug.SetGCPercent(bulkGarbage)
		x.garbage = &before
	}
}

// usualGarbage is called with write held.
func (x *Index) usualGarbage() {
	if x.garbage != nil {
		debug.SetGCPercent(*x.garbage)
		x.garbage = nil
	}
}

// endBulk gives back what only a bulk needs before the merge takes memory of its
// own: that of analysers, and that which Bleve keeps from segment to segment,
// which outlives one collection.
func (x *Index) endBulk() {
	x.write.Lock()
	x.usualGarbage()
	over := x.bulk
	x.bulk, x.analysers = false, nil
	x.write.Unlock()
	if over {
		runtime.GC()
		debug.FreeOSMemory()
	}
}

// warmLimit is how long reading ahead may take: some seconds of processor time
// for a million articles, and it waits for everything else.
const warmLimit = 5 * time.Minute

// Warm reads ahead what the first search with facets would have to wait for:
// for a long-lived process, while nothing else is to be done.
func (x *Index) Warm(ctx context.Context) error {
	lang.StopWord("", "")
	return x.readFor(ctx, warmLimit, func(ctx context.Context, v *view) error {
		for _, field := range []query.Field{query.FieldKind, query.FieldSection, query.FieldTopic, query.FieldTag, query.FieldAuthor, query.FieldLang} {
			if _, err := v.vocabulary(string(field)); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		for _, p := range v.segments {
			if _, err := p.dates(); err != nil {
				return err
			}
			if _, err := p.rows(); err != nil {
				return err
			}
		}
		return nil
	})
}

// Info is the size of an index.
type Info struct {
	Things   int64 // articles, captions, comments
	Articles int64
	Comments int64
	Segments int
	Bytes    int64 // on the disk
}

// Info looks at the index.
func (x *Index) Info() (Info, error) {
	x.open.RLock()
	defer x.open.RUnlock()
	if x.scorch == nil {
		return Info{}, errClosed
	}
	var out Info
	err := guard("look at index", func() error {
		v, err := x.snapshot()
		if err != nil {
			return err
		}
		defer func() { _ = v.Close() }()
		n, err := v.DocCount()
		if err != nil {
			return err
		}
		out.Things, out.Segments = int64(n), len(v.Segments())
		out.Articles, out.Comments, err = x.countThings()
		return err
	})
	if err != nil {
		return Info{}, x.check(err)
	}
	err = filepath.WalkDir(x.Dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // files come and go while segments merge
		}
		if info, err := d.Info(); err == nil {
			out.Bytes += info.Size()
		}
		return nil
	})
	return out, err
}
