// Package front is the editor's hand on the front page: which articles and topics
// stand in its slots, the states that it was in, and bringing one of them back. What
// a reader sees of it is package reading's.
package front

import (
	"context"
	"slices"
	"strings"
	"time"

	"broadsheet/internal/news"
)

// MaxItems is how many items a slot holds at most.
const MaxItems = 100

// Store keeps the front page. Changes can be undone by their entry in the journal, 0
// where nothing changed.
type Store interface {
	Front(ctx context.Context, at time.Time) (news.Front, error)
	SetSlot(ctx context.Context, slot string, items []news.SlotItem) (entry int64, err error)
	FrontHistory(ctx context.Context, before int64, limit int) ([]news.FrontRevision, error)
	RestoreFront(ctx context.Context, revision int64) (entry int64, err error)
}

// Service arranges the front page.
type Service struct {
	store Store
}

// New makes the service.
func New(s Store) *Service { return &Service{s} }

// Set puts articles, by their ids, into a slot, or topics, by their slugs, into
// that of the topics in focus; none: it is cleared. What stood there before keeps its
// own headline, kicker and picture. CodeInvalid: there is no such slot, or an item is
// named twice; CodeNotFound: one is not in the library.
func (s *Service) Set(ctx context.Context, slot string, ids []string) (entry int64, err error) {
	if !slices.Contains(news.Slots(), slot) {
		return 0, news.Errorf(news.CodeInvalid, "slot", "The front page has no slot %q; it has %s.", slot, strings.Join(news.Slots(), ", "))
	}
	if len(ids) > MaxItems {
		return 0, news.Errorf(news.CodeLimit, "ids", "A slot holds at most %d items.", MaxItems)
	}
	now, err := s.store.Front(ctx, time.Time{})
	if err != nil {
		return 0, err
	}
	items := make([]news.SlotItem, 0, len(ids))
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return 0, news.Errorf(news.CodeInvalid, "ids", "%q is named twice; nothing was changed.", id)
		}
		item := news.SlotItem{ID: id}
		if at := slices.IndexFunc(now.Slots[slot], func(held news.SlotItem) bool { return held.ID == id }); at >= 0 {
			item = now.Slots[slot][at]
		}
		items = append(items, item)
	}
	return s.store.SetSlot(ctx, slot, items)
}

// History lists the states that the front page was in, the newest first: at most limit
// (0: 50), below a revision where before is not 0.
func (s *Service) History(ctx context.Context, before int64, limit int) ([]news.FrontRevision, error) {
	return s.store.FrontHistory(ctx, before, limit)
}

// Restore brings the whole page back as it was at a revision. CodeNotFound: there
// is none of that number.
func (s *Service) Restore(ctx context.Context, revision int64) (entry int64, err error) {
	return s.store.RestoreFront(ctx, revision)
}
