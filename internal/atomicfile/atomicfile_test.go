package atomicfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"broadsheet/internal/atomicfile"
)

func TestWriteReplacesWholly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	for _, want := range []string{"first, and rather long", "second"} {
		if err := atomicfile.WriteBytes(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Fatalf("file holds %q, %v; want %q", got, err, want)
		}
	}
}

func TestFailureLeavesTheOldFileAndNothingBeside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kept")
	if err := atomicfile.WriteBytes(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := atomicfile.Write(path, func(w io.Writer) error {
		io.WriteString(w, "half of the n")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("error is %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("folder holds %v, %v", entries, err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Fatalf("file holds %q", got)
	}
}

func TestMissingFolderIsAnError(t *testing.T) {
	if err := atomicfile.WriteBytes(filepath.Join(t.TempDir(), "no", "file"), nil); err == nil {
		t.Fatal("no error")
	}
}
