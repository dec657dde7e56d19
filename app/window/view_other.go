//go:build desktop && !linux

package window

// menuZooms says that the menu has zoom commands. On Windows the web view takes
// Ctrl and +, - and 0 itself; on macOS Wails gives no way to its zoom.
const menuZooms = false

func setZoom(int) {}

// stayOnPage has nothing to do here: the page itself refuses what is dropped.
func stayOnPage() {}
