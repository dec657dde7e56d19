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
