package pictures

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"broadsheet/internal/news"
)

// Limits of a round.
const (
	maxPicture = 20 << 20 // bytes, as many as a library keeps of one
	atOnce     = 6        // pictures that are asked for at the same time
	ofOneHost  = 2        // of those, from one host
	// givenUp is after how many requests in a row that brought no answer a host is
	// left alone for the rest of the round.
	givenUp = 5
)

const accepted = "image/webp, image/jpeg, image/png, image/gif, image/*;q=0.5, */*;q=0.1"

// How long a picture that failed for now is left alone: doubled with each failure.
const (
	firstWait = time.Hour
	lastWait  = 30 * 24 * time.Hour
)

// round is one wish being fulfilled. Its fields are the collector's; workers see
// hosts alone, under mu.
type round struct {
	*Service
	wish     Wish
	run      news.PictureRun
	progress func(done, total int64) error
	report   Report
	done     int64
	total    int64

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what a round knows of one.
type host struct {
	silent  int  // requests in a row without an answer
	resting bool // it wants no more, or does not answer
}

// result is what came of one picture.
type result struct {
	news.PictureAnswer
	left    bool // it was not asked for
	private bool
}

// fetch asks for some pictures, and keeps what came of them.
func (r *round) fetch(ctx context.Context, list []news.RemotePicture) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	results := make(chan result)
	go func() {
		defer close(results)
		r.spread(ctx, list, results)
	}()
	var failed error
	for one := range results {
		if failed != nil {
			continue // the workers end by themselves
		}
		if failed = r.keep(ctx, gather(one, results)); failed != nil {
			stop()
		}
	}
	if failed == nil {
		failed = ctx.Err()
	}
	return failed
}

// gather takes what has come meanwhile, so that one transaction keeps it all.
func gather(first result, results <-chan result) []result {
	list := []result{first}
	for {
		select {
		case more, open := <-results:
			if !open {
				return list
			}
			list = append(list, more)
		default:
			return list
		}
	}
}

// spread asks the hosts, each in its own turn, and returns when all have
// answered.
func (r *round) spread(ctx context.Context, list []news.RemotePicture, results chan<- result) {
	turns := map[string]chan news.RemotePicture{}
	for _, p := range list {
		name := hostOf(p.Address)
		if turns[name] == nil {
			turns[name] = make(chan news.RemotePicture, len(list))
		}
		turns[name] <- p
	}
	slots := make(chan struct{}, atOnce)
	var workers sync.WaitGroup
	for name, turn := range turns {
		close(turn)
		for range min(ofOneHost, len(turn)) {
			workers.Go(func() {
				for p := range turn {
					select {
					case slots <- struct{}{}:
					case <-ctx.Done():
						return
					}
					one := r.one(ctx, name, p)
					<-slots
					select {
					case results <- one:
					case <-ctx.Done():
						return
					}
				}
			})
		}
	}
	workers.Wait()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// one asks for a picture, unless its host is to be left alone.
func (r *round) one(ctx context.Context, name string, p news.RemotePicture) result {
	out := result{PictureAnswer: news.PictureAnswer{RemotePicture: p}}
	if r.rests(name) {
		out.left = true
		return out
	}
	answer, err := r.Web.Get(ctx, Question{Address: p.Address, Accept: accepted, Max: maxPicture, Private: r.wish.Private})
	if ctx.Err() != nil { // being stopped is no fault of the picture's
		out.left = true
		return out
	}
	switch {
	case err != nil && r.Private(err):
		out.private, out.Problem = true, sentence(err)
	case err != nil:
		out.Problem = sentence(err)
		if news.CodeOf(err) == news.CodeNetwork {
			out.Next = r.later(p, time.Time{})
		}
	case answer.Status == http.StatusOK:
		r.decode(ctx, answer, &out)
	default:
		r.unwelcome(answer, &out)
	}
	r.note(name, err, answer)
	return out
}

func (r *round) rests(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.hosts[name] != nil && r.hosts[name].resting
}

// note remembers how a host behaves.
func (r *round) note(name string, err error, answer Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.hosts[name]
	if h == nil {
		h = &host{}
		r.hosts[name] = h
	}
	switch {
	case err == nil:
		h.silent = 0
		h.resting = h.resting || answer.Status == http.StatusTooManyRequests || answer.Status == http.StatusServiceUnavailable
	case news.CodeOf(err) == news.CodeNetwork && !r.Private(err):
		h.silent++
		h.resting = h.resting || h.silent >= givenUp
	}
}

// later puts a picture off: longer with each failure, and as long as its host says.
func (r *round) later(p news.RemotePicture, retry time.Time) time.Time {
	next := r.Clock().Add(min(firstWait<<min(p.Failures, 10), lastWait))
	if retry.After(next) {
		return retry
	}
	return next
}

// decode keeps what came, where it is a picture.
func (r *round) decode(ctx context.Context, answer Answer, out *result) {
	name := ""
	if u, err := url.Parse(out.Address); err == nil {
		name = path.Base(u.Path)
	}
	media, err := r.Files.PutPicture(ctx, answer.Body, name)
	switch kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(answer.ContentType)), ";"); {
	case err == nil:
		out.Media = &media
	case ctx.Err() != nil:
		out.left = true
	case news.CodeOf(err) == news.CodeLimit:
		out.Problem = sentence(err)
	case news.CodeOf(err) != news.CodeUnsupported: // of this machine, such as a full disk
		out.Problem, out.Next = sentence(err), r.later(out.RemotePicture, time.Time{})
	case kind == "text/html" || kind == "application/xhtml+xml":
		out.Problem = fmt.Sprintf("At %s stands a page, and no picture.", out.Address)
	case kind == "image/svg+xml" || bytes.Contains(answer.Body[:min(len(answer.Body), 512)], []byte("<svg")):
		out.Problem = fmt.Sprintf("At %s stands a drawing in SVG, which can hold programs and is not kept.", out.Address)
	default:
		out.Problem = fmt.Sprintf("What stands at %s is no picture that can be kept.", out.Address)
	}
}

// unwelcome says what an answer means that brought nothing.
func (r *round) unwelcome(a Answer, out *result) {
	at := hostOf(out.Address)
	switch {
	case a.Status == http.StatusNotFound || a.Status == http.StatusGone:
		out.Problem = fmt.Sprintf("There is nothing at %s any more.", out.Address)
	case a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden || a.Status == http.StatusUnavailableForLegalReasons:
		out.Problem = fmt.Sprintf("%s does not give %s out.", at, out.Address)
	case a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable:
		out.Problem = fmt.Sprintf("%s wants no more requests for now.", at)
		out.Next = r.later(out.RemotePicture, a.RetryAfter)
	default:
		out.Problem = fmt.Sprintf("%s answers with the number %d.", at, a.Status)
		out.Next = r.later(out.RemotePicture, a.RetryAfter)
	}
}

// sentence gives what may be told of an error.
func sentence(err error) string {
	var known *news.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return "It could not be kept."
}

// keep stores what came of some pictures and counts it.
func (r *round) keep(ctx context.Context, list []result) error {
	var answers []news.PictureAnswer
	for _, one := range list {
		if !one.left {
			answers = append(answers, one.PictureAnswer)
		}
	}
	if len(answers) > 0 {
		var err error
		if r.run, err = r.Shelf.KeepPictures(ctx, r.run, answers); err != nil {
			return err
		}
		r.report.Entry = r.run.Entry
	}
	for _, one := range list {
		r.count(one)
	}
	if r.progress == nil {
		return nil
	}
	return r.progress(r.done, r.total)
}

func (r *round) count(one result) {
	r.done++
	switch {
	case one.left:
		r.report.Left++
	case one.Media != nil:
		r.report.Fetched++
	default:
		r.report.Failed++
		if one.private {
			r.report.Private++
		}
		if len(r.report.Problems) < maxProblems {
			r.report.Problems = append(r.report.Problems, Problem{one.Address, one.Problem})
		}
	}
}
