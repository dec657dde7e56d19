//go:build !unix

package search

import "time"

// cpu falls back on the wall clock where the system counts CPU time by ticks.
func cpu() time.Duration { return time.Duration(time.Now().UnixNano()) }

// peak is not told here.
func peak() int64 { return 0 }
