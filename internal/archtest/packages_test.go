package archtest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

const (
	module = "broadsheet"
	root   = "../.."
)

// pkg is what `go list -json` says of a package.
type pkg struct {
	ImportPath   string
	Name         string
	Dir          string
	Doc          string
	Standard     bool
	DepOnly      bool
	GoFiles      []string
	CgoFiles     []string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// path is the package's path below the module; "" is the main package.
func (p pkg) path() string {
	return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
}

// ours tells whether an import path is of this module, and gives the path below it.
func ours(importPath string) (path string, yes bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// build is one way to build the program.
type build struct {
	name, goos, tags string
}

// builds are the ways that have to hold: nothing of them is compiled.
var builds = []build{
	{"linux", "linux", ""},
	{"linux with window", "linux", "desktop,production,webkit2_41"},
	{"linux with window under test", "linux", "desktop,production,webkit2_41,e2e,windowtest"},
	{"windows", "windows", ""},
	{"windows with window", "windows", "desktop,production"},
	{"macos", "darwin", ""},
	{"macos with window", "darwin", "desktop,production"},
}

// list runs go list; cgo is on, so that packages that would use C show it.
func list(t *testing.T, b build, args ...string) []pkg {
	t.Helper()
	args = append([]string{"list", "-e", "-tags=" + b.tags,
		"-json=ImportPath,Name,Dir,Doc,Standard,DepOnly,GoFiles,CgoFiles,Imports,TestImports,XTestImports"}, args...)
	cmd := exec.Command("go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOOS="+b.goos, "GOARCH=amd64")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, said.String())
	}
	var packages []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatalf("read what go list says: %v", err)
		}
		packages = append(packages, p)
	}
}

// each runs a test on the packages of ours in every way to build, and reports
// what it finds once, with the first way that shows it.
func each(t *testing.T, test func(packages []pkg, report func(format string, args ...any))) {
	t.Helper()
	told := map[string]bool{}
	for i, b := range builds {
		test(listed(t, i), func(format string, args ...any) {
			text := fmt.Sprintf(format, args...)
			if !told[text] {
				told[text] = true
				t.Errorf("%s (%s)", text, b.name)
			}
		})
	}
}

var (
	listing sync.Mutex
	heard   = map[int][]pkg{}
)

// listed asks go list once for each way to build.
func listed(t *testing.T, i int) []pkg {
	t.Helper()
	listing.Lock()
	defer listing.Unlock()
	if heard[i] == nil {
		heard[i] = list(t, builds[i], "./...")
	}
	return heard[i]
}

// under tells whether path is named by pattern: itself, or in its tree where
// the pattern ends in "/...".
func under(path, pattern string) bool {
	if tree, isTree := strings.CutSuffix(pattern, "/..."); isTree {
		return path == tree || strings.HasPrefix(path, tree+"/")
	}
	return path == pattern
}

// anyOf tells whether one of the patterns names path; groups are spelled out.
func anyOf(path string, patterns []string) bool {
	for _, pattern := range patterns {
		if members, isGroup := groups[pattern]; isGroup {
			if anyOf(path, members) {
				return true
			}
			continue
		}
		if under(path, pattern) {
			return true
		}
	}
	return false
}

// find gives the row for a package: its own, else that of the smallest tree.
func find(path string) (row, bool) {
	var best row
	found := false
	for _, r := range table {
		if r.path == path {
			return r, true
		}
		if under(path, r.path) && (!found || len(r.path) > len(best.path)) {
			best, found = r, true
		}
	}
	return best, found
}
