package archtest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryPackageIsNamed(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			if _, found := find(p.path()); !found {
				report("nobody named %s: add it to the table in internal/archtest/table_test.go, with what it may import and why", p.ImportPath)
			}
		}
	})
}

func TestTableHasReasons(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range table {
		if r.why == "" {
			t.Errorf("the row of %q gives no reason", r.path)
		}
		if seen[r.path] {
			t.Errorf("%q has two rows", r.path)
		}
		seen[r.path] = true
		for _, name := range r.may {
			if _, isGroup := groups[name]; strings.HasPrefix(name, "@") && !isGroup {
				t.Errorf("the row of %q names the group %s, which is none", r.path, name)
			}
		}
	}
}

func TestImportsFollowTheTable(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			r, found := find(p.path())
			if !found {
				continue // TestEveryPackageIsNamed says so
			}
			for _, imported := range p.Imports {
				path, isOurs := ours(imported)
				if !isOurs || anyOf(path, r.may) {
					continue
				}
				report("%s imports %s: %s", p.ImportPath, imported, r.why)
			}
		}
	})
}

// TestTestsImportNoFace lets tests build with what is inside, but a test inside
// that reaches for a face tests at the wrong place.
func TestTestsImportNoFace(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			r, _ := find(p.path())
			for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
				path, isOurs := ours(imported)
				if !isOurs || path == p.path() || anyOf(path, r.may) || under(path, "internal/...") {
					continue
				}
				// Tests of the faces may join faces, and drive the window.
				if under(p.path(), "app/...") && (under(path, "app/...") || path == "frontend" || path == "build/windowtest") {
					continue
				}
				report("a test of %s imports %s: tests inside stay inside", p.ImportPath, imported)
			}
		}
	})
}

func TestBuildersAreForTests(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			if under(p.path(), "build/...") || slices.Contains(forTests, p.path()) {
				continue
			}
			for _, imported := range p.Imports {
				if path, _ := ours(imported); slices.Contains(forTests, path) {
					report("%s imports %s: what serves tests does not ship", p.ImportPath, imported)
				}
			}
		}
	})
}

func TestForeignPackagesHaveOneUser(t *testing.T) {
	each(t, func(packages []pkg, report func(string, ...any)) {
		for _, p := range packages {
			for _, rule := range only {
				imports := p.Imports
				if rule.testsToo {
					imports = slices.Concat(p.Imports, p.TestImports, p.XTestImports)
				}
				for _, imported := range imports {
					if under(imported, rule.path+"/...") && mostExact(imported) == rule.path && !anyOf(p.path(), rule.by) {
						report("%s imports %s: %s", p.ImportPath, imported, rule.why)
					}
				}
			}
		}
	})
}

// mostExact gives the longest path among the rules that covers an import, so
// that a rule on a package inside a tree stands before the rule on the tree.
func mostExact(imported string) (longest string) {
	for _, rule := range only {
		if under(imported, rule.path+"/...") && len(rule.path) > len(longest) {
			longest = rule.path
		}
	}
	return longest
}

// TestNoC reads what the program is made of: C only where Wails has its window,
// and in the shell around it, which asks the web view itself for what Wails
// leaves out.
func TestNoC(t *testing.T) {
	for _, b := range builds {
		if strings.Contains(b.tags, "e2e") {
			continue // the shim that lets a test drive the window is C, and does not ship
		}
		t.Run(b.name, func(t *testing.T) {
			withWindow := strings.Contains(b.tags, "desktop") && b.goos != "windows"
			for _, p := range list(t, b, "-deps", ".") {
				wails := strings.HasPrefix(p.ImportPath, "github.com/wailsapp/")
				if wails && b.tags == "" {
					t.Errorf("the build without a window holds %s", p.ImportPath)
				}
				if strings.Contains(p.ImportPath, "go-faiss") {
					t.Errorf("%s came in: Bleve's tag vectors is never set", p.ImportPath)
				}
				if len(p.CgoFiles) > 0 && !p.Standard && !(withWindow && (wails || p.path() == "app/window")) {
					t.Errorf("%s is C (%v): only the window is, and not on Windows", p.ImportPath, p.CgoFiles)
				}
			}
		})
	}
}

// TestVersionsThatBelongTogether holds the pairs that a `go get` of something
// else may silently part.
func TestVersionsThatBelongTogether(t *testing.T) {
	// SQLite is translated for exactly one version of its C library.
	sqlite, err := os.ReadFile(strings.TrimSpace(goList(t, "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite")))
	if err != nil {
		t.Fatal(err)
	}
	want := requirement(string(sqlite), "modernc.org/libc")
	if got := strings.TrimSpace(goList(t, "-m", "-f", "{{.Version}}", "modernc.org/libc")); got != want {
		t.Errorf("modernc.org/libc is %s; modernc.org/sqlite was made for %s", got, want)
	}
	ours, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if got := requirement(string(ours), "github.com/wailsapp/wails/v2"); got != "v2.16.0" {
		t.Errorf("Wails is %s; what we know of it was found with v2.16.0, and below v2.13 its check of origins has a hole (CVE-2026-34157)", got)
	}
}

func TestToolsStandApart(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "tool ") {
			t.Errorf("go.mod holds %q: tools live in build/tools/go.mod, so that theirs never change the program's versions", strings.TrimSpace(line))
		}
	}
}

func requirement(goMod, path string) string {
	for line := range strings.Lines(goMod) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && fields[0] == path {
			return fields[1]
		}
	}
	return "not required"
}

func goList(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return string(out)
}
