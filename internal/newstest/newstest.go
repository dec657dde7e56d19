// Package newstest gives tests and the programs in build/ something to work on:
// a frozen test publication that exercises every field of the interchange
// format, the third-party corpora that lie beside the checkout, and a seeded
// generator of libraries of any size.
//
// It is imported by tests and build/ only. The frozen publication changes only
// together with the tests that stand on it; what the generator gives depends on
// its seed and on nothing else.
package newstest

import (
	"os"
	"path/filepath"
)

// TB is the part of testing.TB that Data needs.
type TB interface {
	Helper()
	Skipf(format string, args ...any)
}

// DataVariable is the environment variable that names another folder of
// third-party test material.
const DataVariable = "BROADSHEET_TESTDATA"

// Data gives the path of a file or folder in the third-party test material, by
// its path from there ("corpora/agnews-test.en.jsonl.zst"). Where it is absent
// the test is skipped, and its log says so. Nothing may be written there.
func Data(t TB, rel string) string {
	t.Helper()
	dir, ok := DataFolder()
	if !ok {
		t.Skipf("skipped: no third-party test material (%s is not set and no shared/data lies beside the checkout)", DataVariable)
	}
	path := filepath.Join(dir, filepath.FromSlash(rel))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipped: the test material has no %s", rel)
	}
	return path
}

// DataFolder gives the folder of the third-party test material and whether
// there is one.
func DataFolder() (string, bool) {
	if dir := os.Getenv(DataVariable); dir != "" {
		return dir, isFolder(dir)
	}
	root, ok := checkout()
	if !ok {
		return "", false
	}
	dir := filepath.Join(filepath.Dir(root), "shared", "data")
	return dir, isFolder(dir)
}

// checkout looks from the working folder upward for the module's root. Tests
// run in their package's folder; modules inside testdata are passed over.
func checkout() (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && isFolder(filepath.Join(dir, "internal", "newstest")) {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
