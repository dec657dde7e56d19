package subscription_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/news"
	"broadsheet/internal/subscription"
)

// world stands for all that the service needs: a store, the web and the formats.
// A feed is text: a title, then an item a line, "id words of the text".
type world struct {
	mu       sync.Mutex
	now      time.Time
	feeds    map[string]news.Subscription
	settings map[string]string
	web      map[string]subscription.Answer
	down     map[string]error
	asked    []subscription.Question
	held     map[string]news.Held // by source and id
	brought  [][]subscription.Arrival
	pictured []string // titles of the feeds whose pictures were fetched
}

// album fetches two pictures of a feed, and a third that does not come.
type album struct{ *world }

func (a album) Fetch(_ context.Context, s news.Subscription) (subscription.Pictures, error) {
	a.pictured = append(a.pictured, s.Title)
	return subscription.Pictures{Fetched: 2, Failed: 1, Problems: []string{"There is nothing at p."}}, nil
}

func newWorld() *world {
	return &world{
		now: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC), feeds: map[string]news.Subscription{}, settings: map[string]string{},
		web: map[string]subscription.Answer{}, down: map[string]error{}, held: map[string]news.Held{},
	}
}

func (w *world) service() *subscription.Service {
	return subscription.New(subscription.Needs{Feeds: w, Editor: w, Settings: w, Web: w, Reader: reader{}, Arrivals: w, Pictures: album{w}, Clock: func() time.Time { return w.now }})
}

func (w *world) Subscriptions(context.Context) ([]news.Subscription, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.SortedFunc(maps.Values(w.feeds), func(a, b news.Subscription) int { return strings.Compare(a.ID, b.ID) }), nil
}

func (w *world) Subscription(_ context.Context, id string) (news.Subscription, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, found := w.feeds[id]
	if !found {
		return s, news.NotFound("subscription", id)
	}
	return s, nil
}

func (w *world) AddSubscription(_ context.Context, s news.Subscription) (news.Subscription, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, here := range w.feeds {
		if here.Address == s.Address {
			return here, false, nil
		}
	}
	s.ID, s.Source = fmt.Sprintf("f%d", len(w.feeds)+1), s.Title
	w.feeds[s.ID] = s
	return s, true, nil
}

func (w *world) NoteAsked(_ context.Context, id string, a news.Asked, moved string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.feeds[id]
	if s.Asked = a; moved != "" {
		s.Address = moved
	}
	w.feeds[id] = s
	return nil
}

func (w *world) SetSubscription(context.Context, news.Subscription) (int64, error) { return 0, nil }
func (w *world) RemoveSubscription(context.Context, string) (int64, error)         { return 0, nil }
func (w *world) Setting(_ context.Context, key string) (string, error)             { return w.settings[key], nil }
func (w *world) SetSetting(_ context.Context, key, value string) error {
	w.settings[key] = value
	return nil
}

func (w *world) Get(ctx context.Context, q subscription.Question) (subscription.Answer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, q)
	if err := firstOf(ctx.Err(), w.down[q.Address]); err != nil {
		return subscription.Answer{}, err
	}
	a, found := w.web[q.Address]
	if !found {
		return bad(404, "There is nothing."), nil
	}
	if a.Status == 0 {
		a.Status = 200
	}
	if a.ETag != "" && a.ETag == q.ETag {
		return subscription.Answer{Status: 304, Address: q.Address, Moved: a.Moved}, nil
	}
	if a.Address == "" {
		a.Address = q.Address
	}
	return a, nil
}

func (w *world) Held(_ context.Context, source string, items []news.Article) ([]news.Held, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := make([]news.Held, len(items))
	for i, item := range items {
		out[i] = w.held[source+" "+item.ID]
	}
	return out, nil
}

func (w *world) Bring(_ context.Context, label string, list []subscription.Arrival) (news.Import, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	report := news.Import{ID: fmt.Sprintf("i%d", len(w.brought)+1), Label: label}
	for _, a := range list {
		for _, item := range a.Items {
			key := a.Source + " " + item.ID
			if w.held[key].Known {
				report.Unchanged++
				continue
			}
			w.held[key] = news.Held{Known: true, Updated: item.Updated}
			report.Added++
		}
	}
	w.brought = append(w.brought, list)
	return report, nil
}

func (w *world) put(address, body, etag string) {
	w.web[address] = subscription.Answer{Body: []byte(body), ETag: etag}
}

type reader struct{}

func (reader) Feed(_ context.Context, content []byte, _, _ string) (subscription.Feed, error) {
	title, rest, found := strings.Cut(string(content), "\n")
	if !found || strings.HasPrefix(title, "<") {
		return subscription.Feed{}, errors.New("no feed")
	}
	f := subscription.Feed{Title: title, Site: "https://site.example/"}
	for line := range strings.Lines(rest) {
		id, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		f.Items = append(f.Items, news.Article{ID: id, Title: "Title of " + id, Body: text, URL: "https://site.example/" + id})
	}
	return f, nil
}

func (reader) Links(content []byte, _, _ string) []subscription.Link {
	var links []subscription.Link
	for _, address := range strings.Fields(string(content))[1:] {
		links = append(links, subscription.Link{Address: address})
	}
	return links
}

func (reader) Page(_ context.Context, content []byte, _, _ string) (news.Article, error) {
	if len(content) == 0 {
		return news.Article{}, news.Errorf(news.CodeUnsupported, "page", "There is no article on this page.")
	}
	return news.Article{Body: string(content), BodyFormat: news.BodyHTML, Authors: []news.Author{{Name: "A"}}}, nil
}

func ids(list [][]subscription.Arrival) []string {
	out := []string{}
	for _, arrivals := range list {
		for _, a := range arrivals {
			for _, item := range a.Items {
				out = append(out, item.ID)
			}
		}
	}
	return out
}

func TestAFeedIsFoundWhereverOneLooks(t *testing.T) {
	const feed, other, page = "https://a.example/feed", "https://a.example/other", "https://a.example/"
	setUp := func() *world {
		w := newWorld()
		w.put(feed, "Paper\n1 one\n2 two", `"1"`)
		w.put(other, "Other\n3 three", "")
		return w
	}
	for _, c := range []struct {
		name    string
		page    string // what stands at page; empty: nothing
		wish    subscription.Wish
		address string // of what was added; empty: nothing was
		choices int
		code    news.Code
	}{
		{"the feed itself", "", subscription.Wish{Address: feed}, feed, 0, ""},
		{"a page with one", "<html> " + feed, subscription.Wish{Address: page}, feed, 0, ""},
		{"a page with two", "<html> " + feed + " " + other, subscription.Wish{Address: page}, "", 2, ""},
		{"the first of two", "<html> " + feed + " " + other, subscription.Wish{Address: page, First: true}, feed, 1, ""},
		{"the first that is one", "<html> https://a.example/gone " + other, subscription.Wish{Address: page, First: true}, other, 1, ""},
		{"a page with none", "<html>", subscription.Wish{Address: page}, "", 0, news.CodeUnsupported},
		{"nothing there", "", subscription.Wish{Address: page}, "", 0, news.CodeNetwork},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := setUp()
			if c.page != "" {
				w.put(page, c.page, "")
			}
			added, err := w.service().Add(t.Context(), c.wish)
			if news.CodeOf(err) != c.code && err != nil || c.code != "" && err == nil {
				t.Fatal(err)
			}
			if added.Subscription.Address != c.address || len(added.Choices) != c.choices || len(w.feeds) != atMostOne(c.address) {
				t.Errorf("%+v, %d feeds", added, len(w.feeds))
			}
			if c.address == feed && (added.Import.Added != 2 || w.feeds["f1"].Asked.ETag != `"1"` || w.feeds["f1"].Asked.Changed.IsZero()) {
				t.Errorf("%+v, %+v", added.Import, w.feeds["f1"].Asked)
			}
		})
	}
}

func atMostOne(address string) int {
	if address == "" {
		return 0
	}
	return 1
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestARefreshAsksForWhatChangedAlone(t *testing.T) {
	w := newWorld()
	s := w.service()
	const a, b = "https://a.example/feed", "https://b.example/feed"
	w.put(a, "A\n1 one", `"1"`)
	w.put(b, "B\n1 one", "") // says no sign: its sum tells
	for _, address := range []string{a, b} {
		if _, err := s.Add(t.Context(), subscription.Wish{Address: address}); err != nil {
			t.Fatal(err)
		}
	}
	w.asked, w.brought = nil, nil
	told := 0
	report, err := s.Refresh(t.Context(), nil, func(done, total int) { told, _ = done, total })
	if err != nil || report.Asked != 2 || report.Unchanged != 2 || len(w.brought) != 0 || told != 2 {
		t.Errorf("%+v, %v, %d brought", report, err, len(w.brought))
	}
	w.put(a, "A\n1 one\n2 two", `"2"`)
	w.held["A 3"] = news.Held{Removed: true}
	w.put(b, "B\n1 one\n2 two\n3 three", "")
	w.held["B 3"] = news.Held{Removed: true}
	report, err = s.Refresh(t.Context(), nil, nil)
	if err != nil || report.Added != 2 || report.Failed != 0 || len(report.Imports) != 1 || len(w.brought) != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	got := ids(w.brought)
	slices.Sort(got)
	if diff := cmp.Diff([]string{"1", "1", "2", "2"}, got); diff != "" { // not 3, which somebody removed
		t.Error(diff)
	}
}

// bad is an answer that brings nothing.
func bad(status int, why string) subscription.Answer {
	return subscription.Answer{Status: status, Problem: news.Errorf(news.CodeNetwork, "address", "%s", why)}
}

func TestWhatGoesWrongIsSaidAndPutOff(t *testing.T) {
	w := newWorld()
	s := w.service()
	later := w.now.Add(5 * time.Hour)
	busy := bad(429, "It wants no more requests for now.")
	busy.RetryAfter = later
	cases := map[string]struct {
		answer subscription.Answer
		down   error
		says   string
		next   time.Time
		gone   bool
	}{
		"https://down.example/":  {down: news.Errorf(news.CodeNetwork, "address", "There is no host down.example; look at the address."), says: "no host", next: w.now.Add(15 * time.Minute)},
		"https://gone.example/":  {answer: bad(410, "It is gone for good."), says: "gone for good. It is not asked for again", next: w.now.Add(15 * time.Minute), gone: true},
		"https://lost.example/":  {answer: bad(404, "There is nothing."), says: "There is nothing.", next: w.now.Add(15 * time.Minute)},
		"https://busy.example/":  {answer: busy, says: "no more requests", next: later},
		"https://ill.example/":   {answer: bad(500, "It has a fault of its own."), says: "a fault of its own", next: w.now.Add(15 * time.Minute)},
		"https://page.example/":  {answer: subscription.Answer{Status: 200, Body: []byte("<html> now a page")}, says: "no feed any more", next: w.now.Add(15 * time.Minute)},
		"https://fault.example/": {down: errors.New("a fault"), says: "could not be read", next: w.now.Add(15 * time.Minute)},
	}
	good := "https://good.example/"
	w.put(good, "Good\n1 one", "")
	for address, c := range cases {
		w.feeds[address] = news.Subscription{ID: address, Address: address, Title: address, Source: address, Asked: news.Asked{ETag: `"kept"`}}
		w.web[address], w.down[address] = c.answer, c.down
	}
	w.feeds[good] = news.Subscription{ID: good, Address: good, Title: "Good", Source: "Good", Asked: news.Asked{Failures: 3, Problem: "It failed."}}
	for address, c := range cases {
		if c.down == nil {
			delete(w.down, address)
		}
	}
	report, err := s.Refresh(t.Context(), nil, nil)
	if err != nil || report.Asked != len(cases)+1 || report.Failed != len(cases) || report.Added != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	for address, c := range cases {
		got := w.feeds[address].Asked
		if !strings.Contains(got.Problem, c.says) || !got.Next.Equal(c.next) || got.Gone != c.gone || got.Failures != 1 || got.ETag != `"kept"` {
			t.Errorf("%s: %+v", address, got)
		}
	}
	if got := w.feeds[good].Asked; got.Failures != 0 || got.Problem != "" {
		t.Errorf("%+v", got)
	}
	// Failing again doubles the wait, up to a day; what is gone is not asked.
	w.asked = nil
	for range 9 {
		if _, err := s.Refresh(t.Context(), nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.feeds["https://ill.example/"].Asked; got.Failures != 10 || !got.Next.Equal(w.now.Add(24*time.Hour)) {
		t.Errorf("%+v", got)
	}
	for _, q := range w.asked {
		if q.Address == "https://gone.example/" {
			t.Fatal("what is gone for good was asked for")
		}
	}
}

func TestAMoveIsFollowed(t *testing.T) {
	w := newWorld()
	w.feeds["f"] = news.Subscription{ID: "f", Address: "https://old.example/", Source: "S"}
	w.web["https://old.example/"] = subscription.Answer{Body: []byte("A\n1 one"), Address: "https://new.example/", Moved: "https://new.example/"}
	if _, err := w.service().Refresh(t.Context(), []string{"f"}, nil); err != nil || w.feeds["f"].Address != "https://new.example/" {
		t.Errorf("%+v, %v", w.feeds["f"], err)
	}
}

func TestSummariesAreCompletedFromTheirPages(t *testing.T) {
	w := newWorld()
	w.feeds["f"] = news.Subscription{ID: "f", Address: "https://a.example/feed", Source: "S", Complete: true}
	w.put("https://a.example/feed", "A\n1 short\n2 short\n3 short\n4 "+strings.Repeat("long ", 400), "")
	w.put("https://site.example/1", "<p>The whole text of the first.</p>", "")
	w.put("https://site.example/2", "", "")
	w.held["S 3"] = news.Held{Known: true}
	report, err := w.service().Refresh(t.Context(), nil, nil)
	if err != nil || report.Added != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	items := w.brought[0][0].Items
	if items[0].Body != "<p>The whole text of the first.</p>" || items[0].BodyFormat != news.BodyHTML || len(items[0].Authors) != 1 {
		t.Errorf("%+v", items[0])
	}
	if items[1].Body != "short" || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, "no article on this page") {
		t.Errorf("%+v, %+v", items[1], report.Problems)
	}
	if items[2].ID != "4" { // 3 is here: its summary must not take the place of its text
		t.Errorf("%+v", items[2])
	}
	pages := 0
	for _, q := range w.asked {
		if q.Why == "page" {
			pages++
		}
	}
	if pages != 2 {
		t.Errorf("%d pages were fetched", pages)
	}
}

func TestNothingIsDueUntilSomebodySaysSo(t *testing.T) {
	w := newWorld()
	s := w.service()
	w.feeds["a"] = news.Subscription{ID: "a"}
	w.feeds["b"] = news.Subscription{ID: "b", Asked: news.Asked{Next: w.now.Add(time.Hour)}}
	w.feeds["c"] = news.Subscription{ID: "c", Asked: news.Asked{Gone: true}}
	if due, err := s.Due(t.Context()); err != nil || len(due) != 0 {
		t.Errorf("%v, %v", due, err)
	}
	for _, wrong := range []time.Duration{time.Minute, -time.Hour, 30 * 24 * time.Hour} {
		if news.CodeOf(s.SetEvery(t.Context(), wrong)) != news.CodeInvalid {
			t.Errorf("%v is taken", wrong)
		}
	}
	if err := s.SetEvery(t.Context(), time.Hour); err != nil {
		t.Fatal(err)
	}
	if due, err := s.Due(t.Context()); err != nil || !slices.Equal(due, []string{"a"}) {
		t.Errorf("%v, %v", due, err)
	}
	if err := s.SetEvery(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if due, _ := s.Due(t.Context()); len(due) != 0 {
		t.Error(due)
	}
}

func TestAStoppedRefreshEndsAndBlamesNobody(t *testing.T) {
	w := newWorld()
	for i := range 20 {
		id := fmt.Sprint(i)
		w.feeds[id] = news.Subscription{ID: id, Address: "https://a.example/" + id}
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err := w.service().Refresh(ctx, nil, func(done, _ int) {
		if done == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	blamed := 0
	for _, f := range w.feeds {
		if strings.Contains(f.Asked.Problem, "could not be read") {
			blamed++
		}
	}
	if blamed > 0 {
		t.Errorf("%d feeds are blamed for it", blamed)
	}
}

func TestPicturesAreFetchedWhereThePersonSaidSo(t *testing.T) {
	w := newWorld()
	for id, pictures := range map[string]bool{"with": true, "without": false} {
		address := "https://" + id + ".example/feed"
		w.feeds[id] = news.Subscription{ID: id, Title: id, Address: address, Source: id, Pictures: pictures}
		w.web[address] = subscription.Answer{Body: []byte("Paper\none text of the first\n")}
	}
	report, err := w.service().Refresh(t.Context(), nil, nil)
	if err != nil || report.Added != 2 || report.Pictures != 2 || report.Failed != 0 || len(report.Problems) != 1 || report.Problems[0].Title != "with" {
		t.Errorf("%+v, %v", report, err)
	}
	if diff := cmp.Diff([]string{"with"}, w.pictured); diff != "" {
		t.Error(diff)
	}
	if _, err := w.service().Refresh(t.Context(), nil, nil); err != nil || len(w.pictured) != 1 {
		t.Errorf("nothing new, and pictures were asked for: %v, %v", w.pictured, err)
	}
}
