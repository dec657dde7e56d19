package app_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The guide of the help says command lines: each is run on the sample publication,
// in the order in which they stand there.
func TestGuide(t *testing.T) {
	unraced(t)
	text, err := os.ReadFile("../frontend/src/features/help/guide.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Key      string   `json:"key"`
		Commands []string `json:"commands"`
	}
	if err := json.Unmarshal(text, &examples); err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for _, e := range examples {
		for _, line := range e.Commands {
			script.WriteString("exec " + line + "\n")
		}
	}
	file := filepath.Join(t.TempDir(), "guide.txtar")
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Files: []string{file}, Setup: ownFolders})
}
