package command

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// importable are the names of files that the packages register Broadsheet for.
var importable = regexp.MustCompile(`(?i)\.(jsonl|ndjson)(\.gz|\.zst)?$`)

// toOpen gives what the window is to begin with: addresses of ours as they are,
// and files that can be imported with their whole path, since the window may be
// that of a process in another folder. Desktops hand a file over as an address
// with the scheme file (freedesktop.org Desktop Entry Specification, field code %U).
func toOpen(args []string) ([]string, error) {
	var open []string
	for _, arg := range args {
		if strings.HasPrefix(arg, "broadsheet://") {
			open = append(open, arg)
			continue
		}
		path, err := filepath.Abs(filePath(arg))
		if err != nil {
			return nil, fmt.Errorf("name file: %w", err)
		}
		if info, err := os.Stat(path); err != nil || info.IsDir() || !importable.MatchString(path) {
			return nil, usage{fmt.Errorf("there is no command %q; `broadsheet help` lists them", arg)}
		}
		open = append(open, path)
	}
	return open, nil
}

// filePath gives the path that a file address of this machine names; anything
// else is a path already.
func filePath(arg string) string {
	address, err := url.Parse(arg)
	if err != nil || address.Scheme != "file" || (address.Host != "" && address.Host != "localhost") {
		return arg
	}
	path := address.Path
	if runtime.GOOS == "windows" { // file:///C:/articles.jsonl
		path = strings.TrimPrefix(path, "/")
	}
	return filepath.FromSlash(path)
}
