package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"strings"
	"time"
)

// server is the program serving a library, with a browser's session on it.
type server struct {
	command *exec.Cmd
	base    string // its address, ending in a slash
	client  *http.Client
	started time.Duration // until it said its address
}

// serve starts the program on a library and signs in.
func serve(ctx context.Context, program, library string) (*server, error) {
	command := exec.CommandContext(ctx, program, "--library", library, "--json", "serve")
	command.Stderr = os.Stderr
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 30 * time.Second
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	s := &server{command: command, started: time.Since(began)}
	if err == nil {
		err = s.signIn(ctx, line)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start serving: %w", err), s.stop())
	}
	return s, nil
}

func (s *server) signIn(ctx context.Context, line []byte) error {
	var said struct {
		URL string `json:"url"`
	}
	if err := json.Unmarshal(line, &said); err != nil {
		return fmt.Errorf("read its address: %w", err)
	}
	base, token, found := strings.Cut(said.URL, "#token=")
	if !found {
		return fmt.Errorf("the address %q holds no token", said.URL)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	s.base, s.client = base, &http.Client{Jar: jar}
	_, err = s.post(ctx, "api/session", map[string]string{"token": token})
	return err
}

// post makes a call and gives the answer's bytes.
func (s *server) post(ctx context.Context, path string, request any) ([]byte, error) {
	text, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d: %.300s", path, answer.StatusCode, body)
	}
	return body, err
}

func (s *server) call(ctx context.Context, name string, request, result any) error {
	body, err := s.post(ctx, "api/"+name, request)
	if err != nil || result == nil {
		return err
	}
	return json.Unmarshal(body, result)
}

func (s *server) usage() (usage, error) { return usageOf(s.command.Process.Pid) }

// indexed waits until the index has caught up with the store.
func (s *server) indexed(ctx context.Context) error {
	for {
		var info struct {
			Index struct {
				Applied, Latest int64
				Rebuilding      bool
			}
		}
		if err := s.call(ctx, "Library/Info", struct{}{}, &info); err != nil {
			return err
		}
		if info.Index.Applied >= info.Index.Latest && !info.Index.Rebuilding {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// stop ends the program the way a person does.
func (s *server) stop() error {
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		return s.command.Process.Kill()
	}
	err := s.command.Wait()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return nil // an interrupted program has a status of its own
	}
	return err
}
