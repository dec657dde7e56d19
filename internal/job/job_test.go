package job_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"broadsheet/internal/job"
	"broadsheet/internal/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func end(t *testing.T, r *job.Runner, id string) job.Job {
	t.Helper()
	var seen int64
	for {
		j, err := r.Wait(context.Background(), id, seen)
		if err != nil {
			t.Fatal(err)
		}
		if j.State.Over() {
			return j
		}
		seen = j.Revision
	}
}

func TestJobGivesItsResult(t *testing.T) {
	r := job.NewRunner(time.Now, nil)
	defer r.Close()
	id, err := r.Start("check", "all", "files", func(ctx context.Context, p *job.Progress) (any, error) {
		return map[string]int{"found": 3}, p.Set(ctx, 3, 3)
	})
	if err != nil {
		t.Fatal(err)
	}
	j := end(t, r, id)
	if j.State != job.Done || string(j.Result) != `{"found":3}` || j.Done != 3 {
		t.Errorf("ended as %+v", j)
	}
}

func TestFailureAndPanicAreFailures(t *testing.T) {
	r := job.NewRunner(time.Now, nil)
	defer r.Close()
	works := map[string]job.Work{
		"error":  func(context.Context, *job.Progress) (any, error) { return nil, errors.New("broken") },
		"panic":  func(context.Context, *job.Progress) (any, error) { panic("broken") },
		"result": func(context.Context, *job.Progress) (any, error) { return func() {}, nil },
	}
	for name, work := range works {
		id, err := r.Start("x", name, "", work)
		if err != nil {
			t.Fatal(err)
		}
		if j := end(t, r, id); j.State != job.Failed || j.Err == nil {
			t.Errorf("%s ended as %s, %v", name, j.State, j.Err)
		}
	}
}

func TestPauseHoldsUpAndCancelEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := job.NewRunner(time.Now, nil)
		var steps atomic.Int64
		id, err := r.Start("import", "a file", "articles", func(ctx context.Context, p *job.Progress) (any, error) {
			for {
				time.Sleep(time.Second)
				if err := p.Set(ctx, steps.Add(1), 0); err != nil {
					return nil, err
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(2500 * time.Millisecond)
		if err := r.Pause(id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		held := steps.Load()
		time.Sleep(10 * time.Second)
		if steps.Load() != held || held > 3 {
			t.Errorf("went on while paused: %d, then %d steps", held, steps.Load())
		}
		if err := r.Resume(id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if steps.Load() <= held {
			t.Error("did not go on")
		}
		if err := r.Cancel(id); err != nil {
			t.Fatal(err)
		}
		if j := end(t, r, id); j.State != job.Canceled {
			t.Errorf("ended as %s", j.State)
		}
		r.Close()
	})
}

func TestProgressIsToldAtMostTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		r := job.NewRunner(time.Now, func(job.Job) { told++ })
		id, err := r.Start("import", "", "", func(ctx context.Context, p *job.Progress) (any, error) {
			for i := range int64(1000) {
				time.Sleep(time.Millisecond)
				if err := p.Set(ctx, i, 1000); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		end(t, r, id)
		r.Close() // the end is told after it can be waited for
		if told < 5 || told > 13 {
			t.Errorf("told %d times in a second", told)
		}
	})
}

func TestUnknownJobs(t *testing.T) {
	r := job.NewRunner(time.Now, nil)
	if _, err := r.Show("nobody"); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("show: %v", err)
	}
	if err := r.Cancel("nobody"); news.CodeOf(err) != news.CodeNotFound {
		t.Errorf("cancel: %v", err)
	}
	r.Close()
	if _, err := r.Start("x", "", "", nil); news.CodeOf(err) != news.CodeBusy {
		t.Errorf("start after close: %v", err)
	}
}

func TestRateLeavesPausesOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := job.NewRunner(time.Now, nil)
		id, err := r.Start("import", "a file", "articles", func(ctx context.Context, p *job.Progress) (any, error) {
			for done := int64(1); done <= 20; done++ {
				time.Sleep(time.Second)
				if err := p.Set(ctx, done, 20); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		rate := func(when string) {
			t.Helper()
			synctest.Wait()
			j, err := r.Show(id)
			if got := j.Rate(time.Now()); err != nil || got < 0.8 || got > 1.2 {
				t.Errorf("%s: %v a second, want 1; %v", when, got, err)
			}
		}
		time.Sleep(10*time.Second + 100*time.Millisecond)
		rate("running")
		if err := r.Pause(id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		rate("paused")
		if err := r.Resume(id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		rate("going on")
		end(t, r, id)
		time.Sleep(time.Hour)
		rate("ended")
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestAJobTellsWhatItHasComeToSoFar(t *testing.T) {
	r := job.NewRunner(time.Now, nil)
	defer r.Close()
	goOn := make(chan struct{})
	id, err := r.Start("import", "", "", func(ctx context.Context, p *job.Progress) (any, error) {
		if err := p.Show(ctx, 1, 2, map[string]int{"added": 1}, true); err != nil {
			return nil, err
		}
		<-goOn
		return map[string]int{"added": 2}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	now, err := r.Show(id)
	for err == nil && now.Result == nil {
		now, err = r.Wait(t.Context(), id, now.Revision)
	}
	if err != nil || string(now.Result) != `{"added":1}` || now.State != job.Running {
		t.Errorf("%s %s %v", now.State, now.Result, err)
	}
	close(goOn)
	for err == nil && !now.State.Over() {
		now, err = r.Wait(t.Context(), id, now.Revision)
	}
	if err != nil || string(now.Result) != `{"added":2}` {
		t.Errorf("%s %v", now.Result, err)
	}
}
