package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lowSpace is how much room a disk should have at least, in bytes.
const lowSpace = 512 << 20

// clouds are folder names under which programs keep folders in step with other
// machines; SQLite's log is not safe there.
var clouds = []string{"OneDrive", "Dropbox", "iCloud Drive", "Mobile Documents", "Google Drive", "GoogleDrive", "Nextcloud", "ownCloud", "pCloud", "MEGA"}

// look finds out what may harm a library in this folder.
func look(dir string) []Warning {
	var found []Warning
	if kind := networkKind(dir); kind != "" {
		found = append(found, Warning{"network", fmt.Sprintf("The library lies on a network share (%s), where its database is not safe; move the folder to a disk of this machine.", kind)})
	}
	if name := synchronised(dir); name != "" {
		found = append(found, Warning{"synchronised", fmt.Sprintf("The library lies in a folder that %s keeps in step with other machines, where its database is not safe; move it elsewhere and keep backups there instead.", name)})
	}
	if !writable(dir) {
		found = append(found, Warning{"read_only", "The library's folder cannot be written to, so that it can only be read; give yourself the right to write, or copy it elsewhere."})
		return found
	}
	if free, known := freeSpace(dir); known && free < lowSpace {
		found = append(found, Warning{"space", fmt.Sprintf("The disk has only %d MB left; make room before you import or write, or nothing more can be saved.", free>>20)})
	}
	return found
}

// synchronised gives the name of what keeps the folder in step; empty: nothing.
func synchronised(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for _, part := range strings.Split(filepath.ToSlash(full), "/") {
		for _, cloud := range clouds {
			if strings.EqualFold(part, cloud) || strings.HasPrefix(part, cloud+" - ") {
				return cloud
			}
		}
	}
	for at := full; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".stfolder")); err == nil {
			return "Syncthing"
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// writable tries it: rights alone do not tell on every system.
func writable(dir string) bool {
	probe, err := os.CreateTemp(dir, ".probe-*")
	if err != nil {
		return false
	}
	probe.Close()
	os.Remove(probe.Name())
	return true
}
