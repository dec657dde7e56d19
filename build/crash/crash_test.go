package crash_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"broadsheet/build/crash"
)

// The test binary is also the worker and the verifier.
const (
	envRole = "BROADSHEET_CRASH_ROLE"
	envDir  = "BROADSHEET_CRASH_DIR"
	envSeed = "BROADSHEET_CRASH_SEED"
)

func TestMain(m *testing.M) {
	ctx := context.Background()
	var err error
	switch os.Getenv(envRole) {
	case "work":
		seed, _ := strconv.ParseUint(os.Getenv(envSeed), 10, 64)
		err = crash.Work(ctx, os.Getenv(envDir), seed, os.Stdout)
	case "verify":
		err = crash.Verify(ctx, os.Getenv(envDir), os.Stdin)
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func process(t *testing.T, role, dir string, seed uint64) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envRole+"="+role, envDir+"="+dir, fmt.Sprintf("%s=%d", envSeed, seed))
	return cmd
}

func TestKilledAtAnyMomentNothingIsLost(t *testing.T) {
	kills, limit := 1_000, 20*time.Second
	if os.Getenv("BROADSHEET_LONG") != "" {
		limit = 15 * time.Minute
	}
	if testing.Short() {
		limit = 5 * time.Second
	}
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv(envSeed), 10, 64); err == nil {
		seed = s
	}
	t.Logf("%s=%d", envSeed, seed)
	chance := rand.New(rand.NewPCG(seed, 3))
	var said bytes.Buffer
	dir, acks := "", 0
	began := time.Now()
	done := 0
	for ; done < kills && time.Since(began) < limit; done++ {
		if done%12 == 0 { // now and then from nothing, to be killed while it is made
			dir = filepath.Join(t.TempDir(), "library")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			said.Reset()
		}
		after := time.Duration(chance.ExpFloat64()*250) * time.Millisecond
		before := said.Len()
		work(t, dir, seed+uint64(done), min(after, 3*time.Second), &said)
		acks += bytes.Count(said.Bytes()[before:], []byte("ACK"))
		if chance.IntN(3) == 0 {
			verify(t, dir, &said)
		}
		if t.Failed() {
			return
		}
	}
	verify(t, dir, &said)
	if acks == 0 {
		t.Error("no worker acknowledged anything, so that nothing was tried")
	}
	t.Logf("%d kills in %v, %d commits acknowledged", done, time.Since(began).Round(time.Second), acks)
}

// work lets a worker run for a while, kills it and keeps what it said.
func work(t *testing.T, dir string, seed uint64, after time.Duration, said *bytes.Buffer) {
	t.Helper()
	cmd := process(t, "work", dir, seed)
	var out, failed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &failed
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		t.Errorf("the worker stopped by itself: %v\n%s", err, failed.String())
	case <-time.After(after):
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-ended
	}
	said.Write(out.Bytes())
	said.WriteByte('\n') // the last line may be cut
}

func verify(t *testing.T, dir string, said *bytes.Buffer) {
	t.Helper()
	cmd := process(t, "verify", dir, 0)
	cmd.Stdin = bytes.NewReader(said.Bytes())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("after the kill: %v\n%s", err, out[:min(len(out), 4000)])
	}
}
