package recovery_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"broadsheet/internal/recovery"
)

func TestWhatIsKeptIsHeld(t *testing.T) {
	folder := recovery.Folder(filepath.Join(t.TempDir(), "recovery"))
	if held, err := folder.Held(); err != nil || len(held) != 0 {
		t.Fatal("a folder that is not there yet:", held, err)
	}
	for _, step := range []struct{ name, content string }{{"d-one", "first"}, {"d-two", "other"}, {"d-one", "second"}} {
		if err := folder.Keep(step.name, []byte(step.content)); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range map[string]string{"stray.txt": "x", "d-one.draft.json.tmp": "half", ".draft.json": "y", ".d-one.draft.json.4711": "half"} {
		if err := os.WriteFile(filepath.Join(string(folder), name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	held, err := folder.Held()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]byte{"d-one": []byte("second"), "d-two": []byte("other")}, held); diff != "" {
		t.Error(diff)
	}
	for name, stays := range map[string]bool{"stray.txt": true, "d-one.draft.json.tmp": true, ".draft.json": true, ".d-one.draft.json.4711": false} {
		if _, err := os.Stat(filepath.Join(string(folder), name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := folder.Drop("d-one"); err != nil {
		t.Fatal(err)
	}
	if err := folder.Drop("d-one"); err != nil {
		t.Error("dropped twice:", err)
	}
	if held, _ := folder.Held(); len(held) != 1 {
		t.Errorf("%d files are held after one was dropped", len(held))
	}
}

func TestNamesStayInTheFolder(t *testing.T) {
	folder := recovery.Folder(t.TempDir())
	for _, name := range []string{"", "..", "../x", "a/b", "a\\b", ".hidden", "a\x00b"} {
		if folder.Keep(name, nil) == nil || folder.Drop(name) == nil {
			t.Errorf("%q was taken as a name", name)
		}
	}
}
