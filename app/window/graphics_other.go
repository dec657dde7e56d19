//go:build desktop && !linux

package window

// guardGraphics has nothing to guard against here.
func guardGraphics() {}
