package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/adrg/xdg"

	"broadsheet/app/bridge"
	"broadsheet/internal/atomicfile"
	"broadsheet/internal/news"
)

// desktop is the person's own system: the reader's settings, which are kept for
// the person and not for a library, and the programs that open addresses.
type desktop struct {
	path string // of the settings' file
	mu   sync.Mutex
}

// newDesktop keeps settings in the person's configuration folder.
func newDesktop() *desktop {
	return &desktop{path: filepath.Join(xdg.ConfigHome, "broadsheet", "settings.json")}
}

// Preferences gives the reader's settings; none are there before the first is set.
func (d *desktop) Preferences() (map[string]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.read()
}

func (d *desktop) read() (map[string]string, error) {
	text, err := os.ReadFile(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	values := map[string]string{}
	if json.Unmarshal(text, &values) != nil {
		// A damaged file is set aside, not overwritten: it may be mended by hand.
		if err := os.Rename(d.path, d.path+".damaged"); err != nil {
			return nil, fmt.Errorf("set damaged settings aside: %w", err)
		}
		return map[string]string{}, nil
	}
	return values, nil
}

// SetPreferences merges values in and gives them all; an empty value removes.
func (d *desktop) SetPreferences(changed map[string]string) (map[string]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	values, err := d.read()
	if err != nil {
		return nil, err
	}
	maps.Copy(values, changed)
	maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
	text, err := json.MarshalIndent(values, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		return nil, fmt.Errorf("make settings' folder: %w", err)
	}
	if err := atomicfile.WriteBytes(d.path, text); err != nil {
		return nil, fmt.Errorf("keep settings: %w", err)
	}
	return values, nil
}

// OpenOutside opens an http, https or mailto address in the system's program.
func (d *desktop) OpenOutside(address string) error {
	parsed, err := url.Parse(address)
	if err != nil || len(address) > 4<<10 {
		return news.Errorf(news.CodeInvalid, "address", "This is not an address that can be opened.")
	}
	switch strings.ToLower(parsed.Scheme) {
	case "http", "https", "mailto":
	default:
		return news.Errorf(news.CodeInvalid, "address", "Only http, https and mailto addresses are opened outside.")
	}
	return browse(parsed.String())
}

// OpenFolder shows a folder in the system's program for files.
func (d *desktop) OpenFolder(path string) error {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return news.Errorf(news.CodeNotFound, "folder", "There is no folder at %s.", path)
	}
	return browse(path)
}

// SaveDownload writes a file into the person's folder of downloads; where one
// of its name is there, a number is put behind the name.
func (d *desktop) SaveDownload(name string, content []byte) (string, error) {
	paths, err := downloads(name)
	if err != nil {
		return "", err
	}
	for path := range paths {
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("make file: %w", err)
		}
		if _, err = file.Write(content); err == nil {
			err = file.Sync()
		}
		if err = errors.Join(err, file.Close()); err != nil {
			return "", errors.Join(fmt.Errorf("write file: %w", err), os.Remove(path))
		}
		return path, nil
	}
	return "", tooManySame(name)
}

// freeDownload gives the path of a file that is not yet among the person's
// downloads, by its name or by that with a number behind it.
func freeDownload(name string) (string, error) {
	paths, err := downloads(name)
	if err != nil {
		return "", err
	}
	for path := range paths {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
	}
	return "", tooManySame(name)
}

// downloads gives the paths that a file may have in the folder of downloads,
// which is made where it is not there: the name itself, then numbered ones.
func downloads(name string) (iter.Seq[string], error) {
	folder := xdg.UserDirs.Download
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, news.Errorf(news.CodeNotFound, "folder", "There is no folder of downloads to save into: %w.", err)
	}
	name = safeName(name)
	end := filepath.Ext(name)
	return func(yield func(string) bool) {
		if !yield(filepath.Join(folder, name)) {
			return
		}
		for n := 2; n <= maxSame; n++ {
			if !yield(filepath.Join(folder, fmt.Sprintf("%s %d%s", strings.TrimSuffix(name, end), n, end))) {
				return
			}
		}
	}, nil
}

func tooManySame(name string) error {
	return news.Errorf(news.CodeExists, "name", "Too many files with the name %s are among the downloads.", name)
}

// maxSame bounds how many downloads of one name there are.
const maxSame = 1000

// Log gives the last lines of the program's log.
func (d *desktop) Log(lines int) ([]bridge.LogLine, error) { return logTail(logPath(), lines) }

// browse hands an address or a folder to the system. The address is one argument, never
// part of a command line.
func browse(address string) error {
	var command *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		command = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case "darwin":
		command = exec.Command("open", address)
	default:
		command = exec.Command("xdg-open", address)
	}
	if err := command.Start(); err != nil {
		return news.Errorf(news.CodeUnsupported, "", "No program was found to open %s: %w.", address, err)
	}
	go command.Wait() // so that it leaves no zombie; it ends by itself
	return nil
}

// Print writes a page aside and opens it in the system's browser.
func (d *desktop) Print(page string) error {
	folder := filepath.Join(os.TempDir(), "broadsheet-print")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make folder for printing: %w", err)
	}
	path := filepath.Join(folder, "article.html") // the next print writes over it
	if err := atomicfile.WriteBytes(path, []byte(page)); err != nil {
		return fmt.Errorf("write page for printing: %w", err)
	}
	return browse((&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String())
}
