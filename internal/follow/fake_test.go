package follow_test

import (
	"context"
	"encoding/binary"
	"maps"
	"sort"
	"sync"

	"broadsheet/internal/follow"
	"broadsheet/internal/index"
	"broadsheet/internal/news"
)

// fakeStore is a store in memory: rows with a text, and a log.
type fakeStore struct {
	rows  map[news.Row]string
	log   []news.Change
	seq   int64
	salt  uint64 // of the nonces; another after each going back
	reads int
}

func newStore() *fakeStore { return &fakeStore{rows: map[news.Row]string{}} }

func (s *fakeStore) copy() *fakeStore {
	return &fakeStore{rows: maps.Clone(s.rows), log: append([]news.Change(nil), s.log...), seq: s.seq, salt: s.salt}
}

func (s *fakeStore) change(row news.Row) {
	s.seq++
	s.salt++
	c := news.Change{Seq: s.seq, Thing: news.ThingArticle, Row: row}
	binary.BigEndian.PutUint64(c.Nonce[:], s.salt*0x9E3779B97F4A7C15)
	s.log = append(s.log, c)
}

func (s *fakeStore) set(row news.Row, text string) {
	s.rows[row] = text
	s.change(row)
}

func (s *fakeStore) remove(row news.Row) {
	if _, ok := s.rows[row]; ok {
		delete(s.rows, row)
		s.change(row)
	}
}

func (s *fakeStore) newest() news.Change {
	if len(s.log) == 0 {
		return news.Change{}
	}
	return s.log[len(s.log)-1]
}

func (s *fakeStore) document(row news.Row) index.Document {
	return index.Document{Thing: news.ThingArticle, Row: row, Title: s.rows[row]}
}

func (s *fakeStore) Changes(_ context.Context, after int64, limit int) (follow.Snapshot, error) {
	s.reads++
	out := follow.Snapshot{Newest: s.newest()}
	seen := map[news.Row]bool{}
	for _, c := range s.log {
		if c.Seq <= after || len(out.Changes) == limit {
			continue
		}
		out.Changes = append(out.Changes, c)
		if _, ok := s.rows[c.Row]; ok && !seen[c.Row] {
			seen[c.Row] = true
			out.Things = append(out.Things, s.document(c.Row))
		}
	}
	return out, nil
}

func (s *fakeStore) Rows(_ context.Context, after news.Row, limit int) (follow.Snapshot, error) {
	out := follow.Snapshot{Newest: s.newest()}
	var all []news.Row
	for row := range s.rows {
		if row > after {
			all = append(all, row)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	for _, row := range all[:min(limit, len(all))] {
		out.Things = append(out.Things, s.document(row))
	}
	return out, nil
}

func (s *fakeStore) Log(context.Context) (int64, news.Change, error) {
	if len(s.log) == 0 {
		return 0, news.Change{}, nil
	}
	return s.log[0].Seq, s.newest(), nil
}

func (s *fakeStore) Nonce(_ context.Context, seq int64) ([8]byte, bool, error) {
	for _, c := range s.log {
		if c.Seq == seq {
			return c.Nonce, true, nil
		}
	}
	return [8]byte{}, false, nil
}

func (s *fakeStore) Trim(_ context.Context, below int64) error {
	for len(s.log) > 0 && s.log[0].Seq < below {
		s.log = s.log[1:]
	}
	return nil
}

// fakeIndex is an index in memory that writes to its disk when it likes: after
// a crash it is in any of the states since the last one known to be written.
type fakeIndex struct {
	states []state // the first is known to be written, the last is what searches see
	broken error
	resets []string
	full   error
}

type state struct {
	docs map[news.Row]string
	mark index.Watermark
}

func newIndex() *fakeIndex { return &fakeIndex{states: []state{{docs: map[news.Row]string{}}}} }

func (x *fakeIndex) last() state { return x.states[len(x.states)-1] }

func (x *fakeIndex) Apply(_ context.Context, b index.Batch) error {
	if x.full != nil {
		return x.full
	}
	next := state{maps.Clone(x.last().docs), b.Watermark}
	for _, d := range b.Documents {
		next.docs[d.Row] = d.Title
	}
	for _, id := range b.Deletes {
		delete(next.docs, id.Row)
	}
	x.states = append(x.states, next)
	return nil
}

func (x *fakeIndex) Watermark() (index.Watermark, error) { return x.last().mark, nil }
func (x *fakeIndex) Persisted() index.Watermark          { return x.states[0].mark }
func (x *fakeIndex) Damaged() error                      { return x.broken }
func (x *fakeIndex) Merge(context.Context) error         { return nil }
func (x *fakeIndex) Warm(context.Context) error          { return nil }
func (x *fakeIndex) Forget() error                       { return nil }

func (x *fakeIndex) Reset(why string) error {
	x.states, x.broken = newIndex().states, nil
	x.resets = append(x.resets, why)
	return nil
}

// write makes a state the one that is known to be on the disk.
func (x *fakeIndex) write(n int) { x.states = x.states[min(n, len(x.states)-1):] }

// crash leaves one of the states since the last that was known to be written.
func (x *fakeIndex) crash(n int) {
	x.states = []state{x.states[min(n, len(x.states)-1)]}
}

// locked is a fakeStore for several goroutines.
type locked struct {
	mu sync.Mutex
	*fakeStore
}

func (s *locked) set(row news.Row, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fakeStore.set(row, text)
}

func (s *locked) Changes(ctx context.Context, after int64, limit int) (follow.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fakeStore.Changes(ctx, after, limit)
}

func (s *locked) Rows(ctx context.Context, after news.Row, limit int) (follow.Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fakeStore.Rows(ctx, after, limit)
}

func (s *locked) Log(ctx context.Context) (int64, news.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fakeStore.Log(ctx)
}

func (s *locked) Nonce(ctx context.Context, seq int64) ([8]byte, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fakeStore.Nonce(ctx, seq)
}
