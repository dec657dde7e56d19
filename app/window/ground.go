//go:build desktop

package window

import "github.com/wailsapp/wails/v2/pkg/options"

// ground gives the paper of a theme (frontend/src/styles/themes.css), which the
// window shows until the page is drawn. dark tells of the system's preference,
// where none was chosen.
func ground(theme string, dark func() bool) *options.RGBA {
	switch {
	case theme == "dark", (theme == "" || theme == "system") && dark():
		return options.NewRGB(0x17, 0x16, 0x14)
	case theme == "sepia":
		return options.NewRGB(0xf5, 0xec, 0xd9)
	case theme == "contrast":
		return options.NewRGB(0xff, 0xff, 0xff)
	}
	return options.NewRGB(0xfb, 0xfa, 0xf6)
}
