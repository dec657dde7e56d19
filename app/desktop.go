package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/adrg/xdg"

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

// browse hands an address to the system. The address is one argument, never
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

// unfit are signs that a file's name does not have on some system.
var unfit = regexp.MustCompile(`[^\p{L}\p{N}._-]+`)

// Keep puts a text into the person's folder for downloads.
func (d *desktop) Keep(name, text string) (string, error) {
	folder := xdg.UserDirs.Download
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("make folder for downloads: %w", err)
	}
	ending := filepath.Ext(name)
	stem := strings.Trim(unfit.ReplaceAllString(strings.TrimSuffix(name, ending), "-"), ".-")
	if stem == "" {
		stem = "article"
	}
	if len(stem) > 80 {
		stem = strings.ToValidUTF8(stem[:80], "")
	}
	for n := 1; n < 1000; n++ {
		path := filepath.Join(folder, stem+ending)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d%s", stem, n, ending))
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("save file: %w", err)
		}
		_, err = file.WriteString(text)
		if err := errors.Join(err, file.Close()); err != nil {
			os.Remove(path) // half a file is worse than none
			return "", fmt.Errorf("save file: %w", err)
		}
		return path, nil
	}
	return "", news.Errorf(news.CodeFull, "", "The folder for downloads holds a thousand files of this name.")
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
