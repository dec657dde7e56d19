package windowtest

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Variables by which the Makefile says what to test.
const (
	WindowVariable = "BROADSHEET_WINDOW" // the program with its window, built with the tag e2e
	BinaryVariable = "BROADSHEET_BIN"    // the program without
)

// Binary gives the program that a variable names. Without it there is nothing to
// test, and the test fails rather than pass for nothing.
func Binary(t testing.TB, variable string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Fatalf("%s is not set: run this by `make test`, or `go run ./build/testrun test window`", variable)
	}
	return path
}

// Window is a running program with its window open.
type Window struct {
	*Display
	t       testing.TB
	session *session
	notes   string // folder in which the wrapper leaves pid and exit status
}

// Open starts the program with the given arguments on the display and waits
// until its page runs.
func Open(t testing.TB, d *Display, args ...string) *Window {
	t.Helper()
	notes, err := os.MkdirTemp(d.home, "run-")
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{Display: d, t: t, notes: notes}
	wrapper := w.wrap(Binary(t, WindowVariable))

	port := freePort(t)
	driver := d.command("WebKitWebDriver", "--host=127.0.0.1", "--port="+port)
	start(t, driver)
	address := "http://127.0.0.1:" + port
	wait(t, "WebKitWebDriver", func() (bool, error) { return call("GET", address+"/status", nil, nil) == nil, nil })
	t.Cleanup(w.end)
	w.session, err = open(address, wrapper, args)
	if err != nil {
		t.Fatalf("%v\nthe program said:\n%s", err, w.said())
	}
	w.Wait("the page", `return document.readyState === "complete" && location.href.startsWith("wails:")`)
	return w
}

// wrap writes a script that runs the program and leaves its pid and its exit
// status behind: the driver is its parent, and tells neither.
func (w *Window) wrap(binary string) string {
	path := filepath.Join(w.notes, "broadsheet")
	script := fmt.Sprintf("#!/bin/sh\ncd '%[1]s'\n'%[2]s' \"$@\" >said 2>&1 &\necho $! >pid\nwait $!\necho $? >exit.new\nmv exit.new exit\n", w.notes, binary)
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		w.t.Fatal(err)
	}
	return path
}

// end ends a program that the test has not closed.
func (w *Window) end() {
	if _, ended := w.note("exit"); ended {
		return
	}
	if text, ok := w.note("pid"); ok {
		if pid, err := strconv.Atoi(text); err == nil {
			if process, err := os.FindProcess(pid); err == nil {
				process.Signal(os.Interrupt)
				if waitFor("the end of the program", func() (bool, error) { _, ended := w.note("exit"); return ended, nil }) != nil {
					process.Kill()
				}
			}
		}
	}
}

func (w *Window) note(name string) (string, bool) {
	text, err := os.ReadFile(filepath.Join(w.notes, name))
	return strings.TrimSpace(string(text)), err == nil
}

func (w *Window) said() string {
	text, _ := w.note("said")
	return text
}

// fail ends the test with a picture of what the window shows.
func (w *Window) fail(err error) {
	w.t.Helper()
	w.Picture("failed-" + strings.NewReplacer("/", "-", " ", "-").Replace(w.t.Name()))
	w.t.Fatalf("%v\nthe program said:\n%s", err, w.said())
}

// Do runs the body of an asynchronous JavaScript function in the page, with its
// arguments in args, and gives what it returns as JSON.
func (w *Window) Do(body string, args ...any) json.RawMessage {
	w.t.Helper()
	value, err := w.session.run(body, args...)
	if err != nil {
		w.fail(fmt.Errorf("run %q: %w", body, err))
	}
	return value
}

// Text is Do for a function that returns a string.
func (w *Window) Text(body string, args ...any) string {
	w.t.Helper()
	var text string
	if value := w.Do(body, args...); json.Unmarshal(value, &text) != nil {
		w.fail(fmt.Errorf("%q gave %s, which is no text", body, value))
	}
	return text
}

// Wait waits until a function body of the page returns true.
func (w *Window) Wait(what, body string, args ...any) {
	w.t.Helper()
	err := waitFor(what, func() (bool, error) {
		value, err := w.session.run(body, args...)
		// While a page is being left, there is none to ask.
		return err == nil && string(value) == "true", nil
	})
	if err != nil {
		w.fail(err)
	}
}

// Call makes a call of the bridge as the page makes it, and gives its answer or
// its error as JSON.
func (w *Window) Call(area, method string, request []byte) []byte {
	w.t.Helper()
	return []byte(w.Text(`
		try {
			return JSON.stringify(await window.go.bridge[args[0]][args[1]](JSON.parse(args[2])));
		} catch (fault) {
			return typeof fault === "string" ? fault : fault.message;
		}`, area, method, string(request)))
}

// Click clicks the first element that a selector finds, as soon as it is there.
func (w *Window) Click(selector string) {
	w.t.Helper()
	w.act(selector, w.session.click)
}

// Write types into the first element that a selector finds.
func (w *Window) Write(selector, text string) {
	w.t.Helper()
	w.act(selector, func(element string) error { return w.session.write(element, text) })
}

// act acts on an element as soon as that succeeds.
func (w *Window) act(selector string, do func(element string) error) {
	w.t.Helper()
	var last error
	err := waitFor(selector, func() (bool, error) {
		element, err := w.session.find(selector)
		if err == nil {
			err = do(element)
		}
		last = err
		return err == nil, nil
	})
	if err != nil {
		w.fail(fmt.Errorf("%w; at last: %w", err, last))
	}
}

// Enter is the key in the protocol's private characters (section 17.4.2).
const Enter = "\ue007"

// Picture keeps what the screen shows as build/.cache/shots/NAME.png, once the
// page has drawn what it holds.
func (w *Window) Picture(name string) {
	w.t.Helper()
	w.session.run(`for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)`) // a page that is gone draws no more
	w.Display.Picture(w.t, name)
}

// Close closes the window as a person does, by its button, and gives the
// program's exit status. A program that does not end is asked what it is doing.
func (w *Window) Close() int {
	w.t.Helper()
	pid, _ := w.note("pid")
	w.Run(w.t, "wmctrl", "-i", "-c", w.id(pid))
	ended := func() (bool, error) { _, ended := w.note("exit"); return ended, nil }
	if err := waitFor("the end of the program", ended); err != nil {
		w.Picture("failed-" + strings.NewReplacer("/", "-", " ", "-").Replace(w.t.Name()))
		w.Run(w.t, "kill", "-QUIT", pid) // Go's runtime says where each goroutine stands, and ends
		waitFor("the end of the program", ended)
		w.t.Fatalf("%v\nthe program said:\n%s", err, w.said())
	}
	text, _ := w.note("exit")
	status, err := strconv.Atoi(text)
	if err != nil {
		w.t.Fatalf("the program left the status %q", text)
	}
	if status != 0 {
		w.t.Logf("the program said:\n%s", w.said())
	}
	return status
}

// Kill ends the program as kill -9 does, and waits until it is gone.
func (w *Window) Kill() {
	w.t.Helper()
	pid, _ := w.note("pid")
	w.Run(w.t, "kill", "-KILL", pid)
	wait(w.t, "the end of the program", func() (bool, error) { _, ended := w.note("exit"); return ended, nil })
}

// id is the window manager's name for the window of a process: another window
// may have the same title.
func (w *Window) id(pid string) (id string) {
	w.t.Helper()
	wait(w.t, "the window of process "+pid, func() (bool, error) {
		for line := range strings.Lines(w.Run(w.t, "wmctrl", "-l", "-p")) {
			if words := strings.Fields(line); len(words) > 2 && words[2] == pid {
				id = words[0]
			}
		}
		return id != "", nil
	})
	return id
}

func freePort(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// checkout is the root of the module, above the folder that a test runs in.
func checkout(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("this is no checkout")
		}
		dir = parent
	}
}
