package subscription

import (
	"context"
	"slices"
	"strings"

	"broadsheet/internal/news"
)

// Wish is a subscription that somebody wants.
type Wish struct {
	Address string // of the feed, or of a page that names some
	Folder  string
	Private bool
	// Pictures: the pictures of its articles are fetched with them.
	Pictures bool
	First    bool // of several feeds that a page names the first is taken
}

// Added is what came of a wish.
type Added struct {
	Subscription news.Subscription
	Here         bool   // it was there already
	Choices      []Link // the feeds to choose from: nothing was added; with First, those that were not taken
	Import       news.Import
	Pictures     Pictures
}

// maxTries is how many of the feeds that a page names are asked before it is
// given up.
const maxTries = 4

// Add asks an address, subscribes to the feed that stands there or that the page
// there names, and brings in what it holds.
func (s *Service) Add(ctx context.Context, w Wish) (Added, error) {
	answer, err := s.open(ctx, w, w.Address)
	if err != nil {
		return Added{}, err
	}
	feed, err := s.Reader.Feed(ctx, answer.Body, answer.ContentType, answer.Address)
	if err == nil {
		return s.subscribe(ctx, w, w.Address, answer, feed)
	}
	links := s.Reader.Links(answer.Body, answer.ContentType, answer.Address)
	named := slices.DeleteFunc(slices.Clone(links), func(l Link) bool { return l.Guess })
	if len(named) > 1 && !w.First {
		return Added{Choices: named}, nil
	}
	for i, link := range links[:min(len(links), maxTries)] {
		answer, err := s.open(ctx, w, link.Address)
		if err != nil {
			continue
		}
		if feed, err := s.Reader.Feed(ctx, answer.Body, answer.ContentType, answer.Address); err == nil {
			added, err := s.subscribe(ctx, w, link.Address, answer, feed)
			added.Choices = slices.DeleteFunc(named, func(l Link) bool { return l == links[i] })
			return added, err
		}
	}
	return Added{}, news.Errorf(news.CodeUnsupported, "address", "There is no feed at %s, and the page names none that can be read; look on the page for an address that ends in “feed”, “rss” or “atom”.", answer.Address)
}

func (s *Service) open(ctx context.Context, w Wish, address string) (Answer, error) {
	answer, err := s.Web.Get(ctx, Question{Address: address, Why: "feed", Accept: accepted, Max: maxFeed, Private: w.Private})
	if err == nil {
		err = answer.Problem
	}
	return answer, err
}

func (s *Service) subscribe(ctx context.Context, w Wish, from string, answer Answer, feed Feed) (Added, error) {
	address := answer.Address
	if answer.Moved == "" && strings.HasPrefix(from, "http") {
		address = from // where it leads for now may change
	}
	kept, added, err := s.Feeds.AddSubscription(ctx, news.Subscription{Address: address, Title: feed.Title, Site: feed.Site, Folder: w.Folder, Private: w.Private, Pictures: w.Pictures})
	if err != nil {
		return Added{}, err
	}
	out := Added{Subscription: kept, Here: !added}
	arrival, asked := s.take(ctx, kept, answer, feed)
	if out.Import, err = s.Arrivals.Bring(ctx, kept.Title, []Arrival{arrival}); err != nil {
		return out, err
	}
	if err := s.Feeds.NoteAsked(ctx, kept.ID, asked, ""); err != nil {
		return out, err
	}
	out.Subscription.Asked = asked
	if kept.Pictures {
		out.Pictures, err = s.Pictures.Fetch(ctx, kept)
	}
	return out, err
}
