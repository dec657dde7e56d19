package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"broadsheet/internal/library"
	"broadsheet/internal/news"
)

func open(t *testing.T, dir string) *library.Library {
	t.Helper()
	l, err := library.Open(context.Background(), library.Options{Dir: dir, Version: "test", Clock: time.Now, Actor: "Tester"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOneProcessOwnsALibrary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	first := open(t, dir)
	if !first.Made {
		t.Error("a new library was not made")
	}
	if err := first.Announce("/some/socket"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err := library.Open(context.Background(), library.Options{Dir: dir, Version: "test", Clock: time.Now})
	var held *library.HeldError
	if !errors.As(err, &held) || held.Socket != "/some/socket" || held.PID != os.Getpid() || news.CodeOf(err) != news.CodeBusy {
		t.Errorf("second opening: %#v", err)
	}
	if spent := time.Since(began); spent > 1500*time.Millisecond {
		t.Errorf("the answer took %s", spent)
	}
	id := first.Store.ID()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	defer again.Close()
	if again.Made || again.Store.ID() != id {
		t.Errorf("opened again: made %v, id %s, want %s", again.Made, again.Store.ID(), id)
	}
}

func TestAFolderWithOtherThingsIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := library.Open(context.Background(), library.Options{Dir: dir, Clock: time.Now})
	if news.CodeOf(err) != news.CodeForeign {
		t.Errorf("opened: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func TestNewRefusesALibraryThatIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library")
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	_, err := library.Open(context.Background(), library.Options{Dir: dir, Clock: time.Now, New: true})
	if news.CodeOf(err) != news.CodeExists {
		t.Errorf("made again: %v", err)
	}
}

func TestSynchronisedFoldersAreSaid(t *testing.T) {
	for _, path := range []string{"OneDrive/library", "Dropbox/papers/library", "OneDrive - Office/library"} {
		l := open(t, filepath.Join(t.TempDir(), filepath.FromSlash(path)))
		said := false
		for _, w := range l.Warnings {
			said = said || w.Code == "synchronised" && strings.HasSuffix(w.Message, ".")
		}
		if !said {
			t.Errorf("%s: warnings %v", path, l.Warnings)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestLongFoldersHaveTheirSocketElsewhere(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	short, err := library.SocketPath("/a/library")
	if err != nil || short != filepath.FromSlash("/a/library/socket") {
		t.Errorf("short: %s, %v", short, err)
	}
	long := "/" + strings.Repeat("a-long-name/", 12) + "library"
	path, err := library.SocketPath(long)
	if err != nil || strings.HasPrefix(path, long) {
		t.Errorf("long: %s, %v", path, err)
	}
	other, err := library.SocketPath(long + "2")
	if err != nil || other == path {
		t.Errorf("two libraries share the socket %s, %v", other, err)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder of sockets: %v, %v", info, err)
	}
}

func TestRecentLibrariesAreRemembered(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	xdg.Reload()
	for _, folder := range []string{"/one", "/two", "/one"} {
		if err := library.Remember(library.Recent{Folder: folder, Name: folder, Opened: time.Unix(1, 0)}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := library.Recents()
	if err != nil || len(list) != 2 || list[0].Name != "/one" {
		t.Errorf("recent: %v, %v", list, err)
	}
}

func TestBallastIsKeptAndGivenUp(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "library"))
	defer l.Close()
	if !l.GiveUpBallast() {
		t.Error("there was no ballast")
	}
	if l.GiveUpBallast() {
		t.Error("ballast was given up twice")
	}
}
