//go:build desktop

package window

import "testing"

func TestZoomGoesByStepsWithinItsEnds(t *testing.T) {
	for _, c := range []struct{ from, by, want int }{
		{100, 1, 110}, {100, -1, 90}, {50, -1, 50}, {300, 1, 300},
		{0, 1, 110}, {113, -1, 90}, // what was kept and is no step counts as the usual size
	} {
		if got := step(c.from, c.by); got != c.want {
			t.Errorf("step(%d, %d) = %d, want %d", c.from, c.by, got, c.want)
		}
	}
	for kept, want := range map[int]int{0: 100, 125: 125, 126: 100, -50: 100} {
		if got := near(kept); got != want {
			t.Errorf("near(%d) = %d, want %d", kept, got, want)
		}
	}
}
