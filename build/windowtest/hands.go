package windowtest

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Press presses keys as a person does, one after another: they go to the window
// that is in front, its menu first. Names are those of xdotool ("ctrl+2").
func (d *Display) Press(t testing.TB, keys ...string) {
	t.Helper()
	d.Run(t, "xdotool", append([]string{"key", "--clearmodifiers", "--delay", "40"}, keys...)...)
}

// Leave presses a key until the window in front is another: the first press may
// only close a list that hangs from a field.
func (d *Display) Leave(t testing.TB, key string) {
	t.Helper()
	front := d.Front()
	d.await(t, "the end of "+front, func() (bool, error) {
		d.Press(t, key)
		d.AwaitStill(t)
		return d.Front() != front, nil
	})
}

// Type types text into what has the focus.
func (d *Display) Type(t testing.TB, text string) {
	t.Helper()
	d.Run(t, "xdotool", "type", "--clearmodifiers", "--delay", "8", text)
}

// Typing types text while the test goes on, until it is stopped.
func (d *Display) Typing(t testing.TB, text string) (stop func()) {
	t.Helper()
	cmd := d.command("xdotool", "type", "--clearmodifiers", "--delay", "30", text)
	if err := cmd.Start(); err != nil {
		t.Fatalf("type: %v", err)
	}
	stop = sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait() // it was killed, or had come to its end
	})
	t.Cleanup(stop)
	return stop
}

// Front is the title of the window that is in front; empty: there is none.
func (d *Display) Front() string {
	out, err := d.command("xdotool", "getactivewindow", "getwindowname").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// AwaitFront waits until a window whose title holds the text is in front.
func (d *Display) AwaitFront(t testing.TB, title string) {
	t.Helper()
	d.await(t, title+" in front", func() (bool, error) { return strings.Contains(d.Front(), title), nil })
}

// CloseFront closes the window in front, as its button does.
func (d *Display) CloseFront(t testing.TB) {
	t.Helper()
	title := d.Front()
	d.Run(t, "wmctrl", "-c", ":ACTIVE:")
	d.await(t, "the end of the window "+title, func() (bool, error) { return d.Front() != title, nil })
}

// await is wait, with a picture of the screen where it fails.
func (d *Display) await(t testing.TB, what string, there func() (bool, error)) {
	t.Helper()
	if err := waitFor(what, there); err != nil {
		d.Picture(t, "failed-"+strings.ReplaceAll(t.Name(), "/", "-"))
		t.Fatalf("%v; in front is %q", err, d.Front())
	}
}

// Picture keeps what the screen shows as build/.cache/shots/NAME.png. The
// driver's own way shows no menu, and does not come back while a dialog is open.
func (d *Display) Picture(t testing.TB, name string) {
	t.Helper()
	folder := filepath.Join(checkout(t), "build", ".cache", "shots")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := d.command("import", "-window", "root", filepath.Join(folder, name+".png")).CombinedOutput(); err != nil {
		t.Logf("no picture: %v: %s", err, out)
	}
}

// Again starts the program with its window once more, waits for its end, and
// gives its exit status and the processor time that it took: how long it takes
// by the clock is also that of everything else on the machine.
func (d *Display) Again(t testing.TB, args ...string) (status int, took time.Duration) {
	t.Helper()
	cmd := d.command(Binary(t, WindowVariable), args...)
	out, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatalf("start again: %v", err)
	}
	if len(out) > 0 {
		t.Logf("started again, it said:\n%s", out)
	}
	return cmd.ProcessState.ExitCode(), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// Drag drags a file out of another window and drops it in the middle of this one.
func (w *Window) Drag(file string) {
	w.t.Helper()
	start(w.t, w.command(w.compile("dragsource"), file))
	w.AwaitFront(w.t, "dragsource")
	// A drag begins only after some movement, and what it is over says whether it
	// wants the file only after more: a page that is busy says so late.
	w.Run(w.t, "xdotool", "mousemove", "60", "80", "mousedown", "1")
	w.moveUntil(file+".begun", []int{90, 120, 90, 60})
	w.moveUntil(file+".welcome", []int{400, 600, 640, 660})
	w.Run(w.t, "xdotool", "mouseup", "1")
	w.AwaitFile(w.t, file+".given")
	w.Run(w.t, "wmctrl", "-a", "Broadsheet")
	w.AwaitFront(w.t, "Broadsheet")
}

// Copy puts a file of HTML on the clipboard, as a word processor does.
func (w *Window) Copy(file string) {
	w.t.Helper()
	start(w.t, w.command(w.compile("clipboard"), file))
	w.AwaitFile(w.t, file+".offered")
}

// compile compiles a program of testdata and gives its path.
func (w *Window) compile(name string) string {
	w.t.Helper()
	path := filepath.Join(w.notes, name)
	flags := strings.Fields(w.Run(w.t, "pkg-config", "--cflags", "--libs", "gtk+-3.0"))
	w.Run(w.t, "gcc", append([]string{filepath.Join(checkout(w.t), "build/windowtest/testdata", name+".c"), "-o", path}, flags...)...)
	return path
}

// moveUntil moves the pointer from place to place, and round again, until a file
// is there.
func (w *Window) moveUntil(file string, places []int) {
	w.t.Helper()
	i := 0
	w.await(w.t, file, func() (bool, error) {
		_, err := os.Stat(file)
		if err == nil {
			return true, nil
		}
		at := places[i%len(places)]
		i++
		w.Run(w.t, "xdotool", "mousemove", strconv.Itoa(at), strconv.Itoa(at*2/3+20))
		return false, nil
	})
}

// Set gives the programs that are started from now on a variable.
func (d *Display) Set(name, value string) { d.env = append(d.env, name+"="+value) }

// Stand puts a program of that name before all others; it leaves its arguments,
// a line each, in the file that Stand gives.
func (d *Display) Stand(t testing.TB, name string) (said string) {
	t.Helper()
	folder, err := os.MkdirTemp(d.home, "stand-")
	if err != nil {
		t.Fatal(err)
	}
	said = filepath.Join(folder, "said")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + said + ".new' && mv '" + said + ".new' '" + said + "'\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, pair := range d.env {
		if path, ok := strings.CutPrefix(pair, "PATH="); ok {
			d.env[i] = "PATH=" + folder + ":" + path
		}
	}
	return said
}

// AwaitFile waits until a file is there and gives its text.
func (d *Display) AwaitFile(t testing.TB, path string) (text string) {
	t.Helper()
	wait(t, path, func() (bool, error) {
		read, err := os.ReadFile(path)
		text = string(read)
		return err == nil, nil
	})
	return text
}

// AwaitOther waits until a window of Broadsheet with another title than that is
// in front.
func (d *Display) AwaitOther(t testing.TB, title string) {
	t.Helper()
	d.await(t, "another window", func() (bool, error) {
		front := d.Front()
		return front != title && strings.HasSuffix(front, "Broadsheet"), nil
	})
}

// AwaitStill waits until the screen shows the same twice.
func (d *Display) AwaitStill(t testing.TB) {
	t.Helper()
	before := ""
	d.await(t, "a screen that is still", func() (bool, error) {
		now, err := d.command("import", "-window", "root", "rgb:-").Output()
		still := err == nil && string(now) == before
		before = string(now)
		return still, nil
	})
}

// Serve serves a library to a browser until the test ends, and gives the address
// without what signs in.
func (d *Display) Serve(t testing.TB, folder string) string {
	t.Helper()
	host := d.command(Binary(t, BinaryVariable), "--library", folder, "--json", "serve")
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, host)
	var told struct {
		URL string `json:"url"`
	}
	if line := firstLine(t, "the address", out); json.Unmarshal([]byte(line), &told) != nil {
		t.Fatalf("serve says %q", line)
	}
	address, _, _ := strings.Cut(told.URL, "#")
	return address
}
