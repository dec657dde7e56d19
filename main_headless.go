//go:build !desktop

package main

import "broadsheet/app"

// openWindow is nil: this build has no window.
var openWindow app.OpenWindow
