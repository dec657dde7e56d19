// Package front is the editor's hand on the front page: which articles and topics
// stand in its slots and under which words, the working copy in which that is tried,
// the states that the page was in, and bringing one of them back. What a reader sees
// of it is package reading's.
package front

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	FrontOf(ctx context.Context, revision int64) (news.Front, error)
	RestoreFront(ctx context.Context, revision int64) (entry int64, err error)
}

// Desk keeps the working copy of the front page.
type Desk interface {
	FrontCopy(context.Context) (news.FrontCopy, error)
	// ArrangeFront writes the copy, whose mark the caller knows.
	ArrangeFront(ctx context.Context, slots map[string][]news.SlotItem, mark string) (entry int64, err error)
	// PublishFront makes the copy what readers see; live is the revision that they had.
	PublishFront(ctx context.Context, live int64) (entry int64, err error)
	DiscardFront(ctx context.Context) (entry int64, err error)
	// ScheduleFront says when the copy is published; zero: by hand alone.
	ScheduleFront(ctx context.Context, live int64, at time.Time) (entry int64, err error)
	// DueFront is PublishFront for a copy that was due then: one that was put off or
	// called off meanwhile stays, with entry 0.
	DueFront(ctx context.Context, due time.Time, live int64) (entry int64, err error)
	// FailFront keeps why a copy that was due then could not be published; one that
	// was put off or called off meanwhile stays as it is.
	FailFront(ctx context.Context, due time.Time, why string) error
}

// Service arranges the front page.
type Service struct {
	store Store
	desk  Desk
	clock func() time.Time
}

// New makes the service.
func New(s Store, d Desk, clock func() time.Time) *Service { return &Service{s, d, clock} }

// Set puts articles, by their ids, into a slot, or topics, by their slugs, into
// that of the topics in focus; none: it is cleared. What stood there before keeps its
// own headline, kicker and picture. CodeInvalid: there is no such slot, or an item is
// named twice; CodeNotFound: one is not in the library.
func (s *Service) Set(ctx context.Context, slot string, ids []string) (entry int64, err error) {
	if err := check(slot, ids); err != nil {
		return 0, err
	}
	now, err := s.store.Front(ctx, time.Time{})
	if err != nil {
		return 0, err
	}
	items := make([]news.SlotItem, 0, len(ids))
	for _, id := range ids {
		item := news.SlotItem{ID: id}
		if at := find(now.Slots[slot], id); at >= 0 {
			item = now.Slots[slot][at]
		}
		items = append(items, item)
	}
	return s.store.SetSlot(ctx, slot, items)
}

// check refuses a slot that the page has not, more items than it holds, and an item
// that is named twice.
func check(slot string, ids []string) error {
	if !slices.Contains(news.Slots(), slot) {
		return news.Errorf(news.CodeInvalid, "slot", "The front page has no slot %q; it has %s.", slot, strings.Join(news.Slots(), ", "))
	}
	if len(ids) > MaxItems {
		return news.Errorf(news.CodeLimit, "ids", "A slot holds at most %d items.", MaxItems)
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return news.Errorf(news.CodeInvalid, "ids", "%q is named twice; nothing was changed.", id)
		}
	}
	return nil
}

// Words are what an item of a slot shows instead of its article's own; nil: as it is,
// empty: the article's own again.
type Words struct {
	Title, Kicker *string
	Picture       *news.Picture // without Src: the article's own again
}

// Word gives an item of a slot words and a picture of its own, as readers see it at
// once. CodeNotFound: the item is not in the slot.
func (s *Service) Word(ctx context.Context, slot, id string, w Words) (entry int64, err error) {
	if err := check(slot, []string{id}); err != nil {
		return 0, err
	}
	now, err := s.store.Front(ctx, time.Time{})
	if err != nil {
		return 0, err
	}
	items := slices.Clone(now.Slots[slot])
	at := find(items, id)
	if at < 0 {
		return 0, news.Errorf(news.CodeNotFound, "id", "The slot %s of the front page does not hold %q.", slot, id)
	}
	item := &items[at]
	if w.Title != nil {
		item.Title = *w.Title
	}
	if w.Kicker != nil {
		item.Kicker = *w.Kicker
	}
	if w.Picture != nil {
		item.Picture = w.Picture
	}
	if err := tidy(items); err != nil {
		return 0, err
	}
	return s.store.SetSlot(ctx, slot, items)
}

// Longest words of an item, in letters.
const (
	maxTitle  = 300
	maxKicker = 100
)

// tidy makes words single lines without white space around them, and refuses what is
// longer than a front page can bear.
func tidy(items []news.SlotItem) error {
	for i := range items {
		item := &items[i]
		item.Title, item.Kicker = strings.Join(strings.Fields(item.Title), " "), strings.Join(strings.Fields(item.Kicker), " ")
		if item.Picture != nil && item.Picture.Src == "" {
			item.Picture = nil
		}
		if utf8.RuneCountInString(item.Title) > maxTitle {
			return news.Errorf(news.CodeLimit, "title", "A headline of the front page holds at most %d letters.", maxTitle)
		}
		if utf8.RuneCountInString(item.Kicker) > maxKicker {
			return news.Errorf(news.CodeLimit, "kicker", "A kicker of the front page holds at most %d letters.", maxKicker)
		}
	}
	return nil
}

// Copy gives the front page as it lies on the desk.
func (s *Service) Copy(ctx context.Context) (news.FrontCopy, error) { return s.desk.FrontCopy(ctx) }

// Arrange writes slots of the working copy, which begins with this where there is none;
// slots that are not named stay as they are. mark is the copy's mark that the caller
// saw. CodeConflict: it is another by now. CodeInvalid and CodeLimit as Set.
func (s *Service) Arrange(ctx context.Context, slots map[string][]news.SlotItem, mark string) (entry int64, err error) {
	held, err := s.desk.FrontCopy(ctx)
	if err != nil {
		return 0, err
	}
	next := maps.Clone(held.Slots)
	for slot, items := range slots {
		ids := make([]string, len(items))
		for i, item := range items {
			ids[i] = item.ID
		}
		if err := check(slot, ids); err != nil {
			return 0, err
		}
		next[slot] = slices.Clone(items)
		if err := tidy(next[slot]); err != nil {
			return 0, err
		}
	}
	return s.desk.ArrangeFront(ctx, next, mark)
}

// Publish shows readers the working copy, now, or as it stands at a time ahead. live is
// the revision that the caller saw them have. CodeConflict: they have another by now.
// CodeInvalid: there is no copy.
func (s *Service) Publish(ctx context.Context, live int64, at time.Time) (entry int64, err error) {
	if at.After(s.clock()) {
		return s.desk.ScheduleFront(ctx, live, at)
	}
	return s.desk.PublishFront(ctx, live)
}

// Unschedule takes the copy's time away; 0: it had none.
func (s *Service) Unschedule(ctx context.Context) (entry int64, err error) {
	return s.desk.ScheduleFront(ctx, 0, time.Time{})
}

// ReleaseDue publishes the copy if it is due. What cannot go out stays, with the reason.
func (s *Service) ReleaseDue(ctx context.Context) error {
	held, err := s.desk.FrontCopy(ctx)
	if err != nil || held.Due.IsZero() || held.Failed != "" || held.Due.After(s.clock()) {
		return err
	}
	_, err = s.desk.DueFront(ctx, held.Due, held.DueOnto)
	if err == nil || ctx.Err() != nil {
		return err
	}
	return s.desk.FailFront(ctx, held.Due, err.Error())
}

// Discard takes the working copy away; readers see what they saw.
func (s *Service) Discard(ctx context.Context) (entry int64, err error) {
	return s.desk.DiscardFront(ctx)
}

// Revision is a state that the page was in, with what made it differ from the one
// before.
type Revision struct {
	news.FrontRevision
	Differences []Difference
}

// History lists the states that the front page was in, the newest first: at most limit
// (0: 50), below a revision where before is not 0.
func (s *Service) History(ctx context.Context, before int64, limit int) ([]Revision, error) {
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 999)
	list, err := s.store.FrontHistory(ctx, before, limit+1)
	out := make([]Revision, min(limit, len(list)))
	for i := range out {
		var older map[string][]news.SlotItem
		if i+1 < len(list) {
			older = list[i+1].Slots
		}
		out[i] = Revision{list[i], Differences(older, list[i].Slots)}
	}
	return out, err
}

// At gives the slots as they were at a revision. CodeNotFound: there is none of that
// number.
func (s *Service) At(ctx context.Context, revision int64) (map[string][]news.SlotItem, error) {
	front, err := s.store.FrontOf(ctx, revision)
	return front.Slots, err
}

// Restore brings the whole page back as it was at a revision. CodeNotFound: there
// is none of that number.
func (s *Service) Restore(ctx context.Context, revision int64) (entry int64, err error) {
	return s.store.RestoreFront(ctx, revision)
}
