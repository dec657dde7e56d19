//go:build desktop && linux

package window

import "os"

// guardGraphics keeps WebKit away from a path that shows nothing on NVIDIA's
// driver; Wails 2 has no guard of its own (wails PR 5295 for version 3).
func guardGraphics() {
	const variable = "WEBKIT_DISABLE_DMABUF_RENDERER"
	if _, err := os.Stat("/sys/module/nvidia"); err != nil {
		return
	}
	if _, set := os.LookupEnv(variable); !set {
		os.Setenv(variable, "1")
	}
}
