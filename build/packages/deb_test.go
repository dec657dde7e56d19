package packages_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestDebInACleanSystem installs the .deb in a Debian that holds nothing else,
// runs it there, and purges it: the library stays, and the package says so.
func TestDebInACleanSystem(t *testing.T) {
	if os.Getenv("BROADSHEET_LONG") == "" {
		t.Skip("skipped: a whole Debian is installed; make test-long does")
	}
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("skipped: only root on Linux can make a clean system")
	}
	if _, err := exec.LookPath("debootstrap"); err != nil {
		t.Skip("skipped: debootstrap is not installed")
	}
	debs, err := filepath.Glob("../bin/broadsheet-*.deb")
	if err != nil || len(debs) != 1 {
		t.Fatalf("%d packages in build/bin, want one of make package: %v", len(debs), err)
	}
	root := filepath.Join(t.TempDir(), "debian")
	release, mirror := debian(t)
	run(t, "debootstrap", "--variant=minbase", release, root, mirror)
	for _, file := range []string{"/etc/apt/sources.list", "/etc/resolv.conf"} {
		if text, err := os.ReadFile(file); err == nil {
			write(t, filepath.Join(root, file), text)
		}
	}
	deb, err := os.ReadFile(debs[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "tmp/broadsheet.deb"), deb)
	inside := func(args ...string) string {
		return run(t, "chroot", append([]string{root, "env", "DEBIAN_FRONTEND=noninteractive", "HOME=/root", "LC_ALL=C"}, args...)...)
	}

	inside("apt-get", "-q", "update")
	inside("apt-get", "-q", "-y", "--no-install-recommends", "install", "/tmp/broadsheet.deb")
	if said := inside("broadsheet", "version"); !strings.Contains(strings.ToLower(said), "broadsheet") {
		t.Errorf("version says %q", said)
	}
	if said := inside("broadsheet", "list", "--limit", "3"); strings.Count(strings.TrimSpace(said), "\n") < 2 {
		t.Errorf("list says %q", said)
	}
	for _, file := range []string{"usr/share/applications/broadsheet.desktop", "usr/share/mime/packages/broadsheet.xml", "usr/share/doc/broadsheet/LICENCES.txt"} {
		if _, err := os.Stat(filepath.Join(root, file)); err != nil {
			t.Error(err)
		}
	}

	said := inside("apt-get", "-q", "-y", "purge", "broadsheet")
	if !strings.Contains(said, "~/.local/share/broadsheet") {
		t.Errorf("purging does not name what stays: %q", said)
	}
	if _, err := os.Stat(filepath.Join(root, "usr/bin/broadsheet")); err == nil {
		t.Error("the program is still there")
	}
	kept, err := filepath.Glob(filepath.Join(root, "root/.local/share/broadsheet/*"))
	if err != nil || len(kept) == 0 {
		t.Errorf("the library is gone: %v", err)
	}
}

// debian gives the release of this system, and where its packages come from.
func debian(t *testing.T) (release, mirror string) {
	t.Helper()
	out := run(t, "sh", "-c", `. /etc/os-release; echo "$VERSION_CODENAME"; apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n1`)
	lines := strings.Fields(out)
	if len(lines) != 2 {
		t.Skipf("skipped: this system does not say where its packages come from: %q", out)
	}
	return lines[0], lines[1]
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, tail(out))
	}
	return string(out)
}

func tail(out []byte) []byte { return bytes.TrimSpace(out[max(0, len(out)-2000):]) }

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
