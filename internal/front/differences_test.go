package front_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/front"
	"broadsheet/internal/news"
)

func TestDifferencesAreTheFewestThatSayIt(t *testing.T) {
	items := func(ids ...string) (list []news.SlotItem) {
		for _, id := range ids {
			list = append(list, news.SlotItem{ID: id})
		}
		return list
	}
	for name, test := range map[string]struct {
		before, after []news.SlotItem
		want          front.Difference
	}{
		"the same":            {items("a", "b"), items("a", "b"), front.Difference{}},
		"the first goes last": {items("a", "b", "c", "d"), items("b", "c", "d", "a"), front.Difference{Moved: 1}},
		"one comes on top":    {items("a", "b"), items("c", "a", "b"), front.Difference{Placed: []string{"c"}}},
		"one for another":     {items("a", "b"), items("a", "c"), front.Difference{Placed: []string{"c"}, Taken: []string{"b"}}},
		"turned round":        {items("a", "b", "c"), items("c", "b", "a"), front.Difference{Moved: 2}},
		"own words":           {items("a"), []news.SlotItem{{ID: "a", Title: "x"}}, front.Difference{Worded: 1}},
		"own picture":         {items("a"), []news.SlotItem{{ID: "a", Picture: &news.Picture{Src: "p"}}}, front.Difference{Worded: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var want []front.Difference
			if name != "the same" {
				test.want.Slot = news.SlotEditorsChoice
				want = append(want, test.want)
			}
			slot := func(list []news.SlotItem) map[string][]news.SlotItem {
				return map[string][]news.SlotItem{news.SlotEditorsChoice: list}
			}
			if diff := cmp.Diff(want, front.Differences(slot(test.before), slot(test.after))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
