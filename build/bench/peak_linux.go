package main

import (
	"os"
	"syscall"
)

// peakOf gives the most bytes that a process had resident; 0: the system does not
// say.
func peakOf(ended *os.ProcessState) int64 {
	used, ok := ended.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return used.Maxrss << 10 // kilobytes: getrusage(2)
}
