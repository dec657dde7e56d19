package bridge

import (
	"context"
	"time"

	"broadsheet/internal/news"
	"broadsheet/internal/subscription"
)

// Newsstand asks feeds, as jobs.
type Newsstand interface {
	// Subscribe's job gives a FeedAdded.
	Subscribe(FeedWish) (job string, err error)
	// Refresh's job gives a FeedReport; no ids: all.
	Refresh(ids []string) (job string, err error)
	// OPML gives the subscriptions as a file for other readers of feeds.
	OPML(context.Context) (string, error)
}

// Subscription is a feed that articles come from.
type Subscription struct {
	ID       string `json:"id"`
	Address  string `json:"address"`
	Title    string `json:"title"`
	Site     string `json:"site"`
	Folder   string `json:"folder"`
	Source   string `json:"source"`
	Complete bool   `json:"complete"` // summaries are completed from the page
	Private  bool   `json:"private"`  // it may be on the person's own network
	Pictures bool   `json:"pictures"` // the pictures of its articles are fetched with them
	Checked  string `json:"checked"`  // RFC 3339; empty: never
	Changed  string `json:"changed"`
	Next     string `json:"next"`
	Failures int    `json:"failures"`
	Problem  string `json:"problem"` // a sentence; empty: it went well
	Gone     bool   `json:"gone"`
}

// FeedsResult lists the subscriptions by folder and title.
type FeedsResult struct {
	Subscriptions []Subscription `json:"subscriptions"`
	Every         int            `json:"every"` // minutes between two askings; 0: only by hand
}

// FeedWish is a subscription that somebody wants.
type FeedWish struct {
	Address  string `json:"address"` // of the feed, or of a page that names it
	Folder   string `json:"folder,omitempty"`
	Private  bool   `json:"private,omitempty"`
	Pictures bool   `json:"pictures,omitempty"` // fetch the pictures of its articles with them
	First    bool   `json:"first,omitempty"`    // of several feeds the first is taken
}

// FeedLink is a feed that a page names.
type FeedLink struct {
	Address string `json:"address"`
	Title   string `json:"title"`
}

// FeedAdded is what came of a wish.
type FeedAdded struct {
	Subscription *Subscription `json:"subscription"` // nil: there are several to choose from
	Here         bool          `json:"here"`         // it was there already
	Choices      []FeedLink    `json:"choices"`
	Added        int           `json:"added"` // articles
	Import       string        `json:"import"`
}

// FeedReport is what came of asking feeds.
type FeedReport struct {
	Asked     int           `json:"asked"`
	Unchanged int           `json:"unchanged"`
	Failed    int           `json:"failed"`
	Added     int           `json:"added"`
	Updated   int           `json:"updated"`
	Pictures  int           `json:"pictures"` // that were fetched
	Imports   []string      `json:"imports"`
	Problems  []FeedProblem `json:"problems"`
}

// FeedProblem is what went wrong with a feed, or was left out of it.
type FeedProblem struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Message string `json:"message"`
	Failed  bool   `json:"failed"` // nothing of it was read
}

// FeedChange changes what is said of a subscription; what is absent stays.
type FeedChange struct {
	ID       string  `json:"id"`
	Address  *string `json:"address,omitempty"`
	Title    *string `json:"title,omitempty"`
	Folder   *string `json:"folder,omitempty"`
	Complete *bool   `json:"complete,omitempty"`
	Private  *bool   `json:"private,omitempty"`
	Pictures *bool   `json:"pictures,omitempty"`
}

// FeedsRequest names subscriptions; none: all.
type FeedsRequest struct {
	IDs []string `json:"ids"`
}

// FeedSchedule is how often feeds are asked by themselves.
type FeedSchedule struct {
	Every int `json:"every"` // minutes; 0: only by hand
}

// OPMLResult is the list of subscriptions for other readers of feeds.
type OPMLResult struct {
	OPML string `json:"opml"`
}

// Feeds are the calls about subscriptions.
type Feeds struct {
	*shared
	subscriptions *subscription.Service
	stand         Newsstand
	desktop       Desktop
}

// List gives the subscriptions.
func (f *Feeds) List(Nothing) (FeedsResult, error) {
	return call(f.core, Call{}, func(ctx context.Context) (FeedsResult, error) {
		list, err := f.subscriptions.List(ctx)
		if err != nil {
			return FeedsResult{}, err
		}
		every, err := f.subscriptions.Every(ctx)
		out := FeedsResult{Subscriptions: []Subscription{}, Every: int(every / time.Minute)}
		for _, s := range list {
			out.Subscriptions = append(out.Subscriptions, AsSubscription(s))
		}
		return out, err
	})
}

// AsSubscription gives a subscription as it crosses.
func AsSubscription(s news.Subscription) Subscription {
	return Subscription{
		ID: s.ID, Address: s.Address, Title: s.Title, Site: s.Site, Folder: s.Folder, Source: s.Source, Complete: s.Complete, Private: s.Private, Pictures: s.Pictures,
		Checked: stamp(s.Asked.Checked), Changed: stamp(s.Asked.Changed), Next: stamp(s.Asked.Next),
		Failures: s.Asked.Failures, Problem: s.Asked.Problem, Gone: s.Asked.Gone,
	}
}

// Add subscribes to the feed at an address; the job's result is a FeedAdded.
func (f *Feeds) Add(req FeedWish) (JobStarted, error) {
	return call(f.core, Call{}, func(context.Context) (JobStarted, error) {
		id, err := f.stand.Subscribe(req)
		return JobStarted{Job: id}, err
	})
}

// Refresh asks feeds for what is new; the job's result is a FeedReport.
func (f *Feeds) Refresh(req FeedsRequest) (JobStarted, error) {
	return call(f.core, Call{}, func(context.Context) (JobStarted, error) {
		id, err := f.stand.Refresh(req.IDs)
		return JobStarted{Job: id}, err
	})
}

// Set changes a subscription. Can be undone.
func (f *Feeds) Set(req FeedChange) (EntryResult, error) {
	return call(f.core, Call{}, func(ctx context.Context) (EntryResult, error) {
		s, err := f.subscriptions.Get(ctx, req.ID)
		if err != nil {
			return EntryResult{}, err
		}
		put(&s.Address, req.Address)
		put(&s.Title, req.Title)
		put(&s.Folder, req.Folder)
		put(&s.Complete, req.Complete)
		put(&s.Private, req.Private)
		put(&s.Pictures, req.Pictures)
		entry, err := f.subscriptions.Set(ctx, s)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

func put[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// Remove ends a subscription; its articles stay. Can be undone.
func (f *Feeds) Remove(req IDRequest) (EntryResult, error) {
	return call(f.core, req.Call, func(ctx context.Context) (EntryResult, error) {
		entry, err := f.subscriptions.Remove(ctx, req.ID)
		return EntryResult{Entry: entryID(entry)}, err
	})
}

// Schedule sets how often feeds are asked by themselves.
func (f *Feeds) Schedule(req FeedSchedule) (Nothing, error) {
	return call(f.core, Call{}, func(ctx context.Context) (Nothing, error) {
		return Nothing{}, f.subscriptions.SetEvery(ctx, time.Duration(req.Every)*time.Minute)
	})
}

// Export gives the subscriptions as OPML.
func (f *Feeds) Export(Nothing) (OPMLResult, error) {
	return call(f.core, Call{}, func(ctx context.Context) (OPMLResult, error) {
		text, err := f.stand.OPML(ctx)
		return OPMLResult{OPML: text}, err
	})
}

// Save writes the subscriptions as OPML into the person's folder of downloads.
func (f *Feeds) Save(Nothing) (SavedResult, error) {
	return call(f.core, Call{}, func(ctx context.Context) (SavedResult, error) {
		text, err := f.stand.OPML(ctx)
		if err != nil {
			return SavedResult{}, err
		}
		path, err := f.desktop.SaveDownload("subscriptions.opml", []byte(text))
		return SavedResult{Path: path}, err
	})
}
