package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// What a person looks at in a browser, at the sizes that the product promises.
const (
	reachPictures = 500
	reachPlaces   = 3000
)

// reachReport is what a person waits for on screens in Chromium.
type reachReport struct {
	Rows     int       `json:"rows"`
	Pictures int       `json:"pictures"`
	Places   int       `json:"places"`
	Begun    string    `json:"begun"`
	Load     [2]string `json:"load"` // of the machine over a minute, before and after; empty where it is not told
	Figures  []figure  `json:"figures"`
	Missing  []string  `json:"missing,omitempty"` // what could not be measured, and why
}

// judged gives a figure of reach.mjs with what it should reach, where there is
// such a thing.
func judged(name string, value float64, unit string) figure {
	switch name {
	case "gallery: first picture painted", "gallery: first picture painted, at first", "film: seek":
		return atMost(name, value, unit, 300)
	case "draft of 20,000 words: opened, its text painted", "draft of 20,000 words: opened, its text painted, at first":
		return atMost(name, value, unit, 300)
	case "draft of 20,000 words: a key, processor time of the page with frame and saves, p95", "draft of 20,000 words: a key, script and its frame, p95":
		return atMost(name, value, unit, 16)
	case "draft of 20,000 words: a save is acknowledged, p95", "draft of 20,000 words: preflight answers":
		return atMost(name, value, unit, 50)
	case "marks: 500 drawn anew with their frame, processor time of the page":
		return atMost(name, value, unit, 16)
	case "marks: a panel of 10,000 opened with its frame, processor time of the page":
		return atMost(name, value, unit, 20)
	case "list: a jump, processor time of the program":
		return atMost(name, value, unit, 50) // counted in ticks of 10 ms over 40 jumps
	case "map: frames while it is moved", "map: frames while it is enlarged":
		return atLeast(name, value, unit, 60)
	case "list: places whose rows all came, of each density", "list: places scrolled on from without a hole in any frame",
		"list: densities in which the last row is reached and seen whole":
		return atLeast(name, value, unit, 100)
	case "front page and article: page, scripts and styles in gzip":
		return atMost(name, value, unit, 350)
	}
	return plain(name, value, unit)
}

// reach measures the screens. It needs Chromium and the frontend's node_modules.
func reach(ctx context.Context, s settings) (*reachReport, error) {
	shown, listed := filepath.Join(s.folder, "reach"), filepath.Join(s.folder, "reach-"+strconv.Itoa(s.rows))
	if err := once(shown, func() error { return showpieces(ctx, s, shown) }); err != nil {
		return nil, fmt.Errorf("make the library of screens: %w", err)
	}
	if err := once(listed, func() error { return rows(ctx, s, listed) }); err != nil {
		return nil, fmt.Errorf("make the library of rows: %w", err)
	}
	r := &reachReport{Rows: s.rows, Pictures: reachPictures, Places: reachPlaces, Begun: time.Now().UTC().Format(time.DateOnly)}
	r.Load[0] = load()
	resting, err := atRest(ctx, s, listed)
	if err != nil {
		return nil, fmt.Errorf("serve the library of rows: %w", err)
	}
	counts, err := counted(ctx, s)
	if err != nil {
		return nil, err
	}
	progress("measure screens in Chromium")
	command := exec.CommandContext(ctx, "node", filepath.Join("build", "bench", "reach.mjs"), s.program, shown, listed)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		progress("no reach (Chromium and frontend/node_modules are needed): %v", err)
		r.Missing = []string{"all: " + err.Error()}
		return r, nil
	}
	var told struct {
		Figures []struct {
			Name, Unit string
			Value      float64
		}
		Missing []string
	}
	if err := json.Unmarshal(out, &told); err != nil {
		return nil, fmt.Errorf("read the measures: %w", err)
	}
	r.Missing = told.Missing
	for _, f := range told.Figures {
		r.Figures = append(r.Figures, judged(f.Name, f.Value, f.Unit))
	}
	r.Figures = append(append(r.Figures, resting...), counts...)
	r.Load[1] = load()
	if s.page != "" {
		return r, writeReach(s.page, r)
	}
	return r, nil
}

// atRest serves the library of rows and says how soon it answers and what it
// holds while nobody asks.
func atRest(ctx context.Context, s settings, folder string) ([]figure, error) {
	progress("serve it and leave it alone")
	host, err := serve(ctx, s.program, folder)
	if err != nil {
		return nil, err
	}
	list := append([]figure{plain("served: start until the address is told", float64(host.started.Milliseconds()), "ms")}, idle(ctx, host)...)
	if u, err := host.rest(ctx); err == nil {
		list = append(list,
			plain("processor time from the start until the index is read ahead", u.cpu.Seconds(), "s"),
			plain("memory then", float64(u.memory)/mega, "MB"),
			plain("memory then that no file stands behind", float64(u.private)/mega, "MB"),
		)
	}
	return list, host.stop()
}

// rest waits until the program has done what it does by itself after a start:
// its processor time stands still.
func (s *server) rest(ctx context.Context) (usage, error) {
	const still = 10
	last, err := s.usage()
	for seconds, round := 0, 0; err == nil && seconds < still && round < 120; round++ {
		select {
		case <-ctx.Done():
			return last, ctx.Err()
		case <-time.After(time.Second):
		}
		before := last.cpu
		if last, err = s.usage(); last.cpu == before {
			seconds++
		} else {
			seconds = 0
		}
	}
	return last, err
}

// load says how busy the machine is, in runnable processes over a minute.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

// once makes a library unless it is kept from an earlier run.
func once(folder string, make func() error) error {
	if _, err := os.Stat(folder + ".made"); err == nil {
		return nil
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := make(); err != nil {
		return err
	}
	return os.WriteFile(folder+".made", nil, 0o600)
}

// showpieces makes a library of the sample, a gallery, a map and articles with marks.
func showpieces(ctx context.Context, s settings, folder string) error {
	progress("draw %d pictures and %d places", reachPictures, reachPlaces)
	drawn := folder + "-files"
	if err := os.MkdirAll(drawn, 0o700); err != nil {
		return err
	}
	file, err := draw(drawn)
	if err != nil {
		return err
	}
	if err := tell(ctx, s, folder, "library", "create"); err != nil {
		return err
	}
	if err := tell(ctx, s, folder, "import", "--source", "reach", file); err != nil {
		return err
	}
	articles, marks, err := markUp(drawn)
	if err != nil {
		return err
	}
	if err := tell(ctx, s, folder, "import", "--source", "reach", articles); err != nil {
		return err
	}
	return tell(ctx, s, folder, "highlight", "import", marks)
}

// tell runs a command of the program on a library.
func tell(ctx context.Context, s settings, folder string, args ...string) error {
	out, err := exec.CommandContext(ctx, s.program, append([]string{"--library", folder, "--json", "--quiet"}, args...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %.500s", args[0], err, out)
	}
	return nil
}
