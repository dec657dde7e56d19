package subscription

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
	"unicode/utf8"

	"broadsheet/internal/news"
)

// Limits of a refresh.
const (
	maxFeed   = 16 << 20 // bytes of a feed
	maxPage   = 8 << 20  // of a page that completes a summary
	maxPages  = 30       // of one feed, completed in one refresh
	atOnce    = 8        // feeds that are asked at the same time
	heldBytes = 32 << 20 // of text that waits to be brought in
	// complete is how many letters a text has that needs no completing.
	complete = 1500
)

const accepted = "application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"

// How long a feed that failed is left alone: doubled with each failure.
const (
	firstWait = 15 * time.Minute
	lastWait  = 24 * time.Hour
)

// Report is what came of a refresh.
type Report struct {
	Asked     int // feeds
	Unchanged int // of those, that had nothing new
	Failed    int
	Added     int // articles
	Updated   int // articles that got a new version
	Pictures  int // that were fetched
	Imports   []string
	Problems  []Problem
}

// Problem is what went wrong with a feed, or what was left out of it.
type Problem struct {
	ID, Title string // of the subscription
	Message   string
	Failed    bool // nothing of it was read
}

// Refresh asks feeds; no ids: all of them. A feed that cannot be read does not
// stop the others. Progress is told after each feed.
func (s *Service) Refresh(ctx context.Context, ids []string, progress func(done, total int)) (Report, error) {
	list, err := s.chosen(ctx, ids)
	if err != nil {
		return Report{}, err
	}
	every, err := s.Every(ctx)
	if err != nil {
		return Report{}, err
	}
	r := &refresh{Service: s, every: every}
	whole := ctx
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	work := make(chan news.Subscription)
	results := make(chan result)
	var workers sync.WaitGroup
	for range min(atOnce, len(list)) {
		workers.Go(func() {
			for f := range work {
				results <- s.ask(ctx, f)
			}
		})
	}
	go func() {
		defer close(results)
		defer workers.Wait()
		defer close(work)
		for _, f := range list {
			select {
			case work <- f:
			case <-ctx.Done():
				return
			}
		}
	}()
	for got := range results {
		if err == nil {
			if err = r.put(ctx, got); err != nil {
				stop() // the rest is not asked
			}
		}
		r.report.Asked++
		if progress != nil {
			progress(r.report.Asked, len(list))
		}
	}
	if err == nil {
		err = r.bring(ctx)
	}
	if err == nil {
		err = whole.Err()
	}
	return r.report, err
}

// chosen gives the subscriptions of ids, or all that may be asked: without being
// named, one whose host wants no requests yet is left alone.
func (s *Service) chosen(ctx context.Context, ids []string) ([]news.Subscription, error) {
	var list []news.Subscription
	for _, id := range ids {
		f, err := s.Feeds.Subscription(ctx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	if len(ids) > 0 {
		return list, nil
	}
	all, err := s.Feeds.Subscriptions(ctx)
	for _, f := range all {
		if !f.Asked.Gone {
			list = append(list, f)
		}
	}
	return list, err
}

// result is what asking one feed gave.
type result struct {
	feed    news.Subscription
	asked   news.Asked
	moved   string
	fresh   bool // something came that has to be looked at
	arrival Arrival
}

// ask asks one feed and reads what comes.
func (s *Service) ask(ctx context.Context, f news.Subscription) result {
	r := result{feed: f, asked: f.Asked}
	answer, err := s.Web.Get(ctx, Question{
		Address: f.Address, Why: "feed", Accept: accepted, ETag: f.Asked.ETag, LastModified: f.Asked.LastModified, Max: maxFeed, Private: f.Private,
	})
	switch {
	case err != nil:
		r.asked = s.failed(f.Asked, sentence(err), time.Time{})
	case answer.Status == http.StatusNotModified:
		r.asked = s.well(f.Asked, answer, 0)
		r.moved = answer.Moved
	case answer.Problem != nil:
		problem := sentence(answer.Problem)
		if answer.Status == http.StatusGone {
			problem += " It is not asked for again; what came from it stays."
		}
		r.asked = s.failed(f.Asked, problem, answer.RetryAfter)
		r.asked.Gone = answer.Status == http.StatusGone
	default:
		r.moved = answer.Moved
		s.read(ctx, &r, answer)
	}
	return r
}

func (s *Service) read(ctx context.Context, r *result, answer Answer) {
	if sum := sumOf(answer.Body); sum == r.feed.Asked.Sum {
		r.asked = s.well(r.feed.Asked, answer, 0)
		return
	}
	feed, err := s.Reader.Feed(ctx, answer.Body, answer.ContentType, answer.Address)
	if err != nil {
		r.asked = s.failed(r.feed.Asked, fmt.Sprintf("What stands at %s is no feed any more; look at %s for its new address.", r.feed.Address, cmp.Or(r.feed.Site, "its site")), time.Time{})
		return
	}
	r.arrival, r.asked = s.take(ctx, r.feed, answer, feed)
	r.fresh = true
}

// take makes ready what a feed holds: without what somebody removed, and with
// summaries completed where that is wished.
func (s *Service) take(ctx context.Context, f news.Subscription, answer Answer, feed Feed) (Arrival, news.Asked) {
	a := Arrival{Source: f.Source, Problems: feed.Problems}
	asked := s.well(f.Asked, answer, feed.Every)
	held, err := s.Arrivals.Held(ctx, f.Source, feed.Items)
	if err != nil {
		return a, s.failed(f.Asked, sentence(err), time.Time{})
	}
	pages := 0
	for i, item := range feed.Items {
		if !held[i].Known && !held[i].Removed {
			asked.Changed = asked.Checked
		}
		keepDate(&item, held[i])
		switch {
		case held[i].Removed:
			continue
		case f.Complete && held[i].Known && !item.Updated.After(held[i].Updated):
			continue // the whole text is here; the summary would take its place
		case f.Complete && item.URL != "" && utf8.RuneCountInString(item.Body) < complete && pages < maxPages:
			pages++
			if problem := s.completed(ctx, f, &item); problem != "" {
				a.Problems = append(a.Problems, problem)
			}
		}
		a.Items = append(a.Items, item)
	}
	return a, asked
}

// keepDate leaves an item that is here the date that it came with: many feeds
// state the time of asking.
func keepDate(item *news.Article, held news.Held) {
	first := held.Published
	if held.Known && !first.IsZero() && !item.Published.Truncate(time.Millisecond).Equal(first) {
		item.Published = first
	}
}

// completed puts the text of its page in the place of an item's summary.
func (s *Service) completed(ctx context.Context, f news.Subscription, item *news.Article) (problem string) {
	answer, err := s.Web.Get(ctx, Question{Address: item.URL, Why: "page", Accept: "text/html, application/xhtml+xml", Max: maxPage, Private: f.Private})
	if err == nil {
		err = answer.Problem
	}
	var page news.Article
	if err == nil {
		page, err = s.Reader.Page(ctx, answer.Body, answer.ContentType, answer.Address)
	}
	if err != nil {
		return fmt.Sprintf("“%.100s” could not be completed: %s", item.Title, sentence(err))
	}
	if utf8.RuneCountInString(page.Body) <= utf8.RuneCountInString(item.Body) {
		return ""
	}
	if item.Standfirst == "" {
		item.Standfirst = page.Standfirst
	}
	item.Body, item.BodyFormat = page.Body, page.BodyFormat
	if item.Lead == nil {
		item.Lead = page.Lead
	}
	if len(item.Authors) == 0 {
		item.Authors = page.Authors
	}
	return ""
}

// well notes an answer that was read.
func (s *Service) well(before news.Asked, answer Answer, every time.Duration) news.Asked {
	now := s.Clock()
	a := news.Asked{ETag: answer.ETag, LastModified: answer.LastModified, Sum: before.Sum, Checked: now, Changed: before.Changed, Next: now.Add(every)}
	if answer.Status == http.StatusNotModified { // it need not say them again (RFC 9110, 15.4.5)
		a.ETag, a.LastModified = cmp.Or(a.ETag, before.ETag), cmp.Or(a.LastModified, before.LastModified)
	} else {
		a.Sum = sumOf(answer.Body)
	}
	if answer.RetryAfter.After(a.Next) {
		a.Next = answer.RetryAfter
	}
	return a
}

// failed notes an answer that was none, and puts the next question off.
func (s *Service) failed(before news.Asked, problem string, retry time.Time) news.Asked {
	a := before
	a.Checked, a.Problem, a.Failures = s.Clock(), problem, before.Failures+1
	wait := firstWait << min(before.Failures, 7)
	a.Next = a.Checked.Add(min(wait, lastWait))
	if retry.After(a.Next) {
		a.Next = retry
	}
	return a
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// sentence gives what may be told of an error.
func sentence(err error) string {
	var known *news.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return "It could not be read."
}

// refresh collects what feeds gave.
type refresh struct {
	*Service
	every   time.Duration
	report  Report
	waiting []result
	bytes   int
}

// put notes a feed's answer; what is new waits until there is enough to be brought
// in together.
func (r *refresh) put(ctx context.Context, got result) error {
	if got.asked.Problem != "" {
		r.report.Failed++
		r.report.Problems = append(r.report.Problems, Problem{got.feed.ID, got.feed.Title, got.asked.Problem, true})
	} else if next := got.asked.Checked.Add(r.every); next.After(got.asked.Next) {
		got.asked.Next = next
	}
	if !got.fresh || got.asked.Problem != "" {
		if got.asked.Problem == "" {
			r.report.Unchanged++
		}
		if ctx.Err() != nil { // being stopped is no fault of the feed's
			return ctx.Err()
		}
		return r.Feeds.NoteAsked(ctx, got.feed.ID, got.asked, got.moved)
	}
	for _, problem := range got.arrival.Problems {
		r.report.Problems = append(r.report.Problems, Problem{got.feed.ID, got.feed.Title, problem, false})
	}
	r.waiting = append(r.waiting, got)
	for i := range got.arrival.Items {
		r.bytes += len(got.arrival.Items[i].Body)
	}
	if r.bytes < heldBytes {
		return nil
	}
	return r.bring(ctx)
}

// bring imports what waits, and only then notes that it came.
func (r *refresh) bring(ctx context.Context) error {
	if len(r.waiting) == 0 {
		return nil
	}
	list := make([]Arrival, len(r.waiting))
	label := r.waiting[0].feed.Title
	for i, got := range r.waiting {
		list[i] = got.arrival
		list[i].Problems = nil // they are told with the feed
	}
	if len(list) > 1 {
		label = fmt.Sprintf("%d feeds", len(list))
	}
	done, err := r.Arrivals.Bring(ctx, label, list)
	if err != nil {
		return err
	}
	for _, problem := range done.Problems {
		r.report.Problems = append(r.report.Problems, Problem{Title: problem.Where, Message: problem.Message})
	}
	if r.report.Added, r.report.Updated = r.report.Added+done.Added, r.report.Updated+done.Updated; done.Added+done.Updated > 0 {
		r.report.Imports = append(r.report.Imports, done.ID)
	} else {
		r.report.Unchanged += len(r.waiting)
	}
	for _, got := range r.waiting {
		if err := r.Feeds.NoteAsked(ctx, got.feed.ID, got.asked, got.moved); err != nil {
			return err
		}
	}
	if done.Added+done.Updated > 0 {
		err = r.illustrate(ctx)
	}
	r.waiting, r.bytes = nil, 0
	return err
}

// illustrate fetches the pictures of the feeds that wait, where the person said
// so. What does not come is told and is no failure of the feed's.
func (r *refresh) illustrate(ctx context.Context) error {
	for _, got := range r.waiting {
		if !got.feed.Pictures {
			continue
		}
		p, err := r.Service.Pictures.Fetch(ctx, got.feed)
		if err != nil {
			return err
		}
		r.report.Pictures += p.Fetched
		for _, problem := range p.Problems {
			r.report.Problems = append(r.report.Problems, Problem{got.feed.ID, got.feed.Title, problem, false})
		}
	}
	return nil
}
