package app

import (
	"context"
	"time"

	"broadsheet/app/bridge"
	"broadsheet/internal/search"
	"broadsheet/internal/standing"
)

// newStanding joins the saved searches to the store and to the index.
func newStanding(p *Program, searcher *search.Service) *standing.Service {
	return standing.New(standing.Needs{Store: p.library.Store, Index: p.library.Index, Search: searcher, CatchUp: p.settledIndex})
}

// catchUp is how long a count waits for an index that lags behind.
const catchUp = 2 * time.Second

// settledIndex waits a moment for the index, and tells whether it holds what is committed.
func (p *Program) settledIndex(ctx context.Context) (bool, error) {
	if p.library.Follower == nil {
		return false, nil
	}
	short, cancel := context.WithTimeout(ctx, catchUp)
	defer cancel()
	if err := p.caughtUp(short); err != nil && short.Err() == nil {
		return false, err
	}
	return short.Err() == nil, ctx.Err()
}

// stir has the saved searches counted soon.
func (p *Program) stir() {
	select {
	case p.moved <- struct{}{}:
	default:
	}
}

// recountPause is how long changes gather before they are counted.
const recountPause = 300 * time.Millisecond

// recount counts what is new in saved searches, each time that articles changed, and
// tells the pages. Who wrote does not wait for it.
func (p *Program) recount(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.moved:
		}
		if wait(ctx, recountPause) != nil {
			return
		}
		moved, whole, err := p.standing.Renew(ctx)
		if err != nil && ctx.Err() == nil {
			p.log.Warn("saved searches were not counted", "err", err)
		}
		if err == nil && !whole && p.library.Follower != nil {
			p.stir() // the index goes on
		}
		if moved {
			p.hub.Send(bridge.Event{Event: bridge.EventSaved})
		}
	}
}
