package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// logFolder keeps the whole output of every step.
const logFolder = "build/.cache/log"

// longest is what one step may take before it is ended and counts as failed.
const longest = 45 * time.Minute

// command is one program run by a step.
type command struct {
	dir  string
	env  []string // beside the environment of this process
	args []string
}

func tool(args ...string) command { return command{args: args} }

func (c command) with(env ...string) command {
	c.env = append(c.env, env...)
	return c
}

func (c command) in(dir string) command {
	c.dir = dir
	return c
}

// run runs the command with nothing to read, hands its standard output to out
// and gives both outputs together. They are appended to the log of that name.
func (c command) run(ctx context.Context, log string, out io.Writer) ([]byte, error) {
	ctx, stop := context.WithTimeout(ctx, longest)
	defer stop()
	var both bytes.Buffer
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Stderr = &both
	cmd.Stdout = &both
	if out != nil {
		cmd.Stdout = io.MultiWriter(&both, out)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	err := cmd.Run()
	if file, fileErr := os.OpenFile(filepath.Join(logFolder, log+".log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644); fileErr == nil {
		file.Write(both.Bytes())
		file.Close()
	}
	return both.Bytes(), err
}

// check makes a step of commands that say by their exit status whether all is
// well. All of them are run; each that fails is a failure.
func check(commands ...command) func(context.Context, string) tally {
	return func(ctx context.Context, name string) (t tally) {
		for _, c := range commands {
			text, err := c.run(ctx, name, nil)
			if err != nil {
				t.fail(title(c), string(text)+err.Error())
				continue
			}
			t.passed++
		}
		return t
	}
}

// title is the command as one would type it.
func title(c command) string {
	text := ""
	for _, word := range append(c.env, c.args...) {
		text += " " + word
	}
	return text[1:]
}
