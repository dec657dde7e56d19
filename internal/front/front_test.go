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
	entry, err := front.New(p, nil).Set(t.Context(), news.SlotEditorsChoice, []string{"c", "a"})
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
			if _, err := front.New(p, nil).Set(t.Context(), test.slot, test.ids); news.CodeOf(err) != test.want {
				t.Errorf("error %v, want %v", err, test.want)
			}
			if len(p.slots) != 0 {
				t.Errorf("changed: %v", p.slots)
			}
		})
	}
}
