package main

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
)

// painted measures from the start of the program to the painted front page in
// Chromium, where Playwright is installed beside the frontend.
func painted(ctx context.Context, s settings, folder string) []figure {
	script := filepath.Join("build", "bench", "paint.mjs")
	modules := filepath.Join("frontend", "node_modules")
	for _, path := range []string{script, modules} {
		if _, err := os.Stat(path); err != nil {
			progress("no paint: %v", err)
			return nil
		}
	}
	progress("paint the front page")
	command := exec.CommandContext(ctx, "node", script, s.program, folder)
	command.Stderr = os.Stderr
	out, err := command.Output()
	var told struct {
		Address, First, Front float64 // milliseconds from the start of the program
	}
	if err == nil {
		err = json.Unmarshal(out, &told)
	}
	if err != nil {
		progress("no paint: %v", err)
		return nil
	}
	return []figure{
		plain("start to address, beside Chromium", told.Address, "ms"),
		plain("start to first paint in Chromium", told.First, "ms"),
		atMost("start to front page painted in Chromium", told.Front, "ms", 700),
	}
}
