package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// usage is what a running process has used.
type usage struct {
	cpu     time.Duration
	memory  int64 // bytes resident now
	peak    int64 // bytes resident at most
	private int64 // resident bytes that no file stands behind
}

// ticksPerSecond is what Linux counts processor time in, on every architecture
// that Go runs on (USER_HZ).
const ticksPerSecond = 100

// usageOf reads a process's figures from /proc; systems without one have none.
func usageOf(pid int) (usage, error) {
	var u usage
	folder := fmt.Sprintf("/proc/%d/", pid)
	stat, err := os.ReadFile(folder + "stat")
	if err != nil {
		return u, err
	}
	_, after, _ := strings.Cut(string(stat), ") ") // past the name, which may hold anything
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return u, fmt.Errorf("%sstat has %d fields", folder, len(fields))
	}
	var ticks int64
	for _, field := range fields[11:13] { // utime, stime: proc(5)
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return u, err
		}
		ticks += n
	}
	u.cpu = time.Duration(ticks) * time.Second / ticksPerSecond
	status, err := os.ReadFile(folder + "status")
	if err != nil {
		return u, err
	}
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		if err != nil {
			continue
		}
		switch name {
		case "VmRSS":
			u.memory = kb << 10
		case "VmHWM":
			u.peak = kb << 10
		case "RssAnon":
			u.private = kb << 10
		}
	}
	return u, nil
}
