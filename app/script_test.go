package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"broadsheet/app"
)

// TestMain lets the scripts run this test binary as broadsheet.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"broadsheet": func() { os.Exit(app.Main(app.Entry{Version: "test", Commit: "test", Args: os.Args[1:]})) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("BROADSHEET_LIBRARY", filepath.Join(e.WorkDir, "library"))
			for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"} {
				folder := filepath.Join(e.WorkDir, name)
				if err := os.MkdirAll(folder, 0o700); err != nil {
					return err
				}
				e.Setenv(name, folder)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"waitfor": waitFor},
	})
}

// waitFor waits until a file holds a text: "waitfor FILE TEXT".
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		text, err := os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && bytes.Contains(text, []byte(args[1])) {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			ts.Fatalf("%s does not hold %q: %s, %v", args[0], args[1], text, err)
		}
	}
}
