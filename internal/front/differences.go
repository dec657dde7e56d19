package front

import (
	"reflect"
	"slices"

	"broadsheet/internal/news"
)

// Difference says what changed in a slot from one state of the page to another.
type Difference struct {
	Slot   string
	Placed []string // ids that came, in their order
	Taken  []string // ids that went
	Moved  int      // of those that stayed, the fewest whose places must have changed
	Worded int      // of those that stayed, how many have other words or another picture
}

// Count is how many single changes these are.
func Count(differences []Difference) int {
	n := 0
	for _, d := range differences {
		n += len(d.Placed) + len(d.Taken) + d.Moved + d.Worded
	}
	return n
}

// Differences tells two states of the page apart, slot by slot in the order of the
// page; slots that are the same are left out.
func Differences(before, after map[string][]news.SlotItem) []Difference {
	var all []Difference
	for _, slot := range news.Slots() {
		if d := difference(slot, before[slot], after[slot]); !reflect.DeepEqual(d, Difference{Slot: slot}) {
			all = append(all, d)
		}
	}
	return all
}

func difference(slot string, before, after []news.SlotItem) Difference {
	d := Difference{Slot: slot}
	var stayed []int // for each that stayed, in the new order, its place before
	for _, item := range after {
		at := find(before, item.ID)
		if at < 0 {
			d.Placed = append(d.Placed, item.ID)
			continue
		}
		stayed = append(stayed, at)
		if !reflect.DeepEqual(before[at], item) {
			d.Worded++
		}
	}
	for _, item := range before {
		if find(after, item.ID) < 0 {
			d.Taken = append(d.Taken, item.ID)
		}
	}
	d.Moved = len(stayed) - rising(stayed)
	return d
}

func find(items []news.SlotItem, id string) int {
	return slices.IndexFunc(items, func(item news.SlotItem) bool { return item.ID == id })
}

// rising gives the length of the longest rising subsequence (patience sorting): what is
// not in it must have moved.
func rising(places []int) int {
	var ends []int
	for _, place := range places {
		at, _ := slices.BinarySearch(ends, place)
		if at == len(ends) {
			ends = append(ends, place)
		} else {
			ends[at] = place
		}
	}
	return len(ends)
}
