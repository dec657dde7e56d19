package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"broadsheet/internal/index"
	"broadsheet/internal/news"
)

// errDoubt means that the index cannot be brought forward from where it is.
type errDoubt struct{ why string }

func (e errDoubt) Error() string { return e.why }

// Sync brings the index to the newest change and returns. Where there is any
// doubt about the index it is built anew.
func (f *Follower) Sync(ctx context.Context) error {
	f.work.Lock()
	defer f.work.Unlock()
	for range 3 { // an index in doubt right after it was built is a fault to tell
		err := f.forward(ctx)
		var doubt errDoubt
		if !errors.As(err, &doubt) {
			return err
		}
		f.Log.Warn("index is built anew", "reason", doubt.why)
		if err := f.startOver(doubt.why); err != nil {
			return err
		}
	}
	return news.Errorf(news.CodeInternal, "index", "The search index cannot be built.")
}

func (f *Follower) startOver(why string) error {
	f.move(func(p *Progress) { p.Rebuilding, p.Done, p.Applied = true, 0, 0 })
	f.mu.Lock()
	f.rebuild, f.trimmed = "", 0
	f.mu.Unlock()
	if err := f.Index.Reset(why); err != nil {
		return fmt.Errorf("set index aside: %w", err)
	}
	return nil
}

// forward applies what is missing; an errDoubt says that it cannot.
func (f *Follower) forward(ctx context.Context) error {
	f.mu.Lock()
	asked := f.rebuild
	f.mu.Unlock()
	if asked != "" {
		return errDoubt{asked}
	}
	w, err := f.check(ctx)
	if err != nil {
		return err
	}
	if w.Rebuilding {
		if w, err = f.allRows(ctx, w); err != nil {
			return f.judge(err)
		}
	}
	for {
		next, err := f.changes(ctx, w)
		if err != nil {
			return f.judge(err)
		}
		if err := f.trim(ctx); err != nil {
			return err
		}
		if next.Seq == w.Seq {
			return nil
		}
		w = next
	}
}

// judge makes a doubt of an error that says the index is damaged.
func (f *Follower) judge(err error) error {
	if why := f.Index.Damaged(); why != nil {
		return errDoubt{why.Error()}
	}
	return err
}

// check compares the watermark with the log. It gives the watermark to go on
// from: for an empty index beside a log that was trimmed that of a rebuild.
func (f *Follower) check(ctx context.Context) (index.Watermark, error) {
	if err := f.Index.Damaged(); err != nil {
		return index.Watermark{}, errDoubt{err.Error()}
	}
	w, err := f.Index.Watermark()
	if err != nil {
		return w, f.judge(fmt.Errorf("read watermark: %w", err))
	}
	oldest, newest, err := f.Store.Log(ctx)
	if err != nil {
		return w, fmt.Errorf("read change log: %w", err)
	}
	if w == (index.Watermark{}) {
		if newest.Seq == 0 || oldest == 1 {
			return w, nil
		}
		return index.Watermark{Rebuilding: true}, nil
	}
	if w.Seen > 0 {
		nonce, ok, err := f.Store.Nonce(ctx, w.Seen)
		switch {
		case err != nil:
			return w, fmt.Errorf("read change log: %w", err)
		case !ok:
			return w, errDoubt{"it knows a change that the store does not"}
		case nonce != w.Nonce:
			return w, errDoubt{"it followed another history of the store"}
		}
	}
	if oldest > w.Seq+1 {
		return w, errDoubt{"changes between it and the store are gone"}
	}
	return w, nil
}

// changes applies one piece of the log. It gives the watermark unchanged where
// there is nothing more.
func (f *Follower) changes(ctx context.Context, w index.Watermark) (index.Watermark, error) {
	s, err := f.Store.Changes(ctx, w.Seq, step)
	if err != nil {
		return w, fmt.Errorf("read changes: %w", err)
	}
	if len(s.Changes) == 0 {
		f.move(func(p *Progress) {
			p.Applied, p.Latest, p.Rebuilding = w.Seq, max(p.Latest, s.Newest.Seq), false
		})
		return w, nil
	}
	for i, c := range s.Changes {
		if c.Seq != w.Seq+1+int64(i) {
			return w, errDoubt{"a change is missing in the log"}
		}
	}
	next := index.Watermark{Seq: s.Changes[len(s.Changes)-1].Seq, Seen: s.Newest.Seq, Nonce: s.Newest.Nonce}
	if err := f.Index.Apply(ctx, batchOf(s, next)); err != nil {
		return w, fmt.Errorf("index changes: %w", err)
	}
	f.put(len(s.Changes))
	f.move(func(p *Progress) { p.Applied, p.Latest, p.Problem = next.Seq, s.Newest.Seq, nil })
	return next, nil
}

// batchOf puts what is there and deletes what is not.
func batchOf(s Snapshot, w index.Watermark) index.Batch {
	b := index.Batch{Documents: s.Things, Deletes: slices.Clone(s.Gone), Watermark: w}
	there := make(map[index.ID]bool, len(s.Things))
	for _, d := range s.Things {
		there[index.ID{Thing: d.Thing, Row: d.Row}] = true
	}
	articles := map[news.Row]bool{}
	for _, c := range s.Changes {
		id := index.ID{Thing: c.Thing, Row: c.Row}
		if !there[id] {
			there[id] = true // once
			b.Deletes = append(b.Deletes, id)
		}
		if c.Thing == news.ThingArticle && !articles[c.Row] {
			articles[c.Row] = true
			b.Captions = append(b.Captions, c.Row)
		}
	}
	return b
}

// allRows puts all rows into an empty index, or goes on with that after a
// crash. The log is then applied from the change that was newest before the
// first rows were read: what changed while they were read is applied once more.
func (f *Follower) allRows(ctx context.Context, w index.Watermark) (index.Watermark, error) {
	f.move(func(p *Progress) { p.Rebuilding, p.Applied = true, w.Seq })
	if w.Seen == 0 && w.Row == 0 {
		_, newest, err := f.Store.Log(ctx)
		if err != nil {
			return w, fmt.Errorf("read change log: %w", err)
		}
		w.Seq = newest.Seq // read before the rows
	}
	for {
		s, err := f.Store.Rows(ctx, news.Row(w.Row), step)
		if err != nil {
			return w, fmt.Errorf("read rows: %w", err)
		}
		w.Seen, w.Nonce = s.Newest.Seq, s.Newest.Nonce
		if len(s.Things) == 0 {
			w.Rebuilding, w.Row = false, 0
		} else {
			w.Row = int64(lastArticle(s.Things))
		}
		if err := f.Index.Apply(ctx, index.Batch{Documents: s.Things, Watermark: w}); err != nil {
			return w, fmt.Errorf("index rows: %w", err)
		}
		f.put(len(s.Things))
		f.move(func(p *Progress) {
			p.Done += int64(len(s.Things))
			p.Latest, p.Problem = s.Newest.Seq, nil
		})
		if !w.Rebuilding {
			if err := f.Index.Forget(); err != nil {
				f.Log.Warn("an index that was set aside stays", "error", err)
			}
			return w, nil
		}
	}
}

func lastArticle(things []index.Document) news.Row {
	var last news.Row
	for _, d := range things {
		if d.Thing == news.ThingArticle {
			last = d.Row
		}
	}
	return last
}

func (f *Follower) put(n int) {
	f.mu.Lock()
	f.unmerged += n
	f.mu.Unlock()
}

// trim forgets the changes that the index has on the disk, but the last of
// them: its nonce is what proves that index and store belong together.
func (f *Follower) trim(ctx context.Context) error {
	below := f.Index.Persisted().Seq
	if below < f.trimmed+trimStep {
		return nil
	}
	if err := f.Store.Trim(ctx, below); err != nil {
		return fmt.Errorf("trim change log: %w", err)
	}
	f.trimmed = below
	return nil
}
