package front_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/front"
	"broadsheet/internal/news"
)

// page is a front page in memory.
type page struct {
	slots map[string][]news.SlotItem
}

func (p *page) Front(context.Context, time.Time) (news.Front, error) {
	return news.Front{Slots: p.slots}, nil
}

func (p *page) SetSlot(_ context.Context, slot string, items []news.SlotItem) (int64, error) {
	p.slots[slot] = items
	return 7, nil
}

func (p *page) FrontHistory(context.Context, int64, int) ([]news.FrontRevision, error) {
	return nil, nil
}
func (p *page) FrontOf(context.Context, int64) (news.Front, error) { return news.Front{}, nil }
func (p *page) RestoreFront(context.Context, int64) (int64, error) { return 0, nil }

func TestWhatStaysInASlotKeepsItsOwnWords(t *testing.T) {
	p := &page{map[string][]news.SlotItem{news.SlotEditorsChoice: {{ID: "a", Title: "Own words"}, {ID: "b"}}}}
	entry, err := front.New(p, nil, time.Now).Set(t.Context(), news.SlotEditorsChoice, []string{"c", "a"})
	if err != nil || entry != 7 {
		t.Fatal(entry, err)
	}
	want := []news.SlotItem{{ID: "c"}, {ID: "a", Title: "Own words"}}
	if diff := cmp.Diff(want, p.slots[news.SlotEditorsChoice]); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeSetChangesNothing(t *testing.T) {
	many := strings.Split(strings.Repeat("x ", front.MaxItems+1), " ")[:front.MaxItems+1]
	for name, test := range map[string]struct {
		slot string
		ids  []string
		want news.Code
	}{
		"no slot":  {"sidebar", []string{"a"}, news.CodeInvalid},
		"twice":    {news.SlotLead, []string{"a", "a"}, news.CodeInvalid},
		"too many": {news.SlotGallery, many, news.CodeLimit},
	} {
		t.Run(name, func(t *testing.T) {
			p := &page{map[string][]news.SlotItem{}}
			if _, err := front.New(p, nil, time.Now).Set(t.Context(), test.slot, test.ids); news.CodeOf(err) != test.want {
				t.Errorf("error %v, want %v", err, test.want)
			}
			if len(p.slots) != 0 {
				t.Errorf("changed: %v", p.slots)
			}
		})
	}
}

// copied is a working copy in memory.
type copied struct {
	front.Desk
	held      news.FrontCopy
	published []int64
	refuse    error
}

func (c *copied) FrontCopy(context.Context) (news.FrontCopy, error) { return c.held, nil }

func (c *copied) PublishFront(_ context.Context, live int64) (int64, error) {
	if c.refuse == nil {
		c.published, c.held.Due = append(c.published, live), time.Time{}
	}
	return 1, c.refuse
}

func (c *copied) ScheduleFront(_ context.Context, live int64, at time.Time) (int64, error) {
	c.held.DueOnto, c.held.Due = live, at
	return 2, nil
}

func (c *copied) DueFront(ctx context.Context, due time.Time, live int64) (int64, error) {
	if !due.Equal(c.held.Due) {
		return 0, nil
	}
	return c.PublishFront(ctx, live)
}

func (c *copied) FailFront(_ context.Context, due time.Time, why string) error {
	if due.Equal(c.held.Due) {
		c.held.Failed = why
	}
	return nil
}

func TestACopyGoesOutWhenItIsDue(t *testing.T) {
	now := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	c := &copied{}
	s := front.New(nil, c, func() time.Time { return now })
	due := func(want ...int64) {
		t.Helper()
		if err := s.ReleaseDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, c.published); diff != "" {
			t.Error(diff)
		}
	}
	publish := func(at time.Time) {
		t.Helper()
		if _, err := s.Publish(t.Context(), 7, at); err != nil {
			t.Fatal(err)
		}
	}
	due()
	publish(now.Add(time.Hour))
	due()
	now = now.Add(time.Hour)
	due(7)
	due(7)
	publish(now) // a time that is not ahead is now
	due(7, 7)

	publish(now.Add(time.Hour))
	c.refuse = news.Errorf(news.CodeConflict, "live", "Readers saw another.")
	now = now.Add(time.Hour)
	due(7, 7)
	c.refuse = nil
	due(7, 7) // it is not tried again by itself
	if c.held.Failed != "Readers saw another." {
		t.Errorf("failed: %q", c.held.Failed)
	}
}
