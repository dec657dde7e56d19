package windowtest

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Display is a screen without a person before it, and a home without anything
// in it.
type Display struct {
	env  []string
	home string
}

// Size of the screen in pixels; the window manager keeps windows inside it.
const screen = "1440x900x24"

// NewDisplay starts a screen with a window manager and a session bus, and ends
// them with the test.
func NewDisplay(t testing.TB) *Display {
	t.Helper()
	home, err := os.MkdirTemp("", "broadsheet-window-") // short: sockets lie below it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	d := &Display{home: home}
	d.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LANG=C.UTF-8", "GDK_BACKEND=x11", "NO_AT_BRIDGE=1",
		"LIBGL_ALWAYS_SOFTWARE=1",
	}
	for _, name := range []string{"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		folder := filepath.Join(home, strings.ToLower(strings.TrimPrefix(name, "XDG_")))
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		d.env = append(d.env, name+"="+folder)
	}

	number, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// -r: on a busy machine a key that is pressed for a moment would repeat.
	xvfb := d.command("Xvfb", "-displayfd", "3", "-screen", "0", screen, "-nolisten", "tcp", "-r")
	xvfb.ExtraFiles = []*os.File{write}
	start(t, xvfb)
	write.Close()
	d.env = append(d.env, "DISPLAY=:"+firstLine(t, "Xvfb's number", number))

	bus := d.command("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1")
	address, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, bus)
	d.env = append(d.env, "DBUS_SESSION_BUS_ADDRESS="+firstLine(t, "the bus's address", address))

	start(t, d.command("openbox"))
	wait(t, "a window manager", func() (bool, error) { return d.command("wmctrl", "-m").Run() == nil, nil })
	return d
}

// Home is the folder that stands for the person's home.
func (d *Display) Home() string { return d.home }

// command makes a command that sees this screen and nothing else of the
// machine's settings.
func (d *Display) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = d.env
	cmd.Dir = d.home
	return cmd
}

// Run runs a program on this screen to its end and gives its standard output.
func (d *Display) Run(t testing.TB, name string, args ...string) string {
	t.Helper()
	var said strings.Builder
	cmd := d.command(name, args...)
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, said.String())
	}
	return string(out)
}

// start starts a program that runs until the test ends.
func start(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.WaitDelay = 5 * time.Second // what it started may keep its outputs open
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s (apt.sh display installs it): %v", filepath.Base(cmd.Path), err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM) // a display that is killed leaves its number taken
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-ended
		}
		if t.Failed() && said.Len() > 0 {
			t.Logf("%s said:\n%.2000s", filepath.Base(cmd.Path), said.Bytes())
		}
	})
}

// longest is what anything may take that a test waits for.
const longest = time.Minute

// wait asks again and again until something is there. An error ends the wait.
func wait(t testing.TB, what string, there func() (bool, error)) {
	t.Helper()
	if err := waitFor(what, there); err != nil {
		t.Fatal(err)
	}
}

func waitFor(what string, there func() (bool, error)) error {
	deadline := time.After(longest)
	tick := time.NewTicker(40 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := there()
		if err != nil {
			return fmt.Errorf("wait for %s: %w", what, err)
		}
		if ok {
			return nil
		}
		select {
		case <-tick.C:
		case <-deadline:
			return fmt.Errorf("%s did not come within %v", what, longest)
		}
	}
}

// firstLine reads the first line that a program says.
func firstLine(t testing.TB, what string, from interface {
	Read([]byte) (int, error)
}) string {
	t.Helper()
	said := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(from).ReadString('\n')
		said <- strings.TrimSpace(line)
	}()
	select {
	case line := <-said:
		if line == "" {
			t.Fatalf("%s was not said", what)
		}
		return line
	case <-time.After(longest):
		t.Fatalf("%s was not said within %v", what, longest)
	}
	return ""
}
