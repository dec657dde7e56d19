//go:build unix

package search

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// cpu is the CPU time of this process, all its threads together.
func cpu() time.Duration {
	var at unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &at); err != nil {
		return 0
	}
	return time.Duration(at.Nano())
}

// peak is the most memory that this process had resident, in bytes. Linux's own
// count is asked first: getrusage's begins with that of the process which
// started this one.
func peak() int64 {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			var kb int64
			if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 {
				return kb << 10
			}
		}
	}
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss) // in bytes there, elsewhere in units of 1,024: getrusage(2)
	}
	return int64(usage.Maxrss) << 10
}
