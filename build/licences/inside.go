package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"broadsheet/internal/licences"
)

// builds are the programs that are handed out, by what differs for `go list`.
// Listing needs no C compiler, so that macOS's window is listed anywhere.
var builds = []struct{ env, tags string }{
	{"GOOS=linux CGO_ENABLED=0", ""},
	{"GOOS=windows CGO_ENABLED=0", ""},
	{"GOOS=darwin CGO_ENABLED=0", ""},
	{"GOOS=linux CGO_ENABLED=1", "desktop,production,webkit2_41"},
	{"GOOS=windows CGO_ENABLED=0", "desktop,production"},
	{"GOOS=darwin CGO_ENABLED=1", "desktop,production"},
}

// modules gives Go itself and the modules of all builds.
func modules() ([]source, error) {
	all := map[string]source{}
	for _, b := range builds {
		c := exec.Command("go", "list", "-deps", "-tags", b.tags, "-f",
			"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
		c.Env = append(append(os.Environ(), "GOARCH=amd64"), strings.Fields(b.env)...)
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			return nil, fmt.Errorf("list what %s links: %w", b.env, err)
		}
		for line := range strings.Lines(string(out)) {
			part := strings.Split(strings.TrimSpace(line), "\t")
			if len(part) == 3 {
				all[part[0]] = source{licences.Component{Name: part[0], Version: part[1], Part: "program"}, part[2]}
			}
		}
	}
	// Some systems keep Go's licence apart from Go; its authors' other modules
	// have the same words. go.mod says the version of the language.
	out := []source{{licences.Component{Name: "Go", Version: "1.26", Part: "program"}, all["golang.org/x/text"].folder}}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out = append(out, all[name])
	}
	return out, nil
}

// packages gives what Vite put into the pages.
func packages() ([]source, error) {
	text, err := os.ReadFile("frontend/site/packages.json")
	if err != nil {
		return nil, err
	}
	var names []string
	if err := json.Unmarshal(text, &names); err != nil {
		return nil, fmt.Errorf("read frontend/site/packages.json: %w", err)
	}
	var out []source
	for _, name := range names {
		folder := filepath.Join("frontend", "node_modules", filepath.FromSlash(name))
		about, err := os.ReadFile(filepath.Join(folder, "package.json"))
		if err != nil {
			return nil, err
		}
		var said struct{ Version, License string }
		if err := json.Unmarshal(about, &said); err != nil {
			return nil, fmt.Errorf("read about %s: %w", name, err)
		}
		out = append(out, source{licences.Component{Name: name, Version: said.Version, Licence: said.License, Part: "pages"}, folder})
	}
	return out, nil
}
