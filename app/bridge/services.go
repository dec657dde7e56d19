package bridge

import (
	"context"
	"time"

	"broadsheet/internal/annotation"
	"broadsheet/internal/collection"
	"broadsheet/internal/desk"
	"broadsheet/internal/discussion"
	"broadsheet/internal/front"
	"broadsheet/internal/mediadesk"
	"broadsheet/internal/publication"
	"broadsheet/internal/reading"
	"broadsheet/internal/rules"
	"broadsheet/internal/search"
	"broadsheet/internal/standing"
	"broadsheet/internal/subscription"
	"broadsheet/internal/topics"
	"broadsheet/internal/trail"
	"broadsheet/internal/watch"
	"broadsheet/internal/wording"
)

// Parts are what the areas call. All fields are required.
type Parts struct {
	Core          *Core
	Stored        Stored
	Addresses     Addresses
	Reading       *reading.Service
	Topics        *topics.Service
	TopicsDesk    *topics.Desk
	Search        *search.Service
	Standing      *standing.Service
	Trail         *trail.Service
	Discussion    *discussion.Service
	Highlights    *annotation.Service
	Publication   *publication.Service
	Subscriptions *subscription.Service
	Newsstand     Newsstand
	Darkroom      Darkroom
	Rules         *rules.Service
	Rulebook      Rulebook
	Front         *front.Service
	Collections   *collection.Service
	Indexed       func(context.Context) error // waits until the index has taken in all there is
	Newsroom      *desk.Service
	Copydesk      Copydesk
	Wording       *wording.Service
	Shelf         Shelf
	MediaDesk     *mediadesk.Service
	MediaChanges  MediaDesk
	Appendix      Appendix
	Watched       *watch.Service
	Lookout       Lookout
	WatchEvery    time.Duration // between two looks into watched folders
	Catalogue     Catalogue
	Keeper        Keeper
	Chronicle     Chronicle
	Worker        Worker
	Gate          Gate
	Ledger        Ledger
	Desktop       Desktop
	Version       string
	Window        bool // the face is a real window
}

// Services makes the areas: the one list of what a face may call.
func Services(p Parts) []any {
	s := &shared{core: p.Core, stored: p.Stored, addresses: p.Addresses, trail: p.Trail}
	s.zone = func(ctx context.Context) *time.Location {
		record, err := p.Publication.Get(ctx)
		if err != nil {
			return time.UTC
		}
		return record.Zone()
	}
	articles := &Articles{shared: s, reading: p.Reading, front: p.Front}
	library := &Library{shared: s, keeper: p.Keeper, catalogue: p.Catalogue, topics: p.Topics, discussion: p.Discussion, publication: p.Publication, ledger: p.Ledger, version: p.Version, window: p.Window}
	return []any{
		articles,
		&Topics{shared: s, topics: p.Topics, desk: p.TopicsDesk, articles: articles},
		&Tags{shared: s, topics: p.Topics, desk: p.TopicsDesk, articles: articles},
		&Search{shared: s, search: p.Search, desktop: p.Desktop},
		&Wording{shared: s, wording: p.Wording, search: p.Search, reading: p.Reading, copydesk: p.Copydesk, desk: p.Newsroom},
		&Collections{shared: s, collections: p.Collections, search: p.Search, reading: p.Reading, indexed: p.Indexed},
		&Saved{shared: s, standing: p.Standing},
		&Sessions{shared: s, appendix: p.Appendix},
		&Comments{shared: s, discussion: p.Discussion, desktop: p.Desktop},
		&Highlights{shared: s, marks: p.Highlights, desktop: p.Desktop},
		library,
		&Jobs{shared: s, worker: p.Worker},
		&Imports{shared: s, gate: p.Gate},
		&Exports{shared: s, gate: p.Gate},
		&Feeds{shared: s, subscriptions: p.Subscriptions, stand: p.Newsstand, desktop: p.Desktop},
		&Pictures{shared: s, darkroom: p.Darkroom},
		&Rules{shared: s, rules: p.Rules, book: p.Rulebook},
		&Watch{shared: s, folders: p.Watched, lookout: p.Lookout, every: int(p.WatchEvery / time.Second)},
		&Drafts{shared: s, desk: p.Newsroom, copydesk: p.Copydesk, desktop: p.Desktop},
		&Media{shared: s, shelf: p.Shelf, desk: p.MediaDesk, change: p.MediaChanges},
		&Desk{shared: s, front: p.Front, reading: p.Reading},
		&History{shared: s, chronicle: p.Chronicle},
		&Settings{shared: s, desktop: p.Desktop},
		&System{shared: s, desktop: p.Desktop, ledger: p.Ledger, library: library, reading: p.Reading},
	}
}
