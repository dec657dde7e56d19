//go:build desktop

package window

import (
	"slices"

	"github.com/wailsapp/wails/v2/pkg/menu"
)

// zooms are the sizes that the page can be shown at, in percent: the steps that
// browsers have.
var zooms = []int{50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300}

const usualZoom = 100

// near gives a step for what was kept: 0, or what is no step, is the usual one.
func near(percent int) int {
	if slices.Contains(zooms, percent) {
		return percent
	}
	return usualZoom
}

// step gives the zoom so many steps from the present one, within the ends.
func step(percent, by int) int {
	at := slices.Index(zooms, near(percent)) + by
	return zooms[max(0, min(at, len(zooms)-1))]
}

// zoomed is a command of the menu that goes by steps; 0 goes back to the usual.
func (s *shell) zoomed(by int) menu.Callback {
	return func(*menu.CallbackData) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.zoom = step(s.zoom, by)
		if by == 0 {
			s.zoom = usualZoom
		}
		setZoom(s.zoom)
	}
}
