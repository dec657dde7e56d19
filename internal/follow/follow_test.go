package follow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"broadsheet/internal/follow"
	"broadsheet/internal/index"
	"broadsheet/internal/news"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newFollower(s *fakeStore, x *fakeIndex) *follow.Follower {
	return follow.New(follow.Options{Store: s, Index: x})
}

func syncAll(t interface {
	Helper()
	Fatalf(string, ...any)
}, s *fakeStore, x *fakeIndex) {
	t.Helper()
	if err := newFollower(s, x).Sync(context.Background()); err != nil {
		t.Fatalf("sync: %v", err)
	}
	if diff := cmp.Diff(s.rows, x.last().docs); diff != "" {
		t.Fatalf("index and store differ: %s", diff)
	}
}

func TestFollowsChangesAndDeletions(t *testing.T) {
	s, x := newStore(), newIndex()
	syncAll(t, s, x)
	for i := range 1_234 {
		s.set(news.Row(i%700), fmt.Sprint(i))
	}
	syncAll(t, s, x)
	s.remove(3)
	s.set(4, "four")
	syncAll(t, s, x)
	if w := x.last().mark; w.Seq != s.seq || w.Seen != s.seq || w.Nonce != s.newest().Nonce || len(x.resets) > 0 {
		t.Errorf("watermark %+v after %d; resets %v", w, s.seq, x.resets)
	}
}

func TestTrimsOnlyWhatIsWritten(t *testing.T) {
	s, x := newStore(), newIndex()
	for i := range 3_000 {
		s.set(news.Row(i), "x")
	}
	syncAll(t, s, x)
	if len(s.log) != 3_000 {
		t.Errorf("%d changes are left while nothing is written", len(s.log))
	}
	x.write(len(x.states))
	syncAll(t, s, x)
	if len(s.log) != 1 || s.log[0].Seq != 3_000 {
		t.Errorf("%d changes are left when all is written", len(s.log))
	}
	s.set(1, "y")
	x.crash(0)
	syncAll(t, s, x)
	if len(x.resets) != 0 {
		t.Errorf("resets: %v", x.resets)
	}
}

func TestWhatCannotBeTrustedIsBuiltAnew(t *testing.T) {
	for name, harm := range map[string]func(s *fakeStore, x *fakeIndex) *fakeStore{
		"a gap in the log": func(s *fakeStore, _ *fakeIndex) *fakeStore {
			s.set(2, "x")
			s.set(3, "y")
			s.log = s.log[len(s.log)-1:]
			return s
		},
		"an older store": func(s *fakeStore, x *fakeIndex) *fakeStore {
			old := s.copy()
			s.set(2, "x")
			if err := newFollower(s, x).Sync(context.Background()); err != nil {
				return nil
			}
			return old
		},
		"an older store that went its own way": func(s *fakeStore, x *fakeIndex) *fakeStore {
			old := s.copy()
			s.set(2, "x")
			if err := newFollower(s, x).Sync(context.Background()); err != nil {
				return nil
			}
			old.salt += 1000
			old.set(3, "z")
			old.set(4, "z")
			return old
		},
		"a fault of the index": func(s *fakeStore, x *fakeIndex) *fakeStore {
			s.set(2, "x")
			x.broken = errors.New("fault")
			return s
		},
		"an empty index beside a trimmed log": func(s *fakeStore, x *fakeIndex) *fakeStore {
			s.log = s.log[2:]
			x.states = newIndex().states
			x.resets = []string{"it was empty"}
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, x := newStore(), newIndex()
			for i := range 10 {
				s.set(news.Row(i+1), "first")
			}
			syncAll(t, s, x)
			s = harm(s, x)
			syncAll(t, s, x)
			if len(x.resets) != 1 {
				t.Errorf("resets: %v", x.resets)
			}
		})
	}
}

func TestARebuildIsResumed(t *testing.T) {
	s, x := newStore(), newIndex()
	const articles = 5*index.MaxBatch + 100
	for i := range articles {
		s.set(news.Row(i+1), "first")
	}
	s.log = s.log[4*index.MaxBatch:]
	ctx, cancel := context.WithCancel(t.Context())
	f := follow.New(follow.Options{Store: s, Index: stopAfter{x, 3, cancel, new(int)}})
	if err := f.Sync(ctx); err == nil {
		t.Fatal("it was not stopped")
	}
	if w := x.last().mark; !w.Rebuilding || w.Row != 3*index.MaxBatch || w.Seq != articles {
		t.Fatalf("stopped at %+v", w)
	}
	s.set(5, "changed meanwhile")
	s.remove(6)
	s.remove(articles - 1)
	states := len(x.states)
	syncAll(t, s, x)
	if got := len(x.states) - states; got > 6 || len(x.resets) > 0 {
		t.Errorf("it took %d more batches and %v", got, x.resets)
	}
}

// stopAfter ends a context after some batches and gives its error from then on.
type stopAfter struct {
	*fakeIndex
	batches int
	cancel  func()
	count   *int
}

func (x stopAfter) Apply(ctx context.Context, b index.Batch) error {
	if *x.count++; *x.count > x.batches {
		x.cancel()
		return ctx.Err()
	}
	return x.fakeIndex.Apply(ctx, b)
}

// TestNothingMakesThemDiffer edits, crashes, loses and restores at random.
func TestNothingMakesThemDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, x := newStore(), newIndex()
		var backup *fakeStore
		row := rapid.Map(rapid.IntRange(1, 12), func(n int) news.Row { return news.Row(n) })
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				for range rapid.IntRange(1, 700).Draw(t, "times") {
					s.set(row.Draw(t, "row"), rapid.StringMatching(`[a-z]{1,3}`).Draw(t, "text"))
				}
			},
			"remove": func(t *rapid.T) { s.remove(row.Draw(t, "row")) },
			"sync":   func(t *rapid.T) { syncAll(t, s, x) },
			"write":  func(t *rapid.T) { x.write(rapid.IntRange(0, 9).Draw(t, "state")) },
			"crash":  func(t *rapid.T) { x.crash(rapid.IntRange(0, 9).Draw(t, "state")) },
			"trim": func(t *rapid.T) {
				syncAll(t, s, x) // it never trims before it has compared
				_ = s.Trim(context.Background(), x.Persisted().Seq)
			},
			"backup": func(*rapid.T) { backup = s.copy() },
			"restore": func(t *rapid.T) {
				if backup == nil {
					t.Skip()
				}
				salt := s.salt
				s = backup.copy()
				s.salt = salt + 1 // random bytes do not come again
				x.crash(rapid.IntRange(0, 9).Draw(t, "state"))
			},
			"": func(t *rapid.T) {
				if s.seq > 0 && len(s.log) == 0 {
					t.Fatal("the log was trimmed to nothing")
				}
			},
		})
		syncAll(t, s, x)
	})
}

// asksMeanwhile asks for something while changes are put in.
type asksMeanwhile struct {
	*fakeIndex
	ask func()
}

func (x asksMeanwhile) Apply(ctx context.Context, b index.Batch) error {
	x.ask()
	return x.fakeIndex.Apply(ctx, b)
}

// A rebuild that is asked for while changes are put in is not over with those.
func TestRebuildAskedForMeanwhile(t *testing.T) {
	s, x := newStore(), newIndex()
	s.set(1, "one")
	var f *follow.Follower
	asked := false
	f = follow.New(follow.Options{Store: s, Index: asksMeanwhile{x, func() {
		if !asked {
			asked = true
			f.Rebuild("asked for")
		}
	}}})
	if err := f.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p := f.Progress(); !p.Rebuilding || len(x.resets) != 0 {
		t.Errorf("before the rebuild: %+v, %v", p, x.resets)
	}
	if err := f.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p := f.Progress(); p.Rebuilding || p.Applied != 1 || len(x.resets) != 1 {
		t.Errorf("after it: %+v, %v", p, x.resets)
	}
}

func TestRunWakesWaitsAndTellsOfProblems(t *testing.T) {
	s, x := newStore(), newIndex()
	guarded := &locked{fakeStore: s}
	told := make(chan follow.Progress, 100)
	f := follow.New(follow.Options{Store: guarded, Index: x, OnProgress: func(p follow.Progress) {
		select {
		case told <- p:
		default:
		}
	}})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	guarded.set(1, "one")
	wait, stop := context.WithTimeout(ctx, 10*time.Second)
	defer stop()
	p, err := f.WaitAll(wait)
	if err != nil || p.Applied != 1 {
		t.Fatalf("progress %+v, %v", p, err)
	}
	if behind, err := f.Behind(ctx); behind != 0 || err != nil {
		t.Errorf("behind %d, %v", behind, err)
	}
	f.Rebuild("asked for")
	if p := f.Wait(wait, 1); p.Rebuilding || p.Applied != 1 || len(x.resets) != 1 {
		t.Errorf("after the rebuild: %+v, %v", p, x.resets)
	}
	short, end := context.WithTimeout(ctx, time.Millisecond)
	defer end()
	if p := f.Wait(short, 99); p.Applied != 1 {
		t.Errorf("a wait that ends: %+v", p)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("run ends with %v", err)
	}
	if len(told) == 0 {
		t.Error("nobody was told")
	}
}
