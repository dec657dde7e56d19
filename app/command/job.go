package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"broadsheet/app/bridge"
	"broadsheet/internal/news"
)

// finish waits for a job, showing its progress, and gives its result. An
// interrupt cancels the job and waits until it has put things in order.
func finish[Res any](ctx context.Context, s *session, c Caller, started bridge.JobStarted) (res Res, err error) {
	report := s.progress()
	defer report.end()
	var seen int64
	calls := context.WithoutCancel(ctx) // the calls that stop the job have to go through
	stopping := false
	for {
		if ctx.Err() != nil && !stopping {
			stopping = true
			if _, err := ask[bridge.Nothing](calls, c, "Jobs/Cancel", bridge.IDRequest{ID: started.Job}); err != nil {
				return res, err
			}
		}
		job, err := waitJob(ctx, calls, c, started.Job, seen, stopping)
		if err != nil {
			if ctx.Err() != nil && !stopping {
				continue
			}
			return res, err
		}
		seen = job.Revision
		report.show(job)
		switch job.State {
		case "running", "paused":
			continue
		case "done":
			if job.Result == "" {
				return res, nil
			}
			return res, json.Unmarshal([]byte(job.Result), &res)
		case "canceled":
			return res, ctx.Err()
		}
		if job.Error != nil {
			return res, job.Error
		}
		return res, news.Errorf(news.CodeInternal, "", "The work ended as %s.", job.State)
	}
}

// waitJob waits on the interruptible context until the job is being stopped.
func waitJob(ctx, calls context.Context, c Caller, id string, seen int64, stopping bool) (bridge.Job, error) {
	if stopping {
		ctx = calls
	}
	return ask[bridge.Job](ctx, c, "Jobs/Wait", bridge.WaitRequest{ID: id, Seen: seen})
}

// reporter shows how far a job is, on standard error.
type reporter struct {
	out  io.Writer
	bar  *progressbar.ProgressBar
	last time.Duration
	line bool
}

// lineEvery is how many seconds of work lie between two plain lines.
const lineEvery = 5 * time.Second

// progress gives a bar on a terminal, plain lines elsewhere, nothing with --quiet.
func (s *session) progress() *reporter {
	if s.quiet {
		return &reporter{}
	}
	if !s.Terminal {
		return &reporter{out: s.Err, line: true}
	}
	bar := progressbar.NewOptions64(-1, progressbar.OptionSetWriter(s.Err), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	return &reporter{bar: bar}
}

func (r *reporter) show(job bridge.Job) {
	if r.bar != nil {
		if job.Total > 0 {
			r.bar.ChangeMax64(job.Total)
		}
		r.bar.Set64(job.Done)
		return
	}
	if !r.line || job.Rate <= 0 {
		return
	}
	spent := time.Duration(float64(job.Done) / job.Rate * float64(time.Second))
	if spent-r.last < lineEvery {
		return
	}
	r.last = spent
	if job.Total > 0 {
		fmt.Fprintf(r.out, "%s: %d of %d %s\n", job.Title, job.Done, job.Total, job.Unit)
		return
	}
	fmt.Fprintf(r.out, "%s: %d %s\n", job.Title, job.Done, job.Unit)
}

func (r *reporter) end() {
	if r.bar != nil {
		r.bar.Finish()
	}
}
