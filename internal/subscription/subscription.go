// Package subscription asks feeds for what is new, for the person who subscribed
// to them.
//
// It asks only when it was told to: by hand, or on a schedule that the person
// switched on. It asks for what has changed alone, comes back when the host says
// so and later each time that something went wrong, and says of each feed in a
// sentence what went wrong and what to do. What a feed no longer holds stays in
// the library, and what somebody removed does not come back. It knows neither
// the network nor the formats nor the store: each is an interface below.
package subscription

import (
	"context"
	"strconv"
	"time"

	"broadsheet/internal/news"
)

// Feeds keeps the subscriptions.
type Feeds interface {
	Subscriptions(context.Context) ([]news.Subscription, error)
	Subscription(ctx context.Context, id string) (news.Subscription, error)
	// AddSubscription gives the subscription as it is kept; added is false where
	// it was there.
	AddSubscription(ctx context.Context, s news.Subscription) (kept news.Subscription, added bool, err error)
	// NoteAsked writes down what came of asking, and where the feed has moved.
	NoteAsked(ctx context.Context, id string, a news.Asked, moved string) error
}

// Editor changes subscriptions; each change can be undone by its entry in the
// journal, 0 where nothing changed.
type Editor interface {
	SetSubscription(ctx context.Context, s news.Subscription) (entry int64, err error)
	RemoveSubscription(ctx context.Context, id string) (entry int64, err error)
}

// Settings keeps the library's settings; one that was never set is empty.
type Settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Web is the way to the network.
type Web interface {
	Get(context.Context, Question) (Answer, error)
}

// Question asks for what stands at an address.
type Question struct {
	Address, Why, Accept string
	ETag, LastModified   string // of the last answer
	Max                  int64  // bytes of the answer
	Private              bool   // the host may be on the person's own network
}

// Answer is what came, of any status of HTTP.
type Answer struct {
	Status             int
	Address            string // where it came from, after redirects
	Moved              string // where the address has moved for good
	ContentType        string
	ETag, LastModified string
	RetryAfter         time.Time // zero: the host does not say
	Body               []byte    // with status 200
	// Problem says of an answer that brought nothing what it means, as a
	// news.Error; nil with the status 200.
	Problem error
}

// Reader reads what came. Its methods are pure functions of the bytes.
type Reader interface {
	// Feed reads a feed; an error says that it is none.
	Feed(ctx context.Context, content []byte, contentType, address string) (Feed, error)
	// Links finds the feeds that a page names, the likeliest first.
	Links(content []byte, contentType, address string) []Link
	// Page reads the article of a page.
	Page(ctx context.Context, content []byte, contentType, address string) (news.Article, error)
}

// Feed is a feed that was read.
type Feed struct {
	Title string
	Site  string        // address of the page that it belongs to
	Every time.Duration // how often it is worth asking; 0: it does not say
	Items []news.Article
	// Problems say what was altered or left out, a sentence each.
	Problems []string
}

// Link is a feed that a page names.
type Link struct {
	Address string
	Title   string
	Guess   bool // the page does not name it; sites often have theirs there
}

// Arrivals brings items in.
type Arrivals interface {
	// Held tells of items of a source whether they are here, in their order.
	Held(ctx context.Context, source string, items []news.Article) ([]news.Held, error)
	// Bring imports items of several sources as one import, which leaves no trace
	// where nothing of it is new.
	Bring(ctx context.Context, label string, list []Arrival) (news.Import, error)
}

// Arrival is what came from one source.
type Arrival struct {
	Source   string
	Items    []news.Article
	Problems []string
}

// Albums fetch the pictures of what came from a feed.
type Albums interface {
	// Fetch asks for the pictures that the articles of a subscription name and
	// that are not here.
	Fetch(context.Context, news.Subscription) (Pictures, error)
}

// Pictures is what came of fetching pictures.
type Pictures struct {
	Fetched, Failed int
	Problems        []string // a sentence each
}

// Needs are what the service is made of. All are required.
type Needs struct {
	Feeds    Feeds
	Editor   Editor
	Settings Settings
	Web      Web
	Reader   Reader
	Arrivals Arrivals
	Pictures Albums
	Clock    news.Clock
}

// Service is the subscriptions of one library. It is safe for many goroutines.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

// List gives the subscriptions by folder and title.
func (s *Service) List(ctx context.Context) ([]news.Subscription, error) {
	return s.Feeds.Subscriptions(ctx)
}

// Get gives one subscription.
func (s *Service) Get(ctx context.Context, id string) (news.Subscription, error) {
	return s.Feeds.Subscription(ctx, id)
}

// Set changes what a person says of a subscription.
func (s *Service) Set(ctx context.Context, changed news.Subscription) (entry int64, err error) {
	return s.Editor.SetSubscription(ctx, changed)
}

// Remove ends a subscription; its articles stay.
func (s *Service) Remove(ctx context.Context, id string) (entry int64, err error) {
	return s.Editor.RemoveSubscription(ctx, id)
}

// everyKey is the setting that holds the schedule, in minutes.
const everyKey = "subscriptions.every"

// Bounds of a schedule.
const (
	soonest = 15 * time.Minute
	latest  = 7 * 24 * time.Hour
)

// Every gives how often feeds are asked by themselves; 0: they are not, which is
// so until somebody switches it on.
func (s *Service) Every(ctx context.Context) (time.Duration, error) {
	text, err := s.Settings.Setting(ctx, everyKey)
	if err != nil || text == "" {
		return 0, err
	}
	minutes, err := strconv.Atoi(text)
	if err != nil || minutes <= 0 {
		return 0, nil // what cannot be read asks for nothing
	}
	return min(max(time.Duration(minutes)*time.Minute, soonest), latest), nil
}

// SetEvery sets how often feeds are asked by themselves; 0 switches it off.
func (s *Service) SetEvery(ctx context.Context, every time.Duration) error {
	if every != 0 && (every < soonest || every > latest) {
		return news.Errorf(news.CodeInvalid, "every", "Feeds are asked every 15 minutes at the most and once a week at the least.")
	}
	text := ""
	if every > 0 {
		text = strconv.Itoa(int(every / time.Minute))
	}
	return s.Settings.SetSetting(ctx, everyKey, text)
}

// Due gives the feeds that the schedule asks now; none where it is off.
func (s *Service) Due(ctx context.Context) ([]string, error) {
	every, err := s.Every(ctx)
	if err != nil || every == 0 {
		return nil, err
	}
	list, err := s.Feeds.Subscriptions(ctx)
	var due []string
	for _, f := range list {
		if !f.Asked.Gone && !f.Asked.Next.After(s.Clock()) {
			due = append(due, f.ID)
		}
	}
	return due, err
}
